import { z } from '@hono/zod-openapi';
import { certainties, personalDetailKinds } from '@yrka/exporters';
import { instantSchema } from './messages.ts';

/** What travels of a document that is prepared for publishing. */

export const maskVerdicts = ['mask', 'leave'] as const;

const place = {
  part: z.string().max(200).openapi({ description: 'Which text: the id of a block, or of one of `beside`' }),
  from: z.number().int().min(0).openapi({ description: 'In UTF-16 units of that text' }),
  to: z.number().int().min(1),
} as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const publishingSchema = z
  .object({
    sha256: sha256.openapi({ description: 'Of the locked text that all of this is said of' }),
    content: z.unknown().openapi({ description: 'The locked text as ProseMirror JSON' }),
    beside: z
      .array(z.object({ id: z.string(), kind: z.enum(['attachment', 'before', 'after', 'reason']), text: z.string() }))
      .openapi({ description: 'What stands on the paper beside the text: titles of attachments, and corrections' }),
    findings: z.array(z.object({ ...place, kind: z.enum([...personalDetailKinds, 'sameWords']), certainty: z.enum(certainties) })),
    decisions: z.array(z.object({ ...place, verdict: z.enum(maskVerdicts), reason: z.string(), by: z.string(), at: instantSchema })),
    files: z.number().int().openapi({ description: 'How many files belong to it, into which nobody has looked' }),
  })
  .openapi('Publishing');

/** As many as a text of some hundred pages has words that somebody masks. */
const mostAtOnce = 1_000;

export const newMaskDecisionsSchema = z
  .object({
    sha256: sha256.openapi({ description: 'Of the text that the person saw' }),
    decisions: z
      .array(
        z
          .object({
            ...place,
            verdict: z.enum(maskVerdicts).nullable().openapi({ description: 'null takes back what was said of these words' }),
            reason: z.string().trim().max(300).default(''),
          })
          .strict(),
      )
      .min(1)
      .max(mostAtOnce),
  })
  .strict()
  .openapi('NewMaskDecisions');
