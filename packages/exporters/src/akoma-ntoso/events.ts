import { generatedSentence, isWithdrawn, itemPeopleOf, type ItemPerson, writtenWords } from '@yrka/formal-text';
import { personListRoles, type VoteAnswer, voteAnswers, type YrkandeKind } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { castVotesOf, isSaid, namesIn, structure } from '../text/events.ts';
import { answerConcepts, type EventConcept } from './concepts.ts';
import { type Content, element, type Element, ofBlock } from './element.ts';
import { label, named } from './words.ts';
import { blockPiece, type NodeWriter, type Piece, type Writer } from './writer.ts';

/** The words of an event where somebody wrote them, else the sentence of its structure with its people; then whatever else stands in it. */
export const event: NodeWriter = (node, writer) => {
  // What was taken back is in no minutes (PAR7).
  if (isWithdrawn(node)) return [];
  return eventOf(node, writer, []);
};

/** A vote also tells by name how each voted, whatever words it has. */
export const vote: NodeWriter = (node, writer) => {
  const lists = node.children.filter((child) => child.type.name === 'castVoteList');
  return eventOf(
    node,
    writer,
    lists.flatMap((list) => castLines(list, writer)),
  );
};

function eventOf(node: Node, writer: Writer, more: readonly Element[]): readonly Piece[] {
  const sentence = writtenWords(node) === null ? generatedSentence(node, writer.sentences) : '';
  const people = peopleIn(node);
  const said = (sentence ?? namesIn(node))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => element('p', {}, ...named(line, people, writer.references)));
  const inner = [...said, ...writer.blocks(node, (child) => !structure.has(child.type.name) && !isSaid(child, sentence ?? '')), ...more];
  if (inner.length === 0) return [];
  const name = node.type.name as EventConcept;
  const about = [writer.references.event(name), ...(name === 'yrkande' ? [writer.references.yrkande(node.attrs.kind as YrkandeKind)] : [])];
  const written = ofBlock(node.attrs.id, element('blockContainer', { class: name, refersTo: about }, ...inner));
  writer.tell(node, written);
  return [blockPiece(written)];
}

const peopleIn = (node: Node): readonly ItemPerson[] => personListRoles.flatMap((role) => itemPeopleOf(node, role));

/** A line per answer, each name in a `vote`. */
function castLines(list: Node, { references }: Writer): readonly Element[] {
  const votes = castVotesOf(list).filter(({ name }) => name !== '');
  return voteAnswers.flatMap((answer) => {
    const these = votes.filter((one) => one.answer === answer);
    if (these.length === 0) return [];
    const names = these.flatMap((one, index): Content[] => [...(index === 0 ? [] : [', ']), castVoteOf(one, answer, references)]);
    return [element('p', { class: 'castVotes' }, label(`${answerConcepts[answer]}: `), ...names)];
  });
}

function castVoteOf(one: ReturnType<typeof castVotesOf>[number], answer: VoteAnswer, references: Writer['references']): Content {
  const by = references.person(one);
  return element(
    'vote',
    { by, choice: references.answer(answer) },
    ...named(one.party === null || one.party === '' ? one.name : `${one.name} (${one.party})`, [one], references),
  );
}

export const castVoteList: NodeWriter = (node, writer) => castLines(node, writer).map(blockPiece);
// Outside its list a vote says nothing on paper either.
export const castVote: NodeWriter = () => [];
