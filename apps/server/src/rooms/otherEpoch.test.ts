import { encodeUpdate } from '@yrka/protocol';
import { readHistory, updatesOf } from '@yrka/storage';
import { readDocument, rootOf } from '@yrka/ydoc';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anna, documentOf, EpochsWorld, paragraph, type, wordsIn } from './epochsForTests.ts';
import { motion, threadForAll } from './roomsForTests.ts';
import { HandClient, settle } from './socketPair.ts';

const thread = threadForAll();
let world: EpochsWorld;

beforeEach(async () => {
  world = await EpochsWorld.begin(thread);
});

describe('a client that has an earlier epoch', () => {
  it('[WIRE29] is told of the new one and sent away, and neither copy is touched', async () => {
    await world.grow();
    const doc = await world.copy();
    rootOf(doc).push([paragraph('osänt')]);
    await world.putAway();
    const [seq, words] = [await world.storage.journal.lastSeq(motion), readDocument(doc).toJSON()];
    const a = await world.join(anna, doc, 1);
    expect([a.closedWith, a.notices, readDocument(doc).toJSON()]).toEqual(['otherEpoch', [{ type: 'epoch', epoch: 2 }], words]);
    expect(await world.storage.journal.lastSeq(motion)).toBe(seq);
    expect(await world.storage.rows.clients(motion)).not.toContainEqual(expect.objectContaining({ clientId: doc.clientID }));
    const b = await world.join(anna, new Y.Doc(), 2);
    expect([b.closedWith, b.isAllStored]).toEqual([null, true]);
  });

  it('[WIRE29] is not answered with what came after a sequence that it has', async () => {
    await world.grow();
    const doc = await world.copy();
    const { seq } = await readHistory(world.storage, motion);
    await world.putAway();
    for (const epoch of [1, null]) {
      const a = new HandClient(world.rooms, motion, anna, { doc, has: seq, epoch });
      await settle(world.rooms, a);
      expect(a.closedWith).toBe('otherEpoch');
    }
    const whole = await world.rooms.whole(motion, anna, 'identity');
    const fresh = new Y.Doc();
    Y.applyUpdate(fresh, whole?.bytes ?? new Uint8Array());
    const a = new HandClient(world.rooms, motion, anna, { doc: fresh, has: whole?.seq ?? null, epoch: whole?.epoch ?? null });
    await settle(world.rooms, a);
    expect([a.closedWith, whole?.epoch, a.isAllStored]).toEqual([null, 2, true]);
  });

  it('[WIRE30] is known by its state vector where it says nothing, as a provider does that slept; one that has nothing may come in', async () => {
    await world.grow();
    const doc = await world.copy();
    await world.putAway();
    const before = readDocument(doc).toJSON();
    const asleep = new HandClient(world.rooms, motion, anna, { doc, isForeign: true });
    rootOf(doc).push([paragraph('osänt')]);
    await settle(world.rooms, asleep);
    expect([asleep.closedWith, asleep.notices]).toEqual(['otherEpoch', []]);
    const fresh = new HandClient(world.rooms, motion, anna, { isForeign: true });
    await settle(world.rooms, fresh);
    type(fresh, 'hej');
    await settle(world.rooms, fresh);
    const after = documentOf(updatesOf(await readHistory(world.storage, motion)));
    expect(readDocument(fresh.doc).toJSON()).toEqual(after);
    expect(wordsIn(after)).toBe(`${wordsIn(before)}hej`);
    fresh.disconnect();
    // It comes back with what it has.
    const again = new HandClient(world.rooms, motion, anna, { doc: fresh.doc, isForeign: true });
    await settle(world.rooms, again);
    expect(again.closedWith).toBeNull();
  });

  it('[WIRE30] is sent away when it sends words before it has said what it has', async () => {
    await world.grow();
    const doc = await world.copy();
    await world.putAway();
    const a = new HandClient(world.rooms, motion, anna, { doc });
    a.drop();
    a.write(encodeUpdate(Y.encodeStateAsUpdate(doc)));
    const seq = await world.storage.journal.lastSeq(motion);
    await settle(world.rooms, a);
    expect([a.closedWith, await world.storage.journal.lastSeq(motion)]).toEqual(['otherEpoch', seq]);
  });

  it('[WIRE29] is refused over HTTP', async () => {
    await world.grow();
    const doc = await world.copy();
    await world.putAway();
    expect(await world.rooms.submit(motion, anna, Y.encodeStateAsUpdate(doc))).toBe('otherEpoch');
    expect(await world.rooms.submit(motion, anna, Y.encodeStateAsUpdate(doc), 1)).toBe('otherEpoch');
    expect(await world.rooms.submit(motion, anna, Y.encodeStateAsUpdate((await world.join(anna)).doc), 2)).toBe('stored');
  });
});
