import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documents } from './anyDocumentsForTests.ts';
import { compareTexts } from './compareTexts.ts';
import { applyComparison } from './comparison.ts';
import { compareSequences } from './compareSequences.ts';
import { chanceFrom, edited } from './editsForTests.ts';
import { holds } from './holdsForTests.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 250);

test('[CMP7] any comparison applied to the first version gives the second', () => {
  console.log(`comparison of random documents: ${runs} cases, seed ${seed}`);
  fc.assert(fc.property(documents, documents, holds), { seed, numRuns: runs });
});

test('[CMP7] so it does for random edits of random documents', () => {
  console.log(`comparison of edited random documents: ${runs} cases, seed ${seed}`);
  fc.assert(
    fc.property(documents, fc.nat(), fc.integer({ min: 1, max: 8 }), (before, chosen, count) => {
      const chance = chanceFrom(chosen);
      let after = before;
      for (let edit = 0; edit < count; edit++) after = edited(after, chance);
      holds(before, after);
    }),
    { seed, numRuns: runs },
  );
});

test('[CMP7] nobody is given a version that was not compared', () => {
  fc.assert(
    fc.property(documents, documents, documents, (before, after, other) => {
      fc.pre(!other.eq(before));
      expect(() => applyComparison(other, compareTexts(before, after))).toThrow(RangeError);
    }),
    { seed, numRuns: 200 },
  );
});

// Long ones are not compared word by word with each other: that would be more than a test is given time for.
test('what went and what came make one sequence of the other, however long they are', () => {
  const sequences = fc.array(fc.constantFrom('a', 'b', 'c', ' '), { maxLength: 12 });
  fc.assert(fc.property(sequences, sequences, isExact), { seed, numRuns: runs });
  const chance = chanceFrom(seed);
  const long = Array.from({ length: 200_000 }, (_, index) => (index % 2 === 0 ? ' ' : `ord${chance(150_000)}`));
  const other = long.flatMap((word) => (chance(10) === 0 ? [] : chance(10) === 0 ? [word, 'nytt'] : [word]));
  isExact(long, other);
  isExact(
    long,
    long.map((word) => `${word}x`),
  );
});

function isExact(before: readonly string[], after: readonly string[]): void {
  const made: string[] = [];
  let [at, at2] = [0, 0];
  for (const { kind, count } of compareSequences(before, after)) {
    if (kind === 'same') for (const one of before.slice(at, at + count)) made.push(one);
    if (kind === 'added') for (const one of after.slice(at2, at2 + count)) made.push(one);
    if (kind !== 'added') at += count;
    if (kind !== 'removed') at2 += count;
  }
  expect([at, at2]).toEqual([before.length, after.length]);
  expect(made).toEqual(after);
}
