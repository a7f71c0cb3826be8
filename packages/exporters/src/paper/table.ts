import { type ColumnSum, columnSums, readAmount, writeAmount } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import type { Words } from './page.ts';
import { plain, textOf } from './words.ts';
import type { NodeWriter, Writer } from './writer.ts';

type Cell = { readonly words: Words; readonly header: boolean; readonly isEmpty: boolean };

/** Rows that begin the table and hold only header cells are its head, repeated on each page; a table of costs ends with its sum. */
export const table: NodeWriter = (node, writer) => {
  const rows = rowsOf(node, writer).filter((row) => row.some(({ isEmpty }) => !isEmpty));
  if (rows.length === 0) return [];
  const columns = Math.max(...rows.map((row) => row.length));
  const bodyAt = rows.findIndex((row) => !row.every((cell) => cell.header));
  const body = bodyAt === -1 ? [] : rows.slice(bodyAt);
  const sums = node.attrs.kind === 'costs' ? columnSums(node) : [];
  return [
    {
      type: 'table',
      columns,
      header: (bodyAt === -1 ? rows : rows.slice(0, bodyAt)).map((row) => filled(row, columns)),
      rows: body.map((row) => filled(row, columns)),
      sum: sums.length === 0 ? null : Array.from({ length: columns }, (_, column) => plain(column === 0 ? 'Summa' : writeSum(sums[column] ?? null))),
      numeric: Array.from({ length: columns }, (_, column) => isNumeric(body, column)),
    },
  ];
};

const writeSum = (sum: ColumnSum) => (sum === null ? '' : writeAmount(sum));

function rowsOf(table: Node, writer: Writer): readonly Cell[][] {
  const rows: Cell[][] = [];
  table.forEach((row) => {
    const cells: Cell[] = [];
    row.forEach((cell) => {
      if (cell.type.name !== 'tableCell') return;
      const header = cell.attrs.header === true;
      const words = strongIf(header, writer.words(cell));
      cells.push({ words: signedWords(row, signedWords(cell, words, writer), writer), header, isEmpty: words.length === 0 });
    });
    if (cells.length > 0) rows.push(cells);
  });
  return rows;
}

/** Cells are named and marked one by one, empty ones too: somebody may write in them. */
const signedWords = (node: Node, words: Words, writer: Writer): Words =>
  writer.signed(node, [{ type: 'paragraph', words }]).flatMap((block) => (block.type === 'paragraph' ? [...block.words] : []));

const strongIf = (strong: boolean, words: Words): Words => (strong ? words.map((run) => ('text' in run ? { ...run, strong: true as const } : run)) : words);

/** Rows may be ragged: what is missing is empty. */
const filled = (row: readonly Cell[], columns: number): readonly Words[] => Array.from({ length: columns }, (_, column) => row[column]?.words ?? []);

function isNumeric(rows: readonly (readonly Cell[])[], column: number): boolean {
  const words = rows.map((row) => textOf(row[column]?.words ?? []).trim()).filter((text) => text !== '');
  return column > 0 && words.length > 0 && words.every((text) => readAmount(text) !== null);
}

/** A row or cell outside a table keeps its words. */
export const tableRow: NodeWriter = (node, writer) => writer.blocks(node);
export const tableCell: NodeWriter = (node, writer) => {
  const words = writer.words(node);
  return words.length === 0 ? [] : [{ type: 'paragraph', words }];
};
