import papa from 'papaparse';

/** A column by which a table is read and written: what it is called in our own files, and what others call it. */
export type Column<Name extends string> = { readonly name: Name; readonly header: string; readonly others: readonly string[]; readonly isNeeded: boolean };

/** One row of a table; a column that the file lacks has ''. `line` counts as a spreadsheet does, from 1 for the headers. */
export type TableRow<Name extends string> = { readonly line: number; readonly cells: Readonly<Record<Name, string>> };

export type Table<Name extends string> = {
  /** Without those that hold nothing. */
  readonly rows: readonly TableRow<Name>[];
  /** The columns that the file has. */
  readonly present: ReadonlySet<Name>;
  /** Headers of needed columns that are not there: then there are no rows. */
  readonly missing: readonly string[];
  /** Columns of the file that nobody asked for. */
  readonly ignored: readonly string[];
  readonly problems: readonly RowProblem[];
};

export const rowProblemCodes = [
  'wrongQuotes',
  'tooManyCells',
  'tooLong',
  'missing',
  'unknownBody',
  'unknownParty',
  'unknownRole',
  'wrongDate',
  'ambiguousDate',
  'wrongTime',
  'wrongEmail',
  'wrongYesNo',
  'deadlineAfterMeeting',
  'noticeAfterMeeting',
  'timeWithoutDate',
  'endsBeforeItBegins',
  'sameAsLine',
  'overlaps',
  'severalPeople',
  'addressOfAnother',
  'isOfficial',
  'seatWithoutBody',
] as const;
export type RowProblemCode = (typeof rowProblemCodes)[number];

/** Why a row cannot be read in. `column` is the header of the cell, `value` what stands in it, where there is one. */
export type RowProblem = { readonly line: number; readonly code: RowProblemCode; readonly column: string | null; readonly value: string | null };

/** A cell that cannot be taken; caught where a row is read. */
export class CellError extends Error {
  readonly code: RowProblemCode;
  readonly column: string | null;
  readonly value: string | null;

  constructor(code: RowProblemCode, column: string | null = null, value: string | null = null) {
    super(code);
    this.name = 'CellError';
    this.code = code;
    this.column = column;
    this.value = value;
  }
}

const delimiters = [';', ',', '\t'] as const;
const longestCell = 200;
/** More than any spreadsheet of meetings or people has: what stands further to the right is no header. */
const mostColumns = 200;

/**
 * Reads a table with headers, as Swedish and other spreadsheets save it: semicolon, comma or tab,
 * whichever gives most headers that are known. A row that is no row of a table is named among the
 * problems, and the others are kept.
 */
export function readTable<Name extends string>(text: string, columns: readonly Column<Name>[]): Table<Name> {
  const { words, delimiter } = withDelimiter(text, columns);
  const { data, errors } = papa.parse<string[]>(words, { delimiter });
  const headers = (data[0] ?? []).slice(0, mostColumns).map((cell) => cell.trim());
  const places = new Map(columns.map((column) => [column.name, headers.findIndex((header) => isCalled(column, header))] as const));
  const missing = columns.filter(({ name, isNeeded }) => isNeeded && places.get(name) === -1).map(({ header }) => header);
  const used = new Set(places.values());
  const ignored = headers.filter((header, index) => header !== '' && !used.has(index));
  const problems: RowProblem[] = [];
  const rows: TableRow<Name>[] = [];
  const wrongQuotes = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  for (const [index, cells] of data.entries()) {
    if (missing.length > 0) break;
    const line = index + 1;
    if (index === 0 || cells.every((cell) => cell.trim() === '')) continue;
    const problem = (code: RowProblemCode, column: string | null = null, value: string | null = null) => problems.push({ line, code, column, value });
    const tooLong = cells.findIndex((cell) => cell.length > longestCell);
    if (wrongQuotes.has(index)) problem('wrongQuotes');
    else if (cells.slice(headers.length).some((cell) => cell.trim() !== '')) problem('tooManyCells');
    else if (tooLong >= 0) problem('tooLong', headers[tooLong] ?? null, `${cells[tooLong]?.slice(0, 40) ?? ''}…`);
    else {
      const cell = ({ name }: Column<Name>) => [name, withoutGuard(withoutUnseen(cells[places.get(name) ?? -1] ?? '').trim())] as const;
      // fromEntries forgets the keys: there is one for each column.
      rows.push({ line, cells: Object.fromEntries(columns.map(cell)) as Record<Name, string> });
    }
  }
  const present = new Set(columns.map(({ name }) => name).filter((name) => places.get(name) !== -1));
  return { rows, present, missing, ignored, problems };
}

/** A file that a Swedish spreadsheet opens with a press: semicolons, a byte order mark, and no cell that it would take for a formula. */
export function writeTable<Name extends string>(columns: readonly Column<Name>[], rows: readonly Readonly<Record<Name, string>>[]): string {
  const lines = [columns.map(({ header }) => header), ...rows.map((row) => columns.map(({ name }) => withGuard(row[name])))];
  return `\u{feff}${papa.unparse(lines, { delimiter: ';', newline: '\r\n' })}\r\n`;
}

/** Reads the rows one by one; those in which a cell cannot be taken become problems. */
export function eachRow<Row extends { readonly line: number }, Result>(
  rows: readonly Row[],
  read: (row: Row) => Result,
): { readonly good: readonly Result[]; readonly problems: readonly RowProblem[] } {
  const good: Result[] = [];
  const problems: RowProblem[] = [];
  for (const row of rows) {
    try {
      good.push(read(row));
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      problems.push({ line: row.line, code: error.code, column: error.column, value: error.value });
    }
  }
  return { good, problems };
}

/** Letters that nobody sees, as come along from web pages: an address with one is nobody's, and a name with one another's. */
export const withoutUnseen = (text: string) => text.replace(/\p{Cf}/gu, '');

/** As people compare what they read: case, accents of other languages, runs of spaces and what is not seen aside. */
export const folded = (text: string) => withoutUnseen(text).normalize('NFC').toLocaleLowerCase('sv').replace(/\s+/g, ' ').trim();

const isCalled = <Name extends string>({ header, others }: Column<Name>, words: string) =>
  [header, ...others].some((name) => folded(name) === folded(words.replace(/[:*]$/, '')));

function withDelimiter<Name extends string>(text: string, columns: readonly Column<Name>[]): { readonly words: string; readonly delimiter: string } {
  // Excel's own first line, which it writes to be sure and does not show.
  const said = /^\u{feff}?sep=(.)\r?\n/u.exec(text);
  const words = said === null ? text.replace(/^\u{feff}/u, '') : text.slice(said[0].length);
  if (said?.[1] !== undefined) return { words, delimiter: said[1] };
  const known = (delimiter: string) => {
    const headers = papa.parse<string[]>(words, { delimiter, preview: 1 }).data[0] ?? [];
    return headers.slice(0, mostColumns).filter((header) => columns.some((column) => isCalled(column, header))).length;
  };
  const delimiter = delimiters.reduce((best, next) => (known(next) > known(best) ? next : best));
  return { words, delimiter };
}

/** A cell that begins like a formula is one to a spreadsheet, whoever wrote it (OWASP: CSV injection). */
const withGuard = (cell: string) => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const withoutGuard = (cell: string) => (/^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell);
