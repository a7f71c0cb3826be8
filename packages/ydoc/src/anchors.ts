import { schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { fromRelativePosition, toRelativePosition } from './positions.ts';
import { type Letter, movesOf, spell } from './provenance.ts';
import { docFromUpdates, Reader } from './read.ts';
import { orderedChildren, type Parent, rootOf } from './tree.ts';

/**
 * Where in a text something is said, kept outside of it (SPEC.md, ANC). Words are named by their
 * first and their last letter, which is a hint, and by what they are and what stands around them.
 */
export type Anchor = {
  /** The block in which the words begin. */
  readonly blockId: string;
  /** Whether the block is meant, whatever comes to stand in it, rather than words. */
  readonly isBlock: boolean;
  /** The words, with a line break between blocks. */
  readonly quote: string;
  /** The letters on each side, `contextLength` of them or all there are, with a line break wherever a block begins. */
  readonly before: string;
  readonly after: string;
  /** The letters at both ends of the words, as they were first typed; null for a block without any. */
  readonly letters: { readonly first: Letter; readonly last: Letter } | null;
};

/** Words of one block; offsets as in its content. */
export type AnchoredPassage = { readonly blockId: string; readonly from: number; readonly to: number };

export const contextLength = 32;
/** Of longer words the beginning is anchored. */
export const longestQuote = 2_000;

/**
 * Anchors the words between two positions, without the spaces around them; null where there are none.
 *
 * @param reader has read this very document, here as below.
 */
export function anchorWords(reader: Reader, document: Node, from: number, to: number): Anchor | null {
  const text = flatten(document);
  const isBlank = (index: number) => /[\s\ufffc]/u.test(text.letters[index] ?? ' ');
  let start = text.indexFrom(from);
  while (start < text.indexFrom(to) && isBlank(start)) start++;
  let end = Math.min(text.indexFrom(to), start + longestQuote);
  while (end > start && isBlank(end - 1)) end--;
  const block = text.blocks.find((one) => one.start <= start && start < one.end);
  return start === end || block === undefined || block.id === '' ? null : anchorOf(reader, document, text, { start, end }, block.id, false);
}

/** Anchors a whole text block; null when there is none with this id. */
export function anchorBlock(reader: Reader, document: Node, blockId: string): Anchor | null {
  const text = flatten(document);
  const block = text.blocks.find(({ id }) => id === blockId);
  if (block === undefined) return null;
  return anchorOf(reader, document, text, { start: block.start, end: Math.min(block.end, block.start + longestQuote) }, blockId, true);
}

/**
 * Where the words of each anchor stand in a document; null for one whose words are gone. Never other
 * words: the letters at the ends are believed while the words stand between them, or in one block
 * whatever was made of the words between; else the words are sought with what stood around them,
 * and taken where there is one such place.
 */
export function findAnchors(reader: Reader, document: Node, anchors: readonly Anchor[]): (readonly AnchoredPassage[] | null)[] {
  const text = flatten(document);
  const moved = new Moved(reader);
  return anchors.map((anchor) => {
    const block = anchor.isBlock ? text.blocks.find(({ id }) => id === anchor.blockId) : undefined;
    if (block !== undefined) return [{ blockId: block.id, from: 0, to: block.to - block.from }];
    const found = byLetters(reader, text, moved, anchor) ?? byQuote(text, anchor);
    return found === null ? null : passagesOf(text, found);
  });
}

/** The same in a document that is given by its updates. */
export function findAnchorsIn(updates: readonly Uint8Array[], anchors: readonly Anchor[]): (readonly AnchoredPassage[] | null)[] {
  const ydoc = docFromUpdates(updates);
  const reader = new Reader(rootOf(ydoc), schema);
  const found = findAnchors(reader, reader.read(), anchors);
  ydoc.destroy();
  return found;
}

/**
 * An anchor with no more of its words than stand in a document: without what stood around them where that does not
 * stand there so, and null where the words themselves do not. For one who reads an earlier text than the anchor was made in.
 */
export function wordsStanding<Words extends Pick<Anchor, 'before' | 'quote' | 'after'>>(document: Node, anchor: Words): Words | null {
  const { letters } = flatten(document);
  const quote = unbroken(anchor.quote);
  if (letters.includes(unbroken(anchor.before) + quote + unbroken(anchor.after))) return anchor;
  return quote !== '' && letters.includes(quote) ? { ...anchor, before: '', after: '' } : null;
}

/** The letters at both ends of an anchor, or copies of them, as they stand; null where they do not both. */
export function standingLetters(reader: Reader, { letters }: Anchor): Anchor['letters'] {
  const moved = new Moved(reader);
  const [first, last] = letters === null ? [null, null] : [moved.standing(letters.first), moved.standing(letters.last)];
  return first === null || last === null ? null : { first, last };
}

type FlatBlock = {
  readonly id: string;
  /** Positions of its content's ends. */
  readonly from: number;
  readonly to: number;
  /** The same as indices of `letters`. */
  readonly start: number;
  readonly end: number;
};

/** A document as one line of letters, one for each position within its text blocks. */
type Flat = {
  readonly letters: string;
  readonly blocks: readonly FlatBlock[];
  /** Where blocks with words begin. */
  readonly starts: ReadonlySet<number>;
  /** The index of the first letter at a position or behind it. */
  readonly indexFrom: (position: number) => number;
};

/** Letters from `start` up to `end`. */
type Stretch = { readonly start: number; readonly end: number };

const flats = new WeakMap<Node, Flat>();

function flatten(document: Node): Flat {
  const known = flats.get(document);
  if (known !== undefined) return known;
  const blocks: FlatBlock[] = [];
  let letters = '';
  document.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const start = letters.length;
    letters += lettersOf(node);
    const id: unknown = node.attrs.id;
    blocks.push({ id: typeof id === 'string' ? id : '', from: position + 1, to: position + 1 + letters.length - start, start, end: letters.length });
    return false;
  });
  const indexFrom = (position: number) => {
    const block = blocks.find(({ to }) => position <= to);
    return block === undefined ? letters.length : block.start + Math.max(0, position - block.from);
  };
  const flat = { letters, blocks, starts: new Set(blocks.filter(({ start, end }) => start < end).map(({ start }) => start)), indexFrom };
  flats.set(document, flat);
  return flat;
}

/** What is no text is U+FFFC; a footnote is its words between two of them. */
function lettersOf(node: Node): string {
  let text = '';
  node.forEach((child) => {
    if (child.isText) text += child.text ?? '';
    else text += child.isLeaf ? '\ufffc'.repeat(child.nodeSize) : `\ufffc${lettersOf(child)}\ufffc`;
  });
  return text;
}

function anchorOf(reader: Reader, document: Node, text: Flat, { start, end }: Stretch, blockId: string, isBlock: boolean): Anchor {
  return {
    blockId,
    isBlock,
    quote: written(text, start, end).replace(/^\n/, ''),
    before: written(text, Math.max(0, start - contextLength), start) + (text.starts.has(start) ? '\n' : ''),
    after: written(text, end, Math.min(text.letters.length, end + contextLength)),
    letters: endLetters(reader, document, text, { start, end }),
  };
}

/** Letters with a line break before each that begins a block. */
function written({ letters, starts }: Flat, start: number, end: number): string {
  let line = '';
  for (let index = start; index < end; index++) line += (starts.has(index) ? '\n' : '') + letters[index];
  return line;
}

const unbroken = (line: string) => line.replaceAll('\n', '');

function endLetters(reader: Reader, document: Node, text: Flat, { start, end }: Stretch): Anchor['letters'] {
  const at = (index: number): Letter | null => {
    const block = text.blocks.find((one) => one.start <= index && index < one.end);
    if (block === undefined) return null;
    // A position holds on to the letter before it.
    const { item, assoc } = toRelativePosition(reader, document, block.from + index - block.start + 1);
    return item === null || assoc >= 0 ? null : { client: item.client, clock: item.clock };
  };
  const [first, last] = start === end ? [null, null] : [at(start), at(end - 1)];
  const moved = new Moved(reader);
  return first === null || last === null ? null : { first: moved.originOf(first), last: moved.originOf(last) };
}

/** What the document tells of letters that were moved, read when it is first asked for. */
class Moved {
  private readonly reader: Reader;
  private known: ReturnType<typeof movesOf> | null = null;

  constructor(reader: Reader) {
    this.reader = reader;
  }

  /** What a letter is a copy of; itself when it is none. */
  originOf(letter: Letter): Letter {
    for (const { to, from, length } of this.moves()) if (isOf(to, length, letter)) return { client: from.client, clock: from.clock + letter.clock - to.clock };
    return letter;
  }

  /** Before what stands of a letter; null where nothing does. */
  positionOf(letter: Letter): number | null {
    const alive = this.standing(letter);
    return alive === null ? null : fromRelativePosition(this.reader, new Y.RelativePosition(null, null, Y.createID(alive.client, alive.clock), 0));
  }

  /** The letter, or else a copy of it that stands; null where none does. */
  standing(letter: Letter): Letter | null {
    return this.isAlive(letter) ? letter : this.copyOf(letter);
  }

  private copyOf(letter: Letter): Letter | null {
    for (const { to, from, length } of this.moves()) {
      const copy = { client: to.client, clock: to.clock + letter.clock - from.clock };
      if (isOf(from, length, letter) && this.isAlive(copy)) return copy;
    }
    return null;
  }

  private isAlive({ client, clock }: Letter): boolean {
    const store = this.reader.root.doc?.store;
    // Who wrote it may be offline still, or nobody: an anchor is only what somebody sent.
    if (store === undefined || Y.getState(store, client) <= clock) return false;
    const struct = Y.getItem(store, Y.createID(client, clock));
    return struct instanceof Y.Item && !struct.deleted && spell(struct) !== null;
  }

  private moves(): ReturnType<typeof movesOf> {
    if (this.known !== null) return this.known;
    const found: ReturnType<typeof movesOf> = [];
    const visit = (parent: Parent) => {
      for (const child of orderedChildren(parent)) {
        if (!(child instanceof Y.XmlElement)) continue;
        found.push(...movesOf(child));
        visit(child);
      }
    };
    visit(this.reader.root);
    this.known = found;
    return found;
  }
}

const isOf = (first: Letter, length: number, { client, clock }: Letter) => client === first.client && clock >= first.clock && clock < first.clock + length;

function byLetters(reader: Reader, text: Flat, moved: Moved, { letters, quote }: Anchor): Stretch | null {
  if (letters === null || reader.root.doc === null) return null;
  const [first, last] = [moved.positionOf(letters.first), moved.positionOf(letters.last)];
  if (first === null || last === null || last < first) return null;
  const [start, end] = [text.indexFrom(first), text.indexFrom(last) + 1];
  const words = unbroken(quote);
  if (text.letters.slice(start, end) === words) return { start, end };
  const isInOneBlock = text.blocks.some((block) => block.start <= start && end <= block.end);
  // Written in meanwhile: the words are what stands between the same letters.
  return isInOneBlock && text.letters[start] === words[0] && text.letters[end - 1] === words.at(-1) ? { start, end } : null;
}

function byQuote(text: Flat, { blockId, quote, before, after }: Anchor): Stretch | null {
  const words = unbroken(quote);
  if (words.trim() === '') return null;
  const [around, own]: [Stretch[], Stretch[]] = [[], []];
  const home = text.blocks.find(({ id }) => id === blockId);
  for (let start = text.letters.indexOf(words); start >= 0; start = text.letters.indexOf(words, start + 1)) {
    const found = { start, end: start + words.length };
    if (home !== undefined && home.start <= start && found.end <= home.end && fitsBlock(text, found, home, before, after)) own.push(found);
    if (fitsDocument(text, found, unbroken(before), unbroken(after))) around.push(found);
  }
  const [only, another] = own.length > 0 ? own : around;
  return only !== undefined && another === undefined ? only : null;
}

/** The same letters stand around, wherever blocks may begin and end by now. */
function fitsDocument({ letters }: Flat, { start, end }: Stretch, before: string, after: string): boolean {
  return letters.slice(Math.max(0, start - contextLength), start) === before && letters.slice(end, end + contextLength) === after;
}

/** In the block where they stood, what other blocks say does not count; but where a block's end was near, it is as near. */
function fitsBlock({ letters }: Flat, { start, end }: Stretch, block: FlatBlock, before: string, after: string): boolean {
  const [left = ''] = before.split('\n').slice(-1);
  const [right = ''] = after.split('\n');
  const isLeftEnd = before.includes('\n');
  const isRightEnd = right.length < contextLength;
  const stands =
    letters.slice(Math.max(block.start, start - left.length), start) === left && letters.slice(end, Math.min(block.end, end + right.length)) === right;
  return stands && (!isLeftEnd || start - left.length === block.start) && (!isRightEnd || end + right.length === block.end);
}

function passagesOf({ blocks }: Flat, { start, end }: Stretch): AnchoredPassage[] {
  return blocks
    .filter((block) => block.start < end && block.end > start)
    .map((block) => ({ blockId: block.id, from: Math.max(start, block.start) - block.start, to: Math.min(end, block.end) - block.start }));
}
