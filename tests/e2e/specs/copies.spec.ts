import { readFile, writeFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { caretAfter, expect, expectAccessible, openDocument, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

test('a copy that was edited elsewhere comes back as suggestions and comments, by keyboard and dropped on the text', async ({ enter }, testInfo) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  const of = `/api/documents/${new URL(anna.url()).pathname.split('/').at(-1)}/docx`;
  const word = await (await anna.request.get(of)).body();
  const page = await anna.evaluate(async () => (await fetch(`/api/documents/${location.pathname.split('/').at(-1)}/copies/html`)).text());
  const open = anna.getByRole('button', { name: 'Läs in ändrad kopia…' });
  await open.press('Enter');
  const dialog = anna.getByRole('dialog', { name: 'Läs in en ändrad kopia' });
  const choose = dialog.getByRole('button', { name: 'Välj fil…' });
  await expect(choose).toBeFocused();
  await expectAccessible(anna);
  await anna.keyboard.press('Escape');
  await expect(open).toBeFocused();
  await open.press('Enter');
  const give = async (file: string | Uint8Array) => {
    const chooser = anna.waitForEvent('filechooser');
    await choose.press('Enter');
    const [name, mimeType] = typeof file === 'string' ? ['kopia.html', 'text/html'] : ['kopia.docx', 'application/octet-stream'];
    await (await chooser).setFiles({ name, mimeType, buffer: Buffer.from(file) });
  };
  await give('Bara ord.');
  await expect(dialog.getByRole('alert')).toContainText('Filen är ingen kopia som Yrka har gjort');
  await give(page.replace('Ändå skjutsas många av dem', 'Ändå skjutsas de flesta av dem'));
  await expect(dialog.getByText('1 ändring i filen. 1 kan läggas in som förslag.')).toBeVisible();
  await expect(dialog.getByText('”många” blev ”de flesta”')).toBeVisible();
  await expectAccessible(anna);
  const put = dialog.getByRole('button', { name: 'Lägg in som förslag' });
  await expect(put).toBeFocused();
  await put.press('Enter');
  const panel = anna.getByRole('region', { name: 'Ändringar' });
  await expect(panel.getByRole('button', { name: /^Din ändring Byt ”många” mot ”de flesta”/ })).toBeFocused();

  // Rejected in Word, it is rejected here when one says so.
  const marked = unzipSync(await (await anna.request.get(`${of}?marks=1`)).body());
  const rejected = strFromU8(marked['word/document.xml'] as Uint8Array)
    .replace(/<w:ins [^>]*>.*?<\/w:ins>/gsu, '')
    .replace(/<w:del [^>]*>(.*?)<\/w:del>/gsu, (_all, run: string) => run.replaceAll('w:delText', 'w:t'));
  await open.press('Enter');
  await give(zipSync({ ...marked, 'word/document.xml': strToU8(rejected) }));
  await expect(dialog.getByRole('heading', { name: '1 förslag är avvisat i filen' })).toBeVisible();
  await expect(dialog.getByText('Din ändring: Byt ”många” mot ”de flesta”')).toBeVisible();
  await expectAccessible(anna);
  await dialog.getByRole('button', { name: 'Avvisa förslaget här också' }).press('Enter');
  await expect(dialog.getByRole('heading', { name: '1 förslag är nu avvisat här också' })).toBeFocused();
  await anna.keyboard.press('Escape');
  await expect(anna.getByText('Ändå skjutsas många av dem')).toBeVisible();

  // What others have written in the same words meanwhile is theirs: what the file says is there to be copied.
  await caretAfter(anna, 'Barnen vet bäst');
  for (const _letter of 'väljs.') await anna.keyboard.press('Backspace');
  await anna.keyboard.type('bestäms.');
  const copy = testInfo.outputPath('kopia.docx');
  await writeFile(copy, commented(word, ['nästa åtgärder väljs', 'nästa åtgärder utses'], 'skjutsas många', 'Stämmer det?'));
  await expect(anna.getByText('Sparat').first()).toBeVisible();
  const place = anna.getByText('Ändå skjutsas många av dem');
  await place.scrollIntoViewIfNeeded();
  const middle = await place.boundingBox();
  if (middle === null) throw new Error('there is nowhere to drop a file');
  // A drag of the browser's own: one that a script makes up carries no file that a page may read.
  const browser = await anna.context().newCDPSession(anna);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    browser.send('Input.dispatchDragEvent', { type, x: middle.x + 5, y: middle.y + 5, data: { items: [], files: [copy], dragOperationsMask: 1 } });
  await drag('dragEnter');
  await drag('dragOver');
  await expect(anna.getByText('Släpp en ändrad kopia här')).toBeVisible();
  await expectAccessible(anna);
  await drag('dragOver');
  await drag('drop');
  await expect(dialog.getByText(/1 kommentar ur filen blir din kommentar här\.$/)).toBeVisible();
  await expectAccessible(anna);
  await anna.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('button', { name: /^Kopiera: Barnen vet bäst/ }).press('Enter');
  await expect(anna.getByText('Texten är kopierad')).toHaveCount(1);
  await dialog.getByRole('button', { name: /^Visa i texten: Barnen vet bäst/ }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(anna.locator('.ProseMirror')).toBeFocused();
  expect(await anna.evaluate(() => getSelection()?.anchorNode?.textContent)).toContain('nästa åtgärder bestäms.');
  await open.press('Enter');
  await dialog.getByRole('button', { name: 'Lägg in kommentarerna' }).press('Enter');
  await expect(anna.getByRole('region', { name: 'Kommentarer' }).getByText('Kommentar i Word av Eva Ek').first()).toBeVisible();
});

/** A Word file with other words in it, and a comment of somebody's at some of them. */
function commented(file: Uint8Array, [from, to]: readonly [string, string], words: string, text: string): Uint8Array {
  const parts = unzipSync(file);
  const [before = '', after = ''] = strFromU8(parts['word/document.xml'] as Uint8Array)
    .replace(from, to)
    .split(words, 2);
  const run = '<w:r><w:t xml:space="preserve">';
  const xml = `${before}</w:t></w:r><w:commentRangeStart w:id="9"/>${run}${words}</w:t></w:r><w:commentRangeEnd w:id="9"/>${run}${after}`;
  const comment = `<w:comments><w:comment w:id="9" w:author="Eva Ek" w:date="2027-01-11T08:00:00Z"><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:comment></w:comments>`;
  return zipSync({ ...parts, 'word/document.xml': strToU8(xml), 'word/comments.xml': strToU8(comment) });
}

test('a Word copy is one click away without a network too, with the words that are on this device alone', async ({ enter }) => {
  const anna = await enter('Anna Lind', { isFirst: true });
  await openDocument(anna, matter, 'Motion');
  const link = anna.getByRole('link', { name: 'Ladda ner Word-kopia' }).first();
  const fetched = anna.waitForResponse(/wordCopyHere/);
  await link.focus();
  await (await fetched).finished();
  await anna.context().setOffline(true);
  await caretAfter(anna, 'Barnen vet bäst');
  await anna.keyboard.type(' Skrivet på tåget.');
  await expect(anna.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
  const saving = anna.waitForEvent('download');
  await link.press('Enter');
  const file = await saving;
  expect(file.suggestedFilename()).toBe('Trygga cykelvägar till skolan.docx');
  const bytes = await readFile(await file.path());
  expect(new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])).toContain('Skrivet på tåget.');
  await anna.context().setOffline(false);
});
