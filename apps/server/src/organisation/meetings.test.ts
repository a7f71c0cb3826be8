import { createMemoryStorage, type MeetingRow } from '@yrka/storage';
import { expect, test } from 'vitest';
import { civilMoment, daysAfter, isCivilDate } from './civil.ts';
import { nextMeeting } from './meetings.ts';

const assembly = (date: string, more: Partial<MeetingRow> = {}): MeetingRow => ({
  id: `kf-${date}`,
  bodyId: 'kf',
  date,
  time: null,
  deadlineDate: daysAfter(date, -10),
  deadlineTime: '12.00',
  noticeDate: null,
  isCancelled: false,
  ...more,
});

/** The day of the assembly's next meeting. */
async function next(now: string, ...meetings: readonly MeetingRow[]): Promise<string | null> {
  const { rows } = createMemoryStorage();
  await rows.organisation.putBodies([{ id: 'kf', name: 'Kommunfullmäktige', shortName: 'KF', kind: 'assembly', parentId: null, isActive: true }]);
  await rows.organisation.putMeetings(meetings);
  return (await nextMeeting(rows, 'kf', new Date(now)))?.date ?? null;
}

const january = assembly('2027-01-26');
const february = assembly('2027-02-23');

test('the next meeting is the first that something can still come to', async () => {
  expect(await next('2027-01-12T20:14:00Z', february, january)).toBe('2027-01-26');
  expect(await next('2027-01-17T08:00:00Z', february, january)).toBe('2027-02-23');
});

test('the last day ends at its hour, in Sweden', async () => {
  expect(await next('2027-01-16T11:00:00Z', january, february)).toBe('2027-01-26'); // 12.00
  expect(await next('2027-01-16T11:01:00Z', january, february)).toBe('2027-02-23'); // 12.01
});

test('a last day without an hour is the whole day', async () => {
  expect(await next('2027-01-16T22:30:00Z', { ...january, deadlineTime: null })).toBe('2027-01-26');
  expect(await next('2027-01-16T23:30:00Z', { ...january, deadlineTime: null })).toBeNull(); // the 17th, in Sweden
});

test('a meeting without a last day is open until it is held', async () => {
  const open = assembly('2027-01-26', { deadlineDate: null, deadlineTime: null });
  expect(await next('2027-01-26T10:00:00Z', open)).toBe('2027-01-26');
  expect(await next('2027-01-27T10:00:00Z', open)).toBeNull();
});

test('a cancelled meeting is none', async () => {
  expect(await next('2027-01-12T20:14:00Z', { ...january, isCancelled: true }, february)).toBe('2027-02-23');
  expect(await next('2027-01-12T20:14:00Z')).toBeNull();
});

test('days are days of the calendar, whatever the clock does in spring', () => {
  expect(daysAfter('2027-03-28', 1)).toBe('2027-03-29');
  expect(daysAfter('2027-01-01', -1)).toBe('2026-12-31');
  expect(civilMoment(new Date('2027-07-01T22:30:00Z'))).toEqual({ date: '2027-07-02', time: '00.30' });
  expect(['2028-02-29', '2027-02-29', '2027-13-01', '27-01-01', '2027-01-01 '].map(isCivilDate)).toEqual([true, false, false, false, false]);
});
