import type { StatementKind } from '@yrka/schema';
import type { CivilDate } from './organisation.ts';

/** One time that an item of the minutes was sent to be verified: under one lock, and under no other. */
export type VerificationRow = {
  /** Of the lock under which its verifiers read it. */
  readonly lockId: string;
  readonly documentId: string;
  /** Whether this item alone is verified at once (omedelbar justering). */
  readonly isImmediate: boolean;
  readonly by: string;
  readonly at: Date;
  /** When the last of them had verified it; null while it waits. */
  readonly verifiedAt: Date | null;
  /** When it was opened for changes instead; null unless it was. */
  readonly returnedAt: Date | null;
  readonly returnedBy: string | null;
  /** Why, for those who work with it; '' where nothing was said. Working material. */
  readonly reason: string;
};

export const verifierRoles = ['chair', 'verifier'] as const;
export type VerifierRole = (typeof verifierRoles)[number];

/** Who is to verify an item, and whether they have. */
export type VerifierRow = {
  readonly lockId: string;
  readonly personId: string;
  readonly role: VerifierRole;
  /** 0 for the first, as they stand below the text. */
  readonly order: number;
  /** As they stood in the register when they were asked. */
  readonly name: string;
  readonly party: string | null;
  readonly verifiedAt: Date | null;
  /** Who recorded that they signed elsewhere; null for one who verified in Yrka. */
  readonly recordedBy: string | null;
  /** Where they signed, as the one who recorded it put it; '' for nothing. */
  readonly note: string;
};

/** That an item has been verified, on the noticeboard. */
export type PublicNoticeRow = {
  readonly documentId: string;
  readonly announcedOn: CivilDate;
  /** The last day on which the decision can be appealed. */
  readonly appealUntil: CivilDate;
  /** The first day on which the notice may be taken down. */
  readonly takeDownFrom: CivilDate;
  /** Where the minutes can be read, as whoever posted it put it; '' in notices from before it was asked. */
  readonly keptAt: string;
  readonly by: string;
  readonly at: Date;
};

/** What was wrong in a verified item, said beside it. The verified text itself never changes. */
export type CorrectionRow = {
  readonly id: string;
  readonly documentId: string;
  /** The block whose words are corrected. */
  readonly blockId: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly by: string;
  /** As they stood in the register: a correction is a public record, and says who made it for as long as it is kept. */
  readonly byName: string;
  readonly at: Date;
};

/**
 * What a written statement is, and about which matter: of the group's draft, and of what that became in the municipality's
 * space. Neither row names the other document.
 */
export type StatementRow = {
  readonly documentId: string;
  readonly kind: StatementKind;
  /** The matter in the municipality's space. */
  readonly aboutMatterId: string;
  /** The meeting that it was handed in for, if any; null in a draft. */
  readonly meetingId: string | null;
  /** When it was handed in; null in a draft. */
  readonly receivedAt: Date | null;
};

export type Verification = VerificationRow & {
  /** In order. */
  readonly verifiers: readonly VerifierRow[];
};

/** What becomes of the minutes: verified, announced, corrected. */
export interface Minutes {
  insertVerification(verification: VerificationRow, verifiers: readonly VerifierRow[]): Promise<void>;
  /** Every time that an item was sent, oldest first. */
  verifications(documentId: string): Promise<readonly Verification[]>;
  /** False when they are none of its verifiers, have verified it already, or it no longer waits. */
  verify(lockId: string, personId: string, done: Pick<VerifierRow, 'recordedBy' | 'note'> & { readonly verifiedAt: Date }): Promise<boolean>;
  /** False when it no longer waits. */
  endVerification(lockId: string, end: Pick<VerificationRow, 'verifiedAt' | 'returnedAt' | 'returnedBy' | 'reason'>): Promise<boolean>;

  /** Once for a document: rejects a second. */
  insertPublicNotice(notice: PublicNoticeRow): Promise<void>;
  publicNotice(documentId: string): Promise<PublicNoticeRow | null>;
  /** Where the last notice that said so let minutes be read; null when none did. */
  lastKeptAt(): Promise<string | null>;

  insertStatement(statement: StatementRow): Promise<void>;
  /** Null for a document that is none. */
  statement(documentId: string): Promise<StatementRow | null>;
  /** Those that have come in about a matter, in that order; no group's draft is among them. */
  receivedStatements(aboutMatterId: string): Promise<readonly StatementRow[]>;

  insertCorrection(correction: CorrectionRow): Promise<void>;
  /** Oldest first. */
  corrections(documentId: string): Promise<readonly CorrectionRow[]>;
}
