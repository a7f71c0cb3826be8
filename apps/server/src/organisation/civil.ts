import type { CivilDate } from '@yrka/storage';

/** The day and the hour that an instant has in Sweden: `{ date: '2027-01-16', time: '12.00' }`. Both sort as text. */
export function civilMoment(at: Date): { readonly date: CivilDate; readonly time: string } {
  const ahead = hoursAhead(at);
  if (ahead === null) return tabledMoment(at);
  const text = new Date(at.getTime() + ahead * hourMs).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16).replace(':', '.') };
}

/**
 * How far Sweden's clocks are ahead of UTC; null for years of other rules, or of none yet. Summer time is from the last
 * Sunday of March to the last of October, at 01.00 UTC. Worked out here because each start asks what day it is, for which
 * the tables of Intl are 8 MB and a tenth of the start. The tests hold it against them.
 *
 * Source: directive 2000/84/EC, articles 2 and 3, read 2026-11-26.
 */
function hoursAhead(at: Date): 1 | 2 | null {
  const year = at.getUTCFullYear();
  // The year that an instant has in Sweden may be the next one already: then both have the same rules.
  if (!(year >= 1996 && year < 2100)) return null;
  return at.getTime() >= lastSunday(year, march) && at.getTime() < lastSunday(year, october) ? 2 : 1;
}

/** 01.00 UTC on the last Sunday of a month that has 31 days. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.getTime() - last.getUTCDay() * 24 * hourMs;
}

const [march, october] = [2, 9];
const hourMs = 3_600_000;

let inStockholm: Intl.DateTimeFormat | null = null;

/** As Node's own tables have it. */
export function tabledMoment(at: Date): ReturnType<typeof civilMoment> {
  inStockholm ??= new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const [date = '', time = ''] = inStockholm.format(at).split(' ');
  return { date, time: time.replace(':', '.') };
}

/** The day that many days later; earlier for a negative number. */
export function daysAfter(date: CivilDate, days: number): CivilDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Whether the text is a day of the calendar, as in "2027-03-11"; "2027-02-29" is none. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}
