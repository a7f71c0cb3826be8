import { expect, it } from 'vitest';
import { cameTooLate, type StatementFacts } from './statements.ts';

const at = (time: string) => new Date(`2026-11-${time}:00Z`);
/** A yrkande that came in at nine on the day of the meeting; nothing is verified. */
const facts = (change: Partial<StatementFacts> = {}): StatementFacts => ({
  kind: 'yrkande',
  receivedAt: at('25T08:00'),
  receivedOn: '2026-11-25',
  meetingOn: '2026-11-25',
  verifiedAt: null,
  ...change,
});

it('a yrkande is late from the day after the meeting, whatever is verified', () => {
  expect(cameTooLate(facts())).toBe(false);
  expect(cameTooLate(facts({ verifiedAt: at('25T07:00') }))).toBe(false);
  expect(cameTooLate(facts({ receivedOn: '2026-11-26' }))).toBe(true);
  expect(cameTooLate(facts({ receivedOn: '2026-11-26', meetingOn: null }))).toBe(false);
});

it.each(['reservation', 'separateStatement'] as const)('a %s is late when the item has been verified, whatever day the meeting was', (kind) => {
  expect(cameTooLate(facts({ kind, receivedOn: '2026-12-01' }))).toBe(false);
  expect(cameTooLate(facts({ kind, verifiedAt: at('25T09:00') }))).toBe(false);
  expect(cameTooLate(facts({ kind, verifiedAt: at('25T08:00') }))).toBe(false);
  expect(cameTooLate(facts({ kind, verifiedAt: at('25T07:59') }))).toBe(true);
});

it('what is not handed in is not late', () => {
  expect(cameTooLate(facts({ receivedAt: null, receivedOn: null, meetingOn: '2020-01-01' }))).toBe(false);
});
