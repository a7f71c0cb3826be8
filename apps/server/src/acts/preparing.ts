import type { z } from '@hono/zod-openapi';
import { newBlockId } from '@yrka/schema';
import type { MatterRow } from '@yrka/storage';
import { civilMoment } from '../organisation/civil.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, everyoneWith, orConflict } from './acting.ts';
import type { referral, referralAnswer } from './matterActInputs.ts';
import { bodyOf, concerned, onMatter, responsible } from './matterActing.ts';

/**
 * Asks bodies for their opinion (*remitterar*), each with the day by which it answers.
 *
 * @throws Refusal `dateHasPassed`, `noSuchBody`, `referredAlready` when one of them has been asked and not answered.
 */
export async function refer(acting: Acting, matter: MatterRow, { bodyIds, dueDate }: z.infer<typeof referral>): Promise<void> {
  const { person, at, server } = acting;
  if (dueDate < civilMoment(at).date) throw new Refusal('dateHasPassed');
  const bodies = await Promise.all([...new Set(bodyIds)].map((id) => bodyOf(server.storage.rows, id)));
  if (bodies.some(({ kind }) => kind === 'assembly')) throw new Refusal('noSuchBody');
  await onMatter(acting, matter, {
    act: 'refer',
    change: { stage: 'referred' },
    details: { bodies: bodies.map(({ id }) => id).join(' '), due: dueDate },
    also: async (rows) => {
      const open = (await rows.way.referrals(matter.id)).filter(({ answeredAt }) => answeredAt === null);
      if (open.some(({ bodyId }) => bodies.some(({ id }) => id === bodyId))) throw new Refusal('referredAlready');
      for (const { id: bodyId } of bodies)
        await rows.way.insertReferral({ id: newBlockId(), matterId: matter.id, bodyId, by: person.id, sentAt: at, dueDate, answeredAt: null, answer: '' });
    },
    kind: 'referred',
    to: async (rows) => [...(await concerned(rows, matter)), ...(await everyoneWith(rows, 'secretary'))],
  });
}

/** The opinion has come (*yttrande*). @throws Refusal `notFound` for a referral of another matter, `conflict` when it is answered already. */
export async function answerReferral(acting: Acting, matter: MatterRow, { referralId, answer }: z.infer<typeof referralAnswer>): Promise<void> {
  const asked = (await acting.server.storage.rows.way.referrals(matter.id)).find(({ id }) => id === referralId);
  if (asked === undefined) throw new Refusal('notFound');
  await onMatter(acting, matter, {
    act: 'answerReferral',
    details: { referral: referralId, body: asked.bodyId },
    also: async (rows) => orConflict(await rows.way.answerReferral(referralId, { answer, answeredAt: acting.at })),
    kind: 'referralAnswered',
    to: async (rows) => (matter.responsibleOfficer === null ? everyoneWith(rows, 'officer') : responsible(matter)),
  });
}

/** The person answers for the matter from now on; whoever did is told. */
export async function takeOver(acting: Acting, matter: MatterRow): Promise<void> {
  if (matter.responsibleOfficer === acting.person.id) throw new Refusal('conflict');
  await onMatter(acting, matter, {
    act: 'takeOver',
    change: { responsibleOfficer: acting.person.id },
    details: { former: matter.responsibleOfficer },
    also: async (rows) => orConflict((await rows.matter(matter.id))?.responsibleOfficer === matter.responsibleOfficer),
    kind: 'assigned',
    to: async () => responsible(matter),
  });
}

/** Work on the answer begins; so it does by itself when a report is begun. */
export async function prepare(acting: Acting, matter: MatterRow): Promise<void> {
  await onMatter(acting, matter, { act: 'prepare', change: { stage: 'inPreparation' }, kind: 'inPreparation', to: (rows) => concerned(rows, matter) });
}
