/** A text in which what is read alike is alike, and where each letter of it stands in the text as it was given, in UTF-16 units. */
type Folded = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] };

/** Where a word may be parted at the end of a line, and what other programs leave behind. */
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/u;
const hyphens = /[\u2010-\u2015\u2212]/u;
const space = /[\s\ufffc]/u;

/** In small letters, their dots and rings apart, one space for any run of it and one kind of hyphen. */
function folded(text: string): Folded {
  const starts: number[] = [];
  const ends: number[] = [];
  let made = '';
  let at = 0;
  for (const letter of text) {
    const start = at;
    at += letter.length;
    if (unseen.test(letter)) continue;
    if (space.test(letter) && made.endsWith(' ')) {
      ends[ends.length - 1] = at;
      continue;
    }
    const alike = space.test(letter) ? ' ' : hyphens.test(letter) ? '-' : letter.toLowerCase().normalize('NFD');
    made += alike;
    for (let unit = 0; unit < alike.length; unit++) {
      starts.push(start);
      ends.push(at);
    }
  }
  return { text: made, starts, ends };
}

/** Fewer letters stand in too many places to mean the same. */
const fewestLetters = 3;

/** Some words as they are sought, each once, without those that are too short to be. */
export const toSeek = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.map((word) => folded(word).text.trim()).filter((word) => [...word.normalize('NFC')].length >= fewestLetters));

export type Place = { readonly from: number; readonly to: number };

/**
 * Finds words in a text that is read once, however many they are: in any case of letters, composed or not, whatever space or
 * hyphen is between them, and with what is not seen among their letters. Not within another word, but in a genitive.
 */
export function placesIn(text: string): (sought: string) => readonly Place[] {
  const { text: read, starts, ends } = folded(text);
  return (sought) => {
    const places: Place[] = [];
    for (let at = read.indexOf(sought); at !== -1; at = read.indexOf(sought, at + sought.length)) {
      const place = { from: starts[at] ?? 0, to: ends[at + sought.length - 1] ?? text.length };
      if (!isPartOfWord(text, place)) places.push(place);
    }
    return places;
  };
}

/** "Ek" is not in "Eka", but in "Eks": a name has a genitive. */
const isPartOfWord = (text: string, { from, to }: Place) =>
  /[\p{L}\p{M}]$/u.test(text.slice(Math.max(0, from - 2), from)) || /^(?!s(?!\p{L}))[\p{L}\p{M}]/u.test(text.slice(to, to + 3));
