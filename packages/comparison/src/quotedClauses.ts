import { insertionOf } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { compareSequences } from './compareSequences.ts';
import { isSpoken, wordsOf } from './words.ts';

/** A clause of a motion, or what another document has in its place: its words alone, without the att that stands before them. */
export type Wording = { readonly att: boolean; readonly text: string };
export type QuotedClause = Wording & { readonly id: string };
/** What is quoted, and the clause that it is taken for; null for one that the motion does not have. */
export type QuotedLine = Wording & { readonly clause: QuotedClause | null };

/** The clauses of a motion, in order. */
export function clausesIn(motion: Node): readonly QuotedClause[] {
  const clauses: QuotedClause[] = [];
  motion.descendants((node) => {
    if (node.type.name === 'attClause' && typeof node.attrs.id === 'string' && insertionOf(node) === null)
      clauses.push({ id: node.attrs.id, att: node.attrs.att === true, text: linesOf(node).join(' ') });
    return !node.isTextblock;
  });
  return clauses;
}

/** The places where a document quotes clauses, each in its order (CMP14, CMP15). */
export function quotationsIn(document: Node, clauses: readonly QuotedClause[]): readonly (readonly QuotedLine[])[] {
  const quotations: QuotedLine[][] = [];
  for (const run of runsIn(document)) {
    const lines = paired(run, clauses);
    if (lines.every(({ clause }) => clause === null)) continue;
    const last = quotations.at(-1);
    const has = (quotation: readonly QuotedLine[], { clause }: QuotedLine) => clause !== null && quotation.some((line) => line.clause?.id === clause.id);
    // Who quotes a clause once more begins anew.
    if (last === undefined || lines.some((line) => has(last, line))) quotations.push([...lines]);
    else last.push(...lines);
  }
  return quotations;
}

/** Lines that stand one after the other and may be quoted. */
function runsIn(document: Node): readonly (readonly Wording[])[] {
  const runs: Wording[][] = [[]];
  document.descendants((node) => {
    if (!node.isTextblock) return !isOwn(node) && insertionOf(node) === null;
    if (insertionOf(node) !== null || node.content.size === 0) return false;
    const lines = quotedIn(node);
    if (lines.length === 0) runs.push([]);
    else runs.at(-1)?.push(...lines);
    return false;
  });
  return runs.filter((run) => run.length > 0);
}

/** What was moved at the meeting is no quotation, whatever it repeats; nor is a point of the decision, which is no paragraph. */
const isOwn = ({ type }: Node) => type.name === 'yrkande';

function quotedIn(block: Node): readonly Wording[] {
  if (block.type.name === 'attClause') return linesOf(block).map((text) => ({ ...worded(text), att: block.attrs.att === true }));
  if (block.type.name !== 'paragraph' || block.attrs.level !== 0) return [];
  const lines = linesOf(block);
  const isQuotation = block.attrs.quote === true || block.attrs.list !== null;
  return lines.flatMap((line) => {
    const between = [...line.matchAll(/[”"“]([^”"“]{12,})[”"“]/gu)].map(([, words = '']) => words);
    if (between.length > 0) return between.map(worded);
    return isQuotation || beginsWithAtt.test(line) ? [worded(line)] : [];
  });
}

const beginsWithAtt = /^(?:\d+[.)]\s*|[-–•]\s*)?att\s+/iu;

function worded(line: string): Wording {
  const text = line.replace(/^[”"“]|[”"“]$/gu, '').trim();
  return beginsWithAtt.test(text) ? { att: true, text: text.replace(beginsWithAtt, '') } : { att: false, text };
}

/** The words of a block that stand in it, with plain spaces: how wide a space is, and what is bold, is no other wording. */
function linesOf(block: Node): readonly string[] {
  const lines = [''];
  block.forEach((child) => {
    if (child.type.name === 'hardBreak') lines.push('');
    else if (child.isText && insertionOf(child) === null) lines[lines.length - 1] += child.text ?? '';
  });
  return lines.map((line) => line.replace(/\s+/gu, ' ').trim()).filter((line) => line !== '');
}

/** So much of the words must be common to both, and in order, that a line is a clause in other words and not another matter. */
const leastAlike = 0.5;

/** Each line with the clause that it is likest, and no clause twice. */
function paired(lines: readonly Wording[], clauses: readonly QuotedClause[]): readonly QuotedLine[] {
  const pairs = lines
    .flatMap((line) => clauses.map((clause) => ({ line, clause, alike: likeness(line.text, clause.text) })))
    .filter(({ alike }) => alike >= leastAlike)
    .sort((one, other) => other.alike - one.alike);
  const found = new Map<Wording, QuotedClause>();
  const taken = new Set<string>();
  for (const { line, clause } of pairs) {
    if (found.has(line) || taken.has(clause.id)) continue;
    found.set(line, clause);
    taken.add(clause.id);
  }
  return lines.map((line) => ({ ...line, clause: found.get(line) ?? null }));
}

/** From 0, nothing in common, to 1, the same words. */
function likeness(one: string, other: string): number {
  const [words, words2] = [spokenIn(one), spokenIn(other)];
  if (words.length + words2.length === 0) return 0;
  const common = compareSequences(words, words2).reduce((sum, { kind, count }) => sum + (kind === 'same' ? count : 0), 0);
  return (2 * common) / (words.length + words2.length);
}

const spokenIn = (text: string) => wordsOf(text.toLocaleLowerCase('sv')).filter(isSpoken);
