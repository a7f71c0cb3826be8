import { deletionOf, insertionOf, isSuggestionMark, type SuggestionMaker } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';

/** What becomes of a suggestion: its change is made, or all is as if nobody had suggested it. */
export type Verdict = 'accept' | 'reject';

/** One suggestion as it stands in a document. */
export type Suggestion = SuggestionMaker & {
  /** Where it begins, as a position in the document. */
  readonly from: number;
  /** Where it ends: behind its last words or block. */
  readonly to: number;
  /** The words that it would take away, and those that it would add; '' for none. Blocks are parted by a space. */
  readonly removed: string;
  readonly added: string;
  /** The ids of the text blocks in which it would change something, in order. */
  readonly blocks: readonly string[];
};

/** The document as it stands while nothing that is suggested has been accepted (SPEC.md, SUG3). */
export function rejectAll(document: Node): Node {
  return decide(document, 'reject', () => true);
}

/** The document as it would stand were all that is suggested accepted. */
export function acceptAll(document: Node): Node {
  return decide(document, 'accept', () => true);
}

/**
 * The document with some suggestions accepted or rejected. Blocks that hold none of them are the
 * very nodes that they were; the same document where there is nothing to decide.
 */
export function decide(document: Node, verdict: Verdict, isMeant: (suggestion: SuggestionMaker) => boolean): Node {
  return decided(document, verdict, isMeant) ?? document;
}

/** Null for what goes. */
function decided(node: Node, verdict: Verdict, isMeant: (suggestion: SuggestionMaker) => boolean): Node | null {
  const [insertion, deletion] = [insertionOf(node), deletionOf(node)];
  const isInsertion = insertion !== null && isMeant(insertion);
  const isDeletion = deletion !== null && isMeant(deletion);
  if (verdict === 'reject' ? isInsertion : isDeletion) return null;
  let content: Node[] | null = null;
  node.forEach((child, _offset, index) => {
    const after = decided(child, verdict, isMeant);
    if (after === child && content === null) return;
    content ??= node.children.slice(0, index);
    if (after !== null) content.push(after);
  });
  if (!isInsertion && !isDeletion) return content === null ? node : node.copy(Fragment.fromArray(content));
  const marks = node.marks.filter((mark) => !isSuggestionMark(mark) || !isMeant({ id: String(mark.attrs.id), by: String(mark.attrs.by) }));
  if (node.isText) return node.mark(marks);
  const attrs = {
    ...node.attrs,
    ...(isInsertion && node.attrs.inserted !== undefined ? { inserted: null } : {}),
    ...(isDeletion && node.attrs.deleted !== undefined ? { deleted: null } : {}),
  };
  return node.type.create(attrs, content === null ? node.content : Fragment.fromArray(content), marks);
}

/** Whether anything is suggested in the document. */
export function hasSuggestions(document: Node): boolean {
  let found = false;
  document.descendants((node) => {
    found ||= insertionOf(node) !== null || deletionOf(node) !== null;
    return !found;
  });
  return found;
}

/** All that is suggested, in the order in which it begins; what one person changed under one id is one suggestion. */
export function suggestionsIn(document: Node): Suggestion[] {
  const found = new Map<string, { -readonly [Key in keyof Suggestion]: Suggestion[Key] }>();
  const blocks = new Map<string, Set<string>>();
  const see = (maker: SuggestionMaker, kind: 'added' | 'removed', node: Node, from: number, blockId: unknown) => {
    // The id is the maker's own choice: two persons' are two suggestions whatever they call them.
    const key = `${maker.id} ${maker.by}`;
    const one = found.get(key) ?? { ...maker, from, to: from, removed: '', added: '', blocks: [] };
    found.set(key, one);
    const words = wordsOf(node, maker.by);
    const ids = blocks.get(key) ?? new Set();
    blocks.set(key, ids);
    // Next to what went before it is one phrase, also where another writes between; elsewhere it is another.
    const goesOn = [...ids].at(-1) === blockId && !standsBetween(document, one.to, from, maker.by);
    one[kind] += one[kind] === '' || goesOn ? words : ` ${words}`;
    one.to = Math.max(one.to, from + node.nodeSize);
    if (typeof blockId === 'string') ids.add(blockId);
  };
  const visit = (node: Node, start: number, inherited: { insertion: SuggestionMaker | null; deletion: SuggestionMaker | null }, blockId: unknown) => {
    node.forEach((child, offset) => {
      const from = start + offset;
      const [insertion, deletion] = [insertionOf(child), deletionOf(child)];
      const id: unknown = child.isBlock ? (child.attrs.id ?? blockId) : blockId;
      if (insertion !== null && !isSame(insertion, inherited.insertion)) see(insertion, 'added', child, from, id);
      if (deletion !== null && !isSame(deletion, inherited.deletion)) see(deletion, 'removed', child, from, id);
      if (!child.isText) visit(child, from + 1, { insertion: insertion ?? inherited.insertion, deletion: deletion ?? inherited.deletion }, id);
    });
  };
  visit(document, 0, { insertion: null, deletion: null }, null);
  return [...found.entries()].map(([key, one]) => ({ ...one, blocks: [...(blocks.get(key) ?? [])] })).sort((a, b) => a.from - b.from);
}

const isSame = (one: SuggestionMaker, other: SuggestionMaker | null) => one.id === other?.id && one.by === other.by;

/** Whether the text goes on between two places, but for what others suggest to add there. */
function standsBetween(document: Node, from: number, to: number, by: string): boolean {
  let stands = false;
  if (from < to)
    document.nodesBetween(from, to, (node, position) => {
      const insertion = insertionOf(node);
      if (insertion !== null && insertion.by !== by) return false;
      stands ||= node.isInline || position >= from;
      return true;
    });
  return stands;
}

/** The words of a part of a suggestion, without those that others suggest to add to it. */
function wordsOf(node: Node, by: string): string {
  if (node.isText) return node.text ?? '';
  if (node.isLeaf) return ' ';
  const words: string[] = [];
  node.forEach((child) => {
    const insertion = insertionOf(child);
    if (insertion === null || insertion.by === by) words.push(wordsOf(child, by));
  });
  return words.filter((word) => word !== '').join(node.inlineContent ? '' : ' ');
}
