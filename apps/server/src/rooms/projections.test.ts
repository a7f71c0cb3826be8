import { expect, it } from 'vitest';
import { type Projected, Projections } from './projections.ts';
import type { Projection } from './types.ts';

const at = new Date('2026-11-25T12:00:00Z');
const reading = (documentId: string, title: string, writer: string): Projection => ({
  documentId,
  lists: { summary: { title, movers: [], search: { title, text: '' } }, updatedAt: at },
  writers: new Map([[writer, at]]),
  runs: null,
});

/** A room that reads as one says, when one says. */
class HandRoom implements Projected {
  readonly documentId: string;
  readonly asked: ((title: string) => void)[] = [];
  readonly returned: Projection[] = [];

  constructor(documentId: string) {
    this.documentId = documentId;
  }

  projection(): Promise<Projection | null> {
    return new Promise((resolve) => this.asked.push((title) => resolve(reading(this.documentId, title, 'anna'))));
  }

  notProjected(projection: Projection): void {
    this.returned.push(projection);
  }
}

function bench(store: (titles: readonly string[]) => void = () => undefined) {
  const timers: (() => void)[] = [];
  const waits: number[] = [];
  let nowMs = at.getTime();
  const stored: string[][] = [];
  const work: Promise<unknown>[] = [];
  const logged: unknown[] = [];
  const log = (entry: unknown) => logged.push(entry);
  const projections = new Projections({
    clock: {
      now: () => new Date(nowMs),
      after: (ms, call) => {
        waits.push(ms);
        timers.push(call);
        return () => {
          timers.splice(timers.indexOf(call), 1);
        };
      },
    },
    logger: { info: log, warn: log, error: log },
    delayMs: 500,
    restMs: 2_000,
    store: async (all) => {
      const titles = all.map(({ lists }) => lists?.summary.title ?? '');
      store(titles);
      stored.push(titles);
    },
    background: (begun) => work.push(begun),
  });
  const ring = () => {
    for (const call of timers.splice(0)) call();
  };
  const settle = async () => {
    for (let turns = 0; turns < 10; turns++) await Promise.resolve();
  };
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { projections, timers, waits, pass, stored, work, logged, ring, settle };
}

it('stores all that changed meanwhile in one go, each as it reads then', async () => {
  const { projections, timers, stored, ring, settle } = bench();
  const [one, two] = [new HandRoom('one'), new HandRoom('two')];
  projections.add(one);
  projections.add(two);
  projections.add(one);
  expect(timers).toHaveLength(1);
  ring();
  await settle();
  one.asked[0]?.('Cyklar');
  two.asked[0]?.('Bibliotek');
  await settle();
  expect(stored).toEqual([['Cyklar', 'Bibliotek']]);
});

it('stores no older reading after a newer one, however long a document takes to be read', async () => {
  const { projections, stored, ring, settle } = bench();
  const [slow, room] = [new HandRoom('slow'), new HandRoom('room')];
  projections.add(slow);
  projections.add(room);
  ring();
  await settle();
  room.asked[0]?.('Äldre');
  projections.add(room);
  const left = projections.now(room);
  await settle();
  expect(stored).toEqual([]);
  slow.asked[0]?.('Långsam');
  await settle();
  room.asked[1]?.('Nyare');
  await left;
  expect(stored).toEqual([['Långsam', 'Äldre'], ['Nyare']]);
});

it('gives back who wrote when it could not be stored, and goes on', async () => {
  let isBroken = true;
  const { projections, stored, logged, ring, settle } = bench(() => {
    if (isBroken) throw new Error('the disk is full');
  });
  const room = new HandRoom('room');
  for (const title of ['Förlorad', 'Sparad']) {
    projections.add(room);
    ring();
    await settle();
    room.asked.at(-1)?.(title);
    await settle();
    isBroken = false;
  }
  expect(room.returned.map(({ writers }) => [...writers.keys()])).toEqual([['anna']]);
  expect(logged).toHaveLength(1);
  expect(stored).toEqual([['Sparad']]);
});

it('asks nothing of a room that is gone', async () => {
  const { projections, timers } = bench();
  const room = new HandRoom('room');
  projections.add(room);
  projections.drop(room);
  expect(timers).toEqual([]);
  await projections.now(room);
  expect(room.asked).toEqual([]);
});

it('lets two seconds go by where people go on writing, and half a second when one of them leaves', async () => {
  const { projections, waits, timers, ring, settle } = bench();
  const room = new HandRoom('room');
  projections.add(room);
  ring();
  await settle();
  room.asked[0]?.('Cyklar');
  await settle();
  projections.add(room);
  expect(waits).toEqual([500, 2_000]);
  projections.soon(room);
  projections.soon(room);
  expect(waits).toEqual([500, 2_000, 500]);
  expect(timers).toHaveLength(1);
  projections.soon(new HandRoom('untouched'));
  expect(timers).toHaveLength(1);
});

it('lets more go by where it takes long, but not more than ten seconds', async () => {
  const { projections, waits, pass, ring, settle } = bench();
  const room = new HandRoom('room');
  for (const tookMs of [100, 400, 1]) {
    projections.add(room);
    ring();
    await settle();
    // Written while it is read: told of the next time.
    projections.add(room);
    pass(tookMs);
    room.asked.at(-1)?.('Cyklar');
    await settle();
    pass(waits.at(-1) ?? 0);
    ring();
    await settle();
    room.asked.at(-1)?.('Cyklar');
    await settle();
    pass(60_000);
  }
  expect(waits).toEqual([500, 4_900, 500, 9_600, 500, 1_999]);
});
