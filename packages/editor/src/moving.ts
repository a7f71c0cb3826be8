import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type Command, type EditorState, NodeSelection, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { keyedLists } from '@yrka/schema';
import { blockById, freeBlocks, lineItems, type Place, placeAt } from './structure.ts';

/**
 * Moves the clause, point, person, table row or paragraph with the caret one step up (-1) or down
 * (1) among its siblings (SPEC.md, REO1–REO3): one transaction that takes the same node out and
 * puts it back, so that the binding sees a move and nobody's words are lost.
 */
export function moveItem(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const place = movableAt(state.selection.$from, direction);
    if (!place) return false;
    const index = place.index + direction;
    const isMoved = isPossible(place, index);
    const tr = isMoved ? moveWithin(state.tr, place, index).scrollIntoView() : state.tr;
    dispatch?.(tr.setMeta(movedKey, movedOf(place, isMoved ? direction : 0)));
    return true;
  };
}

/** Where somebody's wish to move a block has brought it, for those who do not see it. */
export type Moved = {
  /** The block's node name. */
  readonly name: string;
  /** 0: it was at the end already, and stays. */
  readonly direction: -1 | 0 | 1;
  /** Which of how many it is in its list or table, from 1; null for a block among the free ones. */
  readonly place: { readonly number: number; readonly count: number } | null;
};

const movedKey = new PluginKey<Moved>('yrkaMoved');

/** What a transaction of `moveItem` has moved; null for every other. */
export function movedIn(tr: Transaction): Moved | null {
  return (tr.getMeta(movedKey) as Moved | undefined) ?? null;
}

function movedOf({ node, parent, index }: Place, direction: Moved['direction']): Moved {
  const isNumbered = keyedLists.has(parent.type.name) || node.type.name === 'tableRow';
  return { name: node.type.name, direction, place: isNumbered ? { number: index + direction + 1, count: parent.childCount } : null };
}

/** Whether the block with the caret can go one step up or down; for menus. */
export function mayMove(state: EditorState, direction: -1 | 1): boolean {
  const place = movableAt(state.selection.$from, direction);
  return place !== null && isPossible(place, place.index + direction);
}

/** Moves the item with this id, or the one with the caret, to an index among its siblings (0 = first). */
export function moveItemTo(index: number, id?: string): Command {
  return (state, dispatch) => {
    const place = id === undefined ? movableAt(state.selection.$from, 1) : blockById(state.doc, id);
    if (!place || index < 0 || index >= place.parent.childCount || !mayStandAt(place, index)) return false;
    if (index !== place.index) dispatch?.(moveWithin(state.tr, place, index).scrollIntoView());
    return true;
  };
}

/** Where a dragged block is let go: before or after another block. */
export type DropTarget = { readonly before: string } | { readonly after: string };

/**
 * Moves a block next to another, by ids, so that it holds although somebody wrote meanwhile.
 * Does not apply when one of them is gone or the block may not stand there.
 */
export function moveBlockTo(id: string, target: DropTarget): Command {
  return (state, dispatch) => {
    const place = blockById(state.doc, id);
    const beside = blockById(state.doc, 'before' in target ? target.before : target.after);
    if (!place || !beside || !isMovable(place)) return false;
    if (beside.from >= place.from && beside.to <= place.to) return false;
    const to = 'before' in target ? beside.from : beside.to;
    const $to = state.doc.resolve(to);
    if ($to.parent !== place.parent && !mayEnter(place.node, $to)) return false;
    if ($to.parent === place.parent && !mayStandAt(place, $to.index() > place.index ? $to.index() - 1 : $to.index())) return false;
    if (to !== place.from && to !== place.to) dispatch?.(moveNode(state.tr, place, to).scrollIntoView());
    return true;
  };
}

/** The id of what a handle beside this position would drag, or null: the innermost block that may move. */
export function draggableAt($pos: ResolvedPos): string | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const place = placeAt($pos, depth);
    if (isMovable(place)) return place.node.attrs.id as string | null;
  }
  return null;
}

/** Keyed items and table rows stop the search: at the end of their list they stay, their list does not move instead. */
function movableAt($pos: ResolvedPos, direction: -1 | 1): Place | null {
  let found: Place | null = null;
  for (let depth = $pos.depth; depth > 0; depth--) {
    const place = placeAt($pos, depth);
    if (!isMovable(place)) continue;
    found ??= place;
    if (isPossible(place, place.index + direction)) return place;
    if (lineItems.has(place.node.type.name) || place.node.type.name === 'tableRow') return place;
  }
  return found;
}

function isMovable({ node, parent }: Place): boolean {
  return keyedLists.has(parent.type.name) || node.type.name === 'tableRow' || (freeBlocks.has(node.type.name) && parent.type.name !== 'tableCell');
}

function isPossible(place: Place, index: number): boolean {
  return index >= 0 && index < place.parent.childCount && mayStandAt(place, index);
}

/** A free block passes only free blocks: the title, the head and the parts keep their places. */
function mayStandAt({ node, parent, index }: Place, to: number): boolean {
  if (keyedLists.has(parent.type.name) || node.type.name === 'tableRow') return true;
  if (!freeBlocks.has(node.type.name)) return false;
  for (let at = Math.min(index, to); at <= Math.max(index, to); at++) if (!freeBlocks.has(parent.child(at).type.name)) return false;
  return true;
}

function mayEnter(node: Node, $to: ResolvedPos): boolean {
  return $to.parent.canReplaceWith($to.index(), $to.index(), node.type) && !(node.type.name === 'tableRow');
}

function moveWithin(tr: Transaction, place: Place, index: number): Transaction {
  const from = place.index < index ? place.index + 1 : index;
  const to = place.index < index ? index + 1 : place.index;
  let distance = 0;
  for (let at = from; at < to; at++) distance += place.parent.child(at).nodeSize;
  return moveNode(tr, place, place.index < index ? place.to + distance : place.from - distance);
}

/** Takes the node out and puts the very same one back; a selection inside it goes along. */
function moveNode(tr: Transaction, { node, from, to }: Place, target: number): Transaction {
  const { anchor, head } = tr.selection;
  const isNode = tr.selection instanceof NodeSelection && tr.selection.from === from;
  const goesAlong = anchor > from && anchor < to && head > from && head < to;
  tr.delete(from, to);
  const landed = target > from ? target - node.nodeSize : target;
  tr.insert(landed, node);
  if (isNode) tr.setSelection(NodeSelection.create(tr.doc, landed));
  else if (goesAlong) tr.setSelection(TextSelection.between(tr.doc.resolve(landed + anchor - from), tr.doc.resolve(landed + head - from)));
  return tr;
}
