/** A run of letters on a page: where it begins, how wide and how high it is, in points. */
export type Glyphs = { readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/**
 * [FIL4] The text of one page as it would be typed: letters on one height are a line, a gap between them
 * as many spaces as it is wide, so that columns stand under one another, and a wider gap between
 * lines than usual is a blank line.
 */
export function textOfPage(glyphs: readonly Glyphs[]): string {
  const rows = rowsOf([...glyphs].sort((one, other) => other.y - one.y || one.x - other.x));
  const letter = letterWidth(glyphs);
  const left = Math.min(...glyphs.map(({ x }) => x));
  const pitch = median(rows.slice(1).map((row, index) => (rows[index]?.[0]?.y ?? 0) - (row[0]?.y ?? 0))) || 12;
  let text = '';
  rows.forEach((row, index) => {
    const gap = (rows[index - 1]?.[0]?.y ?? 0) - (row[0]?.y ?? 0);
    const height = row[0]?.height ?? pitch;
    const before = rows[index - 1]?.[0]?.height ?? height;
    // Letters of another size are of another paragraph, however near.
    const isApart = gap > Math.max(pitch * 1.35, height * 1.6) || Math.abs(before - height) > height * 0.08;
    if (index > 0) text += isApart ? '\n\n' : '\n';
    text += textOfRow(row, left, letter);
  });
  return text;
}

/** Letters in the order given, those on one height together. */
export function rowsOf(glyphs: readonly Glyphs[]): Glyphs[][] {
  const rows: Glyphs[][] = [];
  for (const glyph of glyphs) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (first !== undefined && Math.abs(first.y - glyph.y) < Math.min(first.height, glyph.height) * 0.5) row?.push(glyph);
    else rows.push([glyph]);
  }
  return rows;
}

/** A row from left to right; `left` is where the lines of the text begin, and `letter` how wide a letter is, in points. */
export function textOfRow(glyphs: readonly Glyphs[], left: number, letter: number): string {
  let line = '';
  let end: number | null = null;
  for (const { text, x, width, height } of [...glyphs].sort((one, other) => one.x - other.x)) {
    const gap: number = end === null ? 0 : x - end;
    // Set apart by more than words are: the next stands in its column, and never nearer than three spaces.
    if (end === null) line = ' '.repeat(Math.max(0, Math.round((x - left) / letter)));
    else if (gap > Math.max(height, letter * 3)) line = `${line.trimEnd().padEnd(Math.round((x - left) / letter) - 3)}   `;
    else if (gap > height * 0.12 && !/\s$/u.test(line) && !/^\s/u.test(text)) line += ' ';
    line += text;
    end = x + width;
  }
  return line.trimEnd();
}

/** In points; 5 where nothing tells. */
export const letterWidth = (glyphs: readonly Glyphs[]) =>
  median(glyphs.map(({ text, width }) => width / Math.max(text.length, 1)).filter((width) => width > 0)) || 5;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
