import { z } from '@hono/zod-openapi';
import { recipientPurposes } from '@yrka/schema';
import { assignmentRoles, verifierRoles } from '@yrka/storage';
import { civilDateSchema, instantSchema } from './messages.ts';

/** What travels of an item of the minutes on its way from the secretary to the noticeboard. */

const namedSchema = z.string().openapi({ description: 'A name', example: 'Margareta Sjöström' });
const electedSchema = z.object({ personId: z.string(), name: namedSchema, party: z.string().nullable() });

const publicNoticeSchema = z.object({
  announcedOn: civilDateSchema,
  appealUntil: civilDateSchema.openapi({ description: 'The last day on which the decision can be appealed' }),
  takeDownFrom: civilDateSchema.openapi({ description: 'The first day on which the notice may be taken down' }),
  keptAt: z.string().openapi({ description: "Where the minutes can be read; '' where nobody said" }),
});

export const verificationSchema = z
  .object({
    paragraphNumber: z.string().nullable().openapi({ description: 'The number as it stands in the text; null for none', example: '§ 47' }),
    body: z.string().nullable().openapi({ description: 'The body whose minutes it belongs to, as the text names it' }),
    sending: z
      .object({
        chairId: z.string().nullable().openapi({ description: 'Who leads the body, by the register' }),
        verifierIds: z
          .array(z.string())
          .openapi({ description: 'Proposed beside the chair: those whom the text names, else one in a board or committee, two in the assembly' }),
        people: z.array(electedSchema.extend({ seat: z.enum(assignmentRoles).nullable() })),
      })
      .nullable()
      .openapi({ description: 'Whom one may send it to; null for whoever may not' }),
    verification: z
      .object({
        isImmediate: z.boolean(),
        by: namedSchema,
        at: instantSchema,
        verifiedAt: instantSchema.nullable(),
        verifiers: z.array(
          electedSchema.extend({
            role: z.enum(verifierRoles),
            verifiedAt: instantSchema.nullable(),
            isOwn: z.boolean().openapi({ description: 'Whether it is the person who asks' }),
            recordedBy: namedSchema.nullable().openapi({ description: 'Who recorded that they signed elsewhere' }),
            note: z.string().openapi({ description: "Where they signed, in that person's words" }),
          }),
        ),
      })
      .nullable()
      .openapi({ description: 'Of the text that is locked' }),
    returned: z
      .object({ by: namedSchema, at: instantSchema, reason: z.string() })
      .nullable()
      .openapi({ description: 'Why it came back, while it is written in: only for those who write it' }),
    notice: publicNoticeSchema.nullable(),
    noticeToday: publicNoticeSchema
      .extend({ announceBy: civilDateSchema.openapi({ description: 'The last day on which it shall be announced' }) })
      .nullable()
      .openapi({ description: 'The dates of a notice that is posted today; null for whoever may not, or when there is one' }),
    corrections: z.array(
      z.object({ id: z.string(), blockId: z.string(), before: z.string(), after: z.string(), reason: z.string(), by: namedSchema, at: instantSchema }),
    ),
    recipients: z
      .array(z.object({ id: z.string(), name: z.string(), purpose: z.enum(recipientPurposes).nullable() }))
      .openapi({ description: 'To whom an extract goes; none before it is verified' }),
  })
  .openapi('Verification');
