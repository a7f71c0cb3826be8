import { z } from '@hono/zod-openapi';
import { importableKinds, type MunicipalityTemplate } from '@yrka/schema';
import { matterSummarySchema } from './matterMessages.ts';

/** What travels of a file that is read into a document. */

const lineSchema = z.object({ line: z.number().int().openapi({ description: 'Counted from 1 in the file' }), text: z.string() });

export const readingSchema = z
  .object({
    kind: z.enum(importableKinds),
    kinds: z.array(z.enum(importableKinds)).openapi({ description: 'The kinds that the person may read in here' }),
    template: z
      .custom<MunicipalityTemplate>((value) => typeof value === 'object' && value !== null)
      .openapi({ type: 'object', description: 'The municipality whose headings the document goes by' }),
    templates: z.array(z.object({ id: z.string(), municipality: z.string() })).openapi({ description: 'Those that it could go by' }),
    document: z.unknown().openapi({ type: 'object', description: 'ProseMirror JSON in the schema of @yrka/schema' }),
    original: z
      .enum(['kept', 'noPlace', 'notAllowed', 'tooLarge'])
      .openapi({ description: 'Whether the file itself may go with the document, as an attachment; or why not' }),
    diarienummer: z.string().nullable(),
    lines: z.array(lineSchema).openapi({ description: 'The original as it was read' }),
    understood: z.array(z.string()).openapi({ description: 'The parts that were recognised, by their names in the schema' }),
    unplaced: z.array(lineSchema).openapi({ description: 'Lines that are kept where they stood, but in no part of their own' }),
    furniture: z.array(lineSchema).openapi({ description: 'Page numbers, headers and footers: in the file, and not in the document' }),
    coverage: z.number().openapi({ description: 'The share of the words that have a place of their own, from 0 to 1' }),
  })
  .openapi('Reading');

export const importedSchema = matterSummarySchema
  .extend({ documentId: z.string().openapi({ description: 'The document that the file became' }) })
  .openapi('ImportedMatter');
