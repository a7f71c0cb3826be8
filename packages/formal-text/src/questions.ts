import { type Alternative, alternativeWord, type BeslutsgangStage } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type AlternativeContext, isProcedural, proceduralMatter, putAlternative } from './alternative.ts';
import { type AnswerCard, answerCard } from './answerCard.ts';
import { type MovedYrkande, questionOf } from './meeting.ts';
import { isSamePerson, type NamedPerson } from './person.ts';
import { senseOf } from './sense.ts';
import { settledOutcome, votedOn } from './voteSentences.ts';

/** A question that the chair put, and what came of it: by the vote that follows it, else as the chair found. */
export type AnsweredQuestion = {
  readonly stage: BeslutsgangStage | null;
  readonly puts: readonly Alternative[];
  readonly winner: Alternative | null;
};

/**
 * [PUT11] The questions of a document in their order, each with what won. A vote is on the question that it
 * stands after, and goes before what the chair found; after another vote it is a question of its own.
 * Nothing has won while a vote is not counted, or is a tie that nobody has settled.
 */
export function answeredQuestions(document: Node, context: AlternativeContext): readonly AnsweredQuestion[] {
  const questions: AnsweredQuestion[] = [];
  let isVotedOn = true;
  document.descendants((node) => {
    if (node.type.name === 'acclamation') {
      const { stage, puts, found } = questionOf(node);
      questions.push({ stage, puts, winner: found });
      isVotedOn = false;
    } else if (node.type.name === 'vote') {
      const [yes, no] = votedOn(node);
      const won = settledOutcome(node, context)?.winner ?? null;
      const asked = isVotedOn ? undefined : questions.pop();
      questions.push({
        stage: asked?.stage ?? (node.attrs.stage as BeslutsgangStage | null),
        puts: different([...(asked?.puts ?? []), ...[yes, no].filter((one) => one !== null)]),
        winner: won === null ? null : won === 'yes' ? yes : no,
      });
      isVotedOn = true;
    }
    return !node.isTextblock;
  });
  return questions;
}

const different = (puts: readonly Alternative[]) => [...new Map(puts.map((put) => [alternativeWord(put), put])).values()];

/** [QUE1] The yrkanden that met another and lost, with those that say the same. */
export function lostYrkanden(document: Node, context: AlternativeContext): readonly MovedYrkande[] {
  const { yrkanden } = context.meeting;
  const lost = new Set<string>();
  for (const { puts, winner } of answeredQuestions(document, context)) {
    if (winner === null) continue;
    for (const put of puts) if (alternativeWord(put) !== alternativeWord(winner) && put.about === 'yrkande') lost.add(put.id);
    if (winner.about === 'rejectionOf') lost.add(winner.id);
  }
  const moved = [...yrkanden.values()].filter(({ withdrawn }) => !withdrawn);
  const sense = ({ id }: MovedYrkande) => senseOf({ about: 'yrkande', id }, context);
  const lostSenses = new Set(moved.filter(({ id }) => lost.has(id)).map(sense));
  return moved.filter((one) => lostSenses.has(sense(one)));
}

/** The yrkande of this person that others may have been for, and lost with; null where they moved none, or it was carried. */
export function ownLostYrkande(document: Node, context: AlternativeContext, person: NamedPerson): string | null {
  const own = lostYrkanden(document, context).find(({ by }) => by.some((one) => isSamePerson(one, person)));
  return own?.id ?? null;
}

/** [QUE2] What the chair can put, in the words of the chair. Additions can be rejected in themselves; of points those that answer a clause are put. */
export function alternativesIn(context: AlternativeContext): readonly { readonly word: string; readonly label: string }[] {
  const moved = [...context.meeting.yrkanden.values()].filter(({ withdrawn }) => !withdrawn);
  const all: Alternative[] = [
    { about: 'proposedDecision' },
    ...moved.map(({ id }) => ({ about: 'yrkande' as const, id })),
    ...moved.filter(({ kind }) => kind === 'addition' || kind === 'amendment').map(({ id }) => ({ about: 'rejectionOf' as const, id })),
    ...(moved.some(isProcedural) ? [{ about: 'decideToday' as const }] : []),
    ...[...context.meeting.points.values()].filter(({ answers }) => answers.length > 0).map(({ id }) => ({ about: 'point' as const, id })),
  ];
  const named = all.flatMap((one) => {
    const label = putAlternative(one, context);
    return label === null ? [] : [{ word: alternativeWord(one), label }];
  });
  // Several who moved the same are one alternative, told by the first of them.
  return named.filter(({ label }, index) => named.findIndex((other) => other.label === label) === index);
}

/** [PUT11] Which kind of question it is, by what is put. */
export function stageOf(puts: readonly Alternative[], { meeting }: Pick<AlternativeContext, 'meeting'>): BeslutsgangStage {
  if (puts.some((put) => proceduralMatter(put, meeting) !== null)) return 'procedural';
  const moved = puts.flatMap((put) => (put.about === 'yrkande' || put.about === 'rejectionOf' ? [meeting.yrkanden.get(put.id)] : []));
  if (moved.length > 0 && moved.every((one) => one?.kind === 'addition')) return 'addition';
  return puts.some(({ about }) => about === 'point') ? 'clause' : 'main';
}

/** What Ja and Nej lead to in a vote, in plain words; null while it is not chosen what they are for. */
export function cardOf(vote: Node, context: AlternativeContext): AnswerCard | null {
  const [yes, no] = votedOn(vote);
  return yes === null || no === null ? null : answerCard(yes, no, vote.attrs.stage as BeslutsgangStage | null, context);
}
