import type { ClientOffer } from '@yrka/protocol';
import type { Seq, Storage } from '@yrka/storage';
import type { Inspection } from '@yrka/ydoc';
import type { DocumentSummary } from '../documents/summary.ts';
import type { BudgetLimits } from './budget.ts';
import type { Clock } from './clock.ts';
import type { IntegratingThread } from './integratingThread.ts';
import type { Logger } from './logger.ts';
import type { NewRuns } from './runKeeping.ts';
import type { RoomsWatch } from './watch.ts';

/** The person behind a connection, as others see them in the room. */
export type RoomPerson = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly party: string | null;
  /** Protected personal data: nobody is told that they are here. */
  readonly isProtected: boolean;
};

/**
 * `suggest` for one whose updates are proved to be nothing but their own suggestions before they are stored.
 * `late` for one who writes here when the document is open, and it is locked: what they send is kept
 * for them alone. `unknown` when there is no such document, or its very existence is not for this person.
 */
export type Access = 'write' | 'suggest' | 'late' | 'read' | 'none' | 'unknown';

/** A version of a document that was shared for review: what was written up to a journal sequence. */
export type Share = {
  readonly id: string;
  readonly seq: Seq;
  /** A public record, as it stands and without what was suggested and never accepted; `seq` is that of its lock. */
  readonly isRecord?: boolean;
};

/** What a person may do, and what they are shown: the document as it is being written, or with `share` a shared version of it. */
export type Grant = { readonly access: Access; readonly share: Share | null };

export const grantOf = (granted: Access | Grant): Grant => (typeof granted === 'string' ? { access: granted, share: null } : granted);

export const mayRead = (access: Access): boolean => access !== 'none' && access !== 'unknown';

/** One end of a connection, whatever carries it. */
export interface RoomSocket {
  send(frame: Uint8Array): void;
  /** Calls `send`; what is sent in it goes to the network as one. */
  together(send: () => void): void;
  close(code: number, reason: string): void;
  /** Reads nothing more of what the client sends, until `resume`; frames that were read already may still come. */
  pause(): void;
  resume(): void;
  /** Bytes that were sent and are not on the network yet. */
  readonly bufferedAmount: number;
}

export type RoomLimits = {
  /** The largest message that a client may send; twice the largest paste. */
  readonly maxMessageBytes: number;
  readonly maxConnectionsPerPerson: number;
  readonly maxConnectionsPerDocument: number;
  /** The stored bytes of one document, from which on nothing is added to it. */
  readonly maxDocumentBytes: number;
  /** What a connection may send; beyond it, it is read more slowly. */
  readonly budget: BudgetLimits;
  /** A connection that has more than this waiting to be sent is closed, to return when it can. */
  readonly maxBufferedBytes: number;
  /** Updates kept in memory while storing fails, over all documents; beyond it writers are closed. */
  readonly maxUnstoredBytes: number;
  /** How long a document stays in memory after the last person left. */
  readonly lingerMs: number;
  /** Presence is told at once, then at most once in this time; sooner where few are here. */
  readonly presenceWindowMs: number;
  /**
   * How long a client id is remembered that left and never wrote. Longer than its echo goes round; and
   * a provider raises its clock every 15 s, so one that returns later is newer than what others saw of it.
   */
  readonly presenceMemoryMs: number;
  /** How long a document's compressed bytes are kept for the next who opens it. */
  readonly compressedMemoryMs: number;
  /** How long after more was stored the clients are told how far they have been sent the document. */
  readonly sentWindowMs: number;
  /** A connection that was sent nothing for this long is sent an empty message: a provider gives up after 30 s of silence. */
  readonly keepAliveMs: number;
  /** How long after an edit the lists are brought up to date. */
  readonly projectionDelayMs: number;
  /** How long after the last time they are brought up to date again, where people go on writing. */
  readonly projectionRestMs: number;
  /** Processor time that the integrating thread may spend on one update, before it is ended and the update passed over. */
  readonly integrationLimitMs: number;
  /** When a document that somebody is in is put in its most compact form. */
  readonly compaction: CompactionLimits;
  /** When a document that is put away, or in which nobody writes, is written anew. */
  readonly epochs: EpochLimits;
};

export type EpochLimits = {
  /** Compact bytes: smaller documents are quick to open whatever was done to them, and larger ones would hold the integrating thread. */
  readonly fewestBytes: number;
  readonly mostBytes: number;
  /** How many times as large as the same text written fresh it must be. */
  readonly ratio: number;
  /** One that was found not to be is looked at again when it has grown by this factor. */
  readonly growth: number;
  /** For how long, in milliseconds, nobody must have written in one that people have open. Whoever is in it loses what they could undo. */
  readonly quietMs: number;
};

/** So many entries of the journal, or so many bytes, since the last snapshot; and how long after that it is done, or tried again. */
export type CompactionLimits = { readonly entries: number; readonly bytes: number; readonly afterMs: number };

export const defaultLimits: RoomLimits = {
  maxMessageBytes: 4 * 1024 * 1024,
  maxConnectionsPerPerson: 100,
  maxConnectionsPerDocument: 1_000,
  maxDocumentBytes: 64 * 1024 * 1024,
  // A page sends at most at each frame, 60 times a second, and presence half as often.
  budget: { burst: 20_000, perSecond: 500 },
  maxBufferedBytes: 16 * 1024 * 1024,
  maxUnstoredBytes: 64 * 1024 * 1024,
  lingerMs: 30_000,
  presenceWindowMs: 33,
  presenceMemoryMs: 120_000,
  compressedMemoryMs: 5_000,
  sentWindowMs: 1_000,
  keepAliveMs: 10_000,
  projectionDelayMs: 500,
  projectionRestMs: 2_000,
  integrationLimitMs: 5_000,
  compaction: { entries: 1_000, bytes: 256 * 1024, afterMs: 30_000 },
  epochs: { fewestBytes: 64 * 1024, mostBytes: 16 * 1024 * 1024, ratio: 3, growth: 1.25, quietMs: 600_000 },
};

/** A document as it reads now, for whoever derives lists from it. */
export type Projection = {
  readonly documentId: string;
  /** What lists show of it, and when the newest update in it came; null where nobody can tell. */
  readonly lists: { readonly summary: DocumentSummary; readonly updatedAt: Date } | null;
  /** Who wrote since the last projection, and when at the latest. */
  readonly writers: ReadonlyMap<string, Date>;
  /** Who did what to which letters since then; null for nothing. */
  readonly runs: NewRuns | null;
};

export type RoomsOptions = {
  readonly storage: Pick<Storage, 'journal' | 'snapshots' | 'rows'>;
  readonly logger: Logger;
  /** What a person may do with a document. Asked on opening, and again after `rightsChanged`. */
  readonly authorise: (person: Pick<RoomPerson, 'id'>, documentId: string) => Promise<Access | Grant>;
  /** Whether a document is shared for review: then it is not written anew. Without it, none is. */
  readonly isShared?: (documentId: string) => Promise<boolean>;
  /** Keeps an update that came after a lock, for its writer alone; resolves when it is stored. Without it such an update is refused. */
  readonly keepLate?: (late: LateWork) => Promise<void>;
  readonly clock?: Clock;
  readonly limits?: Partial<RoomLimits>;
  /** The guard: what one decoding pass tells of an update. `inspectUpdate` of @yrka/ydoc when left out. */
  readonly inspect?: (update: Uint8Array) => Inspection;
  /** Called with the documents that have changed, some time after the first of them did, and with one that is put away. */
  readonly project?: (projections: readonly Projection[]) => Promise<void>;
  /** Told of what is stored, shown and refused. */
  readonly watch?: RoomsWatch;
  /** Where documents are integrated, when several share one; else the rooms begin and end their own. */
  readonly thread?: IntegratingThread;
};

/** Work for a document that was locked before it came. */
export type LateWork = { readonly documentId: string; readonly personId: string; readonly update: Uint8Array; readonly at: Date };

/** The sign-in that a connection rests on: when it ends, so does the connection. */
export type RoomSession = { readonly id: string; readonly endsAt: Date };

export type Hello = {
  readonly documentId: string;
  readonly person: RoomPerson;
  readonly offer: ClientOffer;
  /** null for a connection that rests on none (a test's own). */
  readonly session: RoomSession | null;
};
