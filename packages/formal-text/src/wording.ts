/**
 * The nouns that municipalities choose differently. A municipality's wording is data, never code;
 * what it leaves out is as here.
 */
export type Wording = {
  /** The proposal that the body had before it, as in "bifall till …". */
  readonly proposedDecision: string;
};

/** Huddinge's executive board, 2023 (v01). */
export const defaultWording: Wording = { proposedDecision: 'förvaltningens förslag till beslut' };
