import { z } from '@hono/zod-openapi';

/** What travels of a document as a file: its pages as pictures, and what a format could not carry. */

export const exportReportSchema = z
  .array(
    z.discriminatedUnion('code', [
      z.object({ code: z.literal('unknownContent'), name: z.string() }),
      z.object({ code: z.literal('charactersWithoutGlyph'), characters: z.array(z.string()).readonly() }),
      z.object({ code: z.literal('pictureUnreadable') }),
      z.object({ code: z.literal('templateUnknown') }),
      z.object({ code: z.literal('linkWithoutAddress'), href: z.string() }),
      z.object({ code: z.literal('notCarried'), what: z.enum(['arms', 'lineNumbers', 'comments', 'allSuggestions', 'suggestions', 'names', 'emphasis']) }),
    ]),
  )
  .openapi('ExportReport', { description: 'What the file does not show; [] when it shows all' });

/** A page is some 130 kB. */
const mostPagesAtOnce = 8;

/** Which pages are asked for, in a query. */
export const pageRange = {
  from: z.coerce.number().int().positive().default(1).openapi({ description: 'The first page, from 1' }),
  count: z.coerce.number().int().positive().max(mostPagesAtOnce).default(mostPagesAtOnce),
};

export const documentPagesSchema = z
  .object({
    total: z.number().int().positive().openapi({ description: 'How many pages the document has' }),
    pages: z.array(
      z.object({
        number: z.number().int().positive().openapi({ description: 'From 1' }),
        widthPt: z.number(),
        heightPt: z.number(),
        svg: z.string().openapi({ description: 'To be shown as a picture: by <img>, in which nothing runs' }),
      }),
    ),
    report: exportReportSchema,
  })
  .openapi('DocumentPages');
