import * as Y from 'yjs';
import { orderedChildren, type Parent, rootOf } from './tree.ts';

/** Words of one block. */
export type Unsent = { readonly blockId: string | null; readonly words: string };

/**
 * What was typed under these client ids and is not in `stored` (a state vector of what the server
 * is known to have): the words of each block in the document's order, without anybody else's
 * between them. Empty when there is nothing. For a writer who may no longer read the document, to
 * whom their own words are offered.
 */
export function unsentWords(ydoc: Y.Doc, own: ReadonlySet<number>, stored: Uint8Array): readonly Unsent[] {
  const known = Y.decodeStateVector(stored);
  const blocks: Unsent[] = [];
  const ofText = (text: Y.XmlText): string => {
    let words = '';
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted) continue;
      if (item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlElement) visit(item.content.type); // a footnote, which is a block of its own here
      if (!(item.content instanceof Y.ContentString) || !own.has(item.id.client)) continue;
      // What was typed without a pause is one item, of which the server may have the beginning.
      words += item.content.str.slice(Math.max(0, (known.get(item.id.client) ?? 0) - item.id.clock));
    }
    return words;
  };
  const visit = (parent: Parent): void => {
    for (const child of orderedChildren(parent)) {
      if (child instanceof Y.XmlElement) visit(child);
      else {
        const words = ofText(child);
        const blockId: unknown = parent instanceof Y.XmlElement ? parent.getAttribute('id') : null;
        if (words.trim() !== '') blocks.push({ blockId: typeof blockId === 'string' ? blockId : null, words });
      }
    }
  };
  visit(rootOf(ydoc));
  return blocks;
}
