import { encodeUpdate } from '@yrka/protocol';
import { rootOf } from '@yrka/ydoc';
import { holdingUpdate } from '@yrka/ydoc/forgedUpdatesForTests';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandClient, settle } from './socketPair.ts';
import type { RoomPerson } from './types.ts';
import { anna, omar, motion, threadForAll, RoomsWorld, type, paragraph, lastText, updateOf, wordsOf, splitLast, turns, until } from './roomsForTests.ts';

const thread = threadForAll();
let world: RoomsWorld;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
});

describe('the thread behind the rooms', () => {
  const other = 'motion-2';
  const eva: RoomPerson = { ...omar, id: 'eva', name: 'Eva Berg' };
  let workers: Worker[];
  const note = (worker: Worker) => workers.push(worker);

  beforeEach(async () => {
    workers = [];
    process.on('worker', note);
    world.thread = world.newThread();
    world.reopen({ integrationLimitMs: 1_500 });
    await world.add(other);
  });

  afterEach(async () => {
    process.off('worker', note);
    await world.rooms.close();
    await world.thread.end();
  });

  it('[WIRE23] keeps nobody in another document waiting while one update holds it, passes that over at the limit and goes on with the rest', async () => {
    const [a, b, c, d] = [new HandClient(world.rooms, other, anna), new HandClient(world.rooms, other, omar), world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b, c, d);
    type(c, 'gräs');
    await settle(world.rooms, a, b, c, d);
    // Not delivered to these any more: it would hold them as well.
    expect(await world.rooms.submit(motion, eva, holdingUpdate(70_000))).toBe('stored');
    await until(() => world.thread.step?.kind === 'update');
    type(a, 'hej');
    type(b, 'då');
    await until(() => {
      for (const client of [a, b]) {
        client.deliver();
        client.flush();
      }
      return a.isAllStored && b.isAllStored && wordsOf(a).includes('då') && wordsOf(b).includes('hej');
    });
    expect(world.thread.step?.kind).toBe('update');
    expect(world.logged.join()).not.toContain('passed over');

    await world.rooms.idle();
    expect(world.logged.join()).toContain('passed over');
    expect(world.logged.join()).toMatch(/"seq":\d+,"personId":"eva"/);
    world.projections = [];
    world.clock.advance(1_000);
    await world.rooms.idle();
    expect(
      world.projections.flatMap(({ documentId, lists }) => (lists === null ? [] : [[documentId, /hej.*då|då.*hej/s.test(lists.summary.search.text)]])),
    ).toEqual([[other, true]]);

    // Whoever sent it may read on; the others write, and what is swallowed is still offered.
    const evas = updateOf((doc) => rootOf(doc).push([paragraph('igen')]));
    expect(await world.rooms.submit(motion, eva, evas)).toBe('readOnly');
    lastText(c).insert(4, ' och träd');
    rootOf(d.doc).delete(rootOf(d.doc).length - 1);
    d.flush();
    await world.rooms.idle();
    c.flush();
    await world.rooms.idle();
    expect(await world.storage.rows.openRescues(motion, 'anna')).toMatchObject([{ text: ' och träd', by: 'omar' }]);

    for (const client of [a, b, c, d]) client.disconnect();
    world.clock.advance(31_000);
    await world.rooms.idle();
    expect(world.rooms.size.rooms).toBe(0);
    expect([await world.storage.snapshots.read(motion), (await world.storage.snapshots.read(other))?.upTo]).toEqual([
      null,
      await world.storage.journal.lastSeq(other),
    ]);
    const begun = workers.length;
    expect(await world.rooms.submit(motion, eva, evas)).toBe('readOnly');
    await world.rooms.idle();
    expect(workers).toHaveLength(begun);
  });

  it('[WIRE23] gives an update that it died of to the next thread, and to no third', async () => {
    world.reopen();
    expect(await world.rooms.submit(motion, eva, holdingUpdate(70_000))).toBe('stored');
    for (const deaths of [1, 2]) {
      // The first update is the seed.
      await until(() => workers.length === deaths && world.thread.step?.kind === 'update' && world.thread.step.number === 1);
      await workers.at(-1)?.terminate();
    }
    await world.rooms.idle();
    expect(world.logged.join()).toContain('passed over');
    expect(world.thread.step).toBeNull();
    expect(workers).toHaveLength(3);
  });

  it('is done without where none can be begun: all is stored and shown', async () => {
    world.thread = world.newThread(new URL('./nothingForTests.ts', import.meta.url));
    world.reopen();
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'hej');
    await settle(world.rooms, a, b);
    expect(wordsOf(b)).toContain('hej');
    expect(a.isAllStored).toBe(true);
    expect(world.logged.join()).toContain('The document is not integrated');
  });

  it('[RES3] loses no rescue and offers none twice when it is killed, and knows what was before', async () => {
    const { a, b, removed } = await world.writtenAfterRemoval();
    for (const client of [a, b]) client.disconnect();
    world.clock.advance(31_000);
    await world.rooms.idle();
    const again = world.join(anna);
    await settle(world.rooms, again);
    for (const [moment, letter] of [...' och träd'].entries()) {
      for (const update of removed.write(letter)) again.write(encodeUpdate(update));
      again.flush();
      // Before it is given the letter, while it looks for it, or after it has told of it.
      for (let later = 0; later < moment; later++) await turns();
      await workers.at(-1)?.terminate();
    }
    await settle(world.rooms, again);
    const rescues = await world.storage.rows.openRescues(motion, 'anna');
    expect(rescues).toMatchObject([{ text: ' och träd', blockId: 'Gr4sBl0ck123', by: 'omar' }]);
    expect(new Set(again.notices.map((notice) => notice.type === 'rescue' && notice.id))).toEqual(new Set(rescues.map(({ id }) => id)));
    expect(workers.length).toBeGreaterThan(1);
  });

  it('[MOV1] takes doubled letters back once, though it is killed before and after', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'gräs och träd');
    await settle(world.rooms, a, b);
    for (const { doc } of [a, b]) splitLast(doc, 4);
    for (const client of [a, b]) client.flush();
    await workers.at(-1)?.terminate();
    await settle(world.rooms, a, b);
    const stored = await world.storage.journal.lastSeq(motion);
    await workers.at(-1)?.terminate();
    type(a, 'sedan');
    await settle(world.rooms, a, b);
    expect(wordsOf(a).match(/och träd/g)).toHaveLength(1);
    expect(wordsOf(b)).toBe(wordsOf(a));
    expect(await world.storage.journal.lastSeq(motion)).toBe(stored + 1);
  });
});

/**
 * Omar has removed a paragraph, which Anna's browser does not know. What she `write`s there is told
 * to her connection, and returned as updates.
 */
