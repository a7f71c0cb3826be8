import { expect, expectAccessibleByDayAndNight, type Page, tabTo, test } from '../harness.ts';

const matter = 'Motion om meröppet på biblioteket i Sandvik';

async function openMatter(page: Page): Promise<void> {
  await page.getByRole('link', { name: matter }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: matter })).toBeVisible();
}

test('the registrar takes a whole matter out as one file, by keyboard, and an officer is not offered it', async ({ visit }) => {
  const [jonas, rakel] = [await visit('Jonas Alm'), await visit('Rakel Dal')];
  await openMatter(jonas);
  const open = jonas.getByRole('button', { name: 'Ladda ner hela ärendet' });
  await tabTo(jonas, open);
  await jonas.keyboard.press('Enter');
  const dialog = jonas.getByRole('dialog', { name: 'Ladda ner hela ärendet' });
  await expectAccessibleByDayAndNight(jonas);
  await dialog.getByRole('group', { name: 'Ta också med' }).getByRole('checkbox', { name: 'Kommentarer' }).press('Space');
  const downloaded = jonas.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Ladda ner', exact: true }).press('Enter');
  expect(new URL((await downloaded).url()).search).toBe('?comments=1&versions=0&log=0&journal=0');
  expect((await downloaded).suggestedFilename()).toMatch(/^Ärende .*\.zip$/);
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();

  // The package for the archive says first what stays out of it.
  const forArchive = jonas.getByRole('button', { name: 'Ladda ner för arkivet' });
  await tabTo(jonas, forArchive);
  await jonas.keyboard.press('Enter');
  const archive = jonas.getByRole('dialog', { name: 'Ladda ner för arkivet' });
  await expect(archive.getByText('1 handling kommer med.')).toBeVisible();
  await expect(archive.getByRole('listitem').filter({ hasText: 'Kommer inte med, ännu arbetsmaterial: Tjänsteskrivelse:' })).toHaveCount(1);
  await expectAccessibleByDayAndNight(jonas);
  const packed = jonas.waitForEvent('download');
  await archive.getByRole('button', { name: 'Ladda ner paketet' }).press('Enter');
  expect((await packed).suggestedFilename()).toMatch(/^uuid-[0-9a-f-]{36}\.zip$/);
  await expect(forArchive).toBeFocused();

  // Whoever is signed out meanwhile stays on the page, and is not left with the server's refusal in its place.
  const address = jonas.url();
  await jonas.context().clearCookies();
  await open.click();
  const refused = jonas.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Ladda ner', exact: true }).click();
  expect(await (await refused).failure()).not.toBeNull();
  expect(jonas.url()).toBe(address);

  await openMatter(rakel);
  await expect(rakel.getByRole('list', { name: 'Ärendets väg' })).toBeVisible();
  for (const name of ['Ladda ner hela ärendet', 'Ladda ner för arkivet']) await expect(rakel.getByRole('button', { name })).toHaveCount(0);
});
