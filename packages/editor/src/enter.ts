import type { Node, ResolvedPos, Schema } from '@tiptap/pm/model';
import { type Command, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { deleteSelected } from './deletion.ts';
import {
  caret,
  caretAfter,
  events,
  findPosition,
  isPlainText,
  itemAt,
  lineItems,
  nameItems,
  namedAncestor,
  type Place,
  placeAt,
  textblockAt,
} from './structure.ts';
import { cellBelow } from './tables.ts';

/**
 * Enter: the next paragraph, clause, person, field … whichever one is writing in (SPEC.md,
 * ENT1–ENT8). An empty last item leaves its list.
 */
export const enter: Command = (state, dispatch) => {
  const { selection } = state;
  const tr = state.tr;
  if (selection instanceof NodeSelection) {
    if (!selection.node.isBlock || !insertTextAt(tr, selection.to)) return false;
  } else {
    deleteSelected(tr);
    if (!(tr.selection instanceof TextSelection) || !enterAt(tr, tr.selection.$from)) return false;
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Shift-Enter: a new line in the same block; nothing where a block is one line. */
export const insertHardBreak: Command = (state, dispatch) => {
  const hardBreak = state.schema.nodes.hardBreak;
  if (!hardBreak || !textblockAt(state.selection.$from)) return false;
  const tr = deleteSelected(state.tr);
  const { $from } = tr.selection;
  if ($from.parent.canReplaceWith($from.index(), $from.index(), hardBreak)) dispatch?.(tr.replaceSelectionWith(hardBreak.create()).scrollIntoView());
  return true;
};

/**
 * Mod-Enter: out of the structured block, or past the heading of a part, to a paragraph after it.
 * The way out where nothing but structure follows.
 */
export const leaveBlock: Command = (state, dispatch) => {
  const { $to } = state.selection;
  const outer = outermostBlock($to);
  if (!outer) return false;
  const tr = state.tr;
  if (!insertTextAt(tr, outer.to)) return false;
  dispatch?.(tr.scrollIntoView());
  return true;
};

function enterAt(tr: Transaction, $pos: ResolvedPos): boolean {
  const footnote = namedAncestor($pos, 'footnote');
  if (footnote) return caret(tr, footnote.to) !== null;
  const block = textblockAt($pos);
  if (!block) return false;
  const name = block.node.type.name;
  if (name === 'title') return enterInTitle(tr, block);
  if (name === 'field') return enterInField(tr, $pos, block);
  if (name === 'tableCell') return enterInCell(tr, $pos);
  if (lineItems.has(name)) return enterInItem(tr, $pos, block);
  return name === 'paragraph' && enterInParagraph(tr, $pos, block);
}

function enterInTitle(tr: Transaction, title: Place): boolean {
  const next = findPosition(tr.doc, (node) => ['paragraph', 'attClause', 'decisionPoint'].includes(node.type.name), title.to);
  if (next === null) return insertTextAt(tr, title.to);
  caret(tr, next + 1);
  return true;
}

function enterInField(tr: Transaction, $pos: ResolvedPos, field: Place): boolean {
  const list = namedAncestor($pos, 'fieldList');
  const isLast = list !== null && field.index === list.node.childCount - 1;
  return caretAfter(tr, isLast ? list.to : field.to) || insertTextAt(tr, list?.to ?? field.to);
}

function enterInCell(tr: Transaction, $pos: ResolvedPos): boolean {
  const table = namedAncestor($pos, 'table');
  const hardBreak = tr.doc.type.schema.nodes.hardBreak;
  if (!table || !hardBreak) return false;
  if (table.node.attrs.kind !== 'costs') {
    tr.replaceSelectionWith(hardBreak.create());
    return true;
  }
  const below = cellBelow(tr.doc, $pos);
  if (below === null) return goToTextAt(tr, table.to);
  caret(tr, tr.doc.resolve(below).end());
  return true;
}

function enterInItem(tr: Transaction, $pos: ResolvedPos, item: Place): boolean {
  const list = placeAt($pos, item.depth - 1);
  if (item.node.content.size === 0) return leaveItem(tr, list, item);
  const fresh = freshItem(item.node);
  if ($pos.parentOffset === 0) {
    tr.insert(item.from, fresh);
    return true;
  }
  if (nameItems.has(item.node.type.name)) {
    caret(tr.insert(item.to, fresh), item.to + 1);
    return true;
  }
  tr.split($pos.pos, 1, [{ type: item.node.type, attrs: fresh.attrs }]);
  return true;
}

/** An empty item of the same sort: of what it said, only how it is written is kept. */
export function freshItem(item: Node): Node {
  const { att, purpose } = item.attrs as { att?: boolean; purpose?: string | null };
  return item.type.create({ ...(att !== undefined && { att }), ...(purpose !== undefined && { purpose }) });
}

function leaveItem(tr: Transaction, list: Place, item: Place): boolean {
  if (item.index < list.node.childCount - 1) return caretAfter(tr, item.to);
  const isOnly = list.node.childCount === 1;
  if (!isOnly) tr.delete(item.from, item.to);
  const end = isOnly ? list.to : list.to - item.node.nodeSize;
  // Names stand in a form: what follows is the next line of it.
  if (nameItems.has(item.node.type.name) && caretAfter(tr, end)) return true;
  return goToTextAt(tr, end);
}

function enterInParagraph(tr: Transaction, $pos: ResolvedPos, block: Place): boolean {
  const { attrs, type } = block.node;
  const isEmpty = block.node.content.size === 0;
  if (isEmpty && resetParagraph(tr, block)) return true;
  if (isEmpty && leaveEvent(tr, $pos, block)) return true;
  const isHeading = (attrs.level as number) > 0;
  if ($pos.parentOffset === 0 && !isEmpty) {
    tr.insert(block.from, type.create({ ...attrs, id: null, level: 0 }));
    return true;
  }
  const isAtEnd = $pos.parentOffset === block.node.content.size;
  tr.split($pos.pos, 1, [{ type, attrs: isHeading && isAtEnd ? null : { ...attrs, id: null } }]);
  return true;
}

/** One step back towards plain text: a level less deep, no list, no quotation, no heading. False when it is plain. */
export function resetParagraph(tr: Transaction, block: Place): boolean {
  const { list, depth, quote } = block.node.attrs as { list: string | null; depth: number; quote: boolean };
  if (isPlainText(block.node)) return false;
  if (list !== null && depth > 0) tr.setNodeAttribute(block.from, 'depth', depth - 1);
  else if (list !== null) tr.setNodeAttribute(block.from, 'list', null);
  else if (quote) tr.setNodeAttribute(block.from, 'quote', false);
  else tr.setNodeAttribute(block.from, 'level', 0);
  return true;
}

/** Enter in the empty last paragraph of a yrkande, a reservation …: out, to the text after it. */
function leaveEvent(tr: Transaction, $pos: ResolvedPos, block: Place): boolean {
  if (!events.has(block.parent.type.name) || block.index !== block.parent.childCount - 1) return false;
  const event = placeAt($pos, block.depth - 1);
  const outer = event.node.type.name === 'yrkande' ? itemAt($pos) && placeAt($pos, event.depth - 1) : event;
  if (!outer) return false;
  const isOnlyText = block.index === 0 || event.node.child(block.index - 1).type.name !== 'paragraph';
  if (isOnlyText) return goToTextAt(tr, outer.to);
  tr.delete(block.from, block.to);
  return goToTextAt(tr, outer.to - block.node.nodeSize);
}

/** Puts the caret in the paragraph at a position between blocks, made when there is none. */
function goToTextAt(tr: Transaction, pos: number): boolean {
  if (tr.doc.resolve(pos).nodeAfter?.type.name !== 'paragraph') return insertTextAt(tr, pos);
  caret(tr, pos + 1);
  return true;
}

function insertTextAt(tr: Transaction, pos: number): boolean {
  const $pos = tr.doc.resolve(pos);
  const paragraph = emptyParagraph(tr.doc.type.schema);
  if (!$pos.parent.canReplaceWith($pos.index(), $pos.index(), paragraph.type)) return false;
  caret(tr.insert(pos, paragraph), pos + 1);
  return true;
}

/** The outermost block around a position that stands in the document or in a part. */
export function outermostBlock($pos: ResolvedPos): Place | null {
  for (let depth = 1; depth <= $pos.depth; depth++) if ($pos.node(depth).type.name !== 'section') return placeAt($pos, depth);
  return null;
}

export function emptyParagraph(schema: Schema): Node {
  const type = schema.nodes.paragraph;
  if (!type) throw new Error('the schema has no paragraph');
  return type.create();
}
