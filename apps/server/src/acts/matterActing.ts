import type { BodyRow, CivilDate, MatterChange, MatterRow, MeetingRow, Rows } from '@yrka/storage';
import type { AuditAct, AuditDetails } from '../audit/acts.ts';
import { municipalityChain } from '../audit/record.ts';
import { type NoticeKind, tell } from '../notices/tell.ts';
import { civilMoment } from '../organisation/civil.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, orConflict, recordAct } from './acting.ts';

/** What an act changes, what is said of it in the log, and who is told of it. */
export type MatterDeed = {
  readonly act: AuditAct;
  readonly change?: MatterChange;
  readonly details?: AuditDetails;
  /** Done in the same transaction, before the matter's own row is changed. */
  readonly also?: (rows: Rows) => Promise<void>;
  readonly kind?: NoticeKind;
  readonly to?: (rows: Rows) => Promise<readonly string[]>;
};

/**
 * Does one thing with a matter, in one transaction, if it still stands where the person saw it.
 *
 * @throws Refusal `conflict`; what `also` refuses.
 */
export async function onMatter(acting: Acting, matter: MatterRow, deed: MatterDeed): Promise<void> {
  const { act, change = {}, details = {}, also, kind, to } = deed;
  const stage = change.stage ?? matter.stage;
  await acting.server.storage.rows.transaction(async (rows) => {
    await also?.(rows);
    // Without a change of stage too: what has been decided meanwhile is not referred.
    orConflict(await rows.changeMatter(matter.id, matter.stage, { stage, ...change }));
    await recordAct(rows, acting, { chain: municipalityChain, act, subject: { kind: 'matter', id: matter.id } }, { from: matter.stage, to: stage, ...details });
    if (kind !== undefined)
      await tell(rows, { kind, to: (await to?.(rows)) ?? [], matterId: matter.id, documentId: null, actorId: acting.person.id, at: acting.at });
  });
}

/** Those who have signed the motion, and the one who answers for the matter. */
export async function concerned(rows: Rows, matter: MatterRow): Promise<readonly string[]> {
  return [...(await moversOf(rows, matter)), ...responsible(matter)];
}

export const responsible = ({ responsibleOfficer }: MatterRow): readonly string[] => (responsibleOfficer === null ? [] : [responsibleOfficer]);

/** The persons who moved the motion, as they signed it; none for one that came on paper. */
export async function moversOf(rows: Rows, { id }: MatterRow): Promise<readonly string[]> {
  const motion = (await rows.documents(id)).find(({ kind }) => kind === 'motion');
  if (motion === undefined) return [];
  return (await rows.way.signatures(motion.id)).filter(({ kind }) => kind === 'signs').map(({ personId }) => personId);
}

/** @throws Refusal `noSuchBody` for a body that there is not, or is no more. */
export async function bodyOf(rows: Pick<Rows, 'organisation'>, id: string): Promise<BodyRow> {
  const body = (await rows.organisation.bodies()).find((known) => known.id === id && known.isActive);
  if (body === undefined) throw new Refusal('noSuchBody');
  return body;
}

/** @throws Refusal `noSuchMeeting` for one that is another body's, or cancelled. */
export async function meetingOf(rows: Pick<Rows, 'organisation'>, bodyId: string, meetingId: string): Promise<MeetingRow> {
  const meeting = (await rows.organisation.meetings({ bodyId })).find(({ id }) => id === meetingId);
  if (meeting === undefined || meeting.isCancelled) throw new Refusal('noSuchMeeting');
  return meeting;
}

export type Occasion = { readonly meetingId?: string | undefined; readonly date?: CivilDate | undefined };

/**
 * The day on which something happened, with the meeting where it is known.
 *
 * @throws Refusal `badRequest` when neither or both are given, `noSuchMeeting`, `notYet` for a day to come.
 */
export async function heldOn(
  { server, at }: Acting,
  bodyId: string,
  { meetingId, date }: Occasion,
): Promise<{ readonly date: CivilDate; readonly meetingId: string | null }> {
  if ((meetingId === undefined) === (date === undefined)) throw new Refusal('badRequest');
  const on = meetingId === undefined ? (date ?? '') : (await meetingOf(server.storage.rows, bodyId, meetingId)).date;
  if (on > civilMoment(at).date) throw new Refusal('notYet');
  return { date: on, meetingId: meetingId ?? null };
}

/** A day as an instant: in the middle of it, summer and winter. The day it has in Sweden is the one given. */
export function instantOn(date: CivilDate): Date {
  return new Date(`${date}T11:00:00.000Z`);
}
