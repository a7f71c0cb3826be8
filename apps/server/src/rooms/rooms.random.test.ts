import { bjorkvik } from '@yrka/schema';
import { createMemoryStorage, type Journal, type MemoryStorage, readHistory, StorageError, updatesOf } from '@yrka/storage';
import { rootOf, seedDocument } from '@yrka/ydoc';
import { randomBelow } from '@yrka/ydoc/churnForTests';
import { afterAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Clock } from './clock.ts';
import { IntegratingThread } from './integratingThread.ts';
import { NoClock } from './noClockForTests.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { HandClient } from './socketPair.ts';
import type { RoomPerson } from './types.ts';

const runs = 80;
const firstSeed = Number(process.env.YRKA_SEED ?? Date.now() % 1_000_000);
/** Tried each time. */
const keptSeeds = [1, 2, 3, 5, 8, 13, 21, 34];
const people: readonly RoomPerson[] = ['anna', 'omar', 'eva'].map((id) => ({ id, name: id, role: 'member', party: null, isProtected: false }));
const motion = 'motion-1';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const thread = new IntegratingThread(silent);

afterAll(() => thread.end());

it('[WIRE5, WIRE7, WIRE8, WIRE25] brings everybody to one text, whatever crosses, breaks and fails on the way, and shows nothing that is not stored', async () => {
  let words = 0;
  const seeds = [...keptSeeds, ...Array.from({ length: runs }, (_, index) => firstSeed + index)];
  for (const seed of seeds) words += await runSession(seed);
  console.log(`rooms: ${seeds.length} random sessions, kept seeds and from ${firstSeed}, ${words} words`);
});

/** One session of three people, each with a page that survives connections and servers. Returns how many words it had. */
async function runSession(seed: number): Promise<number> {
  const below = randomBelow(seed);
  const storage = createMemoryStorage();
  await storage.journal.appendBatch([{ documentId: motion, update: seedDocument('motion', bjorkvik), personId: null, at: new Date(0) }]);
  const clock = new NoClock();
  let server = startServer(storage, clock);
  const pages = people.map((person) => ({ person, doc: new Y.Doc(), client: null as HandClient | null, has: null as number | null }));
  const typed: string[] = [];

  const connect = (page: (typeof pages)[number]) => {
    page.client ??= new HandClient(server.rooms, motion, page.person, { doc: page.doc, has: page.has });
    page.has = null;
  };
  /** While there is no connection, as a page does before its first. */
  const takeStoredBytes = async (page: (typeof pages)[number]) => {
    const whole = await server.rooms.whole(motion, page.person, 'identity');
    if (whole === null) throw new Error('Everybody may read here');
    Y.applyUpdate(page.doc, whole.bytes);
    page.has = whole.seq;
  };
  const disconnect = (page: (typeof pages)[number]) => {
    page.client?.disconnect();
    page.client = null;
  };
  const checkShown = async () => {
    const stored = new Y.Doc();
    for (const update of updatesOf(await readHistory(storage, motion))) Y.applyUpdate(stored, update);
    const state = Y.decodeStateVector(Y.encodeStateVector(stored));
    for (const { doc } of pages) {
      for (const [client, seen] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
        const isOwn = client === doc.clientID;
        if (!isOwn) expect(seen, `seed ${seed}: words of ${client} were shown before they were stored`).toBeLessThanOrEqual(state.get(client) ?? 0);
      }
    }
  };

  const settle = async () => {
    for (let isQuiet = false; !isQuiet; ) {
      await server.rooms.idle();
      clock.runAll();
      await server.rooms.idle();
      isQuiet = true;
      for (const { client } of pages) {
        if (client?.deliver() === true) isQuiet = false;
        if (client?.flush() === true) isQuiet = false;
      }
    }
  };

  for (const page of pages) connect(page);
  await settle();
  for (let step = 0; step < 60; step++) {
    const page = pages[below(pages.length)] as (typeof pages)[number];
    const root = rootOf(page.doc);
    switch (below(12)) {
      case 0:
      case 1:
      case 2:
      case 3: {
        const word = `w${typed.length}x`;
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText(word)]);
        root.insert(below(root.length), [paragraph]);
        typed.push(word);
        break;
      }
      case 4:
        if (root.length > 12) root.delete(below(root.length));
        break;
      case 5:
        connect(page);
        break;
      case 6:
        disconnect(page);
        if (below(2) === 0) await takeStoredBytes(page);
        break;
      case 7:
        page.client?.flush();
        break;
      case 8:
        page.client?.deliver();
        break;
      case 9:
        await server.rooms.idle();
        break;
      case 10:
        // A crash: nobody is told anything.
        if (below(4) === 0) {
          for (const other of pages) disconnect(other);
          server.crash();
          server = startServer(storage, clock);
        }
        break;
      case 11:
        if (below(3) === 0) await failForAWhile();
        break;
    }
    await checkShown();
  }

  async function failForAWhile(): Promise<void> {
    storage.failAppends(new StorageError('full', 'no room'));
    for (const { client } of pages) client?.flush();
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    for (const { client } of pages) client?.deliver();
    await checkShown();
    storage.failAppends(null);
    clock.runAll();
    await server.rooms.idle();
  }

  for (const page of pages) connect(page);
  await settle();
  const texts = pages.map(({ doc }) => rootOf(doc).toString());
  expect(new Set(texts).size, `seed ${seed}: the pages differ`).toBe(1);
  const stored = new Y.Doc();
  for (const update of updatesOf(await readHistory(storage, motion))) Y.applyUpdate(stored, update);
  expect(rootOf(stored).toString(), `seed ${seed}: the journal differs`).toBe(texts[0]);
  expect(
    pages.map(({ client }) => client?.notices.filter(({ type }) => type === 'refused')),
    `seed ${seed}: something was refused`,
  ).toEqual([[], [], []]);
  expect(
    pages.every(({ client }) => client?.isAllStored === true),
    `seed ${seed}: something was never acknowledged`,
  ).toBe(true);
  return typed.length;
}

/** A server with a way of its own to the storage, which a crash cuts off. */
function startServer(storage: MemoryStorage, clock: Clock): { readonly rooms: Rooms; crash(): void } {
  let isDead = false;
  const journal: Journal = {
    appendBatch: (entries) => (isDead ? new Promise(() => undefined) : storage.journal.appendBatch(entries)),
    readDocumentUpdates: (...asked) => storage.journal.readDocumentUpdates(...asked),
    times: (...asked) => storage.journal.times(...asked),
    lastSeq: (documentId) => storage.journal.lastSeq(documentId),
    bases: (documentId) => storage.journal.bases(documentId),
    erase: (documentId) => storage.journal.erase(documentId),
    coolDown: (...asked) => storage.journal.coolDown(...asked),
  };
  // Compacted whenever time passes, whoever is in it.
  const limits = { compaction: { entries: 3, bytes: 1_000, afterMs: 0 } };
  const rooms = createRooms({ storage: { ...storage, journal }, clock, limits, logger: silent, thread, authorise: async () => 'write' });
  return {
    rooms,
    crash: () => {
      isDead = true;
    },
  };
}
