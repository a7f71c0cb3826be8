import type { z } from '@hono/zod-openapi';
import { newBlockId } from '@yrka/schema';
import type { MatterRow, Rows } from '@yrka/storage';
import { rulesOf } from '../documents/rules.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, everyoneWith } from './acting.ts';
import { putHandled } from './handling.ts';
import type { announcement, registration } from './matterActInputs.ts';
import { bodyOf, concerned, heldOn, instantOn, moversOf, onMatter, responsible } from './matterActing.ts';

/**
 * Gives a matter that has come in the number that the registrar has taken in the diary, and its
 * ärendemening. The number is what they typed: nothing is derived from it.
 *
 * @throws Refusal `diarienummerInUse` when another matter has it, unless that is meant.
 */
export async function register(acting: Acting, matter: MatterRow, input: z.infer<typeof registration>): Promise<void> {
  await enter(acting, matter, input, 'register');
}

/** A number typed wrong, a title that says too little. @throws Refusal `diarienummerInUse` */
export async function correctRegistration(acting: Acting, matter: MatterRow, input: z.infer<typeof registration>): Promise<void> {
  await enter(acting, matter, input, 'correctRegistration');
}

async function enter(acting: Acting, matter: MatterRow, input: z.infer<typeof registration>, act: 'register' | 'correctRegistration'): Promise<void> {
  const { diarienummer, matterTitle } = input;
  await onMatter(acting, matter, {
    act,
    change: { diarienummer, title: matterTitle, ...(act === 'register' && { stage: 'registered' as const }) },
    details: { diarienummer, ...(matter.diarienummer !== null && { former: matter.diarienummer }) },
    also: async (rows) => {
      // Within the transaction: of two who register at once with one number, the second is told.
      if (input.isDuplicateMeant !== true && (await isInUse(rows, matter.id, diarienummer))) throw new Refusal('diarienummerInUse');
    },
    ...(act === 'register' && { kind: 'registered', to: (rows: Rows) => moversOf(rows, matter) }),
  });
}

/** Spaces and case do not make another number: "KS 2027-00031" and "ks2027-00031" are one. */
export async function isInUse(rows: Rows, own: string, diarienummer: string): Promise<boolean> {
  const alike = (one: string) => one.replace(/\s/g, '').toLocaleLowerCase('sv');
  return (await rows.matters()).some(({ id, diarienummer: other }) => id !== own && other !== null && alike(other) === alike(diarienummer));
}

/**
 * A motion has been announced at a meeting of the assembly. When it was *moved* is the municipality's
 * to say: at its coming in, at the announcement, or on a day that the secretary names.
 *
 * @throws Refusal `notOfAssembly`, `noSuchMeeting`, `notYet`
 */
export async function announce(acting: Acting, matter: MatterRow, input: z.infer<typeof announcement>): Promise<void> {
  const { rows } = acting.server.storage;
  const body = await bodyOf(rows, input.bodyId);
  if (body.kind !== 'assembly') throw new Refusal('notOfAssembly');
  const { date, meetingId } = await heldOn(acting, body.id, input);
  const { yearStartsAt } = await rulesOf(rows);
  if (input.movedOn !== undefined) await heldOn(acting, body.id, { date: input.movedOn });
  const announcedAt = instantOn(date);
  const moved =
    yearStartsAt === 'received' ? matter.receivedAt : yearStartsAt === 'moved' && input.movedOn !== undefined ? instantOn(input.movedOn) : announcedAt;
  await onMatter(acting, matter, {
    act: 'announce',
    change: { stage: 'announced', announcedAt, movedAt: moved ?? announcedAt },
    details: { body: body.id, meeting: meetingId, on: date, paragraphNumber: input.paragraphNumber ?? null },
    also: (transaction) =>
      putHandled(transaction, {
        id: newBlockId(),
        matterId: matter.id,
        bodyId: body.id,
        meetingId,
        purpose: 'announcement',
        outcome: null,
        paragraphNumber: input.paragraphNumber ?? null,
        handledOn: date,
        reported: '',
      }),
    kind: 'announced',
    to: (transaction) => concerned(transaction, matter),
  });
}

/**
 * The movers take their motion back. Where several moved it, all must agree, and the one who does
 * it says that they do.
 *
 * @throws Refusal `moversDisagree` when that is not said.
 */
export async function withdraw(acting: Acting, matter: MatterRow, allMoversAgree: boolean): Promise<void> {
  const movers = await moversOf(acting.server.storage.rows, matter);
  if (movers.length > 1 && !allMoversAgree) throw new Refusal('moversDisagree');
  await onMatter(acting, matter, {
    act: 'withdraw',
    change: { stage: 'withdrawn' },
    details: { movers: movers.length },
    kind: 'withdrawn',
    to: async (rows) => [...movers, ...responsible(matter), ...(await everyoneWith(rows, 'registrar', 'secretary'))],
  });
}
