import { caretAfter, expect, expectAccessible, expectAccessibleEverywhere, expectSaved, openDocument, paperOf, test } from '../harness.ts';

test('a guest reviews a draft by link: reads what was shared, suggests, and sees what came of it', async ({ enter, browse }) => {
  const anna = await enter('Anna Lind');
  const annas = await openDocument(anna, 'Trygga cykelvägar till skolan', 'Motion');
  const dialog = anna.getByRole('dialog');

  await test.step('the author shares a version, and invites to review it', async () => {
    await anna.getByRole('button', { name: 'Lämna in' }).press('Enter');
    await anna.getByRole('menuitem', { name: /^Dela för granskning/ }).press('Enter');
    await expect(anna.getByRole('dialog', { name: 'Dela för granskning' })).toContainText('De du väljer får läsa texten som den står nu');
    // The menu that it was opened from is one too, while it goes.
    await expect(dialog).toHaveCount(1);
    await expectAccessibleEverywhere(anna);
    await dialog.getByRole('textbox', { name: 'Vem ska granska?' }).fill('kim');
    await anna.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Dela', exact: true }).press('Enter');
    await expect(dialog).toHaveCount(0);
    await anna.getByRole('button', { name: 'Dela', exact: true }).press('Enter');
    await dialog.getByRole('button', { name: 'Bjud in via länk' }).press('Enter');
    await dialog.getByLabel('Namn').fill('Elin Strand');
    await dialog.getByRole('radio', { name: /^Får granska/ }).press('Space');
    await expectAccessibleEverywhere(anna);
    await dialog.getByRole('button', { name: 'Skapa länk' }).press('Enter');
  });

  const link = await dialog.getByRole('textbox', { name: 'Länk' }).inputValue();
  await anna.getByRole('button', { name: 'Visa kod för Elin Strand' }).press('Enter');
  const shown = anna.getByRole('status').filter({ hasText: /\d{3} \d{3}/ });
  const code = /\d{3} \d{3}/.exec(await shown.innerText())?.[0] ?? '';
  await dialog.getByRole('button', { name: 'Klar' }).press('Enter');
  // The focus is where one came from, so that Escape closes the dialog.
  await anna.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const elin = await (await browse()).newPage();
  const band = elin.getByRole('region', { name: 'Din granskning' });
  await test.step('the guest comes in, and suggests', async () => {
    await elin.goto(link);
    await elin.getByLabel('Kod').fill(code);
    await elin.getByRole('button', { name: 'Öppna utkastet' }).press('Enter');
    await paperOf(elin);
    await expect(band).toContainText(/version delad .* texten ändras när Anna Lind godtar/);
    await expect(elin.getByRole('button', { name: /Föreslå ändringar$/ })).toBeVisible();
    await expectAccessibleEverywhere(elin);
    await caretAfter(anna, 'Barnen vet bäst');
    await anna.keyboard.type(' Nattskärran.');
    await expectSaved(anna);
    await caretAfter(elin, 'Barnen vet bäst');
    await elin.keyboard.type(' Fråga dem.');
    await expectSaved(elin);
    await expect(elin.locator('.ProseMirror')).not.toContainText('Nattskärran');
  });

  await test.step('the author accepts it, and shares what stands then', async () => {
    await expect(annas.locator('ins')).toHaveText(' Fråga dem.');
    await anna.getByRole('button', { name: /^Ändringar 1/ }).press('Enter');
    const panel = anna.getByRole('region', { name: 'Ändringar' });
    await expect(panel.getByText('Ändring av Elin Strand')).toBeVisible();
    await panel.getByRole('button', { name: 'Godta: Lägg till ”Fråga dem.”' }).press('Enter');
    await expect(annas.locator('ins')).toHaveCount(0);
    await expect(band).toContainText('1 godtagen');
    await anna.getByRole('button', { name: 'Granskning…' }).press('Enter');
    await expectAccessible(anna);
    await dialog.getByRole('button', { name: 'Dela ny version' }).press('Enter');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('the guest sees the result', async () => {
    await expect(band).toContainText('Ny version finns. Du har inga öppna synpunkter.');
    const paper = elin.locator('.ProseMirror');
    await expect(paper).toContainText('Nattskärran');
    await expect(paper).toContainText('Fråga dem.');
    await expect(paper.locator('ins')).toHaveCount(0);
    await expectAccessible(elin);
  });
});
