import { encodeAwareness } from '@yrka/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodePresence, encodePresence } from './presence.ts';
import { settle } from './socketPair.ts';
import { anna, omar, threadForAll, RoomsWorld, type, presence, presenceOf } from './roomsForTests.ts';

const thread = threadForAll();
let world: RoomsWorld;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
});

describe('presence', () => {
  it('[WIRE14] tells others who is here, in the server’s words and not the client’s', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    a.write(presence(a.doc.clientID, 1, { user: { name: 'Kommunstyrelsens ordförande' }, cursor: 7 }));
    await settle(world.rooms, a, b);
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
    const clients = [world.join(anna), world.join(omar), world.join({ ...omar, id: 'eva' }), world.join({ ...omar, id: 'kim' })];
    await settle(world.rooms, ...clients);
    for (const client of clients) client.write(presence(client.doc.clientID, 1, {}));
    await settle(world.rooms, ...clients);
    world.clock.advance(100);
    await settle(world.rooms, ...clients);
    const watcher = world.join(anna);
    await settle(world.rooms, watcher);
    const colours = watcher.presence.flatMap(decodePresence).map(({ state }) => (state?.user as { colour: number } | undefined)?.colour);
    expect(new Set(colours).size).toBe(4);
  });

  it('[WIRE15] tells that somebody left, and takes no late echo for a return', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    a.write(presence(a.doc.clientID, 1, {}));
    b.write(presence(b.doc.clientID, 1, {}));
    await settle(world.rooms, a, b);
    a.disconnect();
    world.clock.advance(100);
    b.write(presence(a.doc.clientID, 1, {}));
    await settle(world.rooms, b);
    expect(b.presence.flatMap(decodePresence).at(-1)).toEqual({ client: a.doc.clientID, clock: 2, state: null });
    const c = world.join(omar);
    await settle(world.rooms, c);
    expect(c.presence.flatMap(decodePresence).map(({ client }) => client)).toEqual([b.doc.clientID]);
  });

  it('[WIRE15] forgets who left long ago without having written, and nobody who wrote', async () => {
    const [a, b] = [world.join(anna), world.join(anna)];
    await settle(world.rooms, a, b);
    for (const client of [a, b]) client.write(presence(client.doc.clientID, 1, {}));
    type(b, 'mitt');
    await settle(world.rooms, a, b);
    for (const client of [a, b]) client.disconnect();
    const c = world.join(omar);
    await settle(world.rooms, c);
    world.clock.advance(130_000);
    const d = world.join(omar);
    await settle(world.rooms, d);
    d.write(presence(a.doc.clientID, 1, {}));
    d.write(presence(b.doc.clientID, 2, {}));
    await settle(world.rooms, c, d);
    world.clock.advance(100);
    await settle(world.rooms, c, d);
    const shown = c.presence.flatMap(decodePresence).filter(({ state }) => state !== null);
    expect(shown.map(({ client }) => client)).toEqual([a.doc.clientID]);
  });

  it('[WIRE15] shows one who returns with the clock they left with', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    a.write(presence(a.doc.clientID, 5, {}));
    await settle(world.rooms, a, b);
    a.disconnect();
    const again = world.join(anna);
    await settle(world.rooms, again, b);
    again.write(presence(a.doc.clientID, 5, {}));
    world.clock.advance(100);
    await settle(world.rooms, again, b);
    world.clock.advance(100);
    await settle(world.rooms, again, b);
    const last = b.presence.flatMap(decodePresence).at(-1);
    expect(last).toMatchObject({ client: a.doc.clientID, state: { user: { id: 'anna' } } });
    expect(last?.clock).toBeGreaterThan(6);
  });

  it('[WIRE14] lets nobody appear as another’s client', async () => {
    const [a, b, c] = [world.join(anna), world.join(omar), world.join(anna)];
    await settle(world.rooms, a, b, c);
    a.write(presence(a.doc.clientID, 1, {}));
    await settle(world.rooms, a, b, c);
    b.write(presence(a.doc.clientID, 9, { cursor: 1 }));
    world.clock.advance(100);
    await settle(world.rooms, a, b, c);
    expect(c.presence.flatMap(decodePresence)).toHaveLength(1);
    b.write(Uint8Array.of(3));
    b.presence.length = 0;
    await settle(world.rooms, b);
    expect(b.presence.flatMap(decodePresence)).toMatchObject([{ client: a.doc.clientID, clock: 1 }]);
  });

  it('[WIRE15] passes over states that are too long, and goes on', async () => {
    const [a, b] = [world.join(anna), world.join(omar)];
    await settle(world.rooms, a, b);
    const { clientID } = a.doc;
    // So deep, the server could read it but not write it again.
    const nested = `{"caret":${'['.repeat(8_000)}${']'.repeat(8_000)}}`;
    for (const state of [nested, JSON.stringify({ caret: 'x'.repeat(5_000) })]) a.write(presenceOf(clientID, state));
    await settle(world.rooms, a, b);
    expect(b.presence.flatMap(decodePresence)).toEqual([]);
    a.write(presenceOf(clientID, '{"caret":1}'));
    await settle(world.rooms, a, b);
    expect(b.presence.flatMap(decodePresence)).toMatchObject([{ client: clientID, state: { caret: 1 } }]);
    expect([a.closedWith, b.closedWith]).toEqual([null, null]);
  });

  it('[WIRE14] takes the echo of a room full of people for what it is', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    const others = Array.from({ length: 300 }, (_, client) => ({ client: client + 1_000, clock: 1, state: { caret: 'x'.repeat(400) } }));
    a.write(encodeAwareness(encodePresence(others)));
    await settle(world.rooms, a);
    expect(a.closedWith).toBeNull();
  });

  it('[WIRE16] tells ten of every move at once', async () => {
    const [a, b, ...others] = world.joinAll(10);
    await settle(world.rooms, a, b, ...others);
    for (const clockOfA of [1, 2, 3]) a.write(presence(a.doc.clientID, clockOfA, { cursor: clockOfA }));
    await settle(world.rooms, a, b);
    expect(b.presence.flatMap(decodePresence).map(({ state }) => state?.['cursor'])).toEqual([1, 2, 3]);
  });

  it('[WIRE16] tells more of many moves as the last of them, once in a window', async () => {
    const [a, b, ...others] = world.joinAll(11);
    await settle(world.rooms, a, b, ...others);
    for (let clockOfA = 1; clockOfA <= 20; clockOfA++) a.write(presence(a.doc.clientID, clockOfA, { cursor: clockOfA }));
    await settle(world.rooms, a, b);
    expect(b.presence).toHaveLength(1);
    world.clock.advance(100);
    await settle(world.rooms, a, b);
    expect(b.presence.flatMap(decodePresence).map(({ state }) => state?.['cursor'])).toEqual([1, 20]);
  });

  it('[WIRE16] waits the longer the more are told: a millisecond for three beyond ten', async () => {
    const [a, b, ...others] = world.joinAll(70);
    await settle(world.rooms, a, b, ...others);
    for (const clockOfA of [1, 2]) a.write(presence(a.doc.clientID, clockOfA, { cursor: clockOfA }));
    const told = async () => {
      await settle(world.rooms, a, b);
      return b.presence.flatMap(decodePresence).flatMap(({ state }) => state?.['cursor'] ?? []);
    };
    expect(await told()).toEqual([1]);
    world.clock.advance(19);
    expect(await told()).toEqual([1]);
    world.clock.advance(1);
    expect(await told()).toEqual([1, 2]);
  });

  it('[WIRE17] breaks a long silence, before a provider gives up', async () => {
    const a = world.join(anna);
    await settle(world.rooms, a);
    world.clock.advance(25_000);
    await settle(world.rooms, a);
    expect(a.presence.length).toBeGreaterThan(0);
    expect(a.presence.flatMap(decodePresence)).toEqual([]);
  });
});
