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
  if (new Set(siblings).size < siblings.length) return moved(eachItsOwn(siblings), moves);
  const order = new Order(siblings.filter((child) => !moves.has(child)));
  const waiting = new Map(moves);
  for (let placed = true; placed && waiting.size > 0; ) {
    placed = false;
    for (const [child, [after, before]] of waiting) {
      const [behind, ahead] = [order.named(after), order.named(before)];
      if (behind !== undefined) order.put(child, behind);
      else if (ahead !== undefined) order.put(child, order.before(ahead));
      else continue;
      waiting.delete(child);
      placed = true;
    }
  }
  let stoodBehind: Node | null = null;
  for (const child of siblings) {
    if (waiting.has(child)) order.put(child, stoodBehind);
    stoodBehind = child;
  }
  return order.all();
}

/** Of a node that stands twice the second is a copy. */
function eachItsOwn(nodes: readonly Node[]): readonly Node[] {
  const known = new Set<Node>();
  return nodes.map((node) => {
    const own = known.has(node) ? node.type.create(node.attrs, node.content, node.marks) : node;
    known.add(own);
    return own;
  });
}

/** Siblings in a chain: of thousands that somebody would move, each finds its place at once. */
class Order {
  /** Which stands behind each; behind null the first, and null behind the last. */
  private readonly behind = new Map<Node | null, Node | null>();
  private readonly ahead = new Map<Node | null, Node | null>();
  private readonly byId = new Map<unknown, Node>();

  constructor(nodes: readonly Node[]) {
    let last: Node | null = null;
    for (const node of nodes) {
      this.put(node, last);
      last = node;
    }
  }

  named(id: string | null): Node | undefined {
    return id === null ? undefined : this.byId.get(id);
  }

  /** Null for the first. */
  before(node: Node): Node | null {
    return this.ahead.get(node) ?? null;
  }

  /** @param after null: before all others. */
  put(node: Node, after: Node | null): void {
    const next = this.behind.get(after) ?? null;
    this.behind.set(after, node).set(node, next);
    this.ahead.set(node, after).set(next, node);
    if (!this.byId.has(node.attrs.id)) this.byId.set(node.attrs.id, node);
  }

  all(): Node[] {
    const nodes: Node[] = [];
    for (let node = this.behind.get(null) ?? null; node !== null; node = this.behind.get(node) ?? null) nodes.push(node);
    return nodes;
  }
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
  const found = new Map<string, { -readonly [Key in keyof Suggestion]: Suggestion[Key] } & { readonly changes: BlockChange[] }>();
  const blocks = new Map<string, Set<string>>();
  /** The block that each was last found to be in for the first time. */
  const newest = new Map<string, string>();
  const passed = new Passed();
  const oneOf = ({ id, by }: SuggestionMaker, from: number) => {
    // The id is the maker's own choice: two persons' are two suggestions whatever they call them.
    const key = `${id} ${by}`;
    const one = found.get(key) ?? { id, by, from, to: from, removed: '', added: '', blocks: [], changes: [] };
    found.set(key, one);
    const ids = blocks.get(key) ?? new Set();
    blocks.set(key, ids);
    const isIn = (id: unknown) => {
      if (typeof id !== 'string' || ids.has(id)) return;
      ids.add(id);
      newest.set(key, id);
    };
    return { one, isIn, newestBlock: newest.get(key) };
  };
  const see = (maker: SuggestionMaker, kind: 'added' | 'removed', node: Node, from: number, blockId: unknown) => {
    const { one, isIn, newestBlock } = oneOf(maker, from);
    const words = wordsOf(node, maker.by);
    // Next to what went before it is one phrase, also where another writes between; elsewhere it is another.
    const goesOn = newestBlock === blockId && !passed.stands(one.to, from, maker.by);
    one[kind] += one[kind] === '' || goesOn ? words : ` ${words}`;
    one.to = Math.max(one.to, from + node.nodeSize);
    isIn(blockId);
  };
  const visit = (
    node: Node,
    start: number,
    inherited: { insertion: SuggestionMaker | null; deletion: SuggestionMaker | null; writer: Writer },
    blockId: unknown,
  ) => {
    node.forEach((child, offset) => {
      const from = start + offset;
      const [insertion, deletion] = [insertionOf(child), deletionOf(child)];
      const id: unknown = child.isBlock ? (child.attrs.id ?? blockId) : blockId;
      for (const change of changesOf(child)) {
        const { one, isIn } = oneOf(change, from);
        one.changes.push(blockChange(node, child, change));
        one.to = Math.max(one.to, from + child.nodeSize);
        isIn(id);
      }
      if (insertion !== null && !isSame(insertion, inherited.insertion)) see(insertion, 'added', child, from, id);
      if (deletion !== null && !isSame(deletion, inherited.deletion)) see(deletion, 'removed', child, from, id);
      const writer = writerWithin(inherited.writer, insertion);
      passed.see(child, from, writer);
      if (!child.isText) visit(child, from + 1, { insertion: insertion ?? inherited.insertion, deletion: deletion ?? inherited.deletion, writer }, id);
    });
  };
  visit(document, 0, { insertion: null, deletion: null, writer: null }, null);
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
    const found = id === null ? undefined : siblingsOf(parent).byId.get(id);
    return found === undefined ? null : namedBlock(parent, found);
  };
  return { block, kind: 'move', after: sibling(after), before: sibling(before) };
}

function namedBlock(parent: Node, node: Node): NamedBlock {
  const id: unknown = node.attrs.id;
  return { id: typeof id === 'string' ? id : null, node: node.type.name, number: siblingsOf(parent).numbers.get(node) ?? 0, words: standingWords(node) };
}

type Siblings = { readonly numbers: ReadonlyMap<Node, number>; readonly byId: ReadonlyMap<unknown, Node> };

/** The children of a node, which is never changed: each is named as often as somebody would move or change it. */
const siblings = new WeakMap<Node, Siblings>();

function siblingsOf(parent: Node): Siblings {
  const known = siblings.get(parent);
  if (known !== undefined) return known;
  const numbers = new Map<Node, number>();
  const byId = new Map<unknown, Node>();
  const counts = new Map<unknown, number>();
  for (const child of parent.children) {
    if (insertionOf(child) === null) counts.set(child.type, (counts.get(child.type) ?? 0) + 1);
    if (!numbers.has(child)) numbers.set(child, counts.get(child.type) ?? 0);
    if (!byId.has(child.attrs.id)) byId.set(child.attrs.id, child);
  }
  const found = { numbers, byId };
  siblings.set(parent, found);
  return found;
}

/** As much of a block's words as one speaks of it by. */
const longestName = 60;

function standingWords(node: Node): string {
  const words = rejectAll(node).textBetween(0, rejectAll(node).content.size, ' ', ' ').replace(/\s+/gu, ' ').trim();
  return words.length <= longestName ? words : `${words.slice(0, longestName).toWellFormed().trimEnd()}…`;
}

const isSame = (one: SuggestionMaker, other: SuggestionMaker | null) => one.id === other?.id && one.by === other.by;

/** Who alone would add something: null where it stands, `several` where one added it within what another did. */
type Writer = { readonly by: string } | 'several' | null;

function writerWithin(around: Writer, insertion: SuggestionMaker | null): Writer {
  if (insertion === null) return around;
  return around === null || (around !== 'several' && around.by === insertion.by) ? { by: insertion.by } : 'several';
}

/** How far the document has been gone through: thousands of pieces of one suggestion are not to be looked between each time anew. */
class Passed {
  /** By who would add it, '' for what stands: where the last letters ended, and where the last block began. */
  private readonly ended = new Map<string, number>();
  private readonly began = new Map<string, number>();

  see(node: Node, from: number, writer: Writer): void {
    if (writer === 'several') return;
    const key = writer === null ? '' : writer.by;
    if (node.isInline) this.ended.set(key, Math.max(this.ended.get(key) ?? 0, from + node.nodeSize));
    else this.began.set(key, from);
  }

  /** Whether the text goes on between two places, of which the second has just been reached, but for what others suggest to add there. */
  stands(from: number, to: number, by: string): boolean {
    if (from >= to) return false;
    return ['', by].some((key) => (this.ended.get(key) ?? -1) > from || (this.began.get(key) ?? -1) >= from);
  }
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
