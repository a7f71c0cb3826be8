import type { Node } from 'prosemirror-model';
import { contextOf, type ContextOptions, sentenceOf } from './sentence.ts';

/**
 * [MEE1] What a document tells of its meeting, in order: the words of each event, its own where
 * somebody wrote them. Events of which nothing can be said yet, and what was withdrawn, are left out.
 * Points of decisions are not among them: they are the result, and stand in their lists.
 */
export function writeMeeting(document: Node, options: ContextOptions = {}): readonly string[] {
  const context = contextOf(document, options);
  const words: string[] = [];
  document.descendants((node) => {
    if (node.type.name === 'decisionPoint') return false;
    const said = isEvent(node) ? sentenceOf(node, context) : null;
    if (said !== null) words.push(said);
    return !node.isTextblock && !isEvent(node);
  });
  return words;
}

/** What has a sentence that can be written over is an event, as the schema marks it. */
const isEvent = (node: Node) => 'writtenOver' in node.attrs;
