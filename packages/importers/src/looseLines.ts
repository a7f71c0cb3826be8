import { alignedRows, type Line, readable } from './lines.ts';

/** A line of another format than plain text, before it has its number and its group. */
export type LooseLine = {
  readonly text: string;
  readonly level: number | null;
  /** Whether a blank line would stand before it in plain text. */
  readonly beginsGroup: boolean;
  /** The cells, where it is a row of a table. */
  readonly cells?: readonly string[];
  readonly isFurniture?: true;
  readonly beginsPage?: true;
};

/** An item with its mark, as plain text has it. A number before att is the list's own: paper numbers clauses and points (`@yrka/exporters`). */
export const listed = (mark: string, text: string) => (/^\d/u.test(mark) && /^att\s/u.test(text) ? text : `${mark}${text}`);

/** The rows of a table as lines whose columns stand under one another, as they do in plain text. */
export function linesOfRows(rows: readonly (readonly string[])[]): readonly LooseLine[] {
  const used = rows.filter((row) => row.some((cell) => cell !== ''));
  const texts = alignedRows(used);
  return used.map((cells, index) => ({ text: texts[index] ?? '', level: null, beginsGroup: index === 0, cells }));
}

export function numberedLines(loose: readonly LooseLine[]): readonly Line[] {
  let group = 0;
  return loose.flatMap(({ text, level, beginsGroup, cells, isFurniture, beginsPage = false }, index): Line[] => {
    if (beginsGroup || index === 0) group++;
    const words = readable(text).replace(/\s+$/u, '');
    if (words.trim() === '') return [];
    return [
      {
        text: words.trimStart(),
        line: index + 1,
        group,
        indent: words.search(/\S/u),
        beginsPage,
        level,
        ...(cells !== undefined && { cells }),
        ...(isFurniture && { isFurniture }),
      },
    ];
  });
}
