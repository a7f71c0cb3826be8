import type { Run } from '@yrka/storage';
import type { Anchor, AnchoredPassage, WrittenPiece } from '@yrka/ydoc';
import type { Bundle } from '../rooms/threadMessages.ts';

/** What is asked of a document in the reading thread. */
export type Question =
  /** What it says. */
  | { readonly type: 'text' }
  /** Who wrote a passage of it. */
  | { readonly type: 'writers'; readonly runs: readonly Run[]; readonly passage: AnchoredPassage }
  /** The same without what is gone from it, as one update. */
  | { readonly type: 'compacted' }
  /** Where the words of anchors stand in it. */
  | { readonly type: 'places'; readonly anchors: readonly Anchor[] };

export type Answers = {
  readonly text: ReadText;
  readonly writers: readonly WrittenPiece<Run>[];
  readonly compacted: Uint8Array;
  readonly places: readonly (readonly AnchoredPassage[] | null)[];
};

/** A document in words that go from thread to thread at little cost: ProseMirror JSON, written out. */
export type ReadText = {
  readonly suggested: string;
  /** Without what is suggested; null where nothing is. */
  readonly content: string | null;
};

export type Request = { readonly updates: Bundle; readonly question: Question };

export type Reply = { readonly type: 'answer'; readonly answer: Answers[keyof Answers] } | { readonly type: 'failed'; readonly error: Error };
