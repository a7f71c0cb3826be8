import type { Node } from 'prosemirror-model';
import type { CommentEdge } from './words.ts';

/** Which words a comment is about, as positions in the document; null for the document as a whole, or for words that are gone. */
export type CommentPlace = { readonly at: { readonly from: number; readonly to: number } | null };

/** Where comments begin and end in each block; in a block that is none of the document's, nowhere. */
export function edgesIn(document: Node, comments: readonly CommentPlace[]): (parent: Node) => readonly CommentEdge[] {
  const edges = new Map<unknown, CommentEdge[]>();
  for (const [comment, { at }] of comments.entries()) {
    if (at === null || at.from < 0 || at.to > document.content.size || at.from >= at.to) continue;
    for (const end of [false, true]) {
      const place = document.resolve(end ? at.to : at.from);
      const parent = place.parent;
      if (!parent.isTextblock) continue;
      edges.set(keyOf(parent), [...(edges.get(keyOf(parent)) ?? []), { offset: place.parentOffset, comment, end }]);
    }
  }
  for (const all of edges.values()) all.sort((a, b) => a.offset - b.offset || Number(b.end) - Number(a.end));
  return (parent) => edges.get(keyOf(parent)) ?? [];
}

/** A block by its id, since it may be shown elsewhere than where it stands. */
const keyOf = (block: Node): unknown => block.attrs.id ?? block;
