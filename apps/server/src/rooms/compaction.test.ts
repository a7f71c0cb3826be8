import { readHistory, updatesOf } from '@yrka/storage';
import { documentFromUpdates, rootOf } from '@yrka/ydoc';
import { beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anna, lastText, motion, omar, RoomsWorld, threadForAll, turns, type, wordsOf } from './roomsForTests.ts';
import { type HandClient, settle } from './socketPair.ts';

const thread = threadForAll();
const afterMs = 30_000;
let world: RoomsWorld;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
  world.reopen({ compaction: { entries: 100, bytes: 1_000_000, afterMs } });
});

/** Anna writes letters and takes each away again but the last, one stored update each. */
async function typeAndRemove(a: HandClient, times: number): Promise<void> {
  type(a, '');
  for (let time = 0; time < times; time++) {
    lastText(a).insert(0, 'ord');
    a.flush();
    await turns();
    lastText(a).delete(0, 3);
    a.flush();
    await turns();
  }
  lastText(a).insert(0, 'klart');
  await settle(world.rooms, a);
}

const storedBytes = async () => updatesOf(await readHistory(world.storage, motion)).reduce((bytes, update) => bytes + update.length, 0);
const openingBytes = async () => (await world.wholeFor(omar, 'identity')).bytes.length;
const compactBytes = (a: HandClient) => Y.encodeStateAsUpdate(a.doc).length;
const storedWords = async () => documentFromUpdates(updatesOf(await readHistory(world.storage, motion))).textContent;

it('[WIRE6] costs to open what its text is, although somebody is always in it, and after a restart too', async () => {
  const a = world.join(anna);
  await settle(world.rooms, a);
  await typeAndRemove(a, 200);
  const before = await openingBytes();
  world.clock.advance(afterMs);
  await settle(world.rooms, a);
  expect(a.closedWith).toBeNull();
  expect(await openingBytes()).toBeLessThan(before / 2);
  expect(await openingBytes()).toBeLessThanOrEqual(compactBytes(a) + 10);
  const { snapshot, entries } = await readHistory(world.storage, motion);
  expect([snapshot?.upTo, entries]).toEqual([await world.storage.journal.lastSeq(motion), []]);
  // Whoever comes has it all, and what is written goes on from it.
  const b = world.join(omar);
  await settle(world.rooms, a, b);
  type(a, 'mer');
  type(b, 'än så');
  await settle(world.rooms, a, b);
  expect(wordsOf(a)).toBe(wordsOf(b));
  expect(wordsOf(b)).toMatch(/klart.*än så/s);
  world.reopen();
  const c = world.join(omar);
  await settle(world.rooms, c);
  expect(wordsOf(c)).toBe(wordsOf(b));
  expect(await storedBytes()).toBeLessThan(before / 2);
});

it('[WIRE6] compacts what was there, and nothing of what comes while that is done', async () => {
  const a = world.join(anna);
  await settle(world.rooms, a);
  await typeAndRemove(a, 100);
  const upTo = await world.storage.journal.lastSeq(motion);
  world.clock.advance(afterMs);
  for (let word = 0; (await readHistory(world.storage, motion)).snapshot === null; word++) {
    type(a, `senare ${word}`);
    a.flush();
    await turns();
  }
  await settle(world.rooms, a);
  const { snapshot, entries } = await readHistory(world.storage, motion);
  expect(snapshot?.upTo).toBeGreaterThanOrEqual(upTo);
  expect(entries.length).toBeGreaterThan(0);
  // It says of itself what it has: not a letter more, or an older version would be shown later words.
  const entire = new Y.Doc();
  for (const { seq, update } of await world.storage.journal.readDocumentUpdates(motion)) if (seq <= (snapshot?.upTo ?? 0)) Y.applyUpdate(entire, update);
  const compacted = new Y.Doc();
  Y.applyUpdate(compacted, snapshot?.update ?? new Uint8Array());
  expect(Y.encodeStateVector(compacted)).toEqual(Y.encodeStateVector(entire));
  expect(rootOf(compacted).toString()).toBe(rootOf(entire).toString());
  const b = world.join(omar);
  await settle(world.rooms, b);
  expect(wordsOf(b)).toBe(wordsOf(a));
  expect(await storedWords()).toContain('senare 0');
});

it('tries again where no snapshot could be written', async () => {
  const a = world.join(anna);
  await settle(world.rooms, a);
  await typeAndRemove(a, 60);
  const { write } = world.storage.snapshots;
  world.storage.snapshots.write = () => Promise.reject(new Error('no room'));
  world.clock.advance(afterMs);
  await settle(world.rooms, a);
  expect((await readHistory(world.storage, motion)).snapshot).toBeNull();
  world.storage.snapshots.write = write;
  type(a, 'mer');
  await settle(world.rooms, a);
  world.clock.advance(afterMs);
  await settle(world.rooms, a);
  expect((await readHistory(world.storage, motion)).snapshot?.upTo).toBe(await world.storage.journal.lastSeq(motion));
});

it('[WIRE12] writes nothing of a document that is being thrown away', async () => {
  const a = world.join(anna);
  await settle(world.rooms, a);
  await typeAndRemove(a, 60);
  const thrownAway = world.rooms.frozen(motion, async () => {
    world.clock.advance(afterMs);
    await turns();
    await world.rooms.forget(motion);
    await world.storage.journal.erase(motion);
  });
  await thrownAway;
  await settle(world.rooms, a);
  expect(await world.storage.snapshots.read(motion)).toBeNull();
  // One that was begun before is waited for.
  world = await RoomsWorld.begin(thread);
  world.reopen({ compaction: { entries: 1, bytes: 1, afterMs } });
  const b = world.join(anna);
  await settle(world.rooms, b);
  type(b, 'ett');
  await settle(world.rooms, b);
  world.clock.advance(afterMs);
  await world.rooms.frozen(motion, async () => {
    expect((await world.storage.snapshots.read(motion))?.upTo).toBe(2);
    await world.storage.snapshots.drop(motion);
    await world.rooms.forget(motion);
  });
  await world.rooms.idle();
  expect(await world.storage.snapshots.read(motion)).toBeNull();
});
