import {
  changesOf,
  deletionOf,
  hasId,
  insertionOf,
  newBlockId,
  type Place,
  placeName,
  suggestedChanges,
  suggestionAttributes,
  type SuggestionMaker,
  suggestionWord,
} from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import { bringWords, type Replacement } from './bringWords.ts';
import { compareTexts } from './compareTexts.ts';
import { type Compared, nodeOn } from './comparison.ts';

export type BringingOptions = {
  /** The version in which somebody edited, and what it was edited to. Blocks are known by their ids. */
  readonly base: Node;
  readonly edited: Node;
  /** The document as it stands, with what is suggested in it. */
  readonly now: Node;
  /** Whose suggestions the edits become. */
  readonly by: string;
  /** Whether it was edited with all that was suggested in it, and not without. */
  readonly isMarked?: boolean;
  readonly newSuggestionId?: () => string;
  readonly newId?: () => string;
};

/**
 * What became of an edit.
 *
 * - `placed` it is suggested
 * - `partly` some of it is; `overtaken` says what is not
 * - `there` the document says so already, or this person suggests it already
 * - `overtaken` others have changed the same words since, or moved the block
 * - `gone` the block stands no more
 * - `noPlace` nothing of its kind can be suggested there
 */
export type BroughtOutcome = 'placed' | 'partly' | 'there' | 'overtaken' | 'gone' | 'noPlace';

export type BroughtChange = {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly outcome: BroughtOutcome;
  /** The block's words: as they were edited, or as they stood where it was removed. */
  readonly words: string;
  /** Of what is not suggested: what was edited, and what the block says now; null where it stands no more. */
  readonly overtaken: readonly Replacement[];
  readonly now: string | null;
  /** What was edited in its words; empty for a block that came, went or was only moved. */
  readonly replaced: readonly Replacement[];
  /** The block in the document, or one beside which it would stand; null where there is none. */
  readonly blockId: string | null;
};

export type Brought = { readonly document: Node; readonly changes: readonly BroughtChange[] };

/**
 * [CMP18] Puts what somebody edited in an older version into a document as it is now, as their suggestions: each edited block
 * one, to be decided by itself. Rejected, they leave the document exactly as it is; what others changed or suggested since
 * stands. What finds no place is among the changes, with its words: nothing of it is lost.
 */
export function bringEdits(options: BringingOptions): Brought {
  return new Bringing(options).brought();
}

type Tell = (change: Omit<BroughtChange, 'blockId'>) => void;

/** A block of the document as it is being written in. */
type Draft = { node: Node; parent: Draft | null; children: Draft[]; isChanged: boolean };

class Bringing {
  readonly #options: Required<BringingOptions>;
  readonly #root: Draft;
  readonly #drafts = new Map<string, Draft>();
  /** Blocks of the base, and those of the document that were found to be what somebody added. */
  readonly #known = new Set<string>();
  /** What is told of each block that was edited, in their order. */
  readonly #told: BroughtChange[][] = [];

  constructor({ isMarked = false, newSuggestionId = newBlockId, newId = newBlockId, ...given }: BringingOptions) {
    this.#options = { ...given, isMarked, newSuggestionId, newId };
    this.#root = this.#drafted(given.now, null);
    given.base.descendants((node) => {
      const key = keyOf(node);
      if (key !== null) this.#known.add(key);
      return !node.isTextblock;
    });
  }

  brought(): Brought {
    const { base, edited } = this.#options;
    this.#bring(compareTexts(base, edited).content, null);
    return { document: built(this.#root), changes: this.#told.flat() };
  }

  #drafted(node: Node, parent: Draft | null): Draft {
    const draft: Draft = { node, parent, children: [], isChanged: false };
    if (!node.isTextblock) draft.children = node.children.map((child) => this.#drafted(child, draft));
    const key = keyOf(node);
    if (key !== null && !this.#drafts.has(key)) this.#drafts.set(key, draft);
    return draft;
  }

  /** @param parent the block around, as it was edited; null for the document. */
  #bring(content: readonly Compared[], parent: Node | null): void {
    const moves: (() => void)[] = [];
    for (const [index, compared] of content.entries()) {
      const told: BroughtChange[] = [];
      this.#told.push(told);
      const tell: Tell = (change) => void told.push({ ...change, blockId: this.#placeOf(compared, parent, content, index) });
      switch (compared.kind) {
        case 'same':
        case 'formatted':
        case 'movedAway':
          break;
        case 'added':
          this.#add(tell, compared.node, parent, content, index);
          break;
        case 'removed':
          this.#remove(tell, compared.node);
          break;
        case 'changed':
          this.#change(tell, compared);
          break;
        case 'movedHere':
          // Between what stands there when all that is new does.
          moves.push(() => this.#move(tell, compared, parent, content, index));
          break;
        default:
          compared satisfies never;
      }
    }
    for (const move of moves) move();
  }

  #placeOf(compared: Compared, parent: Node | null, siblings: readonly Compared[], index: number): string | null {
    const [before, after, around] = [nodeOn(compared, 'before'), nodeOn(compared, 'after'), parent === null ? this.#root : this.#find(parent)];
    const own = (after && this.#find(after)) ?? (before && this.#find(before));
    if (own !== null || around === null) return idOf(own);
    return idOf(this.#sibling(around, siblings, index, -1) ?? this.#sibling(around, siblings, index, 1) ?? around);
  }

  #change(tell: Tell, { before, after, content }: Extract<Compared, { kind: 'changed' | 'movedHere' }>): void {
    if (!after.isTextblock) {
      this.#choose(tell, before, after);
      return this.#bring(content, after);
    }
    const draft = this.#find(after);
    const [old, edited] = [before.copy(contentOf(content, 'before')), after.copy(contentOf(content, 'after'))];
    const told = { kind: 'changed', words: wordsOf(edited), replaced: replacementsIn(content) } as const;
    if (draft === null) return tell({ ...told, outcome: 'gone', overtaken: told.replaced, now: null });
    const { isMarked, newId } = this.#options;
    const { content: words, placed, there, overtaken } = bringWords({ base: old, edited, now: draft.node, maker: this.#maker(), isMarked, newId });
    if (placed > 0) this.#write(draft, draft.node.copy(words));
    this.#choose(tell, before, after);
    if (placed + there + overtaken.length === 0) return;
    const outcome = overtaken.length === 0 ? (placed > 0 ? 'placed' : 'there') : placed > 0 ? 'partly' : 'overtaken';
    tell({ ...told, outcome, overtaken, now: overtaken.length > 0 ? this.#wordsNow(draft) : null });
  }

  /** What else is said of a block than was, where it says what it said. */
  #choose(tell: Tell, before: Node, after: Node): void {
    const names = Object.keys(before.attrs).filter(
      (name) => name !== 'id' && !suggestionAttributes.has(name) && !isAlike(before.attrs[name], after.attrs[name]),
    );
    if (names.length === 0) return;
    const draft = this.#find(after);
    const told = { kind: 'changed', words: wordsOf(draft?.node ?? before), replaced: [], overtaken: [], now: null } as const;
    if (draft === null) return tell({ ...told, outcome: 'gone' });
    const isSuggested = (name: string) =>
      changesOf(draft.node).some((one) => one.by === this.#options.by && one.name === name && isAlike(one.value, after.attrs[name]));
    const open = names.filter((name) => !isAlike(draft.node.attrs[name], after.attrs[name]) && !isSuggested(name));
    if (open.length === 0) return tell({ ...told, outcome: 'there' });
    if (!('suggested' in draft.node.attrs)) return tell({ ...told, outcome: 'noPlace' });
    if (open.some((name) => !isAlike(draft.node.attrs[name], before.attrs[name]))) return tell({ ...told, outcome: 'overtaken' });
    const maker = this.#maker();
    this.#suggest(
      draft,
      open.map((name) => ({ ...maker, name, value: after.attrs[name] as unknown })),
    );
    tell({ ...told, outcome: 'placed' });
  }

  #remove(tell: Tell, block: Node): void {
    const draft = this.#find(block);
    const told = { kind: 'removed', words: wordsOf(block), replaced: [], overtaken: [] } as const;
    if (draft === null || deletionOf(draft.node) !== null) return tell({ ...told, outcome: 'there', now: null });
    if (!('deleted' in draft.node.attrs)) return tell({ ...told, outcome: 'noPlace', now: null });
    if (this.#saysAsBefore(draft, block)) {
      this.#write(draft, withAttributes(draft.node, { deleted: suggestionWord(this.#maker()) }));
      return tell({ ...told, outcome: 'placed', now: null });
    }
    // Of a list or a table in which others have written, what stood before goes, and what is theirs stays in it.
    if (!block.isTextblock && block.childCount > 0) for (const child of block.children) this.#remove(tell, child);
    else tell({ ...told, outcome: 'overtaken', now: this.#wordsNow(draft) });
  }

  #add(tell: Tell, block: Node, parent: Node | null, siblings: readonly Compared[], index: number): void {
    const told = { kind: 'added', words: wordsOf(block), replaced: [], overtaken: [], now: null } as const;
    const around = parent === null ? this.#root : this.#find(parent);
    if (around === null) return tell({ ...told, outcome: 'gone' });
    if (!('inserted' in block.attrs)) return tell({ ...told, outcome: 'noPlace' });
    const twin = around.children.find(
      (child) => this.#isUnclaimed(child) && deletionOf(child.node) === null && child.node.type === block.type && this.#wordsNow(child) === wordsOf(block),
    );
    if (twin !== undefined) {
      this.#claim(block, twin);
      return tell({ ...told, outcome: 'there' });
    }
    const draft = this.#drafted(withAttributes(this.#named(block), { inserted: suggestionWord(this.#maker()) }), around);
    around.children.splice(this.#placeFor(around, siblings, index), 0, draft);
    markChanged(around);
    this.#claim(block, draft);
    tell({ ...told, outcome: 'placed' });
  }

  #move(tell: Tell, compared: Extract<Compared, { kind: 'movedHere' }>, parent: Node | null, siblings: readonly Compared[], index: number): void {
    const after = nodeOn(compared, 'after') ?? compared.after;
    const told = { kind: 'moved', words: wordsOf(after), replaced: [], overtaken: [] } as const;
    const draft = this.#find(after);
    const around = parent === null ? this.#root : this.#find(parent);
    if (draft === null || around === null) return tell({ ...told, outcome: 'gone', now: null });
    if (draft.parent !== around) {
      // Into another list nothing is moved: it is struck where it stands, and comes where it would stand (SUG5).
      const before = compared.before.copy(contentOf(compared.content, 'before'));
      if (!this.#saysAsBefore(draft, before)) return tell({ ...told, outcome: 'overtaken', now: this.#wordsNow(draft) });
      this.#remove(tell, before);
      return this.#add(tell, after, parent, siblings, index);
    }
    this.#change(tell, compared);
    if (!('suggested' in draft.node.attrs)) return tell({ ...told, outcome: 'noPlace', now: null });
    const [behind, ahead] = [this.#sibling(around, siblings, index, -1), this.#sibling(around, siblings, index, 1)];
    const place: Place = [idOf(behind), idOf(ahead)];
    const isSuggested = changesOf(draft.node).some(({ by, name, value }) => by === this.#options.by && name === placeName && isAlike(value, place));
    const [stood, stands] = this.#neighbours(draft);
    // Neighbours that moved together stand as they should, and move all the same.
    const isThere = this.#neighbour(draft, -1, (one) => this.#isEdited(one, siblings)) === behind && stood[0] !== keyOf(behind?.node ?? null);
    if (isSuggested || isThere) return tell({ ...told, outcome: 'there', now: null });
    if (stood[0] !== stands[0] && stood[1] !== stands[1]) return tell({ ...told, outcome: 'overtaken', now: null });
    this.#suggest(draft, [{ ...this.#maker(), name: placeName, value: place }]);
    tell({ ...told, outcome: 'placed', now: null });
  }

  /** The nearest block of the document that stands before, or behind, another as it was edited. */
  #sibling(around: Draft, siblings: readonly Compared[], index: number, step: -1 | 1, isMeant: (compared: Compared) => boolean = () => true): Draft | null {
    for (let at = index + step; at >= 0 && at < siblings.length; at += step) {
      const compared = siblings[at];
      const node = compared === undefined || !isMeant(compared) ? null : nodeOn(compared, 'after');
      const draft = node === null ? null : this.#find(node);
      if (draft !== null && draft.parent === around) return draft;
    }
    return null;
  }

  /** Behind what stands before it and is not moved itself, else before what stands behind it, else last. */
  #placeFor(around: Draft, siblings: readonly Compared[], index: number): number {
    const stays = ({ kind }: Compared) => kind !== 'movedHere';
    const behind = this.#sibling(around, siblings, index, -1, stays);
    if (behind !== null) return around.children.indexOf(behind) + 1;
    const ahead = this.#sibling(around, siblings, index, 1, stays);
    return ahead === null ? around.children.length : around.children.indexOf(ahead);
  }

  #isEdited(draft: Draft, siblings: readonly Compared[]): boolean {
    return siblings.some((compared) => {
      const node = nodeOn(compared, 'after');
      return node !== null && this.#find(node) === draft;
    });
  }

  /** Between which of its siblings a block stood in the base, and between which of the same it stands. */
  #neighbours(draft: Draft): readonly [stood: readonly (string | null)[], stands: readonly (string | null)[]] {
    const key = keyOf(draft.node);
    let siblings: readonly (string | null)[] = [];
    const look = (node: Node) =>
      node.forEach((child) => {
        if (keyOf(child) === key) siblings = node.children.map(keyOf);
        if (!child.isTextblock) look(child);
      });
    look(this.#options.base);
    const there = new Set(draft.parent?.children.map(({ node }) => keyOf(node)));
    const old = siblings.filter((one) => one !== null && there.has(one));
    const at = old.indexOf(key);
    const was = new Set(siblings);
    const now = (step: -1 | 1) => keyOf(this.#neighbour(draft, step, ({ node }) => was.has(keyOf(node)))?.node ?? null);
    return [
      [old[at - 1] ?? null, old[at + 1] ?? null],
      [now(-1), now(1)],
    ];
  }

  #neighbour(draft: Draft, step: -1 | 1, isMeant: (draft: Draft) => boolean): Draft | null {
    const siblings = draft.parent?.children ?? [];
    for (let at = siblings.indexOf(draft) + step; at >= 0 && at < siblings.length; at += step) {
      const sibling = siblings[at];
      if (sibling !== undefined && isMeant(sibling)) return sibling;
    }
    return null;
  }

  #find(block: Node): Draft | null {
    return this.#drafts.get(keyOf(block) ?? '') ?? null;
  }

  #isUnclaimed({ node }: Draft): boolean {
    const key = keyOf(node);
    return key !== null && !this.#known.has(key);
  }

  /** What was added stands there under this id, or another: what comes behind it finds it. */
  #claim(block: Node, draft: Draft): void {
    for (const node of [block, draft.node]) {
      const key = keyOf(node);
      if (key === null) continue;
      this.#known.add(key);
      if (!this.#drafts.has(key)) this.#drafts.set(key, draft);
    }
  }

  /** Whether nobody but this person has changed what a block says; what others only suggest is no change. */
  #saysAsBefore(draft: Draft, before: Node): boolean {
    return this.#wordsNow(draft) === wordsOf(before, this.#isSeen());
  }

  #wordsNow(draft: Draft): string {
    return wordsOf(built(draft), this.#isSeen());
  }

  /** What is read of the document: this person's suggestions as if they were accepted, and others' as the edited text had them. */
  #isSeen(): (node: Node) => boolean {
    const { by, isMarked } = this.#options;
    return (node) => {
      const [insertion, deletion] = [insertionOf(node), deletionOf(node)];
      if (deletion !== null && (isMarked || deletion.by === by)) return false;
      return insertion === null || isMarked || insertion.by === by;
    };
  }

  #named(node: Node): Node {
    if (node.isText) return node;
    const content = Fragment.fromArray(node.children.map((child) => this.#named(child)));
    const isTaken = hasId(node.type.name) && (node.attrs.id === null || this.#drafts.has(keyOf(node) ?? ''));
    return isTaken ? node.type.create({ ...node.attrs, id: this.#options.newId() }, content, node.marks) : node.copy(content);
  }

  /** In place of what this person suggested of the same before. */
  #suggest(draft: Draft, changes: readonly (SuggestionMaker & { readonly name: string; readonly value: unknown })[]): void {
    const kept = changesOf(draft.node).filter(({ by, name }) => by !== this.#options.by || !changes.some((change) => change.name === name));
    this.#write(draft, withAttributes(draft.node, { suggested: suggestedChanges([...kept, ...changes]) }));
  }

  #maker(): SuggestionMaker {
    return { id: this.#options.newSuggestionId(), by: this.#options.by };
  }

  #write(draft: Draft, node: Node): void {
    draft.node = node;
    markChanged(draft);
  }
}

function markChanged(draft: Draft): void {
  for (let at: Draft | null = draft; at !== null && !at.isChanged; at = at.parent) at.isChanged = true;
}

function built({ node, children, isChanged }: Draft): Node {
  if (!isChanged || node.isTextblock) return node;
  return node.type.create(node.attrs, Fragment.fromArray(children.map(built)), node.marks);
}

const withAttributes = (node: Node, attributes: Readonly<Record<string, unknown>>) =>
  node.type.create({ ...node.attrs, ...attributes }, node.content, node.marks);
const keyOf = (node: Node | null) => (node !== null && typeof node.attrs.id === 'string' ? `${node.type.name} ${node.attrs.id}` : null);
const idOf = (draft: Draft | null) => (typeof draft?.node.attrs.id === 'string' ? draft.node.attrs.id : null);
const isAlike = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const contentOf = (content: readonly Compared[], side: 'before' | 'after') => Fragment.fromArray(content.flatMap((one) => nodeOn(one, side) ?? []));

/** The words of a block, its parts with a space between; of what is not seen, none. */
function wordsOf(node: Node, isSeen: (node: Node) => boolean = (one) => deletionOf(one) === null): string {
  if (node.isText) return node.text ?? '';
  const parts = node.children.filter(isSeen).map((child) => wordsOf(child, isSeen));
  return parts
    .join(node.isTextblock ? '' : ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** What went and what came in its place, one after the other. */
export function replacementsIn(content: readonly Compared[]): readonly Replacement[] {
  const found: { removed: string; added: string }[] = [];
  let isOpen = false;
  const put = (kind: 'removed' | 'added', text: string) => {
    if (!isOpen) found.push({ removed: '', added: '' });
    isOpen = true;
    const last = found.at(-1);
    if (last !== undefined) last[kind] += text;
  };
  for (const piece of content) {
    if (piece.kind === 'removed' || piece.kind === 'added') put(piece.kind, piece.node.textContent);
    else if (piece.kind === 'formatted') {
      put('removed', piece.before.textContent);
      put('added', piece.after.textContent);
    } else isOpen = false;
  }
  return found;
}
