import { type Alternative, alternativeWord, type BeslutsgangStage } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { AlternativeContext } from './alternative.ts';
import { type AnswerCard, answerCard, cardOfAwaited } from './answerCard.ts';
import { type MovedYrkande, proposedPoints } from './meeting.ts';
import { type AnsweredQuestion, answeredQuestions } from './questions.ts';
import { senseOf } from './sense.ts';
import { contextOf, type ContextOptions } from './sentence.ts';

/** A question that the chair may put: its first alternative is the one for which Ja would be a vote. */
export type ProposedQuestion = {
  readonly stage: BeslutsgangStage;
  readonly puts: readonly Alternative[];
  /** Whether the winner of the question before it comes in as its second alternative, and is not known yet. */
  readonly awaitsWinner: boolean;
  /** The yrkanden that are decided by it: those that it puts, those that say the same, and those that oppose it. */
  readonly yrkanden: readonly string[];
  readonly card: AnswerCard;
};

/** Several yrkanden that come to the same; the first stands for them all. */
type Group = { readonly sense: string; readonly first: MovedYrkande; readonly members: readonly MovedYrkande[] };

/**
 * [PUT1]–[PUT8] An order in which the chair may put what was moved. It is proposed: the chair decides,
 * and nothing is written in the document. Questions that the document has already found an answer to
 * give their winner to the one that waits for it.
 */
export function proposeBeslutsgang(document: Node, options: ContextOptions = {}): readonly ProposedQuestion[] {
  const context = contextOf(document, options);
  const groups = groupsOf(context);
  const winners = counterProposalsFound(document, context);
  const questions = [
    ...proceduralQuestions(groups, context),
    ...substantiveQuestions(groups, context, winners),
    ...alone(groups, 'amendment', 'main', context),
    ...alone(groups, 'addition', 'addition', context),
  ];
  return withThoseWhoOppose(questions, groups);
}

/** Whoever moved that a yrkande be rejected is answered where that one is put. */
function withThoseWhoOppose(questions: readonly ProposedQuestion[], groups: readonly Group[]): readonly ProposedQuestion[] {
  return questions.map((one) => {
    const yrkanden = [...one.yrkanden];
    // Somebody may oppose one who opposes: whoever is added is looked at as well.
    for (const id of yrkanden)
      yrkanden.push(...idsOf(groups.filter(({ sense }) => sense === `rejectionOf ${id}`)).filter((other) => !yrkanden.includes(other)));
    return { ...one, yrkanden };
  });
}

/** [PUT2] The yrkanden that stand, those that come to the same together, in the order of the first of each. */
function groupsOf(context: AlternativeContext): readonly Group[] {
  const groups = new Map<string, MovedYrkande[]>();
  for (const yrkande of context.meeting.yrkanden.values()) {
    if (yrkande.withdrawn) continue;
    const sense = senseOf({ about: 'yrkande', id: yrkande.id }, context) ?? '';
    groups.set(sense, [...(groups.get(sense) ?? []), yrkande]);
  }
  return [...groups].map(([sense, members]) => ({ sense, members, first: leaderOf(members) }));
}

/** Of those that come to the same, one that says it itself stands for those that only support another. */
const leaderOf = (members: readonly MovedYrkande[]) => (members.find(({ target }) => target !== 'yrkande') ?? members[0]) as MovedYrkande;

const named = (group: Group): Alternative => ({ about: 'yrkande', id: group.first.id });
const idsOf = (groups: readonly (Group | undefined)[]) => groups.flatMap((group) => group?.members.map(({ id }) => id) ?? []);

/** [PUT1, PUT3] Each is put against that the matter is decided today, never against another. */
function proceduralQuestions(groups: readonly Group[], context: AlternativeContext): readonly ProposedQuestion[] {
  const today = groups.find(({ sense }) => sense === 'decideToday');
  const questions: ProposedQuestion[] = [];
  const adjournment = groups.find(({ sense }) => sense === 'adjournment');
  if (adjournment !== undefined) questions.push(approvalOrRejection(adjournment, 'procedural', context));
  for (const matter of ['referralBack', 'deferral']) {
    const group = groups.find(({ sense }) => sense === matter);
    if (group === undefined) continue;
    const puts: readonly Alternative[] = [named(group), { about: 'decideToday' }];
    const isFirst = questions.every(({ puts: earlier }) => earlier.every(({ about }) => about !== 'decideToday'));
    questions.push(question('procedural', puts, idsOf([group, ...(isFirst ? [today] : [])]), context));
  }
  return questions;
}

/** [PUT4]–[PUT6] What stands against the proposal before the body, as a whole and clause by clause. */
function substantiveQuestions(groups: readonly Group[], context: AlternativeContext, winners: ReadonlyMap<string, Alternative>): readonly ProposedQuestion[] {
  const { meeting } = context;
  const substantive = groups.filter((group) => !/^(?:adjournment$|referralBack$|deferral$|decideToday$|rejectionOf )/u.test(group.sense) && !isPutAlone(group));
  const proposal = substantive.find(({ sense }) => sense === 'proposal');
  const hasProposal = proposal !== undefined || meeting.points.size > 0 || groups.some(({ first }) => first.target === 'proposedDecision');
  const others = substantive.filter((group) => group !== proposal);
  const clauses = clausesIn(others, context);
  const isDivided = clauses.length > 0;
  const whole = others.filter(({ first }) => first.target !== 'clause' || first.targetId === null);
  // What somebody wants of the motion as a whole is put in each clause, as far as the clauses are at hand.
  const isCovered = isDivided && context.clauses.length > 0 && context.clauses.every((clause) => clauses.includes(clause));
  const undivided = isCovered ? whole.filter((group) => !isOfWholeMotion(group)) : whole;

  const main: Alternative | null = hasProposal ? { about: 'proposedDecision' } : undivided[0] === undefined ? null : named(undivided[0]);
  const against = hasProposal ? undivided : undivided.slice(1);
  // The proposal is put in each clause; as a whole only against what cannot be divided.
  const needsNone = main === null || (isDivided && hasProposal && against.length === 0);
  const before = needsNone ? [] : contest(main, against, 'main', hasProposal ? [proposal] : [undivided[0]], context, winners);
  const agree = needsNone ? proposal : undefined;
  return [...before, ...clauses.flatMap((clause) => clauseQuestions(clause, others, { hasProposal, agree }, context, winners))];
}

/** Whether a group wants one outcome of the motion as a whole, and so of each of its clauses. */
const isOfWholeMotion = ({ sense }: Group) => /^(?:approved|rejected|answered) motion$/u.test(sense);

/**
 * The clauses that some yrkande is about, and, where others want something of the whole motion, those
 * that the proposal answers; in the motion's order, those that are not at hand last.
 */
function clausesIn(groups: readonly Group[], { meeting, clauses }: AlternativeContext): readonly string[] {
  const about = [...new Set(groups.flatMap(({ first }) => (first.target === 'clause' && first.targetId !== null ? [first.targetId] : [])))];
  const answered = about.length > 0 && groups.some(isOfWholeMotion) ? proposedPoints(meeting).flatMap(({ answers }) => answers) : [];
  const known = clauses.filter((clause) => about.includes(clause) || answered.includes(clause));
  return [...known, ...about.filter((clause) => !clauses.includes(clause))];
}

/** [PUT6] The proposal's answer to a clause against what was moved of it, or of the motion as a whole. */
function clauseQuestions(
  clause: string,
  groups: readonly Group[],
  { hasProposal, agree }: { readonly hasProposal: boolean; readonly agree: Group | undefined },
  context: AlternativeContext,
  winners: ReadonlyMap<string, Alternative>,
): readonly ProposedQuestion[] {
  const point = proposedPoints(context.meeting).find(({ answers }) => answers.includes(clause));
  const answer = point?.outcome == null ? null : `${point.outcome} clause ${clause}`;
  const agreeing = [agree];
  // Two that come to the same of this clause are one here, though one is about the whole motion.
  const bySense = new Map<string, Group>();
  for (const group of groups) {
    if (!(group.first.target === 'clause' ? group.first.targetId === clause : isOfWholeMotion(group))) continue;
    const sense = isOfWholeMotion(group) ? group.sense.replace(/ motion$/u, ` clause ${clause}`) : group.sense;
    const known = bySense.get(sense);
    if (sense === answer) agreeing.push(group);
    else bySense.set(sense, known === undefined ? { ...group, sense } : { ...known, members: [...known.members, ...group.members] });
  }
  const [first, ...rest] = bySense.values();
  if (!hasProposal) return first === undefined ? [] : contest(named(first), rest, 'clause', [first], context, winners);
  const main: Alternative = point === undefined ? { about: 'proposedDecision' } : { about: 'point', id: point.id };
  return contest(main, [...bySense.values()], 'clause', agreeing, context, winners);
}

/**
 * [PUT4, PUT5] One proposal against the main one; of several, one is found first. `agree` are those
 * that want the main one.
 */
function contest(
  main: Alternative,
  others: readonly Group[],
  stage: BeslutsgangStage,
  agree: readonly (Group | undefined)[],
  context: AlternativeContext,
  winners: ReadonlyMap<string, Alternative>,
): readonly ProposedQuestion[] {
  const [first, second, ...rest] = others;
  if (first === undefined) return [question(stage, [main], idsOf(agree), context)];
  if (second === undefined) return [question(stage, [main, named(first)], idsOf([...agree, first]), context)];
  const rounds: ProposedQuestion[] = [question('counterProposal', [named(first), named(second)], idsOf([first, second]), context)];
  const winnerOfLast = () => winners.get(keyOf(rounds.at(-1)?.puts ?? []));
  for (const next of rest) {
    const winner = winnerOfLast();
    rounds.push(question('counterProposal', winner === undefined ? [named(next)] : [winner, named(next)], idsOf([next]), context, winner === undefined));
  }
  const winner = winnerOfLast();
  return [...rounds, question(stage, winner === undefined ? [main] : [main, winner], idsOf(agree), context, winner === undefined)];
}

/** [PUT7, PUT8] What can stand beside the rest of the decision is approved or rejected in itself. */
function alone(groups: readonly Group[], kind: 'amendment' | 'addition', stage: BeslutsgangStage, context: AlternativeContext): readonly ProposedQuestion[] {
  const own = groups.filter((group) => group.sense.startsWith(`${kind} `) && isPutAlone(group));
  return own.map((group) => approvalOrRejection(group, stage, context));
}

/** An amendment of a clause stands against the other answers to it; one of the proposal can stand beside them. */
function isPutAlone({ sense, first }: Group): boolean {
  return sense.startsWith('addition ') || (sense.startsWith('amendment ') && first.target !== 'clause');
}

function approvalOrRejection(group: Group, stage: BeslutsgangStage, context: AlternativeContext): ProposedQuestion {
  return question(stage, [named(group), { about: 'rejectionOf', id: group.first.id }], idsOf([group]), context);
}

function question(
  stage: BeslutsgangStage,
  puts: readonly Alternative[],
  yrkanden: readonly string[],
  context: AlternativeContext,
  awaitsWinner = false,
): ProposedQuestion {
  const [yes, no = null] = answersTo(puts) as readonly [Alternative, Alternative?];
  const card = awaitsWinner ? cardOfAwaited(puts, stage, context) : answerCard(yes, no, stage, context);
  return { stage, puts, awaitsWinner, yrkanden, card };
}

/**
 * [PUT10] What is put, with what Ja is for first: what the chair puts first, but that the matter is
 * decided today where that is what is asked. Members have voted wrong where Ja meant a referral back.
 */
export function answersTo(puts: readonly Alternative[]): readonly Alternative[] {
  const today = puts.findIndex(({ about }) => about === 'decideToday');
  return today < 0 ? puts : [...puts.slice(today, today + 1), ...puts.slice(0, today), ...puts.slice(today + 1)];
}

const keyOf = (puts: readonly Alternative[]) => puts.map(alternativeWord).sort().join(' | ');

/** What was found of each question of a counter-proposal in the document, by what it put. */
function counterProposalsFound(document: Node, context: AlternativeContext): ReadonlyMap<string, Alternative> {
  const asked = answeredQuestions(document, context).filter(({ stage }) => stage === 'counterProposal');
  return new Map(asked.flatMap(({ puts, winner }) => (winner === null ? [] : [[keyOf(puts), winner] as const])));
}

/**
 * [PUT9] The ids of the yrkanden that stand and that no question or vote of the document puts, nor
 * any that comes to the same, in the order of the document.
 */
export function yrkandenNotPut(document: Node, options: ContextOptions = {}): readonly string[] {
  const context = contextOf(document, options);
  const questions = answeredQuestions(document, context);
  const puts = questions.flatMap((one) => one.puts);
  const senses = new Set(puts.map((put) => senseOf(put, context)));
  const put = new Set(puts.flatMap((one) => ('id' in one ? [one.id] : [])));
  const opposed = new Set(puts.flatMap((one) => (one.about === 'yrkande' ? [`rejectionOf ${one.id}`] : [])));
  const isReplaced = isProposalReplaced(questions, context);
  return [...context.meeting.yrkanden.values()].flatMap(({ id, withdrawn }) => {
    const sense = senseOf({ about: 'yrkande', id }, context);
    const mayBeProposal = isReplaced && /^(?:approved|rejected|answered) motion$/u.test(sense ?? '');
    return withdrawn || mayBeProposal || put.has(id) || senses.has(sense) || opposed.has(sense ?? '') ? [] : [id];
  });
}

/** Whether the proposal was put and lost where only the decision kept its words: what it said of the motion is then not known. */
function isProposalReplaced(questions: readonly AnsweredQuestion[], { meeting }: AlternativeContext): boolean {
  if ([...meeting.points.values()].some(({ isDecided }) => !isDecided)) return false;
  return questions.some(({ puts, winner }) => winner !== null && winner.about !== 'proposedDecision' && puts.some(({ about }) => about === 'proposedDecision'));
}
