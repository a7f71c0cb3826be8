import type { z } from '@hono/zod-openapi';
import { newBlockId, type Outcome } from '@yrka/schema';
import type { HandlingRow, MatterRow, Rows } from '@yrka/storage';
import { civilMoment } from '../organisation/civil.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, everyoneWith } from './acting.ts';
import type { decision, delayReport, handled, scheduling } from './matterActInputs.ts';
import { bodyOf, concerned, heldOn, instantOn, meetingOf, onMatter } from './matterActing.ts';

/**
 * Plans a matter for a meeting of a body ("KSAU 11 mars"), or takes it off the one it was planned for.
 *
 * @throws Refusal `noSuchBody`, `noSuchMeeting`, `dateHasPassed` for a meeting that has been held, `conflict` when there is nothing to take off.
 */
export async function schedule(acting: Acting, matter: MatterRow, { bodyId, meetingId, purpose }: z.infer<typeof scheduling>): Promise<void> {
  const { rows } = acting.server.storage;
  const body = await bodyOf(rows, bodyId);
  const meeting = meetingId === null ? null : await meetingOf(rows, body.id, meetingId);
  if (meeting !== null && meeting.date < civilMoment(acting.at).date) throw new Refusal('dateHasPassed');
  if ((purpose === 'announcement' || purpose === 'delayReport') && body.kind !== 'assembly') throw new Refusal('notOfAssembly');
  await onMatter(acting, matter, {
    act: meeting === null ? 'unschedule' : 'schedule',
    details: { body: body.id, meeting: meetingId, on: meeting?.date ?? null, purpose },
    also: async (transaction) => {
      if (meeting !== null) return planHandling(transaction, { matterId: matter.id, bodyId, meetingId: meeting.id, purpose });
      const planned = await plannedFor(transaction, { matterId: matter.id, bodyId, purpose });
      if (planned === null) throw new Refusal('conflict');
      await transaction.way.deleteHandling(planned.id);
    },
    kind: 'scheduled',
    to: async (transaction) => [...(await concerned(transaction, matter)), ...(await everyoneWith(transaction, 'secretary'))],
  });
}

/**
 * A body has handled the matter, as its minutes say: what it proposes or thinks, or that it was put off. What the
 * assembly answers is not recorded but decided.
 *
 * @throws Refusal `noSuchBody`, `noSuchMeeting`, `notYet`, `outcomeOfAssembly`
 */
export async function recordHandling(acting: Acting, matter: MatterRow, input: z.infer<typeof handled>): Promise<void> {
  const body = await bodyOf(acting.server.storage.rows, input.bodyId);
  if (body.kind === 'assembly' ? input.outcome !== null && input.outcome !== 'referredBack' : input.purpose !== 'preparation')
    throw new Refusal('outcomeOfAssembly');
  await put(acting, matter, 'recordHandling', input, input.purpose, 'handled');
}

/**
 * The assembly has answered the motion: nobody else can (kommunallagen 5:35, read 2026-11-23).
 *
 * @throws Refusal `notOfAssembly`, `outcomeOfAssembly`, `noSuchMeeting`, `notYet`
 */
export async function decide(acting: Acting, matter: MatterRow, input: z.infer<typeof decision>): Promise<void> {
  const body = await bodyOf(acting.server.storage.rows, input.bodyId);
  if (body.kind !== 'assembly') throw new Refusal('notOfAssembly');
  if (!answers.has(input.outcome)) throw new Refusal('outcomeOfAssembly');
  await put(acting, matter, 'decide', input, 'decision', 'decided');
}

/**
 * It has been reported to the assembly that the motion cannot be prepared within its year, and what has come out so far.
 * The assembly may strike it off then, which is a decision like others (kommunallagen 5:35, read 2026-11-25).
 *
 * @throws Refusal `notOfAssembly`, `noSuchMeeting`, `notYet`
 */
export async function reportDelay(acting: Acting, matter: MatterRow, input: z.infer<typeof delayReport>): Promise<void> {
  const body = await bodyOf(acting.server.storage.rows, input.bodyId);
  if (body.kind !== 'assembly') throw new Refusal('notOfAssembly');
  await put(acting, matter, 'reportDelay', { ...input, outcome: null }, 'delayReport', 'handled');
}

/** What the assembly can answer a motion with; the rest are a committee's words, or send it back. */
const answers: ReadonlySet<Outcome> = new Set(['approved', 'partlyApproved', 'rejected', 'answered', 'noPosition', 'struckOff']);

async function put(
  acting: Acting,
  matter: MatterRow,
  act: 'recordHandling' | 'reportDelay' | 'decide',
  input: { readonly bodyId: string; readonly paragraphNumber?: string | undefined; readonly outcome: Outcome | null; readonly reported?: string } & Parameters<
    typeof heldOn
  >[2],
  purpose: HandlingRow['purpose'],
  kind: 'handled' | 'decided',
): Promise<void> {
  const { bodyId, outcome, paragraphNumber = null, reported = '' } = input;
  const { date, meetingId } = await heldOn(acting, bodyId, input);
  await onMatter(acting, matter, {
    act,
    ...(act === 'decide' && { change: { stage: 'decided' as const, decidedAt: instantOn(date) } }),
    details: { body: bodyId, meeting: meetingId, on: date, outcome, paragraphNumber, purpose },
    also: (rows) =>
      putHandled(rows, { id: newBlockId(), matterId: matter.id, bodyId, meetingId, purpose, outcome, paragraphNumber, handledOn: date, reported }),
    kind,
    to: (rows) => concerned(rows, matter),
  });
}

/** Keeps what a body did, in place of what was planned for it there. */
export async function putHandled(rows: Rows, handling: HandlingRow): Promise<void> {
  const planned = await plannedFor(rows, handling);
  await rows.way.putHandling({ ...handling, id: planned?.id ?? handling.id });
}

/** Plans a matter for a meeting, in place of the meeting of that body that it was planned for. */
export async function planHandling(rows: Rows, plan: Pick<HandlingRow, 'matterId' | 'bodyId' | 'meetingId' | 'purpose'>): Promise<void> {
  const planned = await plannedFor(rows, plan);
  await rows.way.putHandling({ ...plan, id: planned?.id ?? newBlockId(), outcome: null, paragraphNumber: null, handledOn: null, reported: '' });
}

async function plannedFor(rows: Rows, { matterId, bodyId, purpose }: Pick<HandlingRow, 'matterId' | 'bodyId' | 'purpose'>): Promise<HandlingRow | null> {
  const handlings = await rows.way.handlings(matterId);
  return handlings.find((known) => known.handledOn === null && known.bodyId === bodyId && known.purpose === purpose) ?? null;
}
