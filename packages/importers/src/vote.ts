import { type CastVote, readCastVotes, readCount, readPeople, readPerson, readVoteMeanings, readVoteResult, type VoteCounts } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { collapsed, columnsOf, type Line } from './lines.ts';
import type { Reading } from './draft.ts';
import { sentencesOf } from './sentences.ts';

type Answer = NonNullable<CastVote['answer']>;
type Meanings = { readonly yesMeans: string; readonly noMeans: string };
type VoteReading = { readonly meanings: Meanings | null; readonly counts: VoteCounts | null; readonly cast: readonly CastVote[] };

/**
 * All that stands under the heading of a vote, in its words, with what could be read of meanings,
 * names and counts. `lines` are those that the pieces came from, for tables whose columns only they tell.
 */
export function readVote(pieces: readonly { readonly text: string }[], { nodes }: Pick<Reading, 'nodes'>, lines: readonly Line[] = []): readonly Node[] {
  if (pieces.length === 0) return [];
  const { meanings, counts, cast } = readPieces(
    pieces.map(({ text }) => text),
    lines,
  );
  return [
    nodes.block('vote', counts ?? {}, [
      ...(meanings === null
        ? []
        : [
            nodes.fields('head', [
              ['yesMeans', meanings.yesMeans],
              ['noMeans', meanings.noMeans],
            ]),
          ]),
      ...(cast.length === 0
        ? []
        : [
            nodes.block(
              'castVoteList',
              {},
              cast.map(({ name, party, answer }) => nodes.line('castVote', { party, answer }, name)),
            ),
          ]),
      ...pieces.map((piece) => nodes.paragraph(piece.text)),
    ]),
  ];
}

function readPieces(texts: readonly string[], lines: readonly Line[]): VoteReading {
  const whole = texts.join(' ');
  // What heads the columns of a table says nothing of what the vote means.
  const told = texts.filter((text) => !lines.some((line) => collapsed(line.text) === text && isVoteTable(line)));
  const sides = votesForSides(texts);
  const listed = castVotesIn(texts);
  // Two lines, one for each answer, may end without a full stop.
  const pairs = told.slice(1).map((text, index) => `${told[index] ?? ''} ${text}`);
  const tabled = votesInTable(lines);
  const cast = sides?.cast ?? (tabled.length > 0 ? tabled : listed);
  return {
    meanings:
      told.map(readVoteMeanings).find((read) => read !== null) ??
      pairs.map(readVoteMeanings).find((read) => read !== null) ??
      readVoteMeanings(told.join(' ')) ??
      sides?.meanings ??
      null,
    counts: readVoteResult(whole) ?? countsInBrackets(whole),
    cast,
  };
}

/** "… röstar Ja (7). … röstar Nej (6)." */
function countsInBrackets(text: string): VoteCounts | null {
  const count = (answer: string) => readCount(new RegExp(String.raw`\b${answer} \((\d+)\)`, 'iu').exec(text)?.[1] ?? '');
  const [yes, no] = [count('ja'), count('nej')];
  return yes === null || no === null ? null : { yes, no, abstain: count('avstår') ?? count('rösta'), absent: null };
}

const labels: readonly (readonly [Answer, RegExp])[] = [
  ['yes', /^(?:ja|ja-?röst(?:er)?|röstar ja|röstade ja|följande (?:ledamöter )?rösta(?:r|de) ja)(?: ?\(\d+(?: st)?\))?:?$/iu],
  ['no', /^(?:nej|nej-?röst(?:er)?|röstar nej|röstade nej|följande (?:ledamöter )?rösta(?:r|de) nej)(?: ?\(\d+(?: st)?\))?:?$/iu],
  ['abstain', /^(?:avstår|avstod|avstående|nedlagda röster|avstår från att rösta|följande (?:ledamöter )?avst(?:år|od))(?: ?\(\d+(?: st)?\))?:?$/iu],
  ['absent', /^frånvarande(?: ledamöter)?(?: ?\(\d+(?: st)?\))?:?$/iu],
];

/** Votes that sentences tell, or lists of people under "Ja-röster" and its like. */
function castVotesIn(texts: readonly string[]): readonly CastVote[] {
  const cast: CastVote[] = [];
  let under: Answer | null = null;
  for (const text of texts) {
    const label = labels.find(([, pattern]) => pattern.test(text.trim()))?.[0];
    if (label !== undefined) {
      under = label;
      continue;
    }
    const people = under === null ? null : readPeople(text.replace(/\.$/u, '').replace(/^[-–−•]\s+/u, ''));
    if (people !== null) {
      cast.push(...people.map((person) => ({ ...person, answer: under })));
      continue;
    }
    const told = sentencesOf(text.replace(/^[-–−•]\s+/u, '')).flatMap((sentence) => readCastVotes(sentence) ?? []);
    if (told.length > 0) under = null;
    cast.push(...told);
  }
  return cast;
}

/**
 * A vote told without the words ja and nej: "Vid omröstning … röstade A (S) för bifall till X. B (M)
 * röstade för bifall till Y." The first is what a ja would have meant. Null when two sides are not told.
 */
function votesForSides(texts: readonly string[]): { readonly meanings: Meanings; readonly cast: readonly CastVote[] } | null {
  const sides: { readonly means: string; readonly people: CastVote[] }[] = [];
  const abstaining: CastVote[] = [];
  for (const sentence of texts.flatMap(sentencesOf)) {
    const words = sentence.replace(/\.$/u, '');
    const match =
      /^(?:Vid (?:den )?(?:omröstning|votering).*? röstade|(?:Följande |För |Därvid )?röstade) (.+?) för ((?:bifall|avslag|yrkandet|förslaget|\p{L}+s förslag).*)$/u.exec(
        words,
      ) ?? /^(.+?) rösta(?:r|de) för ((?:bifall|avslag|yrkandet|förslaget|\p{L}+s förslag).*)$/u.exec(words);
    const people = match === null ? null : readPeople(match[1] ?? '');
    if (match !== null && people !== null) {
      const means = match[2] ?? '';
      const side = sides.find((one) => one.means === means) ?? sides[sides.push({ means, people: [] }) - 1];
      side?.people.push(...people.map((person) => ({ ...person, answer: sides.indexOf(side) === 0 ? ('yes' as const) : ('no' as const) })));
    } else abstaining.push(...(readCastVotes(sentence) ?? []).filter(({ answer }) => answer === 'abstain'));
  }
  const [yes, no] = sides;
  if (yes === undefined || no === undefined || sides.length > 2) return null;
  return { meanings: { yesMeans: yes.means, noMeans: no.means }, cast: [...yes.people, ...no.people, ...abstaining] };
}

const columnNames: readonly (readonly [Answer, RegExp])[] = [
  ['yes', /^ja(?:-?röst(?:er)?)?$/iu],
  ['no', /^nej(?:-?röst(?:er)?)?$/iu],
  ['abstain', /^(?:avstår(?: från att rösta)?|avstod|avst\.?|nedlagd(?:a röster)?)$/iu],
  ['absent', /^(?:frånvarande|frånv\.?|frv\.?)$/iu],
];

/** Whether a line heads a table of votes: a column for ja and one for nej. */
export function isVoteTable(line: Line): boolean {
  const named = columnsOf(line.text).map((cell) => columnNames.find(([, pattern]) => pattern.test(cell))?.[0]);
  return named.includes('yes') && named.includes('no');
}

/** A table with a name a row and a mark in the column of the answer: which column is told by where the mark stands. */
function votesInTable(lines: readonly Line[]): readonly CastVote[] {
  const cast: CastVote[] = [];
  let columns: { readonly answer: Answer; readonly at: number }[] = [];
  for (const line of lines) {
    const cells = cellsOf(line);
    const header = cells.flatMap(({ text, at }) => {
      const answer = columnNames.find(([, pattern]) => pattern.test(text))?.[0];
      return answer === undefined ? [] : [{ answer, at: at + text.length / 2 }];
    });
    if (header.some(({ answer }) => answer === 'yes') && header.some(({ answer }) => answer === 'no')) {
      columns = header;
      continue;
    }
    const mark = cells.findLast(({ text }) => /^(?:x|1|ja|nej)$/iu.test(text));
    if (columns.length === 0 || mark === undefined || cells.length < 2) continue;
    const people = cells.filter((cell) => cell !== mark).flatMap(({ text }) => readPerson(text) ?? []);
    // A substitute who serves stands in the column after the one whose place it is, and is who voted.
    const person = people.at(-1);
    if (person === undefined) continue;
    const party =
      person.party ??
      cells.map(({ text }) => /^\(?(-|\p{Lu}[\p{L}\d]{0,5})\)?$/u.exec(text)?.[1]).find((text) => text !== undefined && !/^X$/iu.test(text)) ??
      null;
    const middle = mark.at + mark.text.length / 2;
    const nearest = columns.reduce((best, column) => (Math.abs(column.at - middle) < Math.abs(best.at - middle) ? column : best));
    cast.push({ ...person, party, answer: nearest.answer });
  }
  return cast;
}

/** The cells of a line with where they begin, counted in characters from its margin. */
function cellsOf(line: Line): readonly { readonly text: string; readonly at: number }[] {
  if (columnsOf(line.text).length < 2) return [];
  return [...line.text.matchAll(/\S+(?: \S+)*/gu)].map((match) => ({ text: match[0], at: line.indent + match.index }));
}

type Place = { readonly node: Node; readonly hasMeanings: boolean; readonly hasCounts: boolean; readonly hasCast: boolean };
type Group = Place[];

/**
 * [REA14] What one vote means may be told in the chair's order and its counts under a heading of their own
 * (DOMAIN.md §2.3: Kungsbacka, Mölndal): they are brought together, and the words stay where they stood. A
 * list of names stays a vote of its own, since the paper tells the names of a vote where it is.
 */
export function mergeVotes<Section extends { readonly content: readonly Node[] }>(
  sections: readonly Section[],
  { nodes }: Pick<Reading, 'nodes'>,
): readonly Section[] {
  const groups: Group[] = [];
  for (const node of sections.flatMap(({ content }) => content).filter(({ type }) => type.name === 'vote')) {
    const place = placeOf(node);
    const group = groupFor(place, groups);
    if (group === undefined) groups.push([place]);
    else group.push(place);
  }
  const isTold = (place: Place) => place.hasMeanings || place.hasCounts || place.hasCast;
  const instead = new Map<Node, readonly Node[]>();
  for (const group of groups) {
    const keeper = group.find(({ hasCast }) => hasCast) ?? group.find(({ hasCounts }) => hasCounts) ?? group.find(isTold) ?? group[0];
    if (keeper === undefined) continue;
    const facts = group.flatMap(({ node }) => partsOf(node, false));
    const counts = group.find(({ hasCounts }) => hasCounts)?.node.attrs ?? {};
    for (const { node } of group) instead.set(node, partsOf(node, true));
    // Of several, one of which nothing is known is an announcement of the next.
    if (isTold(keeper) || groups.length === 1) instead.set(keeper.node, [nodes.block('vote', counts, [...facts, ...partsOf(keeper.node, true)])]);
  }
  return sections.map((section) => ({ ...section, content: section.content.flatMap((node) => instead.get(node) ?? [node]) }));
}

/** The vote that a further part of one belongs to; undefined when it begins another. */
function groupFor(place: Place, groups: readonly Group[]): Group | undefined {
  const has = (group: Group, what: 'hasMeanings' | 'hasCounts' | 'hasCast') => group.some((one) => one[what]);
  const last = groups.at(-1);
  if (last === undefined || !place.hasCounts) return undefined;
  // The list that is printed at the end repeats what was counted.
  const same = groups.find((group) => group.some(({ node }) => isSameCount(node, place.node)));
  if (same !== undefined && !place.hasMeanings) return same;
  const isDisjoint =
    !(place.hasMeanings && has(last, 'hasMeanings')) && !(place.hasCounts && has(last, 'hasCounts')) && !(place.hasCast && has(last, 'hasCast'));
  return isDisjoint && !(place.hasMeanings && (has(last, 'hasCounts') || has(last, 'hasCast'))) ? last : undefined;
}

const isSameCount = (one: Node, other: Node) =>
  one.attrs.yes !== null && (['yes', 'no', 'abstain'] as const).every((side) => one.attrs[side] === other.attrs[side]);

function placeOf(node: Node): Place {
  const has = (name: string) => partsOf(node, false).some((child) => child.type.name === name);
  return { node, hasMeanings: has('fieldList'), hasCounts: node.attrs.yes !== null, hasCast: has('castVoteList') };
}

/** The words of a vote, or all that was read from them. */
function partsOf(node: Node, areWords: boolean): readonly Node[] {
  return node.content.content.filter(({ type }) => (type.name === 'paragraph') === areWords);
}
