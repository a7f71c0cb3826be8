/**
 * The closed lists that attributes choose from. A value outside its list is kept as it stands
 * and read as the default: an older program must not destroy what a newer one wrote.
 */
/** The kinds of document that come from elsewhere and are read in. */
export const importableKinds = ['motion', 'officerReport', 'minutesItem'] as const;
export type ImportableKind = (typeof importableKinds)[number];

/** A written statement is a page that is written here. */
export const documentKinds = [...importableKinds, 'writtenStatement'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What a group hands in on one page of its own for the minutes of a matter. Each becomes an event of this name when it is picked in. */
export const statementKinds = ['yrkande', 'reservation', 'separateStatement'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** Who a list of persons is for. */
export const personListRoles = ['movers', 'signatories', 'supporters', 'speakers', 'by', 'serving', 'substitutes', 'absent', 'verifiers'] as const;
export type PersonListRole = (typeof personListRoles)[number];

/** In what capacity a person stands in a document. */
export const personRoles = ['member', 'substitute', 'servingSubstitute', 'chair', 'officer', 'secretary'] as const;
export type PersonRole = (typeof personRoles)[number];

/** A labelled line: the head of a report, the place and date of a motion, the parts of a vote. */
export const fieldNames = [
  'addressee',
  'place',
  'date',
  'diarienummer',
  'responsibleOfficer',
  'department',
  'matterTitle',
  'paragraphNumber',
  'body',
  'proposition',
  'yesMeans',
  'noMeans',
  'target',
  'time',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** Where a group of fields stands. */
export const fieldListKinds = ['head', 'closing'] as const;
export type FieldListKind = (typeof fieldListKinds)[number];

/** The level at which a protokollsparagraf decides: what it may do with a motion follows from it (DOMAIN.md §0). */
export const decisionLevels = ['subcommittee', 'committee', 'executiveBoard', 'assembly'] as const;
export type DecisionLevel = (typeof decisionLevels)[number];

/** The typed parts of reports and minutes. Headings and order are the municipality's (template.ts). */
export const sectionParts = [
  // both
  'summary',
  'decisionBasis',
  'recipients',
  'attachments',
  // officerReport
  'proposedDecision',
  'matter',
  'assessment',
  'consequences',
  'consultation',
  // minutesItem
  'attendance',
  'decision',
  'proposalToAssembly',
  'earlierTreatment',
  'deliberation',
  'yrkanden',
  'beslutsgang',
  'vote',
  'reservations',
  'separateStatements',
  'minutesNotes',
  'conflictOfInterest',
  'notParticipating',
  'verification',
  // a heading that no part claims
  'other',
] as const;
export type SectionPart = (typeof sectionParts)[number];

/** How a decision point answers clauses. `tillstyrkan` and `avstyrkan` are a committee's; the rest a proposer's or the assembly's. */
export const outcomes = ['approved', 'partlyApproved', 'rejected', 'answered', 'tillstyrkan', 'avstyrkan', 'noPosition', 'referredBack', 'struckOff'] as const;
export type Outcome = (typeof outcomes)[number];

/** The kinds of yrkande moved at a meeting; the procedural ones are put first. */
export const yrkandeKinds = [
  'approval',
  'rejection',
  'amendment',
  'addition',
  'answered',
  'proposal',
  'referralBack',
  'minorityReferralBack',
  'deferral',
  'minorityDeferral',
  'adjournment',
  'decideToday',
  'other',
] as const;
export type YrkandeKind = (typeof yrkandeKinds)[number];

/** Towards what a yrkande is moved. */
export const yrkandeTargets = ['motion', 'proposedDecision', 'clause', 'yrkande', 'matter', 'other'] as const;
export type YrkandeTarget = (typeof yrkandeTargets)[number];

/** In first or second hand; null where it was not ranked. */
export const yrkandeRanks = ['first', 'second'] as const;
export type YrkandeRank = (typeof yrkandeRanks)[number];

/** How a question was put: what formal yrkanden ask first, then what stands against the main proposal, each clause, and additions last (DOMAIN.md §1.5). */
export const beslutsgangStages = ['procedural', 'counterProposal', 'main', 'clause', 'addition'] as const;
export type BeslutsgangStage = (typeof beslutsgangStages)[number];

/**
 * What settled a vote where the greater number did not: the chair's casting vote or the lot (KL 5:56),
 * or one third of those present, who get a referral back or a deferral (KL 5:50).
 */
export const voteSettlements = ['castingVote', 'lot', 'oneThird'] as const;
export type VoteSettlement = (typeof voteSettlements)[number];

/** How somebody's attendance changed while a matter was dealt with. Disqualification is an event of its own. */
export const attendanceChanges = ['arrives', 'leaves', 'serves'] as const;
export type AttendanceChange = (typeof attendanceChanges)[number];

export const voteAnswers = ['yes', 'no', 'abstain', 'absent'] as const;
export type VoteAnswer = (typeof voteAnswers)[number];

export const reservationForms = ['oral', 'written', 'blank'] as const;
export type ReservationForm = (typeof reservationForms)[number];

export const recipientPurposes = ['action', 'information'] as const;
export type RecipientPurpose = (typeof recipientPurposes)[number];

export const listStyles = ['bullet', 'ordered'] as const;
export type ListStyle = (typeof listStyles)[number];

export const tableKinds = ['plain', 'costs'] as const;
export type TableKind = (typeof tableKinds)[number];

/** Points at a clause of another document as it stood in one version. */
export type ClauseReference = {
  readonly document: string;
  /** The journal sequence of the version that was read. */
  readonly version: number;
  readonly clause: string;
};

/** The nodes that hold what happened at the meeting: people and choices in structure, then words (SPEC.md, PAR3). */
export const eventNames = [
  'yrkande',
  'deliberation',
  'acclamation',
  'vote',
  'reservation',
  'separateStatement',
  'minutesNote',
  'conflictOfInterest',
  'notParticipating',
  'attendanceChange',
] as const;
