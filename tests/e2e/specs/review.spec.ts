import { caretAfter, expect, expectAccessible, expectSaved, long, openDocument, type Page, plainText, tabTo, test } from '../harness.ts';

const library = 'meröppet';
const place = 'Motionen anmäldes i kommunfullmäktige';

/** Shares what stands, by keyboard alone. */
async function share(page: Page, names: readonly string[], says?: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: /^(Dela för granskning|Granskning)…$/ }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Dela för granskning' });
  await expect(dialog).toBeVisible();
  if (says !== undefined) await expect(dialog).toContainText(says);
  if (names.length > 0) await tabTo(page, dialog.getByRole('textbox', { name: 'Vem ska granska?' }));
  for (const name of names) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  }
  const button = dialog.getByRole('button', { name: /^Dela( ny version)?$/ });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

const band = (page: Page) => page.getByRole('region', { name: 'Din granskning' });
test('[E1, E6, E7] a reviewer reads what was shared, suggests in it, hears of a new version and is done with a verdict', long, async ({ enter, visit }) => {
  const [rakel, maria] = [await enter('Rakel Dal'), await visit('Maria Holm')];
  await openDocument(rakel, library, 'Tjänsteskrivelse');
  await share(rakel, ['maria']);
  await expect(rakel.getByRole('region', { name: 'Granskning' })).toContainText('0 av 1 är klara.');

  // The bell leads to it.
  await maria.getByRole('button', { name: /^Aviseringar/ }).click();
  await expect(maria.getByText('Rakel Dal ber dig granska en text')).toBeVisible();
  await maria.goto(rakel.url());
  await expect(band(maria)).toContainText(/Arbetsmaterial, version delad \d\d\.\d\d\. Du kommenterar och föreslår; texten ändras när Rakel Dal godtar\./);
  await expectAccessible(maria);

  // She begins in Föreslå ändringar, and may not choose to edit.
  const mode = maria.getByRole('button', { name: /Föreslå ändringar$/ });
  await mode.focus();
  await maria.keyboard.press('Enter');
  await expect(maria.getByRole('menuitemradio', { name: /^Föreslå ändringar/ })).toBeVisible();
  await expect(maria.getByRole('menuitemradio', { name: /^Redigera/ })).toHaveCount(0);
  await maria.keyboard.press('Escape');

  // What Rakel writes now is not for her yet.
  await caretAfter(rakel, place);
  await rakel.keyboard.type(' Nattskärran');
  await expectSaved(rakel);
  await caretAfter(maria, place);
  await maria.keyboard.type(' Kungsfiskaren');
  await expectSaved(maria);
  await expect(rakel.locator('.ProseMirror ins, .ProseMirror [data-suggestion]').filter({ hasText: 'Kungsfiskaren' }).first()).toBeVisible();
  await expect(maria.locator('.ProseMirror')).toContainText('Kungsfiskaren');
  await expect(maria.locator('.ProseMirror')).not.toContainText('Nattskärran');

  await share(rakel, [], 'Texten har ändrats sedan dess.');
  await expect(band(maria)).toContainText('Ny version finns. Din synpunkt följer med.');
  await expect(maria.locator('.ProseMirror')).toContainText('Nattskärran');
  await expect(maria.locator('.ProseMirror')).toContainText('Kungsfiskaren');
  await expectAccessible(maria);
  await band(maria).getByRole('button', { name: 'Jag har sett det' }).press('Enter');
  await expect(band(maria)).not.toContainText('Ny version finns');

  await band(maria).getByRole('button', { name: 'Klar med granskningen…' }).press('Enter');
  const dialog = maria.getByRole('dialog', { name: 'Klar med granskningen' });
  await tabTo(maria, dialog.getByRole('radio', { checked: true }));
  await expect(dialog.getByRole('radio', { name: 'Bör åtgärdas före färdigställande' })).toBeChecked();
  await expectAccessible(maria);
  await maria.keyboard.press('Tab');
  await maria.keyboard.type('Beloppen saknar källa.');
  await tabTo(maria, dialog.getByRole('button', { name: 'Klar', exact: true }));
  await maria.keyboard.press('Enter');
  await expect(band(maria)).toContainText(/Du blev klar .*: Bör åtgärdas före färdigställande\./);

  await expect(rakel.getByRole('region', { name: 'Granskning' })).toContainText('1 av 1 är klara.');
  await rakel.getByRole('button', { name: 'Granskning…' }).press('Enter');
  const list = rakel.getByRole('list', { name: 'Granskning' });
  await expect(list).toContainText('Bör åtgärdas före färdigställande');
  await expect(list).toContainText('Beloppen saknar källa.');
  await expectAccessible(rakel);
});

test('[E8] what came of comments is told with its reason, and the finalised report is the reviewer\u2019s to read', long, async ({ enter, visit }) => {
  const [rakel, maria, ylva] = [await enter('Rakel Dal'), await visit('Maria Holm'), await visit('Ylva Norin')];
  await openDocument(rakel, library, 'Tjänsteskrivelse');
  // Nobody has shared it with her.
  await maria.goto(rakel.url());
  await expect(maria.getByText('Dokumentet finns inte').or(maria.getByRole('heading', { level: 1 }))).toBeVisible();
  await expect(maria.locator('.ProseMirror')).toHaveCount(0);
  await share(rakel, ['maria', 'ylva']);
  await maria.goto(rakel.url());
  await expect(band(maria)).toContainText('version delad');
  const id = new URL(rakel.url()).pathname.split('/').at(-1) ?? '';
  const post = async (page: Page, path: string, data: object) => {
    const origin = new URL(page.url()).origin;
    const answer = await page.request.post(`/api/documents/${id}/${path}`, { data, headers: { Origin: origin } });
    expect([path, answer.ok()]).toEqual([path, true]);
  };
  const threads = ['7hQ2mKpZ9xRa', '7hQ2mKpZ9xRb', '7hQ2mKpZ9xRc'];
  for (const [index, text] of ['Stryk beloppet.', 'Skriv ut beslutet.', 'Byt rubrik.'].entries())
    await post(maria, 'comments', { id: threads[index], text, anchor: null });
  for (const thread of threads.slice(0, 2)) await post(rakel, `comments/${thread}/resolved`, { outcome: 'done' });
  await post(rakel, `comments/${threads[2]}/resolved`, { outcome: 'notDone', reason: 'Rubriken är registrerad.' });
  await share(rakel, []);
  await expect(band(maria)).toContainText('2 godtagna, 1 inte');
  await expect(band(maria)).toContainText('”Byt rubrik.” – skäl: Rubriken är registrerad.');
  await expectAccessible(maria);

  // The one who was asked and writes there is done as well, and the report goes on.
  await ylva.goto(rakel.url());
  await band(ylva).getByRole('button', { name: 'Klar med granskningen…' }).click();
  await ylva.getByRole('dialog').getByRole('button', { name: 'Klar', exact: true }).click();
  await expect(band(ylva)).toContainText('Inget att invända');
  await rakel.getByRole('button', { name: 'Skicka för godkännande' }).click();
  await expect(band(maria)).toContainText('Texten är låst nu, men du kan kommentera.');
  await expect(maria.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
  await ylva.getByRole('button', { name: 'Godkänn', exact: true }).click();
  await expect(rakel.getByText(/^Godkänd av Ylva Norin/)).toBeVisible();
  await rakel.getByRole('button', { name: 'Färdigställ…' }).click();
  await rakel.getByRole('dialog').getByRole('button', { name: 'Färdigställ', exact: true }).click();
  await expect(rakel.getByText(/^Färdigställd den/)).toBeVisible();
  await expect(band(maria)).toContainText('Det du skrev om den rensas när ärendet avslutas.');
  await expect(maria.locator('.ProseMirror')).toContainText('Förslag till beslut');
  await expectAccessible(maria);
});

test('[C7] of three changes that a reviewer suggests two are taken, the third is not, and they are told why', long, async ({ enter, visit }) => {
  const [rakel, maria] = [await enter('Rakel Dal'), await visit('Maria Holm')];
  await openDocument(rakel, library, 'Tjänsteskrivelse');
  await share(rakel, ['maria']);
  await maria.goto(rakel.url());

  await test.step('the reviewer suggests in the page', async () => {
    for (const [where, words] of [
      [place, ' Kungsfiskaren.'],
      ['Biblioteket i Sandvik ligger i samma byggnad', ' Gröngölingen.'],
      ['Nämnden yttrade sig den', ' Nattskärran.'],
    ] as const) {
      await caretAfter(maria, where);
      await maria.keyboard.type(words);
    }
    await expectSaved(maria);
  });

  await test.step('the author takes two of them and says why the third is not taken', async () => {
    const warning = rakel.getByText('3 föreslagna ändringar är inte avgjorda.');
    await expect(warning).toBeVisible();
    await rakel.getByRole('button', { name: /^Ändringar 3/ }).press('Enter');
    const panel = rakel.getByRole('region', { name: 'Ändringar' });
    await expect(panel.getByText('Ändring av Maria Holm')).toHaveCount(3);
    for (const words of ['Kungsfiskaren.', 'Gröngölingen.']) await panel.getByRole('button', { name: `Godta: Lägg till ”${words}”` }).press('Enter');
    await panel.getByRole('button', { name: 'Skäl: Lägg till ”Nattskärran.”' }).press('Enter');
    await expect(panel.getByRole('textbox', { name: 'Skäl (om du vill)' })).toBeFocused();
    await rakel.keyboard.type('Saknar källa.');
    await expectAccessible(rakel);
    await panel.getByRole('button', { name: 'Avslå: Lägg till ”Nattskärran.”' }).press('Enter');
    await expect(panel.getByText('Ingen ändring är föreslagen.')).toBeVisible();
    // Nothing is left to decide, and the page does not say so either.
    await expect(rakel.getByText(/inte avgjord/)).toHaveCount(0);
    await expect.poll(() => plainText(rakel)).toContain('Gröngölingen.');
    expect(await plainText(rakel)).not.toContain('Nattskärran');
  });

  await test.step("the reviewer's page and bell tell of it, once", async () => {
    await expect(band(maria)).toContainText('2 godtagna, 1 inte');
    await expect(band(maria)).toContainText('”Nattskärran.” – skäl: Saknar källa.');
    await maria.getByRole('button', { name: 'Aviseringar, 2 olästa' }).press('Enter');
    await expect(maria.getByText('Rakel Dal har tagit ställning till dina synpunkter på en text som du granskar')).toHaveCount(1);
    await expectAccessible(maria);
    await maria.keyboard.press('Escape');
  });

  await test.step('and the report goes on with what was taken', async () => {
    await rakel.getByRole('button', { name: 'Skicka för godkännande' }).press('Enter');
    await expect(rakel.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
    await expect(rakel.locator('.ProseMirror')).toContainText('Kungsfiskaren.');
    await expect(band(maria)).toContainText('Texten är låst nu, men du kan kommentera.');
    await expect(band(maria)).toContainText('2 godtagna, 1 inte');
  });
});
