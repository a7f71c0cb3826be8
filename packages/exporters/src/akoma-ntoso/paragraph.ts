import { orderedNumber } from '../text/paragraph.ts';
import { element, ofBlock } from './element.ts';
import { blockPiece, type NodeWriter } from './writer.ts';

/** A text block by its attributes. Headings, items and quotations are gathered afterwards. */
export const paragraph: NodeWriter = (node, writer, place) => {
  const words = writer.words(node);
  if (words.length === 0) return [];
  const written = ofBlock(node.attrs.id, element('p', {}, ...words));
  // No reader's program goes deeper, and ids grow with it.
  const depth = Math.min(Math.max(0, node.attrs.depth as number), 7);
  if (node.attrs.list === 'bullet') return [{ type: 'item', mark: 'bullet', depth, element: written }];
  if (node.attrs.list === 'ordered') return [{ type: 'item', mark: orderedNumber(node, place), depth, element: written }];
  const level = node.attrs.level as number;
  if (level > 0) return [{ type: 'heading', level: Math.min(level, 3), node, words }];
  return [node.attrs.quote === true ? { type: 'quotation', element: written } : blockPiece(written)];
};
