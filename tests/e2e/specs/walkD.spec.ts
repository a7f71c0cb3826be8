import { expect, expectAccessibleByDayAndNight, expectAccessibleEverywhere, expectSaved, openDocument, type Page, plainText, test } from '../harness.ts';

const matter = 'meröppet';

/** F4, a few letters of what happened, Enter: as one records while others speak. */
async function happens(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('F4');
  const menu = page.getByRole('combobox', { name: 'Händelse' });
  await expect(menu).toBeFocused();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

/** Types into a person's place and takes the first of the register. */
async function names(page: Page, typed: string, name: string): Promise<void> {
  await page.keyboard.type(typed);
  await expect(page.getByRole('listbox', { name: 'Förslag ur registret' }).getByRole('option', { name }).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

test('[D2, D3] who serves, who leaves for a conflict of interest, and what is moved, by keyboard alone', async ({ visit }) => {
  const jonas = await visit('Jonas Alm');
  const paper = await openDocument(jonas, matter, 'Protokollsparagraf');
  await jonas.keyboard.press('Tab');

  await test.step('D2: the roll of the board', async () => {
    await happens(jonas, 'närv');
    const roll = jonas.getByRole('dialog', { name: /^Närvaro, KS/ });
    await expect(roll).toContainText('15 tjänstgörande');
    await expectAccessibleEverywhere(jonas);
    await roll.getByRole('button', { name: /^Margareta Sjöström/ }).focus();
    await jonas.keyboard.type('per');
    await expect(roll.getByRole('button', { name: /^Per Roos/ })).toBeFocused();
    await jonas.keyboard.press('Space');
    await expect(roll.getByRole('button', { name: /^Per Roos.*närvarar/ })).toBeFocused();
    await jonas.keyboard.press('Escape');
    await expect(roll).toBeHidden();
  });

  await test.step('D3: Anna Lind moves approval of the motion', async () => {
    await happens(jonas, 'yrk');
    await names(jonas, 'lin', 'Anna Lind');
    await jonas.keyboard.type('bifall');
    await jonas.keyboard.press('Tab');
    await jonas.keyboard.type('motionen');
    await jonas.keyboard.press('Escape');
    await expectSaved(jonas);
    await expect.poll(() => plainText(jonas)).toContain('Anna Lind (L) yrkar bifall till motionen.');
  });
  await jonas.keyboard.press('F4');
  await expectAccessibleByDayAndNight(jonas);
  await jonas.keyboard.press('Escape');
  await expect(paper).toBeFocused();
});
