import type { StatementKind } from '@yrka/schema';

/** When a written statement came in, and what it is held against. Days are civil dates in Sweden. */
export type StatementFacts = {
  readonly kind: StatementKind;
  /** null for one that is not handed in. */
  readonly receivedAt: Date | null;
  /** The day of that. */
  readonly receivedOn: string | null;
  /** The day of the meeting that it is for; null for none. */
  readonly meetingOn: string | null;
  /** When the item was last verified; null before. */
  readonly verifiedAt: Date | null;
};

/**
 * Whether a written statement came too late: a yrkande is moved at the meeting; a reservation is put in writing before
 * the minutes are verified, and so is a statement. It is told, and stops nothing.
 *
 * Source: kommunallagen (2017:725) 4 kap. 27 §, read 2026-11-26; DOMAIN 1.4.
 */
export function cameTooLate({ kind, receivedAt, receivedOn, meetingOn, verifiedAt }: StatementFacts): boolean {
  if (receivedAt === null || receivedOn === null) return false;
  if (kind !== 'yrkande') return verifiedAt !== null && receivedAt > verifiedAt;
  return meetingOn !== null && receivedOn > meetingOn;
}
