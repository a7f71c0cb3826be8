import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = `${import.meta.dirname}/../../`;
const read = (...patterns: readonly string[]) =>
  globSync(patterns, { cwd: root, exclude: ['**/node_modules/**'] }).map((path) => ({ path, source: readFileSync(root + path, 'utf8') }));
const packageOf = (path: string) => /^packages\/([^/]+)\//.exec(path)?.[1] ?? '';

/** The rules of each package's SPEC.md, also those that share a line with another. */
const rulesOf = new Map(
  read('packages/*/SPEC.md').map(({ path, source }) => [packageOf(path), new Set(source.match(/(?<=\*\*)[A-Z]{2,4}\d+(?=\*\*)/g) ?? [])]),
);

test('each rule that a SPEC.md numbers is named by a test', () => {
  const tests = read('{apps,packages}/*/src/**/*.{test,suite}.{ts,tsx}', 'tests/**/*.{test,spec}.ts');
  const named = new Set(tests.flatMap(({ path, source }) => namesIn(source).flatMap(({ whose, rule }) => meantBy(rule, whose ?? packageOf(path)))));
  const rules = [...rulesOf].flatMap(([name, numbers]) => [...numbers].map((rule) => `${name} ${rule}`));
  expect(rules.length).toBeGreaterThan(350);
  expect(rules.filter((rule) => !named.has(rule))).toEqual([]);
});

test('a number that two packages use is the rule of the test’s own package, or of the one that it names', () => {
  expect(meantBy('RES2', 'checks')).toEqual(['checks RES2']);
  expect(meantBy('RES2', 'ydoc')).toEqual([]);
  expect(meantBy('DOC6', 'ydoc')).toEqual(['schema DOC6']);
  expect(namesIn("test('[schema RES3] [OUT1]–[OUT3] …')").map(({ whose, rule }) => [whose, rule])).toEqual([
    ['schema', 'RES3'],
    [null, 'OUT1'],
    [null, 'OUT2'],
    [null, 'OUT3'],
  ]);
});

/** Whose rules a number may mean in a test of this package, as "schema RES3"; none where several others use it. */
function meantBy(rule: string, own: string): readonly string[] {
  const having = [...rulesOf].filter(([, rules]) => rules.has(rule)).map(([name]) => name);
  const meant = having.includes(own) ? [own] : having.length === 1 ? having : [];
  return meant.map((name) => `${name} ${rule}`);
}

/** The rules that a test names in brackets, with the package where that is said: "[RES1, PUT2]", "[OUT1]–[OUT3]", "[schema RES3]". */
function namesIn(source: string): readonly { readonly whose: string | null; readonly rule: string }[] {
  return [...source.replaceAll(']–[', '–').matchAll(/\[(?:([a-z-]+) )?([A-Z]{2,4}\d[^\]\n]*)\]/g)].flatMap(([, whose = null, numbers = '']) =>
    [...numbers.matchAll(/([A-Z]{2,4})(\d+)(?:–(?:[A-Z]{2,4})?(\d+))?/g)].flatMap(([, letters = '', from = '', to = from]) =>
      Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => ({ whose, rule: `${letters}${Number(from) + index}` })),
    ),
  );
}
