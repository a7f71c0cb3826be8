import { pdf, png } from '../../../apps/server/src/files/filesForTests.ts';
import { expect, expectAccessible, expectAccessibleEverywhere, type Page, test } from '../harness.ts';

/** Files the demonstration's draft; returns the address of the matter that it became. */
async function file(anna: Page): Promise<string> {
  const { matters } = (await (await anna.request.get('/api/matters')).json()) as { matters: { title: string; documents: { id: string }[] }[] };
  const draft = matters.find(({ title }) => title === 'Trygga cykelvägar till skolan');
  const answer = await anna.request.post(`/api/documents/${draft?.documents[0]?.id}/acts/file`, { data: {} });
  expect(answer.ok()).toBe(true);
  return `/arenden/${((await answer.json()) as { matterId: string }).matterId}`;
}

/** The dialog that a button opens. */
async function open(page: Page, button: string) {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: button });
  await expect(dialog).toBeVisible();
  return dialog;
}

const step = (page: Page, name: string) =>
  page
    .getByRole('list', { name: 'Ärendets väg' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });

test('the registrar types the number, the officer takes over and refers, and the answer comes back', async ({ visit }) => {
  const anna = await visit('Anna Lind');
  const rakel = await visit('Rakel Dal');
  const jonas = await visit('Jonas Alm');
  const address = await file(anna);

  await jonas.goto('/');
  const waiting = jonas.getByRole('region', { name: 'Väntar på dig' });
  await expect(waiting).toContainText('Att registrera');
  await waiting.getByRole('link', { name: 'Trygga cykelvägar till skolan' }).click();
  const registering = await open(jonas, 'Registrera ärendet');
  await registering.getByRole('textbox', { name: 'Diarienummer' }).fill('KS 2026-00187');
  await expect(registering.getByRole('textbox', { name: 'Ärendemening' })).toHaveValue(
    'Motion från Anna Lind (L) och Omar Said (L) om trygga cykelvägar till skolan',
  );
  await registering.getByRole('button', { name: 'Registrera ärendet' }).click();
  await expect(registering.getByText('Ett annat ärende har redan numret KS 2026-00187.')).toBeVisible();
  await registering.getByRole('textbox', { name: 'Diarienummer' }).fill('KS 2026-00231');
  await registering.getByRole('button', { name: 'Registrera ändå' }).click();
  await expect(registering).toBeHidden();
  await expect(step(jonas, 'Diarienummer')).toContainText('KS 2026-00231');
  await expect(jonas.getByRole('complementary', { name: 'Det som har hänt' })).toContainText('Jonas Alm registrerade ärendet');

  await rakel.goto('/');
  await rakel.getByRole('textbox', { name: 'Sök bland ärenden' }).fill('övergångsst 00231');
  await expect(rakel).toHaveURL(/sok=/);
  await rakel.getByRole('list', { name: 'Ärenden' }).getByRole('link', { name: 'Trygga cykelvägar till skolan' }).click();
  await (await open(rakel, 'Ta över ärendet')).getByRole('button', { name: 'Ta över ärendet' }).click();
  await expect(rakel.getByRole('region', { name: 'Läge' })).toContainText('Handläggare Rakel Dal');
  const referring = await open(rakel, 'Remittera');
  await referring.getByRole('button', { name: 'Remittera' }).click();
  await expect(referring.getByText('Välj minst ett organ.')).toBeVisible();
  await expect(referring.getByRole('checkbox').first()).toBeFocused();
  await referring.getByRole('checkbox', { name: 'Tekniska nämnden' }).check();
  await referring.getByRole('button', { name: 'Remittera' }).click();
  await expect(referring.getByLabel('Svar senast')).toBeFocused();
  await referring.getByLabel('Svar senast').fill('2099-02-15');
  await referring.getByRole('button', { name: 'Remittera' }).click();
  await expect(step(rakel, 'Remiss')).toContainText('Tekniska nämnden, svar senast 15 februari 2099');
  await step(rakel, 'Remiss')
    .getByRole('button', { name: /^För in yttrande/ })
    .click();
  const answering = rakel.getByRole('dialog', { name: 'För in yttrande' });
  await answering.getByRole('textbox', { name: 'Vad nämnden svarar' }).fill('Nämnden tillstyrker motionen.');
  await answering.getByRole('button', { name: 'För in yttrande' }).click();
  await expect(step(rakel, 'Remiss')).toContainText('Nämnden tillstyrker motionen.');

  // The mover follows it, from the group's draft and back.
  await anna.goto(address);
  await expect(step(anna, 'Remiss')).toContainText('Nämnden tillstyrker motionen.');
  await expect(anna.getByRole('button', { name: 'Remittera' })).toBeHidden();
  await anna.getByRole('link', { name: 'Partigruppens utkast' }).click();
  await expect(anna.getByText('Inlämnad och låst. Utkast, kommentarer och versioner finns kvar hos partigruppen.')).toBeVisible();
});

test('a matter is planned for a meeting, and taken off it', async ({ visit }) => {
  const rakel = await visit('Rakel Dal');
  await rakel
    .getByRole('link', { name: /meröppet/ })
    .first()
    .click();
  const planning = await open(rakel, 'Planera sammanträde');
  const meeting = planning.getByRole('combobox', { name: 'Sammanträde' });
  await expect(meeting.getByRole('option').first()).toContainText(/\d{4}, manusstopp \d/);
  await planning.getByRole('button', { name: 'Planera sammanträde' }).click();
  // While it closes, the page behind it takes no key.
  await expect(planning).toBeHidden();
  const bodies = step(rakel, 'Nämnd och styrelse');
  await expect(bodies.getByText(/^KSAU \d/)).toBeVisible();
  await bodies.getByRole('button', { name: /^Ta bort från KSAU/ }).press('Enter');
  await expect(bodies.getByText(/^KSAU \d/)).toBeHidden();
  await expect(bodies).toBeFocused();
});

test('the list of unanswered motions writes itself, and is taken along', async ({ visit }) => {
  const jonas = await visit('Jonas Alm');
  await jonas.getByRole('link', { name: 'Obesvarade motioner' }).click();
  const row = jonas.getByRole('row').filter({ hasText: 'Motion om meröppet på biblioteket i Sandvik' });
  await expect(row).toContainText('KS 2026-00187');
  await expect(row).toContainText('2026-03-30');
  await expect(row).not.toContainText('Rakel');
  // On a phone all of a row is seen, under one another, and it is the same table.
  await jonas.setViewportSize({ width: 390, height: 844 });
  expect(await jonas.getByRole('region', { name: /^Obesvarade motioner/ }).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await expect(row.getByRole('cell', { name: 'Kommunstyrelsen' })).toBeInViewport();
  await expectAccessible(jonas);
  await jonas.setViewportSize({ width: 1280, height: 800 });
  const download = jonas.waitForEvent('download');
  await jonas.getByRole('link', { name: 'Ladda ner som tabell (CSV)' }).click();
  expect((await download).suggestedFilename()).toMatch(/^obesvarade-motioner-\d{4}-\d\d-\d\d\.csv$/);

  // The year will not do: what the assembly was told of it stands in the matter, and here.
  await row.getByRole('link', { name: /meröppet/ }).click();
  const reporting = await open(jonas, 'Anteckna anmälan att året går ut');
  await reporting.getByRole('combobox', { name: 'Sammanträde' }).selectOption('En annan dag');
  await reporting.getByLabel('Dag').fill('2026-11-24');
  await reporting.getByRole('textbox', { name: 'Paragraf' }).fill('§ 130');
  await reporting.getByRole('button', { name: 'Anteckna anmälan att året går ut' }).click();
  await expect(reporting.getByText('Skriv vad som har kommit fram.')).toBeVisible();
  await expectAccessible(jonas);
  await reporting.getByRole('textbox', { name: 'Vad som har kommit fram' }).fill('Nämnden har svarat, styrelsen inte.');
  await reporting.getByRole('button', { name: 'Anteckna anmälan att året går ut' }).click();
  await expect(reporting).toBeHidden();
  const assembly = step(jonas, 'Beslut i fullmäktige');
  await expect(assembly).toContainText('KF 24 november 2026 § 130 Anmält att året går ut');
  await expect(assembly).toContainText('Nämnden har svarat, styrelsen inte.');
  await expect(jonas.getByRole('region', { name: 'Läge' })).toContainText('Läget anmäldes till fullmäktige 24 november 2026.');
  await expectAccessible(jonas);
  await jonas.goto('/obesvarade');
  await expect(jonas.getByRole('table')).toContainText('Anmält till fullmäktige 24 november 2026, § 130: Nämnden har svarat, styrelsen inte.');
});

test('a motion on paper is entered by the registrar and waits for its number', async ({ visit }) => {
  const jonas = await visit('Jonas Alm');
  await jonas.getByRole('button', { name: 'Inkommen på papper' }).click();
  const dialog = jonas.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Rubrik' }).fill('Motion om gatubelysning');
  await dialog.getByRole('textbox', { name: 'Motionens text' }).fill('Det är mörkt.\natt tända fler lampor\natt redovisa kostnaden');
  await dialog.getByRole('textbox', { name: 'Motionärer' }).fill('Ingrid Näslund (C)');
  await dialog.getByRole('button', { name: 'Registrera som inkommen' }).click();
  await expect(jonas.getByRole('heading', { level: 1, name: 'Motion om gatubelysning' })).toBeVisible();
  await expect(step(jonas, 'Diarienummer')).toContainText('Väntar på diarienummer');
  await expect(jonas.getByText('Inkommen och låst')).toBeVisible();

  const scans = jonas.getByRole('region', { name: 'Skannat original' });
  const choosing = jonas.waitForEvent('filechooser');
  await scans.getByRole('button', { name: 'Lägg till skannat original' }).click();
  const file = (name: string, bytes: Uint8Array, mimeType: string) => ({ name, mimeType, buffer: Buffer.from(bytes) });
  await (await choosing).setFiles([file('gatubelysning.pdf', pdf(), 'application/pdf'), file('foto.pdf', png(), 'application/pdf')]);
  await expect(scans.getByText('foto.pdf: Det skannade originalet ska vara en PDF.')).toBeVisible();
  await expect(scans.getByRole('link')).toHaveText(['gatubelysning']);
  await expect(jonas.getByRole('complementary', { name: 'Det som har hänt' })).toContainText('lade till det skannade originalet');
  await expectAccessible(jonas);
  // The text is locked, and beside it stands what it was typed from.
  await jonas.getByRole('link', { name: 'Motion om gatubelysning' }).first().click();
  await expect(jonas.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
  const attached = jonas.getByRole('region', { name: 'Bilagor' });
  await expect(attached.getByRole('listitem')).toContainText('Skannat original');
  await attached.getByRole('button', { name: 'Ta bort det skannade originalet gatubelysning' }).click();
  await jonas.getByRole('alertdialog').getByRole('button', { name: 'Ta bort' }).click();
  await expect(attached.getByRole('listitem')).toHaveCount(0);
  await expect(attached.getByRole('button', { name: 'Lägg till skannat original' })).toBeVisible();

  // The log tells which it was without its name, which may be somebody's.
  await jonas.goto('/handelselogg');
  await expect(jonas.getByText('Jonas Alm tog bort ett skannat original nr 1')).toBeVisible();
  await expectAccessible(jonas);
});

test('the list shows the first documents of a matter that has many, and how many more there are', async ({ visit, yrka }) => {
  const jonas = await visit('Jonas Alm');
  const row = jonas.getByRole('listitem').filter({ hasText: 'meröppet' }).first();
  const matter = await row
    .getByRole('link', { name: /meröppet/ })
    .first()
    .getAttribute('href');
  for (let count = 0; count < 5; count++) {
    const made = await jonas.request.post(`/api/matters/${matter?.split('/').at(-1)}/documents`, {
      data: { kind: 'officerReport' },
      headers: { origin: yrka.address },
    });
    expect(made.ok()).toBe(true);
  }
  await jonas.reload();
  await row.getByRole('link', { name: '2 till' }).click();
  await expect(jonas.getByRole('heading', { level: 1, name: /meröppet/ })).toBeVisible();
});

test('the address keeps what the list shows', async ({ visit }) => {
  const rakel = await visit('Rakel Dal');
  await rakel.getByRole('button', { name: /^Mina/ }).click();
  await rakel.getByRole('combobox', { name: 'Ordning' }).selectOption('Minst tid kvar först');
  await rakel.getByRole('textbox', { name: 'Sök bland ärenden' }).fill('bibliotek');
  await expect(rakel).toHaveURL('/?visa=mina&ordning=tid&sok=bibliotek');
  await rakel.reload();
  await expect(rakel.getByRole('button', { name: /^Mina/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(rakel.getByRole('combobox', { name: 'Ordning' })).toHaveValue('time');
  await expect(rakel.getByRole('list', { name: 'Ärenden' }).getByRole('link', { name: /meröppet/ })).toBeVisible();
  await rakel.getByRole('button', { name: 'Rensa sökningen' }).click();
  await expect(rakel).toHaveURL('/?visa=mina&ordning=tid');
});

test('axe finds nothing serious on a matter, its dialogs and the list of unanswered motions, in the light, in the dark and on a phone', async ({ visit }) => {
  const jonas = await visit('Jonas Alm');
  await jonas
    .getByRole('link', { name: /meröppet/ })
    .first()
    .click();
  await expect(jonas.getByRole('complementary', { name: 'Det som har hänt' })).toBeVisible();
  await expectAccessibleEverywhere(jonas);
  for (const button of ['Rätta registreringen', 'Remittera', 'Planera sammanträde', 'Anteckna behandling', 'Anteckna beslut']) {
    const dialog = await open(jonas, button);
    await expectAccessibleEverywhere(jonas);
    await dialog.getByRole('button', { name: 'Avbryt' }).click();
    await expect(dialog).toBeHidden();
  }
  await jonas.goto('/obesvarade');
  await expect(jonas.getByRole('table')).toBeVisible();
  await expectAccessibleEverywhere(jonas);
});

test('when a matter was changed is more than a time of day to who hears it', async ({ visit }) => {
  const anna = await visit('Anna Lind');
  const row = anna.getByRole('list', { name: 'Ärenden' }).getByRole('listitem').filter({ hasText: 'Trygga cykelvägar' });
  await expect(row.locator('time').filter({ hasText: 'Ändrat' })).toMatchAriaSnapshot('- time: /^Ändrat .* kl\\. /');
});
