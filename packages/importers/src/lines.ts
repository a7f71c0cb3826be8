import { ImporterError } from './importerError.ts';

/** A line of the file that is not blank. */
export type Line = {
  /** Trimmed; runs of spaces inside are kept, since columns are told by them. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  /** Lines without a blank line between share a group. */
  readonly group: number;
  /** Spaces before it, by which columns of a table are told. */
  readonly indent: number;
  /** The first line after a page break, where the file tells of those. */
  readonly beginsPage: boolean;
  /** The level of a heading, counted from 1, where the format says that it is one (Word, HTML); null for text. */
  readonly level: number | null;
  /** The cells, where the format says that it is a row of a table. */
  readonly cells?: readonly string[];
  /** Where the format says that it belongs to the page and not to the text. */
  readonly isFurniture?: true;
};

export type Paragraph = {
  readonly text: string;
  readonly line: number;
  readonly group: number;
  readonly level: number | null;
  readonly cells?: readonly string[];
};

/** How a document breaks its lines. */
export type Layout = {
  /** Characters of a full line; null when lines are not wrapped, and each is a paragraph. */
  readonly width: number | null;
};

/** So many letters stand in a line on paper, at the most. */
const lettersInLine = 100;

/** Throws ImporterError `tooLarge` for more lines than may be read; one that is longer than any on paper is several. */
export function refuseMore(texts: readonly string[], maxLines: number): void {
  const count = texts.reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / lettersInLine)), 0);
  if (count > maxLines) throw new ImporterError('tooLarge', `${count} lines are more than the ${maxLines} that are read`);
}

/** The lines of a text, with what a PDF leaves in letters (ligatures, soft hyphens, control characters) put right. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let group = 0;
  let isAfterBlank = true;
  let beginsPage = false;
  readable(text)
    .split('\n')
    .forEach((raw, index) => {
      if (raw.includes('\f')) beginsPage = true;
      const words = raw.trim();
      if (words === '') {
        isAfterBlank = true;
        return;
      }
      if (isAfterBlank) group++;
      isAfterBlank = false;
      lines.push({ text: words, line: index + 1, group, indent: raw.search(/\S/u), beginsPage, level: null });
      beginsPage = false;
    });
  return withTables(lines);
}

const markdownRow = /^\|.*\|$/u;

/** [REA16] Rows between bars, as Markdown has them, are rows of a table; a row of nothing but dashes is its rule. */
function withTables(lines: readonly Line[]): readonly Line[] {
  const isRow = (at: number) => markdownRow.test(lines[at]?.text ?? '') && lines[at]?.group === lines[at + 1]?.group;
  if (!lines.some((_, at) => isRow(at) && markdownRow.test(lines[at + 1]?.text ?? ''))) return lines;
  const written: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const rows: Line[] = [];
    while (markdownRow.test(lines[at + rows.length]?.text ?? '') && lines[at + rows.length]?.group === lines[at]?.group)
      rows.push(lines[at + rows.length] as Line);
    if (rows.length < 2) {
      written.push(lines[at] as Line);
      continue;
    }
    const cells = rows.map(({ text }) => text.slice(1, -1).split('|').map(collapsed));
    const texts = alignedRows(cells);
    rows.forEach((row, index) => {
      const text = (texts[index] ?? '').trimEnd();
      if (/[\p{L}\p{N}]/u.test(text)) written.push({ ...row, text: text.trimStart(), indent: text.search(/\S/u), cells: cells[index] ?? [] });
    });
    at += rows.length - 1;
  }
  return written;
}

/** So wide a cell is set at the most; a longer one pushes the next to the right, and is text anyway. */
const maxCellWidth = 60;

/** The rows of a table as texts whose columns stand under one another. */
export function alignedRows(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, Math.min(cell.length, maxCellWidth));
    });
  }
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('    '));
}

const ligatures: Readonly<Record<string, string>> = {
  '\ufb00': 'ff',
  '\ufb01': 'fi',
  '\ufb02': 'fl',
  '\ufb03': 'ffi',
  '\ufb04': 'ffl',
  '\ufb05': 'st',
  '\ufb06': 'st',
};

/** Letters as they are meant: ligatures and soft hyphens resolved, line ends alike, no control characters. */
export function readable(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029\v]/gu, '\n')
      .replace(/(?<=[^\n])\f/gu, '\n\f')
      // Where a line ends on it, a soft hyphen was printed.
      .replace(/\u00ad(?=[^\S\n]*\n)/gu, '-')
      // A dash that Markdown would take for its own.
      .replace(/^([ \t]*)\\(?=[-*]\s)/gmu, '$1')
      .replace(/[\ufb00-\ufb06]/gu, (ligature) => ligatures[ligature] ?? ligature)
      .replace(/[\u00ad\ufeff\u200b]|[\p{Cc}--[\t\n\f]]/gv, '')
  );
}

/** Below this no line is so long that it was wrapped; above `maxWidth` lines are paragraphs. */
const minWidth = 60;
export const maxWidth = 160;

export function layoutOf(lines: readonly Line[]): Layout {
  const longest = lines.reduce((most, { text }) => Math.max(most, text.replace(/\s{2,}/gu, ' ').length), 0);
  return { width: longest > maxWidth ? null : Math.max(longest, minWidth) };
}

/** Words without the runs of spaces. */
export const collapsed = (text: string) => text.replace(/\s+/gu, ' ').trim();

const listMark = /^(?:[-–−•*·]\s|\d{1,2}[.)]\s|\d{1,2} +[Aa]tt\s|\d{1,2} {2,}\p{Lu})/u;

type Style = 'prose' | 'items' | 'points';

/** A line across the page, which ends whatever stands above it. */
export const isRule = (text: string) => /^[-–—_=*]{3,}$/u.test(text);

/**
 * Joins wrapped lines. `items`: each line is an item of a list unless it plainly goes on; `prose`
 * otherwise, and `points` for prose where each sentence that begins with who decides on a line of its own is
 * one. A blank line ends a paragraph unless it stands within a sentence ([REA15]); so does what its format says is a heading.
 */
export function paragraphsOf(lines: readonly Line[], { width }: Layout, style: Style = 'prose'): readonly Paragraph[] {
  // Put together at the end: to look at a paragraph of a megabyte again at each of its lines takes minutes.
  const paragraphs: { readonly parts: string[]; line: number; group: number; level: number | null; cells?: readonly string[] }[] = [];
  let before: Line | null = null;
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const goesOn =
      before !== null &&
      last !== undefined &&
      width !== null &&
      before.level === null &&
      line.level === null &&
      before.cells === undefined &&
      line.cells === undefined &&
      (before.group === line.group
        ? isWrapped(before.text, line.text, startOf(last.parts), width, style)
        : style !== 'items' && (isWithinSentence(before.text, line.text, startOf(last.parts), width) || isHanging(before, line)));
    if (goesOn && last !== undefined) last.parts.push(collapsed(line.text));
    else
      paragraphs.push({
        parts: [collapsed(line.text)],
        line: line.line,
        group: line.group,
        level: line.level,
        ...(line.cells !== undefined && { cells: line.cells }),
      });
    before = line;
  }
  return paragraphs.map(({ parts, ...paragraph }) => ({ text: joined(parts), ...paragraph }));
}

/** Whether "att" ends a line or begins a longer word shows in the space before the next. */
const startOf = ([first = '', second]: readonly string[]) => (second === undefined ? first : `${first} `);

/**
 * [REA3] Joins the lines of a paragraph. A hyphen that a line ended on stays where it belongs to the word:
 * before a capital or a figure ("May-" / "Louise"), after capitals or a short first part ("SFI-", "e-"),
 * and where the word goes on after "och" ("vård-" / "och omsorgsnämnden"). Else it was the line's.
 */
export function joined(parts: readonly string[]): string {
  const pieces: string[] = [];
  // The end of what is joined so far, which is not put together before all is.
  let end = '';
  for (const part of parts) {
    const word = /(?:^|\s|[(”"/])([\p{L}\d:.]*[\p{L}\d])-$/u.exec(end)?.[1];
    let piece = part;
    if (word === undefined || /^(?:och|eller|samt|respektive|till)\b/u.test(part) || !/^[\p{L}\d]/u.test(part)) piece = pieces.length === 0 ? part : ` ${part}`;
    else if (!/^[\p{Lu}\d]/u.test(part) && !/^(?:\p{Lu}{2,}|.{1,2}|att|icke|\d+)$/u.test(word)) {
      pieces.push((pieces.pop() ?? '').slice(0, -1));
      end = end.slice(0, -1);
    }
    pieces.push(piece);
    end = `${end}${piece}`.slice(-60);
  }
  return pieces.join('');
}

/** [REA15] A blank line that fell within a sentence, as PDFs leave them: what stands above fills its line, and what follows goes on. */
function isWithinSentence(before: string, line: string, start: string, width: number): boolean {
  if (/[.!?:;”")]$/u.test(before) || listMark.test(line) || /^(?:att\s|\d)/iu.test(line) || isRule(before) || isRule(line)) return false;
  if (columnsOf(before).length > 1 || columnsOf(line).length > 1 || before.length < width * 0.6) return false;
  const firstWord = /^\S+/u.exec(line)?.[0] ?? '';
  // A sentence has begun: neither a heading nor a title. A clause needs no full stop, so a capital may begin anew after it.
  // A list of people with their parties is the beginning of one too.
  if (start.length <= 40 || !/\p{Ll}{2,} \p{Ll}{2,}|\(\p{Lu}\p{L}{0,4}\),/u.test(start)) return false;
  return /^\p{Ll}/u.test(line) || (!/^(?:att\s|[-–−•*·]\s)/iu.test(start) && before.length + 1 + firstWord.length > width * 0.9);
}

/** The rest of an item, set in below its mark. */
const isHanging = (before: Line, line: Line) =>
  /^[-–−•]\s/u.test(before.text) && line.indent > before.indent && !listMark.test(line.text) && !isRule(line.text) && !/[.!?:;,”")]$/u.test(before.text);

/** `start`: how the paragraph begins that the line may go on with. `before` is its last line. */
function isWrapped(before: string, line: string, start: string, width: number, style: Style): boolean {
  // What each answer of a vote means stands on a line of its own.
  if (isRule(before) || isRule(line) || /^bilaga(?: \S{1,3})?$/iu.test(line) || /^(?:Ja|Nej|JA|NEJ)(?:-?röst(?:er)?)? (?:för|innebär|betyder)\b/u.test(line))
    return false;
  if (style === 'points' && /\.$/u.test(before) && /^(?:(?:Kommun|Region)?[Ff]ullmäktige|(?:Kommun|Region)styrelsen|[\p{L}-]*[Nn]ämnden) \p{Ll}/u.test(line))
    return false;
  if (/[\p{L}\d]-$/u.test(before)) return true;
  if (listMark.test(line)) return false;
  // A clause: after the lead-in, a comma, "samt" or a full stop.
  if (
    /^att\s/u.test(line) &&
    /(?:[,;:.]|\b(?:samt|och|beslutar?|besluta|för egen del))$/u.test(before) &&
    (/^att\s/u.test(start) || /(?:\bbesluta[rt]?(?: för egen del)?|:)$/u.test(before))
  )
    return false;
  // Without a mark at its end, a clause or a lead-in that left room on its line is a whole one.
  if (/^att\s/u.test(line) && (/^att\s/u.test(start) || /\b(?:yrkas|yrkar|föreslås|föreslår|hemställer)$/u.test(before)) && before.length <= width * 0.7)
    return false;
  // "Harriet Klockars (M): Avslag på motionen" begins anew.
  if (/^[^:]{3,}\(\S{1,8}\): \p{Lu}/u.test(line)) return false;
  if (/^[\p{Ll}(]/u.test(line)) return true;
  const firstWord = /^\S+/u.exec(line)?.[0] ?? '';
  const hadRoom = before.length + 1 + firstWord.length <= width * 0.9;
  if (style === 'items') return !hadRoom;
  // The rest of a sentence that has not ended, however short: a text that was wrapped twice.
  if (/^(?!att\s)[\p{Ll}(]/u.test(before) && !/[.!?:;]/u.test(before)) return true;
  return /[.!?:]["”)]?$/u.test(before) ? !hadRoom : before.length >= width * 0.6;
}

/** The columns of a line that are set apart by several spaces or tabs. */
export const columnsOf = (text: string): readonly string[] =>
  text
    .split(/\s{3,}|\t+/u)
    .map(collapsed)
    .filter((cell) => cell !== '');
