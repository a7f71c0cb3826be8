import { isSamePerson, type NamedPerson, readPeople } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { type Found, idOf, wholeOf } from '../finding.ts';
import { isChairAsking, isSpellingOf, type Mention } from '../names.ts';
import { sources } from '../sources.ts';
import { all, textOf } from '../text.ts';
import { allWords, type Meeting, wordsOf } from './meeting.ts';

/** What the register knows; null where it is not at hand. */
export type PeopleFacts = {
  /** Everybody in the register, with the party on the day. */
  readonly people: readonly NamedPerson[] | null;
  /** The codes of the municipality's parties, and other ways to write them. */
  readonly parties: readonly string[] | null;
};

/** [NAM4] Who moved, reserved, voted or took no part has a party here or elsewhere in the document. Told once per person. */
export function parties(meeting: Meeting, mentions: readonly Mention[], facts: PeopleFacts): Found[] {
  const told = new Set<string>();
  const found: Found[] = [];
  for (const event of all(meeting.doc, 'yrkande', 'reservation', 'conflictOfInterest', 'notParticipating', 'vote'))
    for (const person of all(event, 'person', 'castVote')) {
      const name = wordsOf(person);
      const party: unknown = person.attrs.party;
      if (name === '' || told.has(name)) continue;
      const tell = (one: Pick<Found, 'code' | 'params' | 'source'>) => {
        told.add(name);
        found.push({ ...one, place: wholeOf(person), severity: 'warn' });
      };
      if (typeof party === 'string' && party.trim() !== '') {
        if (party !== '-' && facts.parties !== null && !facts.parties.some((known) => same(known, party)))
          tell({ code: 'unknownParty', params: { name, party }, source: sources.municipality });
        continue;
      }
      // "Disa Fors, Anders Matz och övriga närvarande ledamöter i Vänsterpartiet": the party is in the words.
      const hasParty = mentions.some((one) => one.party !== null && isSamePerson({ name: one.name, party: null }, { name, party: null }));
      if (hasParty || /ledam[oö]t(?:er|erna)?\s|partiet|demokraterna|samtliga|gruppen/iu.test(allWords(event))) continue;
      tell({ code: 'moverWithoutParty', params: { name }, source: sources.people });
    }
  return found;
}

const same = (one: string, other: string) => one.toLocaleLowerCase('sv') === other.toLocaleLowerCase('sv');

/**
 * [NAM5] Names that were typed and that the register has otherwise or not at all. Only of those who
 * act at the meeting: a text may name anybody. That the register has not somebody is told only in
 * a document that was written with it: minutes that were imported name people of other years.
 */
export function register(mentions: readonly Mention[], { people }: PeopleFacts): Found[] {
  if (people === null || people.length === 0) return [];
  const isWrittenWithIt = mentions.some(({ personId }) => personId !== null);
  const told = new Set<string>();
  return mentions.flatMap((mention): Found[] => {
    const { block, name, party, personId, place } = mention;
    if (block.type.name !== 'person' && block.type.name !== 'castVote') return [];
    if (personId !== null || told.has(name) || people.some((one) => same(one.name, name))) return [];
    told.add(name);
    const meant = people.find((one) => isSpellingOf(one.name, name) && (party === null || one.party === null || same(one.party, party)));
    if (meant === undefined && !isWrittenWithIt) return [];
    if (meant === undefined) return [{ code: 'unknownPerson', place, severity: 'inform', params: { name }, source: sources.municipality }];
    const fix =
      place.blockId === null ? {} : { fix: { kind: 'replaceText', blockId: place.blockId, from: place.from, to: place.to, text: meant.name } as const };
    return [{ code: 'nameSpelledTwoWays', place, severity: 'warn', params: { name, other: meant.name }, source: sources.municipality, ...fix }];
  });
}

/** [NAM6] A question of the chair's, or an answer, that names the yrkande of somebody whom nothing else in the document names. */
export function strangers(meeting: Meeting, mentions: readonly Mention[]): Found[] {
  const movers = meeting.yrkanden.flatMap(({ by }) => by);
  if (movers.length === 0) return [];
  const asking = new Set<Node>();
  for (const vote of meeting.votes) for (const block of all(vote, 'paragraph', 'field')) asking.add(block);
  for (const section of all(meeting.doc, 'section'))
    if (section.attrs.part === 'beslutsgang' || section.attrs.part === 'vote') for (const block of all(section, 'paragraph', 'field')) asking.add(block);
  const elsewhere = mentions.filter(({ block }) => !asking.has(block) && block.type.name !== 'castVote').map(({ name }) => name);
  const told = new Set<string>();
  return mentions.flatMap(({ name, block, place }): Found[] => {
    const bare = name.replace(/s$/u, '');
    if (!asking.has(block) || told.has(bare) || isChairAsking(textOf(block).slice(0, place.from)) || !movedBy(textOf(block), place.from, place.to)) return [];
    // One who is only spelt otherwise is told of for that (NAM1).
    const isNamed = [...elsewhere, ...movers.map((mover) => mover.name)].some(
      (other) => same(other, name) || same(other, bare) || isSpellingOf(other, name) || isSpellingOf(other, bare),
    );
    if (isNamed) return [];
    told.add(bare);
    return [{ code: 'nobodyMovedThat', place, severity: 'warn', params: { name: bare }, source: sources.putToTheMeeting }];
  });
}

/** "Anna Linds (L) yrkande", "yrkandet från Anna Lind (L)". */
const movedBy = (text: string, from: number, to: number) =>
  /^\s*(?:\([^()]*\))?\s+(?:m\.?\s?fl\.?\s|med\sfleras\s)?\p{L}*(?:yrkande|förslag)/u.test(text.slice(to)) ||
  /yrkande(?:t|na)?\s(?:från|av)\s$/u.test(text.slice(0, from));

/** [NAM7] Who moved the motion, in the title and where the text tells of it. */
export function moversInText(doc: Node): Found[] {
  const title = all(doc, 'title')[0];
  const titled = title === undefined ? null : listAfter(/(?<!\p{L})motion(?:en)?(?:\s\([^)]*\))?(?:\s[\d:-]+)?\s(?:av|från|väckt av)\s/iu, wordsOf(title));
  if (title === undefined || titled === null) return [];
  // A title with "m.fl." leaves some unnamed, whom the text may name.
  const areAllTitled = !/(?<!\p{L})m\.?\s?fl(?!\p{L})|med\sflera/iu.test(wordsOf(title));
  const told: Found[] = [];
  for (const section of all(doc, 'section').filter(({ attrs }) =>
    ['summary', 'matter', 'decision', 'proposalToAssembly', 'proposedDecision'].includes(attrs.part as string),
  ))
    for (const block of all(section, 'paragraph', 'decisionPoint')) {
      const text = wordsOf(block);
      const movers = moversOf(text);
      // Of "m.fl." only the first is named; a name in another spelling is told of as such (NAM1).
      const differs = movers?.find((one) => !titled.some((other) => isOne(one, other)));
      if (movers === null || differs === undefined || told.length > 0) continue;
      if (!areAllTitled && movers.some((one) => titled.some((other) => isOne(one, other)))) continue;
      const raw = textOf(block);
      const at = raw.indexOf(differs.name);
      const place = at < 0 ? wholeOf(block) : { blockId: idOf(block), from: at, to: at + differs.name.length };
      told.push({ code: 'moversDiffer', place, severity: 'warn', params: { name: differs.name, titled: titled[0]?.name ?? '' }, source: sources.minutes });
    }
  return told;
}

const isOne = (one: NamedPerson, other: NamedPerson) =>
  isSamePerson({ ...one, party: null }, { ...other, party: null }) || isSpellingOf(one.name, other.name) || surname(one) === surname(other);
const surname = ({ name }: NamedPerson) => name.split(' ').at(-1);

/** The people whom a sentence says moved the motion; null where it says so of nobody. */
function moversOf(text: string): readonly NamedPerson[] | null {
  for (const sentence of text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)) {
    const match =
      /^(.{3,200}?)\s(?:har\s(?:i en motion|överlämnat en motion|lämnat in en motion|inkommit med en motion|väckt en motion)|väckte|lämnade in en motion|inkom med en motion|föreslår i en motion|yrkar i en motion)(?!\p{L})/u.exec(
        sentence,
      );
    const people = match === null ? null : readPeople((match[1] ?? '').replace(/^(?:Den\s)?\d[\d\s\p{L}-]*?(?=\p{Lu})/u, ''));
    const listed = people ?? listAfter(/^(?:I\s(?:en|sin)\s)?motion(?:en)?\s(?:av|från|väckt av)\s/iu, sentence);
    if (listed !== null) return listed;
  }
  return null;
}

/** The list of people that follows words like "motion av"; null when none does. */
function listAfter(words: RegExp, text: string): readonly NamedPerson[] | null {
  const match = words.exec(text);
  if (match === null) return null;
  const list = /^(.+?)(?=\som\s|\s[–-]\s|\sangående\s|\sgällande\s|\sföreslå|\syrka|\sm\.?\s?fl|[:.]|$)/u.exec(text.slice(match.index + match[0].length));
  return list === null ? null : readPeople(list[1] ?? '');
}
