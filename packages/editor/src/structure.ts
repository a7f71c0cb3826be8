import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { TextSelection, type Transaction } from '@tiptap/pm/state';
import { eventNames, keyedLists } from '@yrka/schema';

/** A node and where it stands: `from` is the position before it, `depth` that of the node itself. */
export type Place = { readonly node: Node; readonly from: number; readonly to: number; readonly depth: number; readonly parent: Node; readonly index: number };

/** Items that are one line of text; a yrkande, the only other item, holds blocks. */
export const lineItems: ReadonlySet<string> = new Set(['attClause', 'decisionPoint', 'person', 'castVote', 'recipient', 'attachment', 'decisionBasis']);
/** Those that are items of a list for who hears the paper: people stand in a sentence, and points of a decision are groups that name themselves. */
export const heardItems: ReadonlySet<string> = new Set(['attClause', 'castVote', 'recipient', 'attachment', 'decisionBasis']);
/** Those that are a name, which is never cut in two or joined with another's. */
export const nameItems: ReadonlySet<string> = new Set(['person', 'castVote']);
/** What a person may move among its siblings. Title, head and parts stand where the template put them. */
export const freeBlocks: ReadonlySet<string> = new Set([
  'paragraph',
  'table',
  'yrkandeList',
  'decisionList',
  'deliberation',
  'vote',
  'castVoteList',
  'reservation',
  'separateStatement',
  'minutesNote',
  'conflictOfInterest',
  'notParticipating',
  'attendanceChange',
  'acclamation',
  'recipientList',
  'attachmentList',
  'decisionBasisList',
  'opaque',
]);
/** Blocks that hold what happened: people in structure, then words. */
export const events: ReadonlySet<string> = new Set(eventNames);

/** The ancestor at a depth, as a place. */
export function placeAt($pos: ResolvedPos, depth: number): Place {
  return { node: $pos.node(depth), from: $pos.before(depth), to: $pos.after(depth), depth, parent: $pos.node(depth - 1), index: $pos.index(depth - 1) };
}

/** The innermost ancestor that satisfies the test, or null. */
export function ancestor($pos: ResolvedPos, test: (node: Node, parent: Node) => boolean): Place | null {
  for (let depth = $pos.depth; depth > 0; depth--) if (test($pos.node(depth), $pos.node(depth - 1))) return placeAt($pos, depth);
  return null;
}

/** The text block that a position is in; a footnote's is the block around it. Null between blocks. */
export function textblockAt($pos: ResolvedPos): Place | null {
  return ancestor($pos, (node) => node.isTextblock);
}

/** The clause, point, person … that a position is in: a child of a keyed list. */
export function itemAt($pos: ResolvedPos): Place | null {
  return ancestor($pos, (_, parent) => keyedLists.has(parent.type.name));
}

export function namedAncestor($pos: ResolvedPos, ...names: readonly string[]): Place | null {
  return ancestor($pos, (node) => names.includes(node.type.name));
}

/** A paragraph without heading level, list or quotation. */
export function isPlainText(node: Node): boolean {
  return node.type.name === 'paragraph' && node.attrs.level === 0 && node.attrs.list === null && node.attrs.quote === false;
}

export function isEmptyText(node: Node): boolean {
  return node.isTextblock && node.content.size === 0;
}

/** Whether nothing at all was written in it. What is not known here counts as written. */
export function isUnwritten(node: Node): boolean {
  if (node.textContent !== '') return false;
  let written = false;
  node.descendants((child) => {
    if (child.type.name.startsWith('opaque')) written = true;
  });
  return !written;
}

/** The position before the first node that satisfies the test, within [from, to); null when there is none. */
export function findPosition(doc: Node, test: (node: Node) => boolean, from = 0, to = doc.content.size): number | null {
  let found: number | null = null;
  doc.nodesBetween(from, to, (node, pos) => {
    if (found === null && pos >= from && test(node)) found = pos;
    return found === null && !node.isTextblock;
  });
  return found;
}

/** Where the block with this id stands, or null. */
export function blockById(doc: Node, id: string): Place | null {
  const at = findPosition(doc, (node) => node.attrs.id === id);
  if (at === null) return null;
  const $pos = doc.resolve(at);
  const node = $pos.nodeAfter;
  return node === null ? null : { node, from: at, to: at + node.nodeSize, depth: $pos.depth + 1, parent: $pos.parent, index: $pos.index() };
}

/** The positions where each text block's content begins, in order; from and to bound the blocks, not the text. */
export function textblockStarts(doc: Node, from = 0, to = doc.content.size): number[] {
  const starts: number[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock && pos >= from && pos < to) starts.push(pos + 1);
    return !node.isTextblock;
  });
  return starts;
}

export function caret(tr: Transaction, pos: number): Transaction {
  return tr.setSelection(TextSelection.create(tr.doc, pos));
}

/** Puts the caret at the end of the last text block before a position. False when there is none. */
export function caretBefore(tr: Transaction, pos: number): boolean {
  const start = textblockStarts(tr.doc, 0, pos).at(-1);
  if (start === undefined) return false;
  caret(tr, tr.doc.resolve(start).end());
  return true;
}

/** Puts the caret at the start of the first text block after a position. False when there is none. */
export function caretAfter(tr: Transaction, pos: number): boolean {
  const start = textblockStarts(tr.doc, pos)[0];
  if (start === undefined) return false;
  caret(tr, start);
  return true;
}

const texts = new WeakMap<Node, string>();

/**
 * The text of a block, one character per position, so that offsets in it are positions: what is
 * no text (a line break, a whole footnote) is U+FFFC. Kept for as long as the block is unchanged.
 */
export function textOf(node: Node): string {
  let text = texts.get(node);
  if (text === undefined) {
    const parts: string[] = [];
    node.forEach((child) => {
      parts.push(child.isText ? (child.text ?? '') : '\ufffc'.repeat(child.nodeSize));
    });
    text = parts.join('');
    texts.set(node, text);
  }
  return text;
}
