import { type Language, useLanguage } from './language.tsx';

const zone = 'Europe/Stockholm';
const region = { sv: 'sv-SE', en: 'en-GB' } as const;

/** An instant in words: short enough for a list, and with a full stop in the clock as Swedish is written. */
export type Moments = {
  /** "14.02" */
  readonly clock: (at: Date | string) => string;
  /** "14.02" today, "12 nov." this year, else "12 nov. 2025". */
  readonly short: (at: Date | string) => string;
  /** "12 november 2026" */
  readonly day: (at: Date | string) => string;
  /** "12 november 2026 kl. 14.02" */
  readonly long: (at: Date | string) => string;
  /** A day within some ten months from now without its year, "11 mars"; another with it. */
  readonly nearDay: (date: string) => string;
  /** "2027-01-12", as a registry stamps it. */
  readonly stamp: (at: Date | string) => string;
};

export function useMoments(): Moments {
  return momentsIn(useLanguage().language);
}

/** A civil date, or the Swedish day of an instant, in words: "26 januari 2027". */
export function useDays(): (date: string) => string {
  return daysIn(useLanguage().language);
}

/** What is made for a language serves everybody: a list has a thousand lines, and to make a format takes longer than all else of one. */
function onceALanguage<Made>(make: (language: Language) => Made): (language: Language) => Made {
  const made = new Map<Language, Made>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}

const momentsIn = onceALanguage((language) => moments(language, () => new Date()));

const daysIn = onceALanguage((language) => {
  const longDay = new Intl.DateTimeFormat(region[language], { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' });
  // Noon is the same day wherever Swedish time is at that time of the year.
  return (date: string) => unbroken(longDay.format(new Date(/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T12:00:00Z` : date)));
});

/** Pure; exported for tests. */
export function moments(language: Language, now: () => Date): Moments {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(region[language], { timeZone: zone, ...options });
  const hours = format({ hour: '2-digit', minute: '2-digit' });
  const day = format({ day: 'numeric', month: 'short' });
  const dayAndYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayAndMonth = format({ day: 'numeric', month: 'long' });
  const longDay = format({ day: 'numeric', month: 'long', year: 'numeric' });

  const clock = (at: Date | string) => (language === 'sv' ? hours.format(new Date(at)).replace(':', '.') : hours.format(new Date(at)));
  return {
    clock,
    short: (at) => {
      const then = dayAndYear.format(new Date(at));
      const today = dayAndYear.format(now());
      if (then === today) return clock(at);
      return unbroken(then.slice(-4) === today.slice(-4) ? day.format(new Date(at)) : then);
    },
    day: (at) => unbroken(longDay.format(new Date(at))),
    nearDay: (date) => unbroken((Math.abs(noon(date).getTime() - now().getTime()) < nearMs ? dayAndMonth : longDay).format(noon(date))),
    stamp: (at) => stampedDay.format(new Date(at)),
    long: (at) => `${unbroken(longDay.format(new Date(at)))}${language === 'sv' ? ' kl. ' : ', '}${clock(at)}`,
  };
}

/** A line is never broken between the day and its month. */
const unbroken = (date: string): string => date.replace(' ', '\u00A0');

/** The same in every language. */
const stampedDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });

/** Some ten months: nobody takes a day and a month for those of another year. */
const nearMs = 300 * 86_400_000;

/** In the middle of the day, wherever clocks are set. */
const noon = (date: string) => new Date(`${date}T11:00:00Z`);
