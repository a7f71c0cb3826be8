import type { DocumentRole, Space } from '@yrka/policies';
import type { Outcome } from '@yrka/schema';
import type { CivilDate } from './organisation.ts';

/**
 * A text as it stood when it was locked: the canonical bytes of its tree (RFC 8785 JSON, NFC) with
 * their SHA-256. Never changed; lifted only where the law of its stage allows (a motion that is
 * unlocked before it was filed, a report that was returned).
 */
export type LockRow = {
  readonly id: string;
  readonly documentId: string;
  /** The journal sequence of the newest update in it. */
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly at: Date;
  readonly by: string | null;
  readonly liftedAt: Date | null;
};

export type SignatureRow = {
  readonly id: string;
  readonly lockId: string;
  readonly documentId: string;
  readonly personId: string;
  /** As they stood in the register when it was signed. */
  readonly name: string;
  readonly party: string | null;
  /** A member signs and so moves the motion; a substitute supports it (instämmer). */
  readonly kind: 'signs' | 'supports';
  readonly at: Date;
  /** Taken back, or fallen when the text was unlocked. */
  readonly endedAt: Date | null;
};

/** What somebody was given to one document. */
export type GrantRow = {
  readonly id: string;
  readonly documentId: string;
  readonly personId: string;
  readonly role: DocumentRole;
  readonly by: string;
  readonly at: Date;
  readonly endedAt: Date | null;
};

/** A way into one document by link and code. Token and code are kept as hashes only. */
export type InvitationRow = {
  readonly id: string;
  readonly documentId: string;
  readonly role: DocumentRole;
  readonly tokenHash: string;
  /** Of the code that was mailed or told; null until one was asked for. */
  readonly codeHash: string | null;
  readonly codeExpiresAt: Date | null;
  /** Whether the code went to the address, so that whoever has it can read what is sent there. */
  readonly isCodeMailed: boolean;
  /** Wrong codes since the code was made. */
  readonly attempts: number;
  /** Where the code is mailed; null when the inviter hands the code over. */
  readonly email: string | null;
  /** The invited person's name as the inviter wrote it. */
  readonly name: string;
  readonly by: string;
  readonly at: Date;
  readonly expiresAt: Date;
  /** The person (a guest of the register) it became; null until used. */
  readonly personId: string | null;
  readonly usedAt: Date | null;
  readonly endedAt: Date | null;
};

/** Remiss: a body is asked, with a date for the answer. */
export type ReferralRow = {
  readonly id: string;
  readonly matterId: string;
  readonly bodyId: string;
  readonly by: string;
  readonly sentAt: Date;
  readonly dueDate: CivilDate;
  readonly answeredAt: Date | null;
  /** The words of the answer, or what it says in short; '' until answered. */
  readonly answer: string;
};

/** A matter before a body: planned for a meeting, then what the body did. */
export type HandlingRow = {
  readonly id: string;
  readonly matterId: string;
  readonly bodyId: string;
  readonly meetingId: string | null;
  readonly purpose: 'announcement' | 'preparation' | 'decision' | 'delayReport';
  /** null until it was handled. A committee's is a tillstyrkan or avstyrkan, the board's a proposal, the assembly's the answer. */
  readonly outcome: Outcome | null;
  /** § as the secretary types it: it runs over matters that Yrka never sees. */
  readonly paragraphNumber: string | null;
  readonly handledOn: CivilDate | null;
  /** Of a delay report: what had come out when it was reported; '' of all others. */
  readonly reported: string;
};

/** Where a file is: in whose keeping, as whoever keeps files calls it, and its hash, hexadecimal. */
export type FilePlace = { readonly keeper: string; readonly sha256: string };

export type AttachmentRow = {
  readonly id: string;
  readonly documentId: string;
  /** 1, 2, … as in "Bilaga 1". */
  readonly order: number;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  /** A paper motion's scan stands for the paper itself. */
  readonly kind: 'attachment' | 'scan';
  readonly by: string;
  readonly at: Date;
};

/** What became of a report on its way: who approved which text, who returned it and why, who finalised it. */
export type ReportStepRow = {
  readonly id: string;
  readonly documentId: string;
  readonly kind: 'approved' | 'returned' | 'finalised';
  /** Of the text that it was done to, hexadecimal. */
  readonly sha256: string;
  readonly by: string;
  readonly at: Date;
  /** Why it was returned, for those who work with it; '' where nothing was said. Working material. */
  readonly reason: string;
  /** The meeting that it was finalised for, if any. */
  readonly meetingId: string | null;
};

/** Work that came after a lock: kept, and seen by its author alone. */
export type SideVersionRow = { readonly id: string; readonly documentId: string; readonly personId: string; readonly update: Uint8Array; readonly at: Date };

export type FormerRows = {
  readonly locks?: readonly LockRow[];
  readonly signatures?: readonly SignatureRow[];
  readonly grants?: readonly GrantRow[];
  readonly attachments?: readonly AttachmentRow[];
  readonly referrals?: readonly ReferralRow[];
  readonly handlings?: readonly HandlingRow[];
};

/** The way of a motion: locks, signatures, grants, referrals, handlings, attachments, late work. */
export interface Way {
  insertLock(lock: LockRow): Promise<void>;
  /** The lock in force; null when the document is open. */
  lock(documentId: string): Promise<LockRow | null>;
  /** All that there were, lifted or in force, in the order of the text. */
  locks(documentId: string): Promise<readonly Omit<LockRow, 'bytes'>[]>;
  /** The bytes of one, lifted or in force; null for none by that id. */
  lockedBytes(lockId: string): Promise<Uint8Array | null>;
  /** Lifts the lock in force and lets its signatures fall. Returns whether there was one. */
  liftLock(documentId: string, at: Date): Promise<boolean>;

  /** False when this person has one in force under this lock already, or the lock is not in force. */
  insertSignature(signature: SignatureRow): Promise<boolean>;
  /** Those in force, oldest first. */
  signatures(documentId: string): Promise<readonly SignatureRow[]>;
  /** A person's own that are in force, in whatever document, oldest first. */
  signedBy(personId: string): Promise<readonly SignatureRow[]>;
  /** All that there were, ended or in force, oldest first. */
  everySignature(documentId: string): Promise<readonly SignatureRow[]>;
  endSignature(documentId: string, personId: string, at: Date): Promise<boolean>;

  /**
   * Keeps rows as they are, lifted and ended ones too: those of a matter that comes from another installation. All or none; rejects
   * when an id is in use, for what has it belongs to something else.
   */
  insertFormer(rows: FormerRows): Promise<void>;

  insertGrant(grant: GrantRow): Promise<void>;
  /** All that there were to a document, ended or in force, oldest first. */
  everyGrant(documentId: string): Promise<readonly GrantRow[]>;
  /** Those in force. */
  grants(filter: { readonly documentId?: string; readonly personId?: string }): Promise<readonly GrantRow[]>;
  /** What a person has of a document, or with `role` that alone. */
  endGrants(documentId: string, personId: string, at: Date, role?: DocumentRole): Promise<boolean>;

  insertInvitation(invitation: InvitationRow): Promise<void>;
  invitation(id: string): Promise<InvitationRow | null>;
  invitationByToken(tokenHash: string): Promise<InvitationRow | null>;
  /** Of a document, newest first, ended ones too. */
  invitations(documentId: string): Promise<readonly InvitationRow[]>;
  changeInvitation(
    id: string,
    change: Partial<Pick<InvitationRow, 'codeHash' | 'codeExpiresAt' | 'isCodeMailed' | 'attempts' | 'personId' | 'usedAt' | 'endedAt' | 'email'>>,
  ): Promise<void>;

  insertReportStep(step: ReportStepRow): Promise<void>;
  /** Oldest first. */
  reportSteps(documentId: string): Promise<readonly ReportStepRow[]>;

  insertReferral(referral: ReferralRow): Promise<void>;
  /** Of a matter, or of all; oldest first. */
  referrals(matterId?: string): Promise<readonly ReferralRow[]>;
  /** False when it is unknown or answered already. */
  answerReferral(id: string, answer: { readonly answer: string; readonly answeredAt: Date }): Promise<boolean>;

  /** Inserts or replaces by id. */
  putHandling(handling: HandlingRow): Promise<void>;
  /** Of a matter, or of all; in the order they were put. */
  handlings(matterId?: string): Promise<readonly HandlingRow[]>;
  deleteHandling(id: string): Promise<void>;

  /** The meeting that a § was said to be of; null where nobody has said. */
  meetingOf(documentId: string): Promise<string | null>;
  putMeetingOf(documentId: string, meetingId: string): Promise<void>;

  /** Inserts or replaces by id. */
  putAttachments(attachments: readonly AttachmentRow[]): Promise<void>;
  /** In order. */
  attachments(documentId: string): Promise<readonly AttachmentRow[]>;
  /** All that are this very file, of whatever document. */
  attachmentsWith(sha256: string): Promise<readonly AttachmentRow[]>;
  deleteAttachment(id: string): Promise<void>;
  /**
   * Keeps that a file may turn out to be no attachment's: before it is put in its place, or with what takes its row away. Until
   * it is settled, whoever keeps files has to look.
   */
  unsettleFile(file: FilePlace): Promise<void>;
  unsettledFiles(): Promise<readonly FilePlace[]>;
  settleFile(file: FilePlace): Promise<void>;

  insertSideVersion(version: SideVersionRow): Promise<void>;
  /** Oldest first. */
  sideVersions(documentId: string, personId: string): Promise<readonly SideVersionRow[]>;
  deleteSideVersions(documentId: string, personId: string): Promise<void>;

  /** Asks for a received document to be handed over to the diary system; once, however often it is asked. */
  insertHandover(documentId: string, at: Date): Promise<void>;
  /** Ids of those that have not been, oldest first. */
  openHandovers(): Promise<readonly string[]>;
  endHandover(documentId: string, at: Date): Promise<void>;

  /** What a person last wrote in a document and when, for "who works on what": newest first. */
  writers(documentId: string): Promise<readonly { readonly personId: string; readonly at: Date }[]>;
  /** Remembers that the person wrote; keeps the newest. */
  putWriter(documentId: string, personId: string, at: Date): Promise<void>;

  /** Up to which journal sequence a person has read a document; null for one who has not. For that person alone to know. */
  seen(documentId: string, personId: string): Promise<number | null>;
  /** Never goes back: of two windows the one that was further counts. */
  putSeen(documentId: string, personId: string, seq: number): Promise<void>;

  /**
   * Puts a document's words where they can be found; replaces those it had. Those of a party's space
   * stand apart: nothing that is there touches what is found, how long it takes, or its order, elsewhere.
   */
  index(documentId: string, words: { readonly title: string; readonly text: string; readonly space: Space['kind'] }): Promise<void>;
  /** Those of the given that `index` has not been told of. */
  unindexed(documentIds: readonly string[]): Promise<readonly string[]>;
  /**
   * Ids of documents in which every word of the query begins a word: all those outside the parties'
   * spaces, best first, then those of `drafts`, which alone of the parties' are looked in. Empty for a
   * query without words. Case does not count, å, ä, ö are letters of their own, é is e.
   */
  search(query: string, drafts: readonly string[]): Promise<readonly string[]>;

  /**
   * Clears what working in a document left beside its text: late work, who wrote, who has read how far, whose each
   * client id is, words that were offered back, which moments its text had and what they were called, why a report or an
   * item of the minutes was returned, what was said of it, who wrote which words, what was shared for review and with whom.
   */
  clearWorkingMaterial(documentId: string): Promise<void>;
}
