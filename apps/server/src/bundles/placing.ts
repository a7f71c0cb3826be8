import { newBlockId } from '@yrka/schema';
import type { BodyRow, MeetingRow, Organisation } from '@yrka/storage';
import type { MunicipalityFacts } from './bundleForm.ts';

/** Where the bodies and meetings of a bundle are here. A meeting that is nowhere is not among `meetings`. */
export type Places = {
  readonly bodies: ReadonlyMap<string, string>;
  readonly meetings: ReadonlyMap<string, string>;
  /** Those that are to be added: bodies that are not in use here, and the meetings that they had. */
  readonly newBodies: readonly BodyRow[];
  readonly newMeetings: readonly MeetingRow[];
};

/**
 * Finds bodies by id and name, else by name; meetings by body and day. What is unknown is added, as what is no longer in use;
 * but a meeting that a body in use has not, and that is still to come, is not put into its calendar from elsewhere.
 */
export async function placesFor(organisation: Organisation, { name, bodies, meetings }: MunicipalityFacts, today: string): Promise<Places> {
  const [here, calendar] = await Promise.all([organisation.bodies(), organisation.meetings()]);
  const found = new Map<string, string>();
  const newBodies: BodyRow[] = [];
  const taken = { ids: new Set(here.map(({ id }) => id)), names: new Set(here.map(({ shortName }) => shortName)) };
  for (const body of parentsFirst(bodies)) {
    const same = here.find((one) => one.id === body.id && one.name === body.name) ?? here.find((one) => one.name === body.name && one.kind === body.kind);
    if (same !== undefined) {
      found.set(body.id, same.id);
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
  const takenMeetings = new Set(calendar.map(({ id }) => id));
  for (const meeting of meetings) {
    const bodyId = found.get(meeting.bodyId) ?? meeting.bodyId;
    const onDay = calendar.filter((one) => one.bodyId === bodyId && one.date === meeting.date);
    const same = onDay.find(({ id }) => id === meeting.id) ?? onDay.find(({ time }) => time === meeting.time) ?? (onDay.length === 1 ? onDay[0] : undefined);
    if (same !== undefined) {
      places.set(meeting.id, same.id);
      continue;
    }
    if (!added.has(bodyId) && meeting.date >= today) continue;
    const id = takenMeetings.has(meeting.id) ? newBlockId() : meeting.id;
    takenMeetings.add(id);
    places.set(meeting.id, id);
    newMeetings.push({ ...meeting, id, bodyId });
  }
  return { bodies: found, meetings: places, newBodies, newMeetings };
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
