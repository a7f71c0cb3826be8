import { generatedSentence, isWithdrawn, writeCastVotes, writtenWords } from '@yrka/formal-text';
import { castVotesOf, isSaid, namesIn, readCastVote, structure, unsaidVotes } from '../text/events.ts';
import type { Block } from './page.ts';
import { plain, textOf } from './words.ts';
import type { NodeWriter } from './writer.ts';

/** The words of an event where somebody wrote them, else the sentence of its structure; then whatever else stands in it. */
export const event: NodeWriter = (node, writer) => {
  // What was taken back is in no minutes (PAR7).
  if (isWithdrawn(node)) return [];
  const sentence = writtenWords(node) === null ? generatedSentence(node, writer.sentences) : '';
  const blocks = writer.blocks(node, (child) => !structure.has(child.type.name) && !isSaid(child, sentence ?? ''));
  // Too little for a sentence: who it is stands all the same, nobody is left out of the paper.
  return [...paragraphs(sentence ?? namesIn(node)), ...blocks];
};

/** A vote in words of its own still tells the votes of those whom the words do not name. */
export const vote: NodeWriter = (node, writer, place) => {
  const blocks = event(node, writer, place);
  const said = blocks.map((block) => ('words' in block ? textOf(block.words) : '')).join('\n');
  return [...blocks, ...paragraphs(writeCastVotes(unsaidVotes(node, said)) ?? '')];
};

export const castVoteList: NodeWriter = (node) => paragraphs(writeCastVotes(castVotesOf(node)) ?? '');
export const castVote: NodeWriter = (node) => paragraphs(writeCastVotes([readCastVote(node)]) ?? '');

/** A paragraph per line. */
function paragraphs(text: string): readonly Block[] {
  return text
    .split('\n')
    .map(plain)
    .filter((words) => words.length > 0)
    .map((words) => ({ type: 'paragraph', words }));
}
