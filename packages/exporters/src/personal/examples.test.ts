import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test, type TestContext } from 'vitest';
import { personalDetailsIn } from './personalDetails.ts';

/** Real documents lie beside the project, not in it: ../shared/examples from its root. */
const examples = new URL('../../../../../shared/examples/', import.meta.url);
const isThere = existsSync(examples);
const names = isThere
  ? readdirSync(examples)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => name.slice(0, -4))
      .sort()
  : [];

function needExamples(context: TestContext): void {
  if (isThere) return;
  if (process.env.CI === 'true') throw new Error(`${examples.pathname} is missing, so no real document was read`);
  console.warn('NOT TESTED: ../shared/examples is not here, so no real document was read');
  context.skip('../shared/examples is not here: no real document was read');
}

test('[PER6] in the real documents nothing is found that is nobody’s', (context) => {
  needExamples(context);
  let letters = 0;
  const found = names.flatMap((name) => {
    const text = readFileSync(new URL(`${name}.txt`, examples), 'utf8');
    letters += text.length;
    return personalDetailsIn(text).map(({ kind, certainty, from, to }) => `${name} ${kind} ${certainty} ${text.slice(from, to)}`);
  });
  console.log(`personal: ${names.length} real documents, ${letters} letters, ${found.length} found\n${found.join('\n')}`);
  expect(names.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});
