import { expect, test } from 'vitest';
import { asTime } from './days.ts';

test.each([
  ['9', '09.00'],
  ['9:05', '09.05'],
  ['kl. 18.30', '18.30'],
  ['', null],
  ['  ', null],
  ['24.00', undefined],
  ['9.60', undefined],
  ['nio', undefined],
])('reads "%s" as a time', (text, time) => {
  expect(asTime(text)).toBe(time);
});
