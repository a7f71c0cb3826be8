import { request } from '@playwright/test';
import { caretAfter, expect, expectAccessible, expectSaved, openDocument, type Page, plainText, test } from '../harness.ts';

const motion = 'Trygga cykelvägar till skolan';
const library = 'meröppet';

/** Sends a request as the person of the page, from the page's own address. */
async function post(page: Page, path: string, data: object = {}): Promise<{ readonly documentId: string; readonly matterId: string }> {
  const answer = await page.request.post(path, { data, headers: { Origin: new URL(page.url()).origin } });
  expect([answer.status(), path]).toEqual([200, path]);
  return (await answer.json()) as { documentId: string; matterId: string };
}

/** As it is written in a report's head. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Does something with a document as somebody who has no browser open. */
async function actAs(page: Page, personId: string, document: string, act: string, seesText = false, data: object = {}): Promise<void> {
  const origin = new URL(page.url()).origin;
  const context = await request.newContext({ baseURL: origin, extraHTTPHeaders: { Origin: origin } });
  await context.post('/api/session', { data: { personId } });
  const { lock } = (await (await context.get(`/api/documents/${document}/lock`)).json()) as { lock: { sha256: string } | null };
  const answer = await context.post(`/api/documents/${document}/acts/${act}`, { data: { ...data, ...(seesText && { sha256: lock?.sha256 }) } });
  expect([act, answer.status()]).toEqual([act, 200]);
  await context.dispose();
}

/** Opens the report of the library's matter, which the head of office has approved. */
async function openApproved(page: Page): Promise<string> {
  await openDocument(page, library, 'Tjänsteskrivelse');
  const id = idOf(page);
  await actAs(page, 'rakel-dal', id, 'sendForApproval');
  await actAs(page, 'ylva-norin', id, 'approve', true);
  await expect(page.getByText(/^Godkänd av Ylva Norin/)).toBeVisible();
  return id;
}

test('[C1, C2, C5] a report knows its matter, and answers a motion that came over the wall clause by clause', async ({ visit }) => {
  const [anna, jonas, rakel] = [await visit('Anna Lind'), await visit('Jonas Alm'), await visit('Rakel Dal')];
  await openDocument(anna, motion, 'Motion');
  const draft = idOf(anna);
  const filed = await post(anna, `/api/documents/${draft}/acts/file`);
  await post(jonas, `/api/matters/${filed.matterId}/acts/register`, {
    diarienummer: 'KS 2027-00031',
    matterTitle: 'Motion från Anna Lind (L) om trygga cykelvägar till skolan',
  });

  await rakel.goto(`/arenden/${filed.matterId}`);
  await rakel.getByRole('button', { name: 'Skriv tjänsteskrivelse' }).click();
  const paper = rakel.locator('.ProseMirror');
  await expect(paper.getByText('Svar på motion från Anna Lind (L) om trygga cykelvägar till skolan')).toBeVisible();
  for (const words of ['KS 2027-00031', 'Rakel Dal', 'Kommunledningskontoret', 'Kommunstyrelsen']) await expect(paper).toContainText(words);
  await expect(paper).toContainText(today());
  await expectAccessible(rakel);

  // The motion beside is the municipality's own; of the draft it came from there is nothing.
  const beside = rakel.getByRole('region', { name: 'Motionens yrkanden' });
  await expect(beside.getByText(/saknar svar/)).toHaveCount(3);
  await expect(beside.getByRole('textbox')).toHaveCount(0);
  expect((await rakel.request.get(`/api/documents/${draft}`)).status()).toBe(404);
  expect(await rakel.content()).not.toContain(draft);

  for (const [number, answer] of [
    [3, 'Lämnas utan ställningstagande'],
    [1, 'Anses besvarad'],
  ] as const) {
    await beside.getByRole('button', { name: `Svara på att-sats ${number}` }).click();
    await rakel.getByRole('menuitem', { name: answer, exact: true }).click();
  }
  await expect(beside.getByText('Att-sats 2 saknar svar')).toBeVisible();
  await expect(beside.getByText(/saknar svar/)).toHaveCount(1);
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
  const places = ['anse motionens första att-sats besvarad', 'avslå motionens andra att-sats', 'lämna motionens tredje att-sats utan ställningstagande'].map(
    (words) => text.indexOf(words),
  );
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  await expectAccessible(rakel);

  // Another outcome: the words that nobody has touched follow.
  await paper.getByText('anse motionens första att-sats besvarad').click();
  await rakel.getByRole('combobox', { name: 'Svar', exact: true }).first().selectOption('Bifalls');
  await expect(paper).toContainText('bifalla motionens första att-sats');
});

test('[C7] a report goes back with a reason, and is approved as it was read', async ({ visit }) => {
  const [rakel, ylva, maria] = [await visit('Rakel Dal'), await visit('Ylva Norin'), await visit('Maria Holm')];
  for (const page of [rakel, ylva, maria]) await openDocument(page, library, 'Tjänsteskrivelse');
  await expect(rakel.getByText('Ylva Norin godkänner den innan den färdigställs.')).toBeVisible();
  await expect(rakel.getByRole('button', { name: 'Godkänn', exact: true })).toHaveCount(0);
  await expect(maria.getByRole('button', { name: 'Skicka för godkännande' })).toHaveCount(0);
  await rakel.getByRole('button', { name: 'Skicka för godkännande' }).click();
  await expect(rakel.getByText('Texten är låst medan Ylva Norin läser den.')).toBeVisible();
  await expect(rakel.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
  await expectAccessible(rakel);

  // Ylva had the page open: she is asked there at once.
  await ylva.getByRole('button', { name: 'Lämna tillbaka…' }).click();
  await ylva.getByRole('textbox', { name: 'Varför (valfritt)' }).fill('Beloppen för 2028 saknas.');
  await expectAccessible(ylva);
  await ylva.getByRole('dialog').getByRole('button', { name: 'Lämna tillbaka', exact: true }).click();
  await expect(rakel.getByText(/^Ylva Norin lämnade tillbaka skrivelsen .*Beloppen för 2028 saknas/)).toBeVisible();
  await expect(rakel.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'true');
  await expect(maria.getByText('Arbetsmaterial', { exact: true }).first()).toBeVisible();
  await expect(maria.getByText('Beloppen för 2028 saknas')).toHaveCount(0);
  await expectAccessible(rakel);
});

test('[C7] an approval binds to the text that was read, and of another one is told beside the button', async ({ visit }) => {
  const [rakel, ylva] = [await visit('Rakel Dal'), await visit('Ylva Norin')];
  for (const page of [rakel, ylva]) await openDocument(page, library, 'Tjänsteskrivelse');
  await rakel.getByRole('button', { name: 'Skicka för godkännande' }).click();
  const approve = ylva.getByRole('button', { name: 'Godkänn', exact: true });
  await expect(approve).toBeEnabled();
  await rakel.getByRole('button', { name: 'Ta tillbaka…' }).click();
  await rakel.getByRole('dialog').getByRole('button', { name: 'Ta tillbaka' }).click();
  await expect(rakel.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'true');
  await caretAfter(rakel, 'Motionen anmäldes i kommunfullmäktige');
  await rakel.keyboard.type(' Tillagt.');
  await expect(ylva.locator('.ProseMirror')).toContainText('Tillagt.');
  await rakel.getByRole('button', { name: 'Skicka för godkännande' }).click();
  await expect(approve).toBeEnabled();
  await approve.click();
  await expect(ylva.getByRole('alert')).toHaveText('Texten har ändrats sedan du läste den. Läs den igen innan du går vidare.');
  await approve.click();
  for (const page of [rakel, ylva]) await expect(page.getByText(/^Godkänd av Ylva Norin/)).toBeVisible();
});

test('[C8] a report is finalised for a meeting by one of two who press at once, and the other is told', async ({ visit }) => {
  const [rakel, jonas] = [await visit('Rakel Dal'), await visit('Jonas Alm')];
  const id = await openApproved(rakel);
  await jonas.goto(`/dokument/${id}`);
  for (const page of [rakel, jonas]) {
    await page.getByRole('button', { name: 'Färdigställ…' }).click();
    // The second of KSAU's.
    await page.getByRole('combobox', { name: 'Till sammanträde' }).selectOption({ index: 1 });
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Skrivelsen blir en upprättad handling och kan inte ändras. En sen ändring blir en ny daterad version.');
    await expect(dialog).toContainText(/Manusstopp \d/);
  }
  await expectAccessible(rakel);
  const dialogs = [rakel, jonas].map((page) => page.getByRole('dialog'));
  await Promise.all(dialogs.map((dialog) => dialog.getByRole('button', { name: 'Färdigställ', exact: true }).click()));
  const told = () => Promise.all(dialogs.map((dialog) => dialog.getByText(/^Någon annan hann före/).count()));
  await expect.poll(async () => (await told()).toSorted()).toEqual([0, 1]);
  for (const page of [rakel, jonas]) {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByText(/^Färdigställd den .* till KSAU den/)).toBeVisible();
  }
  // It has come up for KSAU, and the page of the matter says how far it is.
  await rakel.goto('/');
  await rakel
    .getByRole('link', { name: /meröppet/ })
    .first()
    .click();
  const way = rakel.getByRole('list', { name: 'Ärendets väg' });
  await expect(way).toContainText(/Tjänsteskrivelse\s*Färdigställd/);
  await expect(way).toContainText(/KSAU \d+ [a-z]+, manusstopp \d+ [a-z]+/);
});

test('[C8] a finalised report is read by all, and changed late only as a dated new one', async ({ visit }) => {
  const [rakel, anna] = [await visit('Rakel Dal'), await visit('Anna Lind')];
  const id = await openApproved(rakel);
  await actAs(rakel, 'jonas-alm', id, 'finalise');
  await expect(rakel.getByText(/^Färdigställd den .* Texten kan inte ändras\.$/)).toBeVisible();
  await rakel.getByText('Tekniska uppgifter').click();
  await expect(rakel.getByText(/^YR-/)).toBeVisible();
  await expectAccessible(rakel);
  await expect(rakel.getByRole('link', { name: /^Visa som PDF/ })).toHaveAttribute('href', `/api/documents/${id}/pdf`);
  const pdf = await rakel.request.get(`/api/documents/${id}/pdf`);
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);

  await anna.goto(`/dokument/${id}`);
  await expect(anna.getByText(/^Färdigställd den/)).toBeVisible();
  await expect(anna.getByRole('button', { name: 'Ny version…' })).toHaveCount(0);

  await rakel.getByRole('button', { name: 'Ny version…' }).click();
  await rakel.getByRole('button', { name: 'Börja på en ny version' }).click();
  const paper = rakel.locator('.ProseMirror');
  await expect(paper).toContainText(`eviderad ${today()}`);
  await expect(paper).toHaveAttribute('contenteditable', 'true');
  await expect(rakel.locator('header').getByText(`Reviderad ${today()}`)).toBeVisible();
  await expectAccessible(rakel);
  const revised = idOf(rakel);
  expect(revised).not.toBe(id);
  // Under work it is not for the elected. The old one stays as it was, and says that there is another to those who may see it.
  expect((await anna.request.get(`/api/documents/${revised}`)).status()).toBe(404);
  await rakel.getByRole('link', { name: 'Den tidigare versionen' }).click();
  await expect(rakel.getByText('En ny version är under arbete.')).toBeVisible();
  await expect(paper).not.toContainText('eviderad');
  await rakel.getByRole('link', { name: 'Till den nya versionen' }).click();
  await expect(rakel).toHaveURL(new RegExp(`${revised}$`));
});

test('what an officer wrote in a tunnel and sends after the report was finalised is hers alone', async ({ visit }) => {
  const [rakel, ylva] = [await visit('Rakel Dal'), await visit('Ylva Norin')];
  for (const page of [rakel, ylva]) await openDocument(page, library, 'Tjänsteskrivelse');
  const id = idOf(rakel);
  await rakel.context().setOffline(true);
  await caretAfter(rakel, 'Motionen anmäldes i kommunfullmäktige');
  await rakel.keyboard.type(' För sent skrivet.');
  await expect(rakel.locator('[data-save]').first()).toHaveText(/^Ingen uppkoppling/);

  await actAs(ylva, 'jonas-alm', id, 'sendForApproval');
  await ylva.getByRole('button', { name: 'Godkänn', exact: true }).click();
  await ylva.getByRole('button', { name: 'Färdigställ…' }).click();
  await ylva.getByRole('dialog').getByRole('button', { name: 'Färdigställ', exact: true }).click();
  await expect(ylva.getByText(/^Färdigställd den/)).toBeVisible();

  await rakel.context().setOffline(false);
  await expect(rakel.getByText('Din sena ändring.')).toBeVisible();
  const late = async (page: Page) => ((await (await page.request.get(`/api/documents/${id}/late`)).json()) as { late: { text: string } | null }).late;
  expect((await late(rakel))?.text).toContain('För sent skrivet.');
  expect(await late(ylva)).toBeNull();
  expect(await plainText(ylva)).not.toContain('För sent skrivet.');
  await expect(ylva.locator('.ProseMirror')).not.toContainText('För sent skrivet.');
  await expectAccessible(rakel);
});
