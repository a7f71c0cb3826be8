import { newBlockId, schema } from '@yrka/schema';
import { documentFromUpdates, Reader, rootOf, writeDocument } from '@yrka/ydoc';
import { importFile } from '@yrka/importers';
import { partsOf } from '../../../packages/exporters/src/docx/readDocxForTests.ts';
import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';
import { Fragment, type Node } from '@tiptap/pm/model';
import { beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type {
  Changes,
  CommentList,
  DocumentContent,
  DocumentDetails,
  DocumentPages,
  MatterList,
  Review,
  SuggestionDecisionList,
  SuggestionList,
} from '../../../apps/server/src/api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../../../apps/server/src/appForTests.ts';
import { demonstrationIds } from '../../../apps/server/src/demonstration/seed.ts';
import { shareForTests } from '../../../apps/server/src/documents/sharedForTests.ts';

const { library } = demonstrationIds;
const of = `/api/documents/${library.report}`;
/** Written and taken away before it was shared; in what was shared; written after it. */
const [earlier, inShare, secret] = ['Gröngölingen', 'Kungsfiskaren', 'Nattskärran'] as const;

let server: TestServer;
let rakel: Browser;
let maria: Browser;

beforeEach(async () => {
  server = await startTestServer();
  [rakel, maria] = await Promise.all([server.browser('rakel-dal'), server.browser('maria-holm')]);
});

/** Sends what a person wrote as the difference that it is. */
async function write(personId: string, change: (document: Node) => Node): Promise<void> {
  const ydoc = new Y.Doc();
  for (const { update } of await server.storage.journal.readDocumentUpdates(library.report)) Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  writeDocument(reader, change(reader.read()));
  const update = new Uint8Array(Y.encodeStateAsUpdate(ydoc, before));
  expect((await (await server.browser(personId)).send('POST', `${of}/updates`, update)).status).toBe(204);
}

/** Words at the end of the title, and in a paragraph of their own. */
const adding =
  (word: string) =>
  (document: Node): Node =>
    document.copy(
      Fragment.from([
        ...document.children.map((child) => (child.type.name === 'title' ? child.copy(child.content.addToEnd(schema.text(` ${word}`))) : child)),
        schema.node('paragraph', { id: newBlockId() }, [schema.text(`${word} i texten.`)]),
      ]),
    );
const removing =
  (word: string) =>
  (document: Node): Node =>
    document.copy(
      Fragment.from(
        document.children
          .filter(({ textContent }) => textContent !== `${word} i texten.`)
          .map((child) => (child.type.name === 'title' ? child.copy(Fragment.from(schema.text(child.textContent.replace(` ${word}`, '')))) : child)),
      ),
    );

const isListed = (word: string) => vi.waitFor(async () => expect((await server.storage.rows.document(library.report))?.title).toContain(word), 5_000);

/** Everything that somebody can be told of the report by any door that the server has, as text and as bytes. */
async function everythingFor(browser: Browser): Promise<Map<string, { readonly status: number; readonly text: string }>> {
  await beginThread();
  const { paths: doors } = await browser.get<{ paths: Record<string, object> }>('/api/openapi.json');
  const ofDocument = Object.entries(doors).flatMap(([path, methods]) => ('get' in methods && path.startsWith('/api/documents/{documentId}') ? [path] : []));
  const versions = Array.from({ length: await server.storage.journal.lastSeq(library.report) }, (_, seq) => seq + 1);
  const opened = ofDocument.flatMap((path) => {
    const door = path.replace('{documentId}', library.report);
    if (door.includes('{version}')) return versions.map((version) => door.replace('{version}', `${version}`).replaceAll(/\{\w+\}/g, 'any'));
    if (door.includes('/comparison/')) return versions.map((version) => `${door.replace('{format}', 'docx')}?before=${version}`);
    if (door.includes('{format}')) return ['odt', 'html', 'markdown', 'text'].map((format) => door.replace('{format}', format));
    if (door.endsWith('/docx')) return [door, `${door}?marks=1`];
    const plain = door.replaceAll(/\{\w+\}/g, 'any');
    return /\/(content|clauses)$/.test(door) ? [plain, ...versions.map((version) => `${plain}?version=${version}`)] : [plain];
  });
  const all = new Map<string, { readonly status: number; readonly text: string }>();
  for (const path of [
    ...opened,
    '/api/matters',
    `/api/matters?search=${encodeURIComponent(secret)}`,
    `/api/matters/${library.matter}`,
    `/api/matters/${library.matter}/audit`,
    '/api/notices',
  ]) {
    const answer = await browser.send('GET', path);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    all.set(path, { status: answer.status, text: await readable(bytes) });
  }
  return all;
}

/** A PDF's words, those of all that is packed into a zip, or the bytes as they are. */
async function readable(bytes: Uint8Array): Promise<string> {
  const begins = new TextDecoder().decode(bytes.subarray(0, 4));
  if (begins === '%PDF') return JSON.stringify(await readPdf(bytes));
  // With what a copy carries unseen, which is packed in it once more.
  if (begins.startsWith('PK')) return `${JSON.stringify(partsOf(bytes))}${JSON.stringify((await importFile(bytes)).document)}`;
  return new TextDecoder().decode(bytes);
}

/** What Rakel says of the words that she has just written, after the sharing. */
async function beginThread(): Promise<void> {
  const anchor = { blockId: newBlockId(), isBlock: false, quote: `${secret} i texten.`, before: '', after: '', letters: null };
  expect((await rakel.send('POST', `${of}/comments`, { id: newBlockId(), text: `Stämmer ${secret}?`, anchor, mentions: [] })).status).toBe(204);
}

it('shows one who was asked to review what was shared, and by no door a word that was written after it', async () => {
  await write('rakel-dal', adding(earlier));
  await write('rakel-dal', removing(earlier));
  await write('rakel-dal', adding(inShare));
  await isListed(inShare);
  await shareForTests(server.storage, library.report, 'maria-holm');
  const shared = await server.storage.journal.lastSeq(library.report);
  // Drawn letters are no words that one could look for.
  const pages = (browser: Browser) => browser.get<DocumentPages>(`${of}/pages?marks=1`);
  const drawn = await pages(maria);
  server.setTime(new Date('2026-11-23T09:00:00.000Z'));
  await write('rakel-dal', adding(secret));
  await isListed(secret);
  expect(await pages(maria)).toEqual(drawn);
  expect(await pages(rakel)).not.toEqual(drawn);
  const at = new Date('2026-11-23T09:00:00.000Z');
  await server.storage.rows.notices.insert([
    {
      id: 'n1',
      personId: 'maria-holm',
      kind: 'returned',
      matterId: library.matter,
      documentId: library.report,
      actorId: 'rakel-dal',
      at,
      readAt: null,
      mailedAt: null,
      commentId: null,
    },
  ]);

  const read = await everythingFor(maria);
  const withSecret = [...read].filter(([, { text }]) => text.includes(secret)).map(([path]) => path);
  expect(withSecret).toEqual([]);
  // What was taken away before the sharing is not in the bytes either.
  expect([...read].filter(([, { text }]) => text.includes(earlier)).map(([path]) => path)).toEqual([]);
  // The doors do say something.
  const shows = (door: string) => read.get(`${of}${door}`)?.text.includes(inShare);
  expect(Object.fromEntries(['', '/content', '/text', '/state', '/docx', '/pdf', `/content?version=${shared}`].map((door) => [door, shows(door)]))).toEqual(
    Object.fromEntries(['', '/content', '/text', '/state', '/docx', '/pdf', `/content?version=${shared}`].map((door) => [door, true])),
  );
  expect(read.get('/api/notices')?.text).toContain(inShare);
  expect((await maria.get<DocumentDetails>(of)).seq).toBe(shared);
  expect((await maria.get<MatterList>(`/api/matters?search=${encodeURIComponent(inShare)}`)).matters.map(({ id }) => id)).toEqual([library.matter]);
  expect((await maria.get<MatterList>(`/api/matters?search=${encodeURIComponent(secret)}`)).matters).toEqual([]);
  // An earlier version that was not shared is none of hers.
  expect(await refusalOf(await maria.send('GET', `${of}/content?version=${shared - 1}`))).toBe('404 notFound');
  console.log(`shared reading: ${read.size} requests of a reviewer, none with a word from after the sharing`);

  // Those who write there read on.
  expect((await rakel.get<DocumentDetails>(of)).title).toContain(secret);
});

it('shows the next version when that is shared, and what is different of it', async () => {
  await shareForTests(server.storage, library.report, 'maria-holm');
  const first = (await maria.get<DocumentDetails>(of)).seq;
  expect((await maria.send('POST', `${of}/seen`, { seq: first + 1_000 })).status).toBe(204);
  await write('rakel-dal', adding(secret));
  await isListed(secret);
  expect(await maria.get<Changes>(`${of}/changes`)).toEqual({ seq: first, places: [] });
  await shareForTests(server.storage, library.report, 'maria-holm');
  const { seq, places } = await maria.get<Changes>(`${of}/changes`);
  expect(seq).toBe(await server.storage.journal.lastSeq(library.report));
  expect(places.map(({ kind }) => kind)).toEqual(['changed', 'added']);
  const version = async (of_: string) => JSON.stringify((await maria.get<DocumentContent>(of_)).content);
  expect(await version(`${of}/content`)).toContain(secret);
  expect(await version(`${of}/content?version=${first}`)).not.toContain(secret);
});

it('compares what was shared with no version that was not, however far a reviewer says that they have read', async () => {
  await write('rakel-dal', adding(earlier));
  const before = await server.storage.journal.lastSeq(library.report);
  await write('rakel-dal', removing(earlier));
  await shareForTests(server.storage, library.report, 'maria-holm');
  expect((await maria.send('POST', `${of}/seen`, { seq: before })).status).toBe(204);
  expect((await maria.get<Changes>(`${of}/changes`)).places).toEqual([]);
  // It is there to be told: of two that were shared it is.
  await write('rakel-dal', adding(earlier));
  await shareForTests(server.storage, library.report, 'maria-holm');
  expect((await maria.send('POST', `${of}/seen`, { seq: (await maria.get<DocumentDetails>(of)).seq })).status).toBe(204);
  await write('rakel-dal', removing(earlier));
  await shareForTests(server.storage, library.report, 'maria-holm');
  expect(JSON.stringify((await maria.get<Changes>(`${of}/changes`)).places)).toContain(earlier);
});

it('compares what came of a document with no text from on the way there, for one who reads only that', async () => {
  await write('rakel-dal', adding(earlier));
  const before = await server.storage.journal.lastSeq(library.report);
  await write('rakel-dal', removing(earlier));
  await server.storage.rows.changeStage(library.report, 'working', 'finalised');
  const placesFor = async (personId: string) => {
    const browser = await server.browser(personId);
    expect((await browser.send('POST', `${of}/seen`, { seq: before })).status).toBe(204);
    return (await browser.get<Changes>(`${of}/changes`)).places;
  };
  expect(await placesFor('anna-lind')).toEqual([]);
  expect(JSON.stringify(await placesFor('jonas-alm'))).toContain(earlier);
});

it('tells a reviewer what became of their own suggestions, and quotes nobody else’s', async () => {
  const at = new Date('2026-11-23T07:00:00.000Z');
  for (const suggestedBy of ['maria-holm', 'ylva-norin']) {
    const quoted = { what: '', removed: '', added: suggestedBy === 'maria-holm' ? inShare : earlier };
    await server.storage.rows.suggestionDecisions.put({
      documentId: library.report,
      suggestionId: 's1',
      suggestedBy,
      verdict: 'reject',
      reason: 'Nej',
      by: 'rakel-dal',
      at,
      quoted,
    });
  }
  await shareForTests(server.storage, library.report, 'maria-holm');
  const { decisions } = await maria.get<SuggestionDecisionList>(`${of}/suggestions/decisions`);
  expect(decisions.map(({ suggestedBy }) => suggestedBy)).toEqual(['maria-holm']);
});

it('quotes to a reviewer what was decided as they read it, whatever was written within it since', async () => {
  await shareForTests(server.storage, library.report, 'maria-holm');
  const [struck, lost] = [
    { id: '7hQ2mKpZ9xRb', by: 'maria-holm' },
    { id: '7hQ2mKpZ9xRc', by: 'maria-holm' },
  ];
  await storedAs('maria-holm', (words) => [schema.text(words, [schema.mark('deletion', struck)])]);
  await server.storage.rows.sharedEntries.add(library.report, [await server.storage.journal.lastSeq(library.report)]);
  // Written within the words that Maria would strike, and struck with them.
  await storedAs('rakel-dal', (words) => [schema.text(`${words} ${secret}`, [schema.mark('deletion', struck)])]);
  const { suggestions } = await rakel.get<SuggestionList>(`${of}/suggestions`);
  expect(suggestions.find(({ id }) => id === struck.id)?.removed).toContain(secret);
  const quoted = { removed: suggestions[0]?.removed ?? '', added: '', what: `Stryk ”${secret}”` };
  const decided = [struck, lost].map(({ id, by }) => ({ suggestionId: id, suggestedBy: by, quoted }));
  expect((await rakel.send('POST', `${of}/suggestions/decisions`, { verdict: 'reject', reason: 'Nej', suggestions: decided })).status).toBe(200);

  const { decisions } = await maria.get<SuggestionDecisionList>(`${of}/suggestions/decisions`);
  const { own } = await maria.get<Review>(`${of}/review`);
  expect(JSON.stringify([decisions, own])).not.toContain(secret);
  const quotes = Object.fromEntries(decisions.map(({ suggestionId, quoted: words }) => [suggestionId, words]));
  expect(quotes[struck.id]?.removed.length).toBeGreaterThan(5);
  expect(quoted.removed).toContain(quotes[struck.id]?.removed);
  expect(quotes[lost.id]).toEqual({ removed: '', added: '', what: '' });
});

it('puts what a reviewer suggested into what they read, and nothing else of what was stored meanwhile', async () => {
  await shareForTests(server.storage, library.report, 'maria-holm');
  const own = { id: '7hQ2mKpZ9xRb', by: 'maria-holm' };
  await storedAs('maria-holm', (words) => [schema.text(words), schema.text(` ${inShare}`, [schema.mark('insertion', own)])]);
  // As the rooms do with what comes through the shared version.
  await server.storage.rows.sharedEntries.add(library.report, [await server.storage.journal.lastSeq(library.report)]);
  await write('rakel-dal', adding(secret));
  const { suggestions } = await maria.get<SuggestionList>(`${of}/suggestions`);
  expect(suggestions.map(({ id, added }) => [id, added.trim()])).toEqual([[own.id, inShare]]);
  expect(JSON.stringify(suggestions)).not.toContain(secret);
  const state = documentFromUpdates([new Uint8Array(await (await maria.send('GET', `${of}/state`)).arrayBuffer())]);
  expect(state.textContent).toContain(inShare);
  expect(state.textContent).not.toContain(secret);
});

it('shows what another reviewer said, and of a thread in which one is named not the words that one has not read', async () => {
  await shareForTests(server.storage, library.report, 'maria-holm');
  server.setTime(new Date('2026-11-23T09:00:00.000Z'));
  const anchor = { blockId: newBlockId(), isBlock: false, quote: secret, before: '', after: '', letters: null };
  const begin = async (browser: Browser, text: string, mentions: readonly string[]) =>
    expect((await browser.send('POST', `${of}/comments`, { id: newBlockId(), text, anchor, mentions })).status).toBe(204);
  await begin(rakel, 'Till dig', ['maria-holm']);
  await begin(rakel, 'Inte till dig', []);
  await begin(maria, 'Min egen', []);
  const { threads } = await maria.get<CommentList>(`${of}/comments`);
  expect(threads.map(({ comments, anchor: place }) => `${comments[0]?.text}: ${place?.quote ?? 'nowhere'}`).toSorted()).toEqual([
    `Min egen: ${secret}`,
    'Till dig: nowhere',
  ]);
});

it('shows of a thread from before the sharing no words that were gone by then, and lets nobody into one that is not there yet', async () => {
  const { title } = (await server.storage.rows.document(library.report)) ?? { title: '' };
  const words = title.slice(0, 12);
  const begin = async (quote: string, before: string) => {
    const id = newBlockId();
    const anchor = { blockId: newBlockId(), isBlock: false, quote, before, after: '', letters: null };
    expect((await rakel.send('POST', `${of}/comments`, { id, text: quote, anchor, mentions: [] })).status).toBe(204);
    return id;
  };
  await begin(secret, '');
  await begin(words, secret);
  await begin(words, '');
  // As the registrar reads it before being asked.
  server.setTime(new Date('2026-11-23T07:00:00.000Z'));
  const jonas = await server.browser('jonas-alm');
  const anchor = { blockId: newBlockId(), isBlock: false, quote: secret, before: '', after: '', letters: null };
  expect((await jonas.send('POST', `${of}/comments`, { id: newBlockId(), text: 'Före', anchor, mentions: [] })).status).toBe(204);
  server.setTime(new Date('2026-11-23T09:00:00.000Z'));
  const later = await begin('Senare', '');
  await shareForTests(server.storage, library.report, 'maria-holm', 'jonas-alm');
  const { threads } = await maria.get<CommentList>(`${of}/comments`);
  expect(threads.map(({ anchor: place }) => place && place.before + place.quote).toSorted()).toEqual([words, words, null, null].toSorted());
  expect(JSON.stringify(threads.map(({ anchor: place }) => place))).not.toContain(secret);
  for (const [method, path, body] of [
    ['POST', `${later}/replies`, { id: newBlockId(), text: 'Vad då?' }],
    ['POST', `${later}/resolved`, {}],
    ['POST', `${later}/assignment`, { personId: 'maria-holm' }],
  ] as const)
    expect(await refusalOf(await maria.send(method, `${of}/comments/${path}`, body))).toBe('404 notFound');
});

/** Stored as this person's, whatever the guard of the rooms has to say: what reading makes of the journal is what is tried. */
async function storedAs(personId: string, write_: (words: string) => readonly Node[]): Promise<void> {
  const ydoc = new Y.Doc();
  for (const { update } of await server.storage.journal.readDocumentUpdates(library.report)) Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  writeDocument(
    reader,
    document.copy(
      Fragment.from(document.children.map((child) => (child.type.name === 'title' ? child.copy(Fragment.from(write_(child.textContent))) : child))),
    ),
  );
  const update = Y.encodeStateAsUpdate(ydoc, before);
  await server.storage.journal.appendBatch([{ documentId: library.report, update, personId, at: new Date('2026-11-23T08:30:00.000Z') }]);
}
