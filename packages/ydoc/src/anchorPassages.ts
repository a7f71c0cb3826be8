import { deletionOf, insertionOf, schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type Anchor, anchorBlock, anchorWords, contextLength, longestQuote } from './anchors.ts';
import { docFromUpdates, Reader } from './read.ts';
import { rootOf } from './tree.ts';

/** Words of one block as a file has them, with what the block says around them; no words for the block itself. */
export type ToldPassage = {
  /** The block, where the file tells. */
  readonly id: string | null;
  readonly before: string;
  readonly words: string;
  readonly after: string;
};

/**
 * [ANC6] Anchors what a file tells of where something was said, block by block, in a document given by its updates: at the
 * words, as they read with all that is suggested or without; words that are gone from their block keep their quote and are
 * found nowhere. Null where the file tells no words and no block of the document.
 */
export function anchorPassages(updates: readonly Uint8Array[], told: readonly (readonly ToldPassage[])[]): (Anchor | null)[] {
  const ydoc = docFromUpdates(updates);
  try {
    const reader = new Reader(rootOf(ydoc), schema);
    const document = reader.read();
    const blocks = blocksIn(document);
    return told.map((passages) => anchorTold(reader, document, blocks, passages));
  } finally {
    ydoc.destroy();
  }
}

type Block = { readonly id: string; readonly readings: readonly Letters[] };
/** Words as they are read, spaces as one, with where each letter stands and ends. */
type Letters = { readonly text: string; readonly from: readonly number[]; readonly to: readonly number[] };

function anchorTold(reader: Reader, document: Node, blocks: readonly Block[], passages: readonly ToldPassage[]): Anchor | null {
  const placed = passages.map((passage) => ({ passage, block: blockOf(blocks, passage) }));
  const [first] = placed;
  if (first === undefined) return null;
  if (passages.every(({ words }) => words.trim() === '')) return first.block === null ? null : anchorBlock(reader, document, first.block.id);
  const found = placed.flatMap(({ passage, block }) => (block === null ? [] : (block.readings.flatMap((letters) => placeIn(letters, passage) ?? [])[0] ?? [])));
  const [start, end] = [found[0], found.at(-1)];
  const anchor = start === undefined || end === undefined ? null : anchorWords(reader, document, start.from, Math.max(start.to, end.to));
  if (anchor !== null) return anchor;
  const known = placed.find(({ block }) => block !== null);
  if (known?.block == null) return null;
  const quote = passages.map(({ words }) => words.trim()).join('\n');
  const { before, after } = known.passage;
  return {
    blockId: known.block.id,
    isBlock: false,
    quote: quote.slice(0, longestQuote),
    before: before.slice(-contextLength),
    after: after.slice(0, contextLength),
    letters: null,
  };
}

/** The block that the file names, else the last that says what stands there. */
function blockOf(blocks: readonly Block[], { id, before, words, after }: ToldPassage): Block | null {
  const named = id === null ? undefined : blocks.find((block) => block.id === id);
  const whole = oneSpaced(before + words + after).trim();
  return named ?? (whole === '' ? null : (blocks.findLast(({ readings }) => readings.some(({ text }) => text.trim() === whole)) ?? null));
}

/** Where the words stand; of several places the one with most of what stood around them. */
function placeIn({ text, from, to }: Letters, { before, words, after }: ToldPassage): { readonly from: number; readonly to: number } | null {
  const sought = oneSpaced(words).trim();
  // On paper a clause begins with a word that the block does not spell.
  const spelled = [sought, ...(before.trim() === '' ? [sought.replace(/^att /u, '')] : [])].find((one) => one !== '' && text.includes(one));
  if (spelled === undefined) return null;
  const [left, right] = [[...oneSpaced(before)].reverse(), [...oneSpaced(after)]];
  let best = { at: -1, score: -1 };
  for (let at = text.indexOf(spelled); at >= 0; at = text.indexOf(spelled, at + 1)) {
    const score = alike([...text.slice(0, at)].reverse(), left) + alike([...text.slice(at + spelled.length)], right);
    if (score > best.score) best = { at, score };
  }
  const [start, end] = [from[best.at], to[best.at + spelled.length - 1]];
  return start === undefined || end === undefined ? null : { from: start, to: end };
}

/** How many letters are the same from the beginning, of those that an anchor keeps; a space that one side has not is none. */
function alike(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [one.join('').trimStart(), other.join('').trimStart()];
  let count = 0;
  while (count < contextLength && count < a.length && a[count] === b[count]) count++;
  return count;
}

function blocksIn(document: Node): readonly Block[] {
  const blocks: Block[] = [];
  document.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const id: unknown = node.attrs.id;
    if (typeof id === 'string') {
      const readings = [(child: Node) => deletionOf(child) === null, (child: Node) => insertionOf(child) === null];
      blocks.push({ id, readings: readings.map((isSeen) => lettersOf(node, position + 1, isSeen)) });
    }
    return false;
  });
  return blocks;
}

function lettersOf(block: Node, start: number, isSeen: (child: Node) => boolean): Letters {
  const [from, to]: [number[], number[]] = [[], []];
  let text = '';
  const put = (letter: string, at: number, end: number) => {
    const isSpace = /\s/u.test(letter);
    if (isSpace && text.endsWith(' ')) return;
    text += isSpace ? ' ' : letter;
    from.push(at);
    to.push(end);
  };
  block.forEach((child, offset) => {
    if (!isSeen(child)) return;
    const at = start + offset;
    if (child.isText) for (const [index, letter] of (child.text ?? '').split('').entries()) put(letter, at + index, at + index + 1);
    // As files have them (`@yrka/importers`, copy/line.ts).
    else for (const letter of child.isLeaf ? ' ' : `\u2045${child.textContent}\u2046`) put(letter, at, at + child.nodeSize);
  });
  return { text, from, to };
}

const oneSpaced = (text: string) => text.replace(/\s+/gu, ' ');
