import type { Alternative, BeslutsgangStage } from '@yrka/schema';
import { approvedOrRejected, withoutClause } from './acclamation.ts';
import { type AlternativeContext, decideAlternative, nameAlternative, proceduralMatter, putAlternative } from './alternative.ts';
import type { Question } from './meeting.ts';
import { senseOf } from './sense.ts';
import { unfill } from './wording.ts';

/** What alternatives are called, each by the words for it; those that two are called by are not among them. */
type AlternativeNames = ReadonlyMap<string, Alternative>;

/** Every alternative that a document knows. */
export function alternativesIn({ meeting }: AlternativeContext): readonly Alternative[] {
  const standing = [...meeting.yrkanden.values()].filter(({ withdrawn }) => !withdrawn);
  return [
    { about: 'proposedDecision' },
    { about: 'decideToday' },
    ...standing.flatMap(({ id }): Alternative[] => [
      { about: 'yrkande', id },
      { about: 'rejectionOf', id },
    ]),
    ...[...meeting.points.keys()].map((id): Alternative => ({ about: 'point', id })),
  ];
}

/** The alternatives of a document by what `name` calls them. Of those that come to the same the first bears the name. */
function namesOf(context: AlternativeContext, name: (alternative: Alternative) => readonly (string | null)[]): AlternativeNames {
  const names = new Map<string, Alternative>();
  const shared = new Set<string>();
  for (const alternative of alternativesIn(context)) {
    for (const words of new Set(name(alternative))) {
      const known = words === null ? undefined : names.get(words);
      if (words !== null && known === undefined) names.set(words, alternative);
      else if (words !== null && known !== undefined && senseOf(known, context) !== senseOf(alternative, context)) shared.add(words);
    }
  }
  for (const words of shared) names.delete(words);
  return names;
}

/**
 * [ACC11] The question that a sentence of the chair tells of, with its alternatives as the document
 * knows them; null where it is no such sentence in this municipality's wording, or names what the
 * document has not. `id` is null: the sentence does not tell it.
 */
export function readAcclamation(text: string, context: AlternativeContext): Omit<Question, 'id'> | null {
  const { wording, meeting } = context;
  const words = text.replace(/\s+/gu, ' ').trim();
  const names = namesOf(context, (one) => [putAlternative(one, context), nameAlternative(one, context)]);
  const forms = { sequence: `${wording.first}|${wording.next}|` };

  const alone = unfill(wording.approvalOrRejection, words, { ...forms, outcome: `${wording.carried}|${wording.lost}` });
  const put = alone === null ? undefined : names.get(alone.yrkande ?? '');
  if (alone !== null && put?.about === 'yrkande') {
    const rejection: Alternative = { about: 'rejectionOf', id: put.id };
    const kind = meeting.yrkanden.get(put.id)?.kind;
    const stage = kind === 'addition' ? 'addition' : kind === 'adjournment' ? 'procedural' : 'main';
    return { stage, puts: [put, rejection], found: alone.outcome === wording.lost ? rejection : put };
  }
  const formal = unfill(wording.proceduralAcclamation, words, forms);
  const formalPuts = formal === null ? null : putsOf(formal, names);
  const decided = formalPuts?.find((one) => proceduralMatter(one, meeting) !== null && decideAlternative(one, null, context) === formal?.found);
  if (formalPuts != null && decided !== undefined) return { stage: 'procedural', puts: formalPuts, found: decided };

  const afterMain = unfill(`${wording.mainProposal} {rest}`, words);
  const counter = unfill(wording.counterProposal, afterMain?.rest ?? words, forms);
  const counterQuestion = counter === null ? null : questionOf('counterProposal', counter, names);
  if (counterQuestion !== null) return counterQuestion;

  const byClause = unfill(wording.clauseAcclamation, words, forms);
  if (byClause !== null) {
    const clause = byClause.clause ?? '';
    const called = (one: Alternative) => [putAlternative(one, context), nameAlternative(one, context)];
    const within = (one: Alternative) => called(one).map((name) => name && withoutClause(name, clause));
    const isOfClause = (one: Alternative) => one.about !== 'point' || called(one).some((name) => name !== null && name !== withoutClause(name, clause));
    // The proposal is its answer to this clause, where it has one.
    const isAnswered = alternativesIn(context).some((one) => one.about === 'point' && isOfClause(one));
    const isNamed = (one: Alternative) => isOfClause(one) && !(isAnswered && one.about === 'proposedDecision');
    const known = questionOf(
      'clause',
      byClause,
      namesOf(context, (one) => (isNamed(one) ? within(one) : [])),
    );
    if (known !== null) return known;
  }
  const main = unfill(wording.acclamation, words, forms);
  return main === null ? null : questionOf('main', main, names);
}

function questionOf(stage: BeslutsgangStage, slots: Readonly<Record<string, string>>, names: AlternativeNames): Omit<Question, 'id'> | null {
  const puts = putsOf(slots, names);
  const found = names.get(slots.found ?? '');
  return puts === null || found === undefined || approvedOrRejected(puts, found) !== null ? null : { stage, puts, found };
}

/** `proposition på A`, `A mot B`, `A och B`: wherever the word between stands, both sides must be known. */
function putsOf({ against, list, first, second }: Readonly<Record<string, string>>, names: AlternativeNames): readonly Alternative[] | null {
  if (first !== undefined && second !== undefined) return bothOf(first, second, names);
  const words = against ?? list ?? '';
  const alone = names.get(against === undefined ? words : words.replace(/^proposition på /u, ''));
  if (alone !== undefined) return [alone];
  const between = against === undefined ? ' och ' : ' mot ';
  for (let at = words.indexOf(between); at !== -1; at = words.indexOf(between, at + 1)) {
    const both = bothOf(words.slice(0, at), words.slice(at + between.length), names);
    if (both !== null) return both;
  }
  return null;
}

function bothOf(one: string, other: string, names: AlternativeNames): readonly Alternative[] | null {
  const both = [names.get(one), names.get(other)].filter((known) => known !== undefined);
  return both.length === 2 ? both : null;
}
