import type { Certainty, PersonalDetail } from './detail.ts';

/** Year, month and day, a sign or none, and four figures, or what somebody put over them. */
const form = /(?<![\p{L}\p{N}]|\p{N}[-./,:])((?:18|19|20)?\d{2})(\d{2})(\d{2})( ?[-+] ?| ?)(\d{4}|[Xx*]{4})(?![\p{L}\p{N}]|[-/]\p{N})/gu;

/**
 * [PER1] Personnummer and samordningsnummer (whose day is 60 more), by a day that there is and the last figure, which is
 * computed from the others. An organisationsnummer has at least 20 where the month stands, and is none; so are numbers
 * without a sign whose last figure is another.
 *
 * Source: folkbokföringslagen (1991:481) 18 §; Skatteverket, SKV 704 (the last figure, by the Luhn formula); both from own knowledge.
 */
export function personalNumbersIn(text: string): readonly PersonalDetail[] {
  return [...text.matchAll(form)].flatMap((match): PersonalDetail[] => {
    const [whole, year = '', month = '', day = '', sign = '', last = ''] = match;
    const isCoordination = Number(day) > 60;
    if (!isDay(year, Number(month), Number(day) - (isCoordination ? 60 : 0))) return [];
    const certainty = certaintyOf(year, `${year.slice(-2)}${month}${day}${last}`, sign.trim() !== '');
    if (certainty === null) return [];
    return [{ kind: isCoordination ? 'coordinationNumber' : 'personalNumber', certainty, from: match.index, to: match.index + whole.length }];
  });
}

function certaintyOf(year: string, figures: string, hasSign: boolean): Certainty | null {
  if (!/^\d+$/u.test(figures)) return hasSign ? 'possible' : null;
  if (!isChecked(figures)) return hasSign ? 'possible' : null;
  // A telephone number, which begins so and has as many figures.
  if (!hasSign && year.length === 2 && /^07[02369]/u.test(figures)) return null;
  return hasSign || year.length === 4 ? 'certain' : 'likely';
}

/** The Luhn formula: every other figure counts double, and the sum ends with 0. */
function isChecked(figures: string): boolean {
  const sum = [...figures].reduce((total, figure, index) => {
    const value = Number(figure) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Of a year without a century any that has the day. */
function isDay(year: string, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = Number(year.length === 4 ? year : `20${year}`);
  return day <= new Date(Date.UTC(leap, month, 0)).getUTCDate();
}
