import { newBlockId, schema } from '@yrka/schema';
import { stopPdf } from '@yrka/exporters';
import { Reader, rootOf, writeDocument } from '@yrka/ydoc';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../../../apps/server/src/appForTests.ts';
import { demonstrationIds } from '../../../apps/server/src/demonstration/seed.ts';
import { partsOf } from '../../../packages/exporters/src/docx/readDocxForTests.ts';
import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';

const { library } = demonstrationIds;
const comparison = `/api/documents/${library.report}/comparison`;

let server: TestServer;
let rakel: Browser;
let before: number;

beforeEach(async () => {
  server = await startTestServer();
  rakel = await server.browser('rakel-dal');
  before = await server.storage.journal.lastSeq(library.report);
  await write('Gröngölingen sjunger.');
});
afterEach(() => server.rooms.close());
afterAll(stopPdf);

/** A paragraph at the end of the report. */
async function write(words: string): Promise<void> {
  const ydoc = new Y.Doc();
  for (const { update } of await server.storage.journal.readDocumentUpdates(library.report)) Y.applyUpdate(ydoc, update);
  const held = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  writeDocument(reader, document.copy(document.content.addToEnd(schema.node('paragraph', { id: newBlockId() }, [schema.text(words)]))));
  const update = new Uint8Array(Y.encodeStateAsUpdate(ydoc, held));
  expect((await rakel.send('POST', `/api/documents/${library.report}/updates`, update)).status).toBe(204);
}

test('a comparison of two versions is saved as a PDF that tells of which they are, and as Word with tracked changes', async () => {
  const pdf = await rakel.send('GET', `${comparison}/pdf?before=${before}`);
  expect([pdf.status, pdf.headers.get('Content-Type'), pdf.headers.get('Yrka-Export-Report')]).toEqual([200, 'application/pdf', '%5B%5D']);
  expect(pdf.headers.get('Content-Disposition')).toMatch(/^attachment; filename="Jamforelse /u);
  const { structure } = await readPdf(new Uint8Array(await pdf.arrayBuffer()));
  expect(structure).toMatch(/P Jämförelse från\nP \d{4}-\d{2}-\d{2} kl\. \d{2}\.\d{2}\nP till\n/u);
  expect(structure).toContain('Gröngölingen sjunger.');
  const after = await server.storage.journal.lastSeq(library.report);
  const word = await rakel.send('GET', `${comparison}/docx?before=${before}&after=${after}`);
  const xml = partsOf(new Uint8Array(await word.arrayBuffer()))['word/document.xml'] ?? '';
  expect(xml).toMatch(/<w:ins [^>]*w:author="Jämförelse"[^>]*><w:r>(?:<w:rPr>.*?<\/w:rPr>)?<w:t [^>]*>Gröngölingen sjunger\./u);
  // Compared the other way round it went.
  const back = await rakel.send('GET', `${comparison}/docx?before=${after}&after=${before}`);
  expect(partsOf(new Uint8Array(await back.arrayBuffer()))['word/document.xml']).toMatch(/<w:del [^>]*>.*Gröngölingen sjunger\./u);
});

test('a version that has a name is called by it', async () => {
  const now = await server.storage.journal.lastSeq(library.report);
  const name = (version: number, given: string) => rakel.send('PUT', `/api/documents/${library.report}/versions/${version}/name`, { name: given });
  expect((await name(now, 'Före ”mötet” #1')).status).toBe(204);
  const pdf = await rakel.send('GET', `${comparison}/pdf?before=${before}`);
  const { structure } = await readPdf(new Uint8Array(await pdf.arrayBuffer()));
  expect(structure).toMatch(/P Jämförelse från\nP \d{4}-\d{2}-\d{2} kl\. [\d.]+\nP till\nP Före ”mötet” #1 \d{4}-\d{2}-\d{2} kl\. [\d.]+\n/u);
});

test('to a reviewer a comparison tells when each version was shared, and not when it was written', async () => {
  server.setTime(new Date('2026-12-01T08:00:00Z'));
  rakel = await server.browser('rakel-dal');
  const share = async (time: string) => {
    server.setTime(new Date(time));
    const asked = { personIds: ['maria-holm'], dueOn: null, note: '' };
    expect((await rakel.send('POST', `/api/documents/${library.report}/acts/shareForReview`, asked)).status).toBe(200);
  };
  await share('2026-12-01T09:00:00Z');
  server.setTime(new Date('2026-12-01T10:07:00Z'));
  await write('Kungsfiskaren dyker.');
  await share('2026-12-01T12:00:00Z');
  const [newest, first] = (await server.storage.rows.reviews.shares(library.report)).map(({ seq }) => seq).sort((one, other) => other - one);
  const pdf = await (await server.browser('maria-holm')).send('GET', `${comparison}/pdf?before=${first}&after=${newest}`);
  const { structure } = await readPdf(new Uint8Array(await pdf.arrayBuffer()));
  expect(structure).toContain('P Jämförelse från\nP 2026-12-01 kl. 10.00\nP till\nP 2026-12-01 kl. 13.00\n');
  expect(structure).toContain('Kungsfiskaren dyker.');
});

test('two versions that are the same have nothing marked', async () => {
  const word = await rakel.send('GET', `${comparison}/docx?before=${before}&after=${before}`);
  expect(partsOf(new Uint8Array(await word.arrayBuffer()))['word/document.xml']).not.toMatch(/<w:(?:ins|del|moveTo|moveFrom) /u);
});

test('who may not see how a document came to be compares nothing of it, and nobody a version that never was', async () => {
  for (const query of ['', '?before=0', '?before=x', `?before=${before}&after=-1`])
    expect(await refusalOf(await rakel.send('GET', `${comparison}/pdf${query}`))).toBe('400 badRequest');
  expect(await refusalOf(await rakel.send('GET', `${comparison}/pdf?before=999999`))).toBe('404 notFound');
  expect(await refusalOf(await rakel.send('GET', `${comparison}/odt?before=${before}`))).toBe('400 badRequest');
  expect(await refusalOf(await (await server.browser('anna-lind')).send('GET', `${comparison}/pdf?before=${before}`))).toBe('404 notFound');
  await server.storage.rows.changeStage(library.report, 'working', 'finalised');
  expect(await refusalOf(await (await server.browser('anna-lind')).send('GET', `${comparison}/pdf?before=${before}`))).toBe('403 noRight');
  expect((await rakel.send('GET', `${comparison}/docx?before=${before}`)).status).toBe(200);
});

test('one person’s many are made in turn, and more than a few of several persons’ at once are told to wait', async () => {
  const saidTo = async (browsers: readonly Browser[]) => {
    const asked = browsers.flatMap((browser) => Array.from({ length: 9 }, () => browser.send('GET', `${comparison}/docx?before=${before}`)));
    return new Set(await Promise.all((await Promise.all(asked)).map(async (answer) => (answer.ok ? 'made' : refusalOf(answer)))));
  };
  expect(await saidTo([rakel])).toEqual(new Set(['made']));
  expect(await saidTo([rakel, await server.browser('jonas-alm')])).toEqual(new Set(['made', '503 papersBusy']));
  expect(await saidTo([rakel])).toEqual(new Set(['made']));
});
