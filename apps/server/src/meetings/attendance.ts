import type { AssignmentRole, AttendanceRow, BodyRow, DocumentRow, MeetingRow, Rows } from '@yrka/storage';
import { Refusal } from '../refusal.ts';

/** A meeting with the body whose it is. */
export type BodyMeeting = { readonly meeting: MeetingRow; readonly body: BodyRow };

export type AttendingPerson = Omit<AttendanceRow, 'meetingId'> & { readonly name: string; readonly party: string | null; readonly seat: AssignmentRole };

const seatOrder: readonly AssignmentRole[] = ['chair', 'viceChair', 'member', 'substitute'];

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
  return { people: people.sort((a, b) => seatOrder.indexOf(a.seat) - seatOrder.indexOf(b.seat)), isRecorded: recorded.length > 0 };
}

function asSeated(meetingId: string, personId: string, role: AssignmentRole): AttendanceRow {
  return { meetingId, personId, presence: role === 'substitute' ? 'absent' : 'serving', inPlaceOf: null, fromItem: null, untilItem: null };
}

/** @throws Refusal `notFound` for one who does not sit in the body, `conflict` for a meeting that is cancelled */
export async function recordAttendance(rows: Rows, at: BodyMeeting, parts: readonly Omit<AttendanceRow, 'meetingId'>[]): Promise<void> {
  if (at.meeting.isCancelled) throw new Refusal('conflict');
  await rows.transaction(async (within) => {
    const seats = await within.organisation.assignments({ bodyId: at.body.id, on: at.meeting.date });
    const sits = (personId: string) => seats.some((seat) => seat.personId === personId);
    if (!parts.every(({ personId, inPlaceOf }) => sits(personId) && (inPlaceOf === null || sits(inPlaceOf)))) throw new Refusal('notFound');
    await within.organisation.putAttendance(parts.map((part) => ({ ...part, meetingId: at.meeting.id })));
  });
}

/** @throws Refusal `notFound` */
export async function meetingById({ organisation }: Pick<Rows, 'organisation'>, id: string): Promise<BodyMeeting> {
  const found = (await bodyMeetings({ organisation })).find(({ meeting }) => meeting.id === id);
  if (found === undefined) throw new Refusal('notFound');
  return found;
}

/**
 * The meeting that a § is of: the one that was said, else the first that its matter is planned for
 * and where it has not been dealt with, else the last. Null where the matter is planned for none.
 */
export async function meetingOfItem(
  rows: Pick<Rows, 'organisation' | 'way'>,
  { id, matterId }: Pick<DocumentRow, 'id' | 'matterId'>,
): Promise<{ readonly meeting: BodyMeeting | null; readonly others: readonly BodyMeeting[] }> {
  const [said, handlings, all] = await Promise.all([rows.way.meetingOf(id), rows.way.handlings(matterId), bodyMeetings(rows)]);
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
