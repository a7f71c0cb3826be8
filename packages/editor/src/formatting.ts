import { toggleMark } from '@tiptap/pm/commands';
import type { Mark, Node } from '@tiptap/pm/model';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import { isSafeHref, type ListStyle } from '@yrka/schema';
import { itemAt, namedAncestor, textblockAt } from './structure.ts';

/** How deep a list may go: 0 to 3, as far as municipal templates number. */
const maxDepth = 3;

/** What is done to the selected paragraphs of a transaction; false when there are none. */
export type ParagraphChange = (tr: Transaction) => boolean;

export const headings = (level: 1 | 2 | 3): ParagraphChange =>
  paragraphs((all) => (all.every((node) => node.attrs.level === level) ? { level: 0 } : { level, list: null, depth: 0, quote: false }));
export const lists = (style: ListStyle): ParagraphChange =>
  paragraphs((all) => (all.every((node) => node.attrs.list === style) ? { list: null, depth: 0 } : { list: style, level: 0 }));
export const quotations: ParagraphChange = paragraphs((all) => (all.every((node) => node.attrs.quote === true) ? { quote: false } : { quote: true, level: 0 }));
export const plainText: ParagraphChange = paragraphs(() => ({ level: 0, list: null, depth: 0, quote: false }));

/** Makes the selected paragraphs headings of a level (1–3), or text again when they all are. */
export const toggleHeading = (level: 1 | 2 | 3): Command => asCommand(headings(level));
/** Makes the selected paragraphs a list of a kind, or text again when they all are. */
export const toggleList = (style: ListStyle): Command => asCommand(lists(style));
export const toggleQuotation: Command = asCommand(quotations);
/** Plain text again: no heading, list or quotation. */
export const setPlainText: Command = asCommand(plainText);

/** One level in (1) or out (-1) for the selected list paragraphs, never more than one below the paragraph before. */
export function changeDepth(by: -1 | 1): Command {
  return (state, dispatch) => {
    const selected = selectedParagraphs(state);
    if (selected.length === 0 || selected.some(({ node }) => node.attrs.list === null)) return false;
    const tr = state.tr;
    for (const { node, pos } of selected) {
      const before = tr.doc.resolve(pos).nodeBefore;
      const limit = before?.type === node.type && before.attrs.list !== null ? Math.min(maxDepth, (before.attrs.depth as number) + 1) : 0;
      const depth = Math.max(0, Math.min(by > 0 ? limit : maxDepth, (node.attrs.depth as number) + by));
      if (depth !== node.attrs.depth) tr.setNodeAttribute(pos, 'depth', depth);
    }
    if (tr.docChanged) dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export const toggleStrong: Command = (state, dispatch) => toggle(state, 'strong', dispatch);
export const toggleEmphasis: Command = (state, dispatch) => toggle(state, 'emphasis', dispatch);

function toggle(state: EditorState, name: 'strong' | 'emphasis', dispatch: Parameters<Command>[1]): boolean {
  const type = state.schema.marks[name];
  return type !== undefined && toggleMark(type)(state, dispatch);
}

/**
 * Links the selection, or changes the link that the caret is in; with neither, the address itself
 * is written. Does not apply to an address that is not safe to follow (schema, `isSafeHref`).
 */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    const type = state.schema.marks.link;
    if (!type || !isSafeHref(href)) return false;
    const range = linkRange(state) ?? { from: state.selection.from, to: state.selection.to };
    const $from = state.doc.resolve(range.from);
    if (!$from.parent.inlineContent || !$from.parent.type.allowsMarkType(type)) return false;
    const tr = state.tr;
    if (range.from === range.to) tr.replaceSelectionWith(state.schema.text(href, [type.create({ href })]), false);
    else tr.removeMark(range.from, range.to, type).addMark(range.from, range.to, type.create({ href }));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export const removeLink: Command = (state, dispatch) => {
  const type = state.schema.marks.link;
  const range = linkRange(state) ?? (state.selection.empty ? null : { from: state.selection.from, to: state.selection.to });
  if (!type || !range || !state.doc.rangeHasMark(range.from, range.to, type)) return false;
  dispatch?.(state.tr.removeMark(range.from, range.to, type));
  return true;
};

/** The whole link around the caret, or null. */
function linkRange(state: EditorState): { from: number; to: number } | null {
  const { $from, empty } = state.selection;
  const mark = empty ? linkNear(state) : null;
  if (!mark) return null;
  const runs: { from: number; to: number }[] = [];
  $from.parent.forEach((child, offset) => {
    if (!mark.isInSet(child.marks)) return;
    const [from, to] = [$from.start() + offset, $from.start() + offset + child.nodeSize];
    const last = runs.at(-1);
    if (last?.to === from) runs[runs.length - 1] = { from: last.from, to };
    else runs.push({ from, to });
  });
  return runs.find(({ from, to }) => from <= $from.pos && $from.pos <= to) ?? null;
}

function linkNear({ selection: { $from }, schema }: EditorState): Mark | null {
  const type = schema.marks.link;
  if (!type) return null;
  return (
    type.isInSet($from.marks()) ??
    ($from.nodeAfter && type.isInSet($from.nodeAfter.marks)) ??
    ($from.nodeBefore && type.isInSet($from.nodeBefore.marks)) ??
    null
  );
}

/** What the toolbar shows as pressed. */
export type ActiveFormats = {
  readonly strong: boolean;
  readonly emphasis: boolean;
  /** The address of the link at the caret, or null. */
  readonly link: string | null;
  /** 0 for text, null outside paragraphs. */
  readonly level: number | null;
  readonly list: ListStyle | null;
  readonly quotation: boolean;
  /** The text block's node name, such as paragraph, attClause or title; null between blocks. */
  readonly block: string | null;
  /** The item around it, such as a yrkande around a paragraph; null outside lists. */
  readonly item: string | null;
  readonly inTable: boolean;
  /** Whether bold, italic and links may stand here. */
  readonly takesMarks: boolean;
  /** null where there is no att to switch. */
  readonly att: boolean | null;
};

/** Cheap enough to ask at every selection change. */
export function activeFormats(state: EditorState): ActiveFormats {
  const { $from, from, to, empty } = state.selection;
  const { strong, emphasis, link } = state.schema.marks;
  const marks = state.storedMarks ?? $from.marks();
  const has = (type: typeof strong) => type !== undefined && (empty ? type.isInSet(marks) !== undefined : state.doc.rangeHasMark(from, to, type));
  const block = textblockAt($from);
  const isParagraph = block?.node.type.name === 'paragraph';
  const attrs = block?.node.attrs as { level?: number; list?: ListStyle | null; quote?: boolean; att?: boolean } | undefined;
  return {
    strong: has(strong),
    emphasis: has(emphasis),
    link: (linkNear(state)?.attrs.href as string | undefined) ?? null,
    level: isParagraph ? (attrs?.level ?? 0) : null,
    list: isParagraph ? (attrs?.list ?? null) : null,
    quotation: isParagraph && attrs?.quote === true,
    block: block?.node.type.name ?? null,
    item: itemAt($from)?.node.type.name ?? null,
    inTable: namedAncestor($from, 'tableCell') !== null,
    takesMarks: link !== undefined && $from.parent.inlineContent && $from.parent.type.allowsMarkType(link),
    att: attrs?.att ?? null,
  };
}

function asCommand(change: ParagraphChange): Command {
  return (state, dispatch) => {
    const tr = state.tr;
    if (!change(tr)) return false;
    if (tr.docChanged) dispatch?.(tr.setStoredMarks(state.storedMarks).scrollIntoView());
    return true;
  };
}

/** Attributes, not other nodes: whoever writes in the paragraph meanwhile notices nothing (DOC4). */
function paragraphs(choose: (all: readonly Node[]) => Record<string, unknown>): ParagraphChange {
  return (tr) => {
    const selected = selectedParagraphs(tr);
    if (selected.length === 0) return false;
    const change = Object.entries(choose(selected.map(({ node }) => node)));
    for (const { node, pos } of selected) {
      for (const [name, value] of change) if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
    }
    return true;
  };
}

function selectedParagraphs({ selection, doc }: Pick<EditorState, 'selection' | 'doc'>): { node: Node; pos: number }[] {
  const found: { node: Node; pos: number }[] = [];
  for (const { $from, $to } of selection.ranges) {
    doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
      if (node.type.name === 'paragraph') found.push({ node, pos });
      return !node.isTextblock;
    });
  }
  return found;
}
