import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPdf } from '@yrka/exporters';
import { importFile } from '@yrka/importers';
import type { DocumentRow } from '@yrka/storage';
import { Reader, rootOf } from '@yrka/ydoc';
import { schema } from '@yrka/schema';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentContent } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { say } from '../comments/commentsForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { pdf } from '../files/filesForTests.ts';
import { bundledDocuments } from './matterBundle.ts';

const { library, cycling } = demonstrationIds;
const path = `/api/matters/${library.matter}/bundle`;
const everything = '?comments=1&versions=1&log=1&journal=1';
let directory: string;
let server: TestServer;
let jonas: Browser;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-bundle-'));
  server = await startTestServer({ filesDirectory: directory });
  jonas = await server.browser('jonas-alm');
});
afterEach(() => rm(directory, { recursive: true, force: true }));
afterAll(stopPdf);

async function bundleOf(wishes = ''): Promise<Readonly<Record<string, Uint8Array>>> {
  const answer = await jonas.send('GET', `${path}${wishes}`);
  if (!answer.ok) throw new Error(await refusalOf(answer));
  return unzipSync(new Uint8Array(await answer.arrayBuffer()));
}
const textIn = (files: Readonly<Record<string, Uint8Array>>, name: string) => new TextDecoder().decode(files[name]);
const jsonIn = <Value>(files: Readonly<Record<string, Uint8Array>>, name: string) => JSON.parse(textIn(files, name)) as Value;
const linesIn = <Value>(files: Readonly<Record<string, Uint8Array>>, name: string) =>
  textIn(files, name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Value);

type Manifest = {
  readonly form: string;
  readonly documents: readonly { readonly id: string; readonly folder: string }[];
  readonly missing: readonly object[];
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[];
};

describe('the whole of a matter as one archive', () => {
  it('has each document in every format, the matter, a manifest and checksums, and nothing that was not chosen', async () => {
    const files = await bundleOf();
    const formats = ['json', 'pdf', 'txt', 'docx', 'odt', 'html', 'md', 'akn.xml'];
    const stems = ['01-motion/motion', '02-tjansteskrivelse/tjansteskrivelse', '03-protokollsparagraf/protokollsparagraf'];
    expect(Object.keys(files)).toEqual([
      ...stems.flatMap((stem) => [...formats.map((ending) => `dokument/${stem}.${ending}`), `dokument/${stem.split('/')[0]}/uppgifter.json`]),
      'arende.json',
      'kommun.json',
      'personer.json',
      'manifest.json',
      'SHA256SUMS',
    ]);
    const manifest = jsonIn<Manifest>(files, 'manifest.json');
    expect(manifest).toMatchObject({
      form: 'yrka-bundle/2',
      missing: [],
      documents: [{ id: library.motion }, { id: library.report }, { id: library.minutes }],
    });
    const hash = (bytes: Uint8Array | undefined) =>
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex');
    for (const { path: name, size, sha256 } of manifest.files) expect([name, files[name]?.length, hash(files[name])]).toEqual([name, size, sha256]);
    // As `sha256sum -c` reads it.
    expect(textIn(files, 'SHA256SUMS').split('\n')[0]).toBe(`${hash(files['dokument/01-motion/motion.json'])}  dokument/01-motion/motion.json`);
    expect(manifest.files.length).toBe(Object.keys(files).length - 2);
  });

  it('holds documents that come back as they are', async () => {
    const files = await bundleOf();
    const { content } = await jonas.get<DocumentContent>(`/api/documents/${library.report}/content`);
    for (const ending of ['docx', 'odt', 'html', 'akn.xml'])
      expect((await importFile(files[`dokument/02-tjansteskrivelse/tjansteskrivelse.${ending}`] as Uint8Array)).document.toJSON(), ending).toEqual(content);
    expect(textIn(files, 'dokument/03-protokollsparagraf/protokollsparagraf.pdf')).toContain('pdfaid:part>3<');
  });

  it('has what was chosen: comments, versions, the log with its own taking, and a journal from which the document can be built', async () => {
    await say(jonas, 'Stämmer beloppet?', { document: library.report, at: null });
    const files = await bundleOf(everything);
    expect(textIn(files, 'dokument/02-tjansteskrivelse/kommentarer.json')).toContain('Stämmer beloppet?');
    expect(jsonIn<readonly { seq: number }[]>(files, 'dokument/02-tjansteskrivelse/versioner.json').length).toBeGreaterThan(0);
    expect(linesIn<{ act: string }>(files, 'handelselogg.jsonl').map(({ act }) => act)).toContain('exportMatter');
    expect(jsonIn(files, 'personer.json')).toContainEqual({ id: 'jonas-alm', name: 'Jonas Alm', party: null });
    const ydoc = new Y.Doc();
    for (const { update } of linesIn<{ update: string }>(files, 'dokument/02-tjansteskrivelse/journal.jsonl'))
      Y.applyUpdate(ydoc, Buffer.from(update, 'base64'));
    const { content } = await jonas.get<DocumentContent>(`/api/documents/${library.report}/content`);
    expect(new Reader(rootOf(ydoc), schema).read().toJSON()).toEqual(content);
  });

  it('has the attachments, and says which one is not where it should be', async () => {
    const rakel = await server.browser('rakel-dal');
    for (const name of ['karta.pdf', 'borta.pdf'])
      expect(
        (await rakel.send('POST', `/api/documents/${library.report}/attachments?name=${name}`, new Uint8Array([...pdf(), ...new TextEncoder().encode(name)])))
          .status,
      ).toBe(201);
    const lost = (await server.storage.rows.way.attachments(library.report)).find(({ fileName }) => fileName === 'borta.pdf');
    await rm(join(directory, 'municipality', lost?.sha256.slice(0, 2) ?? '', lost?.sha256 ?? ''));
    const files = await bundleOf();
    expect(textIn(files, 'dokument/02-tjansteskrivelse/bilagor/1-karta.pdf')).toMatch(/^%PDF-1\.7[\s\S]*karta\.pdf$/u);
    expect(jsonIn<Manifest>(files, 'manifest.json').missing).toEqual([{ path: 'dokument/02-tjansteskrivelse/bilagor/2-borta.pdf', code: 'fileMissing' }]);
  });

  it("is for the registry alone, and a draft of a group is nobody's to take", async () => {
    for (const id of ['rakel-dal', 'margareta-sjostrom', 'anna-lind']) {
      const refused = await refusalOf(await (await server.signedIn(id)).send('GET', path));
      expect([id, refused]).toEqual([id, expect.stringMatching(/^(?:403 noRight|404 notFound)$/u)]);
    }
    expect(await refusalOf(await (await server.browser('anna-lind')).send('GET', `/api/matters/${cycling.matter}/bundle`))).toBe('403 noRight');
    expect(await refusalOf(await jonas.send('GET', `/api/matters/${cycling.matter}/bundle`))).toBe('404 notFound');
    expect(await refusalOf(await jonas.send('GET', `${path}?log=yes`))).toBe('400 badRequest');
  });

  it("has nothing of a party's space, also for one who reads that", () => {
    const at = (seconds: number) => new Date(seconds * 1_000);
    const documents: readonly { readonly row: Pick<DocumentRow, 'id' | 'space' | 'createdAt'> }[] = [
      { row: { id: 'b', space: 'municipality', createdAt: at(2) } },
      { row: { id: 'draft', space: 'party', createdAt: at(0) } },
      { row: { id: 'a', space: 'municipality', createdAt: at(1) } },
    ];
    expect(bundledDocuments({ documents }).map(({ row }) => row.id)).toEqual(['a', 'b']);
  });

  it('ends when nobody reads it any more', async () => {
    const answer = await jonas.send('GET', path);
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect((await bundleOf())['manifest.json']).toBeDefined();
  });
});
