import { isSamePerson, type NamedPerson } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { type Found, wholeOf } from '../finding.ts';
import { sources } from '../sources.ts';
import { all, isWritten } from '../text.ts';
import { allWords, type Meeting, namesIn, wordsOf } from './meeting.ts';
import { type ServingFacts, tookPart } from './votes.ts';

/** [RES1–RES3] Who may reserve themselves, and what a reservation must tell. */
export function reservations(meeting: Meeting, facts: ServingFacts): Found[] {
  return all(meeting.doc, 'reservation').flatMap((reservation) => {
    const by = namesIn(reservation, 'by');
    const words = paragraphsOf(reservation);
    return [
      ...by.flatMap((person) => withoutPart(reservation, person, meeting, facts)),
      ...ofNobody(reservation, by, words),
      ...withoutText(reservation, by, words, meeting),
    ];
  });
}

/** [RES1] */
function withoutPart(reservation: Node, person: NamedPerson, meeting: Meeting, facts: ServingFacts): Found[] {
  const absence = meeting.absences.find((one) => isSamePerson(one.person, person));
  const serving = absence === undefined ? tookPart(meeting, facts) : null;
  const why = absence?.why ?? (serving !== null && !serving.some((one) => isSamePerson(one, person)) ? 'notServing' : null);
  if (why === null) return [];
  return [{ code: 'reservesWithoutPart', place: wholeOf(reservation), severity: 'warn', params: { name: person.name, why }, source: sources.reservation }];
}

/** [RES2] A group may stand for its members: only when the words name nobody at all is somebody missing. */
function ofNobody(reservation: Node, by: readonly NamedPerson[], words: string): Found[] {
  if (by.length > 0 || /\p{Lu}\p{L}+.*(?:reserv|,|och|\()|(?:från|av|för)\s\p{Lu}|parti|demokrat|grupp/u.test(words)) return [];
  return [{ code: 'reservationOfNobody', place: wholeOf(reservation), severity: 'warn', params: {}, source: sources.reservation }];
}

/** [RES3] Promised in writing, and neither here nor among what is attached. */
function withoutText(reservation: Node, by: readonly NamedPerson[], words: string, { doc }: Meeting): Found[] {
  if (reservation.attrs.form !== 'written' || reservation.attrs.document !== null || by.length === 0) return [];
  const isElsewhere =
    /bilag|bifog|enligt följande|:\s*\S/iu.test(words) || all(doc, 'attachment').some((one) => /reservation/iu.test(wordsOf(one))) || isSaidBelow(doc);
  const [, ...reasons] = words.split(/(?<=[.!?])\s+|\n/u);
  if (isElsewhere || reasons.some((reason) => reason.trim() !== '')) return [];
  return [
    { code: 'reservationTextMissing', place: wholeOf(reservation), severity: 'inform', params: { name: by[0]?.name ?? '' }, source: sources.reservationText },
  ];
}

/** "Bilaga B" on a line of its own, as minutes have it below a reservation. */
const isSaidBelow = (doc: Node) =>
  all(doc, 'section').some(
    ({ attrs, content }) => attrs.part === 'reservations' && content.content.some((one) => /^(?:se )?bilaga(?: \S{1,3})?\.?$/iu.test(wordsOf(one))),
  );

const paragraphsOf = (node: Node) =>
  all(node, 'paragraph')
    .map(wordsOf)
    .filter((text) => text !== '')
    .join('\n');

/** [RES4] Abstaining from a vote is taking part in the decision; who takes no part casts no vote. */
export function votesWithoutPart(meeting: Meeting): Found[] {
  const told = new Set<string>();
  const away = meeting.absences.filter(({ why }) => why !== 'absent');
  const found: Found[] = [];
  const tell = (cast: Node, name: string, answer: 'abstain' | 'votes', why: string) => {
    if (told.has(name)) return;
    told.add(name);
    const params = { name, why };
    if (answer === 'abstain') found.push({ code: 'abstainsWithoutPart', place: wholeOf(cast), severity: 'warn', params, source: sources.abstaining });
    else found.push({ code: 'votesWithoutPart', place: wholeOf(cast), severity: 'warn', params, source: sources.abstaining });
  };
  for (const cast of all(meeting.doc, 'castVote').filter(isWritten)) {
    const name = wordsOf(cast);
    const absence = away.find(({ person }) => isSamePerson(person, { name, party: null }));
    if (absence === undefined || cast.attrs.answer === 'absent' || cast.attrs.answer === null) continue;
    tell(cast, name, cast.attrs.answer === 'abstain' ? 'abstain' : 'votes', absence.why);
  }
  // "A (S) avstår från att rösta och deltar inte i beslutet" in words alone.
  for (const paragraph of all(meeting.doc, 'paragraph')) {
    const text = wordsOf(paragraph);
    for (const { person, why } of away)
      if (new RegExp(String.raw`${escaped(person.name)}[^.]{0,200}\s(?:avstår|avstod)(?!\p{L})`, 'u').test(text)) tell(paragraph, person.name, 'abstain', why);
  }
  return found;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/** [FRM1, FRM2] A heading says one thing and what stands under it another; or nothing stands there. */
export function headings(meeting: Meeting): Found[] {
  return all(meeting.doc, 'section').flatMap((section): Found[] => {
    const heading = typeof section.attrs.heading === 'string' ? section.attrs.heading : null;
    const words = allWords(section);
    const place = wholeOf(section);
    if (words === '') {
      const isEvent = eventParts.has(String(section.attrs.part));
      if (!isEvent || heading === null || heading === '') return [];
      return [{ code: 'headingWithoutText', place, severity: 'inform', params: { heading }, source: sources.minutes }];
    }
    const says = heading === null || heading === '' ? partSays[String(section.attrs.part)] : headingSays(heading);
    const holds = says === undefined ? undefined : kindsIn(section, words);
    if (says === undefined || holds === undefined || holds.has(says) || holds.size !== 1) return [];
    const [other] = holds;
    const at = all(section, 'reservation', 'separateStatement', 'minutesNote')[0] ?? all(section, 'paragraph')[0] ?? section;
    return [
      {
        code: 'headingAgainstContent',
        place: wholeOf(at),
        severity: 'warn',
        params: { says: kindWords[says], holds: kindWords[other ?? says] },
        source: sources.dissent,
      },
    ];
  });
}

type Kind = 'reservation' | 'separateStatement';
/** As the paper has it, whatever the interface's language. */
const kindWords: Record<Kind, string> = { reservation: 'reservation', separateStatement: 'särskilt yttrande' };
const partSays: Readonly<Record<string, Kind>> = { reservations: 'reservation', separateStatements: 'separateStatement' };
const eventParts = new Set(['reservations', 'separateStatements', 'minutesNotes', 'conflictOfInterest', 'notParticipating', 'vote', 'yrkanden']);

function headingSays(heading: string): Kind | undefined {
  if (/^reservation(?:er|erna|en)?\s*:?$/iu.test(heading.trim())) return 'reservation';
  return /^särskil(?:t|da)\s(?:yttrande|uttalande)n?\s*:?$/iu.test(heading.trim()) ? 'separateStatement' : undefined;
}

function kindsIn(section: Node, words: string): Set<Kind> {
  const kinds = new Set<Kind>();
  if (all(section, 'reservation').length > 0 || /reserv/iu.test(words)) kinds.add('reservation');
  // "reserverar sig … med hänvisning till sitt särskilda yttrande" has both, and is let be.
  if (all(section, 'separateStatement').length > 0 || /särskil(?:t|da) (?:yttrande|uttalande)|antecknar som yttrande/iu.test(words))
    kinds.add('separateStatement');
  return kinds;
}
