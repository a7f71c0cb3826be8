import { encodeUpdate } from '@yrka/protocol';
import { newBlockId, schema } from '@yrka/schema';
import { createMemoryStorage, type MemoryStorage, readHistory, type Run, StorageError, updatesOf } from '@yrka/storage';
import { matter } from '@yrka/storage/rowsForTests';
import {
  type Anchor,
  anchorWords,
  carryOver,
  documentFromUpdates,
  findAnchors,
  Reader,
  readDocument,
  rootOf,
  seedClientId,
  unsentWords,
  updateFromDocument,
  whoWrote,
} from '@yrka/ydoc';
import { randomBelow } from '@yrka/ydoc/churnForTests';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { changesFor } from '../documents/changes.ts';
import { projectDocuments } from '../documents/projecting.ts';
import { historyFor } from '../documents/late.ts';
import { anchorIn } from '../comments/anchorEpochs.ts';
import { IntegratingThread } from './integratingThread.ts';
import { NoClock } from './noClockForTests.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { RunKeeping } from './runKeeping.ts';
import { motion, motionRow } from './roomsForTests.ts';
import { HandClient, settle } from './socketPair.ts';
import { defaultLimits, type RoomPerson, type RoomsOptions } from './types.ts';
import { nobodyWatches } from './watch.ts';

const [anna, omar] = ['anna', 'omar'].map((id) => ({ id, name: id, role: 'member', party: null, isProtected: false })) as [RoomPerson, RoomPerson];
/** Far smaller than the program's own, so that a test need not write for a year. */
const small = { ...defaultLimits.epochs, fewestBytes: 4_096, quietMs: 0 };

let storage: MemoryStorage;
let clock: NoClock;
let rooms: Rooms;
let watched: string[];
const thread = new IntegratingThread({ info: () => undefined, warn: () => undefined, error: () => undefined });

afterAll(() => thread.end());

beforeEach(async () => {
  storage = createMemoryStorage();
  watched = [];
  await storage.journal.appendBatch([{ documentId: motion, update: seedUpdate(), personId: null, at: new Date(0) }]);
  rooms = open();
});

describe('a document that has grown far beyond its text', () => {
  it('[RUN7] has its words by the same people as before', async () => {
    await storage.rows.insertMatter(matter('m1'), [motionRow]);
    await grow();
    const { runs } = storage.rows;
    const keeping = new RunKeeping(0);
    await keeping.catchUp(await storage.journal.readDocumentUpdates(motion));
    const { seq } = await readHistory(storage, motion);
    await runs.put(motion, keeping.take(seq)?.runs ?? [], seq);
    const told = async () => {
      const [updates, all] = [updatesOf(await readHistory(storage, motion)), await runs.of(motion)];
      const lines: string[] = [];
      documentFromUpdates(updates).descendants((node) => {
        if (!node.isTextblock) return true;
        const pieces = whoWrote(updates, all, { blockId: String(node.attrs.id), from: 0, to: Number.MAX_SAFE_INTEGER });
        for (const { text, wrote } of pieces) for (const letter of text) lines.push(`${letter} ${wrote?.personId}`);
        return false;
      });
      return lines;
    };
    const before = await told();
    expect(new Set(before.map((line) => line.slice(2))).size).toBeGreaterThan(1);
    await putAway();
    expect(watched).toEqual(['rebased']);
    expect(await told()).toEqual(before);
  });

  it('[WIRE28] is written anew when it is put away, and reads the same', async () => {
    const before = await grow();
    const { seq } = await readHistory(storage, motion);
    await putAway();
    expect(watched).toEqual(['rebased']);
    const after = await readHistory(storage, motion);
    expect([after.epoch, after.entries]).toEqual([2, []]);
    expect(documentOf(updatesOf(after))).toEqual(before);
    const fresh = updateFromDocument(documentFromUpdates(updatesOf(after)), seedClientId).length;
    expect(after.snapshot?.update.length).toBeLessThan(1.05 * fresh);
    expect(before).toEqual(documentOf(updatesOf(await readHistory(storage, motion, seq))));
    // Nothing of what was written before is gone.
    expect((await storage.journal.readDocumentUpdates(motion)).length).toBeGreaterThan(2);

    const a = await join(anna);
    expect(readDocument(a.doc).toJSON()).toEqual(before);
    type(a, 'hej');
    await settle(rooms, a);
    expect(wordsIn(readDocument((await join(omar)).doc).toJSON())).toContain('hej');
  });

  it('[WIRE28] is written anew again and again, and every version of every epoch can be read', async () => {
    const versions: [seq: number, content: unknown][] = [];
    for (let epoch = 1; epoch <= 4; epoch++) {
      const content = await grow(epoch);
      versions.push([(await readHistory(storage, motion)).seq, content]);
      await putAway();
      expect((await readHistory(storage, motion)).epoch).toBe(epoch + 1);
      versions.push([(await readHistory(storage, motion)).seq, content]);
    }
    for (const [seq, content] of versions) expect(documentOf(updatesOf(await readHistory(storage, motion, seq)))).toEqual(content);
    await storage.snapshots.drop(motion);
    for (const [seq, content] of versions) expect(documentOf(updatesOf(await readHistory(storage, motion, seq)))).toEqual(content);
  });

  it('[WIRE28] is written anew when it was only read, too', async () => {
    rooms = open({ ...small, fewestBytes: Infinity });
    const before = await grow();
    await putAway();
    rooms = open();
    const a = await join(anna);
    a.disconnect();
    await putAway();
    const after = await readHistory(storage, motion);
    expect([after.epoch, documentOf(updatesOf(after))]).toEqual([2, before]);
  });

  it('[WIRE28] stays as it is while it is small, large beyond measure, lean or locked', async () => {
    for (const [limits, reason] of [
      [{ ...small, fewestBytes: 1024 * 1024 }, 'small'],
      [{ ...small, mostBytes: 4_097 }, 'large'],
      [{ ...small, ratio: 1_000 }, 'lean'],
    ] as const) {
      rooms = open(limits);
      await grow();
      await putAway();
      expect([reason, (await readHistory(storage, motion)).epoch]).toEqual([reason, 1]);
    }
    rooms = open();
    await storage.rows.way.insertLock({
      id: 'lock',
      documentId: motion,
      seq: 1,
      bytes: new Uint8Array(),
      sha256: '',
      at: new Date(0),
      by: null,
      liftedAt: null,
    });
    await grow();
    await putAway();
    expect([(await readHistory(storage, motion)).epoch, watched]).toEqual([1, []]);
  });

  it('[EPO2, WIRE28] stays as it is with what this program does not know, which is told; and is not looked at again before it has grown', async () => {
    const a = await join(anna);
    const [block] = rootOf(a.doc).toArray();
    if (block instanceof Y.XmlElement) block.push([new Y.XmlElement('title')]);
    await settle(rooms, a);
    a.disconnect();
    for (let time = 0; time < 3; time++) {
      await grow(3, time === 0 ? 4_000 : 1);
      await putAway();
    }
    expect([(await readHistory(storage, motion)).epoch, watched]).toEqual([1, ['unknownContent']]);
    await grow(3, 4_000);
    await putAway();
    expect(watched).toEqual(['unknownContent', 'unknownContent']);
  });

  it('[WIRE28] stays as it is when somebody comes while it is written anew', async () => {
    await grow();
    const { held, begun } = holdComments('threads');
    (await join(anna)).disconnect();
    clock.runAll();
    await begun.promise;
    const a = new HandClient(rooms, motion, omar);
    a.flush();
    held.resolve();
    await settle(rooms, a);
    type(a, 'hej');
    await settle(rooms, a);
    expect([(await readHistory(storage, motion)).epoch, a.closedWith, a.isAllStored]).toEqual([1, null, true]);
    a.disconnect();
    await putAway();
    expect((await readHistory(storage, motion)).epoch).toBe(2);
  });

  it('[WIRE22, WIRE28] stays as it is when it is being locked while it is written anew', async () => {
    await grow();
    const { held, begun } = holdComments('threads');
    (await join(anna)).disconnect();
    clock.runAll();
    await begun.promise;
    const locked = Promise.withResolvers<void>();
    const locking = rooms.frozen(motion, () => locked.promise);
    held.resolve();
    await until(() => rooms.size.rooms === 0);
    locked.resolve();
    await locking;
    expect((await readHistory(storage, motion)).epoch).toBe(1);
  });

  it('[WIRE22, WIRE28] stays as it is when it has been locked while it was written anew', async () => {
    await grow();
    const { held, begun } = holdComments('threads');
    (await join(anna)).disconnect();
    clock.runAll();
    await begun.promise;
    const lock = { id: 'lock', documentId: motion, seq: 1, bytes: new Uint8Array(), sha256: '', at: new Date(0), by: null, liftedAt: null };
    await rooms.frozen(motion, () => storage.rows.way.insertLock(lock));
    held.resolve();
    await until(() => rooms.size.rooms === 0);
    await rooms.idle();
    expect((await readHistory(storage, motion)).epoch).toBe(1);
  });

  it('[RUN5, WIRE28] leaves nothing behind when it is thrown away while it is written anew', async () => {
    await storage.rows.insertMatter(matter('m1'), [motionRow]);
    await storage.rows.runs.put(motion, [run(seedClientId, 16)], 1);
    await grow();
    const { held, begun } = holdComments('putAnchors');
    (await join(anna)).disconnect();
    clock.runAll();
    await begun.promise;
    await rooms.frozen(motion, async () => {
      await storage.rows.deleteDocument(motion);
      await rooms.forget(motion);
      await storage.journal.erase(motion);
    });
    held.resolve();
    await rooms.idle();
    expect([await storage.rows.runs.of(motion), await storage.journal.readDocumentUpdates(motion)]).toEqual([[], []]);
  });

  it('[WIRE28] has whoever comes at the very moment wait, and gives them the new epoch', async () => {
    const before = await grow();
    const held = holdAppends();
    clock.runAll();
    await held.begun;
    const a = new HandClient(rooms, motion, anna);
    const whole = rooms.whole(motion, omar, 'identity');
    a.flush();
    expect(a.inbox).toEqual([]);
    held.release();
    await settle(rooms, a);
    expect(readDocument(a.doc).toJSON()).toEqual(before);
    expect(await whole).toMatchObject({ epoch: 2 });
    type(a, 'hej');
    await settle(rooms, a);
    expect(a.isAllStored).toBe(true);
    expect(documentOf(updatesOf(await readHistory(storage, motion)))).toEqual(readDocument(a.doc).toJSON());
  });

  it('[WIRE28] goes on in its old epoch when the new one cannot be stored', async () => {
    const before = await grow();
    const doc = await copy();
    storage.failAppends(new StorageError('full', 'no room'));
    await putAway();
    storage.failAppends(null);
    const a = await join(anna, doc, 1);
    expect([a.closedWith, readDocument(a.doc).toJSON(), (await readHistory(storage, motion)).epoch]).toEqual([null, before, 1]);
    type(a, 'hej');
    await settle(rooms, a);
    expect(a.isAllStored).toBe(true);
  });

  it('[WIRE28, JO12] is in one epoch or the other, wherever the program ended', async () => {
    const before = await grow();
    const anchor = await comment('begin');
    for (const dies of ['before the entry', 'before the snapshot'] as const) {
      const never = new Promise<never>(() => undefined);
      const reached = Promise.withResolvers<void>();
      const hang = () => {
        reached.resolve();
        return never;
      };
      const dying = {
        ...storage,
        journal: withOther(storage.journal, dies === 'before the entry' ? { appendBatch: hang } : {}),
        snapshots: withOther(storage.snapshots, dies === 'before the snapshot' ? { write: hang } : {}),
      };
      if (dies === 'before the snapshot') {
        // What the room itself writes there is written.
        rooms = open({ ...small, fewestBytes: Infinity });
        (await join(anna)).disconnect();
        await putAway();
      }
      rooms = open(small, dying);
      (await join(anna)).disconnect();
      clock.runAll();
      await reached.promise;
      const after = await readHistory(storage, motion);
      expect([dies, after.epoch]).toEqual([dies, dies === 'before the entry' ? 1 : 2]);
      expect(documentOf(updatesOf(after))).toEqual(before);
      rooms = open({ ...small, fewestBytes: Infinity });
      const a = await join(anna);
      expect(readDocument(a.doc).toJSON()).toEqual(before);
      expect(await found(anchor, a.doc)).toBe('begin');
      a.disconnect();
      await putAway();
    }
  });
});

describe('a client that has an earlier epoch', () => {
  it('[WIRE29] is told of the new one and sent away, and neither copy is touched', async () => {
    await grow();
    const doc = await copy();
    rootOf(doc).push([paragraph('osänt')]);
    await putAway();
    const [seq, words] = [await storage.journal.lastSeq(motion), readDocument(doc).toJSON()];
    const a = await join(anna, doc, 1);
    expect([a.closedWith, a.notices, readDocument(doc).toJSON()]).toEqual(['otherEpoch', [{ type: 'epoch', epoch: 2 }], words]);
    expect(await storage.journal.lastSeq(motion)).toBe(seq);
    expect(await storage.rows.clients(motion)).not.toContainEqual(expect.objectContaining({ clientId: doc.clientID }));
    const b = await join(anna, new Y.Doc(), 2);
    expect([b.closedWith, b.isAllStored]).toEqual([null, true]);
  });

  it('[WIRE29] is not answered with what came after a sequence that it has', async () => {
    await grow();
    const doc = await copy();
    const { seq } = await readHistory(storage, motion);
    await putAway();
    for (const epoch of [1, null]) {
      const a = new HandClient(rooms, motion, anna, { doc, has: seq, epoch });
      await settle(rooms, a);
      expect(a.closedWith).toBe('otherEpoch');
    }
    const whole = await rooms.whole(motion, anna, 'identity');
    const fresh = new Y.Doc();
    Y.applyUpdate(fresh, whole?.bytes ?? new Uint8Array());
    const a = new HandClient(rooms, motion, anna, { doc: fresh, has: whole?.seq ?? null, epoch: whole?.epoch ?? null });
    await settle(rooms, a);
    expect([a.closedWith, whole?.epoch, a.isAllStored]).toEqual([null, 2, true]);
  });

  it('[WIRE30] is known by its state vector where it says nothing, as a provider does that slept; one that has nothing may come in', async () => {
    await grow();
    const doc = await copy();
    await putAway();
    const before = readDocument(doc).toJSON();
    const asleep = new HandClient(rooms, motion, anna, { doc, isForeign: true });
    rootOf(doc).push([paragraph('osänt')]);
    await settle(rooms, asleep);
    expect([asleep.closedWith, asleep.notices]).toEqual(['otherEpoch', []]);
    const fresh = new HandClient(rooms, motion, anna, { isForeign: true });
    await settle(rooms, fresh);
    type(fresh, 'hej');
    await settle(rooms, fresh);
    const after = documentOf(updatesOf(await readHistory(storage, motion)));
    expect(readDocument(fresh.doc).toJSON()).toEqual(after);
    expect(wordsIn(after)).toBe(`${wordsIn(before)}hej`);
    fresh.disconnect();
    // It comes back with what it has.
    const again = new HandClient(rooms, motion, anna, { doc: fresh.doc, isForeign: true });
    await settle(rooms, again);
    expect(again.closedWith).toBeNull();
  });

  it('[WIRE30] is sent away when it sends words before it has said what it has', async () => {
    await grow();
    const doc = await copy();
    await putAway();
    const a = new HandClient(rooms, motion, anna, { doc });
    a.drop();
    a.write(encodeUpdate(Y.encodeStateAsUpdate(doc)));
    const seq = await storage.journal.lastSeq(motion);
    await settle(rooms, a);
    expect([a.closedWith, await storage.journal.lastSeq(motion)]).toEqual(['otherEpoch', seq]);
  });

  it('[WIRE29] is refused over HTTP', async () => {
    await grow();
    const doc = await copy();
    await putAway();
    expect(await rooms.submit(motion, anna, Y.encodeStateAsUpdate(doc))).toBe('otherEpoch');
    expect(await rooms.submit(motion, anna, Y.encodeStateAsUpdate(doc), 1)).toBe('otherEpoch');
    expect(await rooms.submit(motion, anna, Y.encodeStateAsUpdate((await join(anna)).doc), 2)).toBe('stored');
  });
});

describe('what hangs on a document', () => {
  it('[EPO3] comments stay with their words, by the letters, where the words were changed and the quote would not find them', async () => {
    const anchor = await comment('begin', (text) => text.insert(3, ' (skrivet emellan)'));
    await grow();
    const doc = await copy();
    const before = await found(anchor, doc);
    expect(before).toContain('skrivet emellan');
    for (const epoch of [2, 3]) {
      await putAway();
      expect((await readHistory(storage, motion)).epoch).toBe(epoch);
      const a = await join(anna);
      expect(await found(anchor, a.doc)).toBe(before);
      a.disconnect();
      await grow(epoch);
    }
  });

  it('[EPO4] it is known of every letter who wrote it, by what its document began with too', async () => {
    await storage.rows.insertMatter(matter('m1'), [motionRow]);
    const told = async (doc: Y.Doc) => {
      const reader = new Reader(rootOf(doc), schema);
      const runs = await storage.rows.runs.of(motion);
      return reader.read().children.map(({ attrs, content }) => {
        const pieces = whoWrote([Y.encodeStateAsUpdate(doc)], runs, { blockId: String(attrs.id), from: 0, to: content.size });
        return pieces.flatMap(({ text, wrote }) => [...text].map((letter) => `${letter} ${wrote?.personId} ${wrote?.source?.kind}`));
      });
    };
    rooms = open({ ...small, fewestBytes: Infinity }, storage, (found) => projectDocuments(storage, found));
    await grow();
    const a = await join(anna);
    type(a, 'Annas');
    await settle(rooms, a);
    a.disconnect();
    await putAway();
    const before = await told(a.doc);
    expect(before.flat()).toContain('n anna undefined');
    expect(before.flat()).toContain('b omar template');
    expect(before.flat()).not.toContain('x undefined undefined');
    rooms = open(small, storage, (found) => projectDocuments(storage, found));
    for (const epoch of [2, 3]) {
      const b = await join(omar);
      type(b, '');
      await settle(rooms, b);
      b.disconnect();
      await putAway();
      expect((await readHistory(storage, motion)).epoch).toBe(epoch);
      const doc = await copy();
      expect((await told(doc)).filter((block) => block.length > 0)).toEqual(before);
      await putAway();
      rooms = open(epoch === 2 ? { ...small, fewestBytes: 1, ratio: 0.5 } : small, storage, (found) => projectDocuments(storage, found));
    }
  });

  it('[WIRE31] who has read it hears of what others changed before and after, and of nothing that was only written anew', async () => {
    await grow();
    const reader = { documentId: motion, personId: 'eva', versions: null };
    const see = async () => storage.rows.way.putSeen(motion, 'eva', await storage.journal.lastSeq(motion));
    const hears = async () => (await changesFor(storage, rooms, reader)).places.map(({ kind }) => kind);
    await see();
    await putAway();
    expect(await hears()).toEqual([]);
    const a = await join(anna);
    type(a, 'efter');
    await settle(rooms, a);
    a.disconnect();
    expect(await hears()).toEqual(['added']);
    await see();
    expect(await hears()).toEqual([]);
  });

  it('[WIRE22] late work is read beside the text that it was sent for', async () => {
    await grow();
    const doc = await copy();
    const known = Y.encodeStateVector(doc);
    rootOf(doc).push([paragraph('för sent')]);
    await putAway();
    const history = await historyFor(storage, motion, { at: new Date(-1) });
    expect(wordsIn(documentOf([...updatesOf(history), Y.encodeStateAsUpdate(doc, known)]))).toContain('för sent');
    expect((await historyFor(storage, motion, { at: new Date(0) })).epoch).toBe(2);
  });
});

it('[WIRE28, WIRE29, EPO5] loses no word and doubles none, whoever comes back with what, however often the document is written anew', {
  timeout: 60_000,
}, async () => {
  const [sessions, firstSeed] = [Number(process.env.YRKA_CASES ?? 8), Number(process.env.YRKA_SEED ?? Date.now() % 1_000_000)];
  let [epochs, underPeople, offered, carried, written] = [0, 0, 0, 0, 0];
  for (let seed = firstSeed; seed < firstSeed + sessions; seed++) {
    const session = await runSession(seed);
    epochs += session.epochs;
    underPeople += session.underPeople;
    carried += session.carried;
    offered += session.offered;
    written += session.written;
  }
  console.info(
    `epochs: ${sessions} random sessions from seed ${firstSeed}; ${epochs} epochs, ${underPeople} of them under people, ${written} words, ${offered} times some were offered, ${carried} times carried over`,
  );
  expect(Math.min(epochs, offered)).toBeGreaterThan(sessions);
  expect(underPeople).toBeGreaterThan(sessions / 4);
});

/** Two people with a page each, which is asleep now and then, and a third who makes the document grow. */
async function runSession(seed: number): Promise<Readonly<Record<'epochs' | 'underPeople' | 'offered' | 'carried' | 'written', number>>> {
  const below = randomBelow(seed);
  storage = createMemoryStorage();
  await storage.journal.appendBatch([{ documentId: motion, update: seedUpdate(), personId: null, at: new Date(0) }]);
  rooms = open();
  const pages = [anna, omar].map((person) => ({
    person,
    doc: new Y.Doc(),
    epoch: 1,
    client: null as HandClient | null,
    stored: Uint8Array.of(0) as Uint8Array,
  }));
  type Page = (typeof pages)[number];
  const typed: string[] = [];
  let [offered, carried, underPeople] = [0, 0, 0];
  const write = (page: Page, words: string) => rootOf(page.doc).insert(below(rootOf(page.doc).length + 1), [paragraph(words)]);
  const sleep = (page: Page) => {
    page.client?.disconnect();
    page.client = null;
  };
  const wake = async (page: Page): Promise<void> => {
    page.client ??= new HandClient(rooms, motion, page.person, { doc: page.doc, epoch: page.epoch });
    await settle(rooms, page.client);
    if (page.client.closedWith === 'otherEpoch') {
      const told = page.client.notices.findLast((notice) => notice.type === 'epoch');
      const words = unsentWords(page.doc, new Set([page.doc.clientID]), page.stored).map((one) => one.words);
      const former = { doc: page.doc, epoch: page.epoch, hadAll: page.client.sent.length > 0 };
      Object.assign(page, { doc: new Y.Doc(), epoch: told?.epoch, client: null, stored: Uint8Array.of(0) });
      await wake(page);
      const isCarried = words.length > 0 && former.hadAll && page.epoch === former.epoch + 1 && carryOver(former.doc, page.doc, page.epoch);
      carried += isCarried ? 1 : 0;
      if (words.length > 0 && !isCarried) {
        // As somebody does who is offered them: what stands there already they throw away.
        const standing = wordsIn(readDocument(page.doc).toJSON());
        for (const word of words) if (!standing.includes(word)) write(page, word);
        offered++;
      }
      await settle(rooms, page.client);
    }
    if (page.client?.isAllStored === true) page.stored = Y.encodeStateVector(page.doc);
  };
  /** Nobody has written for long, but for a word of this person's in whatever moment. Returns how often the document was written anew under them. */
  const beQuiet = async (page: Page): Promise<number> => {
    for (const { client } of pages) if (below(4) > 0 && client !== null) await settle(rooms, client);
    await rooms.idle();
    const { epoch } = await readHistory(storage, motion);
    const isHere = pages.some(({ client }) => client?.closedWith === null);
    clock.runAll();
    for (let turn = below(40); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve));
    if (below(2) === 0 && rootOf(page.doc).length > 0) {
      typed.push(`<${seed}.${typed.length}>`);
      write(page, typed.at(-1) ?? '');
      if (page.client?.closedWith === null) page.client.flush();
    }
    await rooms.idle();
    const after = await readHistory(storage, motion);
    return isHere && after.epoch > epoch ? 1 : 0;
  };
  for (const page of pages) await wake(page);
  for (let step = 0; step < 60; step++) {
    const page = pages[below(2)] as Page;
    switch (below(6)) {
      case 0:
      case 1:
        if (rootOf(page.doc).length === 0) break;
        typed.push(`<${seed}.${typed.length}>`);
        write(page, typed.at(-1) ?? '');
        break;
      case 2:
        sleep(page);
        break;
      case 3:
        await wake(page);
        break;
      case 4:
        for (const one of pages) sleep(one);
        await grow(step, 1_500);
        await putAway();
        break;
      default:
        await grow(step, 1_500);
        underPeople += await beQuiet(page);
    }
  }
  for (const page of pages) await wake(page);
  await settle(rooms, ...pages.flatMap(({ client }) => client ?? []));
  const texts = pages.map(({ doc }) => readDocument(doc).toJSON() as unknown);
  expect(texts[1], `seed ${seed}: the pages differ`).toEqual(texts[0]);
  const history = await readHistory(storage, motion);
  expect(documentOf(updatesOf(history)), `seed ${seed}: the journal differs`).toEqual(texts[0]);
  const said = wordsIn(texts[0]);
  for (const word of typed) expect(said.split(word).length - 1, `seed ${seed}: ${word}`).toBe(1);
  return { epochs: history.epoch - 1, underPeople, offered, carried, written: typed.length };
}

/** The blocks in which the document is made to grow. */
const reworked = ['reworkedHere', 'reworkedToo'];

function seedUpdate(): Uint8Array {
  const blocks = ['first', ...reworked].map((id) => schema.nodes.paragraph.create({ id }, schema.text('begin with these')));
  return updateFromDocument(schema.nodes.doc.create(null, blocks), seedClientId);
}

/** A server; what an earlier one was about to do is not done any more. */
function open(epochs = small, kept: Pick<MemoryStorage, 'journal' | 'snapshots' | 'rows'> = storage, project?: RoomsOptions['project']): Rooms {
  clock = new NoClock();
  return createRooms({
    storage: kept,
    clock,
    limits: { epochs },
    thread,
    logger: { info: () => undefined, warn: () => undefined, error: (...told: unknown[]) => watched.push(`error ${String(told[1])}`) },
    authorise: async () => 'write',
    ...(project && { project }),
    watch: { ...nobodyWatches, rebased: () => watched.push('rebased'), notRebased: (reason) => watched.push(reason) },
  });
}

async function join(person: RoomPerson, doc = new Y.Doc(), epoch: number | null = null): Promise<HandClient> {
  const client = new HandClient(rooms, motion, person, { doc, epoch });
  await settle(rooms, client);
  return client;
}

/** A third person writes and takes away in two of its texts, and leaves. Returns how the document reads then. */
async function grow(chance = 1, edits = 4_000): Promise<unknown> {
  const client = await join({ ...anna, id: 'eva' });
  const blocks = rootOf(client.doc).toArray();
  const below = randomBelow(chance);
  client.doc.transact(() => {
    for (const block of blocks)
      if (block instanceof Y.XmlElement && reworked.includes(block.getAttribute('id') ?? '')) churnText(block.get(0) as Y.XmlText, edits / 2, below);
  });
  await settle(rooms, client);
  client.disconnect();
  return readDocument(client.doc).toJSON();
}

/** One letter in, one out, each of them apart from the others. */
function churnText(text: Y.XmlText, edits: number, below: (limit: number) => number): void {
  for (let edit = 0; edit < edits; edit++) {
    text.insert(below(text.length + 1), 'x');
    if (text.length > 40) {
      const at = text.toString().indexOf('x', below(20));
      if (at >= 0) text.delete(at, 1);
    }
  }
}

/** What somebody's browser has of the document now. */
async function copy(): Promise<Y.Doc> {
  const client = await join(anna);
  client.disconnect();
  return client.doc;
}

/** Nobody has been here for long. */
async function putAway(): Promise<void> {
  await rooms.idle();
  clock.runAll();
  await rooms.idle();
  expect(rooms.size.rooms).toBe(0);
}

function type(client: HandClient, words: string): void {
  rootOf(client.doc).push([paragraph(words)]);
}

function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.setAttribute('id', newBlockId());
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

/** Says something of words that stand in the first text; then they are written in. Returns the comment's id. */
async function comment(words: string, change: (text: Y.XmlText) => void = () => undefined): Promise<string> {
  const client = await join(anna);
  const reader = new Reader(rootOf(client.doc), schema);
  const document = reader.read();
  const at = 1 + document.child(0).textContent.indexOf(words);
  const anchor = anchorWords(reader, document, at, at + words.length);
  const id = newBlockId();
  const said = { id, threadId: id, personId: 'anna', text: 'Varför?', wording: null, at: new Date(0), editedAt: null, removedAt: null, mentions: [] };
  const open = { audience: 'readers', assignedTo: null, resolvedAt: null, resolvedBy: null, outcome: null, outcomeReason: '' };
  await storage.rows.comments.insertThread({ ...open, id, documentId: motion, anchor, createdAt: new Date(0) }, said);
  client.doc.transact(() => change((rootOf(client.doc).get(0) as Y.XmlElement).get(0) as Y.XmlText));
  await settle(rooms, client);
  client.disconnect();
  return id;
}

/** The words that a comment is found at. */
async function found(id: string, doc: Y.Doc): Promise<string | null> {
  const { epoch } = await readHistory(storage, motion);
  const stored = (await storage.rows.comments.thread(id))?.thread.anchor;
  if (stored === null || stored === undefined) throw new Error('There is no such comment');
  const anchor: Anchor = anchorIn(epoch, stored);
  const reader = new Reader(rootOf(doc), schema);
  const document = reader.read();
  const [passages] = findAnchors(reader, document, [anchor]);
  const [passage] = passages ?? [];
  const block = document.children.find(({ attrs }) => attrs.id === passage?.blockId);
  return passage === undefined || block === undefined ? null : block.textBetween(passage.from, passage.to);
}

function run(clientId: number, length: number): Run {
  return { did: 'wrote', clientId, clock: 0, length, personId: 'omar', at: new Date(0), source: null };
}

const documentOf = (updates: readonly Uint8Array[]): unknown => documentFromUpdates(updates).toJSON();
const wordsIn = (content: unknown): string => schema.nodeFromJSON(content).textContent;

/** A server that looks for comments, or says where they are, only when it is let. */
function holdComments(at: 'threads' | 'putAnchors'): Readonly<Record<'held' | 'begun', PromiseWithResolvers<void>>> {
  const [held, begun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { comments } = storage.rows;
  const hold = async () => {
    begun.resolve();
    await held.promise;
  };
  const holding: Partial<typeof comments> =
    at === 'threads'
      ? { threads: (id) => hold().then(() => comments.threads(id)) }
      : { putAnchors: (anchors) => hold().then(() => comments.putAnchors(anchors)) };
  rooms = open(small, { ...storage, rows: withOther(storage.rows, { comments: withOther(comments, holding) }) });
  return { held, begun };
}

/** Looks now and then until something is so: another thread makes it so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** The same, but for some of its methods and parts. */
function withOther<Whole extends object>(whole: Whole, other: Partial<Whole>): Whole {
  return new Proxy(whole, {
    get: (target, name) => {
      if (name in other) return Reflect.get(other, name) as unknown;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function holdAppends(): { readonly begun: Promise<void>; release(): void } {
  const begun = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const { journal } = storage;
  const append = journal.appendBatch.bind(journal);
  journal.appendBatch = async (entries) => {
    begun.resolve();
    await held.promise;
    return append(entries);
  };
  return { begun: begun.promise, release: held.resolve };
}
