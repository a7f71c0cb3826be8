import type { BodyRow, HandlingRow, MeetingRow, ReferralRow } from '@yrka/storage';
import { expect, test } from 'vitest';
import { forecastOf } from './forecast.ts';

const body = (id: string, kind: BodyRow['kind'], parentId: string | null = null): BodyRow => ({ id, name: id, shortName: id, kind, parentId, isActive: true });
const bodies = [body('kf', 'assembly'), body('ks', 'executiveBoard'), body('tn', 'committee'), body('ksau', 'subcommittee', 'ks')];
/** "ksau 2027-03-11 2027-02-25": a meeting and its last day. */
const meeting = (words: string): MeetingRow => {
  const [bodyId = '', date = '', deadlineDate = null] = words.split(' ');
  return { id: `${bodyId} ${date}`, bodyId, date, time: null, deadlineDate, deadlineTime: null, noticeDate: null, isCancelled: false };
};
const meetings = [
  'ksau 2027-02-11 2027-01-28',
  'ks 2027-02-25 2027-02-11',
  'ksau 2027-03-11 2027-02-25',
  'kf 2027-03-23',
  'ks 2027-03-25 2027-03-11',
  'kf 2027-04-27',
].map(meeting);
const handling = (bodyId: string, more: Partial<HandlingRow> = {}): HandlingRow => ({
  id: bodyId,
  matterId: 'm',
  bodyId,
  meetingId: null,
  purpose: 'preparation',
  outcome: null,
  paragraphNumber: null,
  handledOn: null,
  reported: '',
  ...more,
});
const referral = (dueDate: string, answeredAt: Date | null = null): ReferralRow => ({
  id: dueDate,
  matterId: 'm',
  bodyId: 'tn',
  by: 'rakel',
  sentAt: new Date(0),
  dueDate,
  answeredAt,
  answer: '',
});
const forecast = (today: string, handlings: readonly HandlingRow[] = [], referrals: readonly ReferralRow[] = [], among = meetings) =>
  forecastOf({ handlings, referrals }, { bodies, meetings: among, today });
const said = (...given: Parameters<typeof forecast>) => {
  const found = forecast(...given);
  return found === null ? null : `${found.basis} ${found.date}`;
};

test('goes through subcommittee and board to the assembly, by their last days', () => {
  expect(said('2027-01-28')).toBe('estimated 2027-03-23');
  expect(said('2027-01-29')).toBe('estimated 2027-04-27');
});

test('waits for the answers, and not for those that have come', () => {
  expect(said('2027-01-10', [], [referral('2027-02-15')])).toBe('estimated 2027-04-27');
  expect(said('2027-01-10', [], [referral('2027-02-15', new Date(1))])).toBe('estimated 2027-03-23');
});

test('leaves out the bodies that have handled it, until the assembly sends it back', () => {
  const handled = [handling('ksau', { handledOn: '2027-02-11', outcome: 'rejected' }), handling('ks', { handledOn: '2027-02-25', outcome: 'rejected' })];
  expect(said('2027-03-01', handled)).toBe('estimated 2027-03-23');
  expect(said('2027-03-24', [...handled, handling('kf', { handledOn: '2027-03-23', outcome: 'referredBack', purpose: 'decision' })])).toBeNull();
});

test('a body that only put it off has it still', () => {
  expect(said('2027-02-12', [handling('ksau', { handledOn: '2027-02-11' })])).toBe('estimated 2027-04-27');
});

test('keeps to what is planned', () => {
  expect(said('2027-01-10', [handling('kf', { purpose: 'decision', meetingId: 'kf 2027-04-27' })])).toBe('planned 2027-04-27');
  expect(said('2027-01-10', [handling('ksau', { meetingId: 'ksau 2027-03-11' })])).toBe('estimated 2027-04-27');
});

test('says nothing where no meeting is planned that far, or it is cancelled', () => {
  expect(said('2027-03-12')).toBeNull();
  expect(said('2027-01-10', [], [], meetings.slice(0, 3))).toBeNull();
  expect(
    said(
      '2027-01-28',
      [],
      [],
      meetings.map((one) => ({ ...one, isCancelled: one.id === 'kf 2027-03-23' })),
    ),
  ).toBe('estimated 2027-04-27');
});
