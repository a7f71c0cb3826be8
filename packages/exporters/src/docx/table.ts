import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } from 'docx';
import { columnShares, manyColumns } from '../paper/columnShares.ts';
import type { Block, Words } from '../paper/page.ts';
import { maxWholeRows } from '../paper/staysWithNext.ts';
import { xmlText } from '../paper/xmlText.ts';
import { wholeSign } from '../paper/signs.ts';
import { lineWidth, mm } from './styles.ts';
import { type Writer, wordsIn } from './words.ts';

type TableBlock = Extract<Block, { type: 'table' }>;

const hair = { style: BorderStyle.SINGLE, size: 4, color: 'BFBFBF' } as const;
const strong = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;

/** Word opens no file with more. */
const maxColumns = 63;

/** Head rows are repeated on each page, numbers stand to the right, the sum is bold. */
export function tableOf({ header, rows, sum, numeric, ...block }: TableBlock, writer: Writer): Table {
  const columns = Math.min(block.columns, maxColumns);
  const isMany = columns >= manyColumns;
  const style = isMany ? 'TableTextSmall' : 'TableText';
  const count = header.length + rows.length + (sum === null ? 0 : 1);
  /** Whether a row stays on the page of the next: a head with what it is over, a sum with what it sums up, a short table as a whole. */
  const stays = (index: number) => index < count - 1 && (count <= maxWholeRows || index < header.length || (sum !== null && index === count - 2));
  const cell = (words: Words, column: number, isBold: boolean, keepNext: boolean) =>
    new TableCell({
      children: [
        wordsIn(
          { style, alignment: numeric[column] === true ? AlignmentType.RIGHT : AlignmentType.LEFT, ...(keepNext && { keepNext }) },
          isBold ? bold(words) : words,
          writer,
        ),
      ],
    });
  const row = (cells: readonly Words[], index: number, isHead: boolean, isSum = false) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      ...suggestedRow(cells, writer),
      children: fitted(cells).map((words, column) => cell(words, column, isSum, stays(index))),
    });
  const shares = columnShares({ ...block, header, rows, sum, numeric, columns });
  const whole = shares.reduce((total, share) => total + share, 0);
  return new Table({
    width: { size: lineWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    ...(isMany && { margins: { left: mm(0.6), right: mm(0.6) } }),
    columnWidths: shares.map((share) => Math.floor((lineWidth * share) / whole)),
    borders: { top: strong, bottom: strong, left: none, right: none, insideHorizontal: hair, insideVertical: none },
    rows: [
      ...header.map((cells, index) => row(cells, index, true)),
      ...rows.map((cells, index) => row(cells, header.length + index, false)),
      ...(sum === null ? [] : [row(sum, count - 1, false, true)]),
    ],
  });
}

/** What comes after the last column that Word has shares that one, so that no word is lost. */
const fitted = (cells: readonly Words[]): readonly Words[] =>
  cells.length <= maxColumns ? cells : [...cells.slice(0, maxColumns - 1), cells.slice(maxColumns - 1).flatMap((words) => [...words, { text: ' ' }])];

const bold = (words: Words): Words => words.map((run) => ('text' in run ? { ...run, strong: true as const } : run));

/** A row of which all cells come or go is itself suggested. */
function suggestedRow(cells: readonly Words[], writer: Writer) {
  const [first, ...others] = cells.map(wholeSign);
  const { inserted, deleted } = first ?? {};
  return {
    ...(inserted !== undefined && others.every((one) => one.inserted?.id === inserted.id) && { insertion: writer.tracking.attributes(inserted) }),
    ...(deleted !== undefined && others.every((one) => one.deleted?.id === deleted.id) && { deletion: writer.tracking.attributes(deleted) }),
  };
}

/** Two columns without lines: what, and its words on a line each. */
export function particularsOf({ rows }: Extract<Block, { type: 'particulars' }>): Table {
  const widths = [Math.floor(lineWidth * 0.34), Math.floor(lineWidth * 0.66)];
  const isWhole = rows.length <= maxWholeRows;
  const cell = (lines: readonly string[], style: string, keepNext: boolean) =>
    new TableCell({ children: lines.map((text) => new Paragraph({ style, ...(keepNext && { keepNext }), children: [new TextRun(xmlText(text))] })) });
  return new Table({
    width: { size: lineWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: hair, insideVertical: none },
    rows: rows.map(({ label, lines }, index) => {
      const stays = isWhole && index < rows.length - 1;
      return new TableRow({ cantSplit: true, children: [cell([label], 'TableLabel', stays), cell(lines.length === 0 ? [''] : lines, 'TableText', stays)] });
    }),
  });
}
