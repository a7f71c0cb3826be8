import { expect, expectSaved, openDocument, test } from '../harness.ts';

const motion = 'Trygga cykelvägar till skolan';

test('the signatures fall when the text is unlocked, and one is told so before', async ({ enter }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, motion, 'Motion');
  await anna.getByRole('button', { name: 'Lämna in' }).click();
  await anna.getByRole('menuitem', { name: /Skicka för underskrift/ }).click();
  await anna.getByRole('dialog').getByRole('button', { name: 'Skicka för underskrift' }).click();
  await anna.getByRole('button', { name: 'Underteckna', exact: true }).click();
  await expect(anna.getByText('1 av 2 har undertecknat')).toBeVisible();
  await anna.getByRole('button', { name: 'Lämna in' }).click();
  await anna.getByRole('menuitem', { name: /Lås upp/ }).click();
  await expect(anna.getByRole('alertdialog')).toContainText('En underskrift faller');
  await anna.getByRole('alertdialog').getByRole('button', { name: 'Lås upp' }).click();
  await expect(anna.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'true');
  await anna.getByRole('button', { name: 'Lämna in' }).click();
  await anna.getByRole('menuitem', { name: /Skicka för underskrift/ }).click();
  await anna.getByRole('dialog').getByRole('button', { name: 'Skicka för underskrift' }).click();
  await expect(anna.getByText('0 av 2 har undertecknat')).toBeVisible();
});

test('what one wrote without a network, and sent after the filing, is one’s own alone', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said', { isFirst: true })];
  await openDocument(anna, motion, 'Motion');
  const paper = await openDocument(omar, motion, 'Motion');
  await expectSaved(omar);
  await omar.context().setOffline(true);
  await paper.getByRole('paragraph').first().click();
  await omar.keyboard.press('End');
  await omar.keyboard.type(' Sent tillägg.');
  await expect(omar.locator('[data-save]').first()).toHaveText(/^Ingen uppkoppling/);

  await anna.getByRole('button', { name: 'Lämna in' }).click();
  await anna.getByRole('menuitem', { name: /^Lämna in…/ }).click();
  await expect(anna.getByRole('heading', { level: 1, name: 'Lämna in motionen' })).toBeVisible();
  await anna.getByRole('button', { name: /^Lämna in/ }).click();
  await expect(anna.getByRole('heading', { level: 1, name: /^Inkommen/ })).toBeVisible();

  await omar.context().setOffline(false);
  await expect(omar.getByRole('main').getByText('Din sena ändring')).toBeVisible();
  await expect(omar.locator('.ProseMirror')).not.toContainText('Sent tillägg');
  await omar.getByRole('button', { name: 'Visa texten med din ändring' }).click();
  await expect(omar.locator('pre')).toContainText('Sent tillägg');
  await anna.getByRole('link', { name: 'Till motionen' }).click();
  await expect(anna.locator('.ProseMirror')).not.toContainText('Sent tillägg');
  await expect(anna.getByText('Din sena ändring')).toHaveCount(0);
});

test('whoever erases a draft is back among the matters, and another who has it open is told that it is gone', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  for (const page of [anna, omar]) {
    await openDocument(page, motion, 'Motion');
    await expectSaved(page);
  }
  await anna.getByRole('button', { name: 'Lämna in' }).click();
  await anna.getByRole('menuitem', { name: /^Radera utkastet…/ }).click();
  await anna.getByRole('alertdialog').getByRole('button', { name: 'Radera utkastet' }).click();
  await expect(anna.getByRole('heading', { level: 1, name: 'Ärenden' })).toBeFocused();
  await expect(anna.getByRole('link', { name: motion })).toHaveCount(0);
  await expect(omar.getByRole('heading', { level: 1, name: 'Dokumentet finns inte' })).toBeVisible();
});
