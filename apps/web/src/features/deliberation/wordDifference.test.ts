import { expect, it } from 'vitest';
import { wordDifference } from './wordDifference.ts';

const shown = (before: string, after: string) =>
  wordDifference(before, after)
    .map(({ kind, words }) => (kind === 'same' ? words : kind === 'added' ? `[+${words}]` : `[-${words}]`))
    .join(' ');

it('shows the words that differ, whatever the space between them', () => {
  expect(shown('Ordföranden ställer A mot B.', 'Ordföranden ställer  A emot B.')).toBe('Ordföranden ställer A [-mot] [+emot] B.');
  expect(shown('A yrkar bifall.', 'A yrkar bifall.')).toBe('A yrkar bifall.');
  expect(shown('', 'Nytt.')).toBe('[+Nytt.]');
  expect(shown('A yrkar bifall.', '')).toBe('[-A yrkar bifall.]');
  expect(shown('a b c', 'c a b')).toBe('[+c] a b [-c]');
});
