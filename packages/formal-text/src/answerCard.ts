import type { Alternative, BeslutsgangStage } from '@yrka/schema';
import { type AlternativeContext, nameAlternative, proceduralMatter } from './alternative.ts';
import { writeClauseReference } from './clauseReference.ts';
import { writeDecision } from './decisionPoint.ts';
import { type MovedYrkande, type Point, proposedPoints } from './meeting.ts';
import { writePeople } from './person.ts';
import type { ProceduralMatter } from './wording.ts';

/** What the two answers of a question lead to, in words that say what happens: Ja may mean that something is rejected. */
export type AnswerCard = { readonly yes: string; readonly no: string };

/**
 * [PUT10] `Ja betyder att motionen anses besvarad, som i förvaltningens förslag till beslut.` What Nej
 * means is what the other alternative leads to; with none it is that this is not decided.
 */
export function answerCard(yesFor: Alternative, noFor: Alternative | null, stage: BeslutsgangStage | null, context: AlternativeContext): AnswerCard {
  const no = noFor === null ? 'att det inte blir så' : meaning(noFor, stage, context);
  return { yes: `Ja betyder ${meaning(yesFor, stage, context)}.`, no: `Nej betyder ${no}.` };
}

/** The card of a question whose second alternative is found by the one before it. */
export function cardOfAwaited(puts: readonly Alternative[], stage: BeslutsgangStage, context: AlternativeContext): AnswerCard {
  const [first] = puts;
  const yes = first === undefined ? '' : meaning(first, stage, context);
  const no =
    stage === 'counterProposal'
      ? 'att det förslag som vann den förra frågan går vidare'
      : 'att det blir som motförslaget, det förslag som vann den förra frågan';
  return { yes: `Ja betyder ${yes}.`, no: `Nej betyder ${no}.` };
}

function meaning(alternative: Alternative, stage: BeslutsgangStage | null, context: AlternativeContext): string {
  if (stage === 'counterProposal') return `att ${nameAlternative(alternative, context) ?? 'det'} går vidare som motförslag`;
  const { meeting, wording } = context;
  const matter = proceduralMatter(alternative, meeting);
  if (matter !== null) return procedural[matter];
  switch (alternative.about) {
    case 'proposedDecision':
      return proposalMeaning(context);
    case 'decideToday':
      return procedural.decideToday;
    case 'point': {
      const point = meeting.points.get(alternative.id);
      const decision = point === undefined ? null : decisionOf(point, context);
      return decision === null ? `att det blir som i ${wording.proposedDecision}` : `att ${decision}, som i ${wording.proposedDecision}`;
    }
    case 'yrkande':
    case 'rejectionOf': {
      const yrkande = meeting.yrkanden.get(alternative.id);
      if (yrkande === undefined) return 'att det blir så';
      return alternative.about === 'yrkande' ? yrkandeMeaning(yrkande, context) : rejectionMeaning(yrkande);
    }
  }
}

const procedural: Readonly<Record<ProceduralMatter, string>> = {
  referralBack: 'att ärendet inte avgörs i dag utan skickas tillbaka för mer beredning (återremiss)',
  deferral: 'att ärendet inte avgörs i dag utan tas upp vid ett senare sammanträde (bordläggning)',
  adjournment: 'att sammanträdet gör en paus (ajournering)',
  decideToday: 'att ärendet avgörs i dag',
};

function proposalMeaning(context: AlternativeContext): string {
  const { meeting, wording } = context;
  const points = proposedPoints(meeting);
  const decisions = points.map((point) => decisionOf(point, context));
  const like = `som i ${wording.proposedDecision}`;
  const [decision] = decisions;
  return points.length === 1 && decision != null ? `att ${decision}, ${like}` : `att det blir ${like}`;
}

/** `motionen anses besvarad`; null where a point has no outcome, or answers a clause that is not at hand. */
function decisionOf({ outcome, answers }: Point, { clauses }: AlternativeContext): string | null {
  if (outcome === null) return null;
  const places = answers.map((clause) => clauses.indexOf(clause) + 1);
  const decision = places.includes(0) ? null : writeDecision({ outcome, clauses: places, clauseCount: clauses.length, att: false });
  return decision && `${decision.charAt(0).toLowerCase()}${decision.slice(1).replace(/\.$/u, '')}`;
}

function yrkandeMeaning(yrkande: MovedYrkande, context: AlternativeContext): string {
  const who = writePeople(yrkande.by);
  const own = `att det blir som ${who} yrkar`;
  const what = yrkande.clauses.length === 1 && yrkande.clauses[0]?.att === true ? yrkande.clauses[0].text.replace(/[.;,]$/u, '') : null;
  switch (yrkande.kind) {
    case 'addition':
      return what === null ? 'att tillägget tas med i beslutet' : `att tillägget tas med i beslutet: att ${what}`;
    case 'amendment':
      return what === null ? 'att ändringen görs' : `att ändringen görs: att ${what}`;
    case 'approval':
      if (yrkande.target === 'proposedDecision') return proposalMeaning(context);
      return yrkande.clauses.length > 0 ? own : passive(yrkande, 'bifalls', context, own);
    case 'rejection':
      return passive(yrkande, 'avslås', context, own);
    case 'answered':
      return passive(yrkande, 'anses besvarad', context, own);
    default:
      return what === null ? own : `${own}: att ${what}`;
  }
}

/** A motion that is approved, rejected or answered, as a whole or in one clause. */
function passive({ target, targetId, by }: MovedYrkande, outcome: string, { clauses, wording }: AlternativeContext, own: string): string {
  const place = targetId === null ? 0 : clauses.indexOf(targetId) + 1;
  const what =
    target === 'motion'
      ? 'motionen'
      : target === 'proposedDecision'
        ? wording.proposedDecision
        : target === 'clause' && place > 0
          ? writeClauseReference([place])
          : null;
  return what === null ? own : `att ${what} ${outcome}, som ${writePeople(by)} yrkar`;
}

function rejectionMeaning({ kind, by }: MovedYrkande): string {
  if (kind === 'addition') return 'att tillägget inte tas med i beslutet';
  if (kind === 'amendment') return 'att ändringen inte görs';
  if (kind === 'adjournment') return 'att sammanträdet fortsätter utan paus';
  return `att det inte blir som ${writePeople(by)} yrkar`;
}
