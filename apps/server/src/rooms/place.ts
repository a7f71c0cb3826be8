import type { Notice, RefusalCode } from '@yrka/protocol';
import type { Epoch, Seq, StorageErrorCode } from '@yrka/storage';
import type { UpdateShape } from '@yrka/ydoc';
import type { Encoding } from './compressed.ts';
import type { PresenceEntry } from './presence.ts';
import type { Access, RoomPerson, Share } from './types.ts';

/** One connection as its room sees it. */
export interface Member {
  readonly person: RoomPerson;
  send(frame: Uint8Array): void;
  /** Like `send`, but left out for one who cannot keep up. */
  sendPresence(frame: Uint8Array): void;
  tellNotice(notice: Notice): void;
}

/** An update that somebody offers to a room. */
export type Offer = {
  readonly update: Uint8Array;
  readonly person: RoomPerson;
  readonly access: Access;
  /** The connection it came on, which is not sent it again; null when it came another way. */
  readonly member: Member | null;
  /** Called once, when everything in the update is stored; with its sequence where it was news. */
  readonly stored: (seq?: Seq) => void;
  readonly failing: (code: StorageErrorCode) => void;
  /** Whether its sender is still signed in, when it has been looked into: that takes its time. */
  readonly isStillIn: () => boolean | Promise<boolean>;
};

export type Decided =
  /** Stored soon, or known already: `stored` will be called. */
  | { readonly type: 'taken' }
  /** The document was locked before it came: kept for its writer alone, and not shown. `stored` will be called. */
  | { readonly type: 'late' }
  | { readonly type: 'malformed' }
  | { readonly type: 'refused'; readonly code: RefusalCode }
  /** It builds on words that the room has not seen: ask for them. When the room holds what is missing, all of it has come. */
  | { readonly type: 'gap'; readonly missing: UpdateShape }
  /** Too much is waiting to be stored, or what came before will never be. */
  | { readonly type: 'overloaded' };

export type Answer =
  | Decided
  /** It is looked into first. What else its sender sends waits, so that it is judged after it. */
  | { readonly type: 'proving'; readonly answer: Promise<Decided> };

/** A document's stored bytes, for who opens it. */
export type Whole = { readonly epoch: Epoch; readonly seq: Seq; readonly encoding: Encoding; readonly bytes: Uint8Array };

/** What a connection is in: a document as it is being written, or a version of it that was shared. */
export interface Place {
  readonly epoch: Epoch;
  /** Null where it is shown as it is being written. */
  readonly share: Share | null;
  /** Up to where who is here has been sent the document. */
  readonly seq: Seq;
  /** What the server asks a client with: it need not send again what is on its way to the journal. */
  stateVector(): Uint8Array;
  /** Stored words that a client with this state vector lacks, or one that has all up to a sequence. Throws when the vector is malformed. */
  since(stateVector: Uint8Array, has?: Seq | null): Uint8Array;
  /** Whether a client with this state vector has nothing of another epoch. Throws when the vector is malformed. */
  isOfEpoch(stateVector: Uint8Array): boolean;
  /** Whether a client with this state vector has what is not shown here, and is not this person's own. */
  showsLessThan(stateVector: Uint8Array, person: RoomPerson): boolean;
  /** Whether it has taken, from whomever, all that an update brings and takes away. */
  holds(shape: UpdateShape): boolean;
  /** Everything that is stored, and the sequence up to which it is. */
  whole(encoding: Encoding): Promise<Whole>;
  offer(offer: Offer): Answer;
  join(member: Member): void;
  leave(member: Member): void;
  present(member: Member): readonly PresenceEntry[];
  takePresence(member: Member, entries: readonly PresenceEntry[]): void;
}
