import { z } from '@hono/zod-openapi';
import { instantSchema, maxTitleLength } from './messages.ts';

/** What travels of attachments. */

export const attachmentSchema = z
  .object({
    id: z.string(),
    order: z.number().int().openapi({ description: '1, 2, … as in "Bilaga 1"' }),
    title: z.string(),
    fileName: z.string(),
    mediaType: z.string().openapi({ example: 'application/pdf', description: 'By its content' }),
    size: z.number().int().openapi({ description: 'Bytes' }),
    kind: z.enum(['attachment', 'scan']).openapi({ description: "A paper motion's scan stands for the paper itself" }),
    at: instantSchema,
  })
  .openapi('Attachment');

export const attachmentListSchema = z
  .object({
    attachments: z.array(attachmentSchema),
    mayAttach: z.boolean().openapi({ description: 'Whether the person may add, order, name and remove them now' }),
    mayAttachScan: z.boolean().openapi({ description: 'Whether the person may add the scanned original of a motion that came on paper, now' }),
    mayRemoveScan: z.boolean(),
    allowed: z.boolean().openapi({ description: 'Whether the municipality lets such a document have attachments' }),
    maxBytes: z.number().int().openapi({ description: 'Of one file' }),
    maxCount: z.number().int(),
  })
  .openapi('AttachmentList');

export const attachmentTitleSchema = z.object({ title: z.string().trim().min(1).max(maxTitleLength) }).openapi('AttachmentTitle');

export const attachmentOrderSchema = z.object({ ids: z.array(z.string()).max(1_000) }).openapi('AttachmentOrder');
