import { alignedRows, type Line, readable } from './lines.ts';

/** A line of another format than plain text, before it has its number and its group. */
export type LooseLine = {
  readonly text: string;
  readonly level: number | null;
  /** Whether a blank line would stand before it in plain text. */
  readonly beginsGroup: boolean;
  /** The cells, where it is a row of a table. */
  readonly cells?: readonly string[];
};

/** The rows of a table as lines whose columns stand under one another, as they do in plain text. */
export function linesOfRows(rows: readonly (readonly string[])[]): readonly LooseLine[] {
  const used = rows.filter((row) => row.some((cell) => cell !== ''));
  const texts = alignedRows(used);
  return used.map((cells, index) => ({ text: texts[index] ?? '', level: null, beginsGroup: index === 0, cells }));
}

export function numberedLines(loose: readonly LooseLine[]): readonly Line[] {
  let group = 0;
  return loose.flatMap(({ text, level, beginsGroup, cells }, index): Line[] => {
    if (beginsGroup || index === 0) group++;
    const words = readable(text).replace(/\s+$/u, '');
    if (words.trim() === '') return [];
    return [{ text: words.trimStart(), line: index + 1, group, indent: words.search(/\S/u), beginsPage: false, level, ...(cells !== undefined && { cells }) }];
  });
}
