import type { Locator } from '@playwright/test';
import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';
import { caretAfter, expect, expectAccessible, expectAccessibleEverywhere, expectSaved, openDocument, type Page, tabTo, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Exportera' });
const isReady = (page: Page) => expect(dialogOf(page).getByText(/^Filen är klar, \d/)).toBeVisible();

test('a document is exported in every format, with its pages and what is left out in sight, by keyboard', async ({ enter }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  await caretAfter(anna, 'Barnen vet bäst');
  await anna.keyboard.type(' 漢');
  await expectSaved(anna);
  const open = anna.getByRole('button', { name: 'Exportera…' });
  await open.press('Enter');
  const dialog = dialogOf(anna);
  await expect(dialog.getByRole('img', { name: /^Sida 1 av 2$/ })).toBeVisible();
  await isReady(anna);
  await expect(dialog.getByText('Tecken som typsnittet saknar. De står som en tom ruta: 漢')).toBeVisible();
  await expect(dialog.getByText('Uppfyller standarden för tillgänglighet', { exact: false })).toBeVisible();
  await expectAccessibleEverywhere(anna);
  await dialog.getByRole('button', { name: 'Nästa sida' }).press('Enter');
  await expect(dialog.getByRole('img', { name: 'Sida 2 av 2' })).toBeInViewport();
  await test.step('on a phone one looks at the choices or at the pages, and saves from both', async () => {
    const size = anna.viewportSize();
    await anna.setViewportSize({ width: 390, height: 844 });
    const [choices, pages] = [dialog.getByRole('button', { name: 'Val' }), dialog.getByRole('button', { name: 'Sidor' })];
    await expect(choices).toHaveAttribute('aria-pressed', 'true');
    await expect(dialog.getByRole('region', { name: 'Så blir sidorna' })).toHaveCount(0);
    await pages.press('Enter');
    await expect(dialog.getByRole('img', { name: 'Sida 2 av 2' })).toBeInViewport();
    await expect(dialog.getByRole('radio')).toHaveCount(0);
    await expect(dialog.getByRole('button', { name: 'Spara filen' })).toBeInViewport({ ratio: 1 });
    await expectAccessible(anna);
    await choices.press('Enter');
    if (size !== null) await anna.setViewportSize(size);
  });

  const beginnings = [
    ['PDF', '.pdf', /^%PDF-/u],
    ['Word', '.docx', /^PK/u],
    ['OpenDocument', '.odt', /^PK.{28}mimetype/su],
    ['Webbsida', '.html', /^<!doctype html>/u],
    ['Markdown', '.md', /^\*\*Björkviks kommun\*\*/u],
    ['Ren text', '.txt', /^Till kommunfullmäktige/u],
    ['Fil för e-arkiv', '.akn.xml', /^<\?xml [^>]*>\n<akomaNtoso /u],
  ] as const;
  await tabTo(anna, dialog.getByRole('radio', { name: /^PDF/ }).first());
  for (const [name, ending, beginning] of beginnings) {
    await expect(dialog.getByRole('radio', { name: new RegExp(`^${name}`) }).first()).toBeChecked();
    await isReady(anna);
    const downloaded = anna.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Spara filen' }).press('Enter');
    const file = await downloaded;
    expect(file.suggestedFilename()).toBe(`${matter}${ending}`);
    const stream = await file.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString(/md|html|txt/.test(ending) ? 'utf8' : 'latin1')).toMatch(beginning);
    await expect(anna.getByRole('status').filter({ hasText: `${matter}${ending} är hämtad.` })).toHaveCount(1);
    await dialog
      .getByRole('radio', { name: new RegExp(`^${name}`) })
      .first()
      .press('ArrowDown');
  }
  await anna.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();
  await expect(anna.getByRole('tooltip', { name: 'Exportera…' })).toBeVisible();

  await test.step('Ctrl+P prints the pages of the PDF and nothing else, and without a network what stands on the screen', async () => {
    const exported = await readPdf(await (await anna.request.get(`${new URL(anna.url()).pathname.replace('/dokument/', '/api/documents/')}/pdf`)).body());
    await anna.evaluate(() => {
      window.print = () => document.body.setAttribute('data-asked', `${document.querySelectorAll('[data-sheets] img').length}`);
    });
    const asked = anna.locator('body');
    await anna.keyboard.press('Control+p');
    await expect(asked).toHaveAttribute('data-asked', '2');
    const printed = await readPdf(await anna.pdf({ preferCSSPageSize: true }));
    // As many, and pictures: a word on one of them would be of the screen.
    expect(printed.pages).toEqual(exported.pages.map(() => ''));
    await expect(anna.locator('[data-sheets]')).toHaveCount(0);
    await anna.context().setOffline(true);
    await anna.keyboard.press('Control+p');
    await expect(asked).toHaveAttribute('data-asked', '0');
    await anna.context().setOffline(false);
    await expectSaved(anna);
  });

  // Printed so, the paper stands alone and is marked as what it is.
  await anna.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(anna.getByText('Björkviks kommun', { exact: true })).toBeVisible();
  await expect(anna.locator('.ProseMirror')).toContainText('Barnen vet bäst');
  await expect(anna.locator('.ProseMirror')).toHaveCSS('color', 'rgb(0, 0, 0)');
  for (const tool of [open, anna.getByRole('tooltip'), anna.getByRole('button', { name: 'Lämna in' }), anna.getByRole('navigation')])
    await expect(tool.filter({ visible: true })).toHaveCount(0);
  expect(await anna.locator('[data-mark]').evaluate((sheet) => getComputedStyle(sheet, '::before').content)).toBe('"Utkast"');
});

test('what takes long is given up, and what cannot be shown is said and tried again', async ({ enter }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  const dialog = dialogOf(anna);
  let isHeld = true;
  await anna.route('**/pages?*', (route) => (isHeld ? route.fulfill({ status: 503, json: { code: 'papersBusy' } }) : route.continue()));
  // Never answered until somebody gives up.
  await anna.route('**/pdf?*', (route) => (isHeld ? undefined : route.continue()));
  const givenUp = anna.waitForEvent('requestfailed', (request) => request.url().includes('/pdf?'));
  await anna.getByRole('button', { name: 'Exportera…' }).click();
  await expect(dialog.getByText('Sidorna gick inte att visa. Många filer skapas just nu.', { exact: false })).toBeVisible();
  await expectAccessible(anna);
  await dialog.getByRole('button', { name: 'Avbryt' }).click();
  await givenUp;
  await expect(dialog.getByText('Du avbröt. Ingen fil är sparad.')).toBeVisible();
  isHeld = false;
  await dialog.getByRole('button', { name: 'Försök igen' }).click();
  await expect(dialog.getByRole('img', { name: 'Sida 1 av 2' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Gör filen igen' }).click();
  await isReady(anna);
});
