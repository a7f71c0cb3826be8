import { readFile } from 'node:fs/promises';
import { word } from '../../../packages/editor/src/pasting/fixturesForTests.ts';
import { caretAfter, expect, expectAccessible, expectSavedAt, type Page, paperOf, plainText, test } from '../harness.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const title = 'Cykelgata på Skolgatan';

const clausesOf = (page: Page) => page.locator('.ProseMirror [data-node="attClause"]');

/** A main stop on the phone: axe finds nothing serious, and nothing reaches past the edge. */
async function expectFitting(page: Page): Promise<void> {
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}

/** What somebody of the municipality finds by words of the motion's title. */
async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Sök bland ärenden' }).fill(words);
}

test('[A1–A8] Anna brings a motion from the first word to its number, on the train', async ({ visit }) => {
  const anna = await visit('Anna Lind', { ...phone, isFirst: true });

  await test.step('A1: asked only for the title', async () => {
    await anna.getByRole('button', { name: 'Ny motion' }).tap();
    const dialog = anna.getByRole('dialog', { name: 'Ny motion' });
    await expect(dialog.getByRole('textbox')).toHaveCount(1);
    await expectFitting(anna);
    await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(title);
    await dialog.getByRole('button', { name: 'Börja skriva' }).tap();
    const paper = await paperOf(anna);
    await expect(paper).toContainText('Till kommunfullmäktige i Björkviks kommun');
    await expect(paper.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect.poll(() => plainText(anna)).toContain('Anna Lind (L)');
    await expect(anna.getByText('Utkast hos partigruppen. Kommunens tjänstepersoner ser det inte.')).toBeVisible();
    // Not half under the bar at the bottom, where axe finds it too small to press.
    await paper.getByRole('button', { name: 'Den som instämmer' }).evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await expectFitting(anna);
  });
  const address = anna.url();
  const annas = await paperOf(anna);

  await test.step('A2: two paragraphs and three clauses, the third moved up by menu', async () => {
    await annas.locator('p[data-node="paragraph"]').first().tap();
    await anna.keyboard.type('Varje morgon möts bilar och cyklar på Skolgatan.');
    await anna.keyboard.press('Enter');
    await anna.keyboard.type('Barnen ska kunna cykla hela vägen.');
    await clausesOf(anna).first().tap();
    await anna.keyboard.type('att göra Skolgatan till cykelgata');
    await annas.getByRole('button', { name: 'Ny att-sats' }).tap();
    await anna.keyboard.type('att sätta upp cykelställ vid skolan');
    await annas.getByRole('button', { name: 'Ny att-sats' }).tap();
    await anna.keyboard.type('att utreda belysningen');
    await expect(clausesOf(anna)).toHaveCount(3);
    const handle = anna.getByRole('button', { name: 'Flytta eller ta bort att-satsen' });
    // Half behind the bars there is no handle: what one presses there is the bar.
    const behind = await handle.evaluateHandle((element) => element);
    await behind.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 100));
    await expect(handle).toBeHidden();
    await behind.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 300));
    await handle.tap();
    await anna.getByRole('menuitem', { name: 'Flytta upp' }).tap();
    await expect(clausesOf(anna).nth(1)).toContainText('utreda belysningen');
    await expect.poll(() => plainText(anna)).toContain('att göra Skolgatan till cykelgata\natt utreda belysningen\natt sätta upp cykelställ vid skolan');
    expect(await plainText(anna)).not.toContain('att att');
  });

  await test.step('A3: through a tunnel', async () => {
    await anna.context().setOffline(true);
    await clausesOf(anna).nth(1).tap();
    await anna.keyboard.press('End');
    await anna.keyboard.type(' samt att kommunstyrelsen får i uppdrag att söka statlig medfinansiering.');
    await expect(anna.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
    await expectFitting(anna);
    await anna.context().setOffline(false);
    await expectSavedAt(anna);
    await expect.poll(() => plainText(anna)).toContain('att utreda belysningen samt att kommunstyrelsen får i uppdrag att söka statlig medfinansiering.');
  });

  await test.step('A4: a link for somebody who may write, not sign', async () => {
    await anna.getByRole('button', { name: 'Dela', exact: true }).tap();
    const dialog = anna.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Bjud in via länk' }).tap();
    await dialog.getByLabel('Namn').fill('Elin Strand');
    await expect(dialog.getByRole('radio', { name: 'Får skriva, inte underteckna' })).toBeChecked();
    await expectFitting(anna);
    await dialog.getByRole('button', { name: 'Skapa länk' }).tap();
    await expect(dialog.getByRole('textbox', { name: 'Länk' })).toHaveValue(/\/inbjudan\/[\w-]{43}$/);
    await dialog.getByRole('button', { name: 'Klar' }).tap();
    await expect(dialog.getByRole('listitem').filter({ hasText: 'Elin Strand' })).toContainText('Länken är inte använd än');
    await dialog.getByRole('button', { name: 'Stäng' }).tap();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('A5: at home, a page from Word, and a clause divided', async () => {
    const home = await visit('Anna Lind');
    await home.goto(address);
    const paper = await paperOf(home);
    await caretAfter(home, 'Barnen ska kunna cykla');
    await home.keyboard.press('Enter');
    await home.evaluate((html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html);
      document.querySelector('.ProseMirror')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, word);
    await expect(paper.getByRole('heading', { name: 'Bakgrund' })).toBeVisible();
    await expect.poll(() => plainText(home)).toContain('– Belysning saknas.');
    await expect(paper.locator('[style*="font-family"], .MsoNormal')).toHaveCount(0);

    await home.getByRole('button', { name: /^Kontroll \d/ }).click();
    const told = home.getByRole('region', { name: 'Kontroll' }).getByRole('listitem').filter({ hasText: 'Att-sats 2 innehåller två förslag' });
    await expectAccessible(home);
    await told.getByRole('button', { name: /^Dela upp/ }).click();
    await expect(told).toHaveCount(0);
    await expect(clausesOf(home)).toHaveCount(4);
    await expectSavedAt(home);
    await home.close();
    await expect(clausesOf(anna).nth(2)).toContainText('kommunstyrelsen får i uppdrag att söka statlig medfinansiering');
  });

  const omar = await visit('Omar Said', phone);
  await test.step('A6: both sign what stands', async () => {
    await clausesOf(anna).first().tap();
    await anna.getByRole('button', { name: 'Infoga' }).tap();
    await anna.getByRole('menuitem', { name: 'Undertecknare' }).tap();
    // The text has the focus again, last of all.
    await expect(anna.getByRole('menu')).toHaveCount(0);
    await expect(annas).toBeFocused();
    await anna.keyboard.type('omar');
    await expect(annas.locator('[data-role="signatories"]')).toContainText('omar');
    await anna.getByRole('option', { name: /Omar Said/ }).tap();
    await expect(annas.locator('[data-role="signatories"]')).toContainText('Omar Said');
    await expectSavedAt(anna);
    await omar.goto(address);
    await paperOf(omar);

    await anna.getByRole('button', { name: 'Lämna in' }).tap();
    await anna.getByRole('menuitem', { name: /^Skicka för underskrift/ }).tap();
    await expectFitting(anna);
    await anna.getByRole('dialog').getByRole('button', { name: 'Skicka för underskrift' }).tap();
    await expect(anna.getByText('0 av 2 har undertecknat')).toBeVisible();
    await anna.getByRole('button', { name: 'Underteckna', exact: true }).tap();
    await expect(anna.getByText('1 av 2 har undertecknat')).toBeVisible();
    await expectFitting(anna);

    // Omar had the page open: it is locked there at once, and he has the whole text before him.
    await expect(omar.getByText('1 av 2 har undertecknat')).toBeVisible();
    await expect(omar.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
    for (const words of ['möts bilar och cyklar', 'Belysning saknas.', 'sätta upp cykelställ']) await expect(omar.locator('.ProseMirror')).toContainText(words);
    await omar.getByRole('button', { name: 'Underteckna', exact: true }).tap();
    for (const page of [anna, omar]) await expect(page.getByText('2 av 2 har undertecknat')).toBeVisible();

    await anna.getByRole('button', { name: 'Lämna in' }).tap();
    await anna.getByRole('menuitem', { name: /^Lås upp/ }).tap();
    await expect(anna.getByRole('alertdialog')).toContainText('2 underskrifter faller');
    await anna.getByRole('alertdialog').getByRole('button', { name: 'Avbryt' }).tap();
  });

  const [rakel, jonas] = [await visit('Rakel Dal'), await visit('Jonas Alm')];
  await test.step('A7: one page before it is filed, and nobody in the municipality knows of it', async () => {
    for (const page of [rakel, jonas]) {
      for (const words of ['cykelgata', 'Skolgatan', 'belysningen']) {
        await search(page, words);
        await expect(page.getByText('Inget ärende innehåller de orden.')).toBeVisible();
      }
    }
    await anna.getByRole('button', { name: 'Lämna in' }).tap();
    await anna.getByRole('menuitem', { name: /^Lämna in…/ }).tap();
    await expect(anna.getByRole('heading', { level: 1, name: 'Lämna in motionen' })).toBeVisible();
    await expect(anna.getByRole('img', { name: 'Sida 1 av 1' })).toBeVisible();
    await expect(anna.getByText(/^Nästa KF \d+\s[a-z]+, sista dag \d+\s[a-z]+ kl\. 12\.00$/)).toBeVisible();
    const findings = anna.getByRole('list', { name: 'Att titta på' }).getByRole('listitem');
    await expect(findings).toHaveText([/^Datum saknas/]);
    await expectFitting(anna);
    await anna.getByRole('button', { name: 'Lämna in ändå' }).tap();
  });

  await test.step('A8: the receipt, and the next day the number', async () => {
    await expect(anna.getByRole('heading', { level: 1, name: /^Inkommen \d{4}-\d{2}-\d{2} kl\. \d{2}\.\d{2}$/ })).toBeVisible();
    await expect(anna.getByText('Väntar på diarienummer.')).toBeVisible();
    await expectFitting(anna);
    const downloading = anna.waitForEvent('download');
    await anna.getByRole('link', { name: 'Ladda ner kvittot (PDF)' }).tap();
    expect((await readFile((await (await downloading).path()) ?? '')).subarray(0, 5).toString()).toBe('%PDF-');

    await jonas.goto('/');
    await jonas.getByRole('region', { name: 'Väntar på dig' }).getByRole('link', { name: title }).click();
    await jonas.getByRole('button', { name: 'Registrera ärendet' }).click();
    const registering = jonas.getByRole('dialog', { name: 'Registrera ärendet' });
    await registering.getByRole('textbox', { name: 'Diarienummer' }).fill('KS 2027-00031');
    await registering.getByRole('button', { name: 'Registrera ärendet' }).click();
    await expect(registering).toHaveCount(0);

    await search(rakel, 'cykelgata');
    await expect(rakel.getByRole('list', { name: 'Ärenden' }).getByRole('listitem').filter({ hasText: title })).toContainText('KS 2027-00031');
    await anna.reload();
    await expect(anna.getByText('Diarienummer KS 2027-00031.')).toBeVisible();
    await anna.getByRole('link', { name: 'Till motionen' }).tap();
    await expect(anna.getByText('Inlämnad och låst. Utkast, kommentarer och versioner finns kvar hos partigruppen.')).toBeVisible();
    await expectFitting(anna);
  });
});
