import { expect, expectAccessibleEverywhere, openDocument, type Page, paperOf, test } from '../harness.ts';

test('axe finds nothing serious on any page, in the light, in the dark and on a phone', async ({ visit }) => {
  const page = await visit('Jonas Alm');
  for (const address of ['/', '/las-in', '/tangenter', '/tillganglighet', '/finns-inte', '/dokument/finns-inte']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessibleEverywhere(page);
  }
  for (const kind of ['Motion', 'Tjänsteskrivelse', 'Protokollsparagraf'] as const) {
    await openDocument(page, 'meröppet', kind);
    await expectAccessibleEverywhere(page);
  }
  await page.goto('/');
  await page
    .getByRole('link', { name: /meröppet/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /meröppet/ })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test('nothing reaches past the edge where a page is enlarged to 400 percent', async ({ visit }) => {
  const page = await visit('Jonas Alm', { viewport: { width: 320, height: 256 } });
  const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
  for (const address of ['/', '/las-in', '/tangenter', '/tillganglighet', '/finns-inte', '/dokument/finns-inte']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await widest()).toBeLessThanOrEqual(320);
  }
  for (const kind of ['Motion', 'Tjänsteskrivelse', 'Protokollsparagraf'] as const) {
    await openDocument(page, 'meröppet', kind);
    expect(await widest()).toBeLessThanOrEqual(320);
    await page.evaluate(() => window.scrollTo(0, 800));
    expect(await shareOfText(page)).toBeGreaterThan(0.7);
  }
});

/** How much of the window's height the paper has, when one has scrolled down to its text. */
const shareOfText = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const rows = Array.from({ length: window.innerHeight }, (_, y) => document.elementFromPoint(window.innerWidth / 2, y));
    return rows.filter((row) => row?.closest('.ProseMirror')).length / rows.length;
  });

test('the real decision from Huddinge stands among the samples, every part in its place', async ({ visit }) => {
  const page = await visit('Anna Lind');
  await expect(page.getByText('Verkligt protokoll, Huddinge 2023')).toBeVisible();
  const paper = await openDocument(page, 'Trostyanets', 'Protokollsparagraf');
  for (const heading of [
    'Kommunstyrelsens förslag till kommunfullmäktige',
    'Sammanfattning',
    'Överläggning',
    'Propositioner',
    'Reservationer',
    'Beslutet ska skickas till',
  ]) {
    await expect(paper.getByText(heading, { exact: true })).toBeVisible();
  }
  // Nobody wrote anything there, and on paper there is no heading over nothing.
  await expect(paper.getByText('Kommunstyrelsens beslut', { exact: true })).toBeHidden();
  await expect(paper).toContainText('Bo Källström (L) yrkar bifall till motionen.');
  await expect(paper).toContainText('Bo Källström (L) reserverar sig mot beslutet till förmån för eget yrkande.');
  await expect(paper).toHaveAttribute('contenteditable', 'false');
  // There is no caret: the contents follow what one reads.
  const contents = page.getByRole('navigation', { name: 'Innehåll' });
  await contents.getByRole('button', { name: 'Reservationer', exact: true }).click();
  await expect(contents.getByRole('button', { name: 'Reservationer', exact: true })).toHaveAttribute('aria-current', 'location');
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(contents.getByRole('button', { name: 'Reservationer', exact: true })).not.toHaveAttribute('aria-current');
});

test('the interface speaks English when asked, and the document stays Swedish', async ({ visit }) => {
  const page = await visit('Anna Lind');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Matters' })).toBeVisible();
  await page
    .getByRole('link', { name: /Trygga cykelvägar/ })
    .first()
    .click();
  await page
    .getByRole('link', { name: /Trygga cykelvägar/ })
    .first()
    .click();
  await expect(await paperOf(page)).toContainText('ge tekniska nämnden i uppdrag');
});
