/** Words of a locked text: of which of its texts (schema, `textParts`) or of one that stands beside it, from and to which UTF-16 unit. */
export type MaskPlace = { readonly lockId: string; readonly part: string; readonly from: number; readonly to: number };

/** What somebody who prepares a document for publishing has said of some words: they are masked, or may stand. The words themselves are in the lock alone. */
export type MaskDecisionRow = MaskPlace & {
  readonly documentId: string;
  readonly verdict: 'mask' | 'leave';
  /** Why, as in "OSL 26 kap. 1 §"; '' where nothing was said. */
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

export interface MaskDecisions {
  /** Keeps all of them or none; what was said of the very same words before is replaced. */
  put(decisions: readonly MaskDecisionRow[]): Promise<void>;
  /** Nothing is said of these words any more. Does nothing for those of which nothing was. */
  remove(places: readonly MaskPlace[]): Promise<void>;
  /** Of a lock's text, by part and place. */
  of(lockId: string): Promise<readonly MaskDecisionRow[]>;
}
