import { generatedSentence } from '@yrka/formal-text';
import { deletionOf } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { Words } from './page.ts';
import { hasWords, plain } from './words.ts';
import type { NodeWriter, Writer } from './writer.ts';

/** A clause of a motion or a point of a decision. The word att belongs to the block, not to its text, and is written before it. */
export const clause: NodeWriter = (node, writer, { parent, index }) => {
  const words = clauseWords(node, writer);
  return words.length === 0 ? [] : [{ type: 'clauses', items: [{ number: numberAt(parent, index, writer.isComparison ? stands : isShown), words }] }];
};

/** A point without words of its own says what its outcome says. */
function clauseWords(node: Node, writer: Writer): Words {
  const own = writer.words(node);
  const words = own.length === 0 && node.type.name === 'decisionPoint' ? plain(generatedSentence(node, writer.sentences) ?? '') : own;
  return hasWords(words) && node.attrs.att === true ? [{ text: 'att ' }, ...words] : words;
}

/** Numbers are derived when shown, where there are several: on paper those with att have one as well, hanging in the margin as on the screen. */
function numberAt(parent: Node, index: number, counts: (node: Node) => boolean): number | null {
  const isNumbered = counts(parent.child(index)) && countOf(parent, parent.childCount, counts) > 1;
  return isNumbered ? countOf(parent, index, counts) + 1 : null;
}

function countOf(parent: Node, end: number, counts: (node: Node) => boolean): number {
  let count = 0;
  for (let index = 0; index < end; index++) if (counts(parent.child(index))) count++;
  return count;
}

const isShown = (node: Node) =>
  (node.type.name === 'attClause' || node.type.name === 'decisionPoint') && (node.textContent.trim() !== '' || node.attrs.outcome != null);

const stands = (node: Node) => isShown(node) && deletionOf(node) === null;
