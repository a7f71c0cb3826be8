import type { CivilDate } from '@yrka/storage';
import { daysAfter } from './civil.ts';

/**
 * Until when a decision can be appealed of whose minutes it was announced on that day that they are verified, and from
 * when the notice may be taken down: it stays for as long as an appeal is possible.
 *
 * Source: kommunallagen (2017:725) 13 kap. 5 § (three weeks from the announcement) and 8 kap. 12 §; lagen (1930:173) om
 * beräkning av lagstadgad tid 1–2 §§ (the same weekday, or the next working day); read 2026-11-26.
 */
export function appealTimes(announcedOn: CivilDate): { readonly appealUntil: CivilDate; readonly takeDownFrom: CivilDate } {
  let appealUntil = daysAfter(announcedOn, 21);
  while (isFree(appealUntil)) appealUntil = daysAfter(appealUntil, 1);
  return { appealUntil, takeDownFrom: daysAfter(appealUntil, 1) };
}

/**
 * The last day on which it shall be announced that minutes are verified: the second after.
 *
 * Source: kommunallagen (2017:725) 8 kap. 12 §, read 2026-11-26.
 */
export const announceBy = (verifiedOn: CivilDate): CivilDate => daysAfter(verifiedOn, 2);

/** Saturdays, Sundays, public holidays (lagen (1989:253) om allmänna helgdagar 1–2 §§, read 2026-11-26) and the three eves of lagen (1930:173) 2 §. */
function isFree(date: CivilDate): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  if (day.getUTCDay() === 0 || day.getUTCDay() === 6) return true;
  // Midsummer's Day and All Saints' Day are Saturdays; the eve of the first is the Friday before.
  if (day.getUTCDay() === 5 && date.slice(5) >= '06-19' && date.slice(5) <= '06-25') return true;
  const easter = easterOf(day.getUTCFullYear());
  return fixedDays.has(date.slice(5)) || movingDays.some((days) => date === daysAfter(easter, days));
}

/** Nyårsdagen, trettondedag jul, första maj, nationaldagen, julafton, juldagen, annandag jul, nyårsafton. */
const fixedDays: ReadonlySet<string> = new Set(['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31']);
/** From Easter Day: långfredagen, annandag påsk, Kristi himmelsfärdsdag. */
const movingDays = [-2, 1, 39] as const;

/** Easter Day, by the rule of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8). */
function easterOf(year: number): CivilDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const days = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451);
  // Days after 22 March.
  return daysAfter(`${year}-03-22`, days);
}
