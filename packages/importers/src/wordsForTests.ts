/** The words of a text in order: what holds a letter or a figure. A dash before an item is a mark, not a word. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}
