import { readOutcome } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import type { Paragraph } from './lines.ts';
import type { Nodes } from './nodes.ts';
import { listsOf, type Point, readPoint } from './points.ts';

const isMarked = (text: string) => /^(?:[-–−•*]\s|\d{1,2}[.)]\s|att\s)/u.test(text);

/** Whether a paragraph leads in what follows and is no point itself: "Kommunstyrelsen föreslår kommunfullmäktige besluta". */
const isLeadIn = (text: string, next: string | null) =>
  // What has a mark is a point, with a table or names below it that are none; unless it leads in points with marks of their own.
  !(isMarked(text) && (!/:$/u.test(text) || next === null || !isMarked(next))) &&
  !/^att\s/u.test(text) &&
  (/:$/u.test(text) || (!/[.!?]$/u.test(text) && next !== null && (/^(?:att\s|[-–•]\s|1[.)]\s)/u.test(next) || /\b(?:besluta[rt]?|följande)$/u.test(text))));

/** A decision or a proposal: its lead-in as text, its points as points. */
export function readDecisions(paragraphs: readonly Paragraph[], nodes: Nodes): readonly Node[] {
  const content: Node[] = [];
  let points: Point[] = [];
  /** Below a marked point that ends on a colon stands what it names. */
  let isOfPoint = false;
  const flush = () => {
    for (const list of listsOf(points, false))
      content.push(
        nodes.block(
          'decisionList',
          {},
          list.map(({ text, att }) => nodes.line('decisionPoint', { att, outcome: readOutcome(text) }, text)),
        ),
      );
    points = [];
  };
  paragraphs.forEach((paragraph, index) => {
    const { text } = paragraph;
    isOfPoint = isMarked(text) ? /:$/u.test(text) : isOfPoint;
    if (!/[\p{L}\p{N}]/u.test(text) || /^alternativ\b/iu.test(text) || (isOfPoint && !isMarked(text)) || isLeadIn(text, paragraphs[index + 1]?.text ?? null)) {
      flush();
      content.push(nodes.paragraph(text));
    } else points.push(readPoint(text));
  });
  flush();
  return content;
}
