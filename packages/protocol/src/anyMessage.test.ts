import { byteChanges, changedBytes } from '@yrka/test-builders/changedBytes';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { bearsUpdate, type ClientMessage, decodeClientMessage, encodeAwareness, encodeStep1, encodeStep2, encodeUpdate, messageTags } from './index.ts';

const firstSeed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
/** Tried each time, beside the one that is drawn. */
const keptSeeds = [1, 2, 3, 5, 8];
const cases = Number(process.env.YRKA_CASES ?? 1_000);

const payload = fc.uint8Array({ maxLength: 300 });
const message: fc.Arbitrary<ClientMessage> = fc.oneof(
  payload.map((stateVector) => ({ type: 'step1' as const, stateVector })),
  payload.map((update) => ({ type: 'step2' as const, update })),
  payload.map((update) => ({ type: 'update' as const, update })),
  payload.map((update) => ({ type: 'awareness' as const, update })),
  fc.constant({ type: 'queryAwareness' as const }),
);

/** Any bytes behind what may be tags of ours: without them hardly any would be read further than the first. */
const tagged = fc.tuple(fc.array(fc.nat(3), { maxLength: 2 }), fc.uint8Array({ maxLength: 40 })).map(([tags, rest]) => Uint8Array.of(...tags, ...rest));

/** A message that was valid, after a few changes: most of them where it tells what it is. */
const changed = fc
  .tuple(message, byteChanges(), fc.boolean())
  .map(([valid, changes, isAtHead]) => changedBytes(encode(valid), changes, isAtHead ? 4 : undefined));

afterAll(() => console.log(`protocol: ${cases} messages of each kind from each of the kept seeds and from ${firstSeed}`));

describe.each([...keptSeeds, firstSeed])('[WIRE4] with seed %i', (seed) => {
  it('any message is read back as it was written', () => {
    fc.assert(
      fc.property(message, (valid) => {
        expect(decodeClientMessage(encode(valid))).toEqual(valid);
        expect(bearsUpdate(encode(valid))).toBe(valid.type === 'step2' || valid.type === 'update');
      }),
      { seed, numRuns: cases },
    );
  });

  it.each([
    ['any bytes', fc.oneof(fc.uint8Array({ maxLength: 300 }), tagged)],
    ['a broken message', changed],
  ])('%s is refused, or means what is written of it anew', (_, frames) => {
    const read = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(frames, (frame) => {
        const before = frame.slice();
        const found = decodeClientMessage(frame);
        expect(frame).toEqual(before);
        if (found === null) return void read.refused++;
        read.taken++;
        expect(decodeClientMessage(encode(found))).toEqual(found);
        // It is all of the frame, and nothing else.
        expect(decodeClientMessage(frame.subarray(0, -1))).toBeNull();
        expect(decodeClientMessage(Uint8Array.of(...frame, 0))).toBeNull();
      }),
      { seed, numRuns: cases },
    );
    // Of fewer it may be that all are refused.
    if (cases >= 1_000) expect(Math.min(read.taken, read.refused)).toBeGreaterThan(0);
  });
});

function encode(of: ClientMessage): Uint8Array {
  switch (of.type) {
    case 'step1':
      return encodeStep1(of.stateVector);
    case 'step2':
      return encodeStep2(of.update);
    case 'update':
      return encodeUpdate(of.update);
    case 'awareness':
      return encodeAwareness(of.update);
    case 'queryAwareness':
      return Uint8Array.of(messageTags.queryAwareness);
    default:
      return of satisfies never;
  }
}
