import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { randomBelow } from './churnForTests.ts';
import { collected, forge, letters, value } from './forgedUpdatesForTests.ts';
import { inspectUpdate, shapeOf } from './index.ts';
import { joinedKeyPresses, keyPressIn } from './keyPress.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 1_000_000);
const told = (what: string) => `${what} (YRKA_SEED=${seed})`;

/** What several people do in one text, one key at a time: mostly they type, in any script. */
function typed(below: (limit: number) => number, edits: number, deletes: boolean): readonly Uint8Array[] {
  const docs = Array.from({ length: 3 }, (_, index) => {
    const doc = new Y.Doc();
    doc.clientID = [7, 300, 4_000_000_000][index] ?? 0;
    return doc;
  });
  const [first] = docs as [Y.Doc];
  first.getText('document').insert(0, 'början');
  const begun = Y.encodeStateAsUpdate(first);
  const updates: Uint8Array[] = [];
  for (const doc of docs) {
    Y.applyUpdate(doc, begun);
    doc.on('update', (update: Uint8Array, origin: unknown) => origin === 'typed' && updates.push(update));
  }
  for (let edit = 0; edit < edits; edit++) {
    const doc = docs[below(docs.length)] ?? first;
    const text = doc.getText('document');
    const at = below(text.length + 1);
    doc.transact(() => {
      if (deletes && below(6) === 0 && at < text.length) text.delete(at, 1);
      else text.insert(at, ['a', 'å', 'À', '”', '🙂', 'hej '][below(6)] ?? '');
    }, 'typed');
    if (below(3) === 0) for (const other of docs) for (const update of updates) Y.applyUpdate(other, update);
  }
  return updates;
}

describe('a key press', () => {
  it(told('is told of as Yjs tells of it'), () => {
    const updates = typed(randomBelow(seed), 300, true);
    const presses = updates.filter((update) => keyPressIn(update) !== null);
    expect(presses.length).toBeGreaterThan(100);
    for (const update of presses) {
      const inspection = inspectUpdate(update);
      expect(inspection).toEqual({ ok: true, shape: shapeOf(update) });
    }
  });

  it(told('with any of its bytes changed is read as Yjs reads it, or not at all'), () => {
    const below = randomBelow(seed);
    let read = 0;
    for (const update of typed(below, 60, false))
      for (let at = 0; at < update.length; at++) {
        const changed = update.slice();
        changed[at] = below(256);
        const press = keyPressIn(changed);
        if (press === null) continue;
        read++;
        const { structs, ds } = Y.decodeUpdate(changed);
        expect([structs.length, ds.clients.size], changed.toString()).toEqual([1, 0]);
        const [struct] = structs as [Y.Item];
        expect(struct.content).toBeInstanceOf(Y.ContentString);
        const { id, origin, rightOrigin, length } = struct;
        expect({ id, origin, rightOrigin, length }).toEqual({
          id: Y.createID(press.client, press.clock),
          origin: press.left,
          rightOrigin: press.right,
          length: press.length,
        });
      }
    expect(read).toBeGreaterThan(100);
  });

  it.each([
    ['a key press with more behind it', (update: Uint8Array) => Uint8Array.of(...update, 0)],
    ['an end that is written longer than need be', (update: Uint8Array) => Uint8Array.of(...update.subarray(0, -1), 128, 0)],
    [
      'one with a number that is written longer than need be',
      (update: Uint8Array) => Uint8Array.of(...update.subarray(0, 5), 60 | 128, 0, ...update.subarray(6)),
    ],
    ['one that is cut short', (update: Uint8Array) => update.subarray(0, -1)],
    ['one that ends in the middle, within a larger message', (update: Uint8Array) => update.subarray(0, -3)],
  ])('is not %s', (_, change) => {
    expect(keyPressIn(change(forge([[50, 0, letters({ left: [60, 0] }, 'hej')]])))).toBeNull();
  });

  it.each([
    ['letters in a block', forge([[50, 0, letters({ parent: [60, 1] }, 'hej')]])],
    ['no letters', forge([[50, 0, letters({ left: [60, 0] }, '')]])],
    ['a name beside others', forge([[50, 0, value({ left: [60, 0] }, 'hej')]])],
    ['something collected', forge([[50, 0, collected(3)]])],
    ['two', forge([[50, 0, letters({ left: [60, 0] }, 'a'), letters({ left: [50, 0] }, 'b')]])],
    ['one that takes letters away', forge([[50, 0, letters({ left: [60, 0] }, 'a')]], [[60, 0, 1]])],
  ])('is not %s', (_, update) => {
    expect(keyPressIn(update)).toBeNull();
  });
});

describe('key presses', () => {
  it(told('are joined to the byte as Yjs merges them'), () => {
    for (let round = 0; round < 20; round++) {
      const updates = typed(randomBelow(seed + round), 50, false).filter((update) => keyPressIn(update) !== null);
      const own = new Map<number, number>();
      // Those that go on: where another kind of update came between, the rest of that client's is left out.
      const joinable = updates.filter((update) => {
        const { client = 0, clock = 0, length = 0 } = keyPressIn(update) ?? {};
        if ((own.get(client) ?? clock) !== clock) return false;
        own.set(client, clock + length);
        return true;
      });
      expect(joinable.length).toBeGreaterThan(10);
      expect(joinedKeyPresses(joinable)).toEqual(Y.mergeUpdates(joinable));
    }
  });

  it('are not joined where one is missing, comes twice, or is none', () => {
    const press = (clock: number) => forge([[50, clock, letters({ left: [60, 0] }, 'a')]]);
    expect(joinedKeyPresses([press(0), press(1)])).not.toBeNull();
    expect(joinedKeyPresses([press(0), press(2)])).toBeNull();
    expect(joinedKeyPresses([press(0), press(0)])).toBeNull();
    expect(joinedKeyPresses([press(0), forge([], [[60, 0, 1]])])).toBeNull();
  });
});
