import type { Attending, NamedPerson } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { dates, decisionDates, meetingDates } from './dates.ts';
import { decisionWords } from './decisionWords.ts';
import { type Finding, type Found, gathered, wholeDocument, wholeOf } from './finding.ts';
import { languageOf, spelledTwoWays } from './language.ts';
import { completeness, verbs } from './minutes/decision.ts';
import { headings, reservations, votesWithoutPart } from './minutes/dissent.ts';
import { type Meeting, meetingOf } from './minutes/meeting.ts';
import { moversInText, parties, register, strangers } from './minutes/people.ts';
import { answerable, findings, newMatters, order, orderMissing, put } from './minutes/proposals.ts';
import { votes } from './minutes/votes.ts';
import { genitives, mentionsIn, spellings } from './names.ts';
import { sources } from './sources.ts';
import { all, isWritten } from './text.ts';

/** What is known of the meeting and the municipality. A rule whose fact is null is not run, or goes by what the document itself tells. */
export type MinutesFacts = {
  /** Everybody in the register, with the party on the day. */
  readonly people: readonly NamedPerson[] | null;
  /** The codes of the municipality's parties, and other ways to write them. */
  readonly parties: readonly string[] | null;
  /** Who takes part in the meeting as a whole, where attendance was recorded. */
  readonly attending: readonly Attending[] | null;
  /** Who presides, where the attendance tells it: the chair's vote settles a tie (KL 5:56). */
  readonly chair: NamedPerson | null;
  /** The day of the meeting, as in "2026-11-26". */
  readonly meetingDate: string | null;
  /** Whether the body is the assembly, where one third may refer a matter back (KL 5:50). */
  readonly isAssembly: boolean | null;
};

/**
 * What there is to say about a protokollsparagraf, in the order of the document; [] when nothing
 * is. Follows kommunallagen 5 kap. 67 § point by point. Where the document holds only words, as one
 * that was imported, a rule goes by them only where they are certain. Never throws.
 *
 *     checkMinutes(doc, { people: null, parties: null, attending: null, chair: null, meetingDate: null, isAssembly: true });
 */
export function checkMinutes(doc: Node, facts: MinutesFacts): readonly Finding[] {
  const meeting = meetingOf(doc, facts);
  const mentions = mentionsIn(doc);
  return gathered(doc, [
    ...title(doc),
    ...put(meeting),
    ...answerable(meeting),
    ...order(meeting),
    ...orderMissing(meeting),
    ...findings(meeting),
    ...newMatters(meeting),
    ...votes(meeting, facts),
    ...completeness(meeting),
    ...decisionWords(meeting.decided),
    ...verbs(meeting),
    ...reservations(meeting, facts),
    ...votesWithoutPart(meeting),
    ...headings(meeting),
    ...spellings(doc, mentions),
    ...genitives(doc, mentions),
    ...parties(meeting, mentions, facts),
    ...register(mentions, facts),
    ...strangers(meeting, mentions),
    ...moversInText(doc),
    ...dates(doc),
    ...decisionDates(doc),
    ...meetingDates(doc, facts.meetingDate, facts.attending !== null),
    ...language(meeting),
  ]);
}

/** [FRM3] */
function title(doc: Node): Found[] {
  const [first] = all(doc, 'title');
  if (all(doc, 'title').some(isWritten)) return [];
  return [{ code: 'titleMissing', place: first === undefined ? wholeDocument : wholeOf(first), severity: 'warn', params: {}, source: sources.minutes }];
}

/**
 * [FRM4] Only the parts that somebody writes in words of their own: the fixed sentences of a
 * meeting are the trade's, and what was moved or decided is recorded as it was.
 */
function language({ doc }: Meeting): Found[] {
  const prose = all(doc, 'section').filter(({ attrs }) => ['summary', 'matter', 'assessment', 'consequences', 'consultation'].includes(attrs.part as string));
  return [...prose.flatMap((section) => all(section, 'paragraph')).flatMap(languageOf), ...spelledTwoWays(doc)];
}
