import { readdirSync, readFileSync } from 'node:fs';
import { toPlainText } from '@yrka/exporters';
import { bjorkvik } from '@yrka/schema';
import { expect, test } from 'vitest';
import { fieldsOf, importText } from './index.ts';
import { lettersOf, withoutLines } from './wordsForTests.ts';

// Whole documents after the layouts of DOMAIN.md §2, with invented places, names and matters. Beside
// each stands what a careful reader finds in it.
const folder = new URL('../../../tests/fixtures/reading/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -4));

test.each(names)('[FLD1] %s is read as it should be', (name) => {
  const imported = importText(readFileSync(new URL(`${name}.txt`, folder), 'utf8'));
  const { unplaced, furniture } = imported.report;
  expect({ ...fieldsOf(imported), unplaced: unplaced.map(({ text }) => text), furniture: furniture.map(({ text }) => text) }).toEqual(
    JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')),
  );
});

test.each(names)('[REA1] every letter of %s is in the document or told as the page', (name) => {
  const text = readFileSync(new URL(`${name}.txt`, folder), 'utf8');
  const { document, kind, report } = importText(text, { templates: [] });
  expect(lettersOf(toPlainText(document, { kind, template: bjorkvik }))).toBe(lettersOf(withoutLines(text, report.furniture)));
});
