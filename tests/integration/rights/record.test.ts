import { Fragment, type Node } from '@tiptap/pm/model';
import { encodeUpdate } from '@yrka/protocol';
import { schema } from '@yrka/schema';
import { p } from '@yrka/test-builders';
import { compacted, documentFromUpdates, readDocument, Reader, rejectAll, rootOf, writeDocument } from '@yrka/ydoc';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentDetails, SuggestionList } from '../../../apps/server/src/api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../../../apps/server/src/appForTests.ts';
import { demonstrationIds } from '../../../apps/server/src/demonstration/seed.ts';
import { shareForTests } from '../../../apps/server/src/documents/sharedForTests.ts';
import { HandClient, settle } from '../../../apps/server/src/rooms/socketPair.ts';

const { library } = demonstrationIds;
const of = `/api/documents/${library.report}`;
/** Written and taken out again; suggested and never accepted; what stands. */
const [removed, suggested, stands] = ['Gröngölingen', 'Nattskärran', 'Kungsfiskaren'] as const;
const words = (bytes: Uint8Array) => [removed, suggested, stands].filter((word) => Buffer.from(bytes).includes(word));

/** Sends what a person wrote as the difference that it is. */
async function write(server: TestServer, change: (document: Node) => Node): Promise<void> {
  const ydoc = new Y.Doc();
  for (const { update } of await server.storage.journal.readDocumentUpdates(library.report)) Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  writeDocument(reader, change(reader.read()));
  const update = new Uint8Array(Y.encodeStateAsUpdate(ydoc, before));
  expect((await (await server.browser('rakel-dal')).send('POST', `${of}/updates`, update)).status).toBe(204);
}

const adding = (paragraph: Node) => (document: Node) => document.copy(document.content.addToEnd(paragraph));
const withoutLast = (document: Node) => document.copy(Fragment.from(document.children.slice(0, -1)));
const suggestion = schema.mark('insertion', { id: '7hQ2mKpZ9xRb', by: 'rakel-dal' });

async function finalise(server: TestServer): Promise<void> {
  const [rakel, ylva] = await Promise.all([server.browser('rakel-dal'), server.browser('ylva-norin')]);
  expect((await rakel.send('POST', `${of}/acts/sendForApproval`, {})).status).toBe(200);
  const { sha256 } = (await server.storage.rows.way.lock(library.report)) ?? {};
  expect((await ylva.send('POST', `${of}/acts/approve`, { sha256: sha256 ?? '' })).status).toBe(200);
  expect((await rakel.send('POST', `${of}/acts/finalise`, {})).status).toBe(200);
}

async function finalised(): Promise<TestServer> {
  const server = await startTestServer();
  await write(server, adding(p(`${removed} i texten.`)));
  await write(server, withoutLast);
  await write(server, adding(schema.node('paragraph', {}, [schema.text(`${stands} `), schema.text(suggested, [suggestion])])));
  await finalise(server);
  return server;
}

const stateOf = async (browser: Browser) =>
  new Uint8Array(await (await browser.send('GET', `${of}/state`, undefined, { 'Accept-Encoding': 'identity' })).arrayBuffer());

/** All that a connection is sent, as it comes. */
async function sentTo(server: TestServer, personId: string): Promise<{ readonly bytes: Uint8Array; readonly client: HandClient }> {
  const client = new HandClient(server.rooms, library.report, { id: personId, name: personId, role: 'member', party: null, isProtected: false });
  const frames: Uint8Array[] = [];
  for (let quiet = false; !quiet; ) {
    await server.rooms.idle();
    frames.push(...client.inbox);
    quiet = !client.deliver() && !client.flush();
  }
  return { bytes: Buffer.concat(frames), client };
}

it('[WIRE37] shows one who reads a public record no word that was taken out of it, or suggested and not accepted, by bytes or by number', async () => {
  const server = await finalised();
  const anna = await server.browser('anna-lind');
  const state = await stateOf(anna);
  expect(words(state)).toEqual([stands]);
  const { bytes, client } = await sentTo(server, 'anna-lind');
  expect(words(bytes)).toEqual([stands]);
  // It is the text that was finalised, whole.
  const whole = documentFromUpdates((await server.storage.journal.readDocumentUpdates(library.report)).map(({ update }) => update));
  for (const shown of [documentFromUpdates([state]), readDocument(client.doc)]) expect(shown.toJSON()).toEqual(rejectAll(whole).toJSON());
  expect((await anna.get<SuggestionList>(`${of}/suggestions`)).suggestions).toEqual([]);
  const { seq } = await anna.get<DocumentDetails>(of);
  for (const door of ['content', 'clauses']) {
    expect(await refusalOf(await anna.send('GET', `${of}/${door}?version=${seq - 1}`))).toBe('403 noRight');
    expect((await anna.send('GET', `${of}/${door}?version=${seq}`)).status).toBe(200);
  }
  // Nothing is written in it.
  client.write(encodeUpdate(Y.encodeStateAsUpdate(new Y.Doc())));
  (client.doc.getXmlFragment('document').get(0) as Y.XmlElement).setAttribute('id', 'annat');
  await settle(server.rooms, client);
  expect(client.notices).toContainEqual(expect.objectContaining({ type: 'refused', code: 'readOnly' }));
  // Those who worked with it have it all.
  expect(words(await stateOf(await server.browser('rakel-dal')))).toEqual([removed, suggested, stands]);
});

it('[WIRE37] shows a public record whose history was cleared away', async () => {
  const server = await finalised();
  const { journal, snapshots } = server.storage;
  const seq = await journal.lastSeq(library.report);
  const update = compacted((await journal.readDocumentUpdates(library.report)).map((entry) => entry.update));
  await journal.appendBatch([{ documentId: library.report, update, personId: null, at: new Date(0), epoch: 1 }]);
  await server.rooms.forget(library.report);
  await snapshots.drop(library.report);
  await journal.erase(library.report, seq);
  expect(words(await stateOf(await server.browser('anna-lind')))).toEqual([stands]);
});

it('[WIRE37] shows one who reviewed a report, once it is finalised, nothing of how it came to be but what was shared', async () => {
  const server = await startTestServer();
  await shareForTests(server.storage, library.report, 'maria-holm');
  const maria = await server.browser('maria-holm');
  const { client } = await sentTo(server, 'maria-holm');
  await write(server, adding(p(`${removed} i texten.`)));
  await write(server, withoutLast);
  await write(server, adding(p(stands)));
  await finalise(server);
  const frames: Uint8Array[] = [];
  for (let quiet = false; !quiet; ) {
    await server.rooms.idle();
    frames.push(...client.inbox);
    quiet = !client.deliver() && !client.flush();
  }
  expect(words(Buffer.concat(frames))).toEqual([stands]);
  expect(readDocument(client.doc).textContent).toContain(stands);
  expect(client.notices.filter(({ type }) => type === 'shared')).toEqual([]);
  const { seq, readsVersions } = await maria.get<DocumentDetails>(of);
  expect(readsVersions).toBe(false);
  expect(await refusalOf(await maria.send('GET', `${of}/content?version=${seq - 1}`))).toBe('403 noRight');
});
