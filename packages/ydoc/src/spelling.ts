import { insertionOf } from '@yrka/schema';
import diff from 'fast-diff';
import type { Node } from 'prosemirror-model';
import type { Piece } from './inline.ts';

export type Edit = { readonly at: number; readonly remove: number; readonly insert: string };

/**
 * The changes that turn the letters of a text block, `now`, into those it is to have, left to right. A letter stands for each
 * inline node too; those in `staying` stay.
 *
 * @param pieces what the letters of `now` stand for
 * @param node what is to be there
 * @param caret after how many of the letters that are `wanted` the writer stands; null where that is not known
 */
export function changedLetters(spelling: Spelling, pieces: readonly Piece[], node: Node): Edit[] {
  const { now, wanted, caret } = spelling;
  return decidedEdits(now, wanted, pieces, node) ?? ownEdits(now, wanted, caret, () => [makersNow(pieces), makersWanted(node)]) ?? editsAroundNodes(spelling);
}

type Spelling = { readonly now: string; readonly wanted: string; readonly caret: number | null; readonly staying: ReadonlySet<string> };

/** As `edits`, where letters stand for nodes that stay: none of them is taken away and written anew as a letter. */
function editsAroundNodes({ now, wanted, caret, staying }: Spelling): Edit[] {
  const found = edits(now, wanted, caret);
  if (staying.size === 0 || !found.some(({ at, remove }) => [...now.slice(at, at + remove)].some((letter) => staying.has(letter)))) return found;
  const between: Edit[] = [];
  let [from, wantedFrom] = [0, 0];
  for (const letter of [...staying, null]) {
    const [to, wantedTo] = letter === null ? [now.length, wanted.length] : [now.indexOf(letter, from), wanted.indexOf(letter, wantedFrom)];
    for (const edit of edits(now.slice(from, to), wanted.slice(wantedFrom, wantedTo), null)) between.push({ ...edit, at: edit.at + from });
    [from, wantedFrom] = [to + 1, wantedTo + 1];
  }
  return between;
}

/** The changes that turn one string into the other, left to right, positions in the first. */
function edits(now: string, wanted: string, caret: number | null): Edit[] {
  if (now === wanted) return [];
  // What stands after the caret was not touched: tells where in "aaa" an a was typed or taken.
  const shorter = Math.min(now.length, wanted.length);
  const behind = caret === null ? 0 : Math.min(shorter, wanted.length - caret);
  let suffix = 0;
  while (suffix < behind && now[now.length - 1 - suffix] === wanted[wanted.length - 1 - suffix]) suffix++;
  // A join leaves the caret before what came: then it is what stands before the caret that was not touched.
  if (suffix < behind) suffix = 0;
  let prefix = 0;
  while (prefix < shorter - suffix && now[prefix] === wanted[prefix]) prefix++;
  // Where the caret did not help, the end may still agree further.
  while (suffix < shorter - prefix && now[now.length - 1 - suffix] === wanted[wanted.length - 1 - suffix]) suffix++;
  // Yjs must not be made to cut a surrogate pair in two.
  if (prefix > 0 && isHighSurrogate(now, prefix - 1)) prefix--;
  if (suffix > 0 && isLowSurrogate(now, now.length - suffix)) suffix--;
  const [gone, come] = [now.slice(prefix, now.length - suffix), wanted.slice(prefix, wanted.length - suffix)];
  if (gone === '' || come === '' || gone.length + come.length > 20_000) return [{ at: prefix, remove: gone.length, insert: come }];

  const found: Edit[] = [];
  let at = prefix;
  for (const [kind, text] of diff(gone, come, undefined, true)) {
    const last = found.at(-1);
    if (kind === diff.EQUAL) at += text.length;
    else if (last !== undefined && last.at + last.remove === at)
      found[found.length - 1] = kind === diff.DELETE ? { ...last, remove: last.remove + text.length } : { ...last, insert: last.insert + text };
    else found.push(kind === diff.DELETE ? { at, remove: text.length, insert: '' } : { at, remove: 0, insert: text });
    if (kind === diff.DELETE) at += text.length;
  }
  return found;
}

/**
 * The changes that a decision on suggestions makes: the letters that it takes away are those that bear
 * them, also where the same letters stand beside them. Whoever decides otherwise at that moment takes
 * away the others, and not some of these. Null where no decision gives these letters.
 */
function decidedEdits(now: string, wanted: string, pieces: readonly Piece[], node: Node): Edit[] | null {
  if (wanted.length >= now.length) return null;
  const letters = pieces.flatMap((piece) => {
    const [insertion, deletion] = piece.kind === 'unknown' ? [null, null] : [suggestionIn(piece.format.insertion), suggestionIn(piece.format.deletion)];
    return Array.from({ length: piece.kind === 'text' ? piece.text.length : 1 }, () => ({ insertion, deletion }));
  });
  if (letters.length !== now.length) return null;
  const standing = new Set(node.children.flatMap(({ marks }) => marks.map(({ attrs }) => suggestionIn(attrs))));
  const decided = [...new Set(letters.flatMap(({ insertion, deletion }) => [insertion, deletion]))].filter((one) => one !== null && !standing.has(one));
  for (const accepted of decided.length === 0 ? [] : verdictsOn(decided)) {
    const isDecided = (one: string | null) => one !== null && !standing.has(one);
    const goes = letters.map(
      ({ insertion, deletion }) => (isDecided(insertion) && !accepted.has(insertion)) || (isDecided(deletion) && accepted.has(deletion)),
    );
    if (
      [...now.split('').keys()]
        .filter((at) => goes[at] !== true)
        .map((at) => now[at])
        .join('') !== wanted
    )
      continue;
    const found: Edit[] = [];
    goes.forEach((isGone, at) => {
      const last = found.at(-1);
      if (!isGone) return;
      if (last !== undefined && last.at + last.remove === at) found[found.length - 1] = { ...last, remove: last.remove + 1 };
      else found.push({ at, remove: 1, insert: '' });
    });
    return found;
  }
  return null;
}

/** Which of some suggestions may have been accepted, the others rejected: all, none, and of few any of them. */
function verdictsOn(decided: readonly (string | null)[]): ReadonlySet<string | null>[] {
  const mixed =
    decided.length > 4 ? [] : Array.from({ length: 2 ** decided.length }, (_, bits) => new Set(decided.filter((_one, at) => (bits >> at) % 2 === 1)));
  return [new Set(decided), new Set<string | null>(), ...mixed];
}

function suggestionIn(value: unknown): string | null {
  const { id, by }: { id?: unknown; by?: unknown } = typeof value === 'object' && value !== null ? value : {};
  return typeof id === 'string' && typeof by === 'string' ? `${id} ${by}` : null;
}

/** Who suggests to add a letter; null for one that stands. */
type Maker = string | null;

/**
 * The changes where one person changes only what they suggest to add: every other letter stays the very
 * one that it is, also where the same letter stands beside it. Who may only suggest is not believed
 * otherwise (proof.ts). Null where more than that is changed, or nothing is suggested here.
 */
function ownEdits(now: string, wanted: string, caret: number | null, makers: () => readonly [readonly Maker[], readonly Maker[]]): Edit[] | null {
  if (now === wanted) return [];
  const [makersBefore, makersAfter] = makers();
  if (makersBefore.length !== now.length || makersAfter.length !== wanted.length) return null;
  const everyone = new Set([...makersBefore, ...makersAfter].filter((maker) => maker !== null));
  for (const own of everyone) {
    const [before, after] = [gapsOf(now, makersBefore, own), gapsOf(wanted, makersAfter, own)];
    if (before.length !== after.length || !before.every(({ behind, by }, index) => behind === after[index]?.behind && by === after[index].by)) continue;
    return before.flatMap(({ at, letters }, index) => {
      const gap = after[index] as Gap;
      const stands = caret === null || caret < gap.at || caret > gap.at + gap.letters.length ? null : caret - gap.at;
      return edits(letters, gap.letters, stands).map((edit) => ({ ...edit, at: edit.at + at }));
    });
  }
  return null;
}

/** What one person would add between two letters of others, and the one behind it; null at the end. */
type Gap = { readonly at: number; readonly letters: string; readonly behind: string | null; readonly by: Maker };

function gapsOf(text: string, makers: readonly Maker[], own: string): Gap[] {
  const gaps: Gap[] = [];
  let at = 0;
  for (let index = 0; index <= text.length; index++) {
    const by = makers[index] ?? null;
    if (index < text.length && by === own) continue;
    gaps.push({ at, letters: text.slice(at, index), behind: text[index] ?? null, by });
    at = index + 1;
  }
  return gaps;
}

function makersNow(pieces: readonly Piece[]): Maker[] {
  return pieces.flatMap((piece) => {
    const mark: unknown = piece.kind === 'unknown' ? null : piece.format.insertion;
    const by: unknown = typeof mark === 'object' && mark !== null && 'by' in mark ? mark.by : null;
    return Array.from({ length: piece.kind === 'text' ? piece.text.length : 1 }, () => (typeof by === 'string' ? by : null));
  });
}

function makersWanted(node: Node): Maker[] {
  return node.children.flatMap((child) => {
    const by = insertionOf(child)?.by ?? null;
    return Array.from({ length: child.isText ? child.nodeSize : 1 }, () => by);
  });
}

const isHighSurrogate = (text: string, index: number) => /[\uD800-\uDBFF]/.test(text[index] ?? '');
const isLowSurrogate = (text: string, index: number) => /[\uDC00-\uDFFF]/.test(text[index] ?? '');
