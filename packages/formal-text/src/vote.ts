import type { VoteAnswer } from '@yrka/schema';
import { type NamedPerson, writePeople } from './person.ts';
import { readCount } from './number.ts';
import { readPeople } from './readPeople.ts';
import { defaultWording, fill } from './wording.ts';

/** null is "not stated"; 0 is stated as none. */
export type VoteCounts = { readonly yes: number | null; readonly no: number | null; readonly abstain: number | null; readonly absent: number | null };
export type CastVote = NamedPerson & { readonly answer: VoteAnswer | null };

/** [VOT1] What a vote means. Null unless both answers have a meaning: half of it would mislead. */
export function writeVoteMeanings(yesMeans: string, noMeans: string, pattern: string = defaultWording.otherMeanings): string | null {
  const [yes, no] = [yesMeans.trim(), noMeans.trim()];
  return yes === '' || no === '' ? null : fill(pattern, { yes, no });
}

/** [VOT2] The result in figures, with `slots` for what else its pattern says; null unless both sides are counted. Nothing is said of those who are not stated or none. */
export function writeVoteResult(counts: VoteCounts, pattern: string = defaultWording.result, slots: Readonly<Record<string, string>> = {}): string | null {
  if (counts.yes === null || counts.no === null) return null;
  const saysAbstaining = pattern.includes('{abstaining}');
  const sentences = [fill(pattern, { ...slots, ...countSlots(counts.yes, counts.no, counts.abstain) })];
  if (!saysAbstaining && counts.abstain !== null && counts.abstain > 0) sentences.push(`${membersOf(counts.abstain)} avstår från att rösta.`);
  if (counts.absent !== null && counts.absent > 0) sentences.push(`${membersOf(counts.absent)} är frånvarande.`);
  return sentences.join(' ');
}

/** What a pattern of a result may say of the counts. */
function countSlots(yes: number, no: number, abstain: number | null): Readonly<Record<string, string>> {
  const votes = (count: number, answer: string) => `${count} ${answer}-${count === 1 ? 'röst' : 'röster'}`;
  return {
    yes: String(yes),
    no: String(no),
    yesVotes: votes(yes, 'ja'),
    noVotes: votes(no, 'nej'),
    abstaining: abstain === null || abstain === 0 ? '' : ` och ${abstain} som avstår`,
  };
}

const membersOf = (count: number) => (count === 1 ? '1 ledamot' : `${count} ledamöter`);

/** [VOT3] How each voted, one sentence per answer; null when nobody's vote is recorded. */
export function writeCastVotes(votes: readonly CastVote[]): string | null {
  const sentences = (['yes', 'no', 'abstain', 'absent'] as const).flatMap((answer) => {
    const people = votes.filter((vote) => vote.answer === answer && vote.name !== '');
    return people.length === 0 ? [] : [`${writePeople(people)} ${answerWords[answer]}.`];
  });
  return sentences.length === 0 ? null : sentences.join(' ');
}

const answerWords: Record<VoteAnswer, string> = { yes: 'röstar ja', no: 'röstar nej', abstain: 'avstår från att rösta', absent: 'är frånvarande' };

/** [VOT6] The votes that one sentence tells by name (`A (S) och B (M) röstar Ja (2).`, `Nej-röster: C (V)`); null when it tells none. */
export function readCastVotes(sentence: string): readonly CastVote[] | null {
  const words = sentence
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/\.$/u, '')
    .replace(/ \(\d+\)$/u, '');
  const forms: readonly (readonly [VoteAnswer, RegExp])[] = [
    ['yes', /^(?:Ja-röst(?:er)?:|Ja röstar) (.+)$/iu],
    ['no', /^(?:Nej-röst(?:er)?:|Nej röstar) (.+)$/iu],
    ['abstain', /^(?:Avstår(?: gör)?:?) (.+)$/iu],
    ['yes', /^(.+) röstar ja$/iu],
    ['no', /^(.+) röstar nej$/iu],
    ['abstain', /^(.+) (?:avstår|avstod) från att rösta$/iu],
    ['absent', /^(.+) är frånvarande$/iu],
  ];
  for (const [answer, form] of forms) {
    const people = readPeople(form.exec(words)?.[1] ?? '');
    if (people !== null) return people.map((person) => ({ ...person, answer }));
  }
  return null;
}

const count = String.raw`(\d+|noll|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|inga|ingen)`;

/** [VOT4] The counts in a written result, in figures or words; null when no two sides can be read. */
export function readVoteResult(text: string): VoteCounts | null {
  const words = text.replace(/\s+/gu, ' ');
  const sides = new RegExp(
    String.raw`\b${count} (?:ja(?:-röst(?:er)?)?\b|röst(?:er)? för ja)(?:,| mot| och| )*${count} (?:nej(?:-röst(?:er)?)?\b|röst(?:er)? för nej)`,
    'iu',
  ).exec(words);
  const named = /\bja: ?(\d+)[,;.]? ?nej: ?(\d+)/iu.exec(words);
  const [yes, no] = [sides?.[1] ?? named?.[1], sides?.[2] ?? named?.[2]];
  if (yes === undefined || no === undefined) return null;
  const abstain = new RegExp(`${count} (?:ledam[oö]t(?:er)? )?(?:som )?(?:avst|nedlagda)`, 'iu').exec(words)?.[1];
  const absent = new RegExp(`${count} (?:ledam[oö]t(?:er)? )?(?:är |var )?frånvarande`, 'iu').exec(words)?.[1];
  return {
    yes: readCount(yes),
    no: readCount(no),
    abstain: abstain === undefined ? null : readCount(abstain),
    absent: absent === undefined ? null : readCount(absent),
  };
}

/** [VOT5] What Ja and Nej mean, in the forms that were met; null when the text does not say both. */
export function readVoteMeanings(text: string): { readonly yesMeans: string; readonly noMeans: string } | null {
  const words = text.replace(/\s+/gu, ' ').replace(/["”“]/gu, '').trim();
  for (const form of meaningForms) {
    const match = form.exec(words);
    if (match !== null) return { yesMeans: (match[1] ?? '').trim(), noMeans: (match[2] ?? '').trim() };
  }
  return null;
}

const meaningForms = [
  /Ja(?:-röst)? (?:för|innebär)(?: att)? (.{1,600}?)[.,]? (?:och )?Nej(?:-röst)? (?:för|innebär)(?: att)? (.{1,600}?)\.?$/u,
  /Ja(?:-röst)? (?:för|innebär)(?: att)? (.{1,600}?)[.,]? (?:och )?Nej(?:-röst)? (?:för|innebär)(?: att)? (.{1,600}?)\./u,
  /Den som (?:önskar |vill )?(.{1,600}?) röstar ja(?:,|\.)? (?:och )?den som (?:önskar |vill )?(.{1,600}?) röstar nej/iu,
];
