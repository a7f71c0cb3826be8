import { writeFile } from 'node:fs/promises';
import { caretAfter, expect, expectSaved, openDocument, plainText, test } from '../harness.ts';

test('a document that does not exist is one sentence and a way on', async ({ visit }) => {
  const page = await visit('Anna Lind');
  await page.goto('/dokument/finns-inte');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: /ärenden/i }).first()).toBeVisible();
});

test('an officer finds nothing of a draft, not even its title', async ({ enter, visit }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, 'Trygga cykelvägar till skolan', 'Motion');
  const address = new URL(anna.url()).pathname;
  const rakel = await visit('Rakel Dal');
  await expect(rakel.getByText('Trygga cykelvägar')).toHaveCount(0);
  await rakel.goto(address);
  await expect(rakel.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(rakel.getByText('Trygga cykelvägar')).toHaveCount(0);
  expect((await rakel.request.get(`/api${address.replace('/dokument/', '/documents/')}/text`)).status()).toBe(404);
});

const files: readonly { readonly name: string; readonly bytes: Buffer; readonly says: RegExp }[] = [
  { name: 'bild.txt', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 255, 254, 0, 7]), says: /Filen är en bild/ },
  { name: 'tom.txt', bytes: Buffer.alloc(0), says: /tom/i },
];

for (const { name, bytes, says } of files) {
  test(`reading in ${name} is answered in one sentence`, async ({ visit }) => {
    const page = await visit('Jonas Alm');
    await page.goto('/las-in');
    await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/plain', buffer: bytes });
    await expect(page.getByRole('main').getByText(says).first()).toBeVisible();
  });
}

test('a decision in Windows-1252 is read right', async ({ visit }) => {
  const page = await visit('Jonas Alm');
  await page.goto('/las-in');
  const text =
    '§ 12 Svar på motion om bänkar i Ängsparken\n\nBeslut\nMotionen avslås.\n\nYrkanden\nÅsa Öberg (S) yrkar avslag på motionen.\n\nReservation\nÄrla Åkesson (L) reserverar sig mot beslutet.\n';
  await page.locator('input[type="file"]').setInputFiles({ name: 'beslut.txt', mimeType: 'text/plain', buffer: Buffer.from(text, 'latin1') });
  await page.getByRole('button', { name: 'Skapa ärendet' }).click();
  await expect(page).toHaveURL(/\/dokument\//);
  await expect(page.locator('.ProseMirror')).toContainText('Åsa Öberg (S) yrkar avslag på motionen.');
});

test('a picture that is dropped where a document belongs is answered in one sentence, and nothing is read in', async ({ visit }, testInfo) => {
  const page = await visit('Jonas Alm');
  await page.goto('/las-in');
  const place = await page.getByText('Släpp en fil här').boundingBox();
  if (place === null) throw new Error('there is nowhere to drop a file');
  const picture = testInfo.outputPath('bild.png');
  await writeFile(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
  // A drag of the browser's own: one that a script makes up carries no file that a page may read.
  const browser = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, x: place.x + 5, y: place.y + 5, data: { items: [], files: [picture], dragOperationsMask: 1 } });
  }
  await expect(page.getByRole('main').getByText('bild.png: Filen är en bild. Det som står i en bild kan inte läsas in.')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Skapa ärendet' })).toHaveCount(0);
});

test('a paste that is too large is refused in one sentence, and the text stays as it was', async ({ enter }) => {
  const page = await enter('Anna Lind');
  const paper = await openDocument(page, 'Trygga cykelvägar till skolan', 'Motion');
  await caretAfter(page, 'Barnen vet bäst');
  const before = await plainText(page);
  await paper.evaluate((element) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Mycket text. '.repeat(60_000));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText('Det som klistrades in är för stort. Dela upp det och klistra in en del i taget.').first()).toBeVisible();
  await expect(paper).not.toContainText('Mycket text.');
  // What is written afterwards is taken as ever.
  await page.keyboard.type(' Och mer.');
  await expectSaved(page);
  await expect
    .poll(() => plainText(page))
    .toBe(before.replace('De ska vara med när nästa åtgärder väljs.', 'De ska vara med när nästa åtgärder väljs. Och mer.'));
});
