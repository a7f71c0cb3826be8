import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { caret, caretBefore, namedAncestor, type Place, placeAt } from './structure.ts';

/** Where the caret is in a table; columns count cells in the row, since rows may differ in length (TAB1). */
type CellPlace = { readonly table: Place; readonly row: Place; readonly cell: Place };

function cellAt($pos: ResolvedPos): CellPlace | null {
  const cell = namedAncestor($pos, 'tableCell');
  if (!cell || cell.depth < 3) return null;
  return { cell, row: placeAt($pos, cell.depth - 1), table: placeAt($pos, cell.depth - 2) };
}

export const isInTable = (state: EditorState) => cellAt(state.selection.$from) !== null;

/** A new row with as many cells as this one. */
export function addRow(side: 'above' | 'below'): Command {
  return inTable((tr, { row }) => {
    const at = side === 'above' ? row.from : row.to;
    // A row after the header row is a row of figures.
    const isHeader = side === 'above' && row.index > 0 && allHeaders(row.node);
    tr.insert(at, emptyRow(row.node, isHeader));
    caret(tr, at + 2);
  });
}

/** A new column beside this one; a shorter row gets its cell at its end. */
export function addColumn(side: 'left' | 'right'): Command {
  return inTable((tr, { table, cell }) => {
    const column = side === 'left' ? cell.index : cell.index + 1;
    eachRow(table)
      .toReversed()
      .forEach(({ node, from }) => {
        const index = Math.min(column, node.childCount);
        const like = node.maybeChild(Math.min(cell.index, node.childCount - 1));
        if (like && like.type === cell.node.type) tr.insert(from + 1 + widthBefore(node, index), like.type.create({ header: like.attrs.header }));
      });
    const at = tr.mapping.map(side === 'left' ? cell.from : cell.to, -1);
    caret(tr, at + 1);
  });
}

/** Deletes this row; the last one takes the table with it. */
export const deleteRow: Command = inTable((tr, { table, row, cell }) => {
  if (table.node.childCount === 1) return deleteTableAt(tr, table);
  tr.delete(row.from, row.to);
  const isLast = row.index === table.node.childCount - 1;
  const next = isLast ? table.node.child(row.index - 1) : table.node.child(row.index + 1);
  const start = isLast ? row.from - next.nodeSize : row.from;
  const index = Math.min(cell.index, next.childCount - 1);
  if (index >= 0) caret(tr, start + 2 + widthBefore(next, index));
});

/** Deletes this column from every row that has it; the last one takes the table with it. */
export const deleteColumn: Command = inTable((tr, { table, row, cell }) => {
  if (eachRow(table).every(({ node }) => node.childCount <= 1)) return deleteTableAt(tr, table);
  eachRow(table)
    .toReversed()
    .forEach(({ node, from }) => {
      if (cell.index >= node.childCount) return;
      if (node.childCount === 1) tr.delete(from, from + node.nodeSize);
      else {
        const at = from + 1 + widthBefore(node, cell.index);
        tr.delete(at, at + node.child(cell.index).nodeSize);
      }
    });
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(tr.mapping.map(row.from + 1), tr.doc.content.size)), 1));
});

/** Makes the first row a header row, or an ordinary one again. */
export const toggleHeaderRow: Command = inTable((tr, { table }) => {
  const first = eachRow(table)[0];
  if (!first) return;
  const header = !allHeaders(first.node);
  first.node.forEach((_, offset) => {
    tr.setNodeAttribute(first.from + 1 + offset, 'header', header);
  });
});

export const deleteTable: Command = inTable((tr, { table }) => deleteTableAt(tr, table));

/**
 * The next (1) or previous (-1) cell with its content selected. After the last cell a new row is
 * added; before the first the caret goes to the text before the table.
 */
export function goToCell(direction: -1 | 1): Command {
  return inTable((tr, { table, row, cell }) => {
    const starts: number[] = [];
    table.node.descendants((node, pos) => {
      if (node.type === cell.node.type) starts.push(table.from + 1 + pos + 1);
      return !node.isTextblock;
    });
    const next = starts[starts.indexOf(cell.from + 1) + direction];
    if (next !== undefined && starts.indexOf(cell.from + 1) + direction >= 0) selectContent(tr, next);
    else if (direction < 0) caretBefore(tr, table.from);
    else caret(tr.insert(table.to - 1, emptyRow(row.node, false)), table.to + 1);
  });
}

/** The start of the cell under this one's, or null in the last row. */
export function cellBelow(doc: Node, $pos: ResolvedPos): number | null {
  const place = cellAt($pos);
  if (!place) return null;
  const next = place.table.node.maybeChild(place.row.index + 1);
  const index = Math.min(place.cell.index, (next?.childCount ?? 0) - 1);
  if (!next || index < 0) return null;
  const start = place.row.to + 2 + widthBefore(next, index);
  return start <= doc.content.size ? start : null;
}

/** Selects all of the text block that begins here, as one enters a field of a form. */
export function selectContent(tr: Transaction, start: number): Transaction {
  return tr.setSelection(TextSelection.create(tr.doc, start, tr.doc.resolve(start).end()));
}

function inTable(act: (tr: Transaction, place: CellPlace) => void): Command {
  return (state, dispatch) => {
    const place = cellAt(state.selection.$from);
    if (!place) return false;
    if (dispatch) {
      const tr = state.tr;
      act(tr, place);
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

function deleteTableAt(tr: Transaction, { from, to }: Place): void {
  const paragraph = tr.doc.type.schema.nodes.paragraph;
  if (paragraph) caret(tr.replaceWith(from, to, paragraph.create()), from + 1);
}

function eachRow(table: Place): { node: Node; from: number }[] {
  const rows: { node: Node; from: number }[] = [];
  table.node.forEach((node, offset) => {
    if (node.type.name === 'tableRow') rows.push({ node, from: table.from + 1 + offset });
  });
  return rows;
}

function emptyRow(like: Node, header: boolean): Node {
  const cells: Node[] = [];
  like.forEach((cell) => {
    if (cell.type.name === 'tableCell') cells.push(cell.type.create({ header: header || (cell.attrs.header === true && !allHeaders(like)) }));
  });
  return like.type.create(null, cells);
}

function allHeaders(row: Node): boolean {
  let all = row.childCount > 0;
  row.forEach((cell) => {
    all &&= cell.attrs.header === true;
  });
  return all;
}

function widthBefore(row: Node, index: number): number {
  let width = 0;
  for (let at = 0; at < index; at++) width += row.child(at).nodeSize;
  return width;
}
