import { encodeStep1, encodeStep2, encodeUpdate } from '@yrka/protocol';
import { StorageError } from '@yrka/storage';
import { rootOf } from '@yrka/ydoc';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { encodings } from './compressed.ts';
import { HandClient, settle } from './socketPair.ts';
import type { Access } from './types.ts';
import { anna, omar, motion, threadForAll, RoomsWorld, type, lastText, wordsOf, splitLast, plainOf, turns } from './roomsForTests.ts';

const thread = threadForAll();
let world: RoomsWorld;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
});

describe('syncing', () => {
  it('[WIRE5] brings two people to the same text', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'hej');
    type(b, 'då');
    await settle(world.rooms, a, b);
    expect(wordsOf(a)).toBe(wordsOf(b));
    expect(wordsOf(a)).toContain('hej');
    expect(wordsOf(a)).toContain('då');
  });

  it('[WIRE6] opens a document of which no snapshot was written for 150,000 entries', async () => {
    const entry = { documentId: motion, update: Uint8Array.of(0, 0), personId: null, at: new Date(0) };
    await world.storage.journal.appendBatch(Array.from({ length: 150_000 }, () => entry));
    const a = world.join(anna);
    await settle(world.rooms, a);
    expect([a.closedWith, a.isAllStored, wordsOf(a)]).toEqual([null, true, expect.stringContaining('<title')]);
  });

  it('[WIRE3] sends a foreign tool nothing that y-protocols does not have', async () => {
    const tool = new HandClient(world.rooms, motion, anna, { isForeign: true });
    await settle(world.rooms, tool);
    type(tool, 'hej');
    rootOf(tool.doc).push([new Y.XmlElement('script')]);
    await settle(world.rooms, tool);
    expect(tool.acks).toEqual([]);
    expect(tool.notices).toEqual([]);
    expect(await world.storage.journal.lastSeq(motion)).toBe(2);
  });

  it('[WIRE24] tells how far one has been sent the document: with it, and a second after more was stored', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    expect([a.sent, b.sent]).toEqual([[1], [1]]);
    type(a, 'hej');
    await settle(world.rooms, a, b);
    type(b, 'då');
    await settle(world.rooms, a, b);
    expect([a.sent, b.sent]).toEqual([[1], [1]]);
    world.clock.advance(1_000);
    // Who wrote has it from themselves.
    for (const client of [a, b]) client.deliver();
    const last = await world.storage.journal.lastSeq(motion);
    expect([a.sent, b.sent]).toEqual([
      [1, last],
      [1, last],
    ]);
    world.clock.advance(5_000);
    for (const client of [a, b]) client.deliver();
    expect(a.sent).toHaveLength(2);
  });

  it('[WIRE24] never tells of what is not sent yet', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'hej');
    await settle(world.rooms, a);
    const isTold = Promise.withResolvers<void>();
    world.isAsked = isTold.promise;
    world.rooms.rightsChanged(motion);
    world.clock.advance(1_000);
    b.deliver();
    expect([wordsOf(b).includes('hej'), b.sent]).toEqual([true, [1]]);
    world.access = (person) => (person.id === 'omar' ? 'none' : 'write');
    isTold.resolve();
    await settle(world.rooms, a, b);
    expect([a.sent.at(-1), b.sent, b.closedWith]).toEqual([await world.storage.journal.lastSeq(motion), [1], 'noRight']);
  });

  it.each(encodings)('[WIRE25] gives the same over HTTP as over a connection, in %s', async (encoding) => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    type(a, 'hej');
    rootOf(a.doc).delete(0, 1);
    await settle(world.rooms, a);
    const { seq, bytes } = await world.wholeFor(omar, encoding);
    expect(seq).toBe(await world.storage.journal.lastSeq(motion));
    const opened = new Y.Doc();
    Y.applyUpdate(opened, plainOf[encoding](bytes));
    const b = world.join(omar);
    await settle(world.rooms, b);
    expect(Y.encodeStateAsUpdate(opened)).toEqual(Y.encodeStateAsUpdate(b.doc));
    expect(rootOf(opened).toString()).toContain('hej');
  });

  it('[WIRE25] loads and compresses once for fifty who open at the same time, and again when there is more', async () => {
    let reads = 0;
    const { readDocumentUpdates } = world.storage.journal;
    world.storage.journal.readDocumentUpdates = (...asked) => {
      reads++;
      return readDocumentUpdates.apply(world.storage.journal, asked);
    };
    const all = await Promise.all(Array.from({ length: 50 }, () => world.wholeFor(anna, 'br')));
    expect([reads, new Set(all.map(({ bytes }) => bytes)).size]).toEqual([1, 1]);
    const a = world.join(anna);
    await settle(world.rooms, a);
    type(a, 'hej');
    await settle(world.rooms, a);
    const later = await world.wholeFor(anna, 'br');
    expect([later.bytes === all[0]?.bytes, later.seq]).toEqual([false, 2]);
    expect((await world.wholeFor(anna, 'br')).bytes).toBe(later.bytes);
    world.clock.advance(5_000);
    expect((await world.wholeFor(anna, 'br')).bytes).not.toBe(later.bytes);
  });

  it('[WIRE25] gives nothing over HTTP that is not in the journal', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    const appends = world.holdAppends();
    type(a, 'hej');
    a.flush();
    await appends.begun();
    const before = await world.wholeFor(omar, 'identity');
    appends.release();
    await settle(world.rooms, a);
    const after = await world.wholeFor(omar, 'identity');
    expect([before, after].map(({ seq, bytes }) => [seq, Buffer.from(bytes).includes('hej')])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('[WIRE25] sends who has the stored bytes what came after them, and nothing twice', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    type(a, 'hej');
    rootOf(a.doc).delete(0, 1);
    await settle(world.rooms, a);
    const { seq, bytes } = await world.wholeFor(omar, 'identity');
    const opened = () => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, bytes);
      return new HandClient(world.rooms, motion, omar, { doc, has: seq });
    };
    const b = opened();
    b.flush();
    await world.rooms.idle();
    b.flush();
    // Not even the deletions, which a state vector does not tell of.
    expect(b.inbox).toContainEqual(encodeStep2(Uint8Array.of(0, 0)));
    type(a, 'då');
    rootOf(a.doc).delete(0, 1);
    await settle(world.rooms, a);
    const c = opened();
    await settle(world.rooms, a, b, c);
    expect(Y.encodeStateAsUpdate(c.doc)).toEqual(Y.encodeStateAsUpdate(a.doc));
    expect([c.closedWith, c.sent]).toEqual([null, [await world.storage.journal.lastSeq(motion)]]);
  });

  it.each([
    ['what never was', 999, 1],
    ['what came before all that is remembered', 1, 1],
    ['everything, and has nothing', 102, 0],
  ])('[WIRE25] sends what the state vector lacks to who says that they have %s', async (_, has, upTo) => {
    const doc = new Y.Doc();
    for (const { update } of (await world.storage.journal.readDocumentUpdates(motion)).slice(0, upTo)) Y.applyUpdate(doc, update);
    const a = world.join(anna);
    await settle(world.rooms, a);
    for (let edit = 0; edit < 101; edit++) {
      type(a, `ord ${edit}`);
      await settle(world.rooms, a);
    }
    expect(await world.storage.journal.lastSeq(motion)).toBe(102);
    const b = new HandClient(world.rooms, motion, omar, { doc, has });
    await settle(world.rooms, b);
    expect(wordsOf(b)).toBe(wordsOf(a));
  });

  it('[WIRE25] gives nothing over HTTP to one who may not read, or may no more when it is ready', async () => {
    for (const answer of ['none', 'unknown'] as const) {
      world.access = () => answer;
      expect(await world.rooms.whole(motion, omar, 'br')).toBeNull();
    }
    expect(world.rooms.size.rooms).toBe(0);
    const answers: Access[] = ['read', 'none'];
    world.access = () => answers.shift() ?? 'none';
    expect(await world.rooms.whole(motion, omar, 'br')).toBeNull();
    world.access = () => 'read';
    expect(await world.rooms.whole(motion, omar, 'br')).not.toBeNull();
    // Nobody came after all: it is put away like any other.
    world.clock.advance(30_000);
    await world.rooms.idle();
    expect(world.rooms.size.rooms).toBe(0);
  });

  it('[WIRE6] answers sync step 1 with the whole document, only when it is loaded', async () => {
    const a = world.join(anna);
    a.flush();
    expect(a.inbox).toEqual([]);
    await settle(world.rooms, a);
    expect(rootOf(a.doc).length).toBeGreaterThan(0);
  });

  it('[WIRE6] loads a document once for all who ask at the same time', async () => {
    let reads = 0;
    const { readDocumentUpdates } = world.storage.journal;
    world.storage.journal.readDocumentUpdates = (...asked) => {
      reads++;
      return readDocumentUpdates.apply(world.storage.journal, asked);
    };
    await settle(world.rooms, world.join(anna), world.join(omar), world.join(anna));
    expect(reads).toBe(1);
  });

  it('[WIRE6] tells nobody what failed to load, and loads it for the next who asks', async () => {
    const { readDocumentUpdates } = world.storage.journal;
    world.storage.journal.readDocumentUpdates = () => Promise.reject(new StorageError('failed', 'broken'));
    const a = world.join(anna);
    await settle(world.rooms, a);
    expect(a.closedWith).toBe('storageFailing');
    world.storage.journal.readDocumentUpdates = readDocumentUpdates;
    const b = world.join(anna);
    await settle(world.rooms, b);
    expect(b.closedWith).toBeNull();
    expect(rootOf(b.doc).length).toBeGreaterThan(0);
  });

  it('[WIRE7] asks the sender for what is missing before an update that leaves a gap, and shows it to nobody', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'förlorat');
    a.drop();
    type(a, 'sedan');
    a.flush();
    await world.rooms.idle();
    const stored = await world.storage.journal.lastSeq(motion);
    expect(stored).toBe(1);
    const askedBefore = a.asked;
    await settle(world.rooms, a, b);
    expect(a.asked).toBe(askedBefore + 1);
    expect(wordsOf(b)).toBe(wordsOf(a));
    expect(wordsOf(b)).toContain('förlorat');
    expect(a.acks.at(-1)).toBe(3);
  });

  it('[WIRE10] does not take a step 2 without the words that left a gap for one that repeats them', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    const acked = a.acks.at(-1) ?? 0;
    const before = Y.encodeStateAsUpdate(a.doc);
    type(a, 'förlorat');
    a.drop();
    type(a, 'sedan');
    a.write(encodeStep2(before));
    a.flush();
    await world.rooms.idle();
    expect([a.acks.at(-1) ?? 0, await world.storage.journal.lastSeq(motion)]).toEqual([acked, 1]);
    // The answer to what it was asked has them.
    await settle(world.rooms, a);
    expect([a.acks.at(-1), wordsOf(a)]).toEqual([acked + 3, expect.stringContaining('förlorat')]);
  });

  it('[WIRE7] stores nothing for a step 2 that repeats what is known, deletions included', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    type(a, 'bort');
    rootOf(a.doc).delete(rootOf(a.doc).length - 1);
    await settle(world.rooms, a);
    const before = await world.storage.journal.lastSeq(motion);
    const again = new HandClient(world.rooms, motion, anna);
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(a.doc), again);
    await settle(world.rooms, again);
    expect(await world.storage.journal.lastSeq(motion)).toBe(before);
    expect(again.acks.at(-1)).toBe(1);
  });
});

describe('a room', () => {
  it('[WIRE18] closes a connection that cannot keep up, and no other', async () => {
    world.reopen({ maxBufferedBytes: 1_000 });
    const [a, b, c] = [world.join(anna), world.join(omar), world.join(omar)];
    await settle(world.rooms, a, b, c);
    b.bufferedAmount = 5_000;
    type(a, 'hej');
    await settle(world.rooms, a, c);
    expect(b.closedWith).toBe('tooSlow');
    expect(wordsOf(c)).toContain('hej');
  });

  it('is put away some time after the last person left, with a snapshot that gives the same text', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    for (const word of ['ett', 'två', 'tre']) type(a, word);
    rootOf(a.doc).delete(rootOf(a.doc).length - 1);
    await settle(world.rooms, a);
    a.disconnect();
    expect(world.rooms.size.rooms).toBe(1);
    world.clock.advance(29_000);
    await world.rooms.idle();
    expect(world.rooms.size.rooms).toBe(1);
    world.clock.advance(2_000);
    await world.rooms.idle();
    expect(world.rooms.size.rooms).toBe(0);
    expect((await world.storage.snapshots.read(motion))?.upTo).toBe(await world.storage.journal.lastSeq(motion));
    const fromSnapshot = world.join(anna);
    await settle(world.rooms, fromSnapshot);
    await world.storage.snapshots.drop(motion);
    world.reopen();
    const fromJournal = world.join(anna);
    await settle(world.rooms, fromJournal);
    expect(wordsOf(fromSnapshot)).toBe(wordsOf(a));
    expect(wordsOf(fromJournal)).toBe(wordsOf(a));
  });

  it('[JO8] tells the journal what the snapshot covers when it is put away, and is put away though that fails', async () => {
    const asked: unknown[] = [];
    world.storage.journal.coolDown = async (documentId, upTo) => {
      asked.push([documentId, upTo, (await world.storage.snapshots.read(documentId))?.upTo]);
      throw new StorageError('full', 'no room');
    };
    const visit = async (word: string | null) => {
      const a = world.join(anna);
      await settle(world.rooms, a);
      if (word !== null) type(a, word);
      await settle(world.rooms, a);
      a.disconnect();
      world.clock.advance(31_000);
      await world.rooms.idle();
      expect(world.rooms.size.rooms).toBe(0);
      return wordsOf(a);
    };
    const written = await visit('hej');
    // Also where nothing was written since: it failed the last time.
    expect(await visit(null)).toBe(written);
    expect(asked).toEqual([
      [motion, 2, 2],
      [motion, 2, 2],
    ]);
    expect(world.logged.join()).toContain('could not be compressed');
    expect(world.logged.join()).not.toContain('hej');
  });

  it('stays for one who returns in time', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    a.disconnect();
    world.clock.advance(20_000);
    const b = world.join(anna);
    await settle(world.rooms, b);
    world.clock.advance(20_000);
    await world.rooms.idle();
    expect(world.rooms.size).toEqual({ rooms: 1, connections: 1 });
  });

  it('keeps words that were swallowed, and tells the one who wrote them', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'gräs');
    await settle(world.rooms, a, b);
    const index = rootOf(a.doc).length - 1;
    lastText(a).insert(4, ' och träd');
    rootOf(b.doc).delete(index);
    b.flush();
    await settle(world.rooms, b);
    await settle(world.rooms, a, b);
    const [rescue] = await world.storage.rows.openRescues(motion, 'anna');
    expect(rescue).toMatchObject({ text: expect.stringContaining('och träd'), personId: 'anna' });
    expect(a.notices).toEqual([{ type: 'rescue', id: rescue?.id }]);
    expect(b.notices).toEqual([]);
  });

  it('[RES2] offers what one wrote oneself in a suggested paragraph that another rejects, and nothing to who suggested or rejected it', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(b, 'Omars stycke');
    (rootOf(b.doc).get(rootOf(b.doc).length - 1) as Y.XmlElement).setAttribute('inserted', 's1 omar');
    await settle(world.rooms, a, b);
    lastText(a).insert(lastText(a).length, ' och Annas ord');
    await settle(world.rooms, a, b);
    rootOf(b.doc).delete(rootOf(b.doc).length - 1);
    await settle(world.rooms, a, b);
    expect(await world.storage.rows.openRescues(motion, 'anna')).toMatchObject([{ text: ' och Annas ord', by: 'omar' }]);
    expect(await world.storage.rows.openRescues(motion, 'omar')).toEqual([]);
    expect(b.notices).toEqual([]);
  });

  it('finds swallowed words once, though the server died before it looked', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'gräs');
    await settle(world.rooms, a, b);
    lastText(a).insert(4, ' och träd');
    rootOf(b.doc).delete(rootOf(b.doc).length - 1);
    await settle(world.rooms, a, b);
    world.reopen();
    await settle(world.rooms, world.join(omar));
    expect(await world.storage.rows.openRescues(motion, 'anna')).toHaveLength(1);
  });

  it('[RES3] makes letters that come one by one for a block that is gone one rescue, that tells whose doing it was', async () => {
    const { a, removed } = await world.writtenAfterRemoval();
    for (const letter of ' och träd') {
      removed.write(letter);
      await settle(world.rooms, a);
    }
    const rescues = await world.storage.rows.openRescues(motion, 'anna');
    expect(rescues).toMatchObject([{ text: ' och träd', blockId: 'Gr4sBl0ck123', by: 'omar' }]);
    expect(new Set(a.notices.map((notice) => notice.type === 'rescue' && notice.id))).toEqual(new Set(rescues.map(({ id }) => id)));
  });

  it('[RES3] tells the block and who removed it though the room has been put away since, and looks back once', async () => {
    const { a, b, removed } = await world.writtenAfterRemoval();
    for (const client of [a, b]) client.disconnect();
    world.clock.advance(31_000);
    await world.rooms.idle();
    expect(world.rooms.size.rooms).toBe(0);
    expect(await world.storage.snapshots.read(motion)).not.toBeNull();
    const again = world.join(anna);
    await settle(world.rooms, again);
    let wholeReads = 0;
    const { readDocumentUpdates } = world.storage.journal;
    world.storage.journal.readDocumentUpdates = (id, range) => {
      wholeReads += Number(range === undefined);
      return readDocumentUpdates.call(world.storage.journal, id, range);
    };
    for (const letter of ' och träd') {
      for (const update of removed.write(letter)) again.write(encodeUpdate(update));
      await settle(world.rooms, again);
    }
    expect(await world.storage.rows.openRescues(motion, 'anna')).toMatchObject([{ text: ' och träd', blockId: 'Gr4sBl0ck123', by: 'omar' }]);
    expect(wholeReads).toBe(1);
  });

  it('[RES3] offers the same words though the server died and found them again, taken or not', async () => {
    const { a, removed } = await world.writtenAfterRemoval();
    for (const letter of ' och') {
      removed.write(letter);
      await settle(world.rooms, a);
    }
    const before = await world.storage.rows.openRescues(motion, 'anna');
    world.reopen();
    await settle(world.rooms, world.join(omar));
    expect(await world.storage.rows.openRescues(motion, 'anna')).toEqual(before);
    for (const { id } of before) await world.storage.rows.takeRescue(id, 'anna', world.clock.now());
    world.reopen();
    await settle(world.rooms, world.join(omar));
    expect(await world.storage.rows.openRescues(motion, 'anna')).toEqual([]);
  });

  it('[MOV1] takes back the doubled end of a paragraph that two people split at once, for everybody and in the journal', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'gräs och träd');
    await settle(world.rooms, a, b);
    for (const { doc } of [a, b]) splitLast(doc, 4);
    await settle(world.rooms, a, b);
    expect(wordsOf(a).match(/och träd/g)).toHaveLength(1);
    expect(wordsOf(b)).toBe(wordsOf(a));
    world.reopen();
    const c = world.join(omar);
    await settle(world.rooms, c);
    expect(wordsOf(c)).toBe(wordsOf(a));
  });

  it('tells what lists show, some time after the last edit', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    world.projections = [];
    type(a, 'hej');
    await settle(world.rooms, a);
    expect(world.projections).toEqual([]);
    world.clock.advance(1_000);
    await world.rooms.idle();
    expect(world.projections.map(({ documentId, lists }) => [documentId, lists?.summary.search.text.includes('hej')])).toEqual([[motion, true]]);
  });

  it('logs no text', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    world.storage.failAppends(new StorageError('full', 'no room'));
    type(a, 'hemligt');
    a.flush();
    await turns();
    expect(world.logged.length).toBeGreaterThan(0);
    expect(world.logged.join()).not.toContain('hemligt');
  });

  it('[WIRE7] answers a state vector that knows more than the server', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    a.write(encodeStep1(Y.encodeStateVector(new Map([[a.doc.clientID, 999]]))));
    await settle(world.rooms, a);
    expect(a.closedWith).toBeNull();
  });
});
