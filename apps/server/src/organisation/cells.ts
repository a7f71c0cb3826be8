import type { CivilDate } from '@yrka/storage';
import { daysAfter, isCivilDate } from './civil.ts';
import { CellError, folded } from './csv.ts';

/** A day as it is written in Swedish files, and as spreadsheets give it back. Null for an empty cell. @throws CellError */
export function readDate(text: string, column: string): CivilDate | null {
  if (text === '') return null;
  // A spreadsheet adds midnight to a day.
  const words = text.replace(/[T ]00[:.]00([:.]00)?$/, '').trim();
  const date = dateOf(words, column);
  if (date === null || !isCivilDate(date)) throw new CellError('wrongDate', column, text);
  return date;
}

function dateOf(words: string, column: string): CivilDate | null {
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(words) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(words);
  if (yearFirst !== null) return joined(yearFirst[1], yearFirst[2], yearFirst[3]);
  const dayFirst = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(words);
  if (dayFirst !== null) return joined(dayFirst[3], dayFirst[2], dayFirst[1]);
  const slashes = /^(\d{1,2})[/-](\d{1,2})[/ -](\d{4})$/.exec(words);
  if (slashes !== null) {
    const [, first, second, year] = slashes;
    // 3/11: the 3rd of November to a Swede, the 11th of March to an American spreadsheet.
    if (Number(first) <= 12 && Number(second) <= 12 && first !== second) throw new CellError('ambiguousDate', column, words);
    return Number(first) > 12 ? joined(year, second, first) : joined(year, first, second);
  }
  const named = /^(?:\p{L}+ )?(\d{1,2})\.? (\p{L}{3,})\.? (\d{4})$/u.exec(words);
  if (named !== null) {
    const month = months.findIndex((name) => name.startsWith(folded(named[2] ?? ''))) + 1;
    return month === 0 ? null : joined(named[3], String(month), named[1]);
  }
  // The number of a day in a spreadsheet: 46457 is 2027-03-11.
  const serial = /^\d{5}$/.test(words) ? Number(words) : 0;
  return serial > 30_000 && serial < 80_000 ? daysAfter('1899-12-30', serial) : null;
}

const months = ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'];
const joined = (year = '', month = '', day = '') => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** A time of day as "09.00". Null for an empty cell. @throws CellError */
export function readTime(text: string, column: string): string | null {
  if (text === '') return null;
  const words = text.replace(/^kl\.?\s*/i, '');
  const said = /^(\d{1,2})(?:[.:](\d{2})(?:[.:]00)?)?$/.exec(words);
  const minutes = said !== null ? Number(said[1]) * 60 + Number(said[2] ?? 0) : partOfDay(words);
  if (minutes === null || minutes >= 24 * 60 || Number(said?.[2] ?? 0) > 59) throw new CellError('wrongTime', column, text);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`;
}

/** A spreadsheet's time without its form: 0,5 is noon. */
function partOfDay(words: string): number | null {
  return /^0[.,]\d{3,}$/.test(words) || /^0[.,][1-9]\d?$/.test(words) ? Math.round(Number(words.replace(',', '.')) * 24 * 60) : null;
}

/** "Ja", "x", "sant"…; an empty cell is no. @throws CellError */
export function readYesNo(text: string, column: string): boolean {
  const words = folded(text);
  if (['ja', 'x', 'sant', 'true', '1', 'j'].includes(words)) return true;
  if (['', 'nej', 'falskt', 'false', '0', 'n', '-'].includes(words)) return false;
  throw new CellError('wrongYesNo', column, text);
}

/** An address in lower case, or null for an empty cell. @throws CellError */
export function readEmail(text: string, column: string): string | null {
  if (text === '') return null;
  if (!isEmail(text)) throw new CellError('wrongEmail', column, text);
  return text.toLowerCase();
}

export const isEmail = (text: string) => text.length <= 200 && /^[^\s\p{C}@<>(),;:"\\]+@[^\s\p{C}@<>(),;:"\\.]+(\.[^\s\p{C}@<>(),;:"\\.]+)+$/u.test(text);
