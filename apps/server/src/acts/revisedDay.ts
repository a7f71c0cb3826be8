import type { CivilDate } from '@yrka/storage';

/** "2027-02-20, reviderad 2027-03-02": the day of a report with that of its revision, in place of an earlier one's. */
export function revisedDay(words: string, day: CivilDate): string {
  // Looked for where spaces begin alone: else it would be looked for anew from each of them, and a day of very many held everybody.
  const first = words.replace(/(?:,\s*|(?<!\s)\s+|)reviderad\b.*$/iu, '').trim();
  return first === '' ? `Reviderad ${day}` : `${first}, reviderad ${day}`;
}
