import { type Alternative, readAlternative, type VoteAnswer, type VoteSettlement } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type AlternativeContext, decideAlternative, proceduralMatter, voteForAlternative } from './alternative.ts';
import { fieldOf } from './fields.ts';
import { isChair } from './meeting.ts';
import { type CastVote, type VoteCounts, writeCastVotes, writeVoteMeanings, writeVoteResult } from './vote.ts';
import { outcomeOf, type VoteOutcome } from './voteOutcome.ts';

/** [VOT1]–[VOT3], [VOT7]–[VOT9] The account of a vote, a line for each of what it meant, how each voted and what came of it; null while none of them is known. */
export function writeVote(vote: Node, context: AlternativeContext): string | null {
  const proposition = fieldOf(vote, 'proposition').trim();
  const lines = [proposition === '' ? meaningsOf(vote, context) : proposition, writeCastVotes(castVotesIn(vote)), resultOf(vote, context)];
  const said = lines.filter((line) => line !== null);
  return said.length === 0 ? null : [context.wording.voteRequested, ...said].filter((line) => line !== '').join('\n');
}

/** Words that somebody wrote of a meaning stand; else it is what the answer is a vote for. */
function meaningsOf(vote: Node, context: AlternativeContext): string | null {
  const [yes, no] = votedOn(vote);
  const written = [fieldOf(vote, 'yesMeans').trim(), fieldOf(vote, 'noMeans').trim()] as const;
  const said = (words: string, one: Alternative | null, other: Alternative | null) =>
    words !== '' ? words : one === null || other === null ? '' : (voteForAlternative(one, other, context) ?? '');
  const isOfProposals = written.every((words) => words === '') && [yes, no].every((one) => one !== null && isProposal(one, context));
  const { meanings, otherMeanings } = context.wording;
  return writeVoteMeanings(said(written[0], yes, no), said(written[1], no, yes), isOfProposals ? meanings : otherMeanings);
}

const isProposal = (one: Alternative, { meeting }: AlternativeContext) => one.about !== 'rejectionOf' && proceduralMatter(one, meeting) === null;

/** [VOT8] With what came of it where that is known, else in figures alone. */
function resultOf(vote: Node, context: AlternativeContext): string | null {
  const counts = vote.attrs as VoteCounts & { readonly settledBy: VoteSettlement | null };
  const [yes, no] = votedOn(vote);
  const outcome = settledOutcome(vote, context);
  const { body } = context.meeting;
  if (counts.yes === null || counts.no === null || outcome?.winner == null || yes === null || no === null || body === null)
    return writeVoteResult(counts, context.wording.result);
  const [won, lost] = outcome.winner === 'yes' ? [yes, no] : [no, yes];
  const decision = decideAlternative(won, lost, context);
  if (decision === null) return writeVoteResult(counts, context.wording.result);
  const { wording } = context;
  const patterns = { castingVote: wording.castingVoteOutcome, lot: wording.lotOutcome, oneThird: wording.minorityOutcome };
  const pattern = outcome.settledBy === null ? wording.outcome : patterns[outcome.settledBy];
  const matter = proceduralMatter(won, context.meeting);
  const words = matter === null ? { named: '', done: '' } : wording.procedural[matter];
  const Body = `${body.charAt(0).toUpperCase()}${body.slice(1)}`;
  return writeVoteResult(counts, pattern, { body, Body, decision, named: words.named, done: words.done });
}

/**
 * [VOT9] Who won, as far as the document tells it: what the secretary says settled it goes first. A
 * referral back or a deferral in the assembly that lost with a third of those present has no winner
 * until that is said, since one third is enough once only (KL 5:50). Null while it is not counted.
 */
export function settledOutcome(vote: Node, context: AlternativeContext): VoteOutcome | null {
  const counts = vote.attrs as VoteCounts & { readonly settledBy: VoteSettlement | null };
  const [yes, no] = votedOn(vote);
  const { meeting } = context;
  const chair = castVotesIn(vote).find((one) => isChair(meeting, one))?.answer ?? null;
  const chairAnswer = chair === 'yes' || chair === 'no' ? chair : null;
  const minority = [yes, no].map((one) => one !== null && asksForDelay(one, context));
  const asking = minority[0] ? 'yes' : minority[1] ? 'no' : null;
  if (counts.settledBy === 'oneThird') return asking === null ? null : { winner: asking, settledBy: 'oneThird' };
  if (counts.settledBy === 'lot') return null;
  const outcome = outcomeOf(counts, { minority: meeting.level === 'assembly' ? asking : null, chair: chairAnswer });
  if (outcome?.settledBy !== 'oneThird') return outcome;
  const asked = asking === 'yes' ? yes : no;
  const isSaid = asked?.about === 'yrkande' && /^minority/u.test(meeting.yrkanden.get(asked.id)?.kind ?? '');
  return isSaid ? outcome : null;
}

/**
 * [OUT4] Whether a referral back or a deferral in the assembly lost with a third of those present, so
 * that somebody has to say whether that was enough.
 *
 * @param level of the body whose meeting it is, where that is known better than from the document.
 */
export function asksForOneThird(vote: Node, context: AlternativeContext, level = context.meeting.level): boolean {
  const { settledBy, ...counts } = vote.attrs as VoteCounts & { readonly settledBy: VoteSettlement | null };
  if (level !== 'assembly' || settledBy === 'oneThird' || settledOutcome(vote, context)?.settledBy === 'oneThird') return false;
  const asking = votedOn(vote).findIndex((one) => one !== null && asksForDelay(one, context));
  return asking >= 0 && outcomeOf(counts, { minority: asking === 0 ? 'yes' : 'no' })?.settledBy === 'oneThird';
}

/** Whether a referral back or a deferral is what is asked for, by a third or by all. */
export function asksForDelay(alternative: Alternative, { meeting }: AlternativeContext): boolean {
  const matter = alternative.about === 'yrkande' ? proceduralMatter(alternative, meeting) : null;
  return matter === 'referralBack' || matter === 'deferral';
}

/** What Ja and Nej are votes for. */
export const votedOn = (vote: Node): readonly [Alternative | null, Alternative | null] => [
  readAlternative(vote.attrs.yesFor),
  readAlternative(vote.attrs.noFor),
];

/** The votes by name, in the order of their lists. */
export function castVotesIn(vote: Node): readonly CastVote[] {
  const votes: CastVote[] = [];
  vote.forEach((list) => {
    if (list.type.name !== 'castVoteList') return;
    list.forEach((cast) => {
      if (cast.type.name === 'castVote')
        votes.push({ name: cast.textContent.trim(), party: (cast.attrs.party as string | null) || null, answer: cast.attrs.answer as VoteAnswer | null });
    });
  });
  return votes;
}
