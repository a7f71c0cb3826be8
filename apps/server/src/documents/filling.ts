import { type DocumentKind, type MunicipalityTemplate, takenOver } from '@yrka/schema';
import type { MatterRow, PersonRow, Rows } from '@yrka/storage';
import { plannedMeeting } from '../meetings/attendance.ts';
import { civilMoment } from '../organisation/civil.ts';
import type { OpenMatter } from './access.ts';
import type { Filling } from './compose.ts';
import { lockedContent } from './lockedText.ts';

export type Beginning = {
  readonly kind: DocumentKind;
  readonly matter: MatterRow;
  /** The title of the motion that it answers; null where there is none. */
  readonly motionTitle: string | null;
  /** Who begins it, and when. */
  readonly person: PersonRow;
  readonly at: Date;
};

/**
 * What a report or a § can say from the start: its number, whom it goes to, who answers for it,
 * the day it is written or the meeting's. What is not known is left open; everything may be written over.
 */
export async function knownFilling(
  rows: Pick<Rows, 'organisation' | 'person' | 'way'>,
  { kind, matter, motionTitle, person, at }: Beginning,
): Promise<Filling> {
  const board = (await rows.organisation.bodies()).find((body) => body.kind === 'executiveBoard' && body.isActive);
  const meeting = kind === 'minutesItem' ? await plannedMeeting(rows, matter.id) : null;
  const officer = await responsibleFor(rows, matter, person);
  const department = officer === null ? null : departmentIn(officer.title);
  return {
    ...titleOf(matter, motionTitle),
    fields: {
      ...(matter.diarienummer !== null && { diarienummer: matter.diarienummer }),
      ...(kind === 'officerReport' && {
        date: civilMoment(at).date,
        ...(officer !== null && { responsibleOfficer: officer.name }),
        ...(department !== null && { department }),
        // The board prepares every motion (kommunallagen 6:2 and 5:26, read 2026-11-23).
        ...(board !== undefined && { addressee: board.name }),
      }),
      ...(kind === 'minutesItem' && board !== undefined && { body: board.name }),
      // A § is of the meeting where the matter comes up, and of its day.
      ...(meeting !== null && { body: meeting.body.name, date: meeting.meeting.date }),
    },
  };
}

/** What a § takes over from the newest report that has been finalised for its matter (PAR8); null when there is none. */
export async function reportParts(rows: Pick<Rows, 'way'>, { documents }: OpenMatter, template: MunicipalityTemplate): Promise<Filling['parts'] | null> {
  const finalised = documents.map(({ row }) => row).filter(({ kind, stage }) => kind === 'officerReport' && stage === 'finalised');
  const newest = finalised.toSorted((one, other) => one.revision - other.revision || one.createdAt.getTime() - other.createdAt.getTime()).at(-1);
  const lock = newest === undefined ? null : await rows.way.lock(newest.id);
  return newest === undefined || lock === null ? null : takenOver(lockedContent(lock), template, { document: newest.id, version: lock.seq });
}

/** The registrar's title begins with "Motion", and the answer's is that of the answer to it; else the motion is named by its own. */
function titleOf({ title }: MatterRow, motionTitle: string | null): Pick<Filling, 'title'> {
  if (/^motion /i.test(title)) return { title: `Svar på motion ${title.slice('motion '.length)}` };
  return motionTitle === null || motionTitle === '' ? {} : { title: `Svar på motionen ${motionTitle}` };
}

/** Who answers for the matter, else the officer who begins to write; null for a secretary who only begins it. */
async function responsibleFor(rows: Pick<Rows, 'person'>, { responsibleOfficer }: MatterRow, person: PersonRow): Promise<PersonRow | null> {
  const responsible = responsibleOfficer === null ? null : await rows.person(responsibleOfficer);
  if (responsible?.isActive === true) return responsible;
  return person.roles.includes('officer') ? person : null;
}

/** "Kommunledningskontoret" of "Handläggare, kommunledningskontoret"; null for a title that names none. */
function departmentIn(title: string | null): string | null {
  const words = /,\s*(\S[^,]*)$/u.exec(title ?? '')?.[1]?.trim() ?? '';
  return words === '' ? null : words.charAt(0).toLocaleUpperCase('sv') + words.slice(1);
}
