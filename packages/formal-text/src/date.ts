const months = ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'];

/** [DAT1] `den 4 oktober 2023` from `2023-10-04`; null when that is no date. */
export function writeDate(isoDate: string): string | null {
  const date = readDate(isoDate);
  if (date === null) return null;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `den ${day} ${months[month - 1] ?? ''} ${year}`;
}

/**
 * [DAT2] The ISO date of one written date: `den 4 oktober 2023`, `4 oktober 2023`, `2023-10-04`,
 * `27/1 2022`, `27/1 -22`. Null for anything else, and for a day that does not exist.
 */
export function readDate(text: string): string | null {
  const words = text.trim().toLowerCase().replace(/\s+/gu, ' ');
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(words);
  if (iso !== null) return isoOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written = /^(?:den )?(\d{1,2}) (\p{L}+) (\d{4})$/u.exec(words);
  if (written !== null) return isoOf(Number(written[3]), months.indexOf(written[2] ?? '') + 1, Number(written[1]));
  const slashed = /^(?:den )?(\d{1,2})\/(\d{1,2}) (?:(\d{4})|-(\d{2}))$/u.exec(words);
  if (slashed !== null) return isoOf(slashed[3] === undefined ? 2000 + Number(slashed[4]) : Number(slashed[3]), Number(slashed[2]), Number(slashed[1]));
  return null;
}

function isoOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
