import { headingOf, isDecisionToPropose } from '../text/section.ts';
import type { NodeWriter } from './writer.ts';

/** An empty part is left out, but where its heading alone says something (text/section.ts). */
export const section: NodeWriter = (node, writer, place) => {
  const [heading, pieces] = [headingOf(node, writer), writer.pieces(node)];
  if (pieces.length > 0) return [{ type: 'part', node, heading, pieces }];
  const stands = heading.trim() !== '' && (node.attrs.heading !== null || isDecisionToPropose(node, place));
  return stands ? [{ type: 'part', node, heading, pieces }] : [];
};
