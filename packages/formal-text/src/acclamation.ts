import type { Alternative } from '@yrka/schema';
import { type AlternativeContext, decideAlternative, nameAlternative, proceduralMatter, putAlternative } from './alternative.ts';
import { writeClauseReference } from './clauseReference.ts';
import type { Question } from './meeting.ts';
import { joinWithOch } from './person.ts';
import { fill } from './wording.ts';
import { theNounOf } from './yrkandeName.ts';

/**
 * [ACC4]–[ACC9] What the chair put and found: `Ordföranden ställer ‹A› mot ‹B› och finner att
 * kommunstyrelsen beslutar i enlighet med ‹A›.` Null while nothing is put or found, where it is not
 * known who decides, and where an alternative is not in the document.
 */
export function writeAcclamation(question: Question, context: AlternativeContext): string | null {
  const { meeting, wording } = context;
  const { puts, found, stage } = question;
  const { body } = meeting;
  if (found === null || body === null || puts.length === 0) return null;
  const words = puts.map((put) => putAlternative(put, context));
  const foundWords = nameAlternative(found, context);
  if (words.includes(null) || foundWords === null) return null;
  const put = words as string[];
  const slots = {
    sequence: sequenceOf(question, context),
    body,
    against: against(put),
    list: joinWithOch(put),
    first: put[0] ?? '',
    second: put[1] ?? '',
    found: foundWords,
  };

  const alone = approvedOrRejected(puts, found);
  if (alone !== null) {
    const yrkande = meeting.yrkanden.get(alone);
    const name = putAlternative({ about: 'yrkande', id: alone }, context);
    if (yrkande === undefined || name === null) return null;
    const outcome = found.about === 'rejectionOf' ? wording.lost : wording.carried;
    return fill(wording.approvalOrRejection, { ...slots, yrkande: name, outcome, theNoun: theNounOf(yrkande.kind) });
  }
  if (proceduralMatter(found, meeting) !== null) {
    const decision = decideAlternative(found, null, context);
    return decision && fill(wording.proceduralAcclamation, { ...slots, found: decision });
  }
  if (stage === 'counterProposal') return counterProposal(question, fill(wording.counterProposal, slots), context);
  const clause = stage === 'clause' ? clauseOf(puts, context) : null;
  if (clause !== null) return inClause(puts, clause, slots, context);
  return fill(wording.acclamation, slots);
}

/** [ACC5] `först` and `därefter`, where more than one question is put. */
function sequenceOf(question: Question, { meeting, wording }: AlternativeContext): string {
  const place = meeting.questions.findIndex(({ id }) => id !== null && id === question.id);
  return meeting.questions.length < 2 || place === -1 ? '' : place === 0 ? wording.first : wording.next;
}

/** `A mot B`; one alone is put in itself, three and more against each other. */
function against(put: readonly string[]): string {
  if (put.length === 1) return `proposition på ${put[0] ?? ''}`;
  return put.length === 2 ? put.join(' mot ') : `${joinWithOch(put)} mot varandra`;
}

/** [ACC7] The yrkande that is approved or rejected in itself, as an addition is; null for another question. */
export function approvedOrRejected(puts: readonly Alternative[], found: Alternative | null): string | null {
  const rejected = [...puts, ...(found === null ? [] : [found])].find((one) => one.about === 'rejectionOf');
  return rejected !== undefined && 'id' in rejected ? rejected.id : null;
}

/** [ACC6] The first question of the kind says which proposal the winner will stand against. */
function counterProposal(question: Question, sentence: string, context: AlternativeContext): string {
  const { questions } = context.meeting;
  const isFirst = questions.find(({ stage }) => stage === 'counterProposal')?.id === question.id;
  const main = isFirst ? mainProposal(questions) : null;
  const name = main === null ? null : nameAlternative(main, context);
  return name === null ? sentence : `${fill(context.wording.mainProposal, { main: name })} ${sentence}`;
}

/** The proposal of the main question that took no part in finding the one against it. */
function mainProposal(questions: readonly Question[]): Alternative | null {
  const met = new Set(questions.filter(({ stage }) => stage === 'counterProposal').flatMap(({ puts }) => puts.map(wordOf)));
  const main = questions.find(({ stage }) => stage === 'main')?.puts.filter((put) => !met.has(wordOf(put))) ?? [];
  return main.length === 1 ? (main[0] ?? null) : null;
}

const wordOf = (alternative: Alternative) => ('id' in alternative ? `${alternative.about} ${alternative.id}` : alternative.about);

/** [ACC8] The clause that a question is about: that of the proposal's point, or of a yrkande towards it; the narrower of the two. */
function clauseOf(puts: readonly Alternative[], { meeting, clauses }: AlternativeContext): readonly number[] | null {
  const idsOf = (put: Alternative): readonly string[] => {
    if (put.about === 'point') return meeting.points.get(put.id)?.answers ?? [];
    return put.about === 'yrkande' ? [meeting.yrkanden.get(put.id)?.targetId ?? ''] : [];
  };
  const placed = puts.map((put) => idsOf(put).map((id) => clauses.indexOf(id) + 1)).map((places) => places.filter((place) => place > 0));
  return placed.filter((places) => places.length > 0).sort((one, other) => one.length - other.length)[0] ?? null;
}

/** Within its clause nothing says again which clause it is. */
function inClause(
  puts: readonly Alternative[],
  places: readonly number[],
  slots: Readonly<Record<string, string>>,
  context: AlternativeContext,
): string | null {
  const clause = writeClauseReference(places);
  if (clause === null) return null;
  const put = puts.map((one) => withoutClause(putAlternative(one, context) ?? '', clause));
  return fill(context.wording.clauseAcclamation, {
    ...slots,
    clause,
    against: against(put),
    list: joinWithOch(put),
    first: put[0] ?? '',
    second: put[1] ?? '',
    found: withoutClause(slots.found ?? '', clause),
  });
}

/** `Bo Källströms (L) yrkande om bifall`, where the sentence has said of what. */
export function withoutClause(words: string, clause: string): string {
  return words.replace(` i fråga om ${clause}`, '').replace(new RegExp(` (?:till|på) ${clause}$`, 'u'), '');
}
