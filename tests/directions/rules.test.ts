import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = `${import.meta.dirname}/../../`;
const read = (...patterns: readonly string[]) =>
  globSync(patterns, { cwd: root, exclude: ['**/node_modules/**'] }).map((path) => readFileSync(root + path, 'utf8'));

test('each rule that a SPEC.md numbers is named by a test', () => {
  const tests = read('{apps,packages}/*/src/**/*.{test,suite}.{ts,tsx}', 'tests/**/*.{test,spec}.ts');
  const named = new Set(tests.flatMap((source) => source.match(/\b[A-Z]{2,4}\d+[a-z]?\b/g) ?? []));
  const rules = read('packages/*/SPEC.md').flatMap((spec) => [...spec.matchAll(/^- \*\*([A-Z]+\d+[a-z]?)\*\*/gm)].map(([, rule]) => rule));
  expect(rules.length).toBeGreaterThan(150);
  expect(rules.filter((rule) => !named.has(rule ?? ''))).toEqual([]);
});
