import type { Node } from '@tiptap/pm/model';
import type { NewCastVote, RecordedPerson } from '@yrka/editor';
import { isSameItemPerson, type ItemPerson } from '@yrka/formal-text';
import type { VoteAnswer } from '@yrka/schema';

/** The votes by name that are given, with the ids of the register. */
export function votesByName(vote: Node): readonly NewCastVote[] {
  const votes: NewCastVote[] = [];
  vote.forEach((list) => {
    if (list.type.name !== 'castVoteList') return;
    list.forEach((cast) => {
      const { personId, party, answer } = cast.attrs as { personId: string | null; party: string | null; answer: VoteAnswer | null };
      const name = cast.textContent.trim();
      if (name !== '' && answer !== null) votes.push({ name, personId, party: party || null, answer });
    });
  });
  return votes;
}

export const answerOf = (votes: readonly NewCastVote[], person: ItemPerson): VoteAnswer | null =>
  votes.find((one) => isSameItemPerson(one, person))?.answer ?? null;

/** The votes with this one in it, in the order of those who serve; who voted and serves no longer is kept, last. */
export function withVote(votes: readonly NewCastVote[], serving: readonly ItemPerson[], person: ItemPerson, answer: VoteAnswer | null): readonly NewCastVote[] {
  const others = votes.filter((one) => !isSameItemPerson(one, person));
  const all = answer === null ? others : [...others, { ...person, answer }];
  const place = (one: ItemPerson) => {
    const index = serving.findIndex((other) => isSameItemPerson(one, other));
    return index < 0 ? serving.length : index;
  };
  return [...all].sort((a, b) => place(a) - place(b));
}

/**
 * The votes by name when the chair settles a tie with an answer, or with null something else does. A
 * vote of the chair's alone is no roll call but what was said of the tie before, and goes with it.
 */
export function withCastingVote(votes: readonly NewCastVote[], chair: RecordedPerson | null, answer: VoteAnswer | null): readonly NewCastVote[] {
  if (chair === null) return votes;
  const others = votes.filter((one) => !isSameItemPerson(one, chair));
  if (answer !== null) return [{ ...chair, answer }, ...others];
  return others.length === 0 ? [] : votes;
}

/** Which key gives which answer, whatever the interface's language: what is called out in the room is Swedish. */
export const answerKeys: Readonly<Record<string, VoteAnswer>> = { j: 'yes', n: 'no', a: 'abstain', f: 'absent' };
