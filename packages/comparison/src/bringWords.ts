import { deletionOf, hasId, insertionOf, isSuggestionMark, schema, type SuggestionMaker } from '@yrka/schema';
import { Fragment, type Node, type NodeType } from 'prosemirror-model';
import { asOneReads, type Token } from './compareInline.ts';
import { compareSequences } from './compareSequences.ts';
import { isSpoken, wordsOf } from './words.ts';

/** What was said in one place and what is said there instead; '' for nothing. */
export type Replacement = { readonly removed: string; readonly added: string };

export type WordsOptions = {
  readonly base: Node;
  readonly edited: Node;
  readonly now: Node;
  /** Whose suggestions they become, and under which id. */
  readonly maker: SuggestionMaker;
  /** Whether the edited text was written with all that was suggested in it, and not without. */
  readonly isMarked: boolean;
  readonly newId: () => string;
};

export type BroughtWords = {
  /** What stands in the block with the edits suggested. */
  readonly content: Fragment;
  readonly placed: number;
  /** Edits that the block says already, or this person suggests already. */
  readonly there: number;
  /** Edits of words that others have changed since. */
  readonly overtaken: readonly Replacement[];
};

/**
 * The words of a block as it stands now, with what somebody edited in an older version of it suggested in them: word by
 * word, as far as those words stand as they stood. What others suggest is neither changed nor in the way; what this person
 * suggested in the same place before is changed.
 */
export function bringWords({ base, edited, now, maker, isMarked, newId }: WordsOptions): BroughtWords {
  const tokensOf = (from: readonly Piece[]) => tokensIn(now.type, from);
  const [old, after] = [tokensOf(piecesOf(base).filter(stands)), tokensOf(piecesOf(edited).filter(stands))];
  const pieces = piecesOf(now);
  const isMine = (one: SuggestionMaker | null) => one !== null && one.by === maker.by;
  const isOthers = (one: SuggestionMaker | null) => one !== null && one.by !== maker.by;
  // Of what others suggest, the edited text had either all, as if it were accepted, or nothing.
  const isSeenOfOthers = ({ node }: Piece) => (isMarked ? !isOthers(deletionOf(node)) : !isOthers(insertionOf(node)));
  const withMine = tokensOf(pieces.filter((piece) => isSeenOfOthers(piece) && !isMine(deletionOf(piece.node))));
  const withoutMine = tokensOf(pieces.filter((piece) => isSeenOfOthers(piece) && !isMine(insertionOf(piece.node))));

  const gone = new Set<number>();
  const put = new Map<number, Node[]>();
  const place = ({ from, to, came }: Spot, tokens: readonly Place[]) => {
    for (const token of tokens.slice(from, to)) for (const { index } of token.pieces) gone.add(index);
    const last = tokens[(from === to ? from : to) - 1]?.last ?? -1;
    put.set(last, [...(put.get(last) ?? []), ...cameAs(came, now, maker, newId)]);
  };
  /** In place of what this person suggested there before. False where that is the same. */
  const placeAnew = (spot: Spot, tokens: readonly Place[]): boolean => {
    const { from, to, came } = spot;
    const begin = from === to ? (tokens[from - 1]?.last ?? -1) + 1 : (tokens[from]?.first ?? 0);
    const own = pieces.slice(begin, tokens[to]?.first ?? pieces.length).filter(({ node }) => isMine(insertionOf(node)));
    const isStruck = tokens.slice(from, to).every((token) => token.pieces.every(({ node }) => deletionOf(node) !== null));
    if (isStruck && spelled(own) === spelled(came.flatMap((token) => token.pieces))) return false;
    for (const { index } of own) gone.add(index);
    place(spot, tokens);
    return true;
  };

  let [placed, there] = [0, 0];
  const overtaken: Replacement[] = [];
  const [inMine, inOthers] = [new Alignment(old, withMine), new Alignment(old, withoutMine)];
  const hasOwn = pieces.some(({ node }) => isMine(insertionOf(node)) || isMine(deletionOf(node)));
  for (const edit of editsBetween(old, after)) {
    if (inMine.says(edit)) {
      there++;
      continue;
    }
    const spot = inMine.spotOf(edit);
    const anew = spot === null && hasOwn ? inOthers.spotOf(edit) : null;
    if (spot !== null) place(spot, withMine);
    else if (anew === null) {
      overtaken.push({ removed: textOf(old.slice(edit.from, edit.to)), added: textOf(edit.came) });
      continue;
    } else if (!placeAnew(anew, withoutMine)) {
      there++;
      continue;
    }
    placed++;
  }
  if (placed === 0) return { content: now.content, placed, there, overtaken };

  const content: Node[] = [...(put.get(-1) ?? [])];
  for (const { node, index } of pieces) {
    if (!gone.has(index)) content.push(node);
    else if (!isMine(insertionOf(node)) || isOthers(deletionOf(node))) content.push(struck(node, maker));
    content.push(...(put.get(index) ?? []));
  }
  return { content: Fragment.fromArray(content), placed, there, overtaken };
}

/** A letter, or another inline node; its place among those of its block. */
type Piece = { readonly node: Node; readonly index: number };
/** A word with the pieces that it is of: what others suggest may stand between them. */
type Place = Token & { readonly pieces: readonly Piece[]; readonly first: number; readonly last: number };
/** Tokens of the older text that went, and those that came in their place. */
type Edit = { readonly from: number; readonly to: number; readonly came: readonly Place[] };
/** The same in the text as it is now. */
type Spot = Edit;

const stands = ({ node }: Piece) => deletionOf(node) === null;
/** Letters with their looks, whoever suggests them. */
const spelled = (pieces: readonly Piece[]) => JSON.stringify(pieces.map(({ node }) => [node.text ?? node.textContent, node.type.name, looksOf(node)]));
const textOf = (tokens: readonly Place[]) => tokens.map(({ pieces }) => pieces.map(({ node }) => node.text ?? node.textContent).join('')).join('');

function piecesOf(block: Node): readonly Piece[] {
  const nodes = block.children.flatMap((child) => (child.isText ? Array.from({ length: child.nodeSize }, (_, at) => child.cut(at, at + 1)) : [child]));
  return nodes.map((node, index) => ({ node, index }));
}

/** Words under other marks are other words, where there may be any: to make one bold is to strike it and write it anew (CMP13). */
function tokensIn(type: NodeType, pieces: readonly Piece[]): readonly Place[] {
  const tokens: Place[] = [];
  const add = (name: string, own: readonly Piece[], spoken: boolean, isText: boolean) =>
    tokens.push({ name, size: own.length, isSpoken: spoken, isText, pieces: own, first: own[0]?.index ?? 0, last: own.at(-1)?.index ?? 0 });
  for (let at = 0; at < pieces.length; ) {
    let end = at;
    while (pieces[end]?.node.isText === true) end++;
    const text = pieces.slice(at, end).map(({ node }) => node.text ?? '');
    for (const word of wordsOf(text.join(''))) {
      const own = pieces.slice(at, at + word.length);
      add(nameOf(type, word, own), own, isSpoken(word), true);
      at += word.length;
    }
    const other = pieces[at];
    if (other === undefined) break;
    // By what it says: a footnote that was edited elsewhere comes back under another id.
    add(`\0${other.node.type.name} ${other.node.textContent || JSON.stringify(other.node.isLeaf ? other.node.attrs : null)}`, [other], true, false);
    at++;
  }
  return tokens;
}

function nameOf(type: NodeType, word: string, pieces: readonly Piece[]): string {
  const looks = pieces.map(({ node }) => looksOf(node, type));
  return looks.every((look) => look === '') ? word : JSON.stringify([word, looks]);
}

function looksOf(node: Node, within: NodeType | null = null): string {
  const marks = node.marks.filter((mark) => !isSuggestionMark(mark) && within?.allowsMarkType(mark.type) !== false);
  return marks.map(({ type, attrs }) => `${type.name}${JSON.stringify(attrs)}`).join(' ');
}

function editsBetween(old: readonly Place[], after: readonly Place[]): readonly Edit[] {
  const names = (tokens: readonly Place[]) => tokens.map(({ name }) => name);
  const edits: Edit[] = [];
  let [at, at2] = [0, 0];
  for (const { kind, count } of asOneReads(compareSequences(names(old), names(after)), old, after)) {
    const last = edits.at(-1);
    const [removed, added] = [kind === 'removed' ? count : 0, kind === 'added' ? count : 0];
    if (kind !== 'same') {
      const came = after.slice(at2, at2 + added);
      if (last !== undefined && last.to === at) edits[edits.length - 1] = { ...last, to: at + removed, came: [...last.came, ...came] };
      else edits.push({ from: at, to: at + removed, came });
    }
    at += kind === 'added' ? 0 : count;
    at2 += kind === 'removed' ? 0 : count;
  }
  return edits;
}

/** Where the words of an older text stand in the text as it is now. */
class Alignment {
  readonly #old: readonly Place[];
  readonly #now: readonly Place[];
  /** For each word of the older text which it is now; null for one that stands no more. */
  readonly #places: readonly (number | null)[];

  constructor(old: readonly Place[], now: readonly Place[]) {
    const places: (number | null)[] = [];
    let at = 0;
    for (const { kind, count } of compareSequences(
      old.map(({ name }) => name),
      now.map(({ name }) => name),
    )) {
      for (let step = 0; step < count; step++) {
        if (kind !== 'added') places.push(kind === 'same' ? at : null);
        if (kind !== 'removed') at++;
      }
    }
    this.#old = old;
    this.#now = now;
    this.#places = places;
  }

  /** Where an edit is to be made; null where not all of the words stand, next to each other, that it is of. */
  spotOf({ from, to, came }: Edit): Spot | null {
    const own = this.#places.slice(from, to);
    const [first] = own;
    if (first !== undefined) {
      const isWhole = own.every((place, index) => place !== null && place === (own[0] as number) + index);
      return isWhole && first !== null ? { from: first, to: first + own.length, came } : null;
    }
    const [before, behind] = [this.#places[from - 1], this.#places[from]];
    const at = from === 0 ? 0 : typeof before === 'number' ? before + 1 : from === this.#old.length ? this.#now.length : (behind ?? null);
    return at === null ? null : { from: at, to: at, came };
  }

  /** Whether the text says what an edit would have it say. */
  says({ from, to, came }: Edit): boolean {
    let [left, right] = [from - 1, to];
    while (left >= 0 && this.#places[left] === null) left--;
    while (right < this.#old.length && this.#places[right] === null) right++;
    const [begin, end] = [left < 0 ? 0 : (this.#places[left] ?? 0) + 1, right >= this.#old.length ? this.#now.length : (this.#places[right] ?? 0)];
    const would = [...this.#old.slice(left + 1, from), ...came, ...this.#old.slice(to, right)];
    const is = this.#now.slice(begin, end);
    const isAt = (start: number) => would.every(({ name }, index) => is[start + index]?.name === name);
    if (would.length === 0) return is.length === 0;
    // Others may have written before or behind it.
    return would.length <= is.length && (isAt(0) || isAt(is.length - would.length));
  }
}

function cameAs(tokens: readonly Place[], block: Node, maker: SuggestionMaker, newId: () => string): readonly Node[] {
  return tokens.flatMap(({ pieces }) =>
    pieces.map(({ node }) => {
      const marks = node.marks.filter((mark) => !isSuggestionMark(mark) && block.type.allowsMarkType(mark.type));
      const own = hasId(node.type.name) ? node.type.create({ ...node.attrs, id: newId() }, node.content) : node;
      return own.mark(schema.mark('insertion', maker).addToSet(marks));
    }),
  );
}

/** What somebody else would strike is struck already, and what this program does not know it does not take away. */
function struck(node: Node, maker: SuggestionMaker): Node {
  const deletion = deletionOf(node);
  return (deletion !== null && deletion.by !== maker.by) || node.type.name === 'opaqueInline'
    ? node
    : node.mark(schema.mark('deletion', maker).addToSet(node.marks));
}
