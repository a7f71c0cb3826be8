import { doc, heading, p, quote } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { lixOf } from './readability.ts';

const repeated = (sentence: string, times: number) => Array.from({ length: times }, () => sentence).join(' ');

test('[LAN4] words per sentence and the share of long words make the number', () => {
  // Ten words each, two of them with more than six letters: 10 + 20.
  const sentence = 'Vi vill att kommunen ser över vägen till den skolbyggnad.';
  expect(lixOf(doc(p(repeated(sentence, 10))))).toBe(30);
  expect(lixOf(doc(p(repeated(sentence, 5)), p(repeated(sentence, 5))))).toBe(30);
});

test('[LAN4] headings and quotations are not counted, and a short text has no number', () => {
  const sentence = 'Vi vill att kommunen ser över vägen till den skolbyggnad.';
  expect(
    lixOf(doc(heading(1, 'Trafiksäkerhetsförbättringar'), quote(repeated('Genomförandeprocessens beslutsunderlag.', 30)), p(repeated(sentence, 10)))),
  ).toBe(30);
  expect(lixOf(doc(p(repeated(sentence, 9))))).toBeNull();
  expect(lixOf(doc())).toBeNull();
});
