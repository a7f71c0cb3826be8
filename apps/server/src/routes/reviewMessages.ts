import { z } from '@hono/zod-openapi';
import { reviewVerdicts } from '@yrka/storage';
import { civilDateSchema, instantSchema } from './messages.ts';

/** What travels of sharing for review. */

const personSchema = z.object({ id: z.string(), name: z.string().nullable().openapi({ description: 'null for one who is no longer known' }) });

const shareSchema = z.object({
  version: z.number().int().openapi({ description: 'A journal sequence' }),
  at: instantSchema,
  by: personSchema,
  note: z.string(),
  dueOn: civilDateSchema.nullable(),
});

const reviewerSchema = z.object({
  person: personSchema,
  askedAt: instantSchema,
  dueOn: civilDateSchema.nullable(),
  isLate: z.boolean().openapi({ description: 'Whether the day has passed and they are not done' }),
  remindedAt: instantSchema.nullable(),
  done: z
    .object({
      at: instantSchema,
      verdict: z.enum(reviewVerdicts),
      words: z.string(),
      isOfNewest: z.boolean().openapi({ description: 'Whether it was of the version that was shared last' }),
    })
    .nullable(),
});

export const reviewSchema = z
  .object({
    shared: shareSchema.nullable().openapi({ description: 'What was shared last' }),
    hasChanged: z.boolean().openapi({ description: 'Whether more has been written since; for those who write' }),
    reviewers: z.array(reviewerSchema).openapi({ description: 'For those who write all who were asked, for one who was asked themselves alone' }),
    candidates: z
      .array(z.object({ id: z.string(), name: z.string(), title: z.string().nullable(), party: z.string().nullable() }))
      .openapi({ description: 'Whom one may ask, for those who may' }),
    own: z
      .object({
        reviewer: reviewerSchema,
        open: z.number().int().openapi({ description: 'Threads and suggestions of their own that nobody has dealt with' }),
        taken: z.number().int(),
        notTaken: z.array(z.object({ what: z.string(), reason: z.string() })).openapi({ description: 'With the words that each was about' }),
      })
      .nullable()
      .openapi({ description: 'What became of what a reviewer said and suggested; null for one who was not asked' }),
  })
  .openapi('Review');
