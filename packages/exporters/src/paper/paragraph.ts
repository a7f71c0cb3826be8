import { orderedNumber } from '../text/paragraph.ts';
import type { NodeWriter } from './writer.ts';

/** A text block by its attributes. Items and quotations that follow each other are gathered afterwards. */
export const paragraph: NodeWriter = (node, writer, place) => {
  const words = writer.words(node);
  if (words.length === 0) return [];
  // A paper has no room for more, and Typst stops at a few hundred.
  const depth = Math.min(Math.max(0, node.attrs.depth as number), 7);
  if (node.attrs.list === 'bullet') return [{ type: 'list', items: [{ mark: 'bullet', words, depth }] }];
  if (node.attrs.list === 'ordered') return [{ type: 'list', items: [{ mark: orderedNumber(node, place), words, depth }] }];
  const level = node.attrs.level as number;
  if (level > 0) {
    const look = Math.min(writer.headingDepth(place.parent) + level - 1, 4) as 2 | 3 | 4;
    return [{ type: 'heading', level: look, look, words }];
  }
  return node.attrs.quote === true ? [{ type: 'quotation', paragraphs: [words] }] : [{ type: 'paragraph', words }];
};
