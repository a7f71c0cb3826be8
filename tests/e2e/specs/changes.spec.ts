import type { Locator } from '@playwright/test';
import { caretAfter, expect, expectAccessibleEverywhere, expectSaved, long, openDocument, type Page, plainText, tabTo, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

const band = (page: Page) => page.getByRole('region', { name: 'Ändrat sedan du sist läste' });
const said = (page: Page) => page.getByRole('status').filter({ hasText: /\S/ });

/** Opens the motion, and waits until the page knows what is new in it: before that nothing counts as read. */
async function openAndBeTold(page: Page): Promise<Locator> {
  const asked = page.waitForResponse(/\/changes$/);
  const paper = await openDocument(page, matter, 'Motion');
  await (await asked).finished();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  return paper;
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ärenden', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ärenden' })).toBeVisible();
}

/** One clause is written in, one comes and one is moved, and a paragraph goes. */
async function changeFourPlaces(anna: Page): Promise<void> {
  await caretAfter(anna, 'Barnen vet bäst');
  await anna.getByRole('button', { name: /^Flytta eller ta bort/ }).click();
  await anna.getByRole('menuitem', { name: 'Ta bort', exact: true }).click();
  await caretAfter(anna, 'bygga ett upphöjt övergångsställe');
  await anna.keyboard.type(' Det ska synas i mörker.');
  await anna.keyboard.press('Enter');
  await anna.keyboard.type('måla om cykelbanan');
  await caretAfter(anna, 'kartlägga otrygga platser');
  await anna.keyboard.press('Alt+ArrowUp');
  await anna.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => plainText(anna)).toMatch(/mörker\.[\s\S]*kartlägga[\s\S]*cykelbanan[\s\S]*förlänga/);
}

test('[B7] who comes back is led from place to place by keyboard alone, and is told of none of them again', long, async ({ enter, visit }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  const omar = await visit('Omar Said');
  const paper = await openAndBeTold(omar);
  await expectSaved(omar);
  await expect(band(omar)).toHaveCount(0);
  const seen = omar.waitForResponse(/\/seen$/);
  await leave(omar);
  await seen;
  await changeFourPlaces(anna);
  const before = await plainText(anna);

  await openDocument(omar, matter, 'Motion');
  await expect(band(omar)).toContainText('Ändrat sedan du sist läste: 4 ställen');
  await expect(said(omar)).toHaveText('Ändrat sedan du sist läste: 4 ställen');
  await expect(band(omar)).not.toContainText('Anna');
  await expect(paper.locator('.yrka-removed')).toHaveText('Borttaget: Barnen vet bäst var det känns otryggt. De ska vara med när nästa åtgärder väljs.');
  await expectAccessibleEverywhere(omar);

  const next = band(omar).getByRole('button', { name: /^Nästa ställe/ });
  await tabTo(omar, next);
  for (const [at, what] of [
    'Borttaget efter tabellen: ”Barnen vet bäst',
    'Ändrat: att-sats 1, ”ge tekniska nämnden',
    'Flyttat: att-sats 2, ”ge barn- och utbildningsnämnden',
    'Nytt: att-sats 3, ”måla om cykelbanan”',
  ].entries()) {
    await omar.keyboard.press('Enter');
    await expect(said(omar)).toHaveText(new RegExp(`^Ställe ${at + 1} av 4\\. ${what}`));
    await expect(paper.locator('.yrka-change-current')).toBeInViewport();
    await expect(next).toBeFocused();
  }
  // Back to the text, with the caret in the place; Enter has written nothing.
  await omar.keyboard.press('Escape');
  await expect(paper).toBeFocused();
  expect(await plainText(omar)).toBe(before);
  await omar.keyboard.type('genast ');
  await expect(paper.locator('.yrka-change-current')).toHaveText('genast måla om cykelbanan');
  await expectSaved(omar);

  await leave(omar);
  const asked = omar.waitForResponse(/\/changes$/);
  await openDocument(omar, matter, 'Motion');
  expect(await (await asked).json()).toMatchObject({ places: [] });
  await expect(band(omar)).toHaveCount(0);
});

test('[B7] F2 goes to the places with the caret, one who only reads is led there too, and one word puts it all away', long, async ({ enter, visit }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  const omar = await visit('Omar Said');
  const paper = await openAndBeTold(omar);
  await expectSaved(omar);
  // Out of sight, as behind another tab: what comes meanwhile was not read.
  const seen = omar.waitForResponse(/\/seen$/);
  await show(omar, 'hidden');
  await seen;
  await caretAfter(anna, 'bygga ett upphöjt övergångsställe');
  await anna.keyboard.type(' Det ska synas i mörker.');
  await expect(paper).toContainText('synas i mörker.');
  await expect(band(omar)).toHaveCount(0);
  await show(omar, 'visible');
  await expect(band(omar)).toContainText('Ändrat sedan du sist läste: 1 ställe');
  await omar.keyboard.press('F2');
  await expect(paper).toBeFocused();
  await omar.keyboard.type('!');
  await expect(paper).toContainText('! Det ska synas i mörker.');

  await omar.getByRole('button', { name: /^Läge:/ }).click();
  await omar.getByRole('menuitemradio', { name: /^Läsa/ }).click();
  await expect(paper).toHaveAttribute('contenteditable', 'false');
  await omar.keyboard.press('F2');
  await expect(paper.locator('[data-change="changed"]')).toBeFocused();

  await band(omar).getByRole('button', { name: 'Markera som läst' }).press('Enter');
  await expect(band(omar)).toHaveCount(0);
  await expect(paper.locator('.yrka-change')).toHaveCount(0);
  await expect(said(omar)).toHaveText('Allt är markerat som läst');
});

/** What the browser tells a page whose tab is left or come back to. */
async function show(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((to) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => to });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
