import type { Alternative } from '@yrka/schema';
import { writeClauseReference } from './clauseReference.ts';
import type { Meeting, MovedYrkande } from './meeting.ts';
import { fill, type ProceduralMatter, type Wording } from './wording.ts';
import { writeYrkandeAim } from './yrkande.ts';
import { nameYrkande, theNounOf } from './yrkandeName.ts';

/** What naming an alternative needs to know: the meeting, the places of the motion's clauses, and the municipality's words. */
export type AlternativeContext = { readonly meeting: Meeting; readonly clauses: readonly string[]; readonly wording: Wording };

/** The matter that a formal yrkande is about; null for one of substance. */
export function proceduralMatter(alternative: Alternative, { yrkanden }: Meeting): ProceduralMatter | null {
  if (alternative.about === 'decideToday') return 'decideToday';
  return alternative.about === 'yrkande' ? proceduralKind(yrkanden.get(alternative.id)) : null;
}

/** Whether a yrkande is about how the matter is dealt with, and not about what is decided in it. */
export const isProcedural = (yrkande: Pick<MovedYrkande, 'kind'>): boolean => proceduralKind(yrkande) !== null;

export function proceduralKind(yrkande: Pick<MovedYrkande, 'kind'> | undefined): ProceduralMatter | null {
  switch (yrkande?.kind) {
    case 'referralBack':
    case 'minorityReferralBack':
      return 'referralBack';
    case 'deferral':
    case 'minorityDeferral':
      return 'deferral';
    case 'adjournment':
    case 'decideToday':
      return yrkande.kind;
    default:
      return null;
  }
}

/**
 * [ACC1] An alternative as the chair puts it: `förvaltningens förslag till beslut`, `Bo Källströms (L)
 * yrkande om bifall till motionen`. Null where the document does not know it, or nobody has moved it.
 */
export function putAlternative(alternative: Alternative, context: AlternativeContext): string | null {
  const { meeting, wording } = context;
  const matter = proceduralMatter(alternative, meeting);
  if (matter !== null) {
    if (alternative.about === 'decideToday') return wording.procedural.decideToday.put;
    const yrkande = shortName(alternative, context);
    return yrkande && fill(wording.procedural[matter].put, { yrkande });
  }
  if (alternative.about !== 'yrkande') return shortName(alternative, context);
  const [name, yrkande] = [shortName(alternative, context), meeting.yrkanden.get(alternative.id)];
  if (name === null || yrkande === undefined) return null;
  const about = aimOf(yrkande, context);
  return about === null ? name : `${name} om ${about}`;
}

/**
 * [ACC2] The same in few words, where they are not somebody's two: `Bo Källströms (L) yrkande`. The
 * aim is said again when the same people have moved another thing.
 */
export function nameAlternative(alternative: Alternative, context: AlternativeContext): string | null {
  if (alternative.about !== 'yrkande') return shortName(alternative, context);
  const name = shortName(alternative, context);
  const namesakes = [...context.meeting.yrkanden.values()].filter((one) => !one.withdrawn && nameYrkande(one.by, one.kind, context.wording) === name);
  return namesakes.length > 1 ? putAlternative(alternative, context) : name;
}

function shortName(alternative: Alternative, { meeting, clauses, wording }: AlternativeContext): string | null {
  switch (alternative.about) {
    case 'proposedDecision':
      return wording.proposedDecision;
    case 'decideToday':
      return wording.procedural.decideToday.put;
    case 'yrkande':
    case 'rejectionOf': {
      const yrkande = meeting.yrkanden.get(alternative.id);
      const name = yrkande === undefined ? null : nameYrkande(yrkande.by, yrkande.kind, wording);
      return name === null || alternative.about === 'yrkande' ? name : fill(wording.rejection, { target: name });
    }
    case 'point': {
      const point = meeting.points.get(alternative.id);
      if (point === undefined) return null;
      const places = point.answers.map((clause) => clauses.indexOf(clause) + 1);
      const reference = places.includes(0) ? null : writeClauseReference(places);
      return reference === null ? `punkt ${point.place} i ${wording.proposedDecision}` : `${wording.proposedDecision} i fråga om ${reference}`;
    }
  }
}

/** What a yrkande of substance aims at, said after "om"; null where its own words are its substance. */
function aimOf(yrkande: MovedYrkande, { meeting, clauses, wording }: AlternativeContext): string | null {
  const target = yrkande.targetId === null ? undefined : meeting.yrkanden.get(yrkande.targetId);
  const place = yrkande.targetId === null ? 0 : clauses.indexOf(yrkande.targetId) + 1;
  return writeYrkandeAim({ ...yrkande, clause: place === 0 ? null : place, targetBy: target?.by ?? [], targetKind: target?.kind ?? 'proposal' }, wording);
}

/** [VOT7] What a vote for an alternative is for. Where the other answer rejects it, this one approves it. */
export function voteForAlternative(alternative: Alternative, other: Alternative, context: AlternativeContext): string | null {
  const { meeting, wording } = context;
  const matter = proceduralMatter(alternative, meeting);
  if (matter !== null && other.about !== 'rejectionOf') return wording.procedural[matter].voteFor;
  const name = nameAlternative(alternative, context);
  return name !== null && other.about === 'rejectionOf' ? fill(wording.approval, { target: name }) : name;
}

/** [ACC3] What the body decides when it is for this: `att avgöra ärendet i dag`, `i enlighet med …`, `att avslå tilläggsyrkandet`. */
export function decideAlternative(alternative: Alternative, other: Alternative | null, context: AlternativeContext): string | null {
  const { meeting, wording } = context;
  const subject =
    alternative.about === 'rejectionOf' ? alternative.id : alternative.about === 'yrkande' && other?.about === 'rejectionOf' ? alternative.id : null;
  if (subject !== null) {
    const yrkande = meeting.yrkanden.get(subject);
    return yrkande === undefined ? null : `att ${alternative.about === 'rejectionOf' ? 'avslå' : 'bifalla'} ${theNounOf(yrkande.kind)}`;
  }
  const matter = proceduralMatter(alternative, meeting);
  if (matter !== null) return wording.procedural[matter].found;
  const it = nameAlternative(alternative, context);
  return it && fill(wording.inAccordance, { it });
}
