import { z } from '@hono/zod-openapi';
import { documentStages, matterStages } from '@yrka/policies';
import { documentKinds } from '@yrka/schema';
import { instantSchema } from './messages.ts';

/** What travels of a matter that comes in from another installation. */

const nameSchema = z.object({ name: z.string(), party: z.string().nullable() });

export const bundlePreviewSchema = z
  .object({
    sha256: z.string().openapi({ description: 'Of the file' }),
    municipality: z.string().openapi({ description: 'Whose installation it was made in' }),
    madeAt: instantSchema,
    title: z.string(),
    diarienummer: z.string().nullable(),
    stage: z.enum(matterStages),
    documents: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(documentKinds),
        title: z.string(),
        stage: z.enum(documentStages),
        isLocked: z.boolean(),
        hasHistory: z.boolean().openapi({ description: 'Everything that was written in it is there, and not only what it says' }),
        attachments: z.number().int(),
        comments: z.number().int(),
      }),
    ),
    offered: z
      .array(nameSchema.extend({ id: z.string(), title: z.string().nullable() }))
      .openapi({ description: 'Those who may be somebody in this register: of the same name and party. `title` is that one’s' }),
    known: z.number().int().openapi({ description: 'How many the register has by the same id and name' }),
    added: z.array(nameSchema).openapi({ description: 'Those whom the register does not know: they become names without an account' }),
    isOurs: z.boolean().openapi({ description: 'Whether it was made in an installation of the same municipality' }),
    newBodies: z.array(z.object({ id: z.string(), name: z.string() })).openapi({ description: 'Bodies that are not here, unless it is said which one is' }),
    bodiesHere: z.array(z.object({ id: z.string(), name: z.string() })).openapi({ description: 'Those that are in use' }),
    hasLog: z.boolean(),
    missing: z.number().int().openapi({ description: 'What was not to be had where the file was made' }),
    obstacle: z.enum(['matterIsHere', 'bundleIdsTaken', 'diarienummerInUse']).nullable().openapi({ description: 'What stands in its way' }),
  })
  .openapi('BundlePreview');

export const takenInSchema = z
  .object({
    matterId: z.string(),
    people: z.number().int().openapi({ description: 'How many became known' }),
    carried: z
      .object({
        documents: z.number().int(),
        histories: z.number().int().openapi({ description: 'Documents with everything that was written in them' }),
        locks: z.number().int(),
        signatures: z.number().int(),
        attachments: z.number().int(),
        comments: z.number().int(),
        access: z.number().int().openapi({ description: 'People with access to a document beside what their roles give' }),
        hasLog: z.boolean(),
        hasOwn: z.boolean().openapi({ description: 'Whether what is each person’s own was in the file' }),
      })
      .openapi({ description: 'How much came of each' }),
    remarks: z.array(
      z.discriminatedUnion('code', [
        z.object({ code: z.literal('withoutHistory'), documentId: z.string(), title: z.string() }),
        z.object({ code: z.literal('attachmentMissing'), documentId: z.string(), title: z.string() }),
        z.object({ code: z.literal('meetingUnknown'), date: z.string() }),
        z.object({ code: z.literal('bodyAdded'), name: z.string() }),
        z.object({ code: z.literal('attendanceKept'), date: z.string() }),
        z.object({ code: z.literal('officerAway') }),
      ]),
    ),
  })
  .openapi('TakenIn');
