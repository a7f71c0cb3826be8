import { type Change, compareDocuments, isWorthTelling } from '@yrka/comparison';
import type { Node } from 'prosemirror-model';

/** A place in a document that differs from another version, small enough to travel. */
export type Place =
  | {
      readonly kind: 'added' | 'changed' | 'moved' | 'movedAndChanged';
      readonly blockId: string;
      /** Where in the block's content it first differs. */
      readonly at: number;
    }
  | {
      readonly kind: 'removed';
      readonly blockId: string;
      /** The block behind which it stood; null when it was the first in `parentId`. */
      readonly afterId: string | null;
      /** Null for the document itself. */
      readonly parentId: string | null;
      /** Its words, or how they began. */
      readonly quote: string;
    };

/** What somebody who knows one version would want to see of another, in the order of the document. */
export function placesOf(before: Node, after: Node): readonly Place[] {
  return compareDocuments(before, after)
    .filter(isWorthTelling)
    .flatMap((change) => placeOf(change) ?? []);
}

/** Null where there is nothing that could be pointed at: a block that no editor has given an id yet. */
function placeOf(change: Change): Place | null {
  const { id: blockId } = change;
  if (blockId === null) return null;
  switch (change.kind) {
    case 'added':
    case 'moved':
      return { kind: change.kind, blockId, at: 0 };
    case 'changed':
      return { kind: change.isMoved ? 'movedAndChanged' : 'changed', blockId, at: change.at };
    case 'removed':
      return { kind: 'removed', blockId, afterId: change.afterId, parentId: change.parentId, quote: quoteOf(change.before) };
    default:
      return change satisfies never;
  }
}

/** As much as one recognises it by. */
const longestQuote = 160;

function quoteOf(node: Node): string {
  const words = textOf(node).replace(/\s+/gu, ' ').trim();
  return words.length > longestQuote ? `${words.slice(0, longestQuote).trimEnd().toWellFormed()}…` : words;
}

/** Without footnotes, whose words stand elsewhere on the paper. */
function textOf(node: Node): string {
  if (node.isText) return node.text ?? '';
  if (node.type.name === 'footnote') return '';
  return node.children.map(textOf).join(node.isTextblock ? '' : ' ');
}
