import type { Outcome, PersonListRole, PersonRole, VoteAnswer, YrkandeKind } from '@yrka/schema';

/** What the things that a file names are called by whoever shows them. */
export const yrkandeConcepts: Readonly<Record<YrkandeKind, string>> = {
  approval: 'Bifall',
  rejection: 'Avslag',
  amendment: 'Ändring',
  addition: 'Tillägg',
  answered: 'Besvarad',
  proposal: 'Eget yrkande',
  referralBack: 'Återremiss',
  minorityReferralBack: 'Minoritetsåterremiss',
  deferral: 'Bordläggning',
  minorityDeferral: 'Minoritetsbordläggning',
  adjournment: 'Ajournering',
  decideToday: 'Avgörande i dag',
  other: 'Yrkande',
};

export const outcomeConcepts: Readonly<Record<Outcome, string>> = {
  approved: 'Bifallen',
  partlyApproved: 'Delvis bifallen',
  rejected: 'Avslagen',
  answered: 'Besvarad',
  tillstyrkan: 'Tillstyrkan',
  avstyrkan: 'Avstyrkan',
  noPosition: 'Utan ställningstagande',
  referredBack: 'Återremitterad',
  struckOff: 'Avskriven',
};

export const answerConcepts: Readonly<Record<VoteAnswer, string>> = { yes: 'Ja', no: 'Nej', abstain: 'Avstår', absent: 'Frånvarande' };

export const eventConcepts = {
  attClause: 'Att-sats',
  yrkande: 'Yrkande',
  decisionPoint: 'Beslutspunkt',
  deliberation: 'Överläggning',
  acclamation: 'Acklamation',
  vote: 'Omröstning',
  reservation: 'Reservation',
  separateStatement: 'Särskilt yttrande',
  minutesNote: 'Protokollsanteckning',
  conflictOfInterest: 'Jäv',
  notParticipating: 'Deltar inte',
  attendanceChange: 'Ändrad närvaro',
  tied: 'Lika röstetal',
  verified: 'Justerad',
} as const;
export type EventConcept = keyof typeof eventConcepts;

export const roleConcepts: Readonly<Record<PersonListRole | PersonRole | 'author' | 'verifier', string>> = {
  author: 'Upphov',
  movers: 'Motionär',
  signatories: 'Undertecknare',
  supporters: 'Instämmer',
  speakers: 'Talare',
  by: 'Framställd av',
  serving: 'Tjänstgörande',
  substitutes: 'Ersättare',
  absent: 'Frånvarande',
  verifiers: 'Justerare',
  verifier: 'Justerare',
  member: 'Ledamot',
  substitute: 'Ersättare',
  servingSubstitute: 'Tjänstgörande ersättare',
  chair: 'Ordförande',
  officer: 'Tjänsteperson',
  secretary: 'Sekreterare',
};
export type Role = keyof typeof roleConcepts;
