import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { changesIn, compareDocuments, compareTexts } from '@yrka/comparison';
import { decodeText, importText } from '@yrka/importers';
import { expect, test } from 'vitest';
import { chanceFrom, edited } from '../../../packages/comparison/src/editsForTests.ts';
import { holds } from '../../../packages/comparison/src/holdsForTests.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 500);

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
