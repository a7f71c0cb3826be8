import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { caretAfter, expect, expectAccessible, openDocument, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

test('a copy that was edited elsewhere comes back as suggestions, by keyboard', async ({ visit }) => {
  const anna = await visit('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  const page = await anna.evaluate(async () => (await fetch(`/api/documents/${location.pathname.split('/').at(-1)}/copies/html`)).text());
  const open = anna.getByRole('button', { name: 'Läs in ändrad kopia…' });
  await open.press('Enter');
  const dialog = anna.getByRole('dialog', { name: 'Läs in en ändrad kopia' });
  const choose = dialog.getByRole('button', { name: 'Välj fil …' });
  await expect(choose).toBeFocused();
  await expectAccessible(anna);
  await anna.keyboard.press('Escape');
  await expect(open).toBeFocused();
  await open.press('Enter');
  const give = async (text: string) => {
    const chooser = anna.waitForEvent('filechooser');
    await choose.press('Enter');
    await (await chooser).setFiles({ name: 'kopia.html', mimeType: 'text/html', buffer: Buffer.from(text) });
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
  await panel.getByRole('button', { name: /^Ta tillbaka: Byt ”många”/ }).press('Enter');
  await expect(anna.getByText('Ändå skjutsas många av dem')).toBeVisible();
});

test('a Word copy is one click away without a network too, with the words that are on this device alone', async ({ visit }) => {
  const anna = await visit('Anna Lind');
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
