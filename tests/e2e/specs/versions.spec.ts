import type { Locator } from '@playwright/test';
import { caretAfter, expect, expectAccessible, expectAccessibleEverywhere, expectSaved, openDocument, type Page, plainText, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';
const panel = (page: Page): Locator => page.getByRole('region', { name: 'Versioner' });

async function openVersions(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Versioner', exact: true }).click();
  await expect(panel(page)).toBeVisible();
  return panel(page);
}

async function nameNow(page: Page, name: string): Promise<void> {
  await panel(page).getByRole('button', { name: 'Namnge texten som den är nu' }).click();
  const dialog = page.getByRole('dialog', { name: 'Namnge versionen' });
  await dialog.getByRole('textbox', { name: 'Namn' }).fill(name);
  await dialog.getByRole('button', { name: 'Spara namnet' }).click();
  await expect(dialog).toHaveCount(0);
}

test('a version is named, compared with what came after it, and restored while another writes', async ({ enter }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  await openVersions(anna);
  await nameNow(anna, 'Före mötet');
  await expect(panel(anna).getByRole('link', { name: /^Före mötet/ })).toBeVisible();
  await expectAccessible(anna);

  const before = await plainText(anna);
  await caretAfter(anna, 'bygga ett upphöjt övergångsställe');
  await anna.keyboard.type(' Det ska synas i mörker.');
  await caretAfter(anna, 'kartlägga otrygga platser');
  await anna.keyboard.press('Alt+ArrowUp');
  await expectSaved(anna);

  await panel(anna)
    .getByRole('link', { name: /^Före mötet/ })
    .click();
  await expect(anna.getByRole('heading', { level: 1, name: 'Före mötet' })).toBeVisible();
  await expect(anna.getByText('Du läser en äldre version.')).toBeVisible();
  // It leads away: it is not the page that one is on.
  await expect(anna.getByRole('link', { name: 'Tillbaka till texten' })).not.toHaveAttribute('aria-current');
  await expect(anna.getByRole('document', { name: /^Version från/ })).not.toContainText('synas i mörker');
  await expectAccessible(anna);

  await anna.getByRole('link', { name: 'Jämför med texten nu' }).click();
  await expect(anna.getByRole('heading', { level: 1, name: 'Jämför versioner' })).toBeVisible();
  await expect(anna.getByText('2 ändringar', { exact: true })).toBeVisible();
  const both = anna.getByRole('document', { name: 'Båda versionerna i en text' });
  await expect(both.getByRole('insertion').filter({ hasText: 'synas i mörker' })).toHaveCount(1);
  await expect(both.getByText('Flyttat hit:')).toHaveCount(1);
  await expect(both.getByText('Flyttat härifrån:')).toHaveCount(1);
  await expectAccessible(anna);
  const said = anna.getByRole('status').filter({ hasText: /\S/ });
  for (const [name, ending] of [
    ['PDF', 'pdf'],
    ['Word', 'docx'],
  ] as const) {
    const downloaded = anna.waitForEvent('download');
    await anna.getByRole('button', { name: `Spara som ${name}` }).press('Enter');
    expect((await downloaded).suggestedFilename()).toBe(`Jämförelse ${matter}.${ending}`);
    await expect(said).toHaveText(`Jämförelse ${matter}.${ending} är hämtad. Den ligger bland dina hämtade filer.`);
  }
  // On paper it is said which two they are, and nothing is there to be chosen.
  await anna.emulateMedia({ media: 'print' });
  await expect(anna.getByRole('definition').filter({ hasText: /^Före mötet, / })).toBeVisible();
  await expect(anna.getByRole('definition').filter({ hasText: 'Så som texten är nu' })).toBeVisible();
  await expect(anna.getByRole('combobox')).toHaveCount(0);
  await anna.emulateMedia({ media: 'screen' });
  // On a phone there is no F2: the way through the changes goes along.
  const size = anna.viewportSize();
  await anna.setViewportSize({ width: 390, height: 844 });
  const next = anna.getByRole('button', { name: /^Nästa ändring/ });
  for (const change of [1, 2]) {
    await next.click();
    await expect(said).toHaveText(new RegExp(`^Ändring ${change} av 2: `));
    await expect(both.locator('.yrka-held').first()).toBeInViewport();
    await expect(next).toBeInViewport({ ratio: 1 });
  }
  await expectAccessibleEverywhere(anna);
  if (size !== null) await anna.setViewportSize(size);
  await anna.keyboard.press('F2');
  await expect(said).toHaveText(/^Ändring 1 av 2: /);
  await anna.keyboard.press('F2');
  await expect(said).toHaveText(/^Ändring 2 av 2: /);
  await anna.keyboard.press('Shift+F2');
  await expect(said).toHaveText(/^Ändring 1 av 2: /);
  await expect(both.locator('.yrka-held')).toBeInViewport();
  await anna.getByLabel('Så visas det').selectOption({ label: 'Sida vid sida' });
  await expect(anna.getByRole('document', { name: 'Den äldre versionen' })).not.toContainText('synas i mörker');
  await expect(anna.getByRole('document', { name: 'Den nyare versionen' })).toContainText('synas i mörker');
  await expectAccessible(anna);

  // Omar writes in a paragraph that both versions have, all the while.
  const omar = await enter('Omar Said');
  await openDocument(omar, matter, 'Motion');
  await caretAfter(omar, 'Barnen vet bäst');
  await omar.keyboard.type(' (Omar skriver');
  await anna.goBack();
  await anna.getByRole('button', { name: 'Återställ', exact: true }).click();
  const asked = anna.getByRole('alertdialog', { name: 'Återställ versionen?' });
  await omar.keyboard.type(' vidare)');
  await asked.getByRole('button', { name: 'Återställ versionen' }).click();
  await omar.keyboard.type(' ännu');
  await expect(anna.getByText(/^Versionen är återställd\./).first()).toBeVisible();
  await expectSaved(omar);
  await expect.poll(() => plainText(omar)).not.toContain('synas i mörker');
  // What he had written before was restored away, and stands in the version before; what came then is kept or offered.
  await anna.getByRole('button', { name: 'Ta tillbaka' }).click();
  await expect(anna.getByText(/^Återställningen är tillbakatagen\./).first()).toBeVisible();
  await expect.poll(() => plainText(omar)).toContain('synas i mörker');
  await expect.poll(() => plainText(omar)).toContain('(Omar skriver vidare)');
  await anna.getByRole('link', { name: 'Till texten', exact: true }).click();
  await expect.poll(() => plainText(anna)).toContain('synas i mörker');
  expect(await plainText(anna)).not.toBe(before);
});

test('a version that is not there is said to be missing, and an older one is reached by its address on a phone', async ({ visit }) => {
  const anna = await visit('Anna Lind');
  await anna.setViewportSize({ width: 390, height: 844 });
  await openDocument(anna, matter, 'Motion');
  await anna.getByRole('group', { name: 'Delar av sidan' }).getByRole('button', { name: 'Versioner' }).click();
  const first = panel(anna).getByRole('list', { name: 'Versioner, den nyaste först' }).getByRole('link').first();
  const address = await first.getAttribute('href');
  await anna.goto(address ?? '');
  await expect(anna.getByRole('heading', { level: 1, name: /^Version från den/ })).toBeVisible();
  await expectAccessible(anna);
  expect(await anna.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await anna.goto((address ?? '').replace(/\d+$/, '99999999'));
  await expect(anna.getByText('Den versionen finns inte i den här texten.')).toBeVisible();
});
