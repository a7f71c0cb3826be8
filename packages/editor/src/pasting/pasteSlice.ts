import { Fragment, type Node, type NodeType, Slice } from '@tiptap/pm/model';
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { deleteSelected } from '../deletion.ts';
import { freshItem } from '../enter.ts';
import {
  caret,
  caretBefore,
  events,
  findPosition,
  isEmptyText,
  isUnwritten,
  itemAt,
  lineItems,
  nameItems,
  namedAncestor,
  type Place,
  placeAt,
  textblockAt,
} from '../structure.ts';

const doubledAtt = /^att[ \t\u00a0]+(?=\S)/i;

/**
 * Pastes what was read from the clipboard where it fits (SPEC.md, PAS5): words of one block as
 * words; in a clause, a point or a recipient each block becomes the next item; in a title or a
 * field all of it one line; in running text blocks as they are, but clauses and points go into the
 * list that the document has of them.
 */
export function pasteSlice(state: EditorState, pasted: Slice): Transaction {
  const tr = deleteSelected(state.tr);
  const whole = wholeDocument(tr.doc, pasted);
  if (whole) return caretAtEnd(tr.replaceWith(0, tr.doc.content.size, whole));
  const { rest, listed } = listedApart(tr, withoutFrame(withoutTable(pasted)));
  const isAlone = rest.content.size === 0 && listed.length > 0;
  if (!isAlone) pasteHere(tr, rest);
  for (const items of Map.groupBy(listed, ({ type }) => type).values()) intoList(tr, items, isAlone);
  return tr.scrollIntoView();
}

function pasteHere(tr: Transaction, slice: Slice): Transaction {
  const texts = textblocksOf(slice.content);
  const $pos = tr.selection.$from;
  const block = textblockAt($pos);
  if (!block || !(tr.selection instanceof TextSelection)) return tr.replaceSelection(slice);
  const name = block.node.type.name;
  if (name === 'title' && block.node.content.size === 0 && texts.length > 1) return pasteUnderTitle(tr, block, slice);
  if (namedAncestor($pos, 'footnote') || ['title', 'field'].includes(name)) return insertInline(tr, oneLine(textblocksOf(slice.content, true), ' '));
  if (name === 'tableCell') return insertInline(tr, oneLine(textblocksOf(slice.content, true), '\n'));
  if (lineItems.has(name)) return pasteItems(tr, block, texts, restOf(slice.content));
  const isWords = texts.length === 1 && (slice.openStart > 0 || slice.content.firstChild?.isText === true);
  const only = texts[0];
  if (isWords && only) return insertInline(tr, only.content);
  if ($pos.parentOffset === 0 && block.node.content.size > 0 && slice.openStart > 0 && slice.content.childCount > 1) return pasteBefore(tr, block, slice);
  return tr.replaceSelection(slice);
}

/**
 * Takes out the clauses and points that belong into a list which the document has already: a second one would begin at 1
 * again. None where the words of one item were copied, or are pasted into an item.
 */
function listedApart({ doc, selection }: Transaction, slice: Slice): { readonly rest: Slice; readonly listed: readonly Node[] } {
  const { content, openStart, openEnd } = slice;
  const isWords = openStart > 0 && textblocksOf(content).length === 1;
  if (isWords || itemAt(selection.$from) !== null) return { rest: slice, listed: [] };
  const blocks = childrenOf(content);
  const isListed = (block: Node) => itemsOf(block).some(({ type }) => onlyListOf(doc, type) !== null);
  const opens = (edge: Node | undefined, depth: number) => (edge !== undefined && isListed(edge) ? 0 : depth);
  const rest = Fragment.from(blocks.filter((block) => !isListed(block)));
  return { rest: new Slice(rest, opens(blocks[0], openStart), opens(blocks.at(-1), openEnd)), listed: blocks.filter(isListed).flatMap(itemsOf) };
}

const isItem = ({ type }: Node) => ['attClause', 'decisionPoint'].includes(type.name);

/** The clauses and points of a list, or the one that it is itself. */
function itemsOf(block: Node): readonly Node[] {
  return isItem(block) ? [block] : childrenOf(block.content).filter(isItem);
}

/** The position before the only list of such items in the document; null where there is none, or are several. What somebody moved is theirs. */
function onlyListOf(doc: Node, item: NodeType): number | null {
  const found: number[] = [];
  doc.descendants((node, pos) => {
    if (node.firstChild?.type === item) found.push(pos);
    return !node.isTextblock && !events.has(node.type.name);
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Puts items of one type behind those that are there, or in the place of one in which nothing is written. */
function intoList(tr: Transaction, items: readonly Node[], takesCaret: boolean): void {
  const type = items[0]?.type;
  const at = type === undefined ? null : onlyListOf(tr.doc, type);
  const list = at === null ? null : tr.doc.nodeAt(at);
  if (at === null || list === null) return;
  const end = at + list.nodeSize - 1;
  tr.replaceWith(list.childCount === 1 && isUnwritten(list) ? at + 1 : end, end, items);
  if (takesCaret) caretBefore(tr, at + (tr.doc.nodeAt(at)?.nodeSize ?? 0));
}

/** Blocks pasted in front of a text stay what they are, a heading a heading; the words of an open last one go into it. */
function pasteBefore(tr: Transaction, block: Place, { content, openEnd }: Slice): Transaction {
  const last = openEnd > 0 && content.lastChild?.isTextblock ? content.lastChild : null;
  const before = last === null ? content : content.cut(0, content.size - last.nodeSize);
  const steps = tr.steps.length;
  tr.insert(block.from, before);
  const start = tr.mapping.slice(steps).map(block.from + 1);
  const words = last === null ? Fragment.empty : fitting(last.content, block.node.type);
  return caret(tr.insert(start, words), start + words.size).scrollIntoView();
}

/** A document that was copied with its title goes whole into one in which nothing is written yet. */
function wholeDocument(doc: Node, { content }: Slice): Fragment | null {
  const has = (blocks: Fragment, name: string) => childrenOf(blocks).some((node) => node.type.name === name);
  // A report's parts have no place in a motion.
  const isSameSort = has(content, 'section') === has(doc.content, 'section');
  return content.childCount > 1 && has(content, 'title') && isSameSort && isUnwritten(doc) ? content : null;
}

function childrenOf(blocks: Fragment): readonly Node[] {
  return Array.from({ length: blocks.childCount }, (_, index) => blocks.child(index));
}

function caretAtEnd(tr: Transaction): Transaction {
  return tr.setSelection(Selection.atEnd(tr.doc)).scrollIntoView();
}

/** A page pasted into an empty title: its first line is the title, the rest goes where the text begins. */
function pasteUnderTitle(tr: Transaction, title: Place, { content }: Slice): Transaction {
  const first = content.firstChild;
  if (!first?.isTextblock) return tr;
  const text = fitting(first.content, title.node.type);
  const body = content.cut(first.nodeSize);
  tr.insert(title.from + 1, text);
  const end = title.to + text.size;
  const start = findPosition(tr.doc, (node) => ['paragraph', 'yrkandeList', 'section'].includes(node.type.name), end) ?? end;
  const empty = tr.doc.nodeAt(start);
  tr.replaceWith(start, empty && isEmptyText(empty) ? start + empty.nodeSize : start, body);
  return caret(tr, title.from + 1 + text.size).scrollIntoView();
}

/**
 * The frame of a document (title, head, parts) is the template's: copied from another document
 * it comes as text.
 */
function withoutFrame(slice: Slice): Slice {
  let hasFrame = false;
  slice.content.descendants((node) => {
    hasFrame ||= ['title', 'fieldList', 'field', 'section'].includes(node.type.name);
  });
  if (!hasFrame) return slice;
  const blocks: Node[] = [];
  const take = (node: Node) => {
    const { paragraph } = node.type.schema.nodes;
    if (['section', 'fieldList', 'personList'].includes(node.type.name)) node.forEach(take);
    else if (paragraph && ['title', 'field', 'person'].includes(node.type.name))
      blocks.push(paragraph.create(node.type.name === 'title' && slice.content.childCount > 1 ? { level: 1 } : null, node.content));
    else blocks.push(node);
  };
  slice.content.forEach(take);
  const opens = blocks.length === 1 ? 1 : 0;
  return new Slice(Fragment.from(blocks), Math.min(slice.openStart, opens), Math.min(slice.openEnd, opens));
}

/** Words that were copied within one cell are words, and no table of one cell. */
function withoutTable(slice: Slice): Slice {
  const [cell, another] = textblocksOf(slice.content, true);
  const { paragraph } = cell?.type.schema.nodes ?? {};
  if (slice.openStart === 0 || !cell || another || !isInTable(cell) || !paragraph) return slice;
  return new Slice(Fragment.from(paragraph.create(null, cell.content)), 1, 1);
}

/** Those in cells only where asked for: where no table can stand, their words can. */
function textblocksOf(content: Fragment, withCells = false): Node[] {
  const found: Node[] = [];
  let loose: Node[] = [];
  content.forEach((node) => {
    if (node.isInline) loose.push(node);
  });
  const first = loose[0];
  const paragraph = first?.type.schema.nodes.paragraph;
  if (paragraph) found.push(paragraph.create(null, loose));
  loose = [];
  content.descendants((node) => {
    if (node.isTextblock && (withCells || !isInTable(node))) found.push(node);
    return !node.isInline && (withCells || node.type.name !== 'table');
  });
  return found;
}

const isInTable = (node: Node) => node.type.name === 'tableCell';

/** Tables and whatever else is no line of words. */
function restOf(content: Fragment): Node[] {
  const rest: Node[] = [];
  content.forEach((node) => {
    if (node.type.name === 'table' || node.type.name === 'opaque') rest.push(node);
  });
  return rest;
}

function insertInline(tr: Transaction, content: Fragment): Transaction {
  const { $from, $to } = tr.selection;
  const allowed = fitting(content, $from.parent.type);
  tr.replaceWith($from.pos, $to.pos, allowed);
  return caret(tr, $from.pos + allowed.size).scrollIntoView();
}

/** What a block may hold of some inline content: marks and line breaks it does not know become plain words. */
function fitting(content: Fragment, type: NodeType): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    const marks = node.marks.filter((mark) => type.allowsMarkType(mark.type));
    const fits = type.contentMatch.matchType(node.type) !== null;
    const text = node.isText ? null : node.type.name === 'hardBreak' ? ' ' : node.textContent;
    if (fits) nodes.push(node.mark(marks));
    else if (text) nodes.push(node.type.schema.text(text, marks));
  });
  return Fragment.from(nodes);
}

function oneLine(texts: readonly Node[], separator: ' ' | '\n'): Fragment {
  return texts.reduce((line, text) => {
    const { hardBreak } = text.type.schema.nodes;
    const between = line.size === 0 ? null : separator === '\n' && hardBreak ? hardBreak.create() : text.type.schema.text(' ');
    return (between ? line.addToEnd(between) : line).append(text.content);
  }, Fragment.empty);
}

/** The first block goes in where the caret is, the last gets what stood after it, those between are items of their own. */
function pasteItems(tr: Transaction, item: Place, texts: readonly Node[], rest: readonly Node[]): Transaction {
  const $pos = tr.selection.$from;
  const list = placeAt($pos, item.depth - 1);
  const { node } = item;
  const before = node.content.cut(0, $pos.parentOffset);
  const afterCaret = node.content.cut($pos.parentOffset);
  const isName = nameItems.has(node.type.name);
  const [first, ...others] = texts;
  if (!first) return tr;
  // Whole items, cut or copied here, stay what they are: their ids are judged by blockIds.
  const isWhole = node.content.size === 0 && first.type === node.type && (others.length > 0 || rest.length > 0);
  const items = [isWhole ? first : node.copy(before.append(wordsOf(first, node, before.size === 0)))];
  for (const text of others) items.push(text.type === node.type ? text : named(freshItem(node).copy(wordsOf(text, node, true)), isName));
  if (isName && !isWhole && before.size === 0 && afterCaret.size === 0) items[0] = named(items[0] ?? node, true);
  const last = items.pop() ?? node;
  const caretOffset = last.content.size;
  items.push(last.copy(last.content.append(afterCaret)));
  tr.replaceWith(item.from, item.to, items);
  const end = items.reduce((pos, one) => pos + one.nodeSize, item.from);
  caret(tr, end - (items.at(-1)?.nodeSize ?? 0) + 1 + caretOffset);
  if (rest.length > 0) tr.insert(tr.mapping.map(list.to), [...rest]);
  return tr.scrollIntoView();
}

/** The words that an item takes: without att where its block says it (ATT1). */
function wordsOf(text: Node, item: Node, atStart: boolean): Fragment {
  const match = atStart && item.attrs.att === true && text.type !== item.type ? doubledAtt.exec(text.textContent) : null;
  return fitting(match ? text.content.cut(match[0].length) : text.content, item.type);
}

/** "Anna Lind (L)" is a name and a party. */
function named(item: Node, isName: boolean): Node {
  const match = isName ? /^(.*\S)\s*\(([\p{L}-]{1,6})\)$/u.exec(item.textContent) : null;
  if (!match) return item;
  return item.type.create({ ...item.attrs, party: match[2] }, item.type.schema.text(match[1] ?? ''));
}
