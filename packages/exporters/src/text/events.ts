import { type CastVote, castVotesIn, generatedSentence, isWithdrawn, peopleOf, writeCastVotes, writePeople, writtenWords } from '@yrka/formal-text';
import { personListRoles, type VoteAnswer } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { NodeWriter } from './writer.ts';

/** What an event says through its sentence and not as a block of its own. */
export const structure: ReadonlySet<string> = new Set(['personList', 'fieldList', 'castVoteList']);

/** The words of an event where somebody wrote them, else the sentence of its structure; then whatever else stands in it. */
export const event: NodeWriter = (node, writer) => {
  // What was taken back is in no minutes (PAR7).
  if (isWithdrawn(node)) return '';
  const sentence = writtenWords(node) === null ? generatedSentence(node, writer.sentences) : '';
  const blocks = writer.blocks(node, (child) => !structure.has(child.type.name) && !isSaid(child, sentence ?? ''));
  // Too little for a sentence: who it is stands all the same, nobody is left out of the paper.
  return [sentence ?? namesIn(node), blocks].filter((part) => part !== '').join('\n');
};

/** Whether the sentence of a yrkande holds the clauses of its list already. */
export function isSaid(list: Node, sentence: string): boolean {
  if (list.type.name !== 'yrkandeList' || sentence === '') return false;
  return list.children.every((clause) => sentence.includes(clause.textContent.trim().replace(/[.;,]$/u, '')));
}

export function namesIn(event: Node): string {
  const names: string[] = [];
  for (const role of personListRoles) {
    const people = writePeople(peopleOf(event, role));
    if (people !== '') names.push(people);
  }
  return names.join('\n');
}

/** A vote in words of its own still tells the votes of those whom the words do not name. */
export const vote: NodeWriter = (node, writer, place) => {
  const said = event(node, writer, place);
  return [said, writeCastVotes(unsaidVotes(node, said)) ?? ''].filter((part) => part !== '').join('\n');
};

/** The votes of those whom these words do not name. */
export const unsaidVotes = (vote: Node, said: string): readonly CastVote[] => castVotesIn(vote).filter(({ name }) => name !== '' && !said.includes(name));

export const castVoteList: NodeWriter = (node) => writeCastVotes(castVotesOf(node)) ?? '';
export const castVote: NodeWriter = (node) => writeCastVotes([readCastVote(node)]) ?? '';

export function castVotesOf(list: Node): CastVote[] {
  const votes: CastVote[] = [];
  list.forEach((child) => {
    if (child.type.name === 'castVote') votes.push(readCastVote(child));
  });
  return votes;
}

export const readCastVote = (node: Node): CastVote => ({
  name: node.textContent.trim(),
  party: node.attrs.party as string | null,
  answer: node.attrs.answer as VoteAnswer | null,
});
