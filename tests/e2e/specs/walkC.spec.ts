import { pngOf } from '../../../apps/server/src/files/filesForTests.ts';
import { type ReadPdf, readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';
import {
  caretAfter,
  expect,
  expectAccessible,
  expectAccessibleEverywhere,
  expectSaved,
  openDocument,
  type Page,
  paperOf,
  plainText,
  test,
} from '../harness.ts';

const title = 'Trygga cykelvägar till skolan';

/** The editor gives it a space that does not break. */
const lateFigure = /trafikplanen och dess 1\s900\stkr/;

/** The date as it is written in a report's head. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());

/** "11 mars", as the page says a day of the months around. */
const dayInWords = (date: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(new Date(date));

const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Sends a request as the person of the page, from the page's own address. */
async function post(page: Page, path: string, sent: object | Buffer): Promise<{ readonly matterId: string } | null> {
  const answer = await page.request.post(path, {
    data: sent,
    headers: { Origin: new URL(page.url()).origin, ...(Buffer.isBuffer(sent) && { 'Content-Type': 'application/octet-stream' }) },
  });
  expect([path, answer.ok()]).toEqual([path, true]);
  return answer.status() === 204 ? null : ((await answer.json()) as { matterId: string });
}

/** What the page's own link to the PDF gives. */
async function printed(page: Page): Promise<ReadPdf> {
  const href = await page.getByRole('link', { name: /^Visa som PDF/ }).getAttribute('href');
  return readPdf(await (await page.request.get(href ?? '')).body());
}

/** How many matters the list shows for these words. */
async function expectFound(page: Page, words: string, count: 0 | 1): Promise<void> {
  await page.getByRole('textbox', { name: 'Sök bland ärenden' }).fill(words);
  if (count === 0) await expect(page.getByText('Inget ärende innehåller de orden.')).toBeVisible();
  else await expect(page.getByRole('list', { name: 'Ärenden' }).getByRole('listitem').filter({ hasText: title }).first()).toBeVisible();
}

test('[C1, C2, C5, C7, C8] Rakel answers a motion clause by clause, has it approved, and revises it for a late figure', async ({ enter, visit }) => {
  const [anna, jonas, rakel, ylva] = [await enter('Anna Lind'), await visit('Jonas Alm'), await visit('Rakel Dal'), await visit('Ylva Norin')];

  const draft = await test.step('before: Anna has written four clauses, thought better of a sentence, and filed', async () => {
    await post(jonas, '/api/organisation/arms', Buffer.from(pngOf(100, 120)));
    const paper = await openDocument(anna, title, 'Motion');
    await paper.getByRole('button', { name: 'Ny att-sats' }).click();
    await anna.keyboard.type('varje år redovisa för kommunfullmäktige vad som har gjorts.');
    await caretAfter(anna, 'Barnen vet bäst');
    await anna.keyboard.press('Enter');
    await anna.keyboard.type('Förvaltningen maskar.');
    await expect.poll(() => plainText(anna)).toContain('Förvaltningen maskar.');
    await expectFound(rakel, 'förvaltningen maskar', 0);
    await expectFound(rakel, 'cykelvägar', 0);
    await paper.getByText('Förvaltningen maskar.').click({ clickCount: 3 });
    await anna.keyboard.press('Backspace');
    await expect.poll(() => plainText(anna)).not.toContain('maskar');
    const id = idOf(anna);
    const filed = await post(anna, `/api/documents/${id}/acts/file`, {});
    await post(jonas, `/api/matters/${filed?.matterId}/acts/register`, {
      diarienummer: 'KS 2027-00031',
      matterTitle: 'Motion från Anna Lind (L) och Omar Said (L) om trygga cykelvägar till skolan',
    });
    return id;
  });

  await test.step('C1: from Mina ärenden, with its meeting and manusstopp, to a report that knows its matter', async () => {
    await rakel.goto('/');
    await rakel.getByRole('region', { name: 'Väntar på dig' }).getByRole('link', { name: title }).click();
    await rakel.getByRole('button', { name: 'Ta över ärendet' }).click();
    await rakel.getByRole('dialog').getByRole('button', { name: 'Ta över ärendet' }).click();
    await rakel.getByRole('button', { name: 'Planera sammanträde' }).click();
    const planning = rakel.getByRole('dialog', { name: 'Planera sammanträde' });
    await planning.getByRole('combobox', { name: 'Organ' }).selectOption('Kommunstyrelsens arbetsutskott');
    await planning.getByRole('combobox', { name: 'Sammanträde' }).selectOption({ index: 1 });
    await planning.getByRole('button', { name: 'Planera sammanträde' }).click();
    await expect(planning).toBeHidden();

    await rakel.getByRole('link', { name: 'Ärenden' }).first().click();
    await rakel.getByRole('button', { name: /^Mina ärenden/ }).click();
    const { matters } = (await (await rakel.request.get('/api/matters')).json()) as {
      matters: { title: string; next: { date: string; deadlineDate: string } | null }[];
    };
    const next = matters.find((matter) => matter.title === title)?.next;
    const row = rakel.getByRole('list', { name: 'Ärenden' }).getByRole('listitem').filter({ hasText: title }).first();
    await expect(row).toContainText('KS 2027-00031');
    await expect(row).toContainText(`KSAU ${dayInWords(next?.date ?? '')}, manusstopp ${dayInWords(next?.deadlineDate ?? '')}`);
    await expectAccessible(rakel);

    await row.getByRole('link', { name: title }).click();
    await rakel.getByRole('button', { name: 'Skriv tjänsteskrivelse' }).click();
    const paper = await paperOf(rakel);
    await expect(paper.getByText('Svar på motion från Anna Lind (L) och Omar Said (L) om trygga cykelvägar till skolan')).toBeVisible();
    await expect(rakel.getByRole('img', { name: 'Björkviks kommuns vapen' })).toBeVisible();
    for (const words of ['KS 2027-00031', 'Rakel Dal', 'Kommunledningskontoret', 'Kommunstyrelsen', today()]) await expect(paper).toContainText(words);
    for (const heading of ['Förslag till beslut', 'Sammanfattning', 'Förvaltningens bedömning']) await expect(paper).toContainText(heading);
    await expectAccessible(rakel);
  });
  const report = idOf(rakel);
  const paper = rakel.locator('.ProseMirror');
  const beside = rakel.getByRole('region', { name: 'Motionens yrkanden' });

  await test.step('C2: the clauses stand beside, not to be written in, and of the draft there is no trace', async () => {
    await expect(beside.getByText(/saknar svar/)).toHaveCount(4);
    await expect(beside).toContainText('att varje år redovisa för kommunfullmäktige vad som har gjorts.');
    await expect(beside.getByRole('textbox')).toHaveCount(0);
    await expect(beside.locator('[contenteditable="true"]')).toHaveCount(0);
    expect((await rakel.request.get(`/api/documents/${draft}`)).status()).toBe(404);
    expect(await rakel.content()).not.toContain(draft);
    const list = await rakel.context().newPage();
    await list.goto('/');
    await expectFound(list, 'varje år redovisa', 1);
    await expectFound(list, 'förvaltningen maskar', 0);
    await list.close();
  });

  await test.step('C5: an answer to each clause, in the words of the municipality', async () => {
    for (const [number, answer] of [
      [3, 'Lämnas utan ställningstagande'],
      [1, 'Anses besvarad'],
      [4, 'Bifalls'],
    ] as const) {
      await beside.getByRole('button', { name: `Svara på att-sats ${number}` }).click();
      await rakel.getByRole('menuitem', { name: answer, exact: true }).click();
      await expect(beside.getByText(`Att-sats ${number} saknar svar`)).toHaveCount(0);
    }
    await expect(beside.getByText(/saknar svar/)).toHaveText(['Att-sats 2 saknar svar']);
    await expectAccessible(rakel);
    await beside.getByRole('button', { name: 'Svara på att-sats 2' }).focus();
    await rakel.keyboard.press('Enter');
    await expect(rakel.getByRole('menu')).toBeVisible();
    await rakel.getByRole('menuitem', { name: 'Avslås', exact: true }).press('Enter');
    await expect(beside.getByText(/saknar svar/)).toHaveCount(0);
    // The caret stands where the reasons go.
    await expect(paper).toBeFocused();
    await rakel.keyboard.type(' med hänvisning till trafikplanen');
    await expectSaved(rakel);
    await expect.poll(() => plainText(rakel)).toContain('avslå motionens andra att-sats med hänvisning till trafikplanen');
    const text = await plainText(rakel);
    const places = [
      'att anse motionens första att-sats besvarad',
      'att avslå motionens andra att-sats',
      'att lämna motionens tredje att-sats utan ställningstagande',
      'att bifalla motionens fjärde att-sats',
    ].map((words) => text.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((one, other) => one - other));

    // Another outcome: the words that nobody has touched follow.
    await paper.getByText('anse motionens första att-sats besvarad').click();
    // The point with the caret shows its choices, which it does a moment after the caret is there.
    const first = paper.locator('.yrka-point', { hasText: 'motionens första att-sats' });
    await first.getByRole('combobox', { name: 'Svar', exact: true }).selectOption('Bifalls');
    await expect(paper).toContainText('bifalla motionens första att-sats');
    await expectSaved(rakel);
    await expectAccessible(rakel);
  });

  await test.step('C7: the head of office approves it as it stands', async () => {
    const working = await printed(rakel);
    expect(working.pages.every((page) => page.includes('Arbetsmaterial'))).toBe(true);
    await rakel.getByRole('button', { name: 'Skicka för godkännande' }).click();
    await expect(rakel.getByText('Texten är låst medan Ylva Norin läser den.')).toBeVisible();
    await expect(paper).toHaveAttribute('contenteditable', 'false');

    await ylva.goto('/');
    const waiting = ylva.getByRole('region', { name: 'Väntar på dig' });
    await expect(waiting).toContainText('Att godkänna');
    await waiting.getByRole('link', { name: title }).click();
    await expect(await paperOf(ylva)).toContainText('avslå motionens andra att-sats med hänvisning till trafikplanen');
    await expect(ylva.getByRole('button', { name: 'Godkänn', exact: true })).toBeEnabled();
    await expectAccessible(ylva);
    await ylva.getByRole('button', { name: 'Godkänn', exact: true }).click();
    for (const page of [rakel, ylva]) await expect(page.getByText(/^Godkänd av Ylva Norin/)).toBeVisible();
  });

  await test.step('C8: finalised, it loses the mark of working material and comes up for its meeting', async () => {
    await rakel.getByRole('button', { name: 'Färdigställ…' }).click();
    const dialog = rakel.getByRole('dialog');
    const meeting = await dialog.getByRole('combobox', { name: 'Till sammanträde' }).locator('option:checked').textContent();
    expect(meeting).toMatch(/^KSAU \d+\s[a-z]+ \d{4}$/);
    await expectAccessible(rakel);
    await dialog.getByRole('button', { name: 'Färdigställ', exact: true }).click();
    await expect(rakel.getByText(new RegExp(`^Färdigställd den .* till ${meeting?.replace('KSAU', 'KSAU den')}`))).toBeVisible();
    await expect(rakel.getByText('Arbetsmaterial', { exact: true })).toHaveCount(0);
    await rakel.getByText('Tekniska uppgifter').click();
    await expect(rakel.getByText(/^YR-/)).toBeVisible();
    await expectAccessibleEverywhere(rakel);

    const { tagged, pages, lang, structure } = await printed(rakel);
    expect([tagged, lang]).toEqual([true, 'sv-SE']);
    expect(pages.join(' ')).not.toMatch(/arbetsmaterial/i);
    expect(pages.join(' ')).toContain('avslå motionens andra att-sats med hänvisning till trafikplanen');
    expect(structure).toContain('Figure Björkviks kommuns vapen');

    await rakel.getByRole('link', { name: 'Ärenden' }).first().click();
    await rakel.getByRole('list', { name: 'Ärenden' }).getByRole('link', { name: title }).click();
    await expect(rakel.getByRole('list', { name: 'Ärendets väg' })).toContainText(/Tjänsteskrivelse\s*Färdigställd/);
    await expect(rakel.getByRole('list', { name: 'Ärendets väg' })).toContainText(/KSAU \d+\s[a-z]+, manusstopp \d+\s[a-z]+/);
    await anna.goto(`/dokument/${report}`);
    await expect(await paperOf(anna)).toContainText('avslå motionens andra att-sats');
    await expect(anna.getByRole('button', { name: 'Ny version…' })).toHaveCount(0);
  });

  await test.step('C8: a late figure makes a dated version, and the old one remains', async () => {
    await rakel.goto(`/dokument/${report}`);
    await rakel.getByRole('button', { name: 'Ny version…' }).click();
    await rakel.getByRole('button', { name: 'Börja på en ny version' }).click();
    await expect(paper).toContainText(`${today()}, reviderad ${today()}`);
    await expect(paper).toHaveAttribute('contenteditable', 'true');
    await expect(rakel.locator('header').getByText(`Reviderad ${today()}`)).toBeVisible();
    const revised = idOf(rakel);
    expect(revised).not.toBe(report);
    // Under work it is not for the elected.
    expect((await anna.request.get(`/api/documents/${revised}`)).status()).toBe(404);
    await rakel.getByRole('link', { name: 'Den tidigare versionen' }).click();
    await expect(rakel.getByText('En ny version är under arbete.')).toBeVisible();
    await expect(paper).not.toContainText('reviderad');
    await rakel.getByRole('link', { name: 'Till den nya versionen' }).click();
    await expect(paper).toContainText('reviderad');
    await caretAfter(rakel, 'med hänvisning till trafikplanen');
    await rakel.keyboard.type(' och dess 1 900 tkr');
    await expectSaved(rakel);
    await expect.poll(() => plainText(rakel)).toMatch(lateFigure);
    await expectAccessible(rakel);

    await rakel.getByRole('button', { name: 'Skicka för godkännande' }).click();
    await expect(rakel.getByText('Texten är låst medan Ylva Norin läser den.')).toBeVisible();
    await ylva.goto(`/dokument/${revised}`);
    await ylva.getByRole('button', { name: 'Godkänn', exact: true }).click();
    await expect(rakel.getByText(/^Godkänd av Ylva Norin/)).toBeVisible();
    await rakel.getByRole('button', { name: 'Färdigställ…' }).click();
    await rakel.getByRole('dialog').getByRole('button', { name: 'Färdigställ', exact: true }).click();
    await expect(rakel.getByText(/^Färdigställd den .* till KSAU den/)).toBeVisible();
    const late = (await printed(rakel)).pages.join(' ');
    expect(late).toContain(`reviderad ${today()}`);
    expect(late).toMatch(lateFigure);
    expect(late).not.toMatch(/arbetsmaterial/i);

    // Whoever opens the old one reads it as it was, and is led to the new.
    await anna.reload();
    await expect(anna.getByText('Det finns en senare version.')).toBeVisible();
    await expect(anna.locator('.ProseMirror')).not.toContainText('reviderad');
    await expect(anna.locator('.ProseMirror')).not.toContainText(lateFigure);
    const before = (await printed(anna)).pages.join(' ');
    expect(before).toContain('trafikplanen');
    expect(before).not.toMatch(lateFigure);
    await expectAccessible(anna);
    await anna.getByRole('link', { name: 'Till den nya versionen' }).click();
    await expect(anna).toHaveURL(new RegExp(`${revised}$`));
    await expect(anna.locator('.ProseMirror')).toContainText(lateFigure);
    await anna.getByRole('link', { name: 'Den tidigare versionen' }).click();
    await expect(anna).toHaveURL(new RegExp(`${report}$`));
  });
});
