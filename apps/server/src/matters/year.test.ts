import { expect, test } from 'vitest';
import { daysBetween, yearAfter, yearOf } from './year.ts';

const dates = {
  receivedAt: new Date('2027-01-12T20:14:00Z'),
  movedAt: new Date('2027-01-26T11:00:00Z'),
  announcedAt: new Date('2027-02-23T11:00:00Z'),
};
const at = (now: string, yearStartsAt: 'received' | 'moved' | 'announced' = 'moved') => yearOf(dates, { yearStartsAt }, new Date(now));

test('the year starts on the date that the municipality counts from', () => {
  const now = '2027-03-01T12:00:00Z';
  expect(at(now, 'received')).toMatchObject({ from: '2027-01-12', until: '2028-01-12' });
  expect(at(now, 'moved')).toMatchObject({ from: '2027-01-26', until: '2028-01-26' });
  expect(at(now, 'announced')).toMatchObject({ from: '2027-02-23', until: '2028-02-23' });
  expect(yearOf({ ...dates, movedAt: null }, { yearStartsAt: 'moved' }, new Date(now))).toBeNull();
});

test('days are counted to the last day and past it', () => {
  expect(at('2027-01-26T11:00:00Z')).toMatchObject({ daysUsed: 0, daysLeft: 365 });
  expect(at('2028-01-26T22:59:00Z')).toMatchObject({ daysUsed: 365, daysLeft: 0 });
  expect(at('2028-01-26T23:00:00Z')).toMatchObject({ daysUsed: 366, daysLeft: -1 });
});

test('a leap day is a day, and one that does not come back ends with its month', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2027-02-28', '2027-03-01')).toBe(1);
  expect(daysBetween('2027-06-01', yearAfter('2027-06-01'))).toBe(366);
  expect([yearAfter('2028-02-29'), yearAfter('2027-02-28'), yearAfter('2027-12-31')]).toEqual(['2029-02-28', '2028-02-28', '2028-12-31']);
});

test('the day is the one in Sweden, in summer as in winter, and the clock does not shorten it', () => {
  // Both just after midnight there.
  expect(yearOf({ ...dates, movedAt: new Date('2027-07-01T22:05:00Z') }, { yearStartsAt: 'moved' }, dates.movedAt)?.from).toBe('2027-07-02');
  expect(yearOf({ ...dates, movedAt: new Date('2027-01-01T23:05:00Z') }, { yearStartsAt: 'moved' }, dates.movedAt)?.from).toBe('2027-01-02');
  expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2); // the night to the 28th has 23 hours
  expect(daysBetween('2027-10-30', '2027-11-01')).toBe(2); // the 31st has 25
});
