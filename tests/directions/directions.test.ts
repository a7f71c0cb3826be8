import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, test } from 'vitest';
import config from '../../dependency-cruiser.config.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test('imports run in the directions of the layout, and never in a circle', { timeout: 60_000 }, async () => {
  expect(await violations(here('../..'))).toEqual([]);
});

test('an import in a wrong direction, or a circle, is found', { timeout: 60_000 }, async () => {
  const found = (await violations(here('./wrong'))).map(({ rule }) => rule);
  expect(found).toContain('schema-imports-only-what-it-may');
  expect(found).toContain('packages-never-import-apps');
  expect(found).toContain('apps-never-import-each-other');
  expect(found).toContain('the-command-is-thin-over-the-packages');
  expect(found).toContain('no-cycles');
});

async function violations(baseDir: string): Promise<{ rule: string; from: string; to: string }[]> {
  const { output } = await cruise(['apps', 'packages'], { ...config.options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden ?? [] } });
  // Without an output type the result is the tree of findings, never text.
  const { summary } = output as ICruiseResult;
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}
