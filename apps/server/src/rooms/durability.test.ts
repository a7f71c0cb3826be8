import { messageTags } from '@yrka/protocol';
import { bjorkvik } from '@yrka/schema';
import { StorageError } from '@yrka/storage';
import { rootOf, seedDocument } from '@yrka/ydoc';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Finding, Prover } from './prover.ts';
import { HandClient, settle } from './socketPair.ts';
import { anna, omar, motion, threadForAll, RoomsWorld, type, paragraph, updateOf, wordsOf, turns } from './roomsForTests.ts';

const thread = threadForAll();
let world: RoomsWorld;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
});

describe('durability', () => {
  it('[WIRE8] shows an update to nobody before it is stored, and then acknowledges it', async () => {
    const held = world.holdAppends();
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    a.acks.length = 0;
    type(a, 'hej');
    a.flush();
    await held.begun();
    a.deliver();
    b.deliver();
    expect(wordsOf(b)).not.toContain('hej');
    expect(a.acks).toEqual([]);
    held.release();
    await settle(world.rooms, a, b);
    expect(wordsOf(b)).toContain('hej');
    expect(a.acks).toEqual([2]);
  });

  it('[WIRE8] tells several writers that their words are stored once, after what they wrote and together with it', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    for (const client of [a, b]) {
      client.packets.length = 0;
      type(client, 'hej');
    }
    for (const client of [a, b]) client.flush();
    await world.rooms.idle();
    const tags = (client: HandClient) => client.packets.map((frames) => frames.map((frame) => frame[0]));
    for (const client of [a, b]) {
      expect(tags(client)).toEqual([[messageTags.sync, messageTags.ack]]);
      expect(client.inbox.filter((frame) => frame[0] === messageTags.ack)).toHaveLength(1);
    }
  });

  it('[WIRE8] stores the updates of one turn, over all documents, as one batch', async () => {
    const other = 'motion-2';
    await world.add(other);
    const batches: number[] = [];
    const { appendBatch } = world.storage.journal;
    world.storage.journal.appendBatch = (entries) => {
      batches.push(entries.length);
      return appendBatch.call(world.storage.journal, entries);
    };
    const [a, b] = [world.join(anna), new HandClient(world.rooms, other, omar)];
    await settle(world.rooms, a, b);
    type(a, 'ett');
    type(a, 'två');
    type(b, 'tre');
    a.flush();
    b.flush();
    await settle(world.rooms, a, b);
    expect(batches).toEqual([3]);
  });

  it('[WIRE11] tells writers when storing fails, shows nothing, and heals without losing a word', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    expect(world.rooms.storageFailure).toBeNull();
    world.storage.failAppends(new StorageError('full', 'no room'));
    type(a, 'ett');
    a.flush();
    await turns();
    expect(world.rooms.storageFailure).toBe('full');
    type(a, 'två');
    a.flush();
    await turns();
    a.deliver();
    b.deliver();
    expect(a.notices).toEqual([{ type: 'storage', ok: false }]);
    expect(wordsOf(b)).not.toContain('ett');
    world.storage.failAppends(null);
    world.clock.advance(60_000);
    await settle(world.rooms, a, b);
    expect(a.notices.at(-1)).toEqual({ type: 'storage', ok: true });
    expect(world.rooms.storageFailure).toBeNull();
    expect(wordsOf(b)).toBe(wordsOf(a));
    expect(a.acks.at(-1)).toBe(3);
  });

  it('[WIRE11] holds nobody in another document where the store refuses what is written in one, tells nobody there that it is stored, and takes it later', async () => {
    const [a, b] = await world.joinTwoDocuments();
    const accept = world.refuseAppends(motion);
    type(a, 'ett');
    type(b, 'två');
    for (const client of [a, b]) client.flush();
    // What comes while they are tried one by one goes on from what is given up.
    await new Promise((resolve) => setImmediate(resolve));
    type(a, 'tre');
    a.flush();
    await settle(world.rooms, b);
    expect(b.isAllStored).toBe(true);
    expect(world.rooms.storageFailure).toBeNull();
    expect([a.closedWith, a.isAllStored]).toEqual(['storageFailing', false]);
    expect(await world.storage.journal.lastSeq(motion)).toBe(1);
    expect(world.rooms.unstoredBytes).toBe(0);
    accept();
    const again = new HandClient(world.rooms, motion, anna, { doc: a.doc });
    await settle(world.rooms, again);
    expect(again.isAllStored).toBe(true);
    const last = world.join(omar);
    await settle(world.rooms, last);
    expect(wordsOf(last)).toBe(wordsOf(again));
    expect(wordsOf(again)).toContain('tre');
    expect(world.logged.filter((line) => line.includes('given up'))).toHaveLength(1);
  });

  it('[WIRE11] keeps what the store refuses in the only document that anybody writes in, until another is stored without it', async () => {
    const [a, b] = await world.joinTwoDocuments();
    world.refuseAppends(motion);
    type(a, 'ett');
    a.flush();
    await turns();
    expect([a.closedWith, world.rooms.storageFailure]).toEqual([null, 'failed']);
    const overHttp = world.rooms.submit(
      motion,
      anna,
      updateOf((doc) => rootOf(doc).push([paragraph('över HTTP')])),
    );
    expect(await overHttp).toBe('storageFailing');
    type(b, 'två');
    b.flush();
    // No time passes: nobody waits for another document.
    await settle(world.rooms, b);
    expect([b.isAllStored, b.notices, world.rooms.storageFailure]).toEqual([
      true,
      [
        { type: 'storage', ok: false },
        { type: 'storage', ok: true },
      ],
      null,
    ]);
    expect([a.closedWith, await world.storage.journal.lastSeq(motion)]).toEqual(['storageFailing', 1]);
  });

  it.each([
    ['refuses twice and then takes', 'failed'],
    ['has no room for', 'full'],
  ] as const)('[WIRE11] gives nothing up that the store %s', async (_, code) => {
    const [a, b] = await world.joinTwoDocuments();
    const { appendBatch } = world.storage.journal;
    const refusals = ['failed', code, ...(code === 'full' ? [code] : [])] as const;
    let refused = 0;
    world.storage.journal.appendBatch = async (entries) => {
      const refusal = entries[0]?.documentId === motion ? refusals[refused++] : undefined;
      if (refusal !== undefined) throw new StorageError(refusal, 'not now');
      return appendBatch.call(world.storage.journal, entries);
    };
    type(a, 'ett');
    type(b, 'två');
    for (const client of [a, b]) client.flush();
    await turns();
    world.clock.advance(60_000);
    await settle(world.rooms, a, b);
    expect([refused > refusals.length, a.closedWith, a.isAllStored, b.isAllStored, world.rooms.unstoredBytes]).toEqual([true, null, true, true, 0]);
  });

  it('[WIRE21] ends while nothing can be stored, and lets nobody wait for it', async () => {
    const { a, words } = await world.typeOnFullDisk();
    await turns();
    const frozen = world.rooms.frozen(motion, async () => 'begun');
    const again = world.rooms.submit(motion, anna, words);
    const told = Promise.allSettled([frozen, again]);
    await world.rooms.close();
    expect(await told).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ code: 'failed' }) },
      { status: 'fulfilled', value: 'storageFull' },
    ]);
    expect(a.closedWith).toBe('serverStopping');
    expect(a.isAllStored).toBe(false);
  });

  it('[WIRE11] tells one who sends words over HTTP that are under way already when they cannot be stored', async () => {
    const { words } = await world.typeOnFullDisk();
    expect(await world.rooms.submit(motion, anna, words)).toBe('storageFull');
  });

  it('[WIRE11] sends away one whose suggestion is being proved where a document is given up, and calls it no wrong one', async () => {
    world.access = ({ id }, documentId) => (id === omar.id && documentId === motion ? 'suggest' : 'write');
    const [a, b] = await world.joinTwoDocuments();
    const suggesting = world.join(omar);
    await settle(world.rooms, suggesting);
    const proof = Promise.withResolvers<Finding>();
    const prove = vi.spyOn(Prover.prototype, 'prove').mockReturnValue(proof.promise);
    onTestFinished(() => prove.mockRestore());
    type(suggesting, 'förslag');
    suggesting.flush();
    expect(prove).toHaveBeenCalledOnce();
    world.refuseAppends(motion);
    type(a, 'ett');
    type(b, 'två');
    for (const client of [a, b]) client.flush();
    await turns();
    expect([a, suggesting].map(({ closedWith }) => closedWith)).toEqual(['storageFailing', 'storageFailing']);
    proof.resolve('unanswered');
    await settle(world.rooms, b);
    expect(suggesting.isAllStored).toBe(false);
    expect(await world.storage.journal.lastSeq(motion)).toBe(1);
    expect(world.logged.filter((line) => line.includes('refused'))).toEqual([]);
  });

  it('[WIRE11] gives nothing up where the store takes nothing at all', async () => {
    const [a, b] = await world.joinTwoDocuments();
    world.storage.failAppends(new StorageError('failed', 'the disk is gone'));
    type(a, 'ett');
    type(b, 'två');
    for (const client of [a, b]) client.flush();
    await turns();
    type(a, 'tre');
    a.flush();
    world.clock.advance(60_000);
    await turns();
    expect([a.closedWith, b.closedWith, world.rooms.storageFailure]).toEqual([null, null, 'failed']);
    world.storage.failAppends(null);
    world.clock.advance(60_000);
    await settle(world.rooms, a, b);
    expect([a.isAllStored, b.isAllStored, world.rooms.unstoredBytes]).toEqual([true, true, 0]);
  });

  it('[WIRE11] sends a writer away when more waits than may be kept, and keeps what was taken', async () => {
    world.reopen({ maxUnstoredBytes: 200 });
    const a = world.join(anna);
    await settle(world.rooms, a);
    world.storage.failAppends(new StorageError('full', 'no room'));
    type(a, 'ett');
    type(a, 'x'.repeat(500));
    a.flush();
    expect(a.closedWith).toBe('storageFailing');
    world.storage.failAppends(null);
    await turns();
    world.clock.advance(60_000);
    await world.rooms.idle();
    expect(await world.storage.journal.lastSeq(motion)).toBe(2);
  });

  it('[WIRE8] stores nothing any more of a document that is thrown away while its words wait for a full disk', async () => {
    const [a, b] = await world.joinTwoDocuments();
    world.storage.failAppends(new StorageError('full', 'no room'));
    for (const client of [a, b]) {
      type(client, 'väntar');
      client.flush();
    }
    await turns();
    await world.rooms.forget(motion);
    await world.storage.journal.erase(motion);
    world.storage.failAppends(null);
    world.clock.advance(60_000);
    await settle(world.rooms, a, b);
    expect([await world.storage.journal.lastSeq(motion), a.closedWith, b.isAllStored]).toEqual([0, 'unknownDocument', true]);
    expect([world.rooms.unstoredBytes, world.rooms.storageFailure]).toEqual([0, null]);
  });

  it('[WIRE8] waits for nothing when all that waited is thrown away', async () => {
    const { a } = await world.typeOnFullDisk();
    await turns();
    await world.rooms.forget(motion);
    await world.storage.journal.erase(motion);
    world.clock.advance(60_000);
    await world.rooms.idle();
    expect([a.closedWith, world.rooms.unstoredBytes, world.rooms.storageFailure]).toEqual(['unknownDocument', 0, null]);
    expect(await world.storage.journal.lastSeq(motion)).toBe(0);
  });

  it('[WIRE21] opens no document any more for a request that comes when it has stopped', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    await world.rooms.close();
    await expect(world.rooms.whole(motion, anna, 'br')).rejects.toMatchObject({ code: 'closed' });
    await expect(world.rooms.submit(motion, anna, seedDocument('motion', bjorkvik))).rejects.toMatchObject({ code: 'closed' });
    expect(world.rooms.size).toEqual({ rooms: 0, connections: 0 });
  });

  it('[WIRE21] stores what waits when the server stops, and sends everybody away to come back', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    type(a, 'sist');
    a.flush();
    await world.rooms.close();
    a.deliver();
    b.deliver();
    expect(wordsOf(b)).toContain('sist');
    expect([a.closedWith, b.closedWith]).toEqual(['serverStopping', 'serverStopping']);
    expect(await world.storage.journal.lastSeq(motion)).toBe(2);
    const late = world.join(anna);
    expect(late.closedWith).toBe('serverStopping');
  });
});
