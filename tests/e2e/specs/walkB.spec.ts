import mammoth from 'mammoth';
import { startSmtp, type TestSmtp } from '../../../apps/server/src/mail/smtpForTests.ts';
import { caretAfter, expect, expectAccessible, expectSaved, openDocument, type Page, paperOf, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

let smtp: TestSmtp;
test.use({
  settings: async ({ browserName: _ }, use) => {
    smtp = await startSmtp();
    await use({ YRKA_SMTP_URL: smtp.url, YRKA_MAIL_FROM: 'Yrka <yrka@bjorkvik.example>' });
    await smtp.close();
  },
});

/** A mail's words, whatever way they were carried. */
function textOf(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n')).replace(/=\r\n/g, '');
  const isEncoded = /quoted-printable/i.test(raw);
  return isEncoded ? decodeURIComponent(body.replace(/%/g, '%25').replace(/=([0-9A-F]{2})/g, '%$1')) : body;
}

/** Up to which journal sequence the server has last said that it has sent a page its document. */
function sentUpTo(page: Page): () => number {
  let last = 0;
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const [, seq] = /"type":"sent","seq":(\d+)/.exec(payload.toString()) ?? [];
      last = Number(seq ?? last);
    }),
  );
  return () => last;
}

const clausesOf = (page: Page) => page.locator('.ProseMirror [data-node="attClause"]');
const topOf = async (page: Page, words: string) => (await page.locator('.ProseMirror').getByText(words).first().boundingBox())?.y ?? Number.NaN;

test('[B1, B2, B3, B4, B5, B6, B7, B8] Eva, a substitute outside the directory, writes along from the invitation to the filed motion', async ({
  enter,
  browse,
}) => {
  const anna = await enter('Anna Lind');
  const annas = await openDocument(anna, matter, 'Motion');
  const eva = await (await browse()).newPage();
  const evaWasSent = sentUpTo(eva);

  await test.step('B1: a mail without text or title, a code, and exactly one document', async () => {
    await anna.getByRole('button', { name: 'Dela', exact: true }).click();
    const dialog = anna.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Bjud in via länk' }).click();
    await expect(dialog.getByText('En ersättare kan också instämma, om inbjudan går till adressen i registret.')).toBeVisible();
    await dialog.getByLabel('Namn').fill('Eva Ek');
    await dialog.getByLabel('E-post (om du vill)').fill('eva.ek@bjorkvik.example');
    const mailed = smtp.next();
    await dialog.getByRole('button', { name: 'Skicka inbjudan' }).click();
    const letter = await mailed;
    expect(letter.to).toEqual(['eva.ek@bjorkvik.example']);
    expect(letter.raw).toMatch(/^Subject: Anna Lind bjuder in dig till ett utkast\r$/m);
    expect(textOf(letter.raw)).not.toMatch(/cykel|barn/i);
    await expectAccessible(anna);
    await dialog.getByRole('button', { name: 'Klar' }).click();
    await anna.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);

    await eva.goto(/http:\S+\/inbjudan\/[\w-]+/.exec(textOf(letter.raw))?.[0] ?? '');
    await expect(eva.getByRole('heading', { level: 1, name: 'Anna Lind bjuder in dig till ett utkast' })).toBeVisible();
    await expect(eva.getByText(matter)).toHaveCount(0);
    await expect(eva.getByLabel('Kod')).toHaveCount(0);
    await expectAccessible(eva);
    const second = smtp.next();
    await eva.getByRole('button', { name: 'Skicka kod' }).click();
    const code = /koden är (\d{6})/.exec(textOf((await second).raw))?.[1] ?? '';
    await expect(eva.getByLabel('Kod')).toBeFocused();
    await eva.keyboard.type(code === '000000' ? '000001' : '000000');
    await eva.keyboard.press('Enter');
    await expect(eva.getByText('Koden stämmer inte. Försök igen.')).toBeVisible();
    await eva.keyboard.type(code);
    await eva.keyboard.press('Enter');
    await paperOf(eva);
    const { matters } = (await (await eva.request.get('/api/matters')).json()) as { matters: unknown[] };
    expect(matters).toHaveLength(1);
    await expect(eva.getByRole('link', { name: 'Ärenden', exact: true })).toHaveCount(0);
    await expectAccessible(eva);
  });
  const evas = await paperOf(eva);

  await test.step('B2: she writes in a clause while Anna moves it', async () => {
    await caretAfter(eva, 'bygga ett upphöjt övergångsställe');
    await caretAfter(anna, 'bygga ett upphöjt övergångsställe');
    await anna.getByRole('button', { name: 'Flytta eller ta bort att-satsen' }).click();
    const down = anna.getByRole('menuitem', { name: 'Flytta ned' });
    await expect(down).toBeVisible();
    const before = await topOf(eva, 'Barnen vet bäst');
    const typing = eva.keyboard.type(' Det ska synas i mörker.', { delay: 30 });
    await down.click();
    await typing;
    for (const page of [anna, eva]) {
      await expect(clausesOf(page).nth(1)).toContainText('Det ska synas i mörker.');
      await expect(clausesOf(page)).toHaveCount(3);
    }
    // What she reads stays where it was, but for the line that moved past the caret.
    const clause = await clausesOf(eva).nth(0).boundingBox();
    expect(Math.abs((await topOf(eva, 'Barnen vet bäst')) - before)).toBeLessThanOrEqual((clause?.height ?? 0) + 24);
    await expect(clausesOf(eva).nth(1)).toBeInViewport();
    // The caret stayed in the clause.
    await eva.keyboard.type(' Slut.');
    await expect(clausesOf(anna).nth(1)).toContainText('mörker. Slut.');
  });

  await test.step('B3: she strikes a sentence; Anna sees whose change it is and accepts it', async () => {
    await eva.getByRole('button', { name: /^Läge:/ }).click();
    await eva.getByRole('menuitemradio', { name: /^Föreslå ändringar/ }).click();
    // Her caret still stands behind the sentence.
    await evas.focus();
    for (const _ of ' Slut.') await eva.keyboard.press('Shift+ArrowLeft');
    await eva.keyboard.press('Delete');
    await expect(annas.locator('del')).toHaveText(' Slut.');
    await expect(annas).toContainText('mörker. Slut.');
    await anna.getByRole('button', { name: /^Ändringar 1/ }).click();
    const change = anna.getByRole('region', { name: 'Ändringar' }).getByRole('listitem');
    await expect(change).toContainText('Ändring av Eva Ek');
    await expectAccessible(anna);
    await change.getByRole('button', { name: /^Godta/ }).click();
    for (const paper of [annas, evas]) await expect(paper).not.toContainText('Slut.');
    await anna.getByRole('button', { name: 'Stäng Ändringar' }).click();
    await eva.getByRole('button', { name: /^Läge:/ }).click();
    await eva.getByRole('menuitemradio', { name: /^Redigera/ }).click();
  });

  await test.step('B4: she comments on two words; Anna answers and marks it as done', async () => {
    await caretAfter(eva, 'Bilarna som lämnar barn');
    for (let words = 0; words < 2; words++) await eva.keyboard.press('Control+Shift+ArrowLeft');
    await eva.getByRole('button', { name: 'Kommentera', exact: true }).click();
    await expect(eva.getByLabel('Ny kommentar')).toBeFocused();
    await eva.keyboard.type('Vilken nämnd?');
    const words = await evas.locator('.yrka-commented').innerText();
    expect(words).toMatch(/^\p{L}+ \p{L}+$/u);
    await expectAccessible(eva);
    await eva.getByRole('region', { name: 'Kommentarer' }).getByRole('button', { name: 'Kommentera', exact: true }).click();
    // Anna has the page open: the words are marked there, and the comment is counted.
    await expect(annas.locator('.yrka-commented')).toHaveText(words);
    await anna.getByRole('button', { name: /^Kommentarer 1/ }).click();
    const card = anna.getByRole('listitem').filter({ has: anna.getByRole('button', { name: `Kommentar 1 av 1 till: ”${words}”. Eva Ek` }) });
    await card.getByRole('button', { name: /^Kommentar 1 av 1/ }).click();
    await expectAccessible(anna);
    await card.getByLabel('Ditt svar').fill('Tekniska nämnden.');
    await card.getByRole('button', { name: 'Svara', exact: true }).click();
    await expect(eva.getByRole('region', { name: 'Kommentarer' })).toContainText('Tekniska nämnden.');
    await card.getByRole('button', { name: 'Markera som klar' }).click();
    await expect(annas.locator('.yrka-commented')).toHaveCount(0);
    // Eva has it open: it stays before her until she goes on.
    await expect(eva.getByRole('region', { name: 'Kommentarer' }).getByRole('button', { name: 'Klara 1' })).toBeVisible();
    await anna.getByRole('button', { name: 'Klara 1' }).click();
    await expect(anna.getByRole('region', { name: 'Kommentarer' })).toContainText('Vilken nämnd?');
    for (const page of [anna, eva]) await page.getByRole('button', { name: 'Stäng Kommentarer' }).click();
  });

  await test.step('B5: Anna takes away the paragraph that Eva writes in', async () => {
    await caretAfter(eva, 'Barnen vet bäst');
    await eva.keyboard.type(' Eva skriver här');
    await expect(annas).toContainText('Eva skriver här');
    await annas.locator('p', { hasText: 'Eva skriver här' }).click({ clickCount: 3 });
    await anna.keyboard.press('Backspace');
    await expect(evas).not.toContainText('Eva skriver här');
    await expect(eva.locator('strong', { hasText: 'Anna Lind tog bort stycket.' })).toBeVisible();
    await expectAccessible(eva);
    await eva.getByRole('button', { name: /Ta tillbaka/ }).click();
    for (const paper of [evas, annas]) await expect(paper).toContainText('Eva skriver här');
    await expectSaved(eva);
  });

  await test.step('B7: she is led to what has changed since she left', async () => {
    const { id, seq } = (await (await eva.request.get(`/api/documents/${new URL(eva.url()).pathname.split('/').at(-1)}`)).json()) as {
      id: string;
      seq: number;
    };
    await expect.poll(evaWasSent).toBe(seq);
    await eva.goto('about:blank');
    await caretAfter(anna, 'ge barn- och utbildningsnämnden');
    await anna.keyboard.type(' Nytt av Anna.');
    await anna.keyboard.press('Enter');
    await anna.keyboard.type('redovisa resultatet');
    await caretAfter(anna, 'Allt kan inte byggas på en gång');
    await anna.keyboard.type(' Nu.');
    await expectSaved(anna);
    await eva.goto(`/dokument/${id}`);
    const band = eva.getByRole('region', { name: 'Ändrat sedan du sist läste' });
    await expect(band).toContainText('Ändrat sedan du sist läste: 3 ställen');
    await expect(band).not.toContainText('Anna');
    await band.getByRole('button', { name: /^Nästa ställe/ }).press('Enter');
    await expect(band).toContainText('1 av 3. Ändrat: stycket ”Allt kan inte byggas på en gång.');
    await expectAccessible(eva);
    await band.getByRole('button', { name: 'Markera som läst' }).press('Enter');
    await expect(band).toHaveCount(0);
  });

  await test.step('B6: signing is not offered her; a substitute supports', async () => {
    await anna.getByRole('button', { name: 'Lämna in' }).click();
    await anna.getByRole('menuitem', { name: /^Skicka för underskrift/ }).click();
    await anna.getByRole('dialog').getByRole('button', { name: 'Skicka för underskrift' }).click();
    // Eva has the page open: it is locked there at once.
    await expect(eva.getByText('0 av 2 har undertecknat')).toBeVisible();
    await expect(eva.getByText(/Ersättare kan instämma\./)).toBeVisible();
    await expect(eva.getByRole('button', { name: 'Underteckna' })).toHaveCount(0);
    await eva.getByRole('button', { name: 'Instäm', exact: true }).press('Enter');
    await expect(eva.getByRole('region', { name: 'Texten är låst för underskrift' }).getByRole('listitem').filter({ hasText: 'Eva Ek' })).toContainText(
      /instämmer, /,
    );
    await expect(eva.getByRole('button', { name: 'Ta tillbaka instämmandet' })).toBeVisible();
    await expect(evas).toHaveAttribute('contenteditable', 'false');
    await expect(evas.locator('[data-role="supporters"]')).toContainText(/Instämmer\s*Eva Ek/);
    await expectAccessible(eva);
  });

  await test.step('B8: filed and locked', async () => {
    await anna.getByRole('button', { name: 'Underteckna', exact: true }).click();
    await anna.getByRole('button', { name: 'Lämna in' }).click();
    await anna.getByRole('menuitem', { name: /^Lämna in…/ }).click();
    await anna.getByRole('button', { name: 'Lämna in ändå' }).click();
    await expect(anna.getByRole('heading', { level: 1, name: /^Inkommen/ })).toBeVisible();
    await expect(eva.getByText('Inlämnad och låst. Utkast, kommentarer och versioner finns kvar hos partigruppen.')).toBeVisible();
    await expect(evas).toContainText('Eva skriver här');
    await expectAccessible(eva);
    const pdf = await eva.getByRole('link', { name: /^Visa som PDF/ }).getAttribute('href');
    expect((await eva.request.get(pdf ?? '')).headers()['content-type']).toBe('application/pdf');
    const downloaded = eva.waitForEvent('download');
    await eva.getByRole('link', { name: 'Ladda ner Word-kopia' }).last().click();
    const file = await downloaded;
    expect(file.suggestedFilename()).toBe(`${matter}.docx`);
    const { value: text } = await mammoth.extractRawText({ path: await file.path() });
    expect(text).toContain(matter);
    expect(text).toContain('Eva skriver här');
  });
});
