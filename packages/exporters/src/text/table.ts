import { columnSums, writeAmount } from '@yrka/formal-text';
import type { NodeWriter } from './writer.ts';

// Looked for where spaces begin alone: else it would be looked for anew from each of them, and a cell of very many held everybody.
export const tableCell: NodeWriter = (node, writer) => writer.inline(node).replace(/(?<!\s)\s*\n\s*/gu, ' ');

export const tableRow: NodeWriter = (node, writer) => {
  const cells: string[] = [];
  node.forEach((cell, _offset, index) => {
    if (cell.type.name === 'tableCell') cells.push(tableCell(cell, writer, { parent: node, index }));
  });
  return cells.join('\t').trimEnd();
};

/** A row per line with tabs between the cells; a table of costs ends with the sum that the screen shows. */
export const table: NodeWriter = (node, writer) => {
  const rows: string[] = [];
  node.forEach((row, _offset, index) => {
    if (row.type.name === 'tableRow') rows.push(tableRow(row, writer, { parent: node, index }));
  });
  if (rows.every((row) => row === '')) return '';
  const sums = node.attrs.kind === 'costs' ? columnSums(node) : [];
  if (sums.length > 0) rows.push(['Summa', ...sums.slice(1).map((sum) => (sum === null ? '' : writeAmount(sum)))].join('\t').trimEnd());
  return rows.join('\n');
};
