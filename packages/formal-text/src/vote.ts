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
  const [yes, no] = [withAtt(yesMeans.trim()), withAtt(noMeans.trim())];
  return yes === '' || no === '' ? null : fill(pattern, { yes, no });
}

/** "Den som vill avslå motionen röstar ja" is kept as "avslå motionen", and a vote is *för att avslå* it. */
const withAtt = (meaning: string) =>
  /^(?:inte )?(?:an(?:se|ta)|avgöra|avslå|avstyrka|besluta|bifalla|bordlägga|godkänna|tillstyrka|återremittera)(?: |$)/u.test(meaning)
    ? `att ${meaning}`
    : meaning;

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
  const words = sentence.replace(/\s+/gu, ' ').trim().replace(/\.$/u, '');
  // "A röstar ja, B röstar nej och C avstår" tells of three.
  const clauses = words.split(/(?<= rösta(?:r|de) (?:ja|nej)(?: \(\d+\))?)(?:,| och| medan|;|\.)(?: och| medan)? /iu);
  const votes = clauses.map(castVotesOf);
  return votes.includes(null) ? castVotesOf(words) : votes.flatMap((one) => one ?? []);
}

const castVoteForms: readonly (readonly [VoteAnswer, RegExp])[] = [
  [
    'yes',
    /^(?:(?:följande )?(?:ledamöter )?(?:ja(?:-?röst(?:er)?)?(?: \(\d+\))?:|ja rösta(?:r|de):?|för ja röstar?(?:de)?:?|röstar?(?:de)? ja:|ja-röst(?:er)? (?:lämna|avge|avlägg)[a-zs]+ av:?)) (.+)$/iu,
  ],
  [
    'no',
    /^(?:(?:följande )?(?:ledamöter )?(?:nej(?:-?röst(?:er)?)?(?: \(\d+\))?:|nej rösta(?:r|de):?|för nej röstar?(?:de)?:?|röstar?(?:de)? nej:|nej-röst(?:er)? (?:lämna|avge|avlägg)[a-zs]+ av:?)) (.+)$/iu,
  ],
  [
    'abstain',
    /^(?:avst(?:år|od|ående)(?: från att rösta)?(?: gör| gjorde)?(?: \(\d+\))?:?|nedlagd(?:a)? röst(?:er)?(?: \(\d+\))?:|från att rösta avst(?:år|od)) (.+)$/iu,
  ],
  ['absent', /^frånvarande(?: (?:är|var))?(?: \(\d+\))?:? (.+)$/iu],
  ['yes', /^(.+) röstar?(?:de)? (?:för )?ja$/iu],
  ['no', /^(.+) röstar?(?:de)? (?:för )?nej$/iu],
  ['abstain', /^(.+) (?:avstår|avstod)(?: från att (?:rösta|delta i (?:omröstningen|voteringen)))?$/iu],
  ['absent', /^(.+) (?:är|var) frånvarande$/iu],
];

function castVotesOf(clause: string): readonly CastVote[] | null {
  const words = clause.trim().replace(/ \(\d+(?: röster| st)?\)$/u, '');
  for (const [answer, form] of castVoteForms) {
    const people = readPeople(form.exec(words)?.[1] ?? '');
    // The head of a table reads as a name too: "Namn JA NEJ".
    if (people?.every(({ name }) => !/\b(?:ja|nej|namn)\b/iu.test(name)) === true) return people.map((person) => ({ ...person, answer }));
  }
  return null;
}

const count = String.raw`(\d+|noll|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|inga|ingen)`;
/** Words between a count and what is counted: "12 ledamöter", "3 ledamöter är", "en som". */
const counted = '(?: st| ledam[oö]t(?:er)?| personer| som| är| var| har)*';

/** What of each is counted, and where it is named before its count ("Avstår: 5"). */
const sides = {
  yes: [
    `${count}${counted} (?:(?:rösta(?:r|de|t) )?ja\\b(?!-röst)|ja-?röst(?:er)?\\b|röst(?:er)? för ja\\b)`,
    String.raw`\bja(?:-?röst(?:er)?)?(?: röstar?(?:de)?)?[:=]? ?\(?(\d+)\b`,
  ],
  no: [
    `${count}${counted} (?:(?:rösta(?:r|de|t) )?nej\\b(?!-röst)|nej-?röst(?:er)?\\b|röst(?:er)? för nej\\b)`,
    String.raw`\bnej(?:-?röst(?:er)?)?(?: röstar?(?:de)?)?[:=]? ?\(?(\d+)\b`,
  ],
  abstain: [
    `${count}${counted} (?:avst(?:år|od|ått|ående)|nedlagda?|blanka?)\\b`,
    String.raw`\b(?:avst(?:år|od|ående|ått)(?: från att rösta)?|nedlagda(?: röster)?)[:=]? ?\(?(\d+)\b`,
  ],
  absent: [`${count}${counted} frånvarande\\b`, String.raw`\bfrånvarande[:=]? ?\(?(\d+)\b`],
} as const;

/** [VOT4] The counts in a written result, in figures or words; null when no two sides can be read. */
export function readVoteResult(text: string): VoteCounts | null {
  const words = text.replace(/\s+/gu, ' ');
  const find = (side: keyof typeof sides, form: 0 | 1) => new RegExp(`(?<![\\p{L}\\d])${sides[side][form]}`, 'iu').exec(words);
  // "Ja 22 Nej 15 Avstår 2" names each before its count, and would else read as 22 Nej.
  const [counted, labelled] = [find('yes', 0), find('yes', 1)];
  const first = labelled !== null && (counted === null || labelled.index < counted.index) ? 1 : 0;
  const countOf = (side: keyof typeof sides) => readCount((find(side, first) ?? find(side, first === 1 ? 0 : 1))?.[1] ?? '');
  // "med sju röster mot fem": the greater number first, and no answer named.
  const against = new RegExp(`(?<![\\p{L}\\d])${count} röst(?:er)?(?: för [^.,]{3,80}?)?,? mot ${count}(?! nej)\\b`, 'iu').exec(words);
  const [yes, no] = [countOf('yes') ?? readCount(against?.[1] ?? ''), countOf('no') ?? readCount(against?.[2] ?? '')];
  return yes === null || no === null ? null : { yes, no, abstain: countOf('abstain'), absent: countOf('absent') };
}

/** [VOT5] What Ja and Nej mean, in the forms that were met; null when the text does not say both. */
export function readVoteMeanings(text: string): { readonly yesMeans: string; readonly noMeans: string } | null {
  const words = text.replace(/\s+/gu, ' ').replace(/["”“]/gu, ' ').replace(/\s+/gu, ' ').trim();
  const stockholm =
    /(Den som .{1,400}? röstar ja\.?),? (?:Den (?:det )?(?:ej|inte|som ej|som inte) .{1,60}? röstar nej\.?) (Vinner nej .{1,400}?\.)(?= |$)/u.exec(words);
  if (stockholm !== null) return { yesMeans: stockholm[1] ?? '', noMeans: stockholm[2] ?? '' };
  for (const form of meaningForms) {
    const match = form.exec(words);
    if (match === null) continue;
    const [yesMeans, noMeans] = [meaningOf(match[1] ?? ''), meaningOf(firstSentence(match[2] ?? ''))];
    // "Ja: 22, Nej: 22" and "Ja: Anna Lind (S)" count votes and name voters.
    if ([yesMeans, noMeans].every((one) => one !== '' && !/^\(?\d/u.test(one) && readPeople(one) === null)) return { yesMeans, noMeans };
  }
  return null;
}

/** "m.fl." keeps its full stop, which the form may have taken for the sentence's. */
const meaningOf = (words: string) =>
  words
    .trim()
    .replace(/(?<!m\.\s?fl)[.,;:]$/u, '')
    .replace(/(?<=m\.\s?fl)$/u, '.')
    .replace(/^[-–−•]\s*/u, '')
    .trim();

/** Up to its full stop; that of "m.fl." ends nothing unless a new sentence follows. */
function firstSentence(words: string): string {
  const end = /(?<!\b(?:bl\.a|t\.ex|nr|dnr|kap|st))[.](?= \p{Lu}|$)|[.](?= (?:Omröstning|Votering|Vid|Resultat|Med)\b)/u.exec(words);
  return end === null ? words : /m\.\s?fl$/u.test(words.slice(0, end.index)) ? words.slice(0, end.index + 1) : words.slice(0, end.index);
}

/** "Ja för", "Ja-röst innebär att", "JA =": what leads from an answer to its meaning. A vote alone leads too, "Ja-röst bifall till …". */
const leads = (answer: string) =>
  `(?:[Ee]n )?(?:${answer})(?:-?[Rr]öst(?:en)?(?: ?[=:–] ?| (?:för|innebär|betyder|är|till|avser|på) | )|(?: (?:för|innebär|betyder|är|avser) | ?[=:] ?))(?:att )?`;

const meaningForms = [
  new RegExp(`(?<![\\p{L}])${leads('Ja|JA|ja')}(.{1,600}?)[.,;]? ?(?:[-–−•] ?)?(?:(?:och|medan|samt) )?(?<![\\p{L}])${leads('Nej|NEJ|nej')}(.{1,600})$`, 'u'),
  /\b(?:Den|De) som (?:önskar? |vill |vill rösta för )?(?:att )?(.{1,600}?),? rösta(?:r|de) ja(?:[,.;])? (?:och |medan )?(?:den|de) som (?:önskar? |vill )?(?:att )?(.{1,600}?),? rösta(?:r|de) nej/iu,
  /\b(?:Den|De) som röstar ja (.{1,600}?)[.,;]? (?:och |medan )?(?:den|de) som röstar nej (.{1,600})$/iu,
];
