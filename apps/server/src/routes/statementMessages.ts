import { z } from '@hono/zod-openapi';
import { statementKinds } from '@yrka/schema';
import { civilDateSchema, instantSchema } from './messages.ts';

/** What travels of written statements: of the group's draft, and of what has come in for the minutes. */

export const statementKindSchema = z.enum(statementKinds);

export const newStatementSchema = z.object({ kind: statementKindSchema }).openapi('NewStatement');

const meetingSchema = z.object({ id: z.string(), body: z.string().openapi({ example: 'KS' }), date: civilDateSchema });

export const statementSchema = z
  .object({
    kind: statementKindSchema,
    about: z.object({ matterId: z.string(), title: z.string(), diarienummer: z.string().nullable() }).nullable().openapi({
      description: 'The matter that it is about; null where the person may not read that',
    }),
    receivedAt: instantSchema.nullable().openapi({ description: 'When it came in; null in a draft' }),
    receivedAs: z.string().nullable().openapi({ description: 'What a draft that was handed in became, by its document' }),
    meeting: meetingSchema.nullable(),
    meetings: z.array(meetingSchema).openapi({ description: 'Those of the matter that it may be handed in for, the next first' }),
  })
  .openapi('Statement');

export const statementListSchema = z
  .object({
    statements: z.array(
      z.object({
        documentId: z.string(),
        kind: statementKindSchema,
        title: z.string(),
        by: z.array(z.object({ name: z.string(), party: z.string().nullable(), personId: z.string().nullable() })),
        version: z.number().int().openapi({ description: 'The journal sequence of the text that was locked' }),
        receivedAt: instantSchema,
        meeting: meetingSchema.nullable(),
        isLate: z.boolean().openapi({ description: 'A yrkande after the day of its meeting; the others after the item was verified' }),
      }),
    ),
  })
  .openapi('StatementList');
