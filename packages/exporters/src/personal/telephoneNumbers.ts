import type { Certainty, PersonalDetail } from './detail.ts';

const before = String.raw`(?<![\p{L}\p{N}+]|\p{N}[-./,:]|\p{N} )`;
const after = String.raw`(?!\p{N}|[-/]\p{N})`;
const numbered = (form: string) => new RegExp(`${before}${form}${after}`, 'gu');

/** How a number is written, and how sure one is of it by that. The first that fits counts. */
const forms: readonly { readonly form: RegExp; readonly certainty: Certainty }[] = [
  // +46 (0)70-123 45 67
  { form: numbered(String.raw`(?:\+46|0046)[ -]{0,2}(?:\(0\)[ -]{0,2})?[1-9](?:[ /-]{0,2}\d){6,9}`), certainty: 'certain' },
  { form: numbered(String.raw`\+[1-9]\d{0,2}[ -]{0,2}\d(?:[ /-]{0,2}\d){6,10}`), certainty: 'likely' },
  // 070-123 45 67, 0701234567
  { form: numbered(String.raw`07[02369](?: ?[-/]? ?\d){7}`), certainty: 'certain' },
  // 08-123 456 78, 0304-33 40 00
  { form: numbered(String.raw`0[1-9]\d{0,2} ?[-/] ?\d{2,3}(?:[ -]?\d{2,3}){1,3}`), certainty: 'certain' },
  // 031 365 00 00
  { form: numbered(String.raw`0[1-9]\d{0,2} \d{2,3} \d{2,3}(?: \d{2,3})?`), certainty: 'likely' },
];
/** What stands before a number however it is written. */
const labelled =
  /(?<!\p{L})(?:tel(?:efon)?|mobil(?:telefon)?|tfn|fax|ring)(?:nummer|nr)?(?: (?:nummer|nr))?[.:]?(?: ?(?:arbete|arb|bostad|bost|hem|mobil)[.:]?)?(?: (?:är|på|till))? {0,3}(?<number>0\d(?:[ /-]{0,2}\d){5,9})(?!\p{N}|[-/]\p{N})/dgiu;

/** [PER2] Telephone numbers, as they are written in Sweden: 8 to 10 figures with the area code, or from abroad. Days, sums and diarienummer are none. */
export function telephoneNumbersIn(text: string): readonly PersonalDetail[] {
  const found: PersonalDetail[] = [];
  for (const { form, certainty } of forms) {
    for (const match of text.matchAll(form)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (isNumber(match[0]) && !found.some((one) => one.from < to && from < one.to)) found.push({ kind: 'telephone', certainty, from, to });
    }
  }
  for (const match of text.matchAll(labelled)) {
    const [from, to] = match.indices?.groups?.number ?? [0, 0];
    if (to > from && !found.some((one) => one.from < to && from < one.to)) found.push({ kind: 'telephone', certainty: 'likely', from, to });
  }
  return found;
}

function isNumber(words: string): boolean {
  const figures = words.replace(/\D/gu, '').length;
  if (words.startsWith('+') || words.startsWith('00')) return figures >= 9;
  // A year between hyphens is a diarienummer's.
  if (
    words
      .split('-')
      .slice(1)
      .some((piece) => /^(?:19|20)\d{2}$/u.test(piece.trim()))
  )
    return false;
  return figures >= 8 && figures <= 10;
}
