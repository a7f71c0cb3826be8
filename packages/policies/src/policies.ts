import type { DocumentKind } from '@yrka/schema';
import { type Actor, type DocumentRole, isAdministration, isElected, worksForMunicipality } from './actors.ts';
import { type DocumentStage, type MatterStage, publicStages, undecidedStages, writableStages } from './stages.ts';

/**
 * In whose keeping a document is. Two spaces (tryckfrihetsförordningen 2:9 and 2:13, read
 * 2026-11-23): what a party group drafts is stored for the group and nobody in the
 * administration reaches it, not even its title; what has been filed, or was written in the
 * municipality, is the municipality's. `published` is a public decision that everybody of the register may read.
 */
export type Space =
  | {
      readonly kind: 'party';
      /** The group's party; null for somebody who has none, whose draft is theirs alone. */
      readonly party: string | null;
      readonly ownerId: string;
    }
  | { readonly kind: 'municipality' }
  | { readonly kind: 'published' };

/** What of a document decides what somebody may do with it. `given` is what this person was given to it. */
export type DocumentFacts = {
  readonly kind: DocumentKind;
  readonly space: Space;
  readonly stage: DocumentStage;
  readonly given: ReadonlySet<DocumentRole>;
  /** Whether the municipality has somebody else approve a report before it is finalised. */
  readonly isApproved: boolean;
  /** Whether the municipality lets a substitute who serves sign, or only support. */
  readonly substitutesSign: boolean;
};

/** What of a matter decides what somebody may do with it. */
export type MatterFacts = {
  readonly space: Space['kind'];
  readonly stage: MatterStage;
  /** Whether this person has signed the motion that the matter is about. */
  readonly isMover: boolean;
};

/** Whether the document, its title and its existence may be shown to the person. */
export function mayRead(actor: Actor | null, document: DocumentFacts): boolean {
  if (actor === null) return false;
  if (isGiven(actor, document)) return true;
  switch (document.space.kind) {
    case 'party':
      return isOfGroup(actor, document.space);
    case 'published':
      // A guest was let in to one document, and sees that one.
      return !actor.roles.has('guest');
    case 'municipality':
      return readsInMunicipality(actor, document);
  }
}

/**
 * How the person reads the document: as it is written, or as it was last shared for review (DESIGN: a shared version,
 * not keystrokes). Who was asked to review and does not write there reads what was shared, and so until it is a public
 * record; everybody else who reads it reads it live. null for whoever may not read it.
 */
export function readsAs(actor: Actor | null, document: DocumentFacts): 'live' | 'shared' | null {
  if (actor === null || !mayRead(actor, document)) return null;
  return isUnderWork(document) && isReviewer(actor, document) && !isWriter(actor, document) ? 'shared' : 'live';
}

/** Whether the person may suggest changes now, in what was shared with them. Who writes there may do so anyway. */
export function maySuggest(actor: Actor | null, document: DocumentFacts): boolean {
  return writableStages.has(document.stage) && readsAs(actor, document) === 'shared';
}

/**
 * Whether the person can be asked to review the document. A party's draft is reviewed by the elected: an official who
 * read it would make it the municipality's (tryckfrihetsförordningen 2:9, read 2026-11-26); guests come by invitation.
 * What the municipality draws up is reviewed by those who work for it.
 */
export function mayBeAskedToReview(actor: Actor, { kind, space }: Pick<DocumentFacts, 'kind' | 'space'>): boolean {
  if (space.kind === 'party') return handedIn.has(kind) && isElected(actor) && !worksForMunicipality(actor);
  return space.kind === 'municipality' && kind === 'officerReport' && (isAdministration(actor) || actor.roles.has('reviewer'));
}

/** Whether the person was asked to review. No official is by any way asked to review a party's draft. */
export function isReviewer(actor: Actor, { space, given }: Pick<DocumentFacts, 'space' | 'given'>): boolean {
  return given.has('reviewer') && !(space.kind === 'party' && worksForMunicipality(actor));
}

/** Whether the person may change the document's text now. Who may write may also read. */
export function mayWrite(actor: Actor | null, document: DocumentFacts): boolean {
  return writableStages.has(document.stage) && isWriter(actor, document);
}

/**
 * Whether what the person sends is late: they write in this document, and it has been locked. It
 * is kept as a side version that only they see (DESIGN: late is decided by arrival alone).
 */
export function isLate(actor: Actor | null, document: DocumentFacts): boolean {
  return !writableStages.has(document.stage) && isWriter(actor, document);
}

/**
 * Whether what was said of the document may be shown to the person. Of a party's draft to all who may
 * read it; in the municipality to those who work with it, never to others who may read what came of
 * it. A motion or statement that came in has no comments: it is public, and another document than the draft.
 */
export function mayReadComments(actor: Actor | null, document: DocumentFacts): boolean {
  if (actor === null || !mayRead(actor, document)) return false;
  if (document.space.kind === 'party') return true;
  return document.space.kind === 'municipality' && !handedIn.has(document.kind) && worksWith(actor, document);
}

/**
 * Whether the person sees how the document came to be: its moments, what they were called, and the text as it stood then. Of a
 * party's draft all who may read it; in the municipality those who work with it. Whoever else may read what came of it reads
 * the text that stands, and not what it was on the way there; who reads what was shared reads what was shared, and of
 * what became a public record then reads that, as everybody does.
 */
export function mayReadVersions(actor: Actor | null, document: DocumentFacts): boolean {
  if (actor === null || readsAs(actor, document) !== 'live') return false;
  if (document.space.kind === 'party' || mayWrite(actor, document)) return true;
  return document.space.kind === 'municipality' && isAdministration(actor);
}

/**
 * Whether the person may say something of the document now, answer, and mark as done. Who was given
 * a draft only to read says nothing of it. The group goes on speaking of what it has filed; of what
 * has become a public record it is the record that counts, and what was said on the way is kept and cleared.
 */
export function mayComment(actor: Actor | null, document: DocumentFacts): boolean {
  if (actor === null || !mayReadComments(actor, document)) return false;
  if (document.space.kind === 'party')
    return isOfGroup(actor, document.space) || isReviewer(actor, document) || [...document.given].some((role) => role !== 'reader' && role !== 'reviewer');
  return !publicStages.has(document.stage);
}

/** Where a new document would stand: in a matter of its own, or in one that is there. */
export type Place = { readonly kind: 'newMatter' } | ({ readonly kind: 'matter' } & Pick<MatterFacts, 'space' | 'stage'>);

/**
 * Whether the person may begin a document of this kind there. A matter has one motion, with which it begins. A written
 * statement is begun about a matter and stands in a space of the group's own, also when the assembly has decided: a
 * reservation is written until the minutes are verified (kommunallagen 4:27, read 2026-11-26).
 */
export function mayCreate(actor: Actor | null, kind: DocumentKind, place: Place): boolean {
  if (actor === null) return false;
  if (place.kind === 'newMatter') return kind === 'motion' && isElected(actor);
  if (kind === 'motion' || place.space !== 'municipality') return false;
  if (kind === 'writtenStatement') return isElected(actor) && (undecidedStages.has(place.stage) || place.stage === 'decided');
  if (!undecidedStages.has(place.stage)) return false;
  return writersInMunicipality[kind](actor);
}

/**
 * The space in which an imported document would stand, or null when the person may not import its
 * kind. What an officer imports has come in to the municipality; what a member imports is a draft.
 */
export function importSpace(actor: Actor | null, kind: DocumentKind): Space | null {
  if (actor === null) return null;
  if (isAdministration(actor)) return { kind: 'municipality' };
  return kind === 'motion' && isElected(actor) ? { kind: 'party', party: actor.party, ownerId: actor.id } : null;
}

/** Whether the person may enter what has come in to the municipality on paper. */
export function mayReceivePaper(actor: Actor | null): boolean {
  return actor?.roles.has('registrar') === true;
}

/** Whether the person may take in a whole matter that was taken out of another installation: those who keep the records. */
export function mayTakeIn(actor: Actor | null): boolean {
  return actor?.roles.has('registrar') === true;
}

/** Whether the person may take whole matters of a space out of the system: those who keep its records. Nobody takes out a party's. */
export function mayTakeOut(actor: Actor | null, space: Space['kind']): boolean {
  return space !== 'party' && actor?.roles.has('registrar') === true;
}

/** Whether the person is one of a draft's authors: may write, invite, and (a member) sign and file. */
export function isAuthor(actor: Actor, { space, given }: Pick<DocumentFacts, 'space' | 'given'>): boolean {
  return space.kind === 'party' && isElected(actor) && (isOfGroup(actor, space) || given.has('author'));
}

/**
 * Whether the person may read the audit log of a space. The municipality's: those who keep its
 * records and those who run the program, who see ids and names but no title that they may not read
 * otherwise. A party's: its group alone, not one whom it let into a draft.
 */
export function mayReadAuditLog(actor: Actor | null, space: Space): boolean {
  if (actor === null) return false;
  if (space.kind === 'party') return isOfGroup(actor, space);
  return actor.roles.has('registrar') || actor.roles.has('administrator');
}

/** Whether the person writes in the document while it is open. */
export function isWriter(actor: Actor | null, document: DocumentFacts): boolean {
  if (actor === null) return false;
  switch (document.space.kind) {
    case 'party':
      return handedIn.has(document.kind) && (isAuthor(actor, document) || document.given.has('invitedWriter') || document.given.has('invitedSubstitute'));
    case 'published':
      return isAdministration(actor);
    case 'municipality':
      return writersInMunicipality[document.kind](actor);
  }
}

/**
 * A draft is its party group's: the elected of its party, or its owner alone who has none. An
 * owner who now works for the municipality, or sits for another party, has lost it with the assignment.
 */
export function isOfGroup(actor: Actor, { party, ownerId }: Extract<Space, { kind: 'party' }>): boolean {
  return isElected(actor) && (party === null ? actor.id === ownerId : actor.party === party);
}

/** What the elected draft in a space of their own and hand in. */
const handedIn: ReadonlySet<DocumentKind> = new Set(['motion', 'writtenStatement']);

/** Who writes what is in the municipality's keeping. What has come in is locked: nobody. */
const writersInMunicipality: Readonly<Record<DocumentKind, (actor: Actor) => boolean>> = {
  motion: () => false,
  writtenStatement: () => false,
  officerReport: ({ roles }) => roles.has('officer') || roles.has('secretary') || roles.has('approver'),
  minutesItem: ({ roles }) => roles.has('officer') || roles.has('secretary'),
};

/** Whether there is a text that is not yet the public's: a draft, or what is drawn up in the municipality until it is a public record. */
function isUnderWork({ kind, space, stage }: DocumentFacts): boolean {
  return space.kind === 'party' || (space.kind === 'municipality' && !handedIn.has(kind) && !publicStages.has(stage));
}

/** Whether something was given to the person that counts: an official who was asked to review a party's draft has nothing by that. */
function isGiven(actor: Actor, document: DocumentFacts): boolean {
  return [...document.given].some((role) => role !== 'reviewer' || isReviewer(actor, document));
}

/** A motion or statement is public from the moment it came in; a report when it is finalised, minutes when they are verified. Who only runs the program reads nothing. */
function readsInMunicipality(actor: Actor, { kind, stage }: DocumentFacts): boolean {
  if (isAdministration(actor)) return true;
  // Who reviews what they are asked to reads of the rest what the elected do, save the minutes.
  return (handedIn.has(kind) || publicStages.has(stage)) && (isElected(actor) || (kind !== 'minutesItem' && actor.roles.has('reviewer')));
}

/** Those whose task the document is in the municipality: the administration from the first word on, and whoever was asked to review it. */
function worksWith(actor: Actor, document: DocumentFacts): boolean {
  return isAdministration(actor) || isReviewer(actor, document);
}
