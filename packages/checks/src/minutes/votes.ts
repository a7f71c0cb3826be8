import { attendanceInItem, type Attending, isOneThird, isSamePerson, type NamedPerson, outcomeOf, type VoteCounts } from '@yrka/formal-text';
import { readAlternative, type VoteAnswer } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { type Found, wholeOf } from '../finding.ts';
import { sources } from '../sources.ts';
import { all, isWritten } from '../text.ts';
import { allWords, isAgainstDecision, type Meeting, namesIn, type Sense, senseOf, senseOfWords, senseWords, wordsOf } from './meeting.ts';

/** What is known of the meeting beyond the document. A rule whose fact is null is not run, or goes by the document. */
export type ServingFacts = {
  /** Who takes part in the meeting as a whole, where attendance was recorded; what the § itself tells of changes is reckoned on top. */
  readonly attending: readonly Attending[] | null;
};

/** [VOT1–VOT7] */
export function votes(meeting: Meeting, facts: ServingFacts): Found[] {
  const last = meeting.votes.findLast((vote) => isOnTheMatter(vote, meeting));
  return meeting.votes.flatMap((vote) => [
    ...againstNames(vote),
    ...againstServing(vote, meeting, facts),
    ...ties(vote, meeting),
    ...outcome(vote, meeting, vote === last, facts),
    ...meaningOfYes(vote, meeting),
  ]);
}

function countOf(vote: Node): VoteCounts {
  const number = (value: unknown) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null);
  const { yes, no, abstain, absent } = vote.attrs;
  return { yes: number(yes), no: number(no), abstain: number(abstain), absent: number(absent) };
}

const answers = ['yes', 'no', 'abstain', 'absent'] as const;
/** As the paper has it, whatever the interface's language. */
const answerWords: Record<VoteAnswer, string> = { yes: 'ja', no: 'nej', abstain: 'avstår', absent: 'frånvarande' };
const named = (vote: Node, answer: VoteAnswer) => all(vote, 'castVote').filter((cast) => cast.attrs.answer === answer && isWritten(cast));

/** The counts of a vote, from its figures or else from its names. */
function talliesOf(vote: Node): VoteCounts {
  const count = countOf(vote);
  const hasNames = named(vote, 'yes').length + named(vote, 'no').length > 0;
  const tally = (answer: VoteAnswer) => count[answer] ?? (hasNames && count.yes === null && count.no === null ? named(vote, answer).length : null);
  return { yes: tally('yes'), no: tally('no'), abstain: tally('abstain'), absent: tally('absent') };
}

/** [VOT1] Figures and names. Of an answer that nobody is named for nothing is said: the list may be an attachment. */
function againstNames(vote: Node): Found[] {
  const count = countOf(vote);
  return answers.flatMap((answer): Found[] => {
    const [counted, names] = [count[answer], named(vote, answer).length];
    if (counted === null || names === 0 || counted === names) return [];
    const params = { answer: answerWords[answer], counted, named: names };
    return [{ code: 'countDiffersFromNames', place: wholeOf(vote), severity: 'warn', params, source: sources.votes }];
  });
}

/** [VOT2] The sum and those who serve. */
function againstServing(vote: Node, meeting: Meeting, facts: ServingFacts): Found[] {
  const now = servingAt(vote, meeting, facts);
  const { yes, no, abstain, absent } = talliesOf(vote);
  if (now === null || yes === null || no === null) return [];
  const cast = yes + no + (abstain ?? 0);
  const source = sources.votes;
  if (cast > now.length)
    return [{ code: 'moreVotesThanServing', place: wholeOf(vote), severity: 'warn', params: { votes: cast, serving: now.length }, source }];
  const outside = meeting.absences.filter(({ why, person }) => why === 'notParticipating' && now.some((one) => isSamePerson(one, person))).length;
  const accounted = cast + (absent ?? 0) + outside;
  if (abstain === null || accounted >= now.length) return [];
  return [{ code: 'votesMissing', place: wholeOf(vote), severity: 'inform', params: { votes: accounted, serving: now.length }, source }];
}

/** Who serves when the vote is taken; null where it is not known who serves at all. */
function servingAt(vote: Node, { doc }: Meeting, { attending }: ServingFacts): readonly NamedPerson[] | null {
  let before = doc.content.size;
  doc.descendants((node, position) => {
    if (node === vote) before = position;
    return !node.isTextblock;
  });
  const { serving } = attendanceInItem(doc, attending, { before });
  return serving.length === 0 ? null : serving;
}

/** Everybody who served at some time while the matter was dealt with and did not leave it to others; null where it is not known. */
export function tookPart({ doc }: Meeting, { attending }: ServingFacts): readonly NamedPerson[] | null {
  const { tookPart: people } = attendanceInItem(doc, attending);
  // Who came in is named by the document itself; without a list to begin with, that is not all of them.
  return attending === null && namesIn(doc, 'serving').length === 0 ? null : people;
}

/** [VOT3, VOT4] As many on both sides: somebody has to settle it, and the chair may not abstain. */
function ties(vote: Node, meeting: Meeting): Found[] {
  const { yes, no } = talliesOf(vote);
  if (yes === null || no === null || yes !== no || yes === 0) return [];
  const found: Found[] = [];
  // The chair's own answer is the casting vote (KL 5:56); the sentence says so.
  const isSettled =
    vote.attrs.settledBy !== null || answerOfChair(vote, meeting) !== null || /utslagsröst|lottning|lotten|lottas|tredjedel/iu.test(meeting.words);
  if (!isSettled) found.push({ code: 'tieNotSettled', place: wholeOf(vote), severity: 'warn', params: { votes: yes }, source: sources.castingVote });
  const { chair } = meeting;
  const abstaining = named(vote, 'abstain').find((cast) => chair !== null && isSamePerson(personOf(cast), chair));
  if (abstaining !== undefined)
    found.push({ code: 'chairAbstains', place: wholeOf(abstaining), severity: 'warn', params: { name: wordsOf(abstaining) }, source: sources.abstaining });
  return found;
}

const personOf = (cast: Node): NamedPerson => ({ name: wordsOf(cast), party: typeof cast.attrs.party === 'string' ? cast.attrs.party : null });

/** [VOT5, VOT6] The vote and the decision. */
function outcome(vote: Node, meeting: Meeting, isLastOnMatter: boolean, facts: ServingFacts): Found[] {
  const { yes, no, abstain, absent } = talliesOf(vote);
  if (yes === null || no === null || yes + no === 0) return [];
  const [forYes, forNo] = [meaning(vote, 'yes', meeting), meaning(vote, 'no', meeting)];
  const won = outcomeOf({ yes, no, abstain, absent }, { minority: null, chair: answerOfChair(vote, meeting) })?.winner ?? null;
  if (won === null) return [];
  const [winner, loser, lost] = won === 'yes' ? [forYes, forNo, no] : [forNo, forYes, yes];
  const place = wholeOf(vote);
  const { senses } = meeting;
  if (isPostponing(loser) && winner === 'decideToday') {
    const present = servingAt(vote, meeting, facts)?.length ?? yes + no + (abstain ?? 0);
    const isThird = isOneThird(lost, present);
    const isPostponed = senses.has('referralBack') || senses.has('deferral');
    if (isPostponed && !meeting.isAssembly)
      return [{ code: 'minorityInCommittee', place, severity: 'warn', params: { votes: lost, of: yes + no }, source: sources.committeeMajority }];
    if (isPostponed && isThird && wasPostponedByMinority(meeting))
      return [{ code: 'minorityTwice', place, severity: 'warn', params: {}, source: sources.oneThird }];
    if (isThird && meeting.isAssembly && senses.size > 0 && !isPostponed && !wasPostponedByMinority(meeting))
      return [{ code: 'oneThirdForgotten', place, severity: 'warn', params: { votes: lost, present }, source: sources.oneThird }];
    if (isPostponed && isThird) return [];
  }
  if (winner === null || senses.size === 0) return [];
  const isProcedural = isPostponing(winner) || winner === 'decideToday';
  if (!isProcedural && !isLastOnMatter) return [];
  if (!isAgainstDecision(winner, meeting)) return [];
  return [{ code: 'voteAgainstDecision', place, severity: 'warn', params: { winner: senseWords[winner] }, source: sources.decision }];
}

/** How the chair voted, which settles a tie; null where it is not told, and where the lot settled it. */
function answerOfChair(vote: Node, { chair }: Meeting): 'yes' | 'no' | null {
  if (chair === null || vote.attrs.settledBy === 'lot') return null;
  return (['yes', 'no'] as const).find((answer) => named(vote, answer).some((cast) => isSamePerson(personOf(cast), chair))) ?? null;
}

const isPostponing = (sense: Sense | null) => sense === 'referralBack' || sense === 'deferral';

/** Once in a matter: the next time more than half are needed. */
const wasPostponedByMinority = ({ doc }: Meeting) =>
  all(doc, 'section')
    .filter(({ attrs }) => ['earlierTreatment', 'summary', 'matter', 'decisionBasis'].includes(attrs.part as string))
    .some((section) => /minoritets(?:återremi|bordlägg)|tredjedel/iu.test(allWords(section)));

/** What an answer is a vote for, from the structure or else from the words. */
function meaning(vote: Node, answer: 'yes' | 'no', meeting: Meeting): Sense | null {
  const alternative = readAlternative(answer === 'yes' ? vote.attrs.yesFor : vote.attrs.noFor);
  return alternative === null ? senseOfWords(fieldWords(vote, answer), meeting) : senseOf(alternative, meeting);
}

const fieldWords = (vote: Node, answer: 'yes' | 'no') =>
  all(vote, 'field')
    .filter(({ attrs }) => attrs.name === `${answer}Means`)
    .map(wordsOf)
    .join(' ');

/** Not on which proposal is to stand against the main one, on a clause, or on an addition. */
function isOnTheMatter(vote: Node, meeting: Meeting): boolean {
  const { stage } = vote.attrs;
  if (stage !== null && stage !== 'main') return false;
  const section = all(meeting.doc, 'section').find((one) => all(one, 'vote').includes(vote));
  if (/motförslag|kontraprop/iu.test(String(section?.attrs.heading ?? ''))) return false;
  return !/tillägg|att-sats|punkt|motförslag/iu.test(`${fieldWords(vote, 'yes')} ${fieldWords(vote, 'no')}`);
}

/** [VOT7] Who votes ja to say no: told, so that somebody reads the card aloud. */
function meaningOfYes(vote: Node, meeting: Meeting): Found[] {
  const words = fieldWords(vote, 'yes');
  const yesFor = readAlternative(vote.attrs.yesFor);
  const sense = yesFor === null ? null : senseOf(yesFor, meeting);
  const says =
    sense === 'rejected motion' || isPostponing(sense)
      ? senseWords[sense as Sense]
      : /^(?:att |den som vill )?(?:ärendets )?(?:avslag|avslå|återremi)/iu.test(words)
        ? words
        : null;
  if (says === null) return [];
  return [{ code: 'yesMeansNo', place: wholeOf(vote), severity: 'inform', params: { words: says.slice(0, 80) }, source: sources.yesAndNo }];
}
