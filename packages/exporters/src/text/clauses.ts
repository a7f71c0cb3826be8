import { generatedSentence } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import type { NodeWriter, Place } from './writer.ts';

/** The word att belongs to the block, not to its text, and is written before it. */
export const attClause: NodeWriter = (node, writer, place) => withAtt(node, writer.inline(node), place);

/** A point without words of its own says what its outcome says. */
export const decisionPoint: NodeWriter = (node, writer, place) =>
  withAtt(node, node.textContent.trim() === '' ? (generatedSentence(node, writer.sentences) ?? '') : writer.inline(node), place);

function withAtt(node: Node, words: string, place: Place): string {
  if (words.trim() === '') return '';
  if (node.attrs.att === true) return `att ${words}`;
  const number = numberOf(node, place);
  return number === null ? words : `${number}. ${words}`;
}

/**
 * Numbers are derived when shown. Whole sentences are numbered when there are several, since
 * others speak of "punkt 1"; clauses that begin with att are told apart by it.
 */
function numberOf(node: Node, { parent, index }: Place): number | null {
  const [numbered, before] = [countOf(parent, parent.childCount), countOf(parent, index)];
  return numbered < 2 || !isSentence(node) ? null : before + 1;
}

function countOf(parent: Node, end: number): number {
  let count = 0;
  for (let index = 0; index < end; index++) if (isSentence(parent.child(index))) count++;
  return count;
}

const isSentence = (node: Node) =>
  (node.type.name === 'attClause' || node.type.name === 'decisionPoint') &&
  node.attrs.att !== true &&
  (node.textContent.trim() !== '' || node.attrs.outcome != null);
