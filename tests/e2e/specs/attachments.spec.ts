import { readFile } from 'node:fs/promises';
import { office, pdf } from '../../../apps/server/src/files/filesForTests.ts';
import { expect, expectAccessible, openDocument, type Page, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

const file = (name: string, bytes: Uint8Array, mimeType = 'application/pdf') => ({ name, mimeType, buffer: Buffer.from(bytes) });

async function pick(page: Page, ...files: readonly ReturnType<typeof file>[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Lägg till bilagor' }).click();
  await (await chooser).setFiles([...files]);
}

test('files are attached to a motion, ordered by keyboard, renamed, saved and removed', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  await openDocument(anna, matter, 'Motion');
  const list = anna.getByRole('region', { name: 'Bilagor' });
  const titles = () => list.getByRole('listitem').getByRole('link').allInnerTexts();
  await pick(
    anna,
    file('karta över Åsvägen.pdf', pdf()),
    file('kalkyl.xlsx', office('xl/workbook.xml')),
    file('elak.pdf', Buffer.from('<script>alert(1)</script>')),
  );
  await expect(list.getByText('elak.pdf: Filen kan inte bifogas.')).toBeVisible();
  await expect.poll(titles).toEqual(['karta över Åsvägen', 'kalkyl']);
  await expect(list.getByText('Bilaga 2')).toBeVisible();
  await expectAccessible(anna);

  await list.getByRole('link', { name: 'kalkyl' }).focus();
  await anna.keyboard.press('Alt+ArrowUp');
  await expect.poll(titles).toEqual(['kalkyl', 'karta över Åsvägen']);
  await list.getByRole('button', { name: /^Bilaga 2/ }).click();
  await anna.getByRole('menuitem', { name: 'Byt namn' }).click();
  await anna.getByLabel('Bilagans namn').fill('Karta');
  await anna.keyboard.press('Enter');
  await expect.poll(titles).toEqual(['kalkyl', 'Karta']);

  const saving = anna.waitForEvent('download');
  await list.getByRole('link', { name: 'Karta' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('karta över Åsvägen.pdf');
  expect(await readFile((await saved.path()) ?? '')).toEqual(Buffer.from(pdf()));

  await list.getByRole('button', { name: /^Bilaga 1/ }).click();
  await anna.getByRole('menuitem', { name: 'Ta bort' }).click();
  await expectAccessible(anna);
  await anna.getByRole('alertdialog').getByRole('button', { name: 'Ta bort' }).click();
  await expect.poll(titles).toEqual(['Karta']);

  // The rest of the group has them too; who may only read may not change them.
  await openDocument(omar, matter, 'Motion');
  await expect(omar.getByRole('region', { name: 'Bilagor' }).getByRole('link')).toHaveText(['Karta']);
  await openDocument(omar, 'meröppet', 'Motion');
  await expect(omar.getByRole('region', { name: 'Bilagor' })).toHaveCount(0);
});
