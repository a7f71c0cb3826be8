import { deletionOf, insertionOf, isSafeHref, type SuggestionMaker } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { LostInExport } from '../report.ts';
import type { Change, Run, Suggested, Words } from './page.ts';

/** What running text is given beside its node. */
export type WordsContext = {
  readonly lose: (lost: LostInExport) => void;
  /** Who makes a suggestion; null where suggestions are not shown. */
  readonly changeOf: ((maker: SuggestionMaker) => Change) | null;
  /** Where comments begin and end in a block, in the order of its text. */
  readonly commentsIn: (parent: Node) => readonly CommentEdge[];
};

/** `offset` is within the block, as ProseMirror counts it. */
export type CommentEdge = { readonly offset: number; readonly comment: number; readonly end: boolean };

/** Running text with its marks. [] for a block without a word, a footnote or a break between words. */
export function writeWords(parent: Node, context: WordsContext): Words {
  const runs: Run[] = [];
  const edges = [...context.commentsIn(parent)];
  const edgesUpTo = (offset: number) => {
    while (edges[0] !== undefined && edges[0].offset <= offset) {
      const { comment, end } = edges.shift() as CommentEdge; // there is one
      runs.push({ sign: { comment, end } });
    }
  };
  parent.forEach((node, offset) => {
    edgesUpTo(offset);
    const change = suggestedOf(node, context);
    switch (node.type.name) {
      case 'text':
        for (const piece of cutAt(node, offset, edges)) {
          edgesUpTo(piece.offset);
          runs.push({ ...textRun(piece.node), ...change });
        }
        break;
      case 'hardBreak':
        runs.push({ break: true, ...change });
        break;
      case 'footnote':
        if (node.textContent.trim() !== '') runs.push({ note: node.textContent.trim(), ...change });
        break;
      default:
        context.lose({ code: 'unknownContent', name: String(node.attrs.name ?? node.type.name) });
    }
  });
  edgesUpTo(parent.content.size);
  return hasWords(runs) ? runs : [];
}

/** What is suggested of a node; nothing where suggestions are not shown. */
export function suggestedOf(node: Node, { changeOf }: Pick<WordsContext, 'changeOf'>): Suggested {
  if (changeOf === null) return {};
  const [insertion, deletion] = [insertionOf(node), deletionOf(node)];
  return { ...(insertion !== null && { inserted: changeOf(insertion) }), ...(deletion !== null && { deleted: changeOf(deletion) }) };
}

/** A text in pieces, so that each edge stands between two. */
function cutAt(node: Node, offset: number, edges: readonly CommentEdge[]): readonly { readonly node: Node; readonly offset: number }[] {
  const inside = edges.map((edge) => edge.offset - offset).filter((at) => at > 0 && at < node.nodeSize);
  const cuts = [0, ...new Set(inside), node.nodeSize];
  return cuts.slice(0, -1).map((from, index) => ({ node: node.cut(from, cuts[index + 1]), offset: offset + from }));
}

function textRun(node: Node) {
  const href = node.marks.find((mark) => mark.type.name === 'link')?.attrs.href as unknown;
  const has = (name: string) => node.marks.some((mark) => mark.type.name === name);
  return {
    text: node.text ?? '',
    ...(has('strong') && { strong: true as const }),
    ...(has('emphasis') && { emphasis: true as const }),
    ...(isSafeHref(href) && { href }),
  };
}

export const plain = (text: string): Words =>
  text.trim() === '' ? [] : text.split('\n').flatMap((line, index): Words => (index === 0 ? [{ text: line }] : [{ break: true }, { text: line }]));

export const hasWords = (words: Words) => words.some((run) => 'note' in run || ('text' in run && run.text.trim() !== ''));

/** What a reader hears of the words, without footnotes. */
export const textOf = (words: Words) => words.map((run) => ('text' in run ? run.text : 'break' in run ? ' ' : '')).join('');

/** For the cells of a head, which are bold by what they are. */
export const withoutStrong = (words: Words): Words =>
  words.map((run) => {
    if (!('text' in run)) return run;
    const { strong: _, ...others } = run;
    return others;
  });
