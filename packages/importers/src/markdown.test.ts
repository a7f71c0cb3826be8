import { expect, test } from 'vitest';
import { importFile } from './index.ts';
import { isMarkdown, linesOfMarkdown } from './markdown.ts';

const shown = (text: string) =>
  linesOfMarkdown(text).map(({ text: words, level, cells }) => `${level === null ? '' : `${level} `}${cells === undefined ? words : cells.join(' | ')}`);

test('[FIL5] signs that stand for how words look are no words', () => {
  expect(shown('# Ljus\n\nDet är **mörkt** på [stigen](<https://example.org>), *mycket* mörkt.[^1]\\\nRad två.\n\n[^1]: Mätt.\n')).toEqual([
    '1 Ljus',
    'Det är mörkt på stigen, mycket mörkt.',
    'Rad två.',
    'Mätt.',
  ]);
});

test('[FIL5] a letter behind a backslash is itself', () => {
  expect(shown('# A\n\n2\\*3 \\# \\[x\\] \\_y\\_ 1\\. Karta')).toEqual(['1 A', '2*3 # [x] _y_ 1. Karta']);
});

test('[FIL5] lists and tables keep their marks and cells', () => {
  expect(shown('## A\n\n- ett\n- två\n\n3) tre\n\n| a | b\\|c |\n| --- | ---: |\n| d | e |')).toEqual(['2 A', '– ett', '– två', '3. tre', 'a | b|c', 'd | e']);
});

test('[FIL5] only a text with a heading of its own sort is Markdown', async () => {
  expect(isMarkdown('Motion om ljus\n\nVi yrkar\n\natt *bygga*.')).toBe(false);
  expect(
    (await importFile(new TextEncoder().encode('# Motion om ljus\n\nVi yrkar\n\n1. att **bygga** ljus, samt\n2. att mäta det.\n'))).document.textContent,
  ).toContain('bygga ljus');
});
