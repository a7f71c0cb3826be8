import { z } from '@hono/zod-openapi';

/** What travels from the routes of the audit log. */

const auditEntrySchema = z
  .object({
    number: z.number().int(),
    at: z.iso.datetime(),
    act: z.string().openapi({ description: 'One of the recorded acts; a newer program may have known more', example: 'register' }),
    actor: z
      .object({ id: z.string(), name: z.string().nullable().openapi({ description: 'null for one who has left the register' }) })
      .nullable()
      .openapi({ description: 'null for the program itself' }),
    subject: z.object({
      kind: z.enum(['document', 'matter', 'person', 'organisation', 'account']),
      id: z.string(),
      name: z.string().nullable().openapi({ description: 'A title, a name; null when there is none that the reader may see' }),
    }),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).openapi({ description: 'Ids, stages, dates and hashes' }),
    hash: z.string().openapi({ description: 'SHA-256, hexadecimal' }),
  })
  .openapi('AuditEntry');

export const auditPageSchema = z
  .object({
    entries: z.array(auditEntrySchema),
    next: z.number().int().nullable().openapi({ description: 'What to give as `before` for the older ones; null when there are none' }),
  })
  .openapi('AuditPage');
