import { element, ofBlock } from './element.ts';
import { blockPiece, type NodeWriter } from './writer.ts';

export const title: NodeWriter = (node, writer) => {
  const words = writer.words(node);
  return words.length === 0 ? [] : [blockPiece(ofBlock(node.attrs.id, element('p', { class: 'title' }, element('docTitle', {}, ...words))))];
};
