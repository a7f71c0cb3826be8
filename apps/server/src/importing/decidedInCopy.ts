import { carriedText, type CopyLine } from '@yrka/importers';
import { deletionOf, insertionOf, type SuggestionMaker } from '@yrka/schema';
import { decide, type Verdict } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';

/** A suggestion that was accepted or rejected in a copy. */
export type DecidedInCopy = { readonly id: string; readonly by: string; readonly verdict: Verdict };

/** What a copy was made of, when what was rejected in it is not there; and what was decided in it. */
export type Decided = { readonly base: Node; readonly decided: readonly DecidedInCopy[] };

/** Of more suggestions in one block no more than one, or all, are tried. */
const mostTried = 8;

/**
 * [CMP19] Which of the suggestions that a copy was made with were accepted or rejected in it: those after which each block
 * that they are in says exactly what the file says. A block in which words were edited as well tells nothing.
 *
 * @param lines the file's paragraphs as with all tracked changes accepted, and `untracked` as with all rejected.
 */
export function decidedInCopy(base: Node, lines: readonly CopyLine[], untracked: readonly CopyLine[]): Decided {
  const [accepted, rejected] = [textsIn(lines), textsIn(untracked)];
  /** What became of each suggestion in each block; null where it still stands or nobody can tell. */
  const verdicts = new Map<string, { readonly maker: SuggestionMaker; readonly verdicts: Set<Verdict | null> }>();
  const visit = (node: Node, around: readonly Node[]): void =>
    node.forEach((child) => {
      const path = [...around, child];
      if (!child.isTextblock) {
        visit(child, path);
        return;
      }
      const makers = makersIn(path);
      if (makers.size === 0 || typeof child.attrs.id !== 'string') return;
      const [now, before] = [accepted.get(child.attrs.id) ?? '', rejected.get(child.attrs.id) ?? ''];
      const keys = [...makers.keys()];
      const gone = subsets(keys).find((these) => isSaid(now, path, (key) => !these.includes(key)));
      const open = keys.filter((key) => gone?.includes(key) === false);
      const come = gone && subsets(open).find((these) => isSaid(before, path, (key) => these.includes(key)));
      for (const [key, maker] of makers) {
        const verdict = gone?.includes(key) ? 'reject' : come?.includes(key) ? 'accept' : null;
        const known = verdicts.get(key) ?? { maker, verdicts: new Set() };
        known.verdicts.add(verdict);
        verdicts.set(key, known);
      }
    });
  visit(base, []);
  const decided = [...verdicts.values()].flatMap(({ maker, verdicts: all }) => {
    const [verdict] = all;
    return all.size === 1 && verdict != null ? [{ ...maker, verdict }] : [];
  });
  const isRejected = (maker: SuggestionMaker) => decided.some(({ id, by, verdict }) => verdict === 'reject' && id === maker.id && by === maker.by);
  return { base: decide(base, 'reject', isRejected), decided };
}

const keyOf = ({ id, by }: SuggestionMaker) => `${id} ${by}`;

/** Those of a block, of its words, and of what it stands in. */
function makersIn(path: readonly Node[]): ReadonlyMap<string, SuggestionMaker> {
  const nodes = [...path, ...(path.at(-1)?.children ?? [])];
  const makers = nodes.flatMap((node) => [insertionOf(node), deletionOf(node)]).filter((maker) => maker !== null);
  return new Map(makers.map(({ id, by }) => [keyOf({ id, by }), { id, by }]));
}

/** Whether a block says this once some of its suggestions are accepted and all others rejected. */
function isSaid(text: string, path: readonly Node[], isAccepted: (key: string) => boolean): boolean {
  const stands = (node: Node) => {
    const [insertion, deletion] = [insertionOf(node), deletionOf(node)];
    return (insertion === null || isAccepted(keyOf(insertion))) && (deletion === null || !isAccepted(keyOf(deletion)));
  };
  const own = path.every(stands) ? (path.at(-1)?.children ?? []).filter(stands).map(wordsOf).join('') : '';
  return [text, text.replace(/^att /u, '')].includes(oneSpaced(own));
}

/** As files have them. */
const wordsOf = (node: Node) => (node.isText ? (node.text ?? '') : carriedText([node.isLeaf ? { break: true } : { note: node.textContent }]));

/** The words that stand in the file for each block. */
function textsIn(lines: readonly CopyLine[]): ReadonlyMap<string, string> {
  const segments = lines.flatMap((line) => line.segments).filter(({ id }) => id !== null);
  return new Map(segments.reverse().map(({ id, runs }) => [id ?? '', oneSpaced(carriedText(runs))]));
}

const oneSpaced = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** The smaller before the larger. */
function subsets(keys: readonly string[]): readonly (readonly string[])[] {
  if (keys.length > mostTried) return [[], ...keys.map((key) => [key]), keys];
  const all = Array.from({ length: 2 ** keys.length }, (_, bits) => keys.filter((_key, index) => (bits >> index) % 2 === 1));
  return all.sort((one, other) => one.length - other.length);
}
