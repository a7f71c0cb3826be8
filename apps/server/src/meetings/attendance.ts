import { type AssignmentRole, assignmentRoles, type AttendanceRow, type BodyRow, type DocumentRow, type MeetingRow, type Rows } from '@yrka/storage';
import type { Acting } from '../acts/acting.ts';
import { municipalityChain, record } from '../audit/record.ts';
import { Refusal } from '../refusal.ts';

/** A meeting with the body whose it is. */
export type BodyMeeting = { readonly meeting: MeetingRow; readonly body: BodyRow };

/** What one does in a meeting. */
type Part = Omit<AttendanceRow, 'meetingId'>;

export type AttendingPerson = Part & { readonly name: string; readonly party: string | null; readonly seat: AssignmentRole };

/**
 * Everybody who sits in the body on the day of the meeting, chair first and substitutes last, with
 * their part in it. Who was not recorded serves if a member and is not there if a substitute.
 */
export async function attendanceAt(
  rows: Rows,
  { meeting }: BodyMeeting,
): Promise<{ readonly people: readonly AttendingPerson[]; readonly isRecorded: boolean }> {
  const [seats, recorded, register] = await Promise.all([
    rows.organisation.assignments({ bodyId: meeting.bodyId, on: meeting.date }),
    rows.organisation.attendance(meeting.id),
    rows.everybody(),
  ]);
  const people = seats.flatMap(({ personId, role }) => {
    const person = register.find(({ id }) => id === personId);
    if (person === undefined) return [];
    const { meetingId: _, ...part } = recorded.find((row) => row.personId === personId) ?? asSeated(meeting.id, personId, role);
    return [{ ...part, name: person.name, party: person.party, seat: role }];
  });
  return { people: people.sort((a, b) => assignmentRoles.indexOf(a.seat) - assignmentRoles.indexOf(b.seat)), isRecorded: recorded.length > 0 };
}

function asSeated(meetingId: string, personId: string, role: AssignmentRole): AttendanceRow {
  return { meetingId, personId, presence: role === 'substitute' ? 'absent' : 'serving', inPlaceOf: null, fromItem: null, untilItem: null };
}

/**
 * Records some people's part in a meeting, with an entry in the audit log for each whose part is another than before.
 *
 * @throws Refusal `notFound` for one who does not sit in the body, `conflict` for a meeting that is cancelled
 */
export async function recordAttendance({ server, person, at }: Acting, { meeting, body }: BodyMeeting, parts: readonly Part[]): Promise<void> {
  if (meeting.isCancelled) throw new Refusal('conflict');
  await server.storage.rows.transaction(async (rows) => {
    const seats = await rows.organisation.assignments({ bodyId: body.id, on: meeting.date });
    const sits = (personId: string) => seats.some((seat) => seat.personId === personId);
    if (!parts.every(({ personId, inPlaceOf }) => sits(personId) && (inPlaceOf === null || sits(inPlaceOf)))) throw new Refusal('notFound');
    const before = await rows.organisation.attendance(meeting.id);
    await rows.organisation.putAttendance(parts.map((part) => ({ ...part, meetingId: meeting.id })));
    for (const part of parts) {
      const known = before.find(({ personId }) => personId === part.personId);
      if (known !== undefined && isSamePart(known, part)) continue;
      const { personId, presence, inPlaceOf, fromItem, untilItem } = part;
      // What a § is called is typed by hand: of it the log says no more than that it was not the whole meeting.
      const details = { person: personId, presence, inPlaceOf, isWhole: fromItem === null && untilItem === null };
      await record(rows, {
        chain: municipalityChain,
        act: 'recordAttendance',
        subject: { kind: 'organisation', id: meeting.id },
        at,
        actorId: person.id,
        details,
      });
    }
  });
}

const isSamePart = (one: Part, other: Part) => (['presence', 'inPlaceOf', 'fromItem', 'untilItem'] as const).every((name) => one[name] === other[name]);

/** @throws Refusal `notFound` */
export async function meetingById({ organisation }: Pick<Rows, 'organisation'>, id: string): Promise<BodyMeeting> {
  const found = (await bodyMeetings({ organisation })).find(({ meeting }) => meeting.id === id);
  if (found === undefined) throw new Refusal('notFound');
  return found;
}

type MeetingChoice = { readonly meeting: BodyMeeting | null; readonly others: readonly BodyMeeting[] };

/**
 * The meeting that a § is of: the one that was said, else the first that its matter is planned for
 * and where it has not been dealt with, else the last. Null where the matter is planned for none.
 */
export async function meetingOfItem(rows: Pick<Rows, 'organisation' | 'way'>, { id, matterId }: Pick<DocumentRow, 'id' | 'matterId'>): Promise<MeetingChoice> {
  return meetingOf(rows, matterId, await rows.way.meetingOf(id));
}

/** The meeting that a § of the matter would be of if it were begun now; null where the matter is planned for none. */
export async function plannedMeeting(rows: Pick<Rows, 'organisation' | 'way'>, matterId: string): Promise<BodyMeeting | null> {
  return (await meetingOf(rows, matterId, null)).meeting;
}

async function meetingOf(rows: Pick<Rows, 'organisation' | 'way'>, matterId: string, said: string | null): Promise<MeetingChoice> {
  const [handlings, all] = await Promise.all([rows.way.handlings(matterId), bodyMeetings(rows)]);
  const at = (meetingId: string | null) => all.find(({ meeting }) => meeting.id === meetingId);
  const planned = handlings.filter(({ meetingId }) => at(meetingId) !== undefined);
  const chosen = at(said) ?? at((planned.find(({ handledOn }) => handledOn === null) ?? planned.at(-1))?.meetingId ?? null) ?? null;
  const others = all.filter(({ meeting }) => meeting.id !== chosen?.meeting.id && planned.some(({ meetingId }) => meetingId === meeting.id));
  return { meeting: chosen, others };
}

async function bodyMeetings({ organisation }: Pick<Rows, 'organisation'>): Promise<readonly BodyMeeting[]> {
  const [meetings, bodies] = await Promise.all([organisation.meetings(), organisation.bodies()]);
  return meetings.flatMap((meeting) => {
    const body = bodies.find(({ id }) => id === meeting.bodyId);
    return body === undefined ? [] : [{ meeting, body }];
  });
}
