import { describe, expect, it } from 'vitest';
import { announceBy, appealTimes } from './appeal.ts';

describe('when a decision can be appealed', () => {
  it.each([
    ['an ordinary day', '2026-11-27', '2026-12-18', '2026-12-19'],
    ['a Saturday', '2026-11-28', '2026-12-21', '2026-12-22'],
    ['a Sunday', '2026-11-29', '2026-12-21', '2026-12-22'],
    ['Christmas Eve, which leads past Christmas and its Sunday', '2026-12-03', '2026-12-28', '2026-12-29'],
    ["New Year's Eve, which leads past a Friday and a weekend", '2026-12-10', '2027-01-04', '2027-01-05'],
    ['Epiphany', '2026-12-16', '2027-01-07', '2027-01-08'],
    ['Good Friday, which leads past Easter Monday', '2027-03-05', '2027-03-30', '2027-03-31'],
    ['Ascension Day', '2027-04-15', '2027-05-07', '2027-05-08'],
    ['Midsummer Eve', '2027-06-04', '2027-06-28', '2027-06-29'],
    ['a summer evening when clocks have changed', '2027-03-22', '2027-04-12', '2027-04-13'],
  ])('ends three weeks on, or on the next working day: %s', (_, announcedOn, appealUntil, takeDownFrom) => {
    expect(appealTimes(announcedOn)).toEqual({ appealUntil, takeDownFrom });
  });

  // Public calendars: 2024-03-31, 2025-04-20, 2038-04-25 (the latest possible), 2285-03-22 (the earliest possible).
  it.each([
    ['2024-03-08', '2024-04-02'],
    ['2025-03-28', '2025-04-22'],
    ['2038-04-05', '2038-04-27'],
    ['2285-02-27', '2285-03-24'],
  ])('knows Easter of every year: %s', (announcedOn, appealUntil) => {
    expect(appealTimes(announcedOn).appealUntil).toBe(appealUntil);
  });

  it('is announced on the second day after the verification at the latest', () => {
    expect(announceBy('2026-12-30')).toBe('2027-01-01');
  });
});
