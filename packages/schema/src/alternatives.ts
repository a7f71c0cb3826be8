/**
 * What a question of the chair is about, and what Ja or Nej is a vote for (PAR6):
 * - `proposedDecision`: the proposal that the body had before it
 * - `decideToday`: that the matter is decided at this meeting
 * - `yrkande`: what was moved, by the id of one yrkande; others that moved the same go with it
 * - `rejectionOf`: that the yrkande with this id is rejected, which nobody need have moved
 * - `point`: the proposal's answer to a clause, by the id of its decision point
 */
export type Alternative = { readonly about: 'proposedDecision' | 'decideToday' } | { readonly about: 'yrkande' | 'rejectionOf' | 'point'; readonly id: string };

/** As an attribute stores it: `proposedDecision`, `yrkande 7KzRfGh2mNpQ`. */
export function alternativeWord(alternative: Alternative): string {
  return 'id' in alternative ? `${alternative.about} ${alternative.id}` : alternative.about;
}

/** What a stored attribute says; null when it is no alternative. Whether the id is in the document is for the caller to see. */
export function readAlternative(value: unknown): Alternative | null {
  if (value === 'proposedDecision' || value === 'decideToday') return { about: value };
  const match = typeof value === 'string' ? /^(yrkande|rejectionOf|point) (\S{1,64})$/.exec(value) : null;
  return match === null ? null : { about: match[1] as 'yrkande' | 'rejectionOf' | 'point', id: match[2] as string };
}
