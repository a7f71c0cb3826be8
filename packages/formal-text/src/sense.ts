import type { Alternative, Outcome } from '@yrka/schema';
import type { AlternativeContext } from './alternative.ts';
import { proceduralKind } from './alternative.ts';
import { type Meeting, type MovedYrkande, type Point, proposedPoints } from './meeting.ts';

/**
 * [PUT2] What an alternative comes to, as a word that is the same for all that come to the same:
 * `proposal`, `approved motion`, `rejected clause c2`, `referralBack`. What is only its own words is
 * the same as others with those words. Null for an alternative that the document does not know.
 */
export function senseOf(alternative: Alternative, context: Pick<AlternativeContext, 'meeting' | 'clauses'>): string | null {
  const { meeting } = context;
  switch (alternative.about) {
    case 'proposedDecision':
      return 'proposal';
    case 'decideToday':
      return 'decideToday';
    case 'rejectionOf':
      return rejectionOf(alternative.id, meeting);
    case 'point': {
      const point = meeting.points.get(alternative.id);
      return point === undefined ? null : senseOfPoint(point, context.clauses);
    }
    case 'yrkande': {
      const yrkande = meeting.yrkanden.get(alternative.id);
      return yrkande === undefined ? null : senseOfYrkande(yrkande, context, new Set());
    }
  }
}

/** [PUT2] What a yrkande comes to. `met` are those that led here, since a yrkande may support one that supports it. */
function senseOfYrkande(yrkande: MovedYrkande, context: Pick<AlternativeContext, 'meeting' | 'clauses'>, met: ReadonlySet<string>): string {
  const procedural = proceduralKind(yrkande);
  if (procedural !== null) return procedural;
  const own = `yrkande ${yrkande.id}`;
  const target = yrkande.target === 'yrkande' && yrkande.targetId !== null ? context.meeting.yrkanden.get(yrkande.targetId) : undefined;
  const isSupport = yrkande.kind === 'approval' || yrkande.kind === 'other';
  if (target !== undefined && !met.has(target.id) && target.id !== yrkande.id) {
    if (isSupport) return senseOfYrkande(target, context, new Set([...met, yrkande.id]));
    if (yrkande.kind === 'rejection') return rejectionOf(target.id, context.meeting);
  }
  const words = wordsOf(yrkande);
  switch (yrkande.kind) {
    case 'approval':
    case 'rejection':
    case 'answered': {
      if (yrkande.kind === 'approval' && yrkande.target === 'motion' && words !== '') return `partly ${words}`;
      const outcome: Outcome = yrkande.kind === 'approval' ? 'approved' : yrkande.kind === 'rejection' ? 'rejected' : 'answered';
      return aimed(outcome, yrkande, context) ?? own;
    }
    case 'addition':
      return `addition ${words === '' ? yrkande.id : words}`;
    case 'amendment':
      return `amendment ${words === '' ? yrkande.id : `${yrkande.targetId ?? ''} ${fold(yrkande.targetWords)} ${words}`}`;
    default:
      return words === '' ? own : `words ${words}`;
  }
}

function aimed(outcome: Outcome, { target, targetId, targetWords }: MovedYrkande, context: Pick<AlternativeContext, 'meeting' | 'clauses'>): string | null {
  switch (target) {
    case 'motion':
      return withProposal(`${outcome} motion`, context);
    case 'clause':
      return targetId === null ? null : `${outcome} clause ${targetId}`;
    case 'proposedDecision':
      return outcome === 'approved' ? 'proposal' : outcome === 'rejected' ? 'rejected proposal' : null;
    case 'other':
      return fold(targetWords) === '' ? null : `${outcome} ${fold(targetWords)}`;
    default:
      return null;
  }
}

/** What the proposal says of the whole motion is the proposal: to reject what it rejects is to approve of it. */
function withProposal(sense: string, { meeting, clauses }: Pick<AlternativeContext, 'meeting' | 'clauses'>): string {
  const points = proposedPoints(meeting);
  const [point] = points;
  return points.length === 1 && point !== undefined && senseOfPoint(point, clauses) === sense ? 'proposal' : sense;
}

function senseOfPoint({ id, outcome, answers }: Point, clauses: readonly string[]): string {
  if (outcome === null) return `point ${id}`;
  const isWhole = answers.length === 0 || (clauses.length > 0 && answers.length === clauses.length);
  return isWhole ? `${outcome} motion` : answers.length === 1 ? `${outcome} clause ${answers[0] ?? ''}` : `point ${id}`;
}

/** To reject what would delay the matter is to decide it today. */
function rejectionOf(id: string, { yrkanden }: Meeting): string {
  const procedural = proceduralKind(yrkanden.get(id));
  return procedural === 'referralBack' || procedural === 'deferral' ? 'decideToday' : `rejectionOf ${id}`;
}

const wordsOf = ({ clauses }: MovedYrkande) => fold(clauses.map(({ text }) => text.replace(/[.;,]$/u, '')).join(' · '));
const fold = (words: string) => words.replace(/\s+/gu, ' ').trim().toLocaleLowerCase('sv');
