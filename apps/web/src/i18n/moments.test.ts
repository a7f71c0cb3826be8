import { expect, it } from 'vitest';
import { moments } from './moments.ts';

it('never breaks a line between a day and its month', () => {
  const { day, long, nearDay, short } = moments('sv', () => new Date('2026-11-27T12:00:00Z'));
  expect(day('2026-11-12')).toBe('12\u00A0november 2026');
  expect(long('2026-11-12T13:02:00Z')).toBe('12\u00A0november 2026 kl. 14.02');
  expect(nearDay('2027-03-11')).toBe('11\u00A0mars');
  expect([short('2026-11-27T13:02:00Z'), short('2026-11-12T13:02:00Z'), short('2025-11-12T13:02:00Z')]).toEqual(['14.02', '12\u00A0nov.', '12\u00A0nov. 2025']);
  expect(moments('en', () => new Date('2026-11-27T12:00:00Z')).day('2026-11-12')).toBe('12\u00A0November 2026');
});
