import { type Alternative, alternativeWord, type BeslutsgangStage, readAlternative, type YrkandeKind } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type AlternativeContext, putAlternative } from './alternative.ts';
import { type AnswerCard, answerCard } from './answerCard.ts';
import { type MovedYrkande, questionOf } from './meeting.ts';
import { isSamePerson, type NamedPerson } from './person.ts';
import { senseOf } from './sense.ts';
import { settledOutcome } from './voteSentences.ts';

/** A question that the chair put, and what came of it: by the vote that follows it, else as the chair found. */
export type AnsweredQuestion = {
  readonly stage: BeslutsgangStage | null;
  readonly puts: readonly Alternative[];
  readonly winner: Alternative | null;
};

/** The questions of a document in their order, each with what won. */
export function answeredQuestions(document: Node, context: AlternativeContext): readonly AnsweredQuestion[] {
  const questions: AnsweredQuestion[] = [];
  document.descendants((node) => {
    if (node.type.name === 'acclamation') {
      const { stage, puts, found } = questionOf(node);
      questions.push({ stage, puts, winner: found });
    } else if (node.type.name === 'vote') {
      const [yes, no] = [readAlternative(node.attrs.yesFor), readAlternative(node.attrs.noFor)];
      if (yes === null || no === null) return false;
      const outcome = settledOutcome(node, context);
      const winner = outcome === null || outcome.winner === null ? null : outcome.winner === 'yes' ? yes : no;
      // A vote follows the question that it is about, by standing after it.
      const asked = questions.at(-1);
      const puts = asked?.puts ?? [yes, no];
      if (asked !== undefined && isPut(yes, asked.puts) && isPut(no, asked.puts)) questions.pop();
      questions.push({ stage: asked?.stage ?? null, puts: puts.length === 0 ? [yes, no] : puts, winner });
    }
    return !node.isTextblock;
  });
  return questions;
}

const isPut = (one: Alternative, puts: readonly Alternative[]) => puts.some((put) => alternativeWord(put) === alternativeWord(one));

/** The yrkanden that met another and lost, with those that say the same. */
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

/** What the chair can put, in the words of the chair. Additions can be rejected in themselves; of points those that answer a clause are put. */
export function alternativesIn(context: AlternativeContext): readonly { readonly word: string; readonly label: string }[] {
  const moved = [...context.meeting.yrkanden.values()].filter(({ withdrawn }) => !withdrawn);
  const all: Alternative[] = [
    { about: 'proposedDecision' },
    ...moved.map(({ id }) => ({ about: 'yrkande' as const, id })),
    ...moved.filter(({ kind }) => kind === 'addition' || kind === 'amendment').map(({ id }) => ({ about: 'rejectionOf' as const, id })),
    ...(moved.some(({ kind }) => isProcedural(kind)) ? [{ about: 'decideToday' as const }] : []),
    ...[...context.meeting.points.values()].filter(({ answers }) => answers.length > 0).map(({ id }) => ({ about: 'point' as const, id })),
  ];
  const named = all.flatMap((one) => {
    const label = putAlternative(one, context);
    return label === null ? [] : [{ word: alternativeWord(one), label }];
  });
  // Several who moved the same are one alternative, told by the first of them.
  return named.filter(({ label }, index) => named.findIndex((other) => other.label === label) === index);
}

const procedural: ReadonlySet<YrkandeKind> = new Set(['referralBack', 'minorityReferralBack', 'deferral', 'minorityDeferral', 'adjournment', 'decideToday']);
const isProcedural = (kind: YrkandeKind) => procedural.has(kind);

/** Which kind of question it is, by what is put. */
export function stageOf(puts: readonly Alternative[], context: AlternativeContext): BeslutsgangStage {
  if (puts.some((put) => put.about === 'decideToday' || (put.about === 'yrkande' && isProcedural(context.meeting.yrkanden.get(put.id)?.kind ?? 'other'))))
    return 'procedural';
  if (puts.some(({ about }) => about === 'rejectionOf')) return 'addition';
  return puts.some(({ about }) => about === 'point') ? 'clause' : 'main';
}

/** What Ja and Nej lead to in a vote, in plain words; null while it is not chosen what they are for. */
export function cardOf(vote: Node, context: AlternativeContext): AnswerCard | null {
  const [yes, no] = [readAlternative(vote.attrs.yesFor), readAlternative(vote.attrs.noFor)];
  return yes === null || no === null ? null : answerCard(yes, no, vote.attrs.stage as BeslutsgangStage | null, context);
}
