/**
 * Which of a document's journal entries came from those who were shown a version that was shared for review, and not
 * what was written after it. Written after the entries themselves: one that is missing is in the document all the same.
 */
export interface SharedEntries {
  /** Those that are there already stay. */
  add(documentId: string, seqs: readonly number[]): Promise<void>;
  /** Those after a sequence, rising. */
  after(documentId: string, seq: number): Promise<readonly number[]>;
}
