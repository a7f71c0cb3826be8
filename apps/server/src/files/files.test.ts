import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentHeader, fileNameFor, safeFileName, shownHeader, titleFrom } from './fileName.ts';
import { html, jpeg, jpegOf, odt, office, pdf, png, pngOf, zip } from './filesForTests.ts';
import { mediaTypeOf } from './mediaType.ts';
import { pictureSize } from '@yrka/exporters';
import { FileStore, FileTooLarge, keeperOf } from './store.ts';

describe('mediaTypeOf', () => {
  const typeOf = (bytes: Uint8Array) => mediaTypeOf(async (position, length) => bytes.subarray(position, position + length), bytes.length);

  it.each([
    ['a PDF', pdf(), 'application/pdf'],
    ['a picture', png(), 'image/png'],
    ['a photograph', jpeg(), 'image/jpeg'],
    ['a Word document', office('word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a sheet', office('xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a presentation', office('ppt/presentation.xml'), 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['an OpenDocument text', odt(), 'application/vnd.oasis.opendocument.text'],
  ])('knows %s', async (_, bytes, expected) => expect(await typeOf(bytes)).toBe(expected));

  it.each([
    ['a web page', html()],
    ['a picture that can run script', Uint8Array.from('<svg xmlns="http://www.w3.org/2000/svg"/>', (letter) => letter.charCodeAt(0))],
    ['a program', new Uint8Array([0x4d, 0x5a, 0x90, 0])],
    ['a web page that says that it is a PDF further down', Uint8Array.from('<html>%PDF-1.7', (letter) => letter.charCodeAt(0))],
    ['a zip of anything', zip([['brev.txt', 'hej']])],
    ['a document with macros', office('word/document.xml', 'word/vbaProject.bin')],
    ['an OpenDocument of a kind that is none', zip([['mimetype', 'application/vnd.oasis.opendocument.text-web']])],
    ['a zip without its end', office('word/document.xml').slice(0, -10)],
    ['a zip whose directory is nowhere', office('word/document.xml').with(-6, 0xff)],
    ['nothing', new Uint8Array()],
    ['a single letter', new Uint8Array([0x25])],
  ])('takes no %s', async (_, bytes) => expect(await typeOf(bytes)).toBeNull());
});

describe('pictureSize', () => {
  it('reads how large a picture is, also with marks in it that it does not look at', () => {
    expect(pictureSize(pngOf(120, 140), 'png')).toEqual({ width: 120, height: 140 });
    expect(pictureSize(jpegOf(300, 200), 'jpg')).toEqual({ width: 300, height: 200 });
    const [start, rest] = [jpegOf(16, 16).slice(0, 2), jpegOf(16, 16).slice(2)];
    const marked = new Uint8Array([...start, 0xff, 0xe1, 0, 4, 0xff, 0xd9, 0xff, ...rest, 0, 0]);
    expect(pictureSize(marked, 'jpg')).toEqual({ width: 16, height: 16 });
  });

  it.each([
    ['a PNG that ends too early', pngOf(120, 120).slice(0, -4), 'png'],
    ['a PNG in which a letter is another', pngOf(120, 120).with(60, 0xff), 'png'],
    ['a PNG of nothing but its first bytes', png(), 'png'],
    ['a JPEG that ends too early', jpegOf(120, 120).slice(0, -40), 'jpg'],
    ['a JPEG without its end', jpegOf(120, 120).slice(0, -2), 'jpg'],
    ['a JPEG whose segment reaches past its end', jpegOf(120, 120).with(4, 0xff), 'jpg'],
    ['a JPEG of nothing but its first bytes', jpeg(), 'jpg'],
    ['a JPEG without a frame', new Uint8Array([0xff, 0xd8, 0xff, 0xd9]), 'jpg'],
  ] as const)('finds that %s is not whole', (_, bytes, format) => expect(pictureSize(bytes, format)).toBeNull());
});

describe('file names', () => {
  it.each([
    ['karta.pdf', 'karta.pdf'],
    ['Åtgärder på Östra skolan.PDF', 'Åtgärder på Östra skolan.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\anna\\karta.docx', 'karta.pdf'],
    ['karta.html', 'karta.pdf'],
    ['faktura\u202efdp.exe', 'fakturafdp.pdf'],
    ['en\r\nX-Header: två.pdf', 'enX-Header- två.pdf'],
    ['\u0000.pdf', 'bilaga.pdf'],
    ['', 'bilaga.pdf'],
    ['...', 'bilaga.pdf'],
    ['CON', 'bilaga-CON.pdf'],
    ['a\ud800b', 'a\ufffdb.pdf'],
    ['x'.repeat(500), `${'x'.repeat(120)}.pdf`],
    ['<b>"fet"</b>?.pdf', 'b--.pdf'],
  ])('makes of %j a name that any system takes', (name, expected) => expect(safeFileName(name, 'application/pdf')).toBe(expected));

  it.each([
    ['Ärende KS 2027/00031', 'Ärende KS 2027-00031.pdf'],
    ['Öppet 24/7 enligt 3.2', 'Öppet 24-7 enligt 3.2.pdf'],
    [`${'a'.repeat(119)}😀b`, `${'a'.repeat(119)}😀.pdf`],
    ['../..\\hemligt', '-..-hemligt.pdf'],
    ['', 'bilaga.pdf'],
  ])('calls what is made of %j so, whole', (title, expected) => expect(fileNameFor(title, 'application/pdf')).toBe(expected));

  it('calls an attachment by its file, without the ending', () => expect(titleFrom('karta_över_skolan.pdf')).toBe('karta över skolan'));

  it('says the name in both forms, and lets no letter of it out of them', () => {
    expect(attachmentHeader('Gång- och cykelväg (2).pdf')).toBe(
      'attachment; filename="Gang- och cykelvag (2).pdf"; filename*=UTF-8\'\'G%C3%A5ng-%20och%20cykelv%C3%A4g%20%282%29.pdf',
    );
    expect(shownHeader("Linds 'svar'\ud83d.pdf")).toBe("inline; filename*=UTF-8''Linds%20%27svar%27%EF%BF%BD.pdf");
    expect(attachmentHeader('Motion\ud800.pdf')).toContain("filename*=UTF-8''Motion%EF%BF%BD.pdf");
    expect(attachmentHeader('a"; x="b\\.pdf')).toBe('attachment; filename="a_; x=_b_.pdf"; filename*=UTF-8\'\'a%22%3B%20x%3D%22b%5C.pdf');
  });
});

describe('FileStore', () => {
  let directory: string;
  let files: FileStore;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'yrka-files-'));
    files = new FileStore(join(directory, 'files'));
    await files.prepare();
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function* chunks(...parts: readonly Uint8Array[]) {
    yield* parts;
  }
  const everything = async () =>
    (await readdir(directory, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  const contentOf = async (keeper: Parameters<FileStore['open']>[0], sha256: string) => {
    const found = await files.open(keeper, sha256);
    return found === null ? null : text(found.content);
  };

  it('keeps a file under its hash, in the folder of whoever keeps the document', async () => {
    const received = await files.receive('party-L', chunks(pdf().slice(0, 5), pdf().slice(5)), 1_000);
    expect(received.size).toBe(pdf().length);
    await received.keep();
    await received.discard();
    expect(await everything()).toEqual([join(directory, 'files', 'party-L', received.sha256.slice(0, 2), received.sha256)]);
    expect(await contentOf('party-L', received.sha256)).toMatch(/^%PDF/);
    expect(await contentOf('municipality', received.sha256)).toBeNull();
  });

  it('leaves nothing of a file that was too large, broken off or discarded', async () => {
    await expect(files.receive('party-L', chunks(pdf()), 3)).rejects.toThrow(FileTooLarge);
    async function* broken() {
      yield pdf();
      throw new Error('the network went');
    }
    await expect(files.receive('party-L', broken(), 1_000)).rejects.toThrow('the network went');
    await (await files.receive('party-L', chunks(pdf()), 1_000)).discard();
    expect(await everything()).toEqual([]);
  });

  it('takes away at the start what was on its way when the last one ended', async () => {
    const received = await files.receive('municipality', chunks(pdf()), 1_000);
    expect(await everything()).toHaveLength(1);
    await files.prepare();
    expect(await everything()).toEqual([]);
    await expect(received.keep()).rejects.toMatchObject({ code: 'failed' });
  });

  it('takes nothing in while the folder of all files is away, and does not make another in its place', async () => {
    const before = await files.receive('municipality', chunks(pdf()), 1_000);
    await rename(join(directory, 'files'), join(directory, 'away'));
    await expect(files.receive('municipality', chunks(pdf()), 1_000)).rejects.toMatchObject({ code: 'failed' });
    await expect(before.keep()).rejects.toMatchObject({ code: 'failed' });
    expect(await readdir(directory)).toEqual(['away']);
    await rename(join(directory, 'away'), join(directory, 'files'));
    await before.keep();
    expect(await contentOf('municipality', before.sha256)).toMatch(/^%PDF/);
  });

  it('copies over the wall, and does not pass on what is no longer the same', async () => {
    const received = await files.receive('party-L', chunks(pdf()), 1_000);
    await received.keep();
    await files.copy(received.sha256, 'party-L', 'municipality');
    await files.remove('party-L', received.sha256);
    expect(await contentOf('municipality', received.sha256)).toMatch(/^%PDF/);
    await expect(files.copy(received.sha256, 'party-L', 'municipality')).rejects.toMatchObject({ code: 'failed' });
    await writeFile(join(directory, 'files', 'municipality', received.sha256.slice(0, 2), received.sha256), 'another');
    await expect(files.copy(received.sha256, 'municipality', 'party-L')).rejects.toMatchObject({ code: 'failed' });
    expect(await contentOf('party-L', received.sha256)).toBeNull();
  });

  it('says what the disk says as the store does', async () => {
    await writeFile(join(directory, 'files', 'municipality'), 'a file where the folder should be');
    await expect(files.receive('municipality', chunks(pdf()), 1_000)).rejects.toMatchObject({ name: 'StorageError', code: 'failed' });
  });

  it('names a keeper so that no party can name another folder', () => {
    expect(keeperOf({ space: 'municipality', party: 'L', createdBy: null })).toBe('municipality');
    expect(keeperOf({ space: 'party', party: '../municipality', createdBy: null })).toBe('party-..%2Fmunicipality');
    expect(keeperOf({ space: 'party', party: null, createdBy: 'vilde' })).toBe('party--vilde');
  });
});
