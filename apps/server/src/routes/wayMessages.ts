import { z } from '@hono/zod-openapi';
import { civilDateSchema, documentStageSchema, instantSchema } from './messages.ts';

/** What travels of the way of a motion and a report: locks, filing, receipts, approval. */

export const actedSchema = z.object({ documentId: z.string().nullable(), matterId: z.string().nullable() }).openapi('Acted');

const signerSchema = z.object({
  personId: z.string(),
  name: z.string(),
  party: z.string().nullable(),
  kind: z.enum(['signs', 'supports']).openapi({ description: 'A member signs, a substitute supports (instämmer)' }),
});

export const lockSchema = z
  .object({
    lock: z
      .object({
        sha256: z.string().openapi({ description: 'Of the canonical text: what a signature is bound to' }),
        version: z.number().int(),
        at: instantSchema,
        code: z.string().openapi({ example: 'YR-7K2M-4QXA' }),
      })
      .nullable(),
    signatures: z.array(signerSchema.extend({ at: instantSchema, isOwn: z.boolean().openapi({ description: 'Whether it is that of the person who asks' }) })),
    asked: z.array(signerSchema).openapi({ description: 'Those whom the motion names, signed or not' }),
  })
  .openapi('Lock');

export const filingSchema = z
  .object({
    meeting: z
      .object({
        body: z.string().openapi({ example: 'KF' }),
        date: civilDateSchema,
        deadlineDate: civilDateSchema.nullable().openapi({ description: 'The last day that something can come to it' }),
        deadlineTime: z.string().nullable().openapi({ example: '12.00' }),
      })
      .nullable(),
    facts: z
      .object({
        parties: z.array(z.string()).nullable().openapi({ description: 'Null where the municipality has named none' }),
        seats: z.array(z.object({ personId: z.string(), role: z.enum(['member', 'substitute']) })).nullable(),
        rules: z.object({ attachmentsOnMotions: z.boolean(), servingSubstitutesSign: z.boolean() }),
      })
      .openapi({ description: 'What @yrka/checks asks of the municipality' }),
  })
  .openapi('Filing');

export const receiptSchema = z
  .object({
    documentId: z.string(),
    matterId: z.string(),
    title: z.string(),
    receivedAt: instantSchema,
    diarienummer: z.string().nullable().openapi({ description: 'Null while it waits for one' }),
    senders: z.array(z.object({ name: z.string(), party: z.string().nullable() })),
    attachments: z.array(z.string()),
    sha256: z.string(),
    code: z.string().openapi({ example: 'YR-7K2M-4QXA' }),
  })
  .openapi('Receipt');

const namedSchema = z.string().openapi({ description: 'A name', example: 'Ylva Norin' });

const meetingSchema = z.object({
  id: z.string(),
  body: z.string().openapi({ example: 'KSAU' }),
  date: civilDateSchema,
});

export const reportSchema = z
  .object({
    needsApproval: z.boolean().openapi({ description: 'Whether somebody else approves it before it is finalised' }),
    approvers: z.array(namedSchema).openapi({ description: 'Those who may approve it; none where nobody needs to' }),
    approved: z.object({ by: namedSchema, at: instantSchema }).nullable().openapi({ description: 'Of the text that stands' }),
    returned: z
      .object({ by: namedSchema, at: instantSchema, reason: z.string() })
      .nullable()
      .openapi({ description: 'Why it came back, while it is worked on: only for those who work with it' }),
    finalised: z
      .object({ at: instantSchema, meeting: meetingSchema.nullable(), sha256: z.string(), code: z.string().openapi({ example: 'YR-7K2M-4QXA' }) })
      .nullable(),
    revised: civilDateSchema.nullable().openapi({ description: 'When a later version was begun, or finalised; null for the first' }),
    earlier: z.string().nullable().openapi({ description: 'The document that it revises' }),
    later: z.object({ documentId: z.string(), stage: documentStageSchema }).nullable().openapi({ description: 'What revises it, if the person may read that' }),
    meetings: z
      .array(
        meetingSchema.extend({
          deadlineDate: civilDateSchema.nullable(),
          deadlineTime: z.string().nullable(),
          isPastDeadline: z.boolean(),
          isPlanned: z.boolean().openapi({ description: 'Whether the matter comes to it already' }),
        }),
      )
      .openapi({ description: 'Those that it may be finalised for, where the person may: the bodies that prepare first, each with its next few' }),
  })
  .openapi('Report');

export const lateSchema = z.object({ late: z.object({ at: instantSchema, text: z.string() }).nullable() }).openapi('Late');
