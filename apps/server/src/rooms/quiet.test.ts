import { newBlockId, schema } from '@yrka/schema';
import {
  type Anchor,
  anchorWords,
  documentFromUpdates,
  epochClientId,
  readDocument,
  Reader,
  rootOf,
  seedClientId,
  updateFromDocument,
  whoWrote,
} from '@yrka/ydoc';
import { churn, randomBelow } from '@yrka/ydoc/churnForTests';
import { eraseDeleted, readHistory, StorageError, updatesOf } from '@yrka/storage';
import { matter } from '@yrka/storage/rowsForTests';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anchorIn } from '../comments/anchorEpochs.ts';
import { projectDocuments } from '../documents/projecting.ts';
import { anna, lastText, motion, motionRow, omar, presence, RoomsWorld, threadForAll, turns, type, wordsOf } from './roomsForTests.ts';
import { HandClient, settle } from './socketPair.ts';
import { defaultLimits } from './types.ts';

const thread = threadForAll();
const quietMs = 600_000;
/** Far smaller than the program's own, so that a test need not write for a year. */
const epochs = { ...defaultLimits.epochs, fewestBytes: 4_096, quietMs };
let world: RoomsWorld;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
  world.reopen({ epochs });
});

describe('a document that somebody is always in', () => {
  it('[WIRE28, WIRE29] is written anew when nobody has written for long, and goes on with those who are in it', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const { seq } = await readHistory(world.storage, motion);
    const before = readDocument(a.doc).toJSON() as unknown;
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    for (const { closedWith, notices } of [a, b]) expect([closedWith, notices]).toEqual(['otherEpoch', [{ type: 'epoch', epoch: 2 }]]);
    expect(await largerThanFresh()).toBeLessThan(1.05);
    expect(await storedNow()).toEqual([2, before]);
    expect(documentFromUpdates(updatesOf(await readHistory(world.storage, motion, seq))).toJSON()).toEqual(before);

    const [a2, b2] = [await comeBack(anna), await comeBack(omar)];
    a2.write(presence(a2.doc.clientID, 1, { caret: 1 }));
    type(a2, 'Annas');
    type(b2, 'Omars');
    await settle(world.rooms, a2, b2);
    expect(readDocument(a2.doc).toJSON()).toEqual(readDocument(b2.doc).toJSON());
    expect(wordsOf(b2)).toMatch(/Annas.*Omars|Omars.*Annas/s);
    expect([a2.isAllStored, b2.isAllStored, b2.presence.length > 0]).toEqual([true, true, true]);
    expect(await storedNow()).toEqual([2, readDocument(a2.doc).toJSON()]);
  });

  it('[WIRE28] is not written anew a second time, whoever comes back and however long it stays quiet', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    let asked = 0;
    const { threads } = world.storage.rows.comments;
    world.storage.rows.comments.threads = (documentId) => {
      asked++;
      return threads.call(world.storage.rows.comments, documentId);
    };
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    const [a2, b2] = [await comeBack(anna), await comeBack(omar)];
    for (let time = 0; time < 5; time++) {
      world.clock.advance(quietMs);
      await settle(world.rooms, a2, b2);
    }
    b2.disconnect();
    const b3 = await comeBack(omar);
    world.clock.advance(quietMs);
    await settle(world.rooms, a2, b3);
    expect([a2.closedWith, b3.closedWith, (await readHistory(world.storage, motion)).epoch, asked]).toEqual([null, null, 2, 1]);
    // One that is no larger than its text is looked at once.
    world.reopen({ epochs: { ...epochs, fewestBytes: 1 } });
    const c = world.join(anna);
    for (let time = 0; time < 3; time++) {
      await settle(world.rooms, c);
      world.clock.advance(quietMs);
    }
    await settle(world.rooms, c);
    expect([c.closedWith, (await readHistory(world.storage, motion)).epoch, asked]).toEqual([null, 2, 2]);
  });

  it('[WIRE28] stays as it is while somebody writes in it', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    for (let time = 0; time < 4; time++) {
      world.clock.advance(quietMs - 1);
      type(b, 'mer');
      await settle(world.rooms, a, b);
    }
    expect([(await readHistory(world.storage, motion)).epoch, a.closedWith]).toEqual([1, null]);
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    expect([(await readHistory(world.storage, motion)).epoch, a.closedWith]).toEqual([2, 'otherEpoch']);
  });

  it('[WIRE28] stays as it is while something is under way: a gap, or what could not be stored', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    type(b, 'ett');
    b.drop();
    type(b, 'två');
    b.flush();
    await world.rooms.idle();
    world.clock.advance(quietMs);
    await world.rooms.idle();
    expect([(await readHistory(world.storage, motion)).epoch, b.closedWith]).toEqual([1, null]);
    await settle(world.rooms, a, b);
    world.storage.failAppends(new StorageError('full', 'no room'));
    type(b, 'tre');
    b.flush();
    world.clock.advance(quietMs);
    await turns();
    world.storage.failAppends(null);
    world.clock.advance(10_000);
    await settle(world.rooms, a, b);
    expect([(await readHistory(world.storage, motion)).epoch, b.closedWith, b.isAllStored]).toEqual([1, null, true]);
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    const [epoch, content] = await storedNow();
    expect([epoch, b.closedWith]).toEqual([2, 'otherEpoch']);
    for (const word of ['ett', 'två', 'tre']) expect(JSON.stringify(content).split(`"${word}"`).length - 1).toBe(1);
  });

  it('[WIRE28] stays as it is when somebody writes while it is made ready, and shows what they wrote', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const { begun, release } = holdAnchors();
    world.clock.advance(quietMs);
    await begun;
    type(a, 'mitt i');
    a.flush();
    release();
    await settle(world.rooms, a, b);
    expect([(await readHistory(world.storage, motion)).epoch, a.closedWith, a.isAllStored]).toEqual([1, null, true]);
    expect(wordsOf(b)).toContain('mitt i');
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    expect(await storedNow()).toEqual([2, readDocument(a.doc).toJSON()]);
  });

  it('[EPO3, WIRE28] stays as it is when something is said of it while it is made ready, and has the letters of that the next time', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const { begun, release } = holdAnchors();
    world.clock.advance(quietMs);
    await begun;
    const [id, anchor] = [newBlockId(), firstWords(a.doc)];
    const said = { id, threadId: id, personId: 'anna', text: 'Varför?', wording: null, at: new Date(0), editedAt: null, removedAt: null, mentions: [] };
    const open = { audience: 'readers', assignedTo: null, resolvedAt: null, resolvedBy: null, outcome: null, outcomeReason: '' };
    await world.storage.rows.comments.insertThread({ ...open, id, documentId: motion, anchor, createdAt: new Date(0) }, said);
    release();
    await settle(world.rooms, a, b);
    expect([(await readHistory(world.storage, motion)).epoch, a.closedWith]).toEqual([1, null]);
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    const stored = (await world.storage.rows.comments.thread(id))?.thread.anchor ?? {};
    expect([(await readHistory(world.storage, motion)).epoch, anchorIn(2, stored).letters?.first.client]).toEqual([2, epochClientId(2)]);
  });

  it('[WIRE28, WIRE35] stays as it is while somebody reviews it, also when they were asked while it is made ready', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const { begun, release } = holdAnchors();
    world.clock.advance(quietMs);
    await begun;
    world.shared.add(motion);
    release();
    for (let time = 0; time < 2; time++) {
      await settle(world.rooms, a, b);
      expect([(await readHistory(world.storage, motion)).epoch, a.closedWith]).toEqual([1, null]);
      world.clock.advance(quietMs);
    }
    world.shared.delete(motion);
    await settle(world.rooms, a, b);
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    expect((await readHistory(world.storage, motion)).epoch).toBe(2);
  });

  it('[WIRE22, WIRE28] stays as it is when it is locked while it is made ready', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const { begun, release } = holdAnchors();
    world.clock.advance(quietMs);
    await begun;
    const lock = { id: 'lock', documentId: motion, seq: 1, bytes: new Uint8Array(), sha256: '', at: new Date(0), by: null, liftedAt: null };
    const locking = world.rooms.frozen(motion, () => world.storage.rows.way.insertLock(lock));
    release();
    await locking;
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    expect([(await readHistory(world.storage, motion)).epoch, a.closedWith]).toEqual([1, null]);
  });

  it('[WIRE29] keeps a letter that is sent in the very moment with its writer, who can write it once more, and it stands once', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const held = world.holdAppends();
    world.clock.advance(quietMs);
    await held.begun();
    type(a, 'i samma stund');
    a.flush();
    held.release();
    await settle(world.rooms, a, b);
    expect([a.closedWith, a.isAllStored]).toEqual(['otherEpoch', false]);
    expect(JSON.stringify(await storedNow())).not.toContain('i samma stund');
    const [a2, b2] = [await comeBack(anna), await comeBack(omar)];
    type(a2, 'i samma stund');
    await settle(world.rooms, a2, b2);
    expect(wordsOf(b2).split('i samma stund').length - 1).toBe(1);
    expect(await storedNow()).toEqual([2, readDocument(b2.doc).toJSON()]);
  });

  it('[WIRE28] lets whoever comes in that moment into the new epoch, over a connection and over HTTP', async () => {
    const [a] = await joinBoth();
    await rework(a);
    const held = world.holdAppends();
    world.clock.advance(quietMs);
    await held.begun();
    const c = world.join(omar);
    const foreign = new HandClient(world.rooms, motion, omar, { isForeign: true });
    const knows = new HandClient(world.rooms, motion, omar, { epoch: 1 });
    const sent = world.rooms.submit(motion, omar, Y.encodeStateAsUpdate(a.doc), 1);
    for (const client of [c, foreign, knows]) client.flush();
    held.release();
    await settle(world.rooms, a, c, foreign, knows);
    expect([a, c, foreign, knows].map(({ closedWith }) => closedWith)).toEqual(['otherEpoch', null, null, 'otherEpoch']);
    expect(await storedNow()).toEqual([2, readDocument(c.doc).toJSON()]);
    type(foreign, 'utifrån');
    await settle(world.rooms, c, foreign);
    expect(wordsOf(c)).toContain('utifrån');
    expect(await sent).toBe('otherEpoch');
  });

  it('[WIRE28] goes on in its old epoch, with everybody in it, when the new one cannot be stored', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    world.storage.failAppends(new StorageError('full', 'no room'));
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    world.storage.failAppends(null);
    type(a, 'vidare');
    await settle(world.rooms, a, b);
    expect([a.closedWith, a.isAllStored, (await readHistory(world.storage, motion)).epoch]).toEqual([null, true, 1]);
    expect(wordsOf(b)).toContain('vidare');
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    expect((await readHistory(world.storage, motion)).epoch).toBe(2);
  });

  it('[EPO4] has its words by the same people as before', async () => {
    await world.storage.rows.insertMatter(matter('m1'), [motionRow]);
    world.keepProjections = (found) => projectDocuments(world.storage, found);
    const told = async () => {
      const [updates, runs] = [updatesOf(await readHistory(world.storage, motion)), await world.storage.rows.runs.of(motion)];
      const lines: string[] = [];
      documentFromUpdates(updates).descendants((node) => {
        if (!node.isTextblock) return true;
        const pieces = whoWrote(updates, runs, { blockId: String(node.attrs.id), from: 0, to: Number.MAX_SAFE_INTEGER });
        for (const { text, wrote } of pieces) for (const letter of text) lines.push(`${letter} ${wrote?.personId}`);
        return false;
      });
      return lines;
    };
    const [a, b] = await joinBoth();
    await rework(a);
    type(b, 'Omars');
    await settle(world.rooms, a, b);
    await world.rooms.writeRuns(motion);
    const before = await told();
    expect(new Set(before.map((line) => line.slice(2)))).toContain('omar');
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    expect((await readHistory(world.storage, motion)).epoch).toBe(2);
    expect(await told()).toEqual(before);
  });

  it('[WIRE28] is left to be put away when all leave while it is made ready, and is written anew once', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const { begun, release } = holdAnchors();
    world.clock.advance(quietMs);
    await begun;
    a.disconnect();
    b.disconnect();
    world.clock.advance(defaultLimits.lingerMs);
    release();
    await world.rooms.idle();
    expect((await readHistory(world.storage, motion)).epoch).toBe(2);
    world.clock.advance(2 * quietMs);
    await world.rooms.idle();
    expect([(await readHistory(world.storage, motion)).epoch, world.rooms.size.rooms]).toEqual([2, 0]);
  });

  it('[WIRE28] is not there again when it is thrown away while its epoch begins', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const held = world.holdAppends();
    world.clock.advance(quietMs);
    await held.begun();
    const erased = world.rooms.forget(motion).then(() => eraseDeleted(world.storage, motion));
    await turns();
    held.release();
    await erased;
    await settle(world.rooms, a, b);
    expect([await world.storage.journal.lastSeq(motion), await world.storage.snapshots.read(motion), world.rooms.size.rooms]).toEqual([0, null, 0]);
    expect([a.closedWith, b.closedWith]).toEqual(['unknownDocument', 'unknownDocument']);
  });

  it('[WIRE28] is written anew later when it could not be made ready', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const { comments } = world.storage.rows;
    const { putAnchors } = comments;
    comments.putAnchors = async () => {
      throw new StorageError('full', 'no room');
    };
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    expect([(await readHistory(world.storage, motion)).epoch, a.closedWith]).toEqual([1, null]);
    comments.putAnchors = putAnchors.bind(comments);
    world.clock.advance(quietMs);
    await settle(world.rooms, a, b);
    expect([(await readHistory(world.storage, motion)).epoch, a.closedWith]).toEqual([2, 'otherEpoch']);
  });

  it('[WIRE28] stays as it is while a former version is restored', async () => {
    const [a, b] = await joinBoth();
    const content = readDocument(a.doc).toJSON() as unknown;
    await rework(a);
    const [begun, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    world.isAsked = {
      // biome-ignore lint/suspicious/noThenProperty: it tells that somebody waits for it
      then: (...heard) => {
        world.isAsked = Promise.resolve();
        begun.resolve();
        return asked.promise.then(...heard);
      },
    };
    const restored = world.rooms.restore(motion, omar, { content, clientId: 4_711 });
    await begun.promise;
    world.clock.advance(quietMs);
    await world.rooms.idle();
    asked.resolve();
    expect((await restored).type).toBe('restored');
    await settle(world.rooms, a, b);
    expect([readDocument(b.doc).toJSON(), a.closedWith]).toEqual([content, null]);
  });

  it('[WIRE9, WIRE28] stays as it is while rights are asked, and sends nothing of what was written then to one who has none', async () => {
    const [a, b] = await joinBoth();
    await rework(a);
    const asked = Promise.withResolvers<void>();
    world.isAsked = asked.promise;
    world.access = ({ id }) => (id === omar.id ? 'none' : 'write');
    void world.rooms.rightsChanged(motion);
    type(a, 'hemligt');
    a.flush();
    await turns();
    const { begun, release } = holdAnchors();
    world.clock.advance(quietMs);
    await begun;
    release();
    await turns();
    a.deliver();
    b.deliver();
    expect([(await readHistory(world.storage, motion)).epoch, b.closedWith]).toEqual([1, null]);
    asked.resolve();
    await settle(world.rooms, a, b);
    expect([wordsOf(b).includes('hemligt'), b.closedWith]).toEqual([false, 'noRight']);
    world.clock.advance(quietMs);
    await settle(world.rooms, a);
    expect([(await readHistory(world.storage, motion)).epoch, a.closedWith]).toEqual([2, 'otherEpoch']);
  });
});

async function joinBoth(): Promise<[HandClient, HandClient]> {
  const both: [HandClient, HandClient] = [world.join(anna), world.join(omar)];
  await settle(world.rooms, ...both);
  return both;
}

/** Of the words of the first block. */
function firstWords(ydoc: Y.Doc): Anchor | null {
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  return anchorWords(reader, document, 1, 1 + document.child(0).content.size);
}

/** Writes in the document, and takes away, for a year. */
async function rework(client: HandClient): Promise<void> {
  type(client, 'x');
  const text = lastText(client);
  client.doc.transact(() => churn(client.doc, 4_000, 200, randomBelow(1), [text]));
  await settle(world.rooms, client);
}

/** As a page does that was sent over: it begins with nothing. */
async function comeBack(person: typeof anna): Promise<HandClient> {
  const client = new HandClient(world.rooms, motion, person, { epoch: 2 });
  await settle(world.rooms, client);
  return client;
}

/** The epoch that the document is in, and what it says there. */
async function storedNow(): Promise<[epoch: number, content: unknown]> {
  const history = await readHistory(world.storage, motion);
  return [history.epoch, documentFromUpdates(updatesOf(history)).toJSON()];
}

/** How many times as large the document is as its text written fresh. */
async function largerThanFresh(): Promise<number> {
  const updates = updatesOf(await readHistory(world.storage, motion));
  const bytes = updates.reduce((sum, update) => sum + update.length, 0);
  return bytes / updateFromDocument(documentFromUpdates(updates), seedClientId).length;
}

/** The next epoch is made ready, but for where its comments are. */
function holdAnchors(): { readonly begun: Promise<void>; readonly release: () => void } {
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { comments } = world.storage.rows;
  const { putAnchors } = comments;
  comments.putAnchors = async (anchors) => {
    begun.resolve();
    await held.promise;
    return putAnchors.call(comments, anchors);
  };
  return { begun: begun.promise, release: held.resolve };
}
