import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { begun, changed, forged, pressed, seeded, type Sent, sessions } from './anyUpdatesForTests.ts';
import { inspectUpdate, leavesGap, type UpdateShape } from './index.ts';

const firstSeed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
/** Tried each time, beside the one that is drawn. */
const keptSeeds = [1, 2, 3, 5, 8];
const cases = Number(process.env.YRKA_CASES ?? 200);

const counted = { taken: 0, refused: 0, takenIn: 0 };
afterAll(() => console.log(`guard: ${cases} updates of each kind from each of the kept seeds and from ${firstSeed}: ${JSON.stringify(counted)}`));

it('the guard takes what honest people send', () => {
  for (const { updates } of sessions) {
    updates.forEach((update, at) => {
      expect(holdsOf({ update, base: Y.mergeUpdates([seeded, ...updates.slice(0, at)]) })).toBe(true);
    });
  }
});

describe.each([...keptSeeds, firstSeed])('the guard, with seed %i,', (seed) => {
  it.each([
    ['any bytes', fc.uint8Array({ maxLength: 60 }).map((update) => ({ update, base: begun }))],
    ['any structs', forged],
    ['any key press', pressed],
    ['a broken update', changed],
  ])('refuses %s, or tells the truth of what Yjs can take in', (_, all) => {
    fc.assert(
      fc.property(all, (sent) => void holdsOf(sent)),
      { seed, numRuns: cases },
    );
  });
});

/** Fails where the guard's answer is not true of an update; else whether it was taken. */
function holdsOf({ update, base }: Sent): boolean {
  const before = update.slice();
  const inspection = inspectUpdate(update);
  expect(update).toEqual(before);
  counted[inspection.ok ? 'taken' : 'refused']++;
  if (!inspection.ok) return false;
  expect(told(inspection.shape)).toEqual(decodedShape(update));
  const vector = Y.encodeStateVector(readOf(base));
  const state = Y.decodeStateVector(vector);
  // Nobody is shown what builds on something that is missing (WIRE7), or told anew what they have.
  if (leavesGap(inspection.shape, state)) return true;
  counted.takenIn++;
  const news = Y.diffUpdate(update, vector);
  const replicas = [readOf(base, news), readOf(base, update), readOf(Y.mergeUpdates([base, news]))];
  for (const { store } of replicas) {
    expect([store.pendingStructs, store.pendingDs]).toEqual([null, null]);
    for (const [of, { to }] of inspection.shape.carries) expect(Y.getState(store, of)).toBe(Math.max(to, state.get(of) ?? 0));
    for (const { client: of, from, to } of inspection.shape.deletes) expect(isGone(store, of, from, to)).toBe(true);
  }
  // And so can whoever is sent it later, with all the rest.
  const [first] = replicas as [Y.Doc];
  expect(Y.encodeStateVector(readOf(Y.encodeStateAsUpdate(first)))).toEqual(Y.encodeStateVector(first));
  return true;
}

function readOf(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

function told({ carries, deletes }: UpdateShape) {
  return { carries: [...carries].map(([of, { from, to }]) => `${of}: ${from} to ${to}`).sort(), deletes: deletes.map(deletion).sort() };
}

/** The same by Yjs' own decoding. */
function decodedShape(update: Uint8Array): ReturnType<typeof told> {
  const { structs, ds } = Y.decodeUpdate(update);
  const clients = [...new Set(structs.map(({ id: { client: of } }) => of))];
  const carries = clients.map((of) => {
    const own = structs.filter((one) => one.id.client === of);
    return `${of}: ${Math.min(...own.map((one) => one.id.clock))} to ${Math.max(...own.map((one) => one.id.clock + one.length))}`;
  });
  const deletes = [...ds.clients].flatMap(([of, ranges]) => ranges.map(({ clock, len }) => deletion({ client: of, from: clock, to: clock + len })));
  return { carries: carries.sort(), deletes: deletes.sort() };
}

const deletion = ({ client: of, from, to }: UpdateShape['deletes'][number]) => `${of}: ${from} to ${to}`;

function isGone(store: Y.Doc['store'], of: number, from: number, to: number): boolean {
  for (let clock = from; clock < to; ) {
    const found = Y.getItem(store, Y.createID(of, clock));
    if (!found.deleted) return false;
    clock = found.id.clock + found.length;
  }
  return true;
}
