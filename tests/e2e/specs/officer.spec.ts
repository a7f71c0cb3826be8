import { request } from '@playwright/test';
import { caretAfter, expect, expectAccessible, expectSaved, long, openDocument, type Page, plainText, test } from '../harness.ts';

const library = 'meröppet';

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

test('[C7] a report goes back with a reason, and is approved as it was read', async ({ visit }) => {
  const [rakel, ylva] = [await visit('Rakel Dal'), await visit('Ylva Norin')];
  for (const page of [rakel, ylva]) await openDocument(page, library, 'Tjänsteskrivelse');
  await expect(rakel.getByText('Ylva Norin godkänner den innan den färdigställs.')).toBeVisible();
  await expect(rakel.getByRole('button', { name: 'Godkänn', exact: true })).toHaveCount(0);
  await rakel.getByRole('button', { name: 'Skicka för godkännande' }).click();
  await expect(rakel.getByText('Texten är låst medan Ylva Norin läser den.')).toBeVisible();
  await expect(rakel.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
  // The button is gone, and the focus where it was.
  await expect(rakel.locator(':focus')).toContainText('Texten är låst medan Ylva Norin läser den.');
  await expectAccessible(rakel);

  // Ylva had the page open: she is asked there at once.
  await ylva.getByRole('button', { name: 'Lämna tillbaka…' }).click();
  await ylva.getByRole('textbox', { name: 'Varför (valfritt)' }).fill('Beloppen för 2028 saknas.');
  await expectAccessible(ylva);
  await ylva.getByRole('dialog').getByRole('button', { name: 'Lämna tillbaka', exact: true }).click();
  await expect(rakel.getByRole('main').getByText(/^Ylva Norin lämnade tillbaka skrivelsen .*Beloppen för 2028 saknas/)).toBeVisible();
  await expect(ylva.locator(':focus')).toContainText('Bara de som arbetar med ärendet ser den.');
  await expect(rakel.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'true');
  await expectAccessible(rakel);
});

test('[C7] an approval binds to the text that was read, and of another one is told beside the button', long, async ({ visit }) => {
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
  // Held in hand before: whoever is told that the other was first has no button left to wait for.
  const buttons = await Promise.all(dialogs.map((dialog) => dialog.getByRole('button', { name: 'Färdigställ', exact: true }).elementHandle()));
  await Promise.all(buttons.map((button) => button?.evaluate((pressed: HTMLButtonElement) => pressed.click())));
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
  await expect(way).toContainText(/KSAU \d+\s[a-z]+, manusstopp \d+\s[a-z]+/);
});

test('what an officer wrote in a tunnel and sends after the report was finalised is hers alone', long, async ({ visit }) => {
  const [rakel, ylva] = [await visit('Rakel Dal', { isFirst: true }), await visit('Ylva Norin')];
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
  await expect(rakel.getByRole('main').getByText('Din sena ändring.')).toBeVisible();
  const late = async (page: Page) => ((await (await page.request.get(`/api/documents/${id}/late`)).json()) as { late: { text: string } | null }).late;
  expect((await late(rakel))?.text).toContain('För sent skrivet.');
  expect(await late(ylva)).toBeNull();
  expect(await plainText(ylva)).not.toContain('För sent skrivet.');
  await expect(ylva.locator('.ProseMirror')).not.toContainText('För sent skrivet.');
  await expectAccessible(rakel);
});

test('a report quotes the motion, and is compared with it to the word', async ({ enter }) => {
  const rakel = await enter('Rakel Dal');
  await openDocument(rakel, library, 'Tjänsteskrivelse');
  const compare = async () => {
    await expectSaved(rakel);
    await rakel.getByRole('link', { name: 'Jämför citat med motionen' }).click();
    await expect(rakel.getByRole('heading', { level: 1, name: 'Jämför citat med motionen' })).toBeVisible();
  };
  await compare();
  await expect(rakel.getByText(/^Inget i texten känns igen som motionens att-satser\./)).toBeVisible();
  await expectAccessible(rakel);
  await rakel.getByRole('link', { name: 'Till texten', exact: true }).click();

  // The second as it is, the first with another time and last; the third is left out.
  await caretAfter(rakel, 'Kultur- och fritidsnämndens yttrande');
  for (const line of [
    'Motionärerna yrkar',
    'att behålla minst 14 bemannade timmar i veckan på biblioteket i Sandvik',
    'att införa meröppet på biblioteket i Sandvik alla dagar klockan 7–21 senast den 1 mars 2027.',
  ]) {
    await rakel.keyboard.press('Enter');
    await rakel.keyboard.type(line);
  }
  await compare();
  await expect(rakel.getByText('Att-sats 2 är citerad ordagrant.')).toBeVisible();
  await expect(rakel.getByText('3 ändringar', { exact: true })).toBeVisible();
  const both = rakel.getByRole('document', { name: 'Motionen och citatet i en text' });
  await expect(both.getByRole('deletion').filter({ hasText: '22' })).toHaveCount(1);
  await expect(both.getByRole('insertion').filter({ hasText: '21' })).toHaveCount(1);
  await expect(both.getByText('Flyttat hit:')).toHaveCount(1);
  const changes = rakel.getByRole('complementary', { name: 'Ändringarna i ordning' });
  await expect(changes.getByRole('button', { name: /^Borttaget: ”ge kultur- och fritidsnämnden i uppdrag/ })).toBeVisible();
  await rakel.keyboard.press('F2');
  await expect(rakel.getByRole('status').filter({ hasText: /\S/ })).toHaveText(/^Ändring 1 av 3: /);
  await expectAccessible(rakel);
  await rakel.getByLabel('Så visas det').selectOption({ label: 'Sida vid sida' });
  await expect(rakel.getByRole('document', { name: 'Motionen', exact: true })).toContainText('klockan 7–22');
  await expect(rakel.getByRole('document', { name: 'Citatet', exact: true })).toContainText('klockan 7–21');
  await expect(rakel.getByRole('document', { name: 'Citatet', exact: true })).not.toContainText('Åsby');
  await expect(rakel.getByRole('heading', { level: 2, name: 'Citatet' })).toBeVisible();
  await expectAccessible(rakel);
});
