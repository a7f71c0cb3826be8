import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';
import {
  caretAtRest,
  caretAfter,
  expect,
  expectAccessibleByDayAndNight,
  expectAccessibleEverywhere,
  expectSaved,
  long,
  openDocument,
  type Page,
  plainText,
  tabTo,
  test,
} from '../harness.ts';

const matter = 'Meröppet på biblioteket i Sandvik';

/** Today and some days on, as the page writes a day. */
const dayInWords = (at: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', day: 'numeric', month: 'long', year: 'numeric' }).format(at).replace(' ', '\u00A0');

/** Goes to a button or link by Tab alone, and presses it. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const target = page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('link', { name, exact: true }))
    .first();
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Chooses in a list of the machine's own by typing how the option begins. */
async function pick(page: Page, label: string, words: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(words);
}

const way = (page: Page) => page.getByRole('region', { name: 'Paragrafens väg' });

async function pdfText(page: Page, path: string): Promise<string> {
  const answer = await page.request.get(path);
  expect(answer.ok()).toBe(true);
  return (await readPdf(await answer.body())).pages.join(' ');
}

test('[D7, D8, D9] Jonas sends a § to be verified, announces it, extracts it and corrects it, without a mouse', async ({ enter, visit }) => {
  const [jonas, anna, omar] = [await enter('Jonas Alm'), await visit('Anna Lind'), await visit('Omar Said')];
  const id = await test.step('he reads the proof, with what there is still to say, and sends it', async () => {
    await openDocument(jonas, matter, 'Protokollsparagraf');
    await expect(way(jonas).getByRole('img', { name: 'Steg 1 av 4: Arbetsmaterial' })).toBeVisible();
    await press(jonas, 'Skicka för justering…');
    await expect(jonas.getByRole('heading', { level: 1, name: 'Skicka för justering' })).toBeVisible();
    await expect(jonas.getByRole('img', { name: 'Sida 1 av 2' })).toBeVisible();
    await expect(jonas.getByLabel('Ordförande', { exact: true })).toHaveValue('margareta-sjostrom');
    await expect(jonas.getByLabel('Justerare 1', { exact: true })).toHaveValue('henrik-palm');
    await pick(jonas, 'Justerare 1', 'Anna');
    await expect(jonas.getByLabel('Justerare 1', { exact: true })).toHaveValue('anna-lind');
    await expect(jonas.getByText('Paragrafen har inget nummer.')).toBeVisible();
    await expectAccessibleEverywhere(jonas);
    await press(jonas, 'Skicka ändå');
    await expect(way(jonas).getByText('0 av 2 har justerat')).toBeVisible();
    await expect(way(jonas).getByRole('img', { name: 'Steg 2 av 4: Skickad för justering' })).toBeVisible();
    return new URL(jonas.url()).pathname.split('/').at(-1) ?? '';
  });

  await test.step('the chair signs with the signing service of the municipality, which he records', async () => {
    await press(jonas, 'Underskrift på annat håll…');
    const dialog = jonas.getByRole('dialog', { name: 'Underskrift på annat håll' });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByLabel('Vem')).toHaveValue('margareta-sjostrom');
    await tabTo(jonas, dialog.getByLabel('Var (valfritt)'));
    await jonas.keyboard.type('underskriftstjänsten, 4711');
    await jonas.keyboard.press('Enter');
    await expect(way(jonas).getByText('1 av 2 har justerat')).toBeVisible();
    await expect(way(jonas).getByText(/Margareta Sjöström \(S\), ordförande\s+undertecknade på annat håll \(underskriftstjänsten, 4711\)/)).toBeVisible();
  });

  await test.step('Anna finds it waiting, reads it, and verifies it although something remains', async () => {
    await anna.reload();
    await expect(anna.getByText('Att justera')).toBeVisible();
    await tabTo(anna, anna.locator('section', { hasText: 'Väntar på dig' }).getByRole('link', { name: matter }));
    await anna.keyboard.press('Enter');
    await expect(way(anna).getByText('Läs texten. Du justerar den precis som den står nu.')).toBeVisible();
    await expect(way(anna).getByText('Paragrafen har inget nummer.')).toBeVisible();
    await expectAccessibleEverywhere(anna);
    await press(anna, 'Justera ändå');
    await expect(way(anna).getByRole('img', { name: 'Steg 3 av 4: Justerad' })).toBeVisible();
    await expect(way(anna).getByText(/Justerad .* kl\. .* Texten kan inte ändras\./)).toBeVisible();
  });

  await test.step('it is locked for everybody, public for the elected, and prints with who verified it', async () => {
    await expect(way(jonas).getByText(/Texten kan inte ändras\./)).toBeVisible();
    await expect(jonas.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
    await omar.reload();
    await openDocument(omar, matter, 'Protokollsparagraf');
    await expect(way(omar).getByText('Anna Lind (L), justerare')).toBeVisible();
    const text = await pdfText(omar, `/api/documents/${id}/pdf`);
    expect(text).toContain('Justerat av');
    expect(text).toContain('Margareta Sjöström (S), ordförande');
    expect(text).not.toContain('Arbetsmaterial');
  });

  await test.step('he announces it, with both dates', async () => {
    await press(jonas, 'Anslå…');
    const dialog = jonas.getByRole('dialog', { name: 'Anslå justeringen' });
    const dates = await dialog.getByRole('definition').allTextContents();
    expect([dates[0], new Set(dates).size]).toEqual([dayInWords(new Date()), 3]);
    await expect(dialog).toContainText(`Får tas ned tidigast${dates[2]}`);
    await expect(dialog.getByLabel('Var protokollet finns')).toHaveValue('Björkviks kommun');
    await expectAccessibleEverywhere(jonas);
    await tabTo(jonas, dialog.getByRole('button', { name: 'Anslå i dag' }));
    await jonas.keyboard.press('Enter');
    await expect(way(jonas).getByRole('img', { name: 'Steg 4 av 4: Justerad och anslagen' })).toBeVisible();
    await expect(way(jonas).getByText(`Anslagen den ${dates[0]}. Beslutet kan överklagas till och med den ${dates[1]}`)).toBeVisible();
    expect(await pdfText(jonas, `/api/documents/${id}/pdf`)).toContain('Bevis om anslag');
    const certificate = await way(omar).getByRole('link', { name: 'Anslagsbevis (PDF)' }).getAttribute('href');
    expect(await pdfText(omar, certificate ?? '')).toMatch(/Protokollet finns hos Björkviks kommun/);
  });

  await test.step('he opens the extracts for whom the decision is sent to', async () => {
    await press(jonas, 'Protokollsutdrag');
    await expect(jonas.getByRole('menuitem', { name: 'Motionärerna, för kännedom' })).toBeVisible();
    const opened = jonas.context().waitForEvent('request', (request) => request.url().includes('/extract/pdf'));
    await jonas.keyboard.type('kul');
    await expect(jonas.getByRole('menuitem', { name: 'Kultur- och fritidsnämnden, för åtgärd' })).toBeFocused();
    await jonas.keyboard.press('Enter');
    const path = new URL((await opened).url());
    const text = await pdfText(jonas, `${path.pathname}${path.search}`);
    expect(text).toContain('Protokollsutdrag');
    expect(text).toMatch(/Utdrag till Kultur- och fritidsnämnden|Kultur- och fritidsnämnden För åtgärd/);
  });

  await test.step('a wrong hour is found: he corrects it, and the old wording stays readable', async () => {
    const before = await plainText(jonas);
    // The page itself asks for them as it comes.
    await jonas.route('**/clauses', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"readersBusy"}' }));
    await jonas.reload();
    await press(jonas, 'Rättelse…');
    const dialog = jonas.getByRole('dialog', { name: 'Rättelse' });
    await expect(dialog.getByRole('alert')).toHaveText(/kunde inte hämtas, så det går inte att rätta i dem just nu\. Mycket läses just nu\./);
    await expectAccessibleEverywhere(jonas);
    await jonas.unroute('**/clauses');
    await press(jonas, 'Försök igen');
    await expect(dialog.getByLabel('Var', { exact: true })).toBeVisible();
    await pick(jonas, 'Var', 'Samm');
    await expect(dialog.getByLabel('Rätt lydelse')).toHaveValue(/klockan 7–22/);
    await tabTo(jonas, dialog.getByLabel('Rätt lydelse'));
    await dialog.getByLabel('Rätt lydelse').evaluate((field: HTMLTextAreaElement) => {
      const at = field.value.indexOf('7–22');
      field.setSelectionRange(at, at + 4);
    });
    await jonas.keyboard.type('7–21');
    await press(jonas, 'För in rättelsen');
    await expect(dialog.getByText('Skriv vad som rättas och varför.')).toBeVisible();
    await tabTo(jonas, dialog.getByLabel('Vad som rättas och varför'));
    await jonas.keyboard.type('Tiden i motionen återgavs fel.');
    await expectAccessibleEverywhere(jonas);
    await press(jonas, 'För in rättelsen');
    await expect(dialog).toBeHidden();
    for (const page of [jonas, omar]) {
      await page.reload();
      const corrections = page.getByRole('region', { name: 'Rättelse' });
      await expect(corrections.getByText('Tiden i motionen återgavs fel.')).toBeVisible();
      await expect(corrections.getByRole('deletion')).toHaveText('7–22,');
      await expect(corrections.getByRole('insertion')).toHaveText('7–21,');
    }
    await expectAccessibleEverywhere(jonas);
    expect(await plainText(jonas)).toBe(before);
    const text = await pdfText(jonas, `/api/documents/${id}/pdf`);
    expect(text).toContain('Rättad');
    expect(text).toContain('Tidigare lydelse');
  });
});

test('a § that is given back can be written in again, and what was verified of it falls', async ({ enter, visit }) => {
  const [jonas, anna] = [await enter('Jonas Alm'), await visit('Anna Lind')];
  await openDocument(jonas, matter, 'Protokollsparagraf');
  await press(jonas, 'Skicka för justering…');
  await pick(jonas, 'Justerare 1', 'Anna');
  await tabTo(jonas, jonas.getByRole('checkbox', { name: 'Omedelbar justering av den här paragrafen' }));
  await jonas.keyboard.press('Space');
  await press(jonas, 'Skicka ändå');
  await expect(way(jonas).getByText('Omedelbar justering.')).toBeVisible();

  await anna.goto(new URL(jonas.url()).pathname);
  await press(anna, 'Justera ändå');
  await expect(way(anna).getByText('1 av 2 har justerat')).toBeVisible();
  await press(anna, 'Lämna tillbaka…');
  const dialog = anna.getByRole('dialog', { name: 'Lämna tillbaka paragrafen' });
  await expect(dialog).toContainText('En justering faller, och den personen får en avisering.');
  await tabTo(anna, dialog.getByLabel('Varför (valfritt)'));
  await anna.keyboard.type('Närvaron stämmer inte.');
  await press(anna, 'Lämna tillbaka');

  await expect(way(jonas).getByText('”Närvaron stämmer inte.”')).toBeVisible();
  await expect(jonas.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'true');
  await press(jonas, 'Skicka för justering…');
  await press(jonas, 'Skicka ändå');
  await expect(way(jonas).getByText('0 av 2 har justerat')).toBeVisible();
});

test('a § in which Kontroll finds something is verified all the same, by one who is shown what it is', long, async ({ enter, visit }) => {
  const [jonas, anna] = [await enter('Jonas Alm'), await visit('Anna Lind')];
  await openDocument(jonas, matter, 'Protokollsparagraf');
  await caretAfter(jonas, 'delvis bifalla motionens första att-sats');
  await jonas.keyboard.type(' I övrigt avslås motionen och anses besvarad.');
  await expectSaved(jonas);
  await press(jonas, 'Skicka för justering…');
  await pick(jonas, 'Justerare 1', 'Anna');
  await expect(jonas.getByText(twoOutcomes)).toBeVisible();
  await press(jonas, 'Skicka ändå');
  await expect(way(jonas).getByText('0 av 2 har justerat')).toBeVisible();

  await anna.goto(new URL(jonas.url()).pathname);
  const remaining = way(anna).getByRole('region', { name: 'Det här återstår i Kontroll' });
  await expect(remaining.getByText(twoOutcomes)).toBeVisible();
  await expect(way(anna).getByRole('button', { name: 'Justera', exact: true })).toBeHidden();
  await expectAccessibleEverywhere(anna);
  await press(anna, 'Justera ändå');
  await expect(way(anna).getByText('1 av 2 har justerat')).toBeVisible();
  await expect(anna.locator('.ProseMirror')).toContainText('avslås motionen och anses besvarad');
});

const twoOutcomes = /är två olika svar$/;

test('[D3] a group writes a yrkande in its own space and hands it in, and Jonas picks it into the §, without a mouse', async ({ enter, visit }) => {
  const [anna, jonas] = [await visit('Anna Lind'), await enter('Jonas Alm')];
  const clause = 'biblioteket i Åsby får meröppet samma dag.';
  await test.step('it is begun from the matter, and nobody in the administration sees it', async () => {
    await tabTo(
      anna,
      anna
        .getByRole('list', { name: 'Ärenden' })
        .getByRole('link', { name: /meröppet/ })
        .first(),
    );
    await anna.keyboard.press('Enter');
    await press(anna, 'Ny skriftlig inlaga…');
    await expect(anna.getByRole('menuitem', { name: 'Nytt skriftligt yrkande' })).toBeVisible();
    await anna.keyboard.press('Enter');
    await expect(anna.getByText('Utkast hos partigruppen. Kommunens tjänstepersoner ser det inte.')).toBeVisible();
    const paper = anna.locator('.ProseMirror');
    await expect(paper.getByText('Anna Lind')).toBeVisible();
    // To the paper, and to its last line: the first clause.
    await tabTo(anna, paper);
    await caretAtRest(anna);
    await anna.keyboard.press('Control+End');
    await anna.keyboard.type(clause);
    await expect(paper.getByText(clause)).toBeVisible();
    await caretTo(anna, 'Vi yrkar');
    await anna.keyboard.type(' som tillägg');
    await expectSaved(anna);
    await openDocument(jonas, matter, 'Protokollsparagraf');
    await expect(jonas.getByRole('heading', { name: 'Inkomna inlagor' })).toBeHidden();
    await expectAccessibleByDayAndNight(anna);
  });

  await test.step('it is handed in for the meeting, locked, with the time at which it came in', async () => {
    await press(anna, 'Lämna in…');
    const dialog = anna.getByRole('dialog', { name: 'Lämna in' });
    await expect(dialog.getByLabel('Till sammanträde')).toHaveValue(/^ks-/);
    await expectAccessibleEverywhere(anna);
    await tabTo(anna, dialog.getByRole('button', { name: 'Lämna in', exact: true }));
    await anna.keyboard.press('Enter');
    await expect(anna.getByText(/^Inlämnad och låst\. Inkommet .* kl\. \d\d\.\d\d\. Till KS den/)).toBeVisible();
    await expect(anna.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
  });

  await test.step('Jonas picks it in: who, what and where it is from; the original stands', async () => {
    await jonas.reload();
    const received = jonas.getByRole('region', { name: 'Inkomna inlagor' });
    await expect(received.getByText(/^Skriftligt yrkande, inkommet kl\. \d\d\.\d\d$/)).toBeVisible();
    await expectAccessibleEverywhere(jonas);
    await press(jonas, 'Infoga skriftligt yrkande från Anna Lind (L)');
    await expect(received.getByText('Infogad i paragrafen')).toBeVisible();
    await expect.poll(() => plainText(jonas)).toContain(`Anna Lind (L) yrkar som tillägg att ${clause}`);
    await press(jonas, 'Läs skriftligt yrkande från Anna Lind (L)');
    await expect(jonas.getByText(/^Inkommet .* kl\. \d\d\.\d\d\. Till KS den/)).toBeVisible();
    const id = new URL(jonas.url()).pathname.split('/').at(-1) ?? '';
    const text = await pdfText(jonas, `/api/documents/${id}/pdf`);
    expect(text).toContain('Skriftligt yrkande');
    expect(text).toContain('Inkommen');
    expect(text).toContain(clause);
  });
});

/** Puts the caret at the end of the line with these words, by the arrows alone. */
async function caretTo(page: Page, words: string): Promise<void> {
  const isThere = () =>
    page.evaluate((wanted) => document.getSelection()?.anchorNode?.parentElement?.closest('p, div')?.textContent?.includes(wanted) === true, words);
  for (let lines = 0; lines < 40 && !(await isThere()); lines++) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
}
