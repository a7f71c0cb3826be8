import type { BroughtChange } from '@yrka/comparison';
import type { CopyFormat, ImporterErrorCode, Remark } from '@yrka/importers';
import type { Anchor } from '@yrka/ydoc';

import type { DecidedInCopy } from './decidedInCopy.ts';

/** What the thread that brings an edited copy back is begun with. */
export type BringingRequest = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The document that it is given to, and by whom. */
  readonly documentId: string;
  readonly personId: string;
  /** The Yjs client id of what comes. */
  readonly clientId: number;
  readonly maxLines: number;
};

/** Which version the copy says that it is of; `isMarked`: with what was suggested in it. */
export type AskedVersion = { readonly version: number; readonly isMarked: boolean };

/** What the thread is told of the document: that version as ProseMirror JSON, written out, and all that it is made of now. */
export type GivenVersion = { readonly base: string; readonly updates: readonly Uint8Array[] };

/** What somebody said in the margin of a copy, with where it is in the document as the copy leaves it (`anchorPassages`). */
export type PlacedRemark = Omit<Remark, 'passages'> & { readonly quote: string; readonly anchor: Anchor | null };

/** What became of a copy: what it changes, and the update that would suggest that; null where it suggests nothing. */
export type Brought = {
  readonly version: number;
  readonly isMarked: boolean;
  readonly update: Uint8Array<ArrayBuffer> | null;
  readonly changes: readonly BroughtChange[];
  /** Words that stand where no block of the document has them. */
  readonly unplaced: readonly string[];
  /** By whom changes were tracked in it. */
  readonly authors: readonly string[];
  readonly remarks: readonly PlacedRemark[];
  /** Which suggestions that it was made with were accepted or rejected in it. */
  readonly decided: readonly DecidedInCopy[];
  readonly format: CopyFormat;
};

export type BringingReply =
  | ({ readonly type: 'asks' } & AskedVersion)
  | { readonly type: 'brought'; readonly brought: Brought }
  | { readonly type: 'noCopy' | 'otherDocument' }
  | { readonly type: 'refused'; readonly code: ImporterErrorCode; readonly message: string };
