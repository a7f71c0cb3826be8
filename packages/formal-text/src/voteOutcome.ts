import type { VoteSettlement } from '@yrka/schema';
import type { VoteCounts } from './vote.ts';

/** What decides a vote besides its counts. */
export type VoteRules = {
  /** The answer that is for a referral back or a deferral of which one third is enough (KL 5:50); null where there is none. */
  readonly minority: 'yes' | 'no' | null;
  /** How many are present; null: as many as voted or abstained. */
  readonly present?: number | null;
  /** The answer that the chair gave, which settles a tie (KL 5:56); null where it is not known, or where the lot decides. */
  readonly chair?: 'yes' | 'no' | null;
};

/** Which answer won, and through what: null for the greater number. A tie that nothing settles has no winner. */
export type VoteOutcome = { readonly winner: 'yes' | 'no'; readonly settledBy: VoteSettlement | null } | { readonly winner: null; readonly settledBy: null };

/**
 * [OUT1]–[OUT3] Who won a vote by its counts; null while one side is not counted.
 *
 *     outcomeOf({ yes: 7, no: 4, abstain: 0, absent: null }, { minority: 'no' }) // { winner: 'no', settledBy: 'oneThird' }
 *
 * Source: kommunallagen (2017:725) 5 kap. 50, 55 and 56 §§, read 2026-11-26.
 */
export function outcomeOf({ yes, no, abstain }: VoteCounts, { minority, present, chair }: VoteRules = { minority: null }): VoteOutcome | null {
  if (yes === null || no === null) return null;
  const majority = yes > no ? 'yes' : no > yes ? 'no' : null;
  const asked = minority === null ? 0 : minority === 'yes' ? yes : no;
  if (minority !== null && majority !== minority && isOneThird(asked, present ?? yes + no + (abstain ?? 0))) return { winner: minority, settledBy: 'oneThird' };
  if (majority !== null) return { winner: majority, settledBy: null };
  return chair == null ? { winner: null, settledBy: null } : { winner: chair, settledBy: 'castingVote' };
}

/** [OUT2] At least a third of those present: 4 of 11 and 5 of 15 are, 4 of 13 are not. */
export function isOneThird(votes: number, present: number): boolean {
  return votes > 0 && votes * 3 >= present;
}
