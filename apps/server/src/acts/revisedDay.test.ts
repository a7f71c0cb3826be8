import { expect, it } from 'vitest';
import { revisedDay } from './revisedDay.ts';

it.each([
  ['2027-02-20', '2027-02-20, reviderad 2027-03-02'],
  ['2027-02-20, reviderad 2027-02-27', '2027-02-20, reviderad 2027-03-02'],
  ['2027-02-20  Reviderad den 27 februari', '2027-02-20, reviderad 2027-03-02'],
  ['Reviderad 2027-02-27', 'Reviderad 2027-03-02'],
  ['  ', 'Reviderad 2027-03-02'],
])('puts the day of a revision after %j', (before, after) => {
  expect(revisedDay(before, '2027-03-02')).toBe(after);
});

it('holds nobody by a day of very many spaces', () => {
  expect(revisedDay(`a${' '.repeat(200_000)}b`, '2027-03-02')).toHaveLength(200_024);
});
