import type { ReadEvent, ReadFields, ReadPerson, ReadVote } from '@yrka/importers';
import type { Truth } from './examples.ts';

/** How much of one field was found: right, made up, missed. */
export type Count = { right: number; wrong: number; missed: number };

type Fields = Truth | ReadFields;

/** Words without what the page did to them: ligatures, soft hyphens, lines, spaces (examples/README.md). */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b\ufeff]/gu, '')
    .replace(/[”“"]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim();
const person = ({ name, party }: ReadPerson) => `${plain(name)} (${party ?? ''})`;
const named = (people: readonly ReadPerson[] | null | undefined) => (people ?? []).map(person);
const texts = (list: readonly string[] | null | undefined) => (list ?? []).map(plain);
const one = (text: string | null | undefined) => (text == null || text === '' ? [] : [plain(text)]);
const votesOf = ({ votings, voting }: Fields): readonly ReadVote[] => votings ?? (voting == null ? [] : [voting]);
const eventTexts = (events: readonly (ReadEvent | string)[] | null | undefined) =>
  (events ?? []).map((event) => plain(typeof event === 'string' ? event : event.text));
const eventPeople = (events: readonly ReadEvent[] | null | undefined) =>
  (events ?? []).flatMap(({ by, byGroup }, place) => [
    ...by.map((who) => `${place} ${person(who)}`),
    ...(byGroup === undefined ? [] : [`${place} ${byGroup}`]),
  ]);

/** What of each field is compared, as a bag of words or names. A list's items count one by one. */
export const measures: Readonly<Record<string, (fields: Fields) => readonly string[]>> = {
  kind: ({ kind }) => one(kind),
  title: ({ title }) => one(title),
  motionBy: ({ motionBy }) => named(motionBy),
  decisionBody: ({ decisionBody }) => one(decisionBody),
  paragraph: ({ paragraph }) => one(paragraph),
  diary: ({ diary }) => one(diary),
  date: ({ date }) => one(date),
  attClauses: ({ attClauses }) => texts(attClauses),
  motionClauses: ({ motionClauses }) => texts(motionClauses),
  'yrkanden: kind': ({ yrkanden }) => (yrkanden ?? []).map(({ kind }, place) => `${place} ${kind}`),
  'yrkanden: people': ({ yrkanden }) => (yrkanden ?? []).flatMap(({ by }, place) => by.map((who) => `${place} ${person(who)}`)),
  'yrkanden: words': ({ yrkanden }) => (yrkanden ?? []).map(({ text }) => plain(text)),
  'votes: counts': (fields) =>
    votesOf(fields).flatMap((vote, place) =>
      (['ja', 'nej', 'avstar', 'franvarande'] as const).flatMap((side) => (vote[side] == null ? [] : [`${place} ${side} ${vote[side]}`])),
    ),
  'votes: meanings': (fields) =>
    votesOf(fields).flatMap(({ jaMeans, nejMeans }, place) => [
      ...one(jaMeans).map((text) => `${place} ja ${text}`),
      ...one(nejMeans).map((text) => `${place} nej ${text}`),
    ]),
  'votes: voters': (fields) =>
    votesOf(fields).flatMap(({ voters }, place) =>
      Object.entries(voters ?? {}).flatMap(([side, people]) => named(people).map((who) => `${place} ${side} ${who}`)),
    ),
  'voting that settles': ({ voting }) => (voting == null ? [] : [`${voting.ja} ${voting.nej}`]),
  'reservations: words': ({ reservations }) => eventTexts(reservations),
  'reservations: people': ({ reservations }) => eventPeople(reservations),
  specialStatements: ({ specialStatements }) => eventTexts(specialStatements),
  notesToProtocol: ({ notesToProtocol }) => eventTexts(notesToProtocol),
  jav: ({ jav }) => eventTexts(jav),
  notParticipating: ({ notParticipating }) => eventTexts(notParticipating),
  speakers: ({ speakers }) => named(speakers),
  signatories: ({ signatories }) => (signatories ?? []).map(({ name, role }) => `${plain(name)}, ${role ?? ''}`),
  supporters: ({ supporters }) => named(supporters),
  sendTo: ({ sendTo }) => texts(sendTo),
  headings: ({ headings }) => texts(headings),
};

/** Compares as bags: each item of the truth is found once at the most. */
export function countOf(
  found: readonly string[],
  truth: readonly string[],
): Count & { readonly wrongItems: readonly string[]; readonly missedItems: readonly string[] } {
  const left = [...truth];
  const wrongItems = found.filter((item) => {
    const place = left.indexOf(item);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
  return { right: truth.length - left.length, wrong: wrongItems.length, missed: left.length, wrongItems, missedItems: left };
}

export const instancesOf = ({ right, missed }: Count) => right + missed;
export const precisionOf = ({ right, wrong }: Count) => (right + wrong === 0 ? 1 : right / (right + wrong));
export const recallOf = ({ right, missed }: Count) => (right + missed === 0 ? 1 : right / (right + missed));
export const f1Of = ({ right, wrong, missed }: Count) => (right + wrong + missed === 0 ? 1 : (2 * right) / (2 * right + wrong + missed));
