import type { Node } from 'prosemirror-model';
import { type Found, idOf, wholeOf } from '../finding.ts';
import { sources } from '../sources.ts';
import { all, isWritten, textOf } from '../text.ts';
import { allWords, type Meeting, wordsOf } from './meeting.ts';

/** [DEC1] A decision says what is done: a point, or a body's sentence, without a verb. */
export function verbs({ doc, decided }: Meeting): Found[] {
  const points = decided.filter(isWritten).filter((point) => isWithoutVerb(wordsOf(point), point.attrs.att === true));
  const sentences = all(doc, 'paragraph', 'decisionPoint').filter((block) => !points.includes(block) && bodyWithoutVerb.test(wordsOf(block)));
  return [...points, ...sentences].map((block): Found => {
    const begins = wordsOf(block).split(' ').slice(0, 5).join(' ');
    return { code: 'decisionWithoutVerb', place: wholeOf(block), severity: 'warn', params: { begins }, source: sources.decision };
  });
}

/** "Kommunfullmäktige att motionen …": who decides, and the verb that is not there. */
const bodyWithoutVerb = /^(?:(?:kommun|region)?fullmäktige|(?:kommun|region)styrelsen|[\p{L}-]+nämnden|[\p{L}-]+utskottet)\s+att\s/iu;

/**
 * Only sentences whose subject is known, and with no word that could be a verb: what ends as one is
 * taken for one. A list of prepositions is not: "för" and "över" end so.
 */
function isWithoutVerb(text: string, hasAtt: boolean): boolean {
  const words = (text.toLocaleLowerCase('sv').match(/\p{L}+(?:-\p{L}+)*/gu) ?? []).filter((word) => !noVerbs.has(word));
  if (words.length < 2) return false;
  const startsWithAtt = hasAtt || words[0] === 'att';
  const own = words[0] === 'att' ? words.slice(1) : words;
  if (startsWithAtt) return !own.some((word) => /[arsåtde]$|(?:ge|se|be|le|dö)$/u.test(word) && !/(?:en|et)$/u.test(word) && !nouns.test(word));
  if (!/^(?:motionen|ärendet|förslaget|kommunstyrelsen|regionstyrelsen|kommunfullmäktige|regionfullmäktige|[\p{L}-]+nämnden)\s/iu.test(text)) return false;
  return !own.slice(1).some((word) => /(?:[rsa]|[dt]e|it)$/u.test(word));
}

const noVerbs = new Set(
  'för efter över under inför utöver eller när där här då på så två utan innan vars dels även ej inte också detta denna dessa alla andra'.split(' '),
);
const nouns = /^(?:bifall|avslag|beredning|motion|ärende)/u;

/** What the minutes themselves say happened, and do not tell (KL 5:67). */
export function completeness(meeting: Meeting): Found[] {
  return [...votesWithoutResult(meeting), ...votedWrong(meeting)];
}

/** [VOT8] */
function votesWithoutResult({ doc, votes, words }: Meeting): Found[] {
  const asked = all(doc, 'paragraph').find((block) => voteAsked.test(wordsOf(block)) && !/återta|dra(?:s|r|gits) tillbaka/iu.test(wordsOf(block)));
  const hasResult = /\d\s*(?:ja|nej)|(?:ja|nej)\s*:?\s*\(?\d|röster|röst(?:ar|ade)\s|utfall|bilaga|omröstningslist|voteringslist/iu.test(words);
  if (votes.length === 0) {
    if (asked === undefined || hasResult) return [];
    return [{ code: 'voteMissing', place: askedIn(asked), severity: 'warn', params: {}, source: sources.votes }];
  }
  return votes
    .filter((vote) => vote.attrs.yes === null && vote.attrs.no === null && all(vote, 'castVote').filter(isWritten).length === 0 && !hasResult)
    .map((vote): Found => ({ code: 'voteWithoutResult', place: wholeOf(vote), severity: 'warn', params: {}, source: sources.votes }));
}

/** The words that ask, so that what else is said in the paragraph keeps its own line. */
function askedIn(block: Node): Found['place'] {
  const match = voteAsked.exec(textOf(block));
  return match === null ? wholeOf(block) : { blockId: idOf(block), from: match.index, to: match.index + match[0].length };
}

const voteAsked = /(?:omröstning|votering)\s(?:begärs|begärdes|verkställs|verkställdes|genomförs|genomfördes)/iu;

/** [VOT9] Somebody notes that their vote was not what they meant: figures stand, and the next who reads will ask. */
function votedWrong({ doc }: Meeting): Found[] {
  return all(doc, 'minutesNote', 'separateStatement', 'section')
    .filter((node) => node.type.name !== 'section' || node.attrs.part === 'minutesNotes')
    .filter((node, _, every) => !every.some((inner) => inner !== node && contains(node, inner)))
    .filter((node) =>
      /röst(?:ade|at|ar|ningen|en)?\s(?:\p{L}+\s){0,3}fel(?:aktigt)?(?!\p{L})|fel\s(?:i|vid)\s(?:voteringen|omröstningen)/iu.test(allWords(node)),
    )
    .map((node): Found => {
      const closest = all(doc, 'vote').filter(({ attrs }) => typeof attrs.yes === 'number' && typeof attrs.no === 'number');
      const margin = Math.min(...closest.map(({ attrs }) => Math.abs((attrs.yes as number) - (attrs.no as number))));
      return {
        code: 'notesWrongVote',
        place: wholeOf(all(node, 'paragraph')[0] ?? node),
        severity: 'inform',
        params: { margin: Number.isFinite(margin) ? margin : -1 },
        source: sources.votes,
      };
    });
}

function contains(outer: Node, inner: Node): boolean {
  let is = false;
  outer.descendants((node) => {
    is ||= node === inner;
    return !is;
  });
  return is;
}
