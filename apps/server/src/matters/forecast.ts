import type { BodyRow, CivilDate, HandlingRow, MeetingRow, ReferralRow } from '@yrka/storage';

/** When the assembly can decide, as meetings are planned now. */
export type Forecast = {
  readonly date: CivilDate;
  readonly meetingId: string;
  /** `planned`: it is put down for that meeting. `estimated`: the first that it can reach by the meetings before it. */
  readonly basis: 'planned' | 'estimated';
};

export type Planning = {
  readonly bodies: readonly BodyRow[];
  /** By date. */
  readonly meetings: readonly MeetingRow[];
  readonly today: CivilDate;
};

type Way = { readonly handlings: readonly HandlingRow[]; readonly referrals: readonly ReferralRow[] };

/**
 * The first meeting of the assembly that a matter can be decided at: after the answers it waits for, and
 * through the bodies that are left. The executive board is always heard (kommunallagen 5:28, read
 * 2026-11-23), through its subcommittee where it has one. Null when meetings are not planned that far.
 */
export function forecastOf({ handlings, referrals }: Way, { bodies, meetings, today }: Planning): Forecast | null {
  const coming = meetings.filter(({ date, isCancelled }) => date >= today && !isCancelled);
  const meetingsOf = (bodyId: string) => coming.filter((meeting) => meeting.bodyId === bodyId);
  const planned = (body: BodyRow, purpose: HandlingRow['purpose']) => {
    const ids = handlings.filter((one) => one.bodyId === body.id && one.purpose === purpose && one.handledOn === null).map(({ meetingId }) => meetingId);
    return meetingsOf(body.id).find(({ id }) => ids.includes(id)) ?? null;
  };
  const assembly = bodies.find(({ kind, isActive }) => kind === 'assembly' && isActive);
  if (assembly === undefined) return null;
  const put = planned(assembly, 'decision');
  if (put !== null) return { date: put.date, meetingId: put.id, basis: 'planned' };

  let ready = referrals.filter(({ answeredAt }) => answeredAt === null).reduce((latest, { dueDate }) => later(latest, dueDate), today);
  for (const body of before(assembly, bodies, handlings)) {
    const meeting = planned(body, 'preparation') ?? firstFor(meetingsOf(body.id), ready);
    if (meeting === null) return null;
    ready = later(ready, meeting.date);
  }
  const last = meetingsOf(assembly.id).find(({ date, noticeDate }) => (noticeDate ?? date) >= ready && date > ready) ?? null;
  return last === null ? null : { date: last.date, meetingId: last.id, basis: 'estimated' };
}

/** The bodies that have it to handle before the assembly, in order; none that already did since it was last sent back. */
function before(assembly: BodyRow, bodies: readonly BodyRow[], handlings: readonly HandlingRow[]): readonly BodyRow[] {
  const sentBack = handlings.filter(({ bodyId, outcome }) => bodyId === assembly.id && outcome === 'referredBack').map(({ handledOn }) => handledOn ?? '');
  const since = sentBack.toSorted().at(-1) ?? '';
  const hasHandled = ({ id }: BodyRow) =>
    handlings.some(({ bodyId, handledOn, outcome }) => bodyId === id && handledOn !== null && handledOn > since && outcome !== null);
  const board = bodies.find(({ kind, isActive }) => kind === 'executiveBoard' && isActive);
  if (board === undefined || hasHandled(board)) return [];
  const subcommittee = bodies.find(({ kind, parentId, isActive }) => kind === 'subcommittee' && parentId === board.id && isActive);
  return subcommittee === undefined || hasHandled(subcommittee) ? [board] : [subcommittee, board];
}

/** The first meeting that something ready on that day can still come to. */
function firstFor(meetings: readonly MeetingRow[], ready: CivilDate): MeetingRow | null {
  return meetings.find(({ date, deadlineDate }) => (deadlineDate ?? date) >= ready) ?? null;
}

const later = (one: CivilDate, other: CivilDate) => (one > other ? one : other);
