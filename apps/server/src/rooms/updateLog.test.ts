import * as encoding from 'lib0/encoding';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { mergeUpdates, UpdateLog } from './updateLog.ts';

/** Numbers below one that are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const textOf = (doc: Y.Doc) => doc.getText('text').toJSON();

it('gives whoever asks, with whatever they have, all that they lack and no letter more', () => {
  const seed = Number(process.env['YRKA_SEED'] ?? Math.floor(Math.random() * 1e6));
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  let asked = 0;
  for (let session = 0; session < 40; session++) {
    const log = new UpdateLog([]);
    const writers = [1, 2, 3].map((client) => {
      const doc = new Y.Doc();
      doc.clientID = client;
      doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'log' && log.add(update));
      return doc;
    });
    // In a long one what is lacking is found otherwise than in a short one.
    if (session % 2 === 0) writers[0]?.getText('text').insert(0, 'Motion om cykelvägar. '.repeat(100));
    for (let step = 0; step < 60; step++) {
      const doc = writers[below(3)] ?? new Y.Doc();
      const text = doc.getText('text');
      const turn = next();
      if (turn < 0.3) {
        const vector = Y.encodeStateVector(doc);
        const lacking = log.since(vector);
        // Asked once more, by another who has the same.
        expect(log.since(Uint8Array.from(vector))).toEqual(lacking);
        const before = Y.decodeStateVector(vector);
        for (const { id } of Y.decodeUpdate(lacking).structs) expect(id.clock).toBeGreaterThanOrEqual(before.get(id.client) ?? 0);
        Y.applyUpdate(doc, lacking, 'log');
        expect(textOf(doc), `seed ${seed}`).toBe(textOf(docOf(log.merged())));
        asked++;
      } else if (turn < 0.5 && text.length > 3) text.delete(below(text.length - 2), 1 + below(2));
      else if (turn > 0.97) log.replace(Y.encodeStateAsUpdate(docOf(log.merged())), Uint8Array.of(0, 0));
      else text.insert(below(text.length + 1), 'abc');
    }
  }
  console.log(`update log: ${asked} asked, seed ${seed}`);
});

it('gives all that was taken away to one who has all that was written, however much that is', () => {
  const encoder = encoding.createEncoder();
  // No structs; every second letter of one client's 400,000 is gone.
  for (const number of [0, 1, 77, 200_000]) encoding.writeVarUint(encoder, number);
  for (let range = 0; range < 200_000; range++) for (const number of [2 * range, 1]) encoding.writeVarUint(encoder, number);
  const update = encoding.toUint8Array(encoder);
  expect(new UpdateLog([update]).since(Y.encodeStateVector(new Map([[77, 400_000]])))).toEqual(update);
});

it('knows how far each has written without putting a journal together, and leaves out what follows a gap', () => {
  const [anna, omar] = [new Y.Doc(), new Y.Doc()];
  const updates: Uint8Array[] = [];
  for (const doc of [anna, omar]) doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'other' && updates.push(update));
  for (const letter of 'motion') {
    anna.getText('text').insert(0, letter);
    Y.applyUpdate(omar, Y.encodeStateAsUpdate(anna, Y.encodeStateVector(omar)), 'other');
    omar.getText('text').insert(1, letter);
    Y.applyUpdate(anna, Y.encodeStateAsUpdate(omar, Y.encodeStateVector(anna)), 'other');
  }
  const vectorOf = (parts: readonly Uint8Array[]) => Y.decodeStateVector(new UpdateLog(parts).stateVector());
  const log = new UpdateLog(updates);
  const { bytes } = log;
  log.stateVector();
  expect(log.bytes).toBe(bytes);
  expect(vectorOf(updates)).toEqual(new Map([anna, omar].map(({ clientID }) => [clientID, 6])));
  expect(vectorOf([...updates].reverse())).toEqual(vectorOf(updates));
  expect(vectorOf(updates.toSpliced(2, 1))).toEqual(
    new Map([
      [anna.clientID, 1],
      [omar.clientID, 6],
    ]),
  );
  // The first begins where another ends, and a later one has a gap in it.
  const own = updates.filter((_, index) => index % 2 === 0);
  const [one, two, three] = own as [Uint8Array, Uint8Array, Uint8Array];
  expect(vectorOf([two, one])).toEqual(new Map([[anna.clientID, 2]]));
  expect(vectorOf([one, Y.mergeUpdates([one, three])])).toEqual(new Map([[anna.clientID, 1]]));
});

it('throws at a state vector that is none, also where nothing is written', () => {
  for (const log of [new UpdateLog([]), new UpdateLog([Y.encodeStateAsUpdate(new Y.Doc())])]) expect(() => log.since(Uint8Array.of(5, 1))).toThrow();
  expect(mergeUpdates([])).toEqual(Uint8Array.of(0, 0));
});

function docOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}
