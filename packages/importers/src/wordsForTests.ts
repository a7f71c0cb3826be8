/** The lines of a file as the report counts them, without what it says belongs to the pages: a whole line, or what stands last on it. */
export function withoutLines(text: string, taken: readonly { readonly line: number; readonly text: string }[]): string {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029\v]/gu, '\n')
    .replace(/(?<=[^\n])\f/gu, '\n\f')
    .split('\n');
  for (const { line, text: words } of taken) {
    const left = (lines[line - 1] ?? '').replace(/\s+/gu, ' ').trim();
    lines[line - 1] = left.endsWith(words) ? left.slice(0, -words.length) : '';
  }
  return lines.join('\n');
}

/** What a text has of letters and figures, where hyphens at the ends of lines were joined and words are not as they stood. */
export const lettersOf = (text: string) => text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');

/** The words of a text in order: what holds a letter or a figure. A dash before an item is a mark, not a word. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}
