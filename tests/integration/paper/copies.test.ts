import { stopPdf } from '@yrka/exporters';
import { importFile } from '@yrka/importers';
import { bjorkvik, newBlockId, schema } from '@yrka/schema';
import { Reader, rootOf, writeDocument } from '@yrka/ydoc';
import { afterAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentContent, DocumentPages } from '../../../apps/server/src/api.ts';
import { refusalOf, startTestServer, type TestServer } from '../../../apps/server/src/appForTests.ts';
import { reply, say } from '../../../apps/server/src/comments/commentsForTests.ts';
import { demonstrationIds } from '../../../apps/server/src/demonstration/seed.ts';
import { partsOf } from '../../../packages/exporters/src/docx/readDocxForTests.ts';

afterAll(stopPdf);

const { motion } = demonstrationIds.cycling;
const of = `/api/documents/${motion}`;
const whose = { id: '7hQ2mKpZ9xRb', by: 'omar-said' };

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const wordOf = async (answer: Response) => partsOf(await bytesOf(answer));

async function suggestWord(server: TestServer): Promise<void> {
  const ydoc = new Y.Doc();
  for (const { update } of await server.storage.journal.readDocumentUpdates(motion)) Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  const added = schema.text(' Grongolingen', [schema.mark('insertion', whose)]);
  const withWord = document.children.map((child) => (child.type.name === 'title' ? schema.node('title', child.attrs, [...child.children, added]) : child));
  writeDocument(reader, schema.node('doc', null, withWord));
  const omar = await server.browser('omar-said');
  expect((await omar.send('POST', `${of}/updates`, new Uint8Array(Y.encodeStateAsUpdate(ydoc, before)))).status).toBe(204);
}

it.each([
  ['docx', 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['copies/odt', 'odt', 'application/vnd.oasis.opendocument.text'],
  ['copies/html', 'html', 'text/html; charset=utf-8'],
  ['copies/akn', 'akn\\.xml', 'application/akn+xml'],
])('%s is a file to save that comes back as the document, and names its version', async (path, ending, type) => {
  const server = await startTestServer();
  const anna = await server.browser('anna-lind');
  const { content, version } = await anna.get<DocumentContent>(`${of}/content`);
  const answer = await anna.send('GET', `${of}/${path}`);
  expect(answer.headers.get('Content-Type')).toBe(type);
  expect(answer.headers.get('Content-Disposition')).toMatch(new RegExp(`^attachment; filename=".*\\.${ending}"`, 'u'));
  const back = await importFile(await bytesOf(answer));
  expect(back.document.toJSON()).toEqual(content);
  expect(back.copyOf).toEqual({ documentId: motion, version });
});

it('Markdown is a text to save, and there is no other format', async () => {
  const server = await startTestServer();
  const anna = await server.browser('anna-lind');
  expect(await (await anna.send('GET', `${of}/copies/markdown`)).text()).toMatch(/^\*\*Björkviks kommun\*\*[\s\S]*\n# /u);
  expect(await refusalOf(await anna.send('GET', `${of}/copies/rtf`))).toBe('400 badRequest');
});

it('a Word copy has suggestions and comments only when it is asked for them, with names and times', async () => {
  const server = await startTestServer();
  const anna = await server.browser('anna-lind');
  await suggestWord(server);
  const thread = await say(anna, 'Vad är en Grongoling?', { at: null });
  await reply(anna, thread, 'En fågel.');
  const plain = await wordOf(await anna.send('GET', `${of}/docx`));
  expect(Object.values(plain).join('')).not.toMatch(/Grongoling|omar-said/u);
  const marked = await wordOf(await anna.send('GET', `${of}/docx?marks=1`));
  const at = (await server.storage.journal.readDocumentUpdates(motion)).at(-1)?.at.toISOString().slice(0, 19) ?? '';
  expect(marked['word/document.xml']).toMatch(new RegExp(`<w:ins w:id="\\d+" w:author="Omar Said" w:date="${at}Z">(?:(?!</w:ins>).)*Grongolingen`, 'u'));
  expect(marked['word/comments.xml']).toMatch(/w:author="Anna Lind"(?:(?!<\/w:comment>).)*Vad är en Grongoling\?/u);
  expect(marked['word/comments.xml']).toContain('En fågel.');
  // So have the pages that are shown of it; comments have no place on a page.
  const shown = async (query: string) => {
    const { pages, report } = await anna.get<DocumentPages>(`${of}/pages?count=1${query}`);
    return { letters: pages[0]?.svg.match(/<use /gu)?.length ?? 0, report };
  };
  const without = await shown('');
  expect(await shown('&marks=1')).toEqual({ letters: without.letters + 'Grongolingen'.length, report: [{ code: 'notCarried', what: 'comments' }] });
  expect(without.report).toEqual([]);
});

it('a copy with marks that is read in as another document has none of what others suggested', async () => {
  const server = await startTestServer();
  const anna = await server.browser('anna-lind');
  await suggestWord(server);
  const { content } = await anna.get<DocumentContent>(`${of}/content`);
  const marked = await bytesOf(await anna.send('GET', `${of}/docx?marks=1`));
  const read = await anna.send('POST', '/api/imports/readings', marked);
  expect(((await read.json()) as { document: unknown }).document).toEqual(content);
});

it('says in the report that the template that a document began with, or the picture in it, is gone', async () => {
  const server = await startTestServer();
  const { rows, journal } = server.storage;
  const [anna, began] = [await server.browser('anna-lind'), await rows.document(motion)];
  const matter = began && (await rows.matter(began.matterId));
  if (!began || !matter) throw new Error('no motion');
  const updates = await journal.readDocumentUpdates(motion);
  const withArms = { ...bjorkvik, id: 'bjorkvik-0000000000000000', arms: 'f'.repeat(64) };
  await rows.organisation.keepTemplate({ id: withArms.id, template: withArms });
  for (const [templateId, code] of [
    ['bjorkvik-ffffffffffffffff', 'templateUnknown'],
    [withArms.id, 'pictureUnreadable'],
  ] as const) {
    const [matterId, documentId] = [newBlockId(), newBlockId()];
    await journal.appendBatch(updates.map(({ update, personId, at }) => ({ documentId, update, personId, at })));
    await rows.insertMatter({ ...matter, id: matterId }, [{ ...began, id: documentId, matterId, templateId }]);
    expect((await anna.get<DocumentPages>(`/api/documents/${documentId}/pages?count=1`)).report).toEqual([{ code }]);
  }
});
