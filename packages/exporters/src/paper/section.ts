import { isDecisionToPropose, headingOf } from '../text/section.ts';
import type { Block } from './page.ts';
import { plain } from './words.ts';
import type { NodeWriter } from './writer.ts';

/** A part with its heading; one without content is left out, as in plain text (text/section.ts). */
export const section: NodeWriter = (node, writer, place) => {
  const words = plain(headingOf(node, writer));
  const heading: readonly Block[] = words.length === 0 ? [] : [{ type: 'heading', level: 2, look: 2, words }];
  const body = writer.blocks(node);
  if (body.length > 0) return [...heading, ...body];
  return node.attrs.heading !== null || isDecisionToPropose(node, place) ? heading : [];
};
