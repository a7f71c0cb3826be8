import type { Alternative, ClauseReference, Outcome, SectionPart } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type AlternativeContext, nameAlternative } from './alternative.ts';
import { writeDecision } from './decisionPoint.ts';
import type { MovedYrkande } from './meeting.ts';
import { type AnsweredQuestion, answeredQuestions } from './questions.ts';
import { asksForDelay } from './voteSentences.ts';

/** A point as the decision would have it. */
export type ProposedPoint = {
  readonly text: string;
  readonly attributes: { readonly att: boolean; readonly outcome: Outcome | null; readonly answers: readonly ClauseReference[] };
};

/** A decision that follows from what won: in whose words, and to which parts of the document it belongs, the first there is. */
export type ProposedDecision = { readonly inAccordanceWith: string; readonly parts: readonly SectionPart[]; readonly points: readonly ProposedPoint[] };

type Given = {
  readonly document: Node;
  readonly context: AlternativeContext;
  /** The motion as it stood in the version that was read, whose clauses the decision answers; null where it is not known. */
  readonly motion: Omit<ClauseReference, 'clause'> | null;
  /** Whether the municipality's points begin with the word. */
  readonly att: boolean;
};

/**
 * [FOL1]–[FOL4] What the body has decided, by what won each question: words are those that were moved
 * or proposed, unchanged. Null while nothing has won, or where what won has no words that can stand
 * as a decision.
 */
export function decisionFrom(given: Given): ProposedDecision | null {
  const questions = answeredQuestions(given.document, given.context);
  const about = leading(questions, given.context);
  if (about === null) return null;
  const points = asksForDelay(about, given.context)
    ? pointsOf(about, given)
    : questions.flatMap((question) => {
        if (question.winner === null) return [];
        if (isPutAlone(question)) return carriedAlone(question.winner, given);
        return question.winner === about || question.stage === 'clause' ? pointsOf(question.winner, given) : [];
      });
  const inAccordanceWith = nameAlternative(about, given.context);
  return inAccordanceWith === null || points.length === 0 ? null : { inAccordanceWith, parts: partsFor(given.context), points };
}

/** The board proposes to the assembly, and decides itself what it may; the others decide (DOMAIN 0). */
function partsFor({ meeting }: AlternativeContext): readonly SectionPart[] {
  return meeting.level === 'executiveBoard' ? ['proposalToAssembly', 'decision'] : ['decision', 'proposalToAssembly'];
}

/** What won the matter itself: a delay goes before everything, else the last main question, else the first clause's. */
function leading(questions: readonly AnsweredQuestion[], context: AlternativeContext): Alternative | null {
  const delay = questions.find(({ stage, winner }) => stage === 'procedural' && winner !== null && asksForDelay(winner, context));
  if (delay !== undefined) return delay.winner;
  const main = questions.findLast((question) => (question.stage === 'main' || question.stage === null) && !isPutAlone(question));
  return main === undefined ? (questions.find(({ stage }) => stage === 'clause')?.winner ?? null) : main.winner;
}

/** An addition, or an amendment of the proposal as a whole: approved or rejected beside the main question, which it does not settle (PUT7, PUT8). */
const isPutAlone = ({ stage, puts }: AnsweredQuestion) => stage === 'addition' || puts.some(({ about }) => about === 'rejectionOf');

/** What was carried so in its own words. Which of the proposal's words an amendment changes only the secretary knows: they stand beside one another. */
function carriedAlone(winner: Alternative, given: Given): readonly ProposedPoint[] {
  const yrkande = winner.about === 'yrkande' ? given.context.meeting.yrkanden.get(winner.id) : undefined;
  if (yrkande === undefined) return [];
  return yrkande.kind === 'amendment' ? ownPoints(yrkande, given) : pointsOfYrkande(yrkande, given);
}

function ownPoints({ clauses }: MovedYrkande, given: Given): readonly ProposedPoint[] {
  return clauses.map(({ text, att }) => ({ text, attributes: { att: given.att || att, outcome: null, answers: [] } }));
}

function pointsOf(alternative: Alternative, given: Given): readonly ProposedPoint[] {
  switch (alternative.about) {
    case 'proposedDecision':
      return proposalOf(given);
    case 'point': {
      const { context } = given;
      const point = context.meeting.points.get(alternative.id);
      return point === undefined ? [] : proposalOf(given).filter(({ text }) => text === point.text);
    }
    case 'yrkande': {
      const yrkande = given.context.meeting.yrkanden.get(alternative.id);
      return yrkande === undefined ? [] : pointsOfYrkande(yrkande, given);
    }
    case 'rejectionOf':
    case 'decideToday':
      return [];
  }
}

function pointsOfYrkande(yrkande: MovedYrkande, given: Given): readonly ProposedPoint[] {
  const own = ownPoints(yrkande, given);
  switch (yrkande.kind) {
    case 'approval':
    case 'rejection':
    case 'answered':
      if (yrkande.target === 'proposedDecision') return yrkande.kind === 'approval' ? proposalOf(given) : [];
      if (yrkande.target === 'yrkande') {
        const target = given.context.meeting.yrkanden.get(yrkande.targetId ?? '');
        return target === undefined || target === yrkande || yrkande.kind !== 'approval' ? [] : pointsOfYrkande(target, given);
      }
      if (yrkande.target !== 'motion' && yrkande.target !== 'clause') return [];
      return own.length > 0
        ? own
        : outcome({ approval: 'approved', rejection: 'rejected', answered: 'answered' }[yrkande.kind] as Outcome, yrkande.targetId, given);
    case 'proposal':
    case 'addition':
      return own;
    case 'referralBack':
    case 'minorityReferralBack':
      return outcome('referredBack', null, given);
    default:
      return [];
  }
}

/** The outcome of the motion, or of one of its clauses, in words of a decision. */
function outcome(of: Outcome, clause: string | null, { context, motion, att }: Given): readonly ProposedPoint[] {
  const place = clause === null ? 0 : context.clauses.indexOf(clause) + 1;
  if (clause !== null && place === 0) return [];
  const text = writeDecision({ outcome: of, clauses: place === 0 ? [] : [place], clauseCount: context.clauses.length, att });
  if (text === null) return [];
  const answered = clause === null ? context.clauses : [clause];
  const answers = motion === null || of === 'referredBack' ? [] : answered.map((id) => ({ document: motion.document, version: motion.version, clause: id }));
  return [{ text, attributes: { att, outcome: of, answers } }];
}

/** The proposal that the body had before it, as it stands in the document; nothing where it does not. */
function proposalOf({ document }: Given): readonly ProposedPoint[] {
  const points: ProposedPoint[] = [];
  document.forEach((section) => {
    if (section.type.name !== 'section' || section.attrs.part !== 'proposalToAssembly') return;
    section.descendants((node) => {
      if (node.type.name !== 'decisionPoint' || node.textContent.trim() === '') return !node.isTextblock;
      const { att, outcome: of, answers } = node.attrs as { att: boolean; outcome: Outcome | null; answers: readonly ClauseReference[] };
      points.push({ text: node.textContent, attributes: { att, outcome: of, answers } });
      return false;
    });
  });
  return points;
}
