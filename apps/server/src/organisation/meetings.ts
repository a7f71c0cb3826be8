import type { MeetingRow, Rows } from '@yrka/storage';
import { civilMoment } from './civil.ts';

/**
 * The first meeting of a body that something can still come to: not cancelled, not before today, and
 * its last day (with the hour, where there is one) not past. Null when none is planned.
 */
export async function nextMeeting(rows: Pick<Rows, 'organisation'>, bodyId: string, now: Date): Promise<MeetingRow | null> {
  const today = civilMoment(now);
  const meetings = await rows.organisation.meetings({ bodyId, from: today.date });
  return meetings.find((meeting) => !meeting.isCancelled && !isPastDeadline(meeting, now)) ?? null;
}

/** The meetings of every body that are still to be held, today's too, first to last. */
export async function meetingsToCome(rows: Pick<Rows, 'organisation'>, now: Date): Promise<readonly MeetingRow[]> {
  const meetings = await rows.organisation.meetings({ from: civilMoment(now).date });
  return meetings.filter(({ isCancelled }) => !isCancelled);
}

/** Whether nothing more can come to the meeting. One without a last day takes what comes before its own day is over. */
export function isPastDeadline({ date, deadlineDate, deadlineTime }: MeetingRow, now: Date): boolean {
  const today = civilMoment(now);
  const lastDay = deadlineDate ?? date;
  if (today.date !== lastDay) return today.date > lastDay;
  return deadlineDate !== null && deadlineTime !== null && today.time > deadlineTime;
}
