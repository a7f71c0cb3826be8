import {
  changesOf,
  deletionOf,
  insertionOf,
  isSuggestionMark,
  type Place,
  placeName,
  readPlace,
  suggestedChanges,
  type SuggestionMaker,
  type SuggestedChange,
} from '@yrka/schema';
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
  /** The ids of the blocks in which it would change something, in order. */
  readonly blocks: readonly string[];
  /** What else blocks would be than they are, and where else they would stand. */
  readonly changes: readonly BlockChange[];
};

/** A block that a change is about, as one speaks of it. */
export type NamedBlock = {
  readonly id: string | null;
  /** What sort it is: the name of its node. */
  readonly node: string;
  /** Which of its sort it is among its siblings, from 1; those that are suggested do not count. */
  readonly number: number;
  /** Its first words as they stand; '' for a block without. */
  readonly words: string;
};

export type BlockChange = { readonly block: NamedBlock } & (
  | { readonly kind: 'choice'; readonly name: string; readonly from: unknown; readonly to: unknown }
  /** Null for a neighbour that there is none of, or none any more. */
  | { readonly kind: 'move'; readonly after: NamedBlock | null; readonly before: NamedBlock | null }
);

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
  const moves = new Map<Node, Place>();
  node.forEach((child, _offset, index) => {
    const after = decided(child, verdict, isMeant);
    const place = verdict === 'accept' ? acceptedPlace(child, isMeant) : null;
    if (after !== null && place !== null) moves.set(after, place);
    if (after === child && content === null) return;
    content ??= node.children.slice(0, index);
    if (after !== null) content.push(after);
  });
  if (content !== null && moves.size > 0) content = moved(content, moves);
  const changes = changesOf(node).filter(isMeant);
  if (!isInsertion && !isDeletion && changes.length === 0) return content === null ? node : node.copy(Fragment.fromArray(content));
  const marks = node.marks.filter((mark) => !isSuggestionMark(mark) || !isMeant({ id: String(mark.attrs.id), by: String(mark.attrs.by) }));
  if (node.isText) return node.mark(marks);
  const attrs = {
    ...node.attrs,
    ...(changes.length > 0 ? { suggested: suggestedChanges(changesOf(node).filter((change) => !isMeant(change))) } : {}),
    ...(verdict === 'accept' ? Object.fromEntries(changes.filter(({ name }) => name !== placeName).map(({ name, value }) => [name, value])) : {}),
    ...(isInsertion && node.attrs.inserted !== undefined ? { inserted: null } : {}),
    ...(isDeletion && node.attrs.deleted !== undefined ? { deleted: null } : {}),
  };
  return node.type.create(attrs, content === null ? node.content : Fragment.fromArray(content), marks);
}

/** Where those of its suggestions that are meant would have a block stand; of several the last. */
function acceptedPlace(node: Node, isMeant: (suggestion: SuggestionMaker) => boolean): Place | null {
  return readPlace(changesOf(node).findLast((change) => change.name === placeName && isMeant(change))?.value);
}

/**
 * Siblings, with some of them moved: each behind the one that it would stand after, or before the one
 * that it would stand before. One whose neighbours are both gone stays where it stood.
 */
function moved(siblings: readonly Node[], moves: ReadonlyMap<Node, Place>): Node[] {
  const order = siblings.filter((child) => !moves.has(child));
  const waiting = new Map(moves);
  const indexOf = (id: string | null) => (id === null ? -1 : order.findIndex(({ attrs }) => attrs.id === id));
  for (let placed = true; placed && waiting.size > 0; ) {
    placed = false;
    for (const [child, [after, before]] of waiting) {
      const [behind, ahead] = [indexOf(after), indexOf(before)];
      if (behind < 0 && ahead < 0 && (after !== null || before !== null)) continue;
      order.splice(behind >= 0 ? behind + 1 : ahead, 0, child);
      waiting.delete(child);
      placed = true;
    }
  }
  for (const child of waiting.keys()) {
    const stoodBehind = siblings.slice(0, siblings.indexOf(child)).findLast((one) => order.includes(one));
    order.splice(stoodBehind === undefined ? 0 : order.indexOf(stoodBehind) + 1, 0, child);
  }
  return order;
}

/** Whether anything is suggested in the document. */
export function hasSuggestions(document: Node): boolean {
  let found = false;
  document.descendants((node) => {
    found ||= insertionOf(node) !== null || deletionOf(node) !== null || changesOf(node).length > 0;
    return !found;
  });
  return found;
}

/** All that is suggested, in the order in which it begins; what one person changed under one id is one suggestion. */
export function suggestionsIn(document: Node): Suggestion[] {
  const found = new Map<string, { -readonly [Key in keyof Suggestion]: Suggestion[Key] }>();
  const blocks = new Map<string, Set<string>>();
  const oneOf = ({ id, by }: SuggestionMaker, from: number) => {
    // The id is the maker's own choice: two persons' are two suggestions whatever they call them.
    const key = `${id} ${by}`;
    const one = found.get(key) ?? { id, by, from, to: from, removed: '', added: '', blocks: [], changes: [] };
    found.set(key, one);
    const ids = blocks.get(key) ?? new Set();
    blocks.set(key, ids);
    return { one, ids };
  };
  const see = (maker: SuggestionMaker, kind: 'added' | 'removed', node: Node, from: number, blockId: unknown) => {
    const { one, ids } = oneOf(maker, from);
    const words = wordsOf(node, maker.by);
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
      for (const change of changesOf(child)) {
        const { one, ids } = oneOf(change, from);
        one.changes = [...one.changes, blockChange(node, child, change)];
        one.to = Math.max(one.to, from + child.nodeSize);
        if (typeof id === 'string') ids.add(id);
      }
      if (insertion !== null && !isSame(insertion, inherited.insertion)) see(insertion, 'added', child, from, id);
      if (deletion !== null && !isSame(deletion, inherited.deletion)) see(deletion, 'removed', child, from, id);
      if (!child.isText) visit(child, from + 1, { insertion: insertion ?? inherited.insertion, deletion: deletion ?? inherited.deletion }, id);
    });
  };
  visit(document, 0, { insertion: null, deletion: null }, null);
  return [...found.entries()].map(([key, one]) => ({ ...one, blocks: [...(blocks.get(key) ?? [])] })).sort((a, b) => a.from - b.from);
}

/** What is suggested that a block would be, as one speaks of it. */
export function blockChanges(parent: Node, node: Node): readonly BlockChange[] {
  return changesOf(node).map((change) => blockChange(parent, node, change));
}

function blockChange(parent: Node, node: Node, { name, value }: SuggestedChange): BlockChange {
  const block = namedBlock(parent, node);
  if (name !== placeName) return { block, kind: 'choice', name, from: node.attrs[name] as unknown, to: value };
  const [after, before] = readPlace(value) ?? [null, null];
  const sibling = (id: string | null) => {
    const found = id === null ? undefined : parent.children.find(({ attrs }) => attrs.id === id);
    return found === undefined ? null : namedBlock(parent, found);
  };
  return { block, kind: 'move', after: sibling(after), before: sibling(before) };
}

function namedBlock(parent: Node, node: Node): NamedBlock {
  const id: unknown = node.attrs.id;
  const alike = parent.children.slice(0, parent.children.indexOf(node) + 1).filter((one) => one.type === node.type && insertionOf(one) === null);
  return { id: typeof id === 'string' ? id : null, node: node.type.name, number: alike.length, words: standingWords(node) };
}

/** As much of a block's words as one speaks of it by. */
const longestName = 60;

function standingWords(node: Node): string {
  const words = rejectAll(node).textBetween(0, rejectAll(node).content.size, ' ', ' ').replace(/\s+/gu, ' ').trim();
  return words.length <= longestName ? words : `${words.slice(0, longestName).toWellFormed().trimEnd()}…`;
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
