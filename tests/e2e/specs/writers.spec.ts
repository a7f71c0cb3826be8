import {
  caretAfter,
  expect,
  expectAccessible,
  expectAccessibleByDayAndNight,
  expectSaved,
  long,
  openDocument,
  type Page,
  paperOf,
  tabTo,
  test,
} from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Vem skrev det här?' });
const piecesOf = (page: Page) => dialogOf(page).getByRole('listitem');
const shown = 'Författarna kan se vem som skrev vad i den här texten.';
const longMoment = /\d{1,2}\s\p{Ll}+ \d{4} kl\. \d{2}\.\d{2}/u;

/** By keyboard, from the handle of the block that the caret is in. */
async function ask(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Flytta eller ta bort/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'Vem skrev det här?' }).press('Enter');
  await expect(dialogOf(page)).toBeVisible();
}

test('who wrote which words is off, told to all authors when one of them asks, and off again', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  const annas = await openDocument(anna, matter, 'Motion');
  await openDocument(omar, matter, 'Motion');
  await caretAfter(omar, 'Barnen vet bäst');
  await omar.keyboard.type(' Fråga dem först.');
  await expect(annas).toContainText('Fråga dem först.');
  await expectSaved(omar);

  await test.step('it says what turning it on means, and tells nothing', async () => {
    await caretAfter(anna, 'Barnen vet bäst');
    await ask(anna);
    await expect(dialogOf(anna)).toContainText('Det är avstängt i den här texten.');
    await expect(piecesOf(anna)).toHaveCount(0);
    await expectAccessible(anna);
  });

  await test.step('turned on, it names each with the time, piece by piece', async () => {
    await tabTo(anna, dialogOf(anna).getByRole('button', { name: 'Slå på för alla författare' }));
    await anna.keyboard.press('Enter');
    const his = piecesOf(anna).filter({ hasText: 'Fråga dem först.' });
    await expect(his).toContainText('Omar Said');
    await expect(his).toContainText(longMoment);
    expect(await piecesOf(anna).count()).toBeGreaterThan(1);
    await expectAccessibleByDayAndNight(anna);
    await anna.keyboard.press('Escape');
    await expect(dialogOf(anna)).toBeHidden();
    await expect(annas).toBeFocused();
    // What has no handle is asked about by its key.
    await annas.locator('[data-node="title"]').click();
    await anna.keyboard.press('Control+Alt+w');
    await expect(piecesOf(anna)).toHaveText([/cykelvägar/]);
    await anna.keyboard.press('Escape');
    await expect(anna.getByText(shown)).toBeVisible();
  });

  await test.step('the other asks about a few words, sees that it is on, and turns it off', async () => {
    // The caret is still behind what he wrote.
    for (let letter = 0; letter < 'först.'.length; letter++) await omar.keyboard.press('Shift+ArrowLeft');
    await omar.getByRole('group', { name: 'Markerad text' }).getByRole('button', { name: 'Vem skrev det här?' }).click();
    await expect(piecesOf(omar)).toHaveCount(1);
    await expect(piecesOf(omar)).toContainText('först.');
    await expect(piecesOf(omar)).not.toContainText('Fråga');
    await dialogOf(omar).getByRole('button', { name: 'Stäng', exact: true }).click();
    await omar.reload();
    await paperOf(omar);
    await expect(omar.getByText(shown)).toBeVisible();
    await caretAfter(omar, 'Barnen vet bäst');
    await ask(omar);
    await dialogOf(omar).getByRole('button', { name: 'Stäng av för alla författare' }).click();
    await expect(dialogOf(omar)).toContainText('Det är avstängt i den här texten.');
    await omar.keyboard.press('Escape');
    await expect(omar.getByText(shown)).toBeHidden();
  });
});

test('what was a suggestion has its writer and who accepted it, and nothing is asked of a text that is locked', long, async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  const annas = await openDocument(anna, matter, 'Motion');
  await openDocument(omar, matter, 'Motion');
  await omar.getByRole('button', { name: /^Läge:/ }).press('Enter');
  await omar.getByRole('menuitemradio', { name: 'Föreslå ändringar' }).press('Enter');
  await caretAfter(omar, 'Barnen vet bäst');
  await omar.keyboard.type(' Fråga dem.');
  await expect(annas.locator('ins')).toHaveText(' Fråga dem.');
  await anna.getByRole('button', { name: /^Ändringar 1/ }).click();
  await anna.getByRole('button', { name: /^Godta:/ }).press('Enter');
  await expect(annas.locator('ins')).toHaveCount(0);
  await expectSaved(anna);

  await caretAfter(anna, 'Barnen vet bäst');
  await ask(anna);
  await dialogOf(anna).getByRole('button', { name: 'Slå på för alla författare' }).click();
  const his = piecesOf(anna).filter({ hasText: 'Fråga dem.' });
  await expect(his).toContainText('Omar Said');
  await expect(his).toContainText('Godtaget av Anna Lind');
  await anna.keyboard.press('Escape');

  await anna.getByRole('button', { name: 'Lämna in' }).click();
  await anna.getByRole('menuitem', { name: /^Skicka för underskrift/ }).click();
  await anna.getByRole('dialog').getByRole('button', { name: 'Skicka för underskrift' }).click();
  await expect(anna.getByText('0 av 2 har undertecknat')).toBeVisible();
  await expect(anna.getByText(shown)).toBeHidden();
  await annas.getByText('Barnen vet bäst').dblclick();
  await expect(anna.getByRole('button', { name: 'Vem skrev det här?' })).toHaveCount(0);
});
