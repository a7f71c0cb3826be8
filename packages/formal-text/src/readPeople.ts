import type { NamedPerson } from './person.ts';

/** A person met in running text, with where the words stand. */
export type FoundPerson = NamedPerson & { readonly from: number; readonly to: number };

// A name is one to six words that begin with a capital, with the small words that stand inside names
// between them. The limits also keep the search quick in text set in capitals.
const word = String.raw`\p{Lu}[\p{L}\p{M}'’´-]*`;
const particle = '(?:von|af|de|van|der|den|del|la|le|el|al|ben|bin|da|dos|zu)';
const namePattern = String.raw`${word}(?:\s+(?:${particle}\s+){0,3}${word}){0,5}`;
// Two to five letters in most municipalities; (-) is a member without a party.
const partyPattern = String.raw`\(\s*(-|\p{Lu}[\p{L}\d]{0,6})\s*\)`;

/** Longer than any name with its titles and its party. */
const maxPersonLength = 150;

/** Words that stand before a name and are no part of it. */
const titles = new Set([
  'ordförande',
  'ordföranden',
  'ledamot',
  'ledamoten',
  'ledamöterna',
  'ersättare',
  'ersättaren',
  'ersättarna',
  'gruppledare',
  'gruppledaren',
  'regionråd',
  'regionrådet',
  'borgarrådet',
  'oppositionsråd',
  'oppositionsrådet',
  'tjg',
  'ers',
  'tjänstgörande',
  'motionär',
  'motionären',
  'motionärerna',
  'kommunalråd',
  'kommunalrådet',
  'kommunstyrelsens',
  'kommunfullmäktiges',
  'nämndens',
  'förste',
  'första',
  'andre',
  'andra',
  'vice',
  'sekreterare',
  'sekreteraren',
  'av',
  'från',
  'genom',
  'att',
  'när',
  'sedan',
  'därefter',
  'vidare',
  'även',
  'enligt',
  'med',
  'mot',
  'och',
  'samt',
  'om',
  'till',
  'för',
  'i',
  'ja',
  'nej',
  'då',
  'den',
  'det',
  'motion',
  'herr',
  'fru',
]);

/**
 * [PER6] The people named with a party in running text, in order. A name in the genitive stands as
 * it is written (`Bo Källströms (L) yrkande`), since a name may also end in s.
 */
export function findPeople(text: string): readonly FoundPerson[] {
  const found: FoundPerson[] = [];
  for (const match of text.matchAll(new RegExp(String.raw`(${namePattern})\s*${partyPattern}`, 'gu'))) {
    const words = match[1] ?? '';
    const name = withoutTitles(words);
    if (name === '') continue;
    const from = match.index + words.length - name.length;
    found.push({ name: name.replace(/\s+/gu, ' '), party: match[2] ?? null, from, to: match.index + match[0].length });
  }
  return found;
}

/**
 * [PER7] A text that is nothing but a list of people: `A (S), B (M) och C (V)`, `A och B (båda V)`,
 * `tjänstgörande ersättaren A (S)`, `A (S), med instämmande av B (C)`. Null when any other word
 * stands in it. "m.fl." after a name is left aside: who they are is not said.
 */
export function readPeople(text: string): readonly NamedPerson[] | null {
  // One space for many: else each of them would be tried as the first, and a page with a name of very many stood still.
  const words = text.replace(/\s+/gu, ' ').trim();
  const shared = /^(.*?),?\s*\(\s*(?:båda|bägge|alla|samtliga)\s+(\p{Lu}[\p{L}\d]{0,6})\s*\)$/u.exec(words);
  const list = (shared?.[1] ?? words)
    .replace(/,?\s+(?:med\s+(?:instämmande|biträde|stöd)\s+av|med\s+bifall\s+av|understödda?\s+av|tillsammans\s+med)\s+/gu, ', ')
    .replace(/\s+(?:m\.?\s?fl\.?|med\s+fl(?:era|\.))(?=$|,)/gu, '')
    .replace(/,$/u, '');
  const people: NamedPerson[] = [];
  for (const part of list.split(/\s*,\s*(?:och|samt)\s+|\s*,\s*|\s+(?:och|samt)\s+/u)) {
    const person = readPerson(part);
    if (person === null) return null;
    people.push(shared === null ? person : { ...person, party: person.party ?? shared[2] ?? null });
  }
  return people.length === 0 ? null : people;
}

/**
 * The people named in a subject that may also name a group: all of a list, those before "och övriga
 * ledamöter i …", else those with a party. [] where only a group is named.
 */
export function readNamed(subject: string): readonly NamedPerson[] {
  const list = readPeople(subject) ?? readPeople(subject.replace(/,?\s+(?:och|samt)\s+övriga\s.*$/u, ''));
  return list ?? findPeople(subject).map(({ name, party }) => ({ name, party }));
}

/** [PER7] One person and nothing else, or null. Without a party the name must have two words or more. */
export function readPerson(text: string): NamedPerson | null {
  if (text.length > maxPersonLength) return null;
  const match = new RegExp(String.raw`^(?:\d[.:]?\s?[ea]\s+)?((?:\p{L}+\s+)*?)(${namePattern})(?:\s*${partyPattern})?$`, 'u').exec(text.trim());
  if (match === null) return null;
  const before = (match[1] ?? '')
    .trim()
    .toLowerCase()
    .split(/\s+/u)
    .filter((one) => one !== '');
  if (!before.every((one) => titles.has(one))) return null;
  const name = withoutTitles(match[2] ?? '');
  const party = match[3] ?? null;
  if (name === '' || (party === null && !/\s/u.test(name))) return null;
  return { name: name.replace(/\s+/gu, ' '), party };
}

function withoutTitles(words: string): string {
  let rest = words;
  for (;;) {
    const first = /^(\S+)(?:\s+|$)/u.exec(rest);
    if (first === null || !titles.has((first[1] ?? '').toLowerCase())) return rest;
    rest = rest.slice(first[0].length);
  }
}
