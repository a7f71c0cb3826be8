import type { DocumentKind } from '@yrka/schema';
import { type Actor, isAdministration, isRegistry } from './actors.ts';
import { type DocumentFacts, isAuthor, isReviewer, type MatterFacts, mayRead, mayWrite } from './policies.ts';
import { type DocumentStage, type MatterStage, undecidedStages } from './stages.ts';

/** One thing that may be done with a document: in which stages, what stage follows (null: the same), and by whom. */
export type DocumentAct = {
  readonly kinds: readonly DocumentKind[];
  readonly from: readonly DocumentStage[];
  readonly to: DocumentStage | null;
  readonly who: (actor: Actor, document: DocumentFacts) => boolean;
};

const author = (actor: Actor, document: DocumentFacts) => isAuthor(actor, document);
/** Only a member moves a motion (kommunallagen 4:19), and a substitute who serves has a member's rights (4:22); what of it holds here the municipality says. Read 2026-11-23. */
const mayMove = (actor: Actor, document: DocumentFacts) => isAuthor(actor, document) && (actor.roles.has('member') || document.substitutesSign);
/** Filing is a member's. */
const authorWhoIsMember = (actor: Actor, document: DocumentFacts) => isAuthor(actor, document) && actor.roles.has('member');
/** Elsewhere a substitute supports (instämmer). */
const authorWhoIsSubstitute = (actor: Actor, document: DocumentFacts) => isAuthor(actor, document) && !actor.roles.has('member');
/** So does a guest whom the register knows as one. */
const invitedSubstitute = ({ roles }: Actor, { space, given }: DocumentFacts) => space.kind === 'party' && roles.has('guest') && given.has('invitedSubstitute');
const inMunicipality =
  (rule: (actor: Actor) => boolean) =>
  (actor: Actor, document: DocumentFacts): boolean =>
    document.space.kind === 'municipality' && rule(actor);
const reportWriter = inMunicipality(({ roles }) => roles.has('officer') || roles.has('secretary') || roles.has('approver'));
const finaliser = (actor: Actor, document: DocumentFacts) => reportWriter(actor, document) && (document.stage === 'approved' || !document.isApproved);
/** Those whose text it is: a draft's authors, not whom they let in to write; in the municipality those who write it. */
const writesAsOwn = (actor: Actor, document: DocumentFacts) =>
  isAuthor(actor, document) || (document.space.kind === 'municipality' && mayWrite(actor, document));
const approver = inMunicipality(({ roles }) => roles.has('approver'));
const minutesSecretary = inMunicipality(({ roles }) => roles.has('secretary'));
/** Whoever was chosen to verify this item, of whatever capacity. */
const verifier = (_: Actor, { space, given }: DocumentFacts) => space.kind === 'municipality' && given.has('verifier');

/**
 * What may be done with documents. The one table: routes ask it, buttons show what it allows, and
 * a transition that is not here cannot be made through any door.
 */
export const documentActs = {
  // A draft, in its party group's space.
  inviteWriter: { kinds: ['motion', 'writtenStatement'], from: ['draft', 'signing'], to: null, who: author },
  endInvitation: { kinds: ['motion', 'writtenStatement'], from: ['draft', 'signing', 'filed'], to: null, who: author },
  attach: {
    kinds: ['motion', 'officerReport'],
    from: ['draft', 'working'],
    to: null,
    who: (actor, document) => author(actor, document) || reportWriter(actor, document),
  },
  /** The pages of a motion that came in on paper: the registrar's, once it is the municipality's. */
  attachScan: { kinds: ['motion'], from: ['received'], to: null, who: inMunicipality(({ roles }) => roles.has('registrar')) },
  /** The wrong file, or a page upside down. What was there, and who took it away, the log keeps. */
  removeScan: { kinds: ['motion'], from: ['received'], to: null, who: inMunicipality(({ roles }) => roles.has('registrar')) },
  sendForSigning: { kinds: ['motion'], from: ['draft'], to: 'signing', who: author },
  unlock: { kinds: ['motion'], from: ['signing'], to: 'draft', who: author },
  sign: { kinds: ['motion'], from: ['signing'], to: null, who: mayMove },
  support: {
    kinds: ['motion'],
    from: ['signing'],
    to: null,
    who: (actor, document) => authorWhoIsSubstitute(actor, document) || invitedSubstitute(actor, document),
  },
  withdrawSignature: {
    kinds: ['motion'],
    from: ['signing'],
    to: null,
    who: (actor, document) => author(actor, document) || invitedSubstitute(actor, document),
  },
  file: { kinds: ['motion'], from: ['draft', 'signing'], to: 'filed', who: authorWhoIsMember },
  discardDraft: { kinds: ['motion', 'writtenStatement'], from: ['draft'], to: null, who: author },
  /**
   * Who wrote which words is told where an author says so, and as long as it is written in; whoever may say so may see it.
   * All who write there see that it is told.
   */
  showWriters: { kinds: ['motion', 'writtenStatement', 'officerReport', 'minutesItem'], from: ['draft', 'working'], to: null, who: writesAsOwn },
  hideWriters: { kinds: ['motion', 'writtenStatement', 'officerReport', 'minutesItem'], from: ['draft', 'working'], to: null, who: writesAsOwn },
  /**
   * A version is shared for review: what those who are asked read. A draft's authors ask, or let guests in to; in the
   * municipality those who write reports.
   */
  shareForReview: { kinds: ['motion', 'writtenStatement', 'officerReport'], from: ['draft', 'working'], to: null, who: writesAsOwn },
  remindReviewer: { kinds: ['motion', 'writtenStatement', 'officerReport'], from: ['draft', 'working'], to: null, who: writesAsOwn },
  endReview: {
    kinds: ['motion', 'writtenStatement', 'officerReport'],
    from: ['draft', 'signing', 'working', 'approval', 'approved'],
    to: null,
    who: (actor, document) => author(actor, document) || reportWriter(actor, document),
  },
  /** Also while it is signed or approved: it is never too late to have looked. */
  finishReview: {
    kinds: ['motion', 'writtenStatement', 'officerReport'],
    from: ['draft', 'signing', 'working', 'approval', 'approved'],
    to: null,
    who: isReviewer,
  },
  /** Whoever is elected hands in what their group wrote for the minutes: a substitute who serves moves and reserves as a member does. */
  handIn: { kinds: ['writtenStatement'], from: ['draft'], to: 'filed', who: author },
  // A report, in the municipality's space.
  sendForApproval: { kinds: ['officerReport'], from: ['working'], to: 'approval', who: reportWriter },
  returnForChanges: {
    kinds: ['officerReport'],
    from: ['approval', 'approved'],
    to: 'working',
    who: (actor, document) => approver(actor, document) || reportWriter(actor, document),
  },
  approve: { kinds: ['officerReport'], from: ['approval'], to: 'approved', who: approver },
  /** Without approval where the municipality has none. */
  finalise: { kinds: ['officerReport'], from: ['working', 'approved'], to: 'finalised', who: finaliser },
  revise: { kinds: ['officerReport'], from: ['finalised'], to: null, who: reportWriter },
  // An item of the minutes, in the municipality's space.
  sendForVerification: { kinds: ['minutesItem'], from: ['working'], to: 'sentForVerification', who: minutesSecretary },
  /** Opened again for changes before it is verified: what has been verified of it falls. */
  returnItem: {
    kinds: ['minutesItem'],
    from: ['sentForVerification'],
    to: 'working',
    who: (actor, document) => verifier(actor, document) || minutesSecretary(actor, document),
  },
  /** It is verified with the last of its verifiers; until then it stays where it is. */
  verify: { kinds: ['minutesItem'], from: ['sentForVerification'], to: 'verified', who: verifier },
  /** A verifier has signed elsewhere, on paper or with a signing service: the secretary records that. */
  recordVerification: { kinds: ['minutesItem'], from: ['sentForVerification'], to: 'verified', who: minutesSecretary },
  /** That it has been verified is announced on the noticeboard (kommunallagen 8:12, read 2026-11-26). */
  postPublicNotice: { kinds: ['minutesItem'], from: ['verified'], to: 'announced', who: inMunicipality(isRegistry) },
  /** What was verified never changes: a correction stands beside it, for all to see. */
  correct: { kinds: ['minutesItem'], from: ['verified', 'announced'], to: null, who: minutesSecretary },
  /**
   * A copy without what shall not be public, of what is a public record (tryckfrihetsförordningen 2:15, read 2026-11-26): its
   * making ready and the copy. The record itself never changes. Of nothing in a party's space.
   */
  publish: {
    kinds: ['motion', 'writtenStatement', 'officerReport', 'minutesItem'],
    from: ['received', 'finalised', 'verified', 'announced'],
    to: null,
    who: inMunicipality(isRegistry),
  },
} as const satisfies Record<string, DocumentAct>;

export type DocumentActName = keyof typeof documentActs;
export const documentActNames = Object.keys(documentActs) as readonly DocumentActName[];

/** One thing that may be done with a matter. `to` is null where the stage stays as it is. */
export type MatterAct = {
  readonly from: readonly MatterStage[];
  readonly to: MatterStage | null;
  readonly who: (actor: Actor, matter: MatterFacts) => boolean;
};

const undecided = [...undecidedStages];
const afterRegistration = undecided.filter((stage) => stage !== 'received');
const registry = (actor: Actor) => isRegistry(actor);
const registrar = ({ roles }: Actor) => roles.has('registrar');
const administration = (actor: Actor) => isAdministration(actor);

/** What may be done with matters in the municipality's space. In a party's space a matter is its draft, and has no acts of its own. */
export const matterActs = {
  register: { from: ['received'], to: 'registered', who: registrar },
  /** A number typed wrong, a title that says too little. */
  correctRegistration: { from: [...afterRegistration, 'decided', 'withdrawn'], to: null, who: registrar },
  announce: { from: ['registered'], to: 'announced', who: registry },
  refer: { from: ['registered', 'announced', 'referred', 'inPreparation'], to: 'referred', who: administration },
  answerReferral: { from: afterRegistration, to: null, who: administration },
  takeOver: { from: afterRegistration, to: null, who: administration },
  prepare: { from: ['registered', 'announced', 'referred'], to: 'inPreparation', who: administration },
  schedule: { from: afterRegistration, to: null, who: administration },
  recordHandling: { from: afterRegistration, to: null, who: registry },
  /** That a motion cannot be prepared within its year, and what has come out, has been reported to the assembly (kommunallagen 5:35, read 2026-11-25). */
  reportDelay: { from: afterRegistration, to: null, who: registry },
  decide: { from: afterRegistration, to: 'decided', who: registry },
  withdraw: { from: undecided, to: 'withdrawn', who: (actor, { isMover }) => isMover && actor.roles.has('member') },
  close: { from: ['decided', 'withdrawn'], to: 'closed', who: registrar },
  clearWorkingMaterial: { from: ['closed'], to: null, who: registrar },
} as const satisfies Record<string, MatterAct>;

export type MatterActName = keyof typeof matterActs;
export const matterActNames = Object.keys(matterActs) as readonly MatterActName[];

/** Whether the person may do this with the document now. What one may not read, one may do nothing with. */
export function mayActOnDocument(actor: Actor | null, act: DocumentActName, document: DocumentFacts): boolean {
  if (actor === null || !mayRead(actor, document)) return false;
  const { kinds, from, who }: DocumentAct = documentActs[act];
  return kinds.includes(document.kind) && from.includes(document.stage) && who(actor, document);
}

/** Whether the person may do this with the matter now. */
export function mayActOnMatter(actor: Actor | null, act: MatterActName, matter: MatterFacts): boolean {
  if (actor === null || matter.space !== 'municipality') return false;
  const { from, who }: MatterAct = matterActs[act];
  return from.includes(matter.stage) && who(actor, matter);
}

/** The stage that a document is in after the act; its own where the act leaves it as it is. */
export function stageAfter(act: DocumentActName, stage: DocumentStage): DocumentStage {
  return documentActs[act].to ?? stage;
}
