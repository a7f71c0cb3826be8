import { bjorkvik, schema } from '@yrka/schema';
import { createMemoryStorage, type MemoryStorage, type Run, StorageError } from '@yrka/storage';
import { document, matter } from '@yrka/storage/rowsForTests';
import { decide, Reader, rootOf, seedDocument, writeDocument } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import { afterAll, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { projectDocuments } from '../documents/projecting.ts';
import { IntegratingThread } from './integratingThread.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { HandClient, settle } from './socketPair.ts';
import type { RoomPerson } from './types.ts';

const person = (id: string): RoomPerson => ({ id, name: id, role: 'member', party: 'L', isProtected: false });
const [anna, eva] = [person('anna'), person('eva')];
const motion = 'motion-1';
const began = new Date('2026-11-01T08:00:00Z');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const thread = new IntegratingThread(silent);

let storage: MemoryStorage;
let time: Date;
let isBroken: boolean;

afterAll(() => thread.end());

beforeEach(async () => {
  storage = createMemoryStorage();
  time = new Date('2026-11-26T13:00:00Z');
  isBroken = false;
  await storage.journal.appendBatch([{ documentId: motion, update: seedDocument('motion', bjorkvik), personId: null, at: began }]);
  await storage.rows.insertMatter(matter('m1'), [document(motion, 'm1')]);
});

/** A server on the storage; its timers never ring, so that it writes no rows unless it is asked to. */
function open(): Rooms {
  return createRooms({
    storage,
    thread,
    logger: silent,
    clock: { now: () => time, after: () => () => undefined },
    authorise: async () => 'write',
    project: async (projections) => {
      if (isBroken) throw new StorageError('full', 'no room');
      await projectDocuments(storage, projections);
    },
  });
}

/** One person's page. */
class Page {
  readonly #rooms: Rooms;
  readonly client: HandClient;

  constructor(rooms: Rooms, who: RoomPerson) {
    this.#rooms = rooms;
    this.client = new HandClient(rooms, motion, who);
  }

  async change(change: (document: Node) => Node): Promise<void> {
    await settle(this.#rooms, this.client);
    const reader = new Reader(rootOf(this.client.doc), schema);
    const after = change(reader.read());
    this.client.doc.transact(() => writeDocument(reader, after));
    await settle(this.#rooms, this.client);
  }

  title(...words: readonly Node[]): Promise<void> {
    return this.change((document) => withTitle(document, ...words));
  }

  /** Key by key, one a second, behind what stands there. */
  async type(words: string, before = ''): Promise<void> {
    for (let length = before.length + 1; length <= words.length; length++) {
      time = new Date(time.getTime() + 1_000);
      await this.title(schema.text(words.slice(0, length)));
    }
  }
}

/** The runs, but for those of the template, by who and what; ids of clients are random. */
async function told(): Promise<readonly string[]> {
  const runs = await storage.rows.runs.of(motion);
  const line = ({ did, personId, length, at, source }: Run) =>
    `${personId} ${did} ${length} at ${at.toISOString().slice(11, 19)}${source?.kind === 'suggestion' ? ` from ${source.by}` : ''}`;
  return runs
    .filter(({ source }) => source?.kind !== 'template')
    .map(line)
    .toSorted();
}

it('keeps a burst of key presses as one run, by whom and when, and what the template gave as its own', async () => {
  const rooms = open();
  const page = new Page(rooms, anna);
  await page.type('Cykelbanor nu');
  await rooms.writeRuns(motion);
  await page.type('Cykelbanor nu, tack', 'Cykelbanor nu');
  time = new Date(time.getTime() + 61_000);
  await page.title(schema.text('Cykelbanor'));
  await rooms.writeRuns(motion);
  expect(await told()).toEqual(['anna removed 9 at 13:01:20', 'anna wrote 19 at 13:00:01']);
  const [template] = (await storage.rows.runs.of(motion)).filter(({ source }) => source?.kind === 'template');
  expect(template).toMatchObject({ clientId: 1, clock: 0, personId: 'anna', at: began });
  expect(await storage.rows.runs.progress(motion)).toBe(await storage.journal.lastSeq(motion));
});

it('derives the same from the journal when the server ended between journal and rows', async () => {
  const first = open();
  const [a, e] = [new Page(first, anna), new Page(first, eva)];
  await a.type('En damm');
  await first.writeRuns(motion);
  await e.change((document) => withTitle(document, schema.text('En '), suggested('stor '), schema.text('damm')));
  await a.change((document) => decide(document, 'accept', () => true));
  // Nothing more is written: another server goes on with what is stored.
  expect(await told()).toEqual(['anna wrote 7 at 13:00:01']);
  const second = open();
  await second.writeRuns(motion);
  const derived = await told();
  expect(derived).toContain('anna accepted 5 at 13:00:07 from eva');
  expect(derived.some((line) => line.startsWith('eva wrote'))).toBe(true);
  // And told by the first after all, it is no more than that.
  await first.writeRuns(motion);
  expect(await told()).toEqual(derived);
});

it('derives what a snapshot stands for from the journal, for documents that are older than runs', async () => {
  const rooms = open();
  const page = new Page(rooms, anna);
  await page.type('En damm');
  await page.title(schema.text('En'));
  await rooms.writeRuns(motion);
  const [written, all] = [await told(), await storage.rows.runs.of(motion)];
  const upTo = await storage.journal.lastSeq(motion);
  const older = createMemoryStorage();
  await older.rows.insertMatter(matter('m1'), [document(motion, 'm1')]);
  await older.journal.appendBatch((await storage.journal.readDocumentUpdates(motion)).map(({ seq: _seq, ...entry }) => ({ documentId: motion, ...entry })));
  await older.snapshots.write({ documentId: motion, epoch: 1, upTo, update: Y.encodeStateAsUpdate(page.client.doc) });
  storage = older;
  await open().writeRuns(motion);
  expect(await told()).toEqual(written);
  expect(await storage.rows.runs.of(motion)).toEqual(all);
  expect(await storage.rows.runs.progress(motion)).toBe(upTo);
});

it('tells again what could not be stored', async () => {
  const rooms = open();
  const page = new Page(rooms, anna);
  await page.type('En');
  isBroken = true;
  await rooms.writeRuns(motion);
  await page.type('En damm', 'En');
  expect([await told(), await storage.rows.runs.progress(motion)]).toEqual([[], 0]);
  isBroken = false;
  await rooms.writeRuns(motion);
  expect(await told()).toEqual(['anna wrote 7 at 13:00:01']);
});

it('keeps nothing of a document whose runs have ended', async () => {
  await storage.rows.runs.end(motion);
  const rooms = open();
  await new Page(rooms, anna).type('En damm');
  await rooms.writeRuns(motion);
  expect([await storage.rows.runs.of(motion), await storage.rows.runs.progress(motion)]).toEqual([[], null]);
});

const suggested = (words: string) => schema.text(words, [schema.mark('insertion', { id: 's1', by: 'eva' })]);
const withTitle = (document: Node, ...words: readonly Node[]) =>
  schema.node(
    'doc',
    null,
    document.children.map((block) => (block.type.name === 'title' ? block.type.create(block.attrs, words) : block)),
  );
