import { checkMatter, checkMinutes, checkMotion, checkReport, type Finding, type MinutesFacts, type MotionFacts } from '@yrka/checks';
import type { Attendance, DocumentDetails, Filing, MeetingOfItem, Organisation, Person } from '@yrka/server/api';
import type { Node } from '@tiptap/pm/model';
import { useCallback, useMemo } from 'react';
import { useAllPeople, useFiling, useOrganisation } from '../../api/index.ts';
import { type AnsweredMotion, chairAt } from '../deliberation/index.ts';
import { useMatterDocuments } from './useMatterDocuments.ts';

/** What the page knows beside the document itself. */
export type Known = {
  /** The motion that it answers; null where it answers none, or while it is fetched. */
  readonly motion: AnsweredMotion | null;
  /** The meeting of a §, and who takes part in it; null where it is not known. */
  readonly meeting: MeetingOfItem['meeting'];
  readonly attendance: Attendance | null;
};

export const nothingKnown: Known = { motion: null, meeting: null, attendance: null };

/** What reads a document of this kind, with what is known about the municipality. */
export function useCheck(details: DocumentDetails, { motion, meeting, attendance }: Known): (document: Node) => readonly Finding[] {
  const { id, kind, template } = details;
  const others = useMatterDocuments(details);
  const filing = useFiling(kind === 'motion' ? id : null).data ?? null;
  const people = useAllPeople(kind === 'minutesItem').data?.people ?? null;
  const parties = useOrganisation(kind === 'minutesItem').data?.parties ?? null;
  const ofMotion = useMemo(() => motionFacts(filing), [filing]);
  const ofMinutes = useMemo(() => minutesFacts(people, parties, meeting, attendance), [people, parties, meeting, attendance]);
  const own = useCallback(
    (document: Node) => {
      switch (kind) {
        case 'motion':
          return checkMotion(document, ofMotion);
        case 'minutesItem':
          return checkMinutes(document, ofMinutes);
        case 'officerReport':
          return checkReport(document, {
            clauses: motion === null ? null : motion.clauses.map((clause) => ({ document: motion.document, id: clause.id })),
            // Where the officials take no position on a motion, their reports have no such part.
            everyClauseIsAnswered: template.reportParts.some(({ part }) => part === 'proposedDecision'),
            requiredParts: ['proposedDecision', 'summary'],
          });
        // A page of the group's own, which nothing is asked of.
        case 'writtenStatement':
          return [];
      }
    },
    [kind, template, motion, ofMotion, ofMinutes],
  );
  // First what the document says by itself, then what the others of the matter say otherwise.
  return useCallback((document: Node) => [...own(document), ...checkMatter(document, others)], [own, others]);
}

/** What the server says of the municipality, as the checks ask for it; until it has answered nothing is known. */
function motionFacts(filing: Filing | null): MotionFacts {
  if (filing === null) return { parties: null, seats: null, rules: null };
  const { parties, seats, rules } = filing.facts;
  return { parties, seats: seats === null ? null : new Map(seats.map(({ personId, role }) => [personId, role])), rules };
}

function minutesFacts(
  people: readonly Person[] | null,
  parties: Organisation['parties'] | null,
  meeting: Known['meeting'],
  attendance: Attendance | null,
): MinutesFacts {
  return {
    people,
    // Also those that have left: an older yrkande may be told of. A municipality that has named none has no list.
    parties: parties === null || parties.length === 0 ? null : parties.flatMap(({ code, name }) => [code, name]),
    // As the seats have it is a guess of who comes; only what was recorded is attendance.
    attending: attendance?.isRecorded === true ? attendance.people.map(({ seat, ...person }) => ({ ...person, isSubstitute: seat === 'substitute' })) : null,
    chair: attendance?.isRecorded === true ? chairAt({ attendance }) : null,
    meetingDate: meeting?.date ?? null,
    isAssembly: meeting === null ? null : meeting.bodyKind === 'assembly',
  };
}
