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
  tabTo,
  test,
} from '../harness.ts';

const matter = 'Motion om meröppet på biblioteket i Sandvik';
const sentence = 'Nämnden yttrade sig den 2 september 2026, § 58.';
const struck = 'Biblioteket i Sandvik ligger i samma byggnad';

/** A day of next week, as a date field takes it. */
const dueOn = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date(Date.now() + 8 * 86_400_000));

const band = (page: Page) => page.getByRole('region', { name: 'Din granskning' });
const comments = (page: Page) => page.getByRole('region', { name: 'Kommentarer', exact: true });
const changes = (page: Page) => page.getByRole('region', { name: 'Ändringar' });
/** What a screen reader has been told. */
const heard = (page: Page, words: string | RegExp) => expect(page.getByRole('status').filter({ hasText: words })).toHaveCount(1);

/** Presses what has this name, without a mouse. */
async function press(page: Page, name: string | RegExp, within: Page | ReturnType<typeof band> = page): Promise<void> {
  const button = within.getByRole('button', { name });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
}

/** To the first line under a heading, by the contents. */
async function jumpTo(page: Page, heading: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Innehåll' }).getByRole('button', { name: heading, exact: true }).press('Enter');
  await expect(await paperOf(page)).toBeFocused();
}

async function select(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Home');
  for (const _ of words) await page.keyboard.press('Shift+ArrowRight');
  expect((await page.evaluate(() => getSelection()?.toString() ?? '')).replace(/\s/gu, ' ')).toBe(words);
}

const blockAtCaret = (page: Page) => page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('p')?.textContent ?? '');
/** The words of the table's cell in which the caret stands; null outside. */
const cellAtCaret = (page: Page) => page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('td, th')?.textContent ?? null);

async function share(page: Page, chosen: string | null): Promise<void> {
  await press(page, /^(Dela för granskning|Granskning)…$/);
  const dialog = page.getByRole('dialog', { name: 'Dela för granskning' });
  if (chosen !== null) {
    await expect(dialog.getByRole('textbox', { name: 'Vem ska granska?' })).toBeFocused();
    await page.keyboard.type(chosen);
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Svar senast (om du vill)').fill(dueOn);
  }
  await expectAccessible(page);
  await press(page, /^Dela( ny version)?$/, dialog);
  await expect(dialog).toHaveCount(0);
}

test('[E1, E2, E3, E4, E5, E6, E7, E8] Maria, a lawyer with a screen reader, reviews a report until it is finalised', async ({ enter, visit }) => {
  const [rakel, ylva, maria] = [await enter('Rakel Dal'), await enter('Ylva Norin'), await visit('Maria Holm')];
  const rakels = await openDocument(rakel, matter, 'Tjänsteskrivelse');
  const marias = maria.locator('.ProseMirror');

  await test.step('before: four points, one of which says nothing by itself, and a comment of Ylva’s', async () => {
    await caretAfter(rakel, 'bibliotekens bemanning inom');
    // That was the end of the line in the middle.
    await rakel.keyboard.press('ArrowDown');
    await rakel.keyboard.press('End');
    await rakel.keyboard.type(' Enligt föreliggande förslag.');
    await rakels.getByRole('button', { name: 'Ny beslutspunkt' }).click();
    await rakel.keyboard.type('följa upp meröppet efter ett år.');
    await rakels.getByRole('button', { name: 'Ny beslutspunkt' }).click();
    await rakel.keyboard.type('finansiera meröppet inom ram.');
    await expectSaved(rakel);
    await openDocument(ylva, matter, 'Tjänsteskrivelse');
    await caretAfter(ylva, 'Därefter är kostnaden');
    for (let words = 0; words < 2; words++) await ylva.keyboard.press('Control+Shift+ArrowLeft');
    await ylva.keyboard.press('Control+Alt+m');
    await expect(ylva.getByLabel('Ny kommentar')).toBeFocused();
    await ylva.keyboard.type('Kontrollera beloppet.');
    await ylva.keyboard.press('Control+Enter');
    await expect(comments(ylva)).toContainText('Kontrollera beloppet.');
  });

  await test.step('E1: she is asked, and hears first what it is that she reads and what she may do', async () => {
    await share(rakel, 'maria');
    await maria.reload();
    const waiting = maria.getByRole('region', { name: 'Väntar på dig' });
    await expect(waiting).toContainText('Att granska');
    await tabTo(maria, waiting.getByRole('link', { name: matter }));
    await maria.keyboard.press('Enter');
    await paperOf(maria);
    await expect(band(maria)).toContainText(/Arbetsmaterial, version delad \d\d\.\d\d\. Du kommenterar och föreslår; texten ändras när Rakel Dal godtar\./);
    await expect(band(maria)).toContainText(/Svar senast \d/);
    await expectAccessibleEverywhere(maria);
  });

  await test.step('E2: she goes by headings, and hears of each point which it is and what it answers', async () => {
    await expect(marias.getByRole('heading', { level: 1 })).toHaveText(/^Svar på motion från/);
    expect(await marias.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Förslag till beslut',
      'Sammanfattning',
      'Beskrivning av ärendet',
      'Kultur- och fritidsnämndens yttrande',
      'Förvaltningens bedömning',
      'Ekonomiska konsekvenser',
      'Beslutsunderlag',
      'Bilagor',
      'Beslutet ska skickas till',
    ]);
    await expect(marias.getByRole('group', { name: 'Förslag till beslut, punkt 2 av 4, svarar på att-sats 2' })).toContainText('anse motionens andra att-sats');
    await expect(marias.getByRole('group', { name: 'Förslag till beslut, punkt 3 av 4', exact: true })).toContainText('följa upp meröppet');
  });

  await test.step('E3: a comment on a sentence, for the administration, and back to the words with one key', async () => {
    await jumpTo(maria, 'Beskrivning av ärendet');
    for (let lines = 0; lines < 5 && !(await blockAtCaret(maria)).startsWith(struck); lines++) await maria.keyboard.press('ArrowDown');
    await maria.keyboard.press('Control+Alt+m');
    await expect(maria.getByLabel('Ny kommentar')).toBeFocused();
    await maria.keyboard.type('Hör det hit?');
    await maria.keyboard.press('Control+Enter');
    await expect(comments(maria).getByRole('button', { name: /^Kommentar 1 av 2 till: ”Biblioteket i Sandvik/ })).toBeFocused();

    await jumpTo(maria, 'Kultur- och fritidsnämndens yttrande');
    await maria.keyboard.press('ArrowDown');
    await select(maria, sentence);
    await maria.keyboard.press('Control+Alt+m');
    await expect(maria.getByLabel('Ny kommentar')).toBeFocused();
    await maria.keyboard.type('Paragrafen stämmer inte.');
    const circle = comments(maria).getByRole('combobox', { name: 'Synlig för' });
    await tabTo(maria, circle);
    await maria.keyboard.press('f');
    await expect(circle).toBeFocused();
    await expect(circle.getByRole('option', { selected: true })).toHaveText('förvaltningen');
    await expectAccessible(maria);
    await tabTo(maria, comments(maria).getByRole('button', { name: 'Kommentera', exact: true }));
    await maria.keyboard.press('Enter');
    await expect(comments(maria)).toContainText('Synlig för: förvaltningen');
    await expect(comments(maria).getByRole('button', { name: /^Kommentar 2 av 3 till: ”Nämnden yttrade sig/ })).toBeFocused();
    await maria.keyboard.press('Escape');
    await expect(marias).toBeFocused();
    await maria.keyboard.press('Shift+F9');
    await heard(maria, /^Kommentar 1 av 3 till: ”Biblioteket i Sandvik.*”\. Hör det hit\?/);
    await maria.keyboard.press('Alt+F9');
    await expect(comments(maria).getByRole('button', { name: /^Kommentar 1 av 3 till:/ })).toBeFocused();
    await maria.keyboard.press('Escape');
    await expect(marias).toBeFocused();
    await expectAccessible(maria);
  });

  await test.step('E4: she suggests in a sentence and in a cell, and the text beneath is as it was', async () => {
    const before = await plainText(rakel);
    await jumpTo(maria, 'Ekonomiska konsekvenser');
    await select(maria, 'Införandet');
    await maria.keyboard.type('Meröppet');
    for (let lines = 0; lines < 6 && (await cellAtCaret(maria)) === null; lines++) await maria.keyboard.press('ArrowDown');
    for (let cells = 0; cells < 6 && (await cellAtCaret(maria)) !== '240'; cells++) await maria.keyboard.press('Tab');
    expect(await cellAtCaret(maria)).toBe('240');
    await maria.keyboard.press('End');
    await maria.keyboard.press('Shift+Home');
    await maria.keyboard.type('250');
    await expectSaved(maria);
    await expect(marias.getByRole('insertion')).toHaveText(['Meröppet', '250']);
    // What is struck is read first, and then what stands in its place.
    await expect(rakels.locator('ins, del')).toHaveText(['Införandet', 'Meröppet', '240', '250']);
    await expect(rakels.getByRole('row', { name: /^Summa/ })).toContainText('435');
    expect(await plainText(rakel)).toBe(before);
    expect(await plainText(maria)).toBe(before);
    await expectAccessible(maria);
  });

  await test.step('E5: what Kontroll says, with its source, becomes a suggestion of hers', async () => {
    await maria.keyboard.press('Alt+F8');
    const panel = maria.getByRole('region', { name: 'Kontroll' });
    const finding = panel.getByRole('listitem').filter({ hasText: 'föreliggande förslag” – skriv ut beslutet' });
    await press(maria, /^Varför\?/, finding);
    await expect(finding).toContainText('Beslutet flyttas till protokollet som det står och ska kunna läsas för sig.');
    await expect(finding).toContainText(/Källa|handbok|läst/i);
    await expectAccessible(maria);
    const suggest = finding.getByRole('button', { name: /^Gör till förslag: .*föreliggande förslag” – skriv ut beslutet/ });
    await maria.keyboard.press('Shift+Tab');
    await expect(suggest).toBeFocused();
    await maria.keyboard.press('Enter');
    await expect(marias).toBeFocused();
    await heard(maria, /föreliggande förslag” är markerat\. Skriv det som ska stå i stället/);
    await maria.keyboard.type('Enligt nämndens budget');
    await expect(rakels.locator('ins')).toHaveText(['Enligt nämndens budget', 'Meröppet', '250']);
    expect(await plainText(rakel)).toContain('Enligt föreliggande förslag.');
    await expectSaved(maria);
  });

  await test.step('E6: a new version comes while she reads, her points with it, and one has lost its words', async () => {
    await rakel.getByRole('button', { name: 'Ändringar 3 att ta ställning till' }).press('Enter');
    for (const what of ['Byt ”Införandet” mot ”Meröppet”', 'Byt ”240” mot ”250”']) await press(rakel, `Godta: ${what}`, changes(rakel));
    await expect(changes(rakel).getByRole('listitem')).toHaveCount(1);
    await rakels.locator('p', { hasText: struck }).click({ clickCount: 3 });
    // The words, and then the paragraph.
    for (let times = 0; times < 2; times++) await rakel.keyboard.press('Backspace');
    await expect(rakels).not.toContainText(struck);
    await expect.poll(() => plainText(rakel)).not.toContain(struck);
    // Not hers to read yet.
    await expect(marias).toContainText(struck);
    await share(rakel, null);
    await heard(maria, 'Ny version finns. Dina 3 synpunkter följer med.');
    await expect(marias).not.toContainText(struck);
    await expect(marias.getByRole('insertion')).toHaveText(['Enligt nämndens budget']);
    await press(maria, /^Kommentarer/);
    const detached = comments(maria).getByRole('region', { name: 'Orden är borta' });
    await expect(detached.getByRole('button', { name: /^Kommentar \d av 3 till: ”Biblioteket i Sandvik/ })).toBeVisible();
    await expectAccessibleEverywhere(maria);
    await press(maria, 'Jag har sett det', band(maria));
    await expect(band(maria)).not.toContainText('Ny version finns');
  });

  await test.step('E7: she is done with a verdict, and hears what was taken and what was not', async () => {
    await press(maria, 'Klar med granskningen…', band(maria));
    const dialog = maria.getByRole('dialog', { name: 'Klar med granskningen' });
    await tabTo(maria, dialog.getByRole('radio', { checked: true }));
    await expect(dialog.getByRole('radio', { name: 'Bör åtgärdas före färdigställande' })).toBeChecked();
    await expectAccessible(maria);
    await press(maria, 'Klar', dialog);
    await expect(band(maria)).toContainText(/Du blev klar .*: Bör åtgärdas före färdigställande\./);
    await expect(rakel.getByRole('region', { name: 'Granskning' })).toContainText('1 av 1 är klara.');

    await press(rakel, /^Kommentarer/);
    await press(rakel, /till: ”Biblioteket i Sandvik/, comments(rakel));
    await press(rakel, 'Klar med besked', comments(rakel));
    await comments(rakel).getByRole('radio', { name: 'Inte åtgärdad' }).press('Space');
    await comments(rakel).getByLabel('Skäl').fill('Stycket är struket.');
    await press(rakel, 'Markera som klar', comments(rakel));
    // Her page says it without being asked anew.
    await expect(band(maria)).toContainText('2 godtagna, 1 inte');
    await expect(band(maria).getByRole('listitem')).toHaveText(['”Hör det hit?” – skäl: Stycket är struket.']);
    await expectAccessible(maria);
  });

  await test.step('E8: the finalised report is hers to read, and her thread says what becomes of it', async () => {
    await press(rakel, 'Skicka för godkännande');
    const sending = rakel.getByRole('dialog');
    if (await sending.isVisible()) await press(rakel, 'Skicka för godkännande', sending);
    await ylva.getByRole('button', { name: 'Godkänn', exact: true }).click();
    await rakel.getByRole('button', { name: 'Färdigställ…' }).click();
    await rakel.getByRole('dialog').getByRole('button', { name: 'Färdigställ', exact: true }).click();
    await expect(rakel.getByText(/^Färdigställd den/)).toBeVisible();
    await expect(band(maria)).toContainText('Skrivelsen är färdigställd.');
    await expect(marias).toHaveAttribute('contenteditable', 'false');
    await expect(marias).toContainText('Meröppet beräknas kosta');
    // What nobody has decided is no part of it.
    await expect(marias.getByText('Enligt nämndens budget')).toBeHidden();
    if (!(await comments(maria).isVisible())) await press(maria, /^Kommentarer/);
    await expect(comments(maria)).toContainText('Rensas när ärendet avslutas.');
    await comments(maria)
      .getByRole('button', { name: /^Kommentar .* till: ”Nämnden yttrade sig/ })
      .press('Enter');
    await expect(comments(maria)).toContainText('Paragrafen stämmer inte.');
    await expect(comments(maria).getByLabel('Ditt svar')).toHaveCount(0);
    await expectAccessibleEverywhere(maria);
  });
});
