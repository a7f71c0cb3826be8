import { schema } from '@yrka/schema';
import { decide, Reader, rootOf, writeDocument } from '@yrka/ydoc';
import { Fragment, type Node } from 'prosemirror-model';
import { beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { AuditPage, DocumentDetails, Writers } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { shareForTests } from '../documents/sharedForTests.ts';

const { cycling, library } = demonstrationIds;
const motion = cycling.motion;
let server: TestServer;
let anna: Browser;
let omar: Browser;

beforeEach(async () => {
  server = await startTestServer();
  [anna, omar] = [await server.browser('anna-lind'), await server.browser('omar-said')];
});

async function documentNow(): Promise<{ readonly ydoc: Y.Doc; readonly reader: Reader; readonly document: Node }> {
  const ydoc = new Y.Doc();
  for (const { update } of await server.storage.journal.readDocumentUpdates(motion)) Y.applyUpdate(ydoc, update);
  const reader = new Reader(rootOf(ydoc), schema);
  return { ydoc, reader, document: reader.read() };
}

async function write(browser: Browser, change: (document: Node) => Node): Promise<void> {
  const { ydoc, reader, document } = await documentNow();
  const before = Y.encodeStateVector(ydoc);
  writeDocument(reader, change(document));
  const answer = await browser.send('POST', `/api/documents/${motion}/updates`, new Uint8Array(Y.encodeStateAsUpdate(ydoc, before)));
  expect(answer.status).toBe(204);
}

const inTitle =
  (content: (words: string) => readonly Node[]) =>
  (document: Node): Node =>
    document.copy(
      Fragment.from(document.children.map((block) => (block.type.name === 'title' ? block.copy(Fragment.from(content(block.textContent))) : block))),
    );

const act = (browser: Browser, name: 'showWriters' | 'hideWriters', id = motion) => browser.send('POST', `/api/documents/${id}/acts/${name}`, {});

async function titleId(): Promise<string> {
  const { document } = await documentNow();
  return String(document.children.find(({ type }) => type.name === 'title')?.attrs.id);
}

const asked = async (browser: Browser, range = '') => browser.get<Writers>(`/api/documents/${motion}/blocks/${await titleId()}/writers${range}`);
const names = ({ pieces }: Writers) => pieces.map(({ text, source, wrote, accepted }) => [text, source ?? wrote?.person?.name, accepted?.person?.name ?? null]);

it('tells nothing before an author asks for it, then all authors, until one of them has had enough', async () => {
  await write(
    omar,
    inTitle((words) => [schema.text(`${words} i vinter`)]),
  );
  expect(await asked(anna)).toEqual({ areShown: false, pieces: [] });
  expect((await anna.get<DocumentDetails>(`/api/documents/${motion}`)).writersAreShown).toBe(false);
  expect((await act(anna, 'showWriters')).status).toBe(200);
  for (const browser of [anna, omar]) expect(names(await asked(browser)).at(-1)).toEqual([' i vinter', 'Omar Said', null]);
  expect((await omar.get<DocumentDetails>(`/api/documents/${motion}`)).writersAreShown).toBe(true);
  expect((await act(omar, 'hideWriters')).status).toBe(200);
  expect(await asked(anna)).toEqual({ areShown: false, pieces: [] });
  // Said twice, it is recorded once.
  await act(omar, 'hideWriters');
  const { entries } = await anna.get<AuditPage>(`/api/matters/${cycling.matter}/audit`);
  expect(entries.map(({ act: name, actor }) => [name, actor?.name]).filter(([name]) => /Writers$/.test(name ?? ''))).toEqual([
    ['hideWriters', 'Omar Said'],
    ['showWriters', 'Anna Lind'],
  ]);
});

it('tells who wrote what another accepted, where it came from, and of a part only that', async () => {
  const { document } = await documentNow();
  const before = document.children.find(({ type }) => type.name === 'title')?.textContent ?? '';
  const suggestion = schema.mark('insertion', { id: '7hQ2mKpZ9xRb', by: 'omar-said' });
  await write(
    omar,
    inTitle((words) => [schema.text(words), schema.text(' på landet', [suggestion])]),
  );
  await write(anna, (now) => decide(now, 'accept', () => true));
  await act(anna, 'showWriters');
  expect(names(await asked(omar))).toEqual([
    [before, 'import', null],
    [' på landet', 'Omar Said', 'Anna Lind'],
  ]);
  expect(names(await asked(omar, `?from=${before.length + 4}&to=${before.length + 8}`))).toEqual([['land', 'Omar Said', 'Anna Lind']]);
  expect((await omar.get<Writers>(`/api/documents/${motion}/blocks/nowhere/writers`)).pieces).toEqual([]);
});

it('is for authors, of what is still written in: nobody else is told, whether it is on or off', async () => {
  await act(anna, 'showWriters');
  const [rakel, maria] = [await server.browser('rakel-dal'), await server.browser('maria-holm')];
  const block = await titleId();
  await shareForTests(server.storage, library.report, 'maria-holm');
  expect(await refusalOf(await rakel.send('GET', `/api/documents/${motion}/blocks/${block}/writers`))).toBe('404 notFound');
  expect(await refusalOf(await act(rakel, 'showWriters'))).toBe('404 notFound');
  // Who reviews a report reads it, and is no author.
  expect((await act(rakel, 'showWriters', library.report)).status).toBe(200);
  expect(await refusalOf(await maria.send('GET', `/api/documents/${library.report}/blocks/${block}/writers`))).toBe('403 noRight');
  expect((await maria.get<DocumentDetails>(`/api/documents/${library.report}`)).writersAreShown).toBe(false);
  await anna.send('POST', `/api/documents/${motion}/acts/sendForSigning`, {});
  expect(await refusalOf(await anna.send('GET', `/api/documents/${motion}/blocks/${block}/writers`))).toBe('403 noRight');
});
