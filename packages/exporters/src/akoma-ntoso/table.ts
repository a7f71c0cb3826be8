import { columnSums, writeAmount } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { element, type Element, ofBlock } from './element.ts';
import { blockPiece, type NodeWriter, type Writer } from './writer.ts';

/** Rows without a word are left out; a table of costs ends with its sum. */
export const table: NodeWriter = (node, writer) => {
  const rows = node.children.filter((row) => row.type.name === 'tableRow' && row.children.some(hasWords)).map((row) => rowOf(row, writer));
  if (rows.length === 0) return [];
  const sums = node.attrs.kind === 'costs' ? columnSums(node) : [];
  const cells = sums.map((sum, column) => element('td', {}, element('p', {}, column === 0 ? 'Summa' : sum === null ? '' : writeAmount(sum))));
  const last = cells.length === 0 ? [] : [element('tr', { class: 'sum' }, ...cells)];
  return [blockPiece(ofBlock(node.attrs.id, element('table', { class: String(node.attrs.kind) }, ...rows, ...last)))];
};

const isCell = (node: Node) => node.type.name === 'tableCell';
const hasWords = (node: Node) => isCell(node) && node.textContent.trim() !== '';

const rowOf = (row: Node, writer: Writer): Element =>
  ofBlock(row.attrs.id, element('tr', {}, ...row.children.filter(isCell).map((cell) => cellOf(cell, writer))));

const cellOf = (cell: Node, writer: Writer): Element =>
  ofBlock(cell.attrs.id, element(cell.attrs.header === true ? 'th' : 'td', {}, element('p', {}, ...writer.words(cell))));

/** A row or cell outside a table keeps its words. */
export const tableRow: NodeWriter = (node, writer) => writer.pieces(node);
export const tableCell: NodeWriter = (node, writer) => {
  const words = writer.words(node);
  return words.length === 0 ? [] : [blockPiece(ofBlock(node.attrs.id, element('p', {}, ...words)))];
};
