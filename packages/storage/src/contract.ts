import type { DocumentStage, MatterStage, RegisterRole, Space } from '@yrka/policies';
import type { DocumentKind } from '@yrka/schema';
import type { AuditLog } from './audit.ts';
import type { Comments } from './comments.ts';
import type { SuggestionDecisions } from './decisions.ts';
import type { MaskDecisions } from './masks.ts';
import type { Minutes } from './minutes.ts';
import type { Notices } from './notices.ts';
import type { Organisation } from './organisation.ts';
import type { Origins } from './origins.ts';
import type { Own, RescueRow } from './own.ts';
import type { Reviews } from './reviews.ts';
import type { Runs } from './runs.ts';
import type { SharedEntries } from './sharedEntries.ts';
import type { Versions } from './versions.ts';
import type { Way } from './way.ts';

/**
 * What Yrka asks of a store (SPEC.md has the numbered rules). Three things that are never mixed:
 * the journal (append-only, what was written), snapshots (an optimisation that may be dropped at
 * any time) and rows (matters, people, rescues). Documents are bytes here.
 */
export interface Storage {
  readonly journal: Journal;
  readonly snapshots: Snapshots;
  readonly rows: Rows;
  /** Waits for what was appended, then lets go of the files. Appending afterwards rejects with `closed`. */
  close(): Promise<void>;
}

/** The number of a journal entry: positive, rising over all documents in the order of commit. */
export type Seq = number;

export type NewJournalEntry = {
  readonly documentId: string;
  /** A Yjs update, version 1 encoding. */
  readonly update: Uint8Array;
  /** Who sent it; null for the server itself (a seed, an import). */
  readonly personId: string | null;
  readonly at: Date;
  /** With it the update is the document whole, in this epoch: nothing that was written before belongs to it any more. */
  readonly epoch?: Epoch;
};

/** Which writing of a document its updates belong to, from 1. Those of two epochs cannot be put together (docs/adr/0016-epochs.md). */
export type Epoch = number;

/** Where a document was written anew: the sequence of the entry that has it whole. */
export type Base = { readonly seq: Seq; readonly epoch: Epoch };

export const firstEpoch: Epoch = 1;

export type JournalEntry = {
  readonly seq: Seq;
  readonly update: Uint8Array;
  readonly personId: string | null;
  readonly at: Date;
  /** There with one that is the document whole. */
  readonly epoch?: Epoch;
};

/** An entry without its words. `isAnew`: with it an epoch begins, and it says what the document said before. */
export type EntryTime = { readonly seq: Seq; readonly at: Date; readonly isAnew: boolean };

/** The entries with `after < seq <= upTo`; without a bound, all on that side. */
export type SeqRange = { readonly after?: Seq; readonly upTo?: Seq };

export interface Journal {
  /**
   * Stores all entries or none. Resolves, with a sequence for each in the order given, when they
   * would survive the loss of power; rejects with a StorageError and has then stored nothing, unless what
   * stores them ended by itself in the midst (JO15). A later append may succeed where an earlier one failed.
   */
  appendBatch(entries: readonly NewJournalEntry[]): Promise<readonly Seq[]>;
  /** Oldest first; empty for a document that nobody wrote in. */
  readDocumentUpdates(documentId: string, range?: SeqRange): Promise<readonly JournalEntry[]>;
  /**
   * When the entries after a sequence were stored, oldest first and without what is in them: at most `limit`, and none only
   * when there are none. A year's journal is so gone through in parts, between which others are served.
   */
  times(documentId: string, after: Seq, limit: number): Promise<readonly EntryTime[]>;
  /** The newest sequence of a document, 0 when there is none. */
  lastSeq(documentId: string): Promise<Seq>;
  /** Where a document was written anew, oldest first; empty for one that is in its first epoch. */
  bases(documentId: string): Promise<readonly Base[]>;
  /**
   * Erases what was written in a document: a draft that its authors throw away, or the law demands. With
   * `upTo` only the entries up to and with that one: what came to be said again after it stays.
   */
  erase(documentId: string, upTo?: Seq): Promise<void>;
  /**
   * Moves entries that no opening needs, because a snapshot covers them, into compressed segments: those of a
   * document up to and with `upTo`, as far as they are enough to be worth it. Changes nothing that can be read.
   * What is appended meanwhile comes first. Rejects with a StorageError; what was moved until then stays so.
   */
  coolDown(documentId: string, upTo: Seq): Promise<void>;
}

/** All entries of a document's epoch up to and with `upTo`, as one update. */
export type Snapshot = { readonly documentId: string; readonly epoch: Epoch; readonly upTo: Seq; readonly update: Uint8Array };

export interface Snapshots {
  /** The newest snapshot with a sequence of at most `upTo`; null when there is none, and then the journal has everything. */
  read(documentId: string, upTo?: Seq): Promise<Snapshot | null>;
  /** Replaces the document's older snapshot; keeps a newer one. A loss of power may take it away again. */
  write(snapshot: Snapshot): Promise<void>;
  drop(documentId: string): Promise<void>;
}

export type MatterRow = {
  readonly id: string;
  /** The registrar's own title (ärendemening), or what it was created with; a motion's title is its document's. */
  readonly title: string;
  readonly diarienummer: string | null;
  /** What a sample is marked with, as in "Verkligt protokoll, Huddinge 2023". */
  readonly label: string | null;
  readonly createdAt: Date;
  readonly stage: MatterStage;
  /** A motion's three dates (DESIGN: which of them starts the year is the municipality's setting); null until it has happened. */
  readonly receivedAt: Date | null;
  readonly movedAt: Date | null;
  readonly announcedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
  /** Who answers for it in the municipality: a person's id. */
  readonly responsibleOfficer: string | null;
};

export type MoverRow = { readonly name: string; readonly party: string | null };

export type DocumentRow = {
  readonly id: string;
  readonly matterId: string;
  readonly kind: DocumentKind;
  readonly templateId: string;
  /** Who created it; null for the server itself (an import, the demonstration). */
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly space: Space['kind'];
  /** In a party's space the party whose group has it; null there is a draft of its owner's alone. */
  readonly party: string | null;
  readonly stage: DocumentStage;
  /** 1 for the first; a finalised report that is changed is a new document with the next number. */
  readonly revision: number;
  /** The document that this one revises, if any. */
  readonly revisionOf: string | null;
  /** What became of a filed draft in the municipality's space; there is no pointer the other way (filing is a wall). */
  readonly filedAs: string | null;
} & DocumentProjection;

/** What lists show of a document's text: derived from it, and late by moments. */
export type DocumentProjection = {
  /** '' when the document has no title. */
  readonly title: string;
  readonly movers: readonly MoverRow[];
  readonly updatedAt: Date;
};

export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly party: string | null;
  /** At least one; the first is how they are presented. */
  readonly roles: readonly RegisterRole[];
  /** Assignment or post, in Swedish. */
  readonly title: string | null;
  /** Lower case; null when there is none, as for everybody whose personal data are protected. */
  readonly email: string | null;
  /** Protected personal data: `name` is the one they chose, there is no e-mail, and nobody sees that they are here. */
  readonly isProtected: boolean;
  /** False for one who has left: their rows stay, they may nothing. */
  readonly isActive: boolean;
};

/** A Yjs client id belongs to one person in one document, for ever. */
export type ClientRow = { readonly documentId: string; readonly clientId: number; readonly personId: string };

/** What may be different of a matter from one moment to the next. */
export type MatterChange = Partial<Omit<MatterRow, 'id' | 'createdAt' | 'label'>>;

export interface Rows {
  readonly organisation: Organisation;
  readonly way: Way;
  readonly comments: Comments;
  readonly suggestionDecisions: SuggestionDecisions;
  readonly reviews: Reviews;
  readonly sharedEntries: SharedEntries;
  readonly runs: Runs;
  readonly versions: Versions;
  readonly minutes: Minutes;
  readonly maskDecisions: MaskDecisions;
  readonly notices: Notices;
  readonly origins: Origins;
  readonly own: Own;
  readonly audit: AuditLog;
  /** All that `work` writes through the rows it is given, or nothing of it. In a transaction already, part of that one. */
  transaction<Result>(work: (rows: Rows) => Promise<Result>): Promise<Result>;
  /**
   * The same, for nothing but what can be derived from the journal again: it is not waited for until that is on the disk. A
   * loss of power may take the last such transactions away, never one without those after it.
   */
  derivedTransaction<Result>(work: (rows: Rows) => Promise<Result>): Promise<Result>;

  /** A matter together with its first documents: all or nothing. Rejects when an id is in use. */
  insertMatter(matter: MatterRow, documents?: readonly DocumentRow[]): Promise<void>;
  /** Newest first. */
  matters(): Promise<readonly MatterRow[]>;
  matter(id: string): Promise<MatterRow | null>;

  /** Keeps that what is written of a document, which has no row yet, is to be erased unless the row comes (`withRowToCome`). */
  beginDocument(documentId: string): Promise<void>;
  /** Write the document's first updates to the journal before its row. Rejects when the id is in use or the matter unknown. */
  insertDocument(document: DocumentRow): Promise<void>;
  document(id: string): Promise<DocumentRow | null>;
  /** Of one matter, or of all; oldest first. */
  documents(matterId?: string): Promise<readonly DocumentRow[]>;
  /** The draft that a document was filed from; null where there is none. */
  filedFrom(documentId: string): Promise<DocumentRow | null>;
  /**
   * Moves a matter on, only if it still is where the caller found it: two who act at once cannot
   * both succeed. Returns false, and changes nothing, when it is at another stage or unknown.
   */
  changeMatter(id: string, from: MatterStage, change: MatterChange): Promise<boolean>;
  /** The same for a document; `filedAs` is kept when it is given. */
  changeStage(documentId: string, from: DocumentStage, to: DocumentStage, filedAs?: string): Promise<boolean>;
  /**
   * Takes the document's row, clients, rescues, comments, reviews, runs and projections away. Its journal is the caller's to
   * erase (`eraseDeleted`): until that is done, it is kept that it is to be.
   */
  deleteDocument(documentId: string): Promise<void>;
  /** The documents that were deleted or cleared, or begun and not inserted, and whose journal is not known to be erased. */
  unerased(): Promise<readonly string[]>;
  /** The journal is erased: takes away what is left of the words in what is searched, and then is what `unerased` tells of no more. */
  erased(documentId: string): Promise<void>;
  deleteMatter(id: string): Promise<void>;
  /** Does nothing for an unknown document. */
  project(documentId: string, projection: DocumentProjection): Promise<void>;

  /** Inserts or replaces by id. */
  putPeople(people: readonly PersonRow[]): Promise<void>;
  person(id: string): Promise<PersonRow | null>;
  /** Among the active; null when nobody or nobody alone has it. Case does not count. */
  personByEmail(email: string): Promise<PersonRow | null>;
  /** The active in order of name; without a query all, else those of whom every word of it begins a name or is the party, case aside. */
  people(query?: string): Promise<readonly PersonRow[]>;
  /** The whole register in order of name, with those who have left; not those whom a draft's authors invited (`isInvitedGuest`). */
  everybody(): Promise<readonly PersonRow[]>;

  /**
   * Takes away the second factor of somebody's account, and ends all its sessions. The account itself is kept by whoever
   * signs people in; this is here so that it happens with its record or not at all. False when there is none.
   */
  endSecondFactor(personId: string): Promise<boolean>;

  /** The first to claim a client id keeps it. Returns who has each, in the order given. A loss of power may take it away (ST12): it can be told from the journal. */
  claimClients(claims: readonly ClientRow[]): Promise<readonly ClientRow[]>;
  clients(documentId: string): Promise<readonly ClientRow[]>;

  /** Does nothing when the id is there already, so that a repeated integration gives no second one. Returns whether it was new. */
  insertRescue(rescue: RescueRow): Promise<boolean>;
  /** Replaces the words of a rescue. Returns false when it is taken already, or there is none. */
  growRescue(id: string, words: Pick<RescueRow, 'text' | 'parts'>): Promise<boolean>;
  rescue(id: string): Promise<RescueRow | null>;
  /** A person's in a document, taken or not, oldest first. */
  rescues(documentId: string, personId: string): Promise<readonly RescueRow[]>;
  /** Those not yet taken, oldest first. */
  openRescues(documentId: string, personId: string): Promise<readonly RescueRow[]>;
  /** Returns false when there is no such rescue of this person, or it was taken before. */
  takeRescue(id: string, personId: string, at: Date): Promise<boolean>;
}

/**
 * - `newerDatabase`: written by a newer program; nothing was changed
 * - `locked`: another instance uses the same data
 * - `full`: no room left; what is stored is safe, and appending may heal
 * - `closed`: asked after `close`
 * - `failed`: anything else, with its cause
 */
export type StorageErrorCode =
  | 'newerDatabase'
  /** From before what was asked for existed, and not to be migrated here. */
  | 'olderDatabase'
  | 'locked'
  | 'full'
  | 'closed'
  /** There are documents, but the journal that holds their words is not there. */
  | 'journalMissing'
  /** The journal has words, but the rows that say what they belong to are missing or empty. */
  | 'rowsMissing'
  | 'failed';

/** The one error of this package. Callers test `code`; the message is for the log. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageError';
    this.code = code;
  }
}
