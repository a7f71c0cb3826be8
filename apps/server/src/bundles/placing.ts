import { bjorkvik, newBlockId } from '@yrka/schema';
import type { AssignmentRow, AttendanceRow, BodyRow, CivilDate, MeetingRow, Organisation } from '@yrka/storage';
import { daysAfter } from '../organisation/civil.ts';
import { Refusal } from '../refusal.ts';
import type { MunicipalityFacts } from './bundleForm.ts';

/** Where the bodies and meetings of a bundle are here. A meeting that is nowhere is not among `meetings`. */
export type Places = {
  readonly bodies: ReadonlyMap<string, string>;
  readonly meetings: ReadonlyMap<string, string>;
  /** Those that are to be added: bodies that are not in use here, and the meetings that they had. */
  readonly newBodies: readonly BodyRow[];
  readonly newMeetings: readonly MeetingRow[];
  /** Who sat in the new bodies, and took part in the new meetings: people by their ids in the bundle. */
  readonly newSeats: readonly AssignmentRow[];
  readonly newAttendance: readonly AttendanceRow[];
  /** The days of meetings that are here with others present than the bundle says. What is recorded here stands. */
  readonly otherAttendance: readonly CivilDate[];
};

/** Whose the installation is; the demonstration's name where nobody has said. */
export const municipalityName = async ({ organisation }: { readonly organisation: Pick<Organisation, 'municipality'> }) =>
  (await organisation.municipality())?.name ?? bjorkvik.municipality;

/**
 * The body here that one of a bundle is, without anybody saying so: by id and name; by name and kind where the bundle is the same
 * municipality's. Another's board is not ours because it is called the same. Undefined for none.
 */
export function bodyHere(here: readonly BodyRow[], body: MunicipalityFacts['bodies'][number], isOurs: boolean): BodyRow | undefined {
  return (
    here.find(({ id, name }) => id === body.id && name === body.name) ??
    (isOurs ? here.find(({ name, kind }) => name === body.name && kind === body.kind) : undefined)
  );
}

/**
 * Finds bodies as `bodyHere` does, or as whoever takes the matter in has said; meetings by body and day. What is unknown is added,
 * as what is no longer in use; but a meeting that a body in use has not, and that is still to come, is not put into its calendar
 * from elsewhere. Who sat in a body is kept of those that are added alone, and of days that are past: it is nobody's seat today.
 *
 * @param said of a body in the bundle, by id, which it is here
 * @throws Refusal `noSuchBody` where it was said to be one that is not here
 */
export async function placesFor(
  organisation: Organisation,
  { name, bodies, meetings, seats, attendance }: MunicipalityFacts,
  today: CivilDate,
  said: ReadonlyMap<string, string> = new Map(),
): Promise<Places> {
  const [here, calendar, seated, ours] = await Promise.all([
    organisation.bodies(),
    organisation.meetings(),
    organisation.assignments(),
    municipalityName({ organisation }),
  ]);
  const found = new Map<string, string>();
  const newBodies: BodyRow[] = [];
  const taken = { ids: new Set(here.map(({ id }) => id)), names: new Set(here.map(({ shortName }) => shortName)) };
  for (const body of parentsFirst(bodies)) {
    const chosen = said.get(body.id);
    if (chosen !== undefined && !taken.ids.has(chosen)) throw new Refusal('noSuchBody');
    const same = chosen ?? bodyHere(here, body, name === ours)?.id;
    if (same !== undefined) {
      found.set(body.id, same);
      continue;
    }
    const id = taken.ids.has(body.id) ? newBlockId() : body.id;
    const shortName = freeName(taken.names, body.shortName, name);
    taken.ids.add(id);
    taken.names.add(shortName);
    found.set(body.id, id);
    newBodies.push({ ...body, id, shortName, parentId: body.parentId === null ? null : (found.get(body.parentId) ?? null), isActive: false });
  }
  const added = new Set(newBodies.map(({ id }) => id));
  const places = new Map<string, string>();
  const newMeetings: MeetingRow[] = [];
  const newAttendance: AttendanceRow[] = [];
  const otherAttendance: CivilDate[] = [];
  const takenMeetings = new Set(calendar.map(({ id }) => id));
  for (const meeting of meetings) {
    const bodyId = found.get(meeting.bodyId) ?? meeting.bodyId;
    const recorded = attendance.filter(({ meetingId }) => meetingId === meeting.id);
    const onDay = calendar.filter((one) => one.bodyId === bodyId && one.date === meeting.date);
    const same = onDay.find(({ id }) => id === meeting.id) ?? onDay.find(({ time }) => time === meeting.time) ?? (onDay.length === 1 ? onDay[0] : undefined);
    if (same !== undefined) {
      places.set(meeting.id, same.id);
      if (!isSameAttendance(recorded, await organisation.attendance(same.id))) otherAttendance.push(meeting.date);
      continue;
    }
    if (!added.has(bodyId) && meeting.date >= today) continue;
    const id = takenMeetings.has(meeting.id) ? newBlockId() : meeting.id;
    takenMeetings.add(id);
    places.set(meeting.id, id);
    newMeetings.push({ ...meeting, id, bodyId });
    newAttendance.push(...recorded.map((row) => ({ ...row, meetingId: id })));
  }
  const takenSeats = new Set(seated.map(({ id }) => id));
  const newSeats = seats.flatMap((seat) => {
    const bodyId = found.get(seat.bodyId) ?? seat.bodyId;
    const yesterday = daysAfter(today, -1);
    const to = seat.to === null || seat.to > yesterday ? yesterday : seat.to;
    return added.has(bodyId) && seat.from <= to ? [{ ...seat, bodyId, to, id: takenSeats.has(seat.id) ? newBlockId() : seat.id }] : [];
  });
  return { bodies: found, meetings: places, newBodies, newMeetings, newSeats, newAttendance, otherAttendance };
}

/** By what was done and not by whom, who may have another id here. */
function isSameAttendance(there: readonly AttendanceRow[], here: readonly AttendanceRow[]): boolean {
  const parts = (rows: readonly AttendanceRow[]) =>
    rows.map(({ presence, inPlaceOf, fromItem, untilItem }) => JSON.stringify([presence, inPlaceOf === null, fromItem, untilItem])).sort();
  return there.length === 0 || JSON.stringify(parts(there)) === JSON.stringify(parts(here));
}

function parentsFirst(bodies: MunicipalityFacts['bodies']): MunicipalityFacts['bodies'] {
  return bodies.toSorted((one, other) => Number(one.parentId !== null) - Number(other.parentId !== null));
}

/** Short names are unique: of two the one from elsewhere says from where it is. */
function freeName(taken: ReadonlySet<string>, shortName: string, from: string): string {
  for (let count = 0; ; count++) {
    const name = count === 0 ? shortName : `${shortName} (${from}${count === 1 ? '' : ` ${count}`})`;
    if (!taken.has(name)) return name;
  }
}

/** What stands with a comma between. */
export const listed = (text: string): readonly string[] => text.split(',').filter((one) => one !== '');

/** As in `there:here`, which of a bundle's bodies is which here. @throws Refusal `noSuchBody` for what says no such thing */
export function bodiesSaid(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pairs.map((pair) => {
      const [there = '', here = '', ...more] = pair.split(':');
      if (there === '' || here === '' || more.length > 0) throw new Refusal('noSuchBody');
      return [there, here];
    }),
  );
}
