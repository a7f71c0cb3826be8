import type { CloseReason } from '@yrka/protocol';

/** Told of what the rooms do, for those who look after the server. Each call is on the way of every key press, and must cost next to nothing. */
export interface RoomsWatch {
  /** A batch of updates is on the disk. `seconds`: how long that took. */
  committed(updates: number, bytes: number, seconds: number): void;
  /** A batch has been sent to everybody who may see it. `seconds`: since the first of it came. */
  shown(seconds: number): void;
  /** A batch could not be stored; it is kept and tried again. */
  notCommitted(): void;
  /** An update was not taken, and its sender was told so. `reason` is of a closed list. */
  refused(reason: string): void;
  /** The server sent a client away. */
  sentAway(reason: CloseReason): void;
  /** A document was written anew, and begins its next epoch with so much less. */
  rebased(bytesBefore: number, bytesAfter: number): void;
  /** A document is far too large for its text, and cannot be written anew. `reason` is of a closed list. */
  notRebased(reason: string): void;
}

/** For whoever does not look. */
export const nobodyWatches: RoomsWatch = {
  committed: () => {},
  shown: () => {},
  notCommitted: () => {},
  refused: () => {},
  sentAway: () => {},
  rebased: () => {},
  notRebased: () => {},
};
