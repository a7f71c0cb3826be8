import type { z } from '@hono/zod-openapi';
import type { MatterActName } from '@yrka/policies';
import type { MatterRow } from '@yrka/storage';
import { Refusal } from '../refusal.ts';
import type { Acting } from './acting.ts';
import { clearWorkingMaterial, close } from './closing.ts';
import {
  announcement,
  clearing,
  decision,
  delayReport,
  handled,
  nothing,
  referral,
  referralAnswer,
  registration,
  scheduling,
  withdrawal,
} from './matterActInputs.ts';
import { decide, recordHandling, reportDelay, schedule } from './handling.ts';
import { announce, correctRegistration, register, withdraw } from './registering.ts';
import { answerReferral, prepare, refer, takeOver } from './preparing.ts';

type Handler = { readonly input: z.ZodType; readonly run: (acting: Acting, matter: MatterRow, given: unknown) => Promise<void> };

/** Reads what was given by the act's schema before the act is run. */
function handler<Schema extends z.ZodType>(input: Schema, run: (acting: Acting, matter: MatterRow, input: z.infer<Schema>) => Promise<void>): Handler {
  return {
    input,
    run: async (acting, matter, given) => {
      const read = input.safeParse(given ?? {});
      if (!read.success) throw new Refusal('badRequest', { cause: read.error });
      await run(acting, matter, read.data);
    },
  };
}

/** Every act on a matter, what it takes and what it does. The policy has been asked before. */
const matterActHandlers: { readonly [Act in MatterActName]: Handler } = {
  register: handler(registration, register),
  correctRegistration: handler(registration, correctRegistration),
  announce: handler(announcement, announce),
  refer: handler(referral, refer),
  answerReferral: handler(referralAnswer, answerReferral),
  takeOver: handler(nothing, takeOver),
  prepare: handler(nothing, prepare),
  schedule: handler(scheduling, schedule),
  recordHandling: handler(handled, recordHandling),
  reportDelay: handler(delayReport, reportDelay),
  decide: handler(decision, decide),
  withdraw: handler(withdrawal, (acting, matter, input) => withdraw(acting, matter, input.allMoversAgree === true)),
  close: handler(nothing, close),
  clearWorkingMaterial: handler(clearing, (acting, matter, input) => clearWorkingMaterial(acting, matter, input.choice)),
};

/**
 * Does an act that the policy has allowed, then has everybody's rights to the matter's documents asked again.
 *
 * @throws Refusal `badRequest` when the act does not take what was given; what the act itself refuses.
 */
export async function performOnMatter(acting: Acting, act: MatterActName, matter: MatterRow, given: unknown): Promise<void> {
  await matterActHandlers[act].run(acting, matter, given);
  const documents = await acting.server.storage.rows.documents(matter.id);
  // None of them waits for what is being stored of another.
  await Promise.all(documents.map(({ id }) => acting.server.rooms.rightsChanged(id)));
}
