import { expect, test } from 'vitest';
import { textChange } from './textChange.ts';

test.each([
  ['och', '', 'removes'],
  ['', ' nu', 'adds'],
  ['240', '250', 'replaces'],
  [' ', '', 'removesSpace'],
  ['', ' ', 'addsSpace'],
  [' ', 'nu', 'adds'],
  ['', '', null],
] as const)('”%s” for ”%s” is said as %s', (removed, added, sentence) => {
  expect(textChange({ removed, added }).sentence).toBe(sentence);
});

test('a long passage is said by its beginning', () => {
  expect(textChange({ removed: `${'ord '.repeat(40)}`, added: '' }).removed).toBe(`${'ord '.repeat(22)}or…`);
});
