import type { CivilDate } from '@yrka/storage';
import { daysAfter } from '../organisation/civil.ts';

/** How a mail names a day to come: "onsdag" within a week, else "15 februari". */
export function dayInWords(day: CivilDate, today: CivilDate): string {
  const isNear = day > today && day < daysAfter(today, 7);
  const form = isNear ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const);
  return new Intl.DateTimeFormat('sv-SE', { ...form, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
