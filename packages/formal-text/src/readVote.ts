import { type Alternative, alternativeWord, type VoteSettlement } from '@yrka/schema';
import { type AlternativeContext, voteForAlternative } from './alternative.ts';
import { alternativesIn } from './readAcclamation.ts';
import { type CastVote, readCastVotes, readVoteResult, type VoteCounts } from './vote.ts';
import { unfill } from './wording.ts';

export type ReadVote = VoteCounts & {
  /** As `alternativeWord`; null where the words name nothing that the document has. */
  readonly yesFor: string | null;
  readonly noFor: string | null;
  readonly yesMeans: string;
  readonly noMeans: string;
  readonly settledBy: VoteSettlement | null;
  readonly cast: readonly CastVote[];
};

/** [VOT10] A vote as this municipality's wording tells it, in its lines; null where it does not begin as one. */
export function readVote(text: string, context: AlternativeContext): ReadVote | null {
  const { wording } = context;
  const [requested = '', ...lines] = text.trim().split('\n');
  if (requested !== wording.voteRequested) return null;
  let read: ReadVote = { yes: null, no: null, abstain: null, absent: null, yesFor: null, noFor: null, yesMeans: '', noMeans: '', settledBy: null, cast: [] };
  for (const line of lines) {
    const meanings = meaningsOf(line, context);
    const cast = line.split(/(?<=röstar (?:ja|nej)|avstår från att rösta|är frånvarande)\.\s?/u).flatMap((sentence) => readCastVotes(sentence) ?? []);
    const counts = readVoteResult(line);
    if (meanings !== null) read = { ...read, ...meanings };
    else if (cast.length > 0) read = { ...read, cast };
    else if (counts !== null) read = { ...read, ...counts, settledBy: settlementOf(line, context) };
  }
  return read;
}

type Meanings = Pick<ReadVote, 'yesFor' | 'noFor' | 'yesMeans' | 'noMeans'>;

/** Where two alternatives together have just these meanings they are what was voted on; else the words are kept. */
function meaningsOf(line: string, context: AlternativeContext): Meanings | null {
  const said = [context.wording.meanings, context.wording.otherMeanings].map((pattern) => unfill(pattern, line)).filter((slots) => slots !== null);
  const alternatives = alternativesIn(context);
  // What a vote is for is worded by its own alternative, and by whether the other one rejects.
  const others: readonly Alternative[] = [{ about: 'proposedDecision' }, ...alternatives.filter(({ about }) => about === 'rejectionOf').slice(0, 1)];
  for (const { yes, no } of said) {
    const meaning = (words: string | undefined) => alternatives.filter((one) => others.some((other) => voteForAlternative(one, other, context) === words));
    const rejecting = meaning(no);
    for (const one of meaning(yes)) {
      const other = rejecting.find((candidate) => voteForAlternative(one, candidate, context) === yes && voteForAlternative(candidate, one, context) === no);
      if (other !== undefined) return { yesFor: alternativeWord(one), noFor: alternativeWord(other), yesMeans: '', noMeans: '' };
    }
  }
  const [words] = said;
  return words === undefined ? null : { yesFor: null, noFor: null, yesMeans: words.yes ?? '', noMeans: words.no ?? '' };
}

function settlementOf(line: string, { wording }: AlternativeContext): VoteSettlement | null {
  // What is said of those who abstained or were absent follows the outcome.
  const outcome = line.replace(/(?: \d+ ledam(?:ot|öter) (?:avstår från att rösta|är frånvarande)\.)+$/u, '');
  const forms = { yes: '\\d+', no: '\\d+', yesVotes: '\\d+ ja-röst(?:er)?', noVotes: '\\d+ nej-röst(?:er)?', abstaining: '(?: och \\d+ som avstår)?' };
  if (unfill(wording.minorityOutcome, outcome, forms) !== null) return 'oneThird';
  if (unfill(wording.castingVoteOutcome, outcome, forms) !== null) return 'castingVote';
  return unfill(wording.lotOutcome, outcome, forms) !== null ? 'lot' : null;
}
