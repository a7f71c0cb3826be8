import type { CivilDate } from '@yrka/storage';

const inStockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The day and the hour that an instant has in Sweden: `{ date: '2027-01-16', time: '12.00' }`. Both sort as text. */
export function civilMoment(at: Date): { readonly date: CivilDate; readonly time: string } {
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
