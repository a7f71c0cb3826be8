import { encodeStep2, encodeUpdate } from '@yrka/protocol';
import { inspectUpdate, rootOf } from '@yrka/ydoc';
import * as encoding from 'lib0/encoding';
import { beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anna, motion, omar, paragraph, RoomsWorld, threadForAll, turns, type, updateOf, wordsOf } from './roomsForTests.ts';
import { HandClient, settle } from './socketPair.ts';

const thread = threadForAll();
let world: RoomsWorld;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
});

/** Takes away words which nobody has, of so many clients. */
function takesAwayUnknown(clients: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [0, clients]) encoding.writeVarUint(encoder, number);
  for (let client = 0; client < clients; client++) for (const number of [900_000 + client, 1, 5, 1]) encoding.writeVarUint(encoder, number);
  return encoding.toUint8Array(encoder);
}

it('[WIRE27] notes so much of what builds on words that have not come, and acknowledges nothing after it', async () => {
  const [few, many] = [world.join(anna), world.join(anna)];
  await settle(world.rooms, few, many);
  const before = [few, many].map(({ acks }) => acks.at(-1));
  for (let message = 0; message < 100; message++) few.write(encodeStep2(takesAwayUnknown(1)));
  for (let message = 0; message < 5_000; message++) many.write(encodeStep2(takesAwayUnknown(1)));
  many.write(encodeStep2(takesAwayUnknown(10_000)));
  for (const client of [few, many]) type(client, 'kommer an');
  await settle(world.rooms, few, many);
  expect([few, many].map(({ closedWith }) => closedWith)).toEqual([null, null]);
  expect([few, many].map(({ acks }) => acks.at(-1))).toEqual(before);
  expect(wordsOf(few).match(/kommer an/g)).toHaveLength(2);
  // What it asks for to close them, it asks for once.
  const large = world.join(anna);
  await settle(world.rooms, large);
  const asked = large.asked;
  for (let message = 0; message < 3; message++) large.write(encodeUpdate(takesAwayUnknown(10_000)));
  await settle(world.rooms, large);
  expect([large.closedWith, large.asked]).toEqual([null, asked + 1]);
});

it('[WIRE27] takes no update that would make somebody a thousand more', async () => {
  const a = world.join(anna);
  await settle(world.rooms, a);
  const updates = Array.from({ length: 1_001 }, () => updateOf((doc) => rootOf(doc).push([paragraph('jag')])));
  a.write(encodeUpdate(Y.mergeUpdates(updates)));
  await settle(world.rooms, a);
  expect(a.closedWith).toBe('malformed');
  expect(await world.storage.rows.clients(motion)).toEqual([]);
});

it('[WIRE27] gives no new budget to whoever comes back', async () => {
  world.reopen({ budget: { burst: 40, perSecond: 1 } });
  const first = world.join(anna);
  await settle(world.rooms, first);
  for (let word = 0; word < 30; word++) {
    type(first, `ord ${word}`);
    first.flush();
  }
  first.disconnect();
  await turns();
  const [again, other] = [new HandClient(world.rooms, motion, anna, { doc: first.doc }), world.join(omar)];
  for (const client of [again, other]) {
    for (let word = 0; word < 15; word++) type(client, 'mer');
    client.flush();
  }
  expect([again.isPaused, other.isPaused]).toEqual([true, false]);
  world.clock.advance(60_000);
  await settle(world.rooms, again, other);
  expect([again.closedWith, again.isAllStored, again.isPaused]).toEqual([null, true, false]);
});

it('[WIRE27] has all of a person’s connections together send no more than two could, and then goes on', async () => {
  world.reopen({ budget: { burst: 40, perSecond: 1 } });
  const connections = Array.from({ length: 5 }, () => world.join(anna));
  const omars = world.join(omar);
  await settle(world.rooms, ...connections, omars);
  for (const client of [...connections, omars]) {
    for (let word = 0; word < 20; word++) type(client, 'ord');
    client.flush();
  }
  expect([connections.every(({ isPaused }) => isPaused), connections.some(({ isPaused }) => isPaused), omars.isPaused]).toEqual([false, true, false]);
  world.clock.advance(120_000);
  await settle(world.rooms, ...connections, omars);
  expect(connections.map(({ closedWith, isAllStored, isPaused }) => [closedWith, isAllStored, isPaused])).toEqual(connections.map(() => [null, true, false]));
  expect(wordsOf(omars).match(/ord/g)).toHaveLength(120);
});

it('[WIRE27] reads for as long nothing of one whose messages hold everybody, over however many connections, and then goes on', async () => {
  let heldMs = 0;
  world.reopen({}, (update) => {
    world.clock.advance(heldMs);
    return inspectUpdate(update);
  });
  const connections = [world.join(anna), world.join(anna), world.join(anna)];
  await settle(world.rooms, ...connections);
  heldMs = 900;
  const arePaused = connections.map((connection) => {
    type(connection, 'håller');
    connection.flush();
    return connection.isPaused;
  });
  heldMs = 0;
  expect(arePaused).toEqual([true, true, true]);
  const [next, omars] = [world.join(anna), world.join(omar)];
  await turns();
  expect([next.isPaused, omars.isPaused]).toEqual([true, false]);
  world.clock.advance(60_000);
  const all = [...connections, next, omars];
  await settle(world.rooms, ...all);
  expect(all.map(({ closedWith, isAllStored }) => [closedWith, isAllStored])).toEqual(all.map(() => [null, true]));
  expect(wordsOf(omars).match(/håller/g)).toHaveLength(3);
});

it('[WIRE26] calls nobody slow for the size of the document that they open', async () => {
  world.reopen({ maxBufferedBytes: 2_000 });
  const a = world.join(anna);
  await settle(world.rooms, a);
  type(a, 'lång '.repeat(1_000));
  await settle(world.rooms, a);
  const b = world.join(omar);
  b.flush();
  await turns();
  // None of what it was sent has gone out yet.
  b.bufferedAmount = 6_000;
  type(a, 'mer');
  a.flush();
  await turns();
  expect(b.closedWith).toBeNull();
  b.bufferedAmount = 9_000;
  type(a, 'och mer');
  a.flush();
  await turns();
  expect(b.closedWith).toBe('tooSlow');
});
