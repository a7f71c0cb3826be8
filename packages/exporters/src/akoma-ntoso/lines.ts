import { isForInformation } from '../text/lines.ts';
import { element, ofBlock } from './element.ts';
import { label } from './words.ts';
import { blockPiece, type NodeWriter } from './writer.ts';

/** Underlag, attachments, recipients: a line each. */
export const line: NodeWriter = (node, writer) => {
  const words = writer.words(node);
  if (words.length === 0) return [];
  const purpose = node.type.name === 'recipient' && isForInformation(node) ? [label(' (för kännedom)')] : [];
  return [blockPiece(ofBlock(node.attrs.id, element('p', { class: node.type.name }, ...words, ...purpose)))];
};
