import type { Block, Words } from './page.ts';
import { textOf } from './words.ts';

/** A table of so many columns or more has smaller letters, and each column is as wide as its longest word asks for. */
export const manyColumns = 7;

/** How wide the columns of a table are, as shares of a line; PDF, which can see how wide words are, has its own (letter.typ). */
export function columnShares({ columns, header, rows, sum, numeric }: Extract<Block, { type: 'table' }>): readonly number[] {
  // Where numbers stand a column is narrow; the first is the widest.
  if (columns < manyColumns) return Array.from({ length: columns }, (_, column) => (numeric[column] === true ? 2 : column === 0 ? 5 : 3));
  const all = [...header, ...rows, ...(sum === null ? [] : [sum])];
  return Array.from({ length: columns }, (_, column) => Math.min(10, Math.max(3, ...all.map((cells) => longestWord(cells[column] ?? [])))) + 2.5);
}

const longestWord = (words: Words) =>
  Math.max(
    0,
    ...textOf(words)
      .split(/\s+/u)
      .map((word) => word.length),
  );
