import type { CivilDate } from './organisation.ts';

/** A version of a document that was shared for review: who reviews reads the newest of them, and nothing that was written after it. */
export type ShareRow = {
  readonly id: string;
  readonly documentId: string;
  /** The journal sequence of the newest update in it, and the epoch that it is in. */
  readonly seq: number;
  readonly epoch: number;
  /** As the lists show it: the document's own move on with its text. */
  readonly title: string;
  readonly movers: readonly { readonly name: string; readonly party: string | null }[];
  readonly at: Date;
  readonly by: string;
  /** What the one who shared it says of it; '' for nothing. */
  readonly note: string;
  /** *Svar senast*; null without a date. */
  readonly dueOn: CivilDate | null;
};

/** What a reviewer came to. */
export const reviewVerdicts = ['noObjection', 'shouldBeChanged', 'mustBeChanged'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];

/** Somebody who was asked to review a document. Asked again, they have it before them once more. */
export type ReviewRow = {
  readonly documentId: string;
  readonly personId: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly dueOn: CivilDate | null;
  /** When they were last reminded. */
  readonly remindedAt: Date | null;
  /** null until they are done, as the next three. */
  readonly verdict: ReviewVerdict | null;
  readonly words: string;
  readonly doneAt: Date | null;
  /** The sequence of the version that they reviewed. */
  readonly doneSeq: number | null;
};

/** Sharing for review: working material, that goes with a draft that is thrown away and with the working material of a matter. */
export interface Reviews {
  insertShare(share: ShareRow): Promise<void>;
  /** Of a document, oldest first. */
  shares(documentId: string): Promise<readonly ShareRow[]>;
  /** The newest of each that has one, in no order. */
  newestShares(documentIds: readonly string[]): Promise<readonly ShareRow[]>;

  /** Asks somebody; asked before, in place of that. */
  putReview(review: ReviewRow): Promise<void>;
  /** Of a document, or of whom one person was asked to review; in the order in which they were asked. */
  reviews(filter: { readonly documentId: string } | { readonly personId: string }): Promise<readonly ReviewRow[]>;
  /** False when the person was not asked, or was done already. */
  finishReview(
    documentId: string,
    personId: string,
    done: Pick<ReviewRow, 'words'> & { readonly [K in 'verdict' | 'doneAt' | 'doneSeq']: NonNullable<ReviewRow[K]> },
  ): Promise<boolean>;
  /** False when the person was not asked, or is done. */
  remindReviewer(documentId: string, personId: string, at: Date): Promise<boolean>;
  /** Takes back that somebody was asked, with what they came to. False when they were not. */
  deleteReview(documentId: string, personId: string): Promise<boolean>;
}
