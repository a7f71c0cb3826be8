import { isForInformation } from '../text/lines.ts';
import type { NodeWriter } from './writer.ts';

/** Underlag and attachments: the words as they stand. */
export const line: NodeWriter = (node, writer) => {
  const words = writer.words(node);
  return words.length === 0 ? [] : [{ type: 'lines', items: [words] }];
};

/** A recipient for information only says so, unless its words already do. */
export const recipient: NodeWriter = (node, writer) => {
  const words = writer.words(node);
  if (words.length === 0) return [];
  return [{ type: 'lines', items: [isForInformation(node) ? [...words, { text: ' (för kännedom)' }] : words] }];
};
