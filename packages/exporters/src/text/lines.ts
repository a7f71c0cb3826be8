import type { Node } from 'prosemirror-model';
import type { NodeWriter } from './writer.ts';

/** Underlag and attachments: the words as they stand. */
export const line: NodeWriter = (node, writer) => writer.inline(node).trim();

/** A recipient for information only says so, unless its words already do. */
export const recipient: NodeWriter = (node, writer) => {
  const words = writer.inline(node).trim();
  return words !== '' && isForInformation(node) ? `${words} (för kännedom)` : words;
};

/** Whether a recipient is for information only and its own words do not say so. */
export const isForInformation = (recipient: Node) => recipient.attrs.purpose === 'information' && !/kännedom|\bFK\b/iu.test(recipient.textContent);
