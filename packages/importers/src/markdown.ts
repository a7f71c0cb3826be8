import type { Line } from './lines.ts';
import { linesOfRows, listed, type LooseLine, numberedLines } from './looseLines.ts';

/** Whether a text is Markdown: it has a heading of its own sort. Plain text has no line that begins with # and a space. */
export const isMarkdown = (text: string) => /^#{1,6} \S/mu.test(text);

/**
 * [FIL5] The lines of a text in Markdown: headings with their level, rows of a table as one line with its cells, items with
 * their mark, notes at the end; signs that stand for how words look are no words.
 */
export function linesOfMarkdown(text: string): readonly Line[] {
  const loose: LooseLine[] = [];
  const notes: LooseLine[] = [];
  let rows: (readonly string[])[] = [];
  let beginsGroup = true;
  // The head of a file of ours (`@yrka/exporters`, markdown/writeMarkdown.ts), up to the first blank line.
  let isFurniture = /^\s*\*\*[^*\n]+\*\* · /u.test(text);
  const endTable = () => {
    if (rows.length > 0) loose.push(...linesOfRows(rows));
    rows = [];
  };
  for (const raw of text.replace(/\r\n?/gu, '\n').split('\n')) {
    const line = raw.replace(/^(?:> ?)+/u, '');
    if (/^\s*\|.*\|\s*$/u.test(line)) {
      if (!/^\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$/u.test(line)) rows.push(cellsOf(line));
      continue;
    }
    endTable();
    if (line.trim() === '') {
      beginsGroup = true;
      isFurniture &&= loose.length === 0;
      continue;
    }
    const note = /^\[\^[^\]]+\]:\s*(.*)$/u.exec(line)?.[1];
    if (note !== undefined) {
      notes.push({ text: plain(note), level: null, beginsGroup: true });
      continue;
    }
    const [, signs = '', heading = line] = /^(#{1,6})\s+(.*?)\s*#*$/u.exec(line) ?? [];
    const level = signs === '' ? null : signs.length;
    // A list's mark is the one that other formats are given; what is escaped stays.
    const item =
      level === null
        ? heading
            .replace(/^(\s*)[-*+]\s+/u, '$1– ')
            .replace(/^(\s*\d{1,9})\)\s+/u, '$1. ')
            .replace(/^(\s*\d{1,9}\. )(.*)$/su, (_all, mark: string, words: string) => listed(mark, words))
        : heading;
    loose.push({
      text: plain(item.replace(/\\$/u, '').replace(/ {2,}$/u, '')),
      level,
      beginsGroup: beginsGroup || level !== null,
      ...(isFurniture && { isFurniture }),
    });
    beginsGroup = level !== null;
  }
  endTable();
  return numberedLines([...loose, ...notes]);
}

const cellsOf = (line: string) =>
  line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/u)
    .map((cell) => plain(cell.replace(/<br>/gu, ' ').trim()));

/** Text without the signs that stand for its look; a letter behind a backslash is itself. */
function plain(text: string): string {
  const kept: string[] = [];
  const shielded = text.replace(/\\([!-/:-@[-`{-~])/gu, (_all, letter: string) => `\u0000${kept.push(letter) - 1}\u0000`);
  return (
    shielded
      .replace(/<\/?(?:strong|em)>/gu, '')
      .replace(/\[\^[^\]]+\]/gu, '')
      .replace(/\[([^\]]*)\]\((?:<[^>]*>|[^)\s]*)\)/gu, '$1')
      .replace(/(\*{1,3})(?=\S)(.*?\S)\1/gu, '$2')
      .replace(/`([^`]*)`/gu, '$1')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what was set aside stands between two of them
      .replace(/\u0000(\d+)\u0000/gu, (_all, index: string) => kept[Number(index)] ?? '')
  );
}
