/** What became of a suggestion: somebody made its change, or left the text as it was. */
export type SuggestionDecisionRow = {
  readonly documentId: string;
  /** The suggestion's id. It is its maker's own choice: only together with `suggestedBy` it is one suggestion. */
  readonly suggestionId: string;
  /** Whose suggestion it was, as the document said: a person's id, or what no register knows. */
  readonly suggestedBy: string;
  readonly verdict: 'accept' | 'reject';
  /** Why, in the words of the one who decided; '' where nothing was said. */
  readonly reason: string;
  /** Who decided. */
  readonly by: string;
  /** The server's time. */
  readonly at: Date;
  /** What it would have changed, as it was shown to the one who decided: JSON that the store does not look into. */
  readonly quoted: object;
};

export interface SuggestionDecisions {
  /**
   * Keeps that a suggestion was decided: once, whoever was first. Answers the row that stands: the one given, or the
   * one that was there.
   */
  put(decision: SuggestionDecisionRow): Promise<SuggestionDecisionRow>;
  /** Of a document, oldest first. */
  of(documentId: string): Promise<readonly SuggestionDecisionRow[]>;
  /** The decision was undone by the one who made it. False when there is none of theirs. */
  remove(decision: Pick<SuggestionDecisionRow, 'documentId' | 'suggestionId' | 'suggestedBy' | 'by'>): Promise<boolean>;
}
