import { expect, test } from 'vitest';
import { readCount, readDate, readOrdinal, writeDate, writeOrdinal } from './index.ts';

test('[DAT1] a date is written in words, and what is none is not', () => {
  expect(writeDate('2023-10-04')).toBe('den 4 oktober 2023');
  expect(writeDate('2023-02-30')).toBeNull();
  expect(writeDate('i går')).toBeNull();
});

test.each([
  ['den 4 oktober 2023', '2023-10-04'],
  ['4 oktober 2023', '2023-10-04'],
  ['2023-10-04', '2023-10-04'],
  ['27/1 2022', '2022-01-27'],
  ['27/1 -22', '2022-01-27'],
  ['den 31 juni 2023', null],
  ['den 4 okt', null],
])('[DAT2] "%s" is read as %s', (text, expected) => {
  expect(readDate(text)).toBe(expected);
});

test.each([
  ['12', 12],
  ['tolv', 12],
  ['En', 1],
  ['ett', 1],
  ['inga', 0],
  ['många', null],
])('[NUM3] "%s" counts %s', (text, expected) => {
  expect(readCount(text)).toBe(expected);
});

test('[NUM4] ordinals go both ways as far as the words reach', () => {
  expect(Array.from({ length: 20 }, (_, index) => readOrdinal(writeOrdinal(index + 1) ?? ''))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(writeOrdinal(21)).toBeNull();
});
