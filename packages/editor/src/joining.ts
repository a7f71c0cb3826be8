import type { ResolvedPos } from '@tiptap/pm/model';
import { type Command, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { keyedLists } from '@yrka/schema';
import { deleteSelected } from './deletion.ts';
import { emptyParagraph, resetParagraph } from './enter.ts';
import { caret, caretBefore, events, isEmptyText, isUnwritten, lineItems, nameItems, namedAncestor, type Place, placeAt, textblockAt } from './structure.ts';

/**
 * Backspace. In the middle of words it is the browser's; at the start of a block it first makes
 * the block plain, then joins it with the one before, and never takes words away (SPEC.md,
 * BSP1–BSP7).
 */
export const backspace: Command = (state, dispatch) => run(state.tr, dispatch, -1);

/** Delete: the same at the end of a block, towards the next one (BSP8). */
export const deleteForward: Command = (state, dispatch) => run(state.tr, dispatch, 1);

function run(tr: Transaction, dispatch: ((tr: Transaction) => void) | undefined, direction: -1 | 1): boolean {
  const { selection } = tr;
  if (!selection.empty) {
    dispatch?.(deleteSelected(tr).scrollIntoView());
    return true;
  }
  if (!(selection instanceof TextSelection)) return false;
  const $pos = selection.$from;
  const handled = inlineNode(tr, $pos, direction) || (direction < 0 ? atStart(tr, $pos) : atEnd(tr, $pos));
  if (!handled) return false;
  if (tr.docChanged || tr.selectionSet) dispatch?.(tr.scrollIntoView());
  return true;
}

/** A footnote is selected before it is deleted, so that its words do not go unseen. */
function inlineNode(tr: Transaction, $pos: ResolvedPos, direction: -1 | 1): boolean {
  const footnote = namedAncestor($pos, 'footnote');
  if (footnote) {
    if (footnote.node.content.size === 0) tr.delete(footnote.from, footnote.to);
    else if ($pos.parentOffset === (direction < 0 ? 0 : footnote.node.content.size)) caret(tr, direction < 0 ? footnote.from : footnote.to);
    else return false;
    return true;
  }
  const neighbour = direction < 0 ? $pos.nodeBefore : $pos.nodeAfter;
  if (!neighbour || !['footnote', 'opaqueInline'].includes(neighbour.type.name)) return false;
  tr.setSelection(NodeSelection.create(tr.doc, direction < 0 ? $pos.pos - neighbour.nodeSize : $pos.pos));
  return true;
}

function atStart(tr: Transaction, $pos: ResolvedPos): boolean {
  const block = textblockAt($pos);
  if (!block || $pos.parentOffset > 0) return false;
  const name = block.node.type.name;
  if (lineItems.has(name)) itemAtStart(tr, $pos, block);
  else if (name === 'tableCell') removeUnwritten(tr, namedAncestor($pos, 'table'), $pos);
  else if (name === 'paragraph' && !resetParagraph(tr, block)) paragraphAtStart(tr, $pos, block);
  return true;
}

function itemAtStart(tr: Transaction, $pos: ResolvedPos, item: Place): void {
  const list = placeAt($pos, item.depth - 1);
  const before = item.index > 0 ? list.node.child(item.index - 1) : null;
  const isName = nameItems.has(item.node.type.name);
  if (item.node.content.size === 0) {
    if (list.node.childCount > 1) {
      tr.delete(item.from, item.to);
      if (before) caretBefore(tr, item.from);
      else caret(tr, item.from + 1);
    } else if (isName) caretBefore(tr, list.from);
    else caret(tr.replaceWith(list.from, list.to, emptyParagraph(tr.doc.type.schema)), list.from + 1);
    return;
  }
  if (before && isEmptyText(before)) tr.delete(item.from - before.nodeSize, item.from);
  else if (isName || (before && !before.isTextblock)) caretBefore(tr, item.from);
  else if (before) tr.join(item.from);
  else outOfList(tr, list, item);
}

/** The first item becomes a paragraph before its list. */
function outOfList(tr: Transaction, list: Place, item: Place): void {
  const paragraph = emptyParagraph(tr.doc.type.schema).copy(item.node.content);
  if (list.node.childCount === 1) tr.replaceWith(list.from, list.to, paragraph);
  else tr.delete(item.from, item.to).insert(list.from, paragraph);
  caret(tr, list.from + 1);
}

function paragraphAtStart(tr: Transaction, $pos: ResolvedPos, block: Place): void {
  const isEmpty = block.node.content.size === 0;
  const before = block.index > 0 ? block.parent.child(block.index - 1) : null;
  if (!before) {
    if (removeUnwritten(tr, events.has(block.parent.type.name) ? placeAt($pos, block.depth - 1) : null, $pos)) return;
    if (isEmpty && block.parent.childCount > 1) tr.delete(block.from, block.to);
    return;
  }
  if (before.type.name === 'paragraph') {
    if (isEmptyText(before)) tr.delete(block.from - before.nodeSize, block.from);
    else tr.join(block.from);
    return;
  }
  const last = keyedLists.has(before.type.name) ? before.lastChild : null;
  if (isEmpty) {
    tr.delete(block.from, block.to);
    if (before.isAtom) tr.setSelection(NodeSelection.create(tr.doc, block.from - before.nodeSize));
    else caretBefore(tr, block.from);
  } else if (before.isAtom) tr.setSelection(NodeSelection.create(tr.doc, block.from - before.nodeSize));
  else if (last?.isTextblock && !nameItems.has(last.type.name)) intoLastItem(tr, block);
  else caretBefore(tr, block.from);
}

/** The words of a paragraph are put at the end of the item before it: list close and item close lie between. */
function intoLastItem(tr: Transaction, block: Place): void {
  const end = block.from - 2;
  tr.delete(block.from, block.to).insert(end, block.node.content);
  caret(tr, end);
}

/** A table or an event in which nothing was written goes when one backs out of its start. */
function removeUnwritten(tr: Transaction, place: Place | null, $pos: ResolvedPos): boolean {
  if (!place || !isUnwritten(place.node) || caretIsNotFirst(place, $pos)) return false;
  const inList = keyedLists.has(place.parent.type.name);
  if (inList && place.parent.childCount > 1) {
    tr.delete(place.from, place.to);
    caretBefore(tr, place.from);
    return true;
  }
  const outer = inList ? placeAt($pos, place.depth - 1) : place;
  caret(tr.replaceWith(outer.from, outer.to, emptyParagraph(tr.doc.type.schema)), outer.from + 1);
  return true;
}

/** In a table only its first cell is a way out; elsewhere any empty paragraph is. */
function caretIsNotFirst(place: Place, $pos: ResolvedPos): boolean {
  return place.node.type.name === 'table' && $pos.pos !== place.from + 3;
}

function atEnd(tr: Transaction, $pos: ResolvedPos): boolean {
  const block = textblockAt($pos);
  if (!block || $pos.parentOffset < block.node.content.size) return false;
  const name = block.node.type.name;
  const isEmpty = block.node.content.size === 0;
  const next = block.index < block.parent.childCount - 1 ? block.parent.child(block.index + 1) : null;
  if (name === 'paragraph' && next) {
    // An empty line goes, whatever follows it; what follows stays what it is.
    if (isEmpty) tr.delete(block.from, block.to);
    else if (next.type.name === 'paragraph') tr.join(block.to);
    else if (next.isAtom) tr.setSelection(NodeSelection.create(tr.doc, block.to));
    if (isEmpty && !next.isAtom) tr.setSelection(TextSelection.near(tr.doc.resolve(block.from + 1), 1));
    return true;
  }
  if (!lineItems.has(name)) return true;
  if (next?.isTextblock) {
    if (isEmpty) tr.delete(block.from, block.to);
    else if (isEmptyText(next)) tr.delete(block.to, block.to + next.nodeSize);
    else if (!nameItems.has(name)) tr.join(block.to);
    if (isEmpty) caret(tr, block.from + 1);
    return true;
  }
  const list = placeAt($pos, block.depth - 1);
  const follows = tr.doc.resolve(list.to).nodeAfter;
  if (next || follows?.type.name !== 'paragraph') return true;
  if (isEmptyText(follows)) tr.delete(list.to, list.to + follows.nodeSize);
  else if (!nameItems.has(name)) caret(tr.delete(list.to, list.to + follows.nodeSize).insert($pos.pos, follows.content), $pos.pos);
  return true;
}
