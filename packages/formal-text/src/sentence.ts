import type { ClauseReference, Outcome, ReservationForm, VoteAnswer, YrkandeKind, YrkandeRank, YrkandeTarget } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { writeDecision } from './decisionPoint.ts';
import { writeDeliberation } from './deliberation.ts';
import type { NamedPerson } from './person.ts';
import { writeReservation } from './reservation.ts';
import { writeConflictOfInterest, writeSeparateStatement } from './statement.ts';
import { type CastVote, writeCastVotes, writeVoteMeanings, writeVoteResult } from './vote.ts';
import { defaultWording, type Wording } from './wording.ts';
import { writeYrkande } from './yrkande.ts';

/** What a sentence needs to know beyond its own node. */
export type SentenceContext = {
  readonly wording: Wording;
  /** Who moved each yrkande of the document, by its id. */
  readonly movers: ReadonlyMap<string, readonly NamedPerson[]>;
  /** The ids of the motion's clauses in order; [] where they are not at hand. */
  readonly clauses: readonly string[];
};

/** Gathers the context that a document gives. `clauses` are the motion's, when the document is not the motion itself. */
export function contextOf(document: Node, options: { readonly wording?: Partial<Wording>; readonly clauses?: readonly string[] } = {}): SentenceContext {
  const movers = new Map<string, readonly NamedPerson[]>();
  const ownClauses: string[] = [];
  document.descendants((node) => {
    if (node.type.name === 'yrkande' && typeof node.attrs.id === 'string') movers.set(node.attrs.id, peopleOf(node, 'by'));
    if (node.type.name === 'attClause' && typeof node.attrs.id === 'string') ownClauses.push(node.attrs.id);
    return !node.isTextblock;
  });
  return { wording: { ...defaultWording, ...options.wording }, movers, clauses: options.clauses ?? ownClauses };
}

/**
 * [SEN1] The words of an event: those written by hand where there are any, else the sentence that
 * its structure gives, else null. Several paragraphs are divided by a line break. Null too for a
 * node that is no event.
 */
export function sentenceOf(node: Node, context: SentenceContext): string | null {
  return writtenWords(node) ?? generatedSentence(node, context);
}

/** [SEN2] What the structure alone says: what is offered beside words written by hand. */
export function generatedSentence(node: Node, context: SentenceContext): string | null {
  switch (node.type.name) {
    case 'yrkande':
      return yrkandeSentence(node, context);
    case 'deliberation':
      return writeDeliberation(peopleOf(node, 'speakers'));
    case 'reservation':
      return writeReservation({
        by: peopleOf(node, 'by'),
        form: node.attrs.form as ReservationForm,
        inFavourOf: context.movers.get(node.attrs.inFavourOf as string) ?? null,
      });
    case 'separateStatement':
      return writeSeparateStatement(peopleOf(node, 'by'));
    case 'conflictOfInterest':
      return writeConflictOfInterest(peopleOf(node, 'by'));
    // What was noted is in the words alone.
    case 'minutesNote':
      return null;
    case 'vote':
      return voteSentences(node);
    case 'decisionPoint':
      return decisionSentence(node, context);
    default:
      return null;
  }
}

/** [SEN3] The words that somebody wrote: the text of a point, the paragraphs and clauses of an event; null when there are none. */
export function writtenWords(node: Node): string | null {
  if (node.isTextblock) return node.textContent.trim() === '' ? null : node.textContent;
  const lines: string[] = [];
  node.forEach((child) => {
    if (child.type.name === 'paragraph' && child.textContent.trim() !== '') lines.push(child.textContent);
  });
  return lines.length === 0 ? null : lines.join('\n');
}

/** The people of the lists with this role inside a node, without those whose name is still empty. */
export function peopleOf(node: Node, role: string): readonly NamedPerson[] {
  const people: NamedPerson[] = [];
  node.forEach((list) => {
    if (list.type.name !== 'personList' || list.attrs.role !== role) return;
    list.forEach((person) => {
      const name = person.textContent.trim();
      if (name !== '') people.push({ name, party: (person.attrs.party as string | null) || null });
    });
  });
  return people;
}

function yrkandeSentence(node: Node, context: SentenceContext): string | null {
  const targetId = node.attrs.targetId as string | null;
  const place = targetId === null ? 0 : context.clauses.indexOf(targetId) + 1;
  const by = peopleOf(node, 'by');
  const kind = node.attrs.kind as YrkandeKind;
  const sentence = writeYrkande(
    {
      by,
      kind,
      rank: node.attrs.rank as YrkandeRank | null,
      target: node.attrs.target as YrkandeTarget,
      clause: place === 0 ? null : place,
      targetBy: targetId === null ? [] : (context.movers.get(targetId) ?? []),
      targetWords: fieldOf(node, 'target'),
    },
    context.wording,
  );
  return sentence;
}

function voteSentences(node: Node): string | null {
  const votes: CastVote[] = [];
  node.forEach((list) => {
    if (list.type.name !== 'castVoteList') return;
    list.forEach((vote) => {
      votes.push({ name: vote.textContent.trim(), party: vote.attrs.party as string | null, answer: vote.attrs.answer as VoteAnswer | null });
    });
  });
  const proposition = fieldOf(node, 'proposition').trim();
  const { yes, no, abstain, absent } = node.attrs as { yes: number | null; no: number | null; abstain: number | null; absent: number | null };
  const lines = [
    proposition === '' ? writeVoteMeanings(fieldOf(node, 'yesMeans'), fieldOf(node, 'noMeans')) : proposition,
    writeCastVotes(votes),
    writeVoteResult({ yes, no, abstain, absent }),
  ].filter((line) => line !== null);
  return lines.length === 0 ? null : lines.join('\n');
}

function decisionSentence(node: Node, context: SentenceContext): string | null {
  const outcome = node.attrs.outcome as Outcome | null;
  if (outcome === null) return null;
  const answers = (node.attrs.answers as readonly ClauseReference[] | null) ?? [];
  const places = answers.map(({ clause }) => context.clauses.indexOf(clause) + 1);
  // A clause that is not at hand has no place, and a sentence about the whole motion would be untrue.
  if (places.includes(0)) return null;
  return writeDecision({ outcome, clauses: places, clauseCount: context.clauses.length, att: node.attrs.att === true });
}

/** The words of a field of this name directly inside the node or in one of its field lists; '' when there is none. */
function fieldOf(node: Node, name: string): string {
  let words = '';
  node.forEach((child) => {
    if (child.type.name === 'field' && child.attrs.name === name) words ||= child.textContent;
    if (child.type.name === 'fieldList') words ||= fieldOf(child, name);
  });
  return words;
}
