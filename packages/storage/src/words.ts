/**
 * Words as they are searched: in lower case, å, ä and ö letters of their own as Swedes have them,
 * every other accent gone, so that "ide" finds "idé" and "al" does not find "ål".
 */
export function foldWords(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase('sv')
    .replace(/[^åäö\p{ASCII}]/gu, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''));
}

/** The words of a query; none when there is no letter or number in it. */
export function searchedWords(query: string): readonly string[] {
  return foldWords(query).match(word) ?? [];
}

/** A query of SQLite's FTS5 in which every word begins a word of the text. */
export function ftsQuery(words: readonly string[]): string {
  return words.map((one) => `"${one}"*`).join(' ');
}

/** The same asked of a text that was folded before. */
export function hasWords(folded: string, words: readonly string[]): boolean {
  const inText = folded.match(word) ?? [];
  return words.every((one) => inText.some((other) => other.startsWith(one)));
}

const word = /[\p{L}\p{N}]+/gu;
