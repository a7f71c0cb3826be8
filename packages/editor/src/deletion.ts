import type { Node } from '@tiptap/pm/model';
import { AllSelection, NodeSelection, type Transaction } from '@tiptap/pm/state';
import { keyedLists } from '@yrka/schema';
import { caret, events, textblockAt, textblockStarts } from './structure.ts';

/**
 * Deletes what is selected and keeps the document's frame: title, fields, parts and the first item
 * of each list stay, emptied (SPEC.md, DEL1). Within one text block, and between siblings, it is
 * the plain deletion everybody knows.
 */
export function deleteSelected(tr: Transaction): Transaction {
  const { selection } = tr;
  if (selection.empty) return tr;
  if (selection instanceof NodeSelection) return tr.deleteSelection();
  const { $from, $to } = selection;
  const [first, last] = [textblockAt($from), textblockAt($to)];
  const everything = selection instanceof AllSelection;
  if (!everything && first && last && first.from === last.from) return tr.delete($from.pos, $to.pos);
  if (
    !everything &&
    first &&
    last &&
    $from.depth === first.depth &&
    $to.depth === last.depth &&
    first.parent === last.parent &&
    first.node.type === last.node.type &&
    isJoinable(first.node)
  ) {
    // The block that keeps its words also keeps its id and what it is.
    const [emptyAtStart, emptyAtEnd] = [$from.parentOffset === 0, $to.parentOffset === last.node.content.size];
    return emptyAtStart && !emptyAtEnd ? tr.delete(last.from + 1, $to.pos).delete(first.from, last.from) : tr.delete($from.pos, $to.pos);
  }
  return deleteAcross(tr, everything ? 0 : $from.pos, everything ? tr.doc.content.size : $to.pos);
}

const isJoinable = (node: Node) => !['title', 'field', 'tableCell'].includes(node.type.name);

/** Whether a node goes when all of it is selected. */
function mayGo(node: Node, parent: Node, index: number): boolean {
  const name = node.type.name;
  if (keyedLists.has(parent.type.name)) return index > 0 || events.has(name);
  return ['paragraph', 'table', 'opaque'].includes(name) || events.has(name);
}

function deleteAcross(tr: Transaction, from: number, to: number): Transaction {
  const { doc } = tr;
  const firstText = textblockStarts(doc, 0, to).findLast((start) => start <= from) ?? textblockStarts(doc, from, to)[0] ?? null;
  const [outerFrom, outerTo] = [widenStart(doc, from), widenEnd(doc, to)];
  const clear = (node: Node, start: number) => {
    let end = start + node.content.size;
    for (let index = node.childCount - 1; index >= 0; index--) {
      const child = node.child(index);
      const [childFrom, childTo] = [end - child.nodeSize, end];
      end = childFrom;
      if (childTo <= outerFrom || childFrom >= outerTo) continue;
      const whole = outerFrom <= childFrom && childTo <= outerTo;
      const bearsCaret = child.isTextblock && childFrom + 1 === firstText;
      if (whole && !bearsCaret && mayGo(child, node, index)) tr.delete(childFrom, childTo);
      else if (child.isTextblock) tr.delete(Math.max(childFrom + 1, from), Math.min(childTo - 1, to));
      else clear(child, childFrom + 1);
    }
  };
  clear(doc, 0);
  const at = tr.mapping.map(from, -1);
  const starts = textblockStarts(tr.doc);
  const inside = starts.find((start) => start <= at && at <= tr.doc.resolve(start).end());
  const landing = inside !== undefined ? at : (starts.find((start) => start >= at) ?? starts.at(-1));
  if (landing === undefined) {
    const paragraph = tr.doc.type.schema.nodes.paragraph;
    if (paragraph) caret(tr.insert(tr.doc.content.size, paragraph.create()), tr.doc.content.size - 1);
    return tr;
  }
  return caret(tr, landing);
}

/** A selection that begins at the very start of a block begins before it. */
function widenStart(doc: Node, pos: number): number {
  const $pos = doc.resolve(pos);
  let at = pos;
  for (let depth = $pos.depth; depth > 0 && at === $pos.start(depth); depth--) at = $pos.before(depth);
  return at;
}

function widenEnd(doc: Node, pos: number): number {
  const $pos = doc.resolve(pos);
  let at = pos;
  for (let depth = $pos.depth; depth > 0 && at === $pos.end(depth); depth--) at = $pos.after(depth);
  return at;
}
