const countWords = ['noll', 'en', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'];
const ordinals = [
  'första',
  'andra',
  'tredje',
  'fjärde',
  'femte',
  'sjätte',
  'sjunde',
  'åttonde',
  'nionde',
  'tionde',
  'elfte',
  'tolfte',
  'trettonde',
  'fjortonde',
  'femtonde',
  'sextonde',
  'sjuttonde',
  'artonde',
  'nittonde',
  'tjugonde',
];

/** [NUM3] The count of `12`, `tolv`, `en` or `ett`; null otherwise. */
export function readCount(text: string): number | null {
  const word = text.trim().toLowerCase();
  if (/^\d+$/u.test(word)) return Number(word);
  if (word === 'ett' || word === 'inga' || word === 'ingen') return word === 'ett' ? 1 : 0;
  const count = countWords.indexOf(word);
  return count < 0 ? null : count;
}

/** [NUM4] `första` for 1 to `tjugonde` for 20; null beyond, where a figure is clearer. */
export function writeOrdinal(place: number): string | null {
  return ordinals[place - 1] ?? null;
}

/** [NUM4] 1 for `första`; null when the word is no ordinal. */
export function readOrdinal(word: string): number | null {
  const index = ordinals.indexOf(word.trim().toLowerCase());
  return index < 0 ? null : index + 1;
}
