import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { decodeText, importText } from '@yrka/importers';
import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { documents } from './anyDocumentsForTests.ts';
import { compareDocuments } from './compare.ts';
import { compareTexts } from './compareTexts.ts';
import { applyComparison, versionOf } from './comparison.ts';
import { compareSequences } from './compareSequences.ts';
import { chanceFrom, edited } from './editsForTests.ts';
import { changesIn, layOut } from './layOut.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 500);

/** All that must be so whatever was compared. */
function holds(before: Node, after: Node): void {
  const comparison = compareTexts(before, after);
  expect(versionOf(comparison, 'before').eq(before)).toBe(true);
  expect(applyComparison(before, comparison).eq(after)).toBe(true);
  for (const side of ['before', 'after'] as const) expect(layOut(comparison, side).document.eq(side === 'before' ? before : after)).toBe(true);
  if (before.eq(after)) expect(changesIn(comparison)).toEqual([]);
  const both = layOut(comparison, 'both');
  for (const { from, to, isBlock } of both.marked) {
    expect(to).toBeLessThanOrEqual(both.document.content.size);
    if (isBlock) expect(both.document.nodeAt(from)?.nodeSize).toBe(to - from);
  }
}

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

/** Real documents lie beside the project, not in it: ../shared/examples from its root. */
const examples = new URL('../../../../shared/examples/', import.meta.url);

test('[CMP7, CMP9] so it does for random edits of real documents, and one edit is one change', (context) => {
  if (!existsSync(examples)) {
    if (process.env.CI === 'true') throw new Error(`${examples.pathname} is missing, so no real document was compared`);
    console.warn('NOT TESTED: ../shared/examples is not here, so no real document was compared');
    context.skip('../shared/examples is not here: no real document was compared');
  }
  const names = readdirSync(examples).filter((name) => name.endsWith('.txt'));
  const perDocument = Math.max(2, Math.ceil(runs / 250));
  let [cases, ms] = [0, 0];
  for (const [index, name] of names.entries()) {
    const before = importText(decodeText(readFileSync(new URL(name, examples))).text).document;
    const chance = chanceFrom(seed + index);
    for (let run = 0; run < perDocument; run++) {
      const one = edited(before, chance);
      expect(changesIn(compareTexts(before, one)).length, name).toBeLessThanOrEqual(Math.max(1, compareDocuments(before, one).length));
      let after = before;
      for (let edit = chance(30); edit >= 0; edit--) after = edited(after, chance);
      const begun = performance.now();
      holds(before, after);
      ms += performance.now() - begun;
      cases++;
    }
  }
  console.log(`comparison of edited real documents: ${cases} cases of ${names.length} documents, seed ${seed}, ${(ms / cases).toFixed(1)} ms each`);
  expect(cases).toBeGreaterThan(30);
});

test('what went and what came make one sequence of the other, however long they are', () => {
  const sequences = fc.array(fc.constantFrom('a', 'b', 'c', ' '), { maxLength: 12 });
  fc.assert(fc.property(sequences, sequences, isExact), { seed, numRuns: runs });
  const chance = chanceFrom(seed);
  const long = Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? ' ' : `ord${chance(15_000)}`));
  const other = long.flatMap((word) => (chance(10) === 0 ? [] : chance(10) === 0 ? [word, 'nytt'] : [word]));
  const begun = performance.now();
  isExact(long, other);
  isExact(
    long,
    long.map((word) => `${word}x`),
  );
  expect(performance.now() - begun).toBeLessThan(5_000);
});

function isExact(before: readonly string[], after: readonly string[]): void {
  const made: string[] = [];
  let [at, at2] = [0, 0];
  for (const { kind, count } of compareSequences(before, after)) {
    if (kind === 'same') made.push(...before.slice(at, at + count));
    if (kind === 'added') made.push(...after.slice(at2, at2 + count));
    if (kind !== 'added') at += count;
    if (kind !== 'removed') at2 += count;
  }
  expect([at, at2]).toEqual([before.length, after.length]);
  expect(made).toEqual(after);
}
