import { schema } from '@yrka/schema';
import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { documents } from './anyDocumentsForTests.ts';
import { compareDocuments } from './compare.ts';
import { longestRising } from './longestRising.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 800);

/** The ids that blocks of a document bear, as far as it is looked into. */
function idsIn(document: Node): ReadonlySet<string> {
  const found = new Set<string>();
  document.descendants((child) => {
    if (typeof child.attrs.id === 'string') found.add(child.attrs.id);
    return !child.isTextblock && child.type.name !== 'table';
  });
  return found;
}

test('[CMP6] of any two documents something is told exactly when they differ', () => {
  fc.assert(
    fc.property(documents, documents, (before, after) => {
      expect(compareDocuments(before, schema.nodeFromJSON(before.toJSON()))).toEqual([]);
      expect(compareDocuments(before, after).length > 0).toBe(!before.eq(after));
    }),
    { seed, numRuns: runs },
  );
});

test('[CMP2] of any two documents every block that is in only one of them is told, by itself or with the block around it', () => {
  fc.assert(
    fc.property(documents, documents, (before, after) => {
      const changes = compareDocuments(before, after);
      const [old, now] = [idsIn(before), idsIn(after)];
      const toldIn = (nodes: readonly Node[]) => new Set(nodes.flatMap((one) => [String(one.attrs.id), ...idsIn(one)]));
      const came = toldIn(changes.flatMap((change) => (change.kind === 'removed' ? [] : [change.after])));
      const went = toldIn(changes.flatMap((change) => (change.kind === 'added' ? [] : [change.before])));
      expect([...now].filter((id) => !old.has(id) && !came.has(id))).toEqual([]);
      expect([...old].filter((id) => !now.has(id) && !went.has(id))).toEqual([]);
    }),
    { seed, numRuns: runs },
  );
});

test('a longest rising sequence rises, and none is longer', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(20), { maxLength: 9 }), (numbers) => {
      const rising = longestRising(numbers).map((index) => numbers[index] ?? Number.NaN);
      expect(rising).toEqual([...rising].sort((a, b) => a - b));
      let longest = 0;
      for (let chosen = 0; chosen < 2 ** numbers.length; chosen++) {
        const subset = numbers.filter((_, index) => (chosen >> index) % 2 === 1);
        if (subset.every((number, index) => index === 0 || (subset[index - 1] ?? 0) < number)) longest = Math.max(longest, subset.length);
      }
      expect(rising).toHaveLength(longest);
    }),
    { seed, numRuns: 200 },
  );
});
