import { Mark, type Node } from 'prosemirror-model';
import type { Compared } from './comparison.ts';
import { compareSequences, type Stretch } from './compareSequences.ts';
import { isSpoken, wordsOf } from './words.ts';

/** A word, a space, a sign or an inline node. `name` is the same for the same in both versions. */
export type Token = { readonly name: string; readonly size: number; readonly isSpoken: boolean; readonly isText: boolean };

/** What became of the words of a block: those that stayed, went and came, each with their marks. */
export function compareInline(before: Node, after: Node): readonly Compared[] {
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const names = (tokens: readonly Token[]) => tokens.map(({ name }) => name);
  const stretches = asOneReads(compareSequences(names(old), names(now)), old, now);
  const content: Compared[] = [];
  let [at, at2, from, from2] = [0, 0, 0, 0];
  for (const { kind, count } of stretches) {
    const [to, to2] = [
      kind === 'added' ? from : from + sizeOf(old.slice(at, at + count)),
      kind === 'removed' ? from2 : from2 + sizeOf(now.slice(at2, at2 + count)),
    ];
    const [went, came] = [before.content.cut(from, to).content, after.content.cut(from2, to2).content];
    if (kind === 'same') content.push(...inBoth(went, came));
    else content.push(...went.map((node) => only('removed', node)), ...came.map((node) => only('added', node)));
    if (kind !== 'added') at += count;
    if (kind !== 'removed') at2 += count;
    [from, from2] = [to, to2];
  }
  return content;
}

const only = (kind: 'added' | 'removed', node: Node): Compared => ({ kind, node, content: null });
const sizeOf = (tokens: readonly Token[]) => tokens.reduce((sum, { size }) => sum + size, 0);

/** Text is cut without regard to its marks: a word of which half is bold is one word. */
function tokensOf(block: Node): readonly Token[] {
  const tokens: Token[] = [];
  let text = '';
  const flush = () => {
    for (const word of wordsOf(text)) tokens.push({ name: word, size: word.length, isSpoken: isSpoken(word), isText: true });
    text = '';
  };
  for (const child of block.children) {
    if (child.isText) {
      text += child.text ?? '';
      continue;
    }
    flush();
    const known: unknown = child.attrs.id ?? (child.isLeaf ? JSON.stringify(child.attrs) : child.textContent);
    tokens.push({ name: `\0${child.type.name} ${String(known)}`, size: child.nodeSize, isSpoken: true, isText: false });
  }
  flush();
  return tokens;
}

/**
 * As somebody would strike and write it: two words that were replaced one after the other are one change, not two with a
 * space between, and a sentence of which next to nothing is left is another sentence.
 */
export function asOneReads(stretches: readonly Stretch[], old: readonly Token[], now: readonly Token[]): readonly Stretch[] {
  const shorter = Math.min(lettersOf(old), lettersOf(now));
  if (shorter > 0 && sameLetters(stretches, old) * leastInCommon < shorter)
    return [
      { kind: 'removed', count: old.length },
      { kind: 'added', count: now.length },
    ];
  const told: { same: number; removed: number; added: number }[] = [{ same: 0, removed: 0, added: 0 }];
  let at = 0;
  stretches.forEach(({ kind, count }, index) => {
    const tokens = kind === 'added' ? [] : old.slice(at, at + count);
    if (kind !== 'added') at += count;
    const last = told.at(-1);
    if (kind !== 'same') {
      if (last !== undefined) last[kind] += count;
    } else if (last !== undefined && tokens.every(parts) && isReplaced(stretches, index, -1) && isReplaced(stretches, index, 1)) {
      last.removed += count;
      last.added += count;
    } else told.push({ same: count, removed: 0, added: 0 });
  });
  return told.flatMap((counts) => (['same', 'removed', 'added'] as const).flatMap((kind) => (counts[kind] === 0 ? [] : [{ kind, count: counts[kind] }])));
}

/** Less than one letter of so many in common, and it is another sentence. */
const leastInCommon = 5;

const parts = ({ isText, isSpoken: says }: Token) => isText && !says;
const lettersOf = (tokens: readonly Token[]) => sizeOf(tokens.filter((token) => !parts(token)));

/** Whether something went and something came in its place, next to a stretch. */
function isReplaced(stretches: readonly Stretch[], index: number, step: -1 | 1): boolean {
  const kinds = [stretches[index + step]?.kind, stretches[index + 2 * step]?.kind];
  return kinds.includes('removed') && kinds.includes('added');
}

function sameLetters(stretches: readonly Stretch[], old: readonly Token[]): number {
  let [at, letters] = [0, 0];
  for (const { kind, count } of stretches) {
    if (kind === 'same') letters += lettersOf(old.slice(at, at + count));
    if (kind !== 'added') at += count;
  }
  return letters;
}

/** The same words of two versions, cut where the marks of either change. */
function inBoth(before: readonly Node[], after: readonly Node[]): readonly Compared[] {
  const content: Compared[] = [];
  let [index, index2, offset, offset2] = [0, 0, 0, 0];
  for (;;) {
    const [old, now] = [before[index], after[index2]];
    if (old === undefined || now === undefined) return content;
    if (!old.isText || !now.isText) {
      content.push(bothNodes(old, now));
      [index, index2] = [index + 1, index2 + 1];
      continue;
    }
    const length = Math.min(old.nodeSize - offset, now.nodeSize - offset2);
    const [went, came] = [old.cut(offset, offset + length), now.cut(offset2, offset2 + length)];
    content.push(Mark.sameSet(went.marks, came.marks) ? { kind: 'same', node: came } : { kind: 'formatted', before: went, after: came });
    [offset, offset2] = [offset + length, offset2 + length];
    if (offset === old.nodeSize) [index, offset] = [index + 1, 0];
    if (offset2 === now.nodeSize) [index2, offset2] = [index2 + 1, 0];
  }
}

/** An inline node that is in both, perhaps with other words (a footnote) or other marks. */
function bothNodes(old: Node, now: Node): Compared {
  if (old.eq(now)) return { kind: 'same', node: now };
  return { kind: 'changed', before: old.copy(), after: now.copy(), content: compareInline(old, now) };
}
