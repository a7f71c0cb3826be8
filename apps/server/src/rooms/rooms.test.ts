import { encodeAwareness, encodeStep1, encodeStep2, encodeUpdate, messageTags } from '@yrka/protocol';
import { bjorkvik, newBlockId } from '@yrka/schema';
import { createMemoryStorage, type MemoryStorage, StorageError } from '@yrka/storage';
import { documentFromUpdates, inspectUpdate, Reader, readDocument, rootOf, seedDocument, writeDocument } from '@yrka/ydoc';
import { holdingUpdate } from '@yrka/ydoc/forgedUpdatesForTests';
import type { Worker } from 'node:worker_threads';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Fragment } from 'prosemirror-model';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Clock } from './clock.ts';
import { encodings } from './compressed.ts';
import { decodePresence, encodePresence } from './presence.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { IntegratingThread } from './integratingThread.ts';
import { HandClient, settle } from './socketPair.ts';
import type { Access, LateWork, Projection, RoomLimits, RoomPerson } from './types.ts';

const anna: RoomPerson = { id: 'anna', name: 'Anna Lind', role: 'member', party: 'L', isProtected: false };
const omar: RoomPerson = { id: 'omar', name: 'Omar Said', role: 'member', party: 'L', isProtected: false };
const motion = 'motion-1';

let storage: MemoryStorage;
let clock: HandClock;
let access: (person: Pick<RoomPerson, 'id'>, documentId: string) => Access;
let projections: Projection[];
let rooms: Rooms;
let logged: string[];
let late: LateWork[];
/** What asking for rights waits for. */
let isAsked: PromiseLike<void>;
/** What keeping late work waits for. */
let lateIsKept: Promise<void>;
/** Begun once for all these rooms, which are never closed. */
const shared = newThread();
let thread = shared;

afterAll(() => shared.end());

beforeEach(async () => {
  storage = createMemoryStorage();
  clock = new HandClock();
  access = () => 'write';
  projections = [];
  logged = [];
  late = [];
  isAsked = Promise.resolve();
  lateIsKept = Promise.resolve();
  await storage.journal.appendBatch([{ documentId: motion, update: seedDocument('motion', bjorkvik), personId: null, at: new Date(0) }]);
  rooms = open();
});

describe('syncing', () => {
  it('[WIRE5] brings two people to the same text', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'hej');
    type(b, 'då');
    await settle(rooms, a, b);
    expect(wordsOf(a)).toBe(wordsOf(b));
    expect(wordsOf(a)).toContain('hej');
    expect(wordsOf(a)).toContain('då');
  });

  it('[WIRE6] opens a document of which no snapshot was written for 150,000 entries', async () => {
    const entry = { documentId: motion, update: Uint8Array.of(0, 0), personId: null, at: new Date(0) };
    await storage.journal.appendBatch(Array.from({ length: 150_000 }, () => entry));
    const a = join(anna);
    await settle(rooms, a);
    expect([a.closedWith, a.isAllStored, wordsOf(a)]).toEqual([null, true, expect.stringContaining('<title')]);
  });

  it('[WIRE3] sends a foreign tool nothing that y-protocols does not have', async () => {
    const tool = new HandClient(rooms, motion, anna, { isForeign: true });
    await settle(rooms, tool);
    type(tool, 'hej');
    rootOf(tool.doc).push([new Y.XmlElement('script')]);
    await settle(rooms, tool);
    expect(tool.acks).toEqual([]);
    expect(tool.notices).toEqual([]);
    expect(await storage.journal.lastSeq(motion)).toBe(2);
  });

  it('[WIRE24] tells how far one has been sent the document: with it, and a second after more was stored', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    expect([a.sent, b.sent]).toEqual([[1], [1]]);
    type(a, 'hej');
    await settle(rooms, a, b);
    type(b, 'då');
    await settle(rooms, a, b);
    expect([a.sent, b.sent]).toEqual([[1], [1]]);
    clock.advance(1_000);
    // Who wrote has it from themselves.
    for (const client of [a, b]) client.deliver();
    const last = await storage.journal.lastSeq(motion);
    expect([a.sent, b.sent]).toEqual([
      [1, last],
      [1, last],
    ]);
    clock.advance(5_000);
    for (const client of [a, b]) client.deliver();
    expect(a.sent).toHaveLength(2);
  });

  it('[WIRE24] never tells of what is not sent yet', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'hej');
    await settle(rooms, a);
    const isTold = Promise.withResolvers<void>();
    isAsked = isTold.promise;
    rooms.rightsChanged(motion);
    clock.advance(1_000);
    b.deliver();
    expect([wordsOf(b).includes('hej'), b.sent]).toEqual([true, [1]]);
    access = (person) => (person.id === 'omar' ? 'none' : 'write');
    isTold.resolve();
    await settle(rooms, a, b);
    expect([a.sent.at(-1), b.sent, b.closedWith]).toEqual([await storage.journal.lastSeq(motion), [1], 'noRight']);
  });

  it.each(encodings)('[WIRE25] gives the same over HTTP as over a connection, in %s', async (encoding) => {
    const a = join(anna);
    await settle(rooms, a);
    type(a, 'hej');
    rootOf(a.doc).delete(0, 1);
    await settle(rooms, a);
    const { seq, bytes } = await wholeFor(omar, encoding);
    expect(seq).toBe(await storage.journal.lastSeq(motion));
    const opened = new Y.Doc();
    Y.applyUpdate(opened, plainOf[encoding](bytes));
    const b = join(omar);
    await settle(rooms, b);
    expect(Y.encodeStateAsUpdate(opened)).toEqual(Y.encodeStateAsUpdate(b.doc));
    expect(rootOf(opened).toString()).toContain('hej');
  });

  it('[WIRE25] loads and compresses once for fifty who open at the same time, and again when there is more', async () => {
    let reads = 0;
    const { readDocumentUpdates } = storage.journal;
    storage.journal.readDocumentUpdates = (...asked) => {
      reads++;
      return readDocumentUpdates.apply(storage.journal, asked);
    };
    const all = await Promise.all(Array.from({ length: 50 }, () => wholeFor(anna, 'br')));
    expect([reads, new Set(all.map(({ bytes }) => bytes)).size]).toEqual([1, 1]);
    const a = join(anna);
    await settle(rooms, a);
    type(a, 'hej');
    await settle(rooms, a);
    const later = await wholeFor(anna, 'br');
    expect([later.bytes === all[0]?.bytes, later.seq]).toEqual([false, 2]);
    expect((await wholeFor(anna, 'br')).bytes).toBe(later.bytes);
    clock.advance(5_000);
    expect((await wholeFor(anna, 'br')).bytes).not.toBe(later.bytes);
  });

  it('[WIRE25] gives nothing over HTTP that is not in the journal', async () => {
    const a = join(anna);
    await settle(rooms, a);
    const appends = holdAppends();
    type(a, 'hej');
    a.flush();
    await appends.begun();
    const before = await wholeFor(omar, 'identity');
    appends.release();
    await settle(rooms, a);
    const after = await wholeFor(omar, 'identity');
    expect([before, after].map(({ seq, bytes }) => [seq, Buffer.from(bytes).includes('hej')])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('[WIRE25] sends who has the stored bytes what came after them, and nothing twice', async () => {
    const a = join(anna);
    await settle(rooms, a);
    type(a, 'hej');
    rootOf(a.doc).delete(0, 1);
    await settle(rooms, a);
    const { seq, bytes } = await wholeFor(omar, 'identity');
    const opened = () => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, bytes);
      return new HandClient(rooms, motion, omar, { doc, has: seq });
    };
    const b = opened();
    b.flush();
    await rooms.idle();
    b.flush();
    // Not even the deletions, which a state vector does not tell of.
    expect(b.inbox).toContainEqual(encodeStep2(Uint8Array.of(0, 0)));
    type(a, 'då');
    rootOf(a.doc).delete(0, 1);
    await settle(rooms, a);
    const c = opened();
    await settle(rooms, a, b, c);
    expect(Y.encodeStateAsUpdate(c.doc)).toEqual(Y.encodeStateAsUpdate(a.doc));
    expect([c.closedWith, c.sent]).toEqual([null, [await storage.journal.lastSeq(motion)]]);
  });

  it.each([
    ['what never was', 999, 1],
    ['what came before all that is remembered', 1, 1],
    ['everything, and has nothing', 102, 0],
  ])('[WIRE25] sends what the state vector lacks to who says that they have %s', async (_, has, upTo) => {
    const doc = new Y.Doc();
    for (const { update } of (await storage.journal.readDocumentUpdates(motion)).slice(0, upTo)) Y.applyUpdate(doc, update);
    const a = join(anna);
    await settle(rooms, a);
    for (let edit = 0; edit < 101; edit++) {
      type(a, `ord ${edit}`);
      await settle(rooms, a);
    }
    expect(await storage.journal.lastSeq(motion)).toBe(102);
    const b = new HandClient(rooms, motion, omar, { doc, has });
    await settle(rooms, b);
    expect(wordsOf(b)).toBe(wordsOf(a));
  });

  it('[WIRE25] gives nothing over HTTP to one who may not read, or may no more when it is ready', async () => {
    for (const answer of ['none', 'unknown'] as const) {
      access = () => answer;
      expect(await rooms.whole(motion, omar, 'br')).toBeNull();
    }
    expect(rooms.size.rooms).toBe(0);
    const answers: Access[] = ['read', 'none'];
    access = () => answers.shift() ?? 'none';
    expect(await rooms.whole(motion, omar, 'br')).toBeNull();
    access = () => 'read';
    expect(await rooms.whole(motion, omar, 'br')).not.toBeNull();
    // Nobody came after all: it is put away like any other.
    clock.advance(30_000);
    await rooms.idle();
    expect(rooms.size.rooms).toBe(0);
  });

  it('[WIRE6] answers sync step 1 with the whole document, only when it is loaded', async () => {
    const a = join(anna);
    a.flush();
    expect(a.inbox).toEqual([]);
    await settle(rooms, a);
    expect(rootOf(a.doc).length).toBeGreaterThan(0);
  });

  it('[WIRE6] loads a document once for all who ask at the same time', async () => {
    let reads = 0;
    const { readDocumentUpdates } = storage.journal;
    storage.journal.readDocumentUpdates = (...asked) => {
      reads++;
      return readDocumentUpdates.apply(storage.journal, asked);
    };
    await settle(rooms, join(anna), join(omar), join(anna));
    expect(reads).toBe(1);
  });

  it('[WIRE6] tells nobody what failed to load, and loads it for the next who asks', async () => {
    const { readDocumentUpdates } = storage.journal;
    storage.journal.readDocumentUpdates = () => Promise.reject(new StorageError('failed', 'broken'));
    const a = join(anna);
    await settle(rooms, a);
    expect(a.closedWith).toBe('storageFailing');
    storage.journal.readDocumentUpdates = readDocumentUpdates;
    const b = join(anna);
    await settle(rooms, b);
    expect(b.closedWith).toBeNull();
    expect(rootOf(b.doc).length).toBeGreaterThan(0);
  });

  it('[WIRE7] asks the sender for what is missing before an update that leaves a gap, and shows it to nobody', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'förlorat');
    a.drop();
    type(a, 'sedan');
    a.flush();
    await rooms.idle();
    const stored = await storage.journal.lastSeq(motion);
    expect(stored).toBe(1);
    const askedBefore = a.asked;
    await settle(rooms, a, b);
    expect(a.asked).toBe(askedBefore + 1);
    expect(wordsOf(b)).toBe(wordsOf(a));
    expect(wordsOf(b)).toContain('förlorat');
    expect(a.acks.at(-1)).toBe(3);
  });

  it('[WIRE10] does not take a step 2 without the words that left a gap for one that repeats them', async () => {
    const a = join(anna);
    await settle(rooms, a);
    const acked = a.acks.at(-1) ?? 0;
    const before = Y.encodeStateAsUpdate(a.doc);
    type(a, 'förlorat');
    a.drop();
    type(a, 'sedan');
    a.write(encodeStep2(before));
    a.flush();
    await rooms.idle();
    expect([a.acks.at(-1) ?? 0, await storage.journal.lastSeq(motion)]).toEqual([acked, 1]);
    // The answer to what it was asked has them.
    await settle(rooms, a);
    expect([a.acks.at(-1), wordsOf(a)]).toEqual([acked + 3, expect.stringContaining('förlorat')]);
  });

  it('[WIRE7] stores nothing for a step 2 that repeats what is known, deletions included', async () => {
    const a = join(anna);
    await settle(rooms, a);
    type(a, 'bort');
    rootOf(a.doc).delete(rootOf(a.doc).length - 1);
    await settle(rooms, a);
    const before = await storage.journal.lastSeq(motion);
    const again = new HandClient(rooms, motion, anna);
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(a.doc), again);
    await settle(rooms, again);
    expect(await storage.journal.lastSeq(motion)).toBe(before);
    expect(again.acks.at(-1)).toBe(1);
  });
});

describe('rights that change', () => {
  it('[WIRE9] sends nothing of what others write while it asks, and never to one who may read no longer', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    const asked = Promise.withResolvers<void>();
    isAsked = asked.promise;
    access = ({ id }) => (id === omar.id ? 'none' : 'write');
    rooms.rightsChanged(motion);
    type(a, 'hemligt');
    a.flush();
    await turns();
    b.deliver();
    expect(wordsOf(b)).not.toContain('hemligt');
    asked.resolve();
    await settle(rooms, a, b);
    expect(b.closedWith).toBe('noRight');
    expect(wordsOf(b)).not.toContain('hemligt');
    expect(a.acks.at(-1)).toBe(2);
  });

  it('[WIRE9] sends afterwards what was written meanwhile to one who may still read', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    // Asked again only for Omar: what Anna writes is stored while his answer is on its way.
    const asked = Promise.withResolvers<void>();
    isAsked = asked.promise;
    access = ({ id }) => (id === omar.id ? 'read' : 'write');
    rooms.rightsChanged(motion);
    type(a, 'offentligt');
    a.flush();
    asked.resolve();
    await settle(rooms, a, b);
    expect(wordsOf(b)).toContain('offentligt');
  });
});

describe('locking', () => {
  it('[WIRE22] has all that was sent before in the journal when the lock is made, and lets in nothing that comes meanwhile', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'före');
    a.flush();
    const { stored, during } = await rooms.frozen(motion, async () => {
      const lastSeq = await storage.journal.lastSeq(motion);
      type(b, 'under');
      b.flush();
      await turns();
      access = () => 'late';
      return { stored: lastSeq, during: (await storage.journal.lastSeq(motion)) - lastSeq };
    });
    await settle(rooms, a, b);
    expect(stored).toBe(2);
    expect(during).toBe(0);
    expect(await storage.journal.lastSeq(motion)).toBe(2);
    expect(late.map(({ personId }) => personId)).toEqual([omar.id]);
    expect(b.notices).toEqual([{ type: 'late' }, { type: 'changed', rights: rooms.rightsOf(motion) }]);
    expect(wordsOf(a)).not.toContain('under');
    const again = new HandClient(rooms, motion, anna);
    await settle(rooms, again);
    expect(wordsOf(again)).toContain('före');
    expect(wordsOf(again)).not.toContain('under');
  });

  it('[WIRE22] acknowledges late work when it is kept, and not before', async () => {
    access = () => 'late';
    const a = join(anna);
    await settle(rooms, a);
    a.acks.length = 0;
    const kept = Promise.withResolvers<void>();
    lateIsKept = kept.promise;
    type(a, 'sent');
    a.flush();
    await turns();
    a.deliver();
    expect(a.acks).toEqual([]);
    kept.resolve();
    await settle(rooms, a);
    expect(a.acks).toEqual([2]);
    expect(await storage.journal.lastSeq(motion)).toBe(1);
  });

  it('[WIRE22] freezes one after another, and lets one who comes meanwhile in when it is over', async () => {
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const both = [
      rooms.frozen(motion, async () => {
        order.push('first');
        await first.promise;
      }),
      rooms.frozen(motion, async () => {
        order.push('second');
      }),
    ];
    await turns();
    const a = join(anna);
    await turns();
    a.deliver();
    expect(wordsOf(a)).toBe('');
    first.resolve();
    await Promise.all(both);
    await settle(rooms, a);
    expect(order).toEqual(['first', 'second']);
    expect(wordsOf(a)).not.toBe('');
  });

  it('writes nothing of a document that was thrown away, though it was in memory', async () => {
    const a = join(anna);
    await settle(rooms, a);
    type(a, 'kastat');
    await settle(rooms, a);
    await rooms.frozen(motion, () => rooms.forget(motion));
    await settle(rooms, a);
    expect(a.closedWith).toBe('unknownDocument');
    expect(rooms.size.rooms).toBe(0);
    expect(await storage.snapshots.read(motion)).toBeNull();
  });
});

describe('durability', () => {
  it('[WIRE8] shows an update to nobody before it is stored, and then acknowledges it', async () => {
    const held = holdAppends();
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    a.acks.length = 0;
    type(a, 'hej');
    a.flush();
    await held.begun();
    a.deliver();
    b.deliver();
    expect(wordsOf(b)).not.toContain('hej');
    expect(a.acks).toEqual([]);
    held.release();
    await settle(rooms, a, b);
    expect(wordsOf(b)).toContain('hej');
    expect(a.acks).toEqual([2]);
  });

  it('[WIRE8] tells several writers that their words are stored once, after what they wrote and together with it', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    for (const client of [a, b]) {
      client.packets.length = 0;
      type(client, 'hej');
    }
    for (const client of [a, b]) client.flush();
    await rooms.idle();
    const tags = (client: HandClient) => client.packets.map((frames) => frames.map((frame) => frame[0]));
    for (const client of [a, b]) {
      expect(tags(client)).toEqual([[messageTags.sync, messageTags.ack]]);
      expect(client.inbox.filter((frame) => frame[0] === messageTags.ack)).toHaveLength(1);
    }
  });

  it('[WIRE8] stores the updates of one turn, over all documents, as one batch', async () => {
    const other = 'motion-2';
    await storage.journal.appendBatch([{ documentId: other, update: seedDocument('motion', bjorkvik), personId: null, at: new Date(0) }]);
    const batches: number[] = [];
    const { appendBatch } = storage.journal;
    storage.journal.appendBatch = (entries) => {
      batches.push(entries.length);
      return appendBatch.call(storage.journal, entries);
    };
    const [a, b] = [join(anna), new HandClient(rooms, other, omar)];
    await settle(rooms, a, b);
    type(a, 'ett');
    type(a, 'två');
    type(b, 'tre');
    a.flush();
    b.flush();
    await settle(rooms, a, b);
    expect(batches).toEqual([3]);
  });

  it('[WIRE11] tells writers when storing fails, shows nothing, and heals without losing a word', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    expect(rooms.storageFailure).toBeNull();
    storage.failAppends(new StorageError('full', 'no room'));
    type(a, 'ett');
    a.flush();
    await turns();
    expect(rooms.storageFailure).toBe('full');
    type(a, 'två');
    a.flush();
    await turns();
    a.deliver();
    b.deliver();
    expect(a.notices).toEqual([{ type: 'storage', ok: false }]);
    expect(wordsOf(b)).not.toContain('ett');
    storage.failAppends(null);
    clock.advance(60_000);
    await settle(rooms, a, b);
    expect(a.notices.at(-1)).toEqual({ type: 'storage', ok: true });
    expect(rooms.storageFailure).toBeNull();
    expect(wordsOf(b)).toBe(wordsOf(a));
    expect(a.acks.at(-1)).toBe(3);
  });

  it('[WIRE11] holds nobody in another document where the store refuses what is written in one, tells nobody there that it is stored, and takes it later', async () => {
    const [a, b] = await joinTwoDocuments();
    const accept = refuseAppends(motion);
    type(a, 'ett');
    type(b, 'två');
    for (const client of [a, b]) client.flush();
    // What comes while they are tried one by one goes on from what is given up.
    await new Promise((resolve) => setImmediate(resolve));
    type(a, 'tre');
    a.flush();
    await settle(rooms, b);
    expect(b.isAllStored).toBe(true);
    expect(rooms.storageFailure).toBeNull();
    expect([a.closedWith, a.isAllStored]).toEqual(['storageFailing', false]);
    expect(await storage.journal.lastSeq(motion)).toBe(1);
    expect(rooms.unstoredBytes).toBe(0);
    accept();
    const again = new HandClient(rooms, motion, anna, { doc: a.doc });
    await settle(rooms, again);
    expect(again.isAllStored).toBe(true);
    const last = join(omar);
    await settle(rooms, last);
    expect(wordsOf(last)).toBe(wordsOf(again));
    expect(wordsOf(again)).toContain('tre');
    expect(logged.filter((line) => line.includes('given up'))).toHaveLength(1);
  });

  it('[WIRE11] keeps what the store refuses in the only document that anybody writes in, until another is stored without it', async () => {
    const [a, b] = await joinTwoDocuments();
    refuseAppends(motion);
    type(a, 'ett');
    a.flush();
    await turns();
    expect([a.closedWith, rooms.storageFailure]).toEqual([null, 'failed']);
    const overHttp = rooms.submit(
      motion,
      anna,
      updateOf((doc) => rootOf(doc).push([paragraph('över HTTP')])),
    );
    expect(await overHttp).toBe('storageFailing');
    type(b, 'två');
    b.flush();
    // No time passes: nobody waits for another document.
    await settle(rooms, b);
    expect([b.isAllStored, b.notices, rooms.storageFailure]).toEqual([
      true,
      [
        { type: 'storage', ok: false },
        { type: 'storage', ok: true },
      ],
      null,
    ]);
    expect([a.closedWith, await storage.journal.lastSeq(motion)]).toEqual(['storageFailing', 1]);
  });

  it.each([
    ['refuses twice and then takes', 'failed'],
    ['has no room for', 'full'],
  ] as const)('[WIRE11] gives nothing up that the store %s', async (_, code) => {
    const [a, b] = await joinTwoDocuments();
    const { appendBatch } = storage.journal;
    const refusals = ['failed', code, ...(code === 'full' ? [code] : [])] as const;
    let refused = 0;
    storage.journal.appendBatch = async (entries) => {
      const refusal = entries[0]?.documentId === motion ? refusals[refused++] : undefined;
      if (refusal !== undefined) throw new StorageError(refusal, 'not now');
      return appendBatch.call(storage.journal, entries);
    };
    type(a, 'ett');
    type(b, 'två');
    for (const client of [a, b]) client.flush();
    await turns();
    clock.advance(60_000);
    await settle(rooms, a, b);
    expect([refused > refusals.length, a.closedWith, a.isAllStored, b.isAllStored, rooms.unstoredBytes]).toEqual([true, null, true, true, 0]);
  });

  it('[WIRE21] ends while nothing can be stored, and lets nobody wait for it', async () => {
    const { a, words } = await typeOnFullDisk();
    await turns();
    const frozen = rooms.frozen(motion, async () => 'begun');
    const again = rooms.submit(motion, anna, words);
    const told = Promise.allSettled([frozen, again]);
    await rooms.close();
    expect(await told).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ code: 'failed' }) },
      { status: 'fulfilled', value: 'storageFull' },
    ]);
    expect(a.closedWith).toBe('serverStopping');
    expect(a.isAllStored).toBe(false);
  });

  it('[WIRE11] tells one who sends words over HTTP that are under way already when they cannot be stored', async () => {
    const { words } = await typeOnFullDisk();
    expect(await rooms.submit(motion, anna, words)).toBe('storageFull');
  });

  it('[WIRE11] gives nothing up where the store takes nothing at all', async () => {
    const [a, b] = await joinTwoDocuments();
    storage.failAppends(new StorageError('failed', 'the disk is gone'));
    type(a, 'ett');
    type(b, 'två');
    for (const client of [a, b]) client.flush();
    await turns();
    type(a, 'tre');
    a.flush();
    clock.advance(60_000);
    await turns();
    expect([a.closedWith, b.closedWith, rooms.storageFailure]).toEqual([null, null, 'failed']);
    storage.failAppends(null);
    clock.advance(60_000);
    await settle(rooms, a, b);
    expect([a.isAllStored, b.isAllStored, rooms.unstoredBytes]).toEqual([true, true, 0]);
  });

  it('[WIRE11] sends a writer away when more waits than may be kept, and keeps what was taken', async () => {
    rooms = open({ maxUnstoredBytes: 200 });
    const a = join(anna);
    await settle(rooms, a);
    storage.failAppends(new StorageError('full', 'no room'));
    type(a, 'ett');
    type(a, 'x'.repeat(500));
    a.flush();
    expect(a.closedWith).toBe('storageFailing');
    storage.failAppends(null);
    await turns();
    clock.advance(60_000);
    await rooms.idle();
    expect(await storage.journal.lastSeq(motion)).toBe(2);
  });

  it('[WIRE21] opens no document any more for a request that comes when it has stopped', async () => {
    const a = join(anna);
    await settle(rooms, a);
    await rooms.close();
    await expect(rooms.whole(motion, anna, 'br')).rejects.toMatchObject({ code: 'closed' });
    await expect(rooms.submit(motion, anna, seedDocument('motion', bjorkvik))).rejects.toMatchObject({ code: 'closed' });
    expect(rooms.size).toEqual({ rooms: 0, connections: 0 });
  });

  it('[WIRE21] stores what waits when the server stops, and sends everybody away to come back', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'sist');
    a.flush();
    await rooms.close();
    a.deliver();
    b.deliver();
    expect(wordsOf(b)).toContain('sist');
    expect([a.closedWith, b.closedWith]).toEqual(['serverStopping', 'serverStopping']);
    expect(await storage.journal.lastSeq(motion)).toBe(2);
    const late = join(anna);
    expect(late.closedWith).toBe('serverStopping');
  });
});

describe('rights', () => {
  it('[WIRE20] closes what a session opened when the session is ended or has run out', async () => {
    const endsAt = new Date(clock.now().getTime() + 60_000);
    const [tab, otherTab, otherBrowser, omars] = [
      new HandClient(rooms, motion, anna, { session: { id: 'one', endsAt } }),
      new HandClient(rooms, motion, anna, { session: { id: 'one', endsAt } }),
      new HandClient(rooms, motion, anna, { session: { id: 'two', endsAt } }),
      join(omar),
    ];
    await settle(rooms, tab, otherTab, otherBrowser, omars);
    rooms.sessionEnded('one');
    await settle(rooms, tab, otherTab, otherBrowser, omars);
    expect([tab, otherTab, otherBrowser, omars].map(({ closedWith }) => closedWith)).toEqual(['notSignedIn', 'notSignedIn', null, null]);
    clock.advance(70_000);
    await settle(rooms, otherBrowser, omars);
    expect([otherBrowser, omars].map(({ closedWith }) => closedWith)).toEqual(['notSignedIn', null]);
  });

  it('[WIRE20] closes what a person has open anywhere when they sign out everywhere', async () => {
    const endsAt = new Date(clock.now().getTime() + 60_000);
    const annas = ['one', 'two'].map((id) => new HandClient(rooms, motion, anna, { session: { id, endsAt } }));
    const omars = new HandClient(rooms, motion, omar, { session: { id: 'three', endsAt } });
    await settle(rooms, ...annas, omars);
    rooms.personSignedOut(anna.id);
    await settle(rooms, ...annas, omars);
    expect([...annas, omars].map(({ closedWith }) => closedWith)).toEqual(['notSignedIn', 'notSignedIn', null]);
  });

  it('[WIRE20] closes with what is wrong, once', async () => {
    access = (_person, documentId) => (documentId === 'hidden' ? 'none' : documentId === 'nowhere' ? 'unknown' : 'write');
    const closed = async (client: HandClient) => {
      await settle(rooms, client);
      return client.closedWith;
    };
    expect(await closed(new HandClient(rooms, 'hidden', anna))).toBe('noRight');
    expect(await closed(new HandClient(rooms, 'nowhere', anna))).toBe('unknownDocument');
    expect(await closed(new HandClient(rooms, motion, anna, { schema: 0 }))).toBe('olderSchema');
    expect(rooms.size.connections).toBe(0);
  });

  it.each([
    ['nothing', []],
    ['an unknown tag', [77]],
    ['an unknown sync message', [0, 9]],
    ['a length beyond the end', [0, 2, 200, 1]],
    ['a varint without end', [0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]],
    ['bytes after the end', [3, 1]],
    ['an update that is none', [0, 2, 3, 9, 9, 9]],
    ['a state vector that is none', [0, 0, 2, 9, 9]],
    ['presence that is no JSON', [1, 5, 1, 1, 1, 1, 120]],
  ])('[WIRE4] closes a connection that sends %s, and harms nobody else', async (_what, bytes) => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    a.write(Uint8Array.from(bytes));
    type(b, 'kvar');
    await settle(rooms, a, b);
    expect(a.closedWith).toBe('malformed');
    expect(b.closedWith).toBeNull();
    const c = join(anna);
    await settle(rooms, b, c);
    expect(wordsOf(c)).toContain('kvar');
  });

  it('goes on with the document behind the room after an update that Yjs throws at', async () => {
    // An item beside itself: the guard refuses it, so it is put where it could only come by a fault of ours.
    await storage.journal.appendBatch([{ documentId: motion, update: Uint8Array.of(1, 1, 50, 0, 0x84, 50, 0, 1, 97, 0), personId: 'omar', at: new Date(0) }]);
    rooms = open();
    const reader = new HandClient(rooms, motion, anna, { doc: new Y.Doc() });
    await rooms.idle();
    expect(logged.join()).toContain('could not be integrated');
    const late = documentFromUpdates((await storage.journal.readDocumentUpdates(motion)).map(({ update }) => update));
    expect(late.childCount).toBeGreaterThan(0);
    const outcome = await rooms.submit(
      motion,
      omar,
      updateOf((doc) => rootOf(doc).push([paragraph('efteråt')])),
    );
    await rooms.idle();
    clock.advance(1_000);
    await rooms.idle();
    expect(outcome).toBe('stored');
    expect(projections.at(-1)?.lists?.summary.search.text).toContain('efteråt');
    expect(reader.closedWith).toBeNull();
  });

  it('[WIRE4] sends away the one whose message it fails at, and nobody else', async () => {
    rooms = open({}, (update) => {
      if (new TextDecoder().decode(update).includes('ofattbart')) throw new Error('a fault of ours at: ofattbart');
      return inspectUpdate(update);
    });
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'ofattbart');
    type(b, 'begripligt');
    await settle(rooms, a, b);
    expect([a.closedWith, b.closedWith]).toEqual(['malformed', null]);
    expect(b.isAllStored).toBe(true);
    expect(logged.join()).toContain('A message could not be handled');
  });

  it('[WIRE4] closes a connection that sends too much', async () => {
    rooms = open({ maxMessageBytes: 1_000 });
    const a = join(anna);
    await settle(rooms, a);
    type(a, 'x'.repeat(2_000));
    await settle(rooms, a);
    expect(a.closedWith).toBe('tooLarge');
  });

  it('[WIRE26] closes the connection that is one too many for its person or its document, and counts those that are left', async () => {
    rooms = open({ maxConnectionsPerPerson: 2, maxConnectionsPerDocument: 3 });
    const [first, second, third] = [join(anna), join(anna), join(anna)];
    const [omars, another] = [join(omar), join(omar)];
    expect([first, second, third, omars, another].map(({ closedWith }) => closedWith)).toEqual([null, null, 'tooManyConnections', null, 'tooManyConnections']);
    first.disconnect();
    expect(join(anna).closedWith).toBeNull();
    expect(join(anna).closedWith).toBe('tooManyConnections');
  });

  it('[WIRE27] reads a client more slowly that sends more than a page could, and loses nothing of it', async () => {
    rooms = open({ budget: { burst: 10, perSecond: 2 } });
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    const words = Array.from({ length: 30 }, (_, index) => `ord${index}`);
    for (const word of words) type(a, word);
    await settle(rooms, a, b);
    expect([a.isPaused, b.isPaused]).toEqual([true, false]);
    expect(wordsOf(b)).toContain('ord0');
    expect(wordsOf(b)).not.toContain('ord29');
    type(b, 'Omars');
    await settle(rooms, b);
    expect(b.isAllStored).toBe(true);
    for (let seconds = 0; !a.isAllStored; seconds++) {
      expect(seconds).toBeLessThan(60);
      clock.advance(1_000);
      await settle(rooms, a, b);
    }
    expect(words.filter((word) => !wordsOf(b).includes(word))).toEqual([]);
    expect([a.closedWith, a.notices]).toEqual([null, []]);
  });

  it('[WIRE27] reads in portions what a client sends faster than at its pace', async () => {
    rooms = open({ budget: { burst: 10, perSecond: 500 } });
    const a = join(anna);
    await settle(rooms, a);
    for (let word = 0; word < 12; word++) type(a, `ord${word}`);
    await settle(rooms, a);
    expect(a.isPaused).toBe(true);
    clock.advance(99);
    expect(a.isPaused).toBe(true);
    clock.advance(1);
    expect(a.isPaused).toBe(false);
  });

  it('[WIRE27] reads a client again that it sends away, and counts a large message for many', async () => {
    rooms = open({ budget: { burst: 20, perSecond: 1 } });
    const a = join(anna);
    await settle(rooms, a);
    type(a, 'x'.repeat(20_000));
    await settle(rooms, a);
    expect(a.isPaused).toBe(true);
    rooms.personSignedOut(anna.id);
    expect([a.closedWith, a.isPaused]).toEqual(['notSignedIn', false]);
  });

  it('[WIRE27] takes what somebody sends over HTTP at the same pace, however many requests, and nobody else waits', async () => {
    rooms = open({ budget: { burst: 10, perSecond: 1 } });
    const a = join(anna);
    await settle(rooms, a);
    const updates = Array.from({ length: 4 }, () => Y.encodeStateAsUpdate(withWords(a.doc, 'x'.repeat(10_000)), Y.encodeStateVector(a.doc)));
    const answers: string[] = [];
    const sent = updates.map(async (update) => {
      await rooms.turn(anna.id, update.length);
      answers.push(await rooms.submit(motion, anna, update));
    });
    await rooms.idle();
    expect(answers).toEqual(['stored']);
    await rooms.turn(omar.id, 100);
    expect(await rooms.submit(motion, omar, Y.encodeStateAsUpdate(withWords(a.doc, 'Omars')))).toBe('stored');
    for (let seconds = 0; answers.length < 4; seconds++) {
      expect(seconds).toBeLessThan(120);
      clock.advance(1_000);
      await rooms.idle();
    }
    await Promise.all(sent);
    expect(answers).toEqual(['stored', 'stored', 'stored', 'stored']);
  });

  it('[WIRE9] refuses to make a document larger than one may be, and still takes words away', async () => {
    rooms = open({ maxDocumentBytes: 3_000 });
    const a = join(anna);
    await settle(rooms, a);
    type(a, 'kort');
    await settle(rooms, a);
    expect(a.isAllStored).toBe(true);
    const before = await storage.journal.lastSeq(motion);
    const large = Y.encodeStateAsUpdate(withWords(a.doc, 'lång '.repeat(1_000)), Y.encodeStateVector(a.doc));
    expect(await rooms.submit(motion, anna, large)).toBe('documentFull');
    expect(await storage.journal.lastSeq(motion)).toBe(before);
    lastText(a).delete(0, 2);
    await settle(rooms, a);
    expect([a.isAllStored, a.notices]).toEqual([true, []]);
  });

  it('[WIRE9] serves one who may only read, and refuses what they write', async () => {
    access = ({ id }) => (id === 'anna' ? 'write' : 'read');
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'hej');
    await settle(rooms, a, b);
    expect(wordsOf(b)).toContain('hej');
    expect(b.notices).toEqual([]);
    type(b, 'nej');
    await settle(rooms, a, b);
    expect(b.notices).toEqual([{ type: 'refused', code: 'readOnly', message: 2 }]);
    expect(b.acks).toEqual([1]);
    expect(wordsOf(a)).not.toContain('nej');
  });

  it('[WIRE9] refuses new words under another person’s client id, and takes those known already', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'mitt');
    await settle(rooms, a, b);
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(a.doc));
    forged.clientID = a.doc.clientID;
    b.write(encodeUpdate(Y.encodeStateAsUpdate(forged)));
    rootOf(forged).push([paragraph('inte mitt')]);
    b.write(encodeUpdate(Y.encodeStateAsUpdate(forged)));
    await settle(rooms, a, b);
    expect(b.notices).toEqual([{ type: 'refused', code: 'foreignClient', message: 3 }]);
    expect(wordsOf(a)).not.toContain('inte');
  });

  it('[WIRE9] remembers whose a client id is after the document was put away', async () => {
    const a = join(anna);
    await settle(rooms, a);
    type(a, 'mitt');
    await settle(rooms, a);
    expect(await storage.rows.clients(motion)).toEqual([{ documentId: motion, clientId: a.doc.clientID, personId: 'anna' }]);
    rooms = open();
    const b = join(omar);
    await settle(rooms, b);
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(b.doc));
    forged.clientID = a.doc.clientID;
    rootOf(forged).push([paragraph('inte mitt')]);
    b.write(encodeUpdate(Y.encodeStateAsUpdate(forged)));
    await settle(rooms, b);
    expect(b.notices).toMatchObject([{ type: 'refused', code: 'foreignClient' }]);
  });

  it('[WIRE9] refuses a client id that the server itself wrote under', async () => {
    const a = join(anna);
    await settle(rooms, a);
    a.doc.clientID = 1;
    type(a, 'från servern');
    await settle(rooms, a);
    expect(a.notices).toMatchObject([{ type: 'refused', code: 'foreignClient' }]);
  });

  it('[WIRE9] keeps the server’s client ids from people also where the server has not used them', async () => {
    for (const client of [0, 2, 15]) {
      const a = join(anna);
      await settle(rooms, a);
      a.doc.clientID = client;
      a.write(presence(client, 1, {}));
      type(a, 'från servern');
      await settle(rooms, a);
      expect(a.notices).toMatchObject([{ type: 'refused', code: 'foreignClient' }]);
    }
    expect(await storage.rows.clients(motion)).toEqual([]);
  });

  it('[WIRE9] refuses content that the schema does not have', async () => {
    const a = join(anna);
    await settle(rooms, a);
    rootOf(a.doc).push([new Y.XmlElement('script')]);
    await settle(rooms, a);
    expect(a.notices).toEqual([{ type: 'refused', code: 'unknownContent', message: 2 }]);
    a.doc.getMap('other').set('a', 1);
    await settle(rooms, a);
    expect(a.notices).toMatchObject([{ code: 'unknownContent' }, { code: 'unknownRoot' }]);
    expect(await storage.journal.lastSeq(motion)).toBe(1);
  });

  it('[WIRE9] asks once for one who opens a document, and again when rights change while it is loaded', async () => {
    let asked = 0;
    access = () => {
      asked++;
      return asked === 2 ? 'none' : 'write';
    };
    const a = join(anna);
    await settle(rooms, a);
    expect([asked, a.closedWith]).toEqual([1, null]);
    const isLoaded = Promise.withResolvers<void>();
    const read = storage.journal.readDocumentUpdates.bind(storage.journal);
    storage.journal.readDocumentUpdates = async (...range) => {
      await isLoaded.promise;
      return read(...range);
    };
    rooms = open();
    asked = 0;
    const b = join(omar);
    await vi.waitFor(() => expect(asked).toBe(1));
    rooms.rightsChanged();
    isLoaded.resolve();
    await settle(rooms, b);
    expect([asked >= 2, b.closedWith]).toEqual([true, 'noRight']);
  });

  it('[WIRE9] lets what somebody sends wait until they are in the room, though rights change while it is loaded', async () => {
    const [isLoaded, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const read = storage.journal.readDocumentUpdates.bind(storage.journal);
    storage.journal.readDocumentUpdates = async (...range) => {
      await isLoaded.promise;
      return read(...range);
    };
    let asked = 0;
    access = () => {
      asked++;
      return 'write';
    };
    const b = join(omar);
    type(b, 'ett ord');
    b.flush();
    await vi.waitFor(() => expect(asked).toBe(1));
    let waiting = 0;
    isAsked = {
      // biome-ignore lint/suspicious/noThenProperty: it tells who waits for it
      then: (...done) => {
        waiting++;
        return slow.promise.then(...done);
      },
    };
    rooms.rightsChanged(motion);
    isLoaded.resolve();
    await vi.waitFor(() => expect(waiting).toBe(2));
    // The answer that is asked for last comes first.
    isAsked = Promise.resolve();
    rooms.rightsChanged(motion);
    await vi.waitFor(() => expect(asked).toBe(2));
    slow.resolve();
    await settle(rooms, b);
    expect(b.closedWith).toBeNull();
    expect(wordsOf(b)).toContain('ett ord');
    expect(await storage.journal.lastSeq(motion)).toBe(2);
  });

  it('[WIRE9] does not even load what somebody who may not read it sends words for', async () => {
    const words = Y.encodeStateAsUpdate(new Y.Doc());
    for (const [right, answer] of [
      ['none', 'noRight'],
      ['unknown', 'unknownDocument'],
    ] as const) {
      access = () => right;
      expect([await rooms.submit(motion, anna, words), rooms.size.rooms]).toEqual([answer, 0]);
    }
    access = () => 'write';
    expect([await rooms.submit(motion, anna, words), rooms.size.rooms]).toEqual(['stored', 1]);
  });

  it('[WIRE9] asks again when rights change, and lets a message wait for the answer', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    access = ({ id }) => (id === 'anna' ? 'none' : 'read');
    rooms.rightsChanged(motion);
    type(a, 'för sent');
    type(b, 'också');
    a.flush();
    b.flush();
    await settle(rooms, a, b);
    expect(a.closedWith).toBe('noRight');
    expect(b.notices).toMatchObject([{ type: 'refused', code: 'readOnly' }, { type: 'changed' }]);
    expect(await storage.journal.lastSeq(motion)).toBe(1);
  });

  it('[WIRE32] tells a client of which version its rights are when it enters, and when they change; of another document it tells none', async () => {
    const a = join(anna);
    await settle(rooms, a);
    expect(a.rights).toEqual([rooms.rightsOf(motion)]);
    rooms.rightsChanged('another');
    const b = join(omar);
    await settle(rooms, a, b);
    expect([b.rights, b.notices, a.notices]).toEqual([a.rights, [], []]);
    rooms.rightsChanged(motion);
    rooms.rightsChanged();
    await settle(rooms, a, b);
    expect(a.notices.at(-1)).toEqual({ type: 'changed', rights: rooms.rightsOf(motion) });
    expect(a.rights).not.toContain(rooms.rightsOf(motion));
  });

  it('[WIRE32] tells one who was away during an act, or comes after a restart, another version than before', async () => {
    const before = join(anna);
    await settle(rooms, before);
    before.disconnect();
    rooms.rightsChanged(motion);
    const after = join(anna);
    await settle(rooms, after);
    await rooms.close();
    rooms = open();
    const restarted = join(anna);
    await settle(rooms, restarted);
    expect(new Set([...before.rights, ...after.rights, ...restarted.rights]).size).toBe(3);
  });

  it('[WIRE32] tells the version that rights have when one enters, though they changed while the document was loaded', async () => {
    const asked = Promise.withResolvers<void>();
    isAsked = asked.promise;
    const a = join(anna);
    rooms.rightsChanged(motion);
    asked.resolve();
    await settle(rooms, a);
    expect(a.rights).toEqual([rooms.rightsOf(motion)]);
  });

  it('[WIRE9] takes an update over HTTP as from a connection', async () => {
    const a = join(anna);
    await settle(rooms, a);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(a.doc));
    rootOf(doc).push([paragraph('stort')]);
    const update = Y.encodeStateAsUpdate(doc);
    expect(await rooms.submit(motion, anna, update)).toBe('stored');
    expect(await rooms.submit(motion, anna, update)).toBe('stored');
    expect(await rooms.submit(motion, anna, Uint8Array.of(9, 9))).toBe('malformed');
    await settle(rooms, a);
    expect(wordsOf(a)).toContain('stort');
    access = () => 'read';
    expect(await rooms.submit(motion, omar, update)).toBe('stored');
  });
});

describe('presence', () => {
  it('[WIRE14] tells others who is here, in the server’s words and not the client’s', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    a.write(presence(a.doc.clientID, 1, { user: { name: 'Kommunstyrelsens ordförande' }, cursor: 7 }));
    await settle(rooms, a, b);
    expect(b.presence.flatMap(decodePresence)).toEqual([
      {
        client: a.doc.clientID,
        clock: 1,
        state: { cursor: 7, user: { id: 'anna', name: 'Anna Lind', role: 'member', party: 'L', colour: expect.any(Number) } },
      },
    ]);
    expect(a.presence).toEqual([]);
  });

  it('[WIRE14] gives two people two colours', async () => {
    const clients = [join(anna), join(omar), join({ ...omar, id: 'eva' }), join({ ...omar, id: 'kim' })];
    await settle(rooms, ...clients);
    for (const client of clients) client.write(presence(client.doc.clientID, 1, {}));
    await settle(rooms, ...clients);
    clock.advance(100);
    await settle(rooms, ...clients);
    const watcher = join(anna);
    await settle(rooms, watcher);
    const colours = watcher.presence.flatMap(decodePresence).map(({ state }) => (state?.user as { colour: number } | undefined)?.colour);
    expect(new Set(colours).size).toBe(4);
  });

  it('[WIRE15] tells that somebody left, and takes no late echo for a return', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    a.write(presence(a.doc.clientID, 1, {}));
    b.write(presence(b.doc.clientID, 1, {}));
    await settle(rooms, a, b);
    a.disconnect();
    clock.advance(100);
    b.write(presence(a.doc.clientID, 1, {}));
    await settle(rooms, b);
    expect(b.presence.flatMap(decodePresence).at(-1)).toEqual({ client: a.doc.clientID, clock: 2, state: null });
    const c = join(omar);
    await settle(rooms, c);
    expect(c.presence.flatMap(decodePresence).map(({ client }) => client)).toEqual([b.doc.clientID]);
  });

  it('[WIRE15] forgets who left long ago without having written, and nobody who wrote', async () => {
    const [a, b] = [join(anna), join(anna)];
    await settle(rooms, a, b);
    for (const client of [a, b]) client.write(presence(client.doc.clientID, 1, {}));
    type(b, 'mitt');
    await settle(rooms, a, b);
    for (const client of [a, b]) client.disconnect();
    const c = join(omar);
    await settle(rooms, c);
    clock.advance(130_000);
    const d = join(omar);
    await settle(rooms, d);
    d.write(presence(a.doc.clientID, 1, {}));
    d.write(presence(b.doc.clientID, 2, {}));
    await settle(rooms, c, d);
    clock.advance(100);
    await settle(rooms, c, d);
    const shown = c.presence.flatMap(decodePresence).filter(({ state }) => state !== null);
    expect(shown.map(({ client }) => client)).toEqual([a.doc.clientID]);
  });

  it('[WIRE15] shows one who returns with the clock they left with', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    a.write(presence(a.doc.clientID, 5, {}));
    await settle(rooms, a, b);
    a.disconnect();
    const again = join(anna);
    await settle(rooms, again, b);
    again.write(presence(a.doc.clientID, 5, {}));
    clock.advance(100);
    await settle(rooms, again, b);
    clock.advance(100);
    await settle(rooms, again, b);
    const last = b.presence.flatMap(decodePresence).at(-1);
    expect(last).toMatchObject({ client: a.doc.clientID, state: { user: { id: 'anna' } } });
    expect(last?.clock).toBeGreaterThan(6);
  });

  it('[WIRE14] lets nobody appear as another’s client', async () => {
    const [a, b, c] = [join(anna), join(omar), join(anna)];
    await settle(rooms, a, b, c);
    a.write(presence(a.doc.clientID, 1, {}));
    await settle(rooms, a, b, c);
    b.write(presence(a.doc.clientID, 9, { cursor: 1 }));
    clock.advance(100);
    await settle(rooms, a, b, c);
    expect(c.presence.flatMap(decodePresence)).toHaveLength(1);
    b.write(Uint8Array.of(3));
    b.presence.length = 0;
    await settle(rooms, b);
    expect(b.presence.flatMap(decodePresence)).toMatchObject([{ client: a.doc.clientID, clock: 1 }]);
  });

  it('[WIRE15] passes over states that are too long, and goes on', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    const { clientID } = a.doc;
    // So deep, the server could read it but not write it again.
    const nested = `{"caret":${'['.repeat(8_000)}${']'.repeat(8_000)}}`;
    for (const state of [nested, JSON.stringify({ caret: 'x'.repeat(5_000) })]) a.write(presenceOf(clientID, state));
    await settle(rooms, a, b);
    expect(b.presence.flatMap(decodePresence)).toEqual([]);
    a.write(presenceOf(clientID, '{"caret":1}'));
    await settle(rooms, a, b);
    expect(b.presence.flatMap(decodePresence)).toMatchObject([{ client: clientID, state: { caret: 1 } }]);
    expect([a.closedWith, b.closedWith]).toEqual([null, null]);
  });

  it('[WIRE14] takes the echo of a room full of people for what it is', async () => {
    const a = join(anna);
    await settle(rooms, a);
    const others = Array.from({ length: 300 }, (_, client) => ({ client: client + 1_000, clock: 1, state: { caret: 'x'.repeat(400) } }));
    a.write(encodeAwareness(encodePresence(others)));
    await settle(rooms, a);
    expect(a.closedWith).toBeNull();
  });

  it('[WIRE16] tells ten of every move at once', async () => {
    const [a, b, ...others] = joinAll(10);
    await settle(rooms, a, b, ...others);
    for (const clockOfA of [1, 2, 3]) a.write(presence(a.doc.clientID, clockOfA, { cursor: clockOfA }));
    await settle(rooms, a, b);
    expect(b.presence.flatMap(decodePresence).map(({ state }) => state?.['cursor'])).toEqual([1, 2, 3]);
  });

  it('[WIRE16] tells more of many moves as the last of them, once in a window', async () => {
    const [a, b, ...others] = joinAll(11);
    await settle(rooms, a, b, ...others);
    for (let clockOfA = 1; clockOfA <= 20; clockOfA++) a.write(presence(a.doc.clientID, clockOfA, { cursor: clockOfA }));
    await settle(rooms, a, b);
    expect(b.presence).toHaveLength(1);
    clock.advance(100);
    await settle(rooms, a, b);
    expect(b.presence.flatMap(decodePresence).map(({ state }) => state?.['cursor'])).toEqual([1, 20]);
  });

  it('[WIRE16] waits the longer the more are told: a millisecond for three beyond ten', async () => {
    const [a, b, ...others] = joinAll(70);
    await settle(rooms, a, b, ...others);
    for (const clockOfA of [1, 2]) a.write(presence(a.doc.clientID, clockOfA, { cursor: clockOfA }));
    const told = async () => {
      await settle(rooms, a, b);
      return b.presence.flatMap(decodePresence).flatMap(({ state }) => state?.['cursor'] ?? []);
    };
    expect(await told()).toEqual([1]);
    clock.advance(19);
    expect(await told()).toEqual([1]);
    clock.advance(1);
    expect(await told()).toEqual([1, 2]);
  });

  it('[WIRE17] breaks a long silence, before a provider gives up', async () => {
    const a = join(anna);
    await settle(rooms, a);
    clock.advance(25_000);
    await settle(rooms, a);
    expect(a.presence.length).toBeGreaterThan(0);
    expect(a.presence.flatMap(decodePresence)).toEqual([]);
  });
});

describe('a room', () => {
  it('[WIRE18] closes a connection that cannot keep up, and no other', async () => {
    rooms = open({ maxBufferedBytes: 1_000 });
    const [a, b, c] = [join(anna), join(omar), join(omar)];
    await settle(rooms, a, b, c);
    b.bufferedAmount = 5_000;
    type(a, 'hej');
    await settle(rooms, a, c);
    expect(b.closedWith).toBe('tooSlow');
    expect(wordsOf(c)).toContain('hej');
  });

  it('is put away some time after the last person left, with a snapshot that gives the same text', async () => {
    const a = join(anna);
    await settle(rooms, a);
    for (const word of ['ett', 'två', 'tre']) type(a, word);
    rootOf(a.doc).delete(rootOf(a.doc).length - 1);
    await settle(rooms, a);
    a.disconnect();
    expect(rooms.size.rooms).toBe(1);
    clock.advance(29_000);
    await rooms.idle();
    expect(rooms.size.rooms).toBe(1);
    clock.advance(2_000);
    await rooms.idle();
    expect(rooms.size.rooms).toBe(0);
    expect((await storage.snapshots.read(motion))?.upTo).toBe(await storage.journal.lastSeq(motion));
    const fromSnapshot = join(anna);
    await settle(rooms, fromSnapshot);
    await storage.snapshots.drop(motion);
    rooms = open();
    const fromJournal = join(anna);
    await settle(rooms, fromJournal);
    expect(wordsOf(fromSnapshot)).toBe(wordsOf(a));
    expect(wordsOf(fromJournal)).toBe(wordsOf(a));
  });

  it('[JO8] tells the journal what the snapshot covers when it is put away, and is put away though that fails', async () => {
    const asked: unknown[] = [];
    storage.journal.coolDown = async (documentId, upTo) => {
      asked.push([documentId, upTo, (await storage.snapshots.read(documentId))?.upTo]);
      throw new StorageError('full', 'no room');
    };
    const visit = async (word: string | null) => {
      const a = join(anna);
      await settle(rooms, a);
      if (word !== null) type(a, word);
      await settle(rooms, a);
      a.disconnect();
      clock.advance(31_000);
      await rooms.idle();
      expect(rooms.size.rooms).toBe(0);
      return wordsOf(a);
    };
    const written = await visit('hej');
    // Also where nothing was written since: it failed the last time.
    expect(await visit(null)).toBe(written);
    expect(asked).toEqual([
      [motion, 2, 2],
      [motion, 2, 2],
    ]);
    expect(logged.join()).toContain('could not be compressed');
    expect(logged.join()).not.toContain('hej');
  });

  it('stays for one who returns in time', async () => {
    const a = join(anna);
    await settle(rooms, a);
    a.disconnect();
    clock.advance(20_000);
    const b = join(anna);
    await settle(rooms, b);
    clock.advance(20_000);
    await rooms.idle();
    expect(rooms.size).toEqual({ rooms: 1, connections: 1 });
  });

  it('keeps words that were swallowed, and tells the one who wrote them', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'gräs');
    await settle(rooms, a, b);
    const index = rootOf(a.doc).length - 1;
    lastText(a).insert(4, ' och träd');
    rootOf(b.doc).delete(index);
    b.flush();
    await settle(rooms, b);
    await settle(rooms, a, b);
    const [rescue] = await storage.rows.openRescues(motion, 'anna');
    expect(rescue).toMatchObject({ text: expect.stringContaining('och träd'), personId: 'anna' });
    expect(a.notices).toEqual([{ type: 'rescue', id: rescue?.id }]);
    expect(b.notices).toEqual([]);
  });

  it('[RES2] offers what one wrote oneself in a suggested paragraph that another rejects, and nothing to who suggested or rejected it', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(b, 'Omars stycke');
    (rootOf(b.doc).get(rootOf(b.doc).length - 1) as Y.XmlElement).setAttribute('inserted', 's1 omar');
    await settle(rooms, a, b);
    lastText(a).insert(lastText(a).length, ' och Annas ord');
    await settle(rooms, a, b);
    rootOf(b.doc).delete(rootOf(b.doc).length - 1);
    await settle(rooms, a, b);
    expect(await storage.rows.openRescues(motion, 'anna')).toMatchObject([{ text: ' och Annas ord', by: 'omar' }]);
    expect(await storage.rows.openRescues(motion, 'omar')).toEqual([]);
    expect(b.notices).toEqual([]);
  });

  it('finds swallowed words once, though the server died before it looked', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'gräs');
    await settle(rooms, a, b);
    lastText(a).insert(4, ' och träd');
    rootOf(b.doc).delete(rootOf(b.doc).length - 1);
    await settle(rooms, a, b);
    rooms = open();
    await settle(rooms, join(omar));
    expect(await storage.rows.openRescues(motion, 'anna')).toHaveLength(1);
  });

  it('[RES3] makes letters that come one by one for a block that is gone one rescue, that tells whose doing it was', async () => {
    const { a, removed } = await writtenAfterRemoval();
    for (const letter of ' och träd') {
      removed.write(letter);
      await settle(rooms, a);
    }
    const rescues = await storage.rows.openRescues(motion, 'anna');
    expect(rescues).toMatchObject([{ text: ' och träd', blockId: 'Gr4sBl0ck123', by: 'omar' }]);
    expect(new Set(a.notices.map((notice) => notice.type === 'rescue' && notice.id))).toEqual(new Set(rescues.map(({ id }) => id)));
  });

  it('[RES3] tells the block and who removed it though the room has been put away since, and looks back once', async () => {
    const { a, b, removed } = await writtenAfterRemoval();
    for (const client of [a, b]) client.disconnect();
    clock.advance(31_000);
    await rooms.idle();
    expect(rooms.size.rooms).toBe(0);
    expect(await storage.snapshots.read(motion)).not.toBeNull();
    const again = join(anna);
    await settle(rooms, again);
    let wholeReads = 0;
    const { readDocumentUpdates } = storage.journal;
    storage.journal.readDocumentUpdates = (id, range) => {
      wholeReads += Number(range === undefined);
      return readDocumentUpdates.call(storage.journal, id, range);
    };
    for (const letter of ' och träd') {
      for (const update of removed.write(letter)) again.write(encodeUpdate(update));
      await settle(rooms, again);
    }
    expect(await storage.rows.openRescues(motion, 'anna')).toMatchObject([{ text: ' och träd', blockId: 'Gr4sBl0ck123', by: 'omar' }]);
    expect(wholeReads).toBe(1);
  });

  it('[RES3] offers the same words though the server died and found them again, taken or not', async () => {
    const { a, removed } = await writtenAfterRemoval();
    for (const letter of ' och') {
      removed.write(letter);
      await settle(rooms, a);
    }
    const before = await storage.rows.openRescues(motion, 'anna');
    rooms = open();
    await settle(rooms, join(omar));
    expect(await storage.rows.openRescues(motion, 'anna')).toEqual(before);
    for (const { id } of before) await storage.rows.takeRescue(id, 'anna', clock.now());
    rooms = open();
    await settle(rooms, join(omar));
    expect(await storage.rows.openRescues(motion, 'anna')).toEqual([]);
  });

  it('[MOV1] takes back the doubled end of a paragraph that two people split at once, for everybody and in the journal', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'gräs och träd');
    await settle(rooms, a, b);
    for (const { doc } of [a, b]) splitLast(doc, 4);
    await settle(rooms, a, b);
    expect(wordsOf(a).match(/och träd/g)).toHaveLength(1);
    expect(wordsOf(b)).toBe(wordsOf(a));
    rooms = open();
    const c = join(omar);
    await settle(rooms, c);
    expect(wordsOf(c)).toBe(wordsOf(a));
  });

  it('tells what lists show, some time after the last edit', async () => {
    const a = join(anna);
    await settle(rooms, a);
    projections = [];
    type(a, 'hej');
    await settle(rooms, a);
    expect(projections).toEqual([]);
    clock.advance(1_000);
    await rooms.idle();
    expect(projections.map(({ documentId, lists }) => [documentId, lists?.summary.search.text.includes('hej')])).toEqual([[motion, true]]);
  });

  it('logs no text', async () => {
    const a = join(anna);
    await settle(rooms, a);
    storage.failAppends(new StorageError('full', 'no room'));
    type(a, 'hemligt');
    a.flush();
    await turns();
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join()).not.toContain('hemligt');
  });

  it('[WIRE7] answers a state vector that knows more than the server', async () => {
    const a = join(anna);
    await settle(rooms, a);
    a.write(encodeStep1(Y.encodeStateVector(new Map([[a.doc.clientID, 999]]))));
    await settle(rooms, a);
    expect(a.closedWith).toBeNull();
  });
});

describe('the thread behind the rooms', () => {
  const other = 'motion-2';
  const eva: RoomPerson = { ...omar, id: 'eva', name: 'Eva Berg' };
  let workers: Worker[];
  const note = (worker: Worker) => workers.push(worker);

  beforeEach(async () => {
    workers = [];
    process.on('worker', note);
    thread = newThread();
    rooms = open({ integrationLimitMs: 1_500 });
    await storage.journal.appendBatch([{ documentId: other, update: seedDocument('motion', bjorkvik), personId: null, at: new Date(0) }]);
  });

  afterEach(async () => {
    process.off('worker', note);
    await rooms.close();
    await thread.end();
    thread = shared;
  });

  it('[WIRE23] keeps nobody in another document waiting while one update holds it, passes that over at the limit and goes on with the rest', async () => {
    const [a, b, c, d] = [new HandClient(rooms, other, anna), new HandClient(rooms, other, omar), join(anna), join(omar)];
    await settle(rooms, a, b, c, d);
    type(c, 'gräs');
    await settle(rooms, a, b, c, d);
    // Not delivered to these any more: it would hold them as well.
    expect(await rooms.submit(motion, eva, holdingUpdate(70_000))).toBe('stored');
    await until(() => thread.step?.kind === 'update');
    type(a, 'hej');
    type(b, 'då');
    await until(() => {
      for (const client of [a, b]) {
        client.deliver();
        client.flush();
      }
      return a.isAllStored && b.isAllStored && wordsOf(a).includes('då') && wordsOf(b).includes('hej');
    });
    expect(thread.step?.kind).toBe('update');
    expect(logged.join()).not.toContain('passed over');

    await rooms.idle();
    expect(logged.join()).toContain('passed over');
    expect(logged.join()).toMatch(/"seq":\d+,"personId":"eva"/);
    projections = [];
    clock.advance(1_000);
    await rooms.idle();
    expect(projections.flatMap(({ documentId, lists }) => (lists === null ? [] : [[documentId, /hej.*då|då.*hej/s.test(lists.summary.search.text)]]))).toEqual([
      [other, true],
    ]);

    // Whoever sent it may read on; the others write, and what is swallowed is still offered.
    const evas = updateOf((doc) => rootOf(doc).push([paragraph('igen')]));
    expect(await rooms.submit(motion, eva, evas)).toBe('readOnly');
    lastText(c).insert(4, ' och träd');
    rootOf(d.doc).delete(rootOf(d.doc).length - 1);
    d.flush();
    await rooms.idle();
    c.flush();
    await rooms.idle();
    expect(await storage.rows.openRescues(motion, 'anna')).toMatchObject([{ text: ' och träd', by: 'omar' }]);

    for (const client of [a, b, c, d]) client.disconnect();
    clock.advance(31_000);
    await rooms.idle();
    expect(rooms.size.rooms).toBe(0);
    expect([await storage.snapshots.read(motion), (await storage.snapshots.read(other))?.upTo]).toEqual([null, await storage.journal.lastSeq(other)]);
    const begun = workers.length;
    expect(await rooms.submit(motion, eva, evas)).toBe('readOnly');
    await rooms.idle();
    expect(workers).toHaveLength(begun);
  });

  it('[WIRE23] gives an update that it died of to the next thread, and to no third', async () => {
    rooms = open();
    expect(await rooms.submit(motion, eva, holdingUpdate(70_000))).toBe('stored');
    for (const deaths of [1, 2]) {
      // The first update is the seed.
      await until(() => workers.length === deaths && thread.step?.kind === 'update' && thread.step.number === 1);
      await workers.at(-1)?.terminate();
    }
    await rooms.idle();
    expect(logged.join()).toContain('passed over');
    expect(thread.step).toBeNull();
    expect(workers).toHaveLength(3);
  });

  it('is done without where none can be begun: all is stored and shown', async () => {
    thread = newThread(new URL('./nothingForTests.ts', import.meta.url));
    rooms = open();
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'hej');
    await settle(rooms, a, b);
    expect(wordsOf(b)).toContain('hej');
    expect(a.isAllStored).toBe(true);
    expect(logged.join()).toContain('The document is not integrated');
  });

  it('[RES3] loses no rescue and offers none twice when it is killed, and knows what was before', async () => {
    const { a, b, removed } = await writtenAfterRemoval();
    for (const client of [a, b]) client.disconnect();
    clock.advance(31_000);
    await rooms.idle();
    const again = join(anna);
    await settle(rooms, again);
    for (const [moment, letter] of [...' och träd'].entries()) {
      for (const update of removed.write(letter)) again.write(encodeUpdate(update));
      again.flush();
      // Before it is given the letter, while it looks for it, or after it has told of it.
      for (let later = 0; later < moment; later++) await turns();
      await workers.at(-1)?.terminate();
    }
    await settle(rooms, again);
    const rescues = await storage.rows.openRescues(motion, 'anna');
    expect(rescues).toMatchObject([{ text: ' och träd', blockId: 'Gr4sBl0ck123', by: 'omar' }]);
    expect(new Set(again.notices.map((notice) => notice.type === 'rescue' && notice.id))).toEqual(new Set(rescues.map(({ id }) => id)));
    expect(workers.length).toBeGreaterThan(1);
  });

  it('[MOV1] takes doubled letters back once, though it is killed before and after', async () => {
    const [a, b] = [join(anna), join(omar)];
    await settle(rooms, a, b);
    type(a, 'gräs och träd');
    await settle(rooms, a, b);
    for (const { doc } of [a, b]) splitLast(doc, 4);
    for (const client of [a, b]) client.flush();
    await workers.at(-1)?.terminate();
    await settle(rooms, a, b);
    const stored = await storage.journal.lastSeq(motion);
    await workers.at(-1)?.terminate();
    type(a, 'sedan');
    await settle(rooms, a, b);
    expect(wordsOf(a).match(/och träd/g)).toHaveLength(1);
    expect(wordsOf(b)).toBe(wordsOf(a));
    expect(await storage.journal.lastSeq(motion)).toBe(stored + 1);
  });
});

/**
 * Omar has removed a paragraph, which Anna's browser does not know. What she `write`s there is told
 * to her connection, and returned as updates.
 */
async function writtenAfterRemoval() {
  const [a, b] = [join(anna), join(omar)];
  await settle(rooms, a, b);
  const element = paragraph('gräs');
  element.setAttribute('id', 'Gr4sBl0ck123');
  rootOf(a.doc).push([element]);
  await settle(rooms, a, b);
  const unknowing = new Y.Doc();
  unknowing.clientID = 4_242;
  Y.applyUpdate(unknowing, Y.encodeStateAsUpdate(a.doc));
  const updates: Uint8Array[] = [];
  unknowing.on('update', (update: Uint8Array) => updates.push(update));
  const text = (rootOf(unknowing).get(rootOf(unknowing).length - 1) as Y.XmlElement).get(0) as Y.XmlText;
  rootOf(b.doc).delete(rootOf(b.doc).length - 1);
  await settle(rooms, b);
  const write = (words: string): readonly Uint8Array[] => {
    text.insert(text.length, words);
    const told = updates.splice(0);
    for (const update of told) if (a.closedWith === null) a.write(encodeUpdate(update));
    return told;
  };
  return { a, b, removed: { write } };
}

/** Splits the last text of a document in two paragraphs, as Enter does. */
/** An awareness message of one client whose state is this JSON, as it stands. */
function presenceOf(client: number, state: string): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, client, 1]) encoding.writeVarUint(encoder, number);
  encoding.writeVarString(encoder, state);
  return encodeAwareness(encoding.toUint8Array(encoder));
}

function splitLast(ydoc: Y.Doc, at: number): void {
  const document = readDocument(ydoc);
  const last = document.child(document.childCount - 1);
  const halves = [last.cut(0, at), last.type.create({ ...last.attrs, id: newBlockId() }, last.content.cut(at))];
  const reader = new Reader(rootOf(ydoc), document.type.schema);
  reader.read();
  writeDocument(reader, document.copy(document.content.cut(0, document.content.size - last.nodeSize).append(Fragment.from(halves))));
}

function newThread(...script: [URL?]): IntegratingThread {
  const log = (details: unknown, message: string) => logged.push(message, JSON.stringify(details));
  return new IntegratingThread({ info: log, warn: log, error: log }, ...script);
}

function open(limits: Partial<RoomLimits> = {}, inspect = inspectUpdate): Rooms {
  const log = (details: unknown, message: string) => logged.push(message, JSON.stringify(details));
  return createRooms({
    storage,
    clock,
    limits,
    inspect,
    thread,
    logger: { info: log, warn: log, error: log },
    authorise: async (person, documentId) => {
      // Others are not kept waiting by the one whose rights are looked up.
      if (person.id === omar.id) await isAsked;
      return access(person, documentId);
    },
    project: async (found) => {
      projections.push(...found);
    },
    keepLate: async (work) => {
      await lateIsKept;
      late.push(work);
    },
  });
}

function join(person: RoomPerson): HandClient {
  return new HandClient(rooms, motion, person);
}

/** A page of Anna's in the motion, and one of Omar's in another. */
async function joinTwoDocuments(): Promise<[HandClient, HandClient]> {
  const other = 'motion-2';
  await storage.journal.appendBatch([{ documentId: other, update: seedDocument('motion', bjorkvik), personId: null, at: new Date(0) }]);
  const clients: [HandClient, HandClient] = [join(anna), new HandClient(rooms, other, omar)];
  await settle(rooms, ...clients);
  return clients;
}

/** Words that Anna has sent and that cannot be stored. */
async function typeOnFullDisk(): Promise<{ readonly a: HandClient; readonly words: Uint8Array }> {
  const a = join(anna);
  await settle(rooms, a);
  storage.failAppends(new StorageError('full', 'no room'));
  type(a, 'ett');
  const words = Y.encodeStateAsUpdate(a.doc);
  a.flush();
  return { a, words };
}

/** Pages of two people in turn. */
function joinAll(count: number): [HandClient, HandClient, ...HandClient[]] {
  return [join(anna), join(omar), ...Array.from({ length: count - 2 }, (_, index) => join(index % 2 === 0 ? anna : omar))];
}

async function wholeFor(person: RoomPerson, encoding: (typeof encodings)[number]) {
  const whole = await rooms.whole(motion, person, encoding);
  if (whole === null) throw new Error('There is nothing that this person may read');
  return whole;
}

const plainOf = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Uint8Array) => bytes };

function type(client: HandClient, words: string): void {
  rootOf(client.doc).push([paragraph(words)]);
}

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

/** The same document with a paragraph more, written elsewhere. */
function withWords(doc: Y.Doc, words: string): Y.Doc {
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  rootOf(other).push([paragraph(words)]);
  return other;
}

function lastText(client: HandClient): Y.XmlText {
  const element = rootOf(client.doc).get(rootOf(client.doc).length - 1) as Y.XmlElement;
  return element.get(0) as Y.XmlText;
}

/** What somebody else's replica has that nobody has seen. */
function updateOf(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

function wordsOf(client: HandClient): string {
  return rootOf(client.doc).toString();
}

function presence(client: number, clockOfClient: number, state: Readonly<Record<string, unknown>> | null): Uint8Array {
  return encodeAwareness(encodePresence([{ client, clock: clockOfClient, state }]));
}

/** Lets the event loop go round a few times. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Looks now and then until something is so: another thread makes it so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** The store takes nothing of one document, whatever else is in the batch, until the returned is called. */
function refuseAppends(documentId: string): () => void {
  const { appendBatch } = storage.journal;
  storage.journal.appendBatch = async (entries) => {
    if (entries.some((entry) => entry.documentId === documentId)) throw new StorageError('failed', 'SQLITE_CONSTRAINT');
    return appendBatch.call(storage.journal, entries);
  };
  return () => {
    storage.journal.appendBatch = appendBatch;
  };
}

/** Appends wait until they are let go. */
function holdAppends(): { begun(): Promise<void>; release(): void } {
  const { appendBatch } = storage.journal;
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  storage.journal.appendBatch = async (entries) => {
    begun.resolve();
    await gate.promise;
    return appendBatch.call(storage.journal, entries);
  };
  return { begun: () => begun.promise, release: () => gate.resolve() };
}

/** Time that passes when told to. */
class HandClock implements Clock {
  #now = Date.parse('2026-11-23T08:00:00Z');
  #timers: { at: number; run: () => void }[] = [];

  now(): Date {
    return new Date(this.#now);
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = until;
  }
}
