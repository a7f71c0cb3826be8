import { z } from '@hono/zod-openapi';
import { batchForms, batchStates } from '../batches/forms.ts';
import { problemCodes } from './problemMessages.ts';

/** What travels of batches: all matters of a year as files. */

export const batchSchema = z
  .object({
    id: z.string(),
    year: z.number().int(),
    form: z.enum(batchForms),
    state: z.enum(batchStates),
    total: z.number().int().openapi({ description: 'How many matters there are' }),
    handled: z.number().int().openapi({ description: 'How many of them are made, or have failed' }),
    failed: z.array(z.object({ matter: z.string(), code: z.enum(problemCodes) })),
    code: z.enum(problemCodes).nullable().openapi({ description: 'Why it failed as a whole; null unless it did' }),
  })
  .openapi('Batch');

export const batchPlaceSchema = z
  .object({
    years: z.array(z.object({ year: z.number().int(), matters: z.number().int() })).openapi({ description: 'Newest first' }),
    batch: batchSchema.nullable().openapi({ description: "The person's newest; null for none" }),
  })
  .openapi('BatchPlace');

export const newBatchSchema = z.object({ year: z.number().int().min(1900).max(2999), form: z.enum(batchForms) }).openapi('NewBatch');
