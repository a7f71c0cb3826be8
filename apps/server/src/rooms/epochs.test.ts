import { readHistory, type Run, StorageError, updatesOf } from '@yrka/storage';
import { matter } from '@yrka/storage/rowsForTests';
import { documentFromUpdates, readDocument, rootOf, seedClientId, updateFromDocument } from '@yrka/ydoc';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anna, documentOf, EpochsWorld, omar, small, type, withOther, wordsIn } from './epochsForTests.ts';
import { motion, motionRow, threadForAll, until } from './roomsForTests.ts';
import { HandClient, settle } from './socketPair.ts';

const thread = threadForAll();
let world: EpochsWorld;

beforeEach(async () => {
  world = await EpochsWorld.begin(thread);
});

describe('a document that has grown far beyond its text', () => {
  it('[WIRE28] is written anew when it is put away, and reads the same', async () => {
    const before = await world.grow();
    const { seq } = await readHistory(world.storage, motion);
    await world.putAway();
    expect(world.watched).toEqual(['rebased']);
    const after = await readHistory(world.storage, motion);
    expect([after.epoch, after.entries]).toEqual([2, []]);
    expect(documentOf(updatesOf(after))).toEqual(before);
    const fresh = updateFromDocument(documentFromUpdates(updatesOf(after)), seedClientId).length;
    expect(after.snapshot?.update.length).toBeLessThan(1.05 * fresh);
    expect(before).toEqual(documentOf(updatesOf(await readHistory(world.storage, motion, seq))));
    // Nothing of what was written before is gone.
    expect((await world.storage.journal.readDocumentUpdates(motion)).length).toBeGreaterThan(2);

    const a = await world.join(anna);
    expect(readDocument(a.doc).toJSON()).toEqual(before);
    type(a, 'hej');
    await settle(world.rooms, a);
    expect(wordsIn(readDocument((await world.join(omar)).doc).toJSON())).toContain('hej');
  });

  it('[WIRE28] is written anew again and again, and every version of every epoch can be read', async () => {
    const versions: [seq: number, content: unknown][] = [];
    for (let epoch = 1; epoch <= 4; epoch++) {
      const content = await world.grow(epoch);
      versions.push([(await readHistory(world.storage, motion)).seq, content]);
      await world.putAway();
      expect((await readHistory(world.storage, motion)).epoch).toBe(epoch + 1);
      versions.push([(await readHistory(world.storage, motion)).seq, content]);
    }
    for (const [seq, content] of versions) expect(documentOf(updatesOf(await readHistory(world.storage, motion, seq)))).toEqual(content);
    await world.storage.snapshots.drop(motion);
    for (const [seq, content] of versions) expect(documentOf(updatesOf(await readHistory(world.storage, motion, seq)))).toEqual(content);
  });

  it('[WIRE28] is written anew when it was only read, too', async () => {
    world.reopen({ ...small, fewestBytes: Infinity });
    const before = await world.grow();
    await world.putAway();
    world.reopen();
    const a = await world.join(anna);
    a.disconnect();
    await world.putAway();
    const after = await readHistory(world.storage, motion);
    expect([after.epoch, documentOf(updatesOf(after))]).toEqual([2, before]);
  });

  it('[WIRE28] stays as it is while it is small, large beyond measure, lean or locked', async () => {
    for (const [limits, reason] of [
      [{ ...small, fewestBytes: 1024 * 1024 }, 'small'],
      [{ ...small, mostBytes: 4_097 }, 'large'],
      [{ ...small, ratio: 1_000 }, 'lean'],
    ] as const) {
      world.reopen(limits);
      await world.grow();
      await world.putAway();
      expect([reason, (await readHistory(world.storage, motion)).epoch]).toEqual([reason, 1]);
    }
    world.reopen();
    await world.storage.rows.way.insertLock({
      id: 'lock',
      documentId: motion,
      seq: 1,
      bytes: new Uint8Array(),
      sha256: '',
      at: new Date(0),
      by: null,
      liftedAt: null,
    });
    await world.grow();
    await world.putAway();
    expect([(await readHistory(world.storage, motion)).epoch, world.watched]).toEqual([1, []]);
  });

  it('[EPO2, WIRE28] stays as it is with what this program does not know, which is told; and is not looked at again before it has grown', async () => {
    const a = await world.join(anna);
    const [block] = rootOf(a.doc).toArray();
    if (block instanceof Y.XmlElement) block.push([new Y.XmlElement('title')]);
    await settle(world.rooms, a);
    a.disconnect();
    for (let time = 0; time < 3; time++) {
      await world.grow(3, time === 0 ? 4_000 : 1);
      await world.putAway();
    }
    expect([(await readHistory(world.storage, motion)).epoch, world.watched]).toEqual([1, ['unknownContent']]);
    await world.grow(3, 4_000);
    await world.putAway();
    expect(world.watched).toEqual(['unknownContent', 'unknownContent']);
  });

  it('[WIRE28] stays as it is when somebody comes while it is written anew', async () => {
    await world.grow();
    const { held, begun } = world.holdComments('threads');
    (await world.join(anna)).disconnect();
    world.clock.runAll();
    await begun.promise;
    const a = new HandClient(world.rooms, motion, omar);
    a.flush();
    held.resolve();
    await settle(world.rooms, a);
    type(a, 'hej');
    await settle(world.rooms, a);
    expect([(await readHistory(world.storage, motion)).epoch, a.closedWith, a.isAllStored]).toEqual([1, null, true]);
    a.disconnect();
    await world.putAway();
    expect((await readHistory(world.storage, motion)).epoch).toBe(2);
  });

  it('[WIRE22, WIRE28] stays as it is when it is being locked while it is written anew', async () => {
    await world.grow();
    const { held, begun } = world.holdComments('threads');
    (await world.join(anna)).disconnect();
    world.clock.runAll();
    await begun.promise;
    const locked = Promise.withResolvers<void>();
    const locking = world.rooms.frozen(motion, () => locked.promise);
    held.resolve();
    await until(() => world.rooms.size.rooms === 0);
    locked.resolve();
    await locking;
    expect((await readHistory(world.storage, motion)).epoch).toBe(1);
  });

  it('[WIRE22, WIRE28] stays as it is when it has been locked while it was written anew', async () => {
    await world.grow();
    const { held, begun } = world.holdComments('threads');
    (await world.join(anna)).disconnect();
    world.clock.runAll();
    await begun.promise;
    const lock = { id: 'lock', documentId: motion, seq: 1, bytes: new Uint8Array(), sha256: '', at: new Date(0), by: null, liftedAt: null };
    await world.rooms.frozen(motion, () => world.storage.rows.way.insertLock(lock));
    held.resolve();
    await until(() => world.rooms.size.rooms === 0);
    await world.rooms.idle();
    expect((await readHistory(world.storage, motion)).epoch).toBe(1);
  });

  it('[RUN5, WIRE28] leaves nothing behind when it is thrown away while it is written anew', async () => {
    await world.storage.rows.insertMatter(matter('m1'), [motionRow]);
    await world.storage.rows.runs.put(motion, [run(seedClientId, 16)], 1);
    await world.grow();
    const { held, begun } = world.holdComments('putAnchors');
    (await world.join(anna)).disconnect();
    world.clock.runAll();
    await begun.promise;
    await world.rooms.frozen(motion, async () => {
      await world.storage.rows.deleteDocument(motion);
      await world.rooms.forget(motion);
      await world.storage.journal.erase(motion);
    });
    held.resolve();
    await world.rooms.idle();
    expect([await world.storage.rows.runs.of(motion), await world.storage.journal.readDocumentUpdates(motion)]).toEqual([[], []]);
  });

  it('[WIRE28] has whoever comes at the very moment wait, and gives them the new epoch', async () => {
    const before = await world.grow();
    const held = world.holdAppends();
    world.clock.runAll();
    await held.begun;
    const a = new HandClient(world.rooms, motion, anna);
    const whole = world.rooms.whole(motion, omar, 'identity');
    a.flush();
    expect(a.inbox).toEqual([]);
    held.release();
    await settle(world.rooms, a);
    expect(readDocument(a.doc).toJSON()).toEqual(before);
    expect(await whole).toMatchObject({ epoch: 2 });
    type(a, 'hej');
    await settle(world.rooms, a);
    expect(a.isAllStored).toBe(true);
    expect(documentOf(updatesOf(await readHistory(world.storage, motion)))).toEqual(readDocument(a.doc).toJSON());
  });

  it('[WIRE28] goes on in its old epoch when the new one cannot be stored', async () => {
    const before = await world.grow();
    const doc = await world.copy();
    world.storage.failAppends(new StorageError('full', 'no room'));
    await world.putAway();
    world.storage.failAppends(null);
    const a = await world.join(anna, doc, 1);
    expect([a.closedWith, readDocument(a.doc).toJSON(), (await readHistory(world.storage, motion)).epoch]).toEqual([null, before, 1]);
    type(a, 'hej');
    await settle(world.rooms, a);
    expect(a.isAllStored).toBe(true);
  });

  it('[WIRE28, JO12] is in one epoch or the other, wherever the program ended', async () => {
    const before = await world.grow();
    const anchor = await world.comment('begin');
    for (const dies of ['before the entry', 'before the snapshot'] as const) {
      const never = new Promise<never>(() => undefined);
      const reached = Promise.withResolvers<void>();
      const hang = () => {
        reached.resolve();
        return never;
      };
      const dying = {
        ...world.storage,
        journal: withOther(world.storage.journal, dies === 'before the entry' ? { appendBatch: hang } : {}),
        snapshots: withOther(world.storage.snapshots, dies === 'before the snapshot' ? { write: hang } : {}),
      };
      if (dies === 'before the snapshot') {
        // What the room itself writes there is written.
        world.reopen({ ...small, fewestBytes: Infinity });
        (await world.join(anna)).disconnect();
        await world.putAway();
      }
      world.reopen(small, dying);
      (await world.join(anna)).disconnect();
      world.clock.runAll();
      await reached.promise;
      const after = await readHistory(world.storage, motion);
      expect([dies, after.epoch]).toEqual([dies, dies === 'before the entry' ? 1 : 2]);
      expect(documentOf(updatesOf(after))).toEqual(before);
      world.reopen({ ...small, fewestBytes: Infinity });
      const a = await world.join(anna);
      expect(readDocument(a.doc).toJSON()).toEqual(before);
      expect(await world.found(anchor, a.doc)).toBe('begin');
      a.disconnect();
      await world.putAway();
    }
  });
});

function run(clientId: number, length: number): Run {
  return { did: 'wrote', clientId, clock: 0, length, personId: 'omar', at: new Date(0), source: null };
}
