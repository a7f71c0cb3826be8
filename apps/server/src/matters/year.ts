import type { CivilDate, MatterRow, MunicipalityRules } from '@yrka/storage';
import { civilMoment } from '../organisation/civil.ts';

/**
 * The year of kommunallagen 5:35 (read 2026-11-23): a motion shall if possible be prepared so that the
 * assembly can decide within one year of its being moved; else that, and what has come out, is reported
 * to the assembly within the same time.
 */
export type Year = {
  /** The municipality's own rule: which of the motion's dates starts it. */
  readonly startsAt: MunicipalityRules['yearStartsAt'];
  readonly from: CivilDate;
  /** The last day. */
  readonly until: CivilDate;
  /** Whole days since `from`. */
  readonly daysUsed: number;
  /** Days until `until`; 0 on that day, negative after it. */
  readonly daysLeft: number;
};

type Dated = Pick<MatterRow, 'receivedAt' | 'movedAt' | 'announcedAt'>;

/** The year of a matter, as of `now`; null while the date that starts it has not been. */
export function yearOf(matter: Dated, { yearStartsAt }: Pick<MunicipalityRules, 'yearStartsAt'>, now: Date): Year | null {
  const start = { received: matter.receivedAt, moved: matter.movedAt, announced: matter.announcedAt }[yearStartsAt];
  if (start === null) return null;
  const from = civilMoment(start).date;
  const until = yearAfter(from);
  const today = civilMoment(now).date;
  return { startsAt: yearStartsAt, from, until, daysUsed: daysBetween(from, today), daysLeft: daysBetween(today, until) };
}

/**
 * The same day a year later; where there is none, the last of the month. (Lag (1930:173) om beräkning av
 * lagstadgad tid, 1 §: known, not read here.)
 */
export function yearAfter(date: CivilDate): CivilDate {
  const sameDay = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return sameDay.endsWith('-02-29') ? sameDay.replace('-29', '-28') : sameDay;
}

/** Days of the calendar from the first to the second: no clock has a part in it. Negative when the second is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
