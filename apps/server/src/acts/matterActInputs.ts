import { z } from '@hono/zod-openapi';
import { outcomes } from '@yrka/schema';
import { isCivilDate } from '../organisation/civil.ts';

/** What each act on a matter takes. */

const id = z.string().min(1).max(100);
const day = z.string().refine(isCivilDate).openapi({ example: '2027-02-15', description: 'A day in Sweden' });
/** One line: no line breaks, nothing that cannot be seen. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u);
export const nothing = z.object({}).strict();

export const registration = z
  .object({
    diarienummer: line(100).openapi({ description: 'As the registrar types it: an opaque string', example: 'KS 2027-00031' }),
    matterTitle: line(300).openapi({ description: 'The ärendemening' }),
    isDuplicateMeant: z.boolean().optional().openapi({ description: 'Another matter has the number, and the registrar has seen it' }),
  })
  .strict();
/** A meeting that is known, or only its day. */
const occasion = { meetingId: id.optional(), date: day.optional() };
const paragraphNumber = line(30).optional().openapi({ description: 'As the secretary types it', example: '§ 47' });
export const announcement = z
  .object({
    ...occasion,
    bodyId: id,
    paragraphNumber,
    movedOn: day.optional().openapi({ description: 'When the motion was moved, where that was another day' }),
  })
  .strict();
export const referral = z.object({ bodyIds: z.array(id).min(1).max(20), dueDate: day }).strict();
export const scheduling = z
  .object({
    bodyId: id,
    meetingId: id.nullable().openapi({ description: 'null: no longer planned' }),
    purpose: z.enum(['announcement', 'preparation', 'decision', 'delayReport']),
  })
  .strict();
const outcome = z.enum(outcomes);
export const handled = z
  .object({
    ...occasion,
    bodyId: id,
    paragraphNumber,
    outcome: outcome.nullable().openapi({ description: 'null: no decision in the matter itself (deferred, noted)' }),
    purpose: z.enum(['preparation', 'decision']),
  })
  .strict();
export const delayReport = z
  .object({
    ...occasion,
    bodyId: id,
    paragraphNumber,
    reported: z.string().trim().min(1).max(10_000).openapi({ description: 'What had come out so far, as it was reported' }),
  })
  .strict();
export const decision = z.object({ ...occasion, bodyId: id, paragraphNumber, outcome }).strict();
export const referralAnswer = z.object({ referralId: id, answer: z.string().trim().min(1).max(10_000) }).strict();
export const withdrawal = z.object({ allMoversAgree: z.boolean().optional() }).strict();
export const clearing = z.object({ choice: z.enum(['clear', 'keep']) }).strict();
