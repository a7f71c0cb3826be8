import { z } from '@hono/zod-openapi';
import { instantSchema } from './messages.ts';

/** What travels of what is suggested in a document. */

/** What a list shows of the words of one. */
export const longestListedWords = 500;
const maxReasonLength = 1_000;
/** What a request has room for; who decides more with one press sends them in turns. */
const maxDecisions = 20;
const maxQuoteLength = 300;

export const suggestionListSchema = z
  .object({
    suggestions: z.array(
      z.object({
        id: z.string(),
        by: z.string().openapi({ description: 'The id of the person' }),
        name: z.string().nullable().openapi({ description: 'Null for one who is no longer known' }),
        removed: z.string().openapi({ description: "The words that it would take away; '' for none" }),
        added: z.string(),
      }),
    ),
  })
  .openapi('SuggestionList');

const makerSchema = {
  suggestionId: z.string().regex(/^\S{1,40}$/),
  suggestedBy: z
    .string()
    .regex(/^\S{1,100}$/)
    .openapi({ description: 'Whose it is, as the document says: the id of a person' }),
};
const verdictSchema = z.enum(['accept', 'reject']);
const quotedSchema = z
  .object({
    removed: z.string().max(maxQuoteLength),
    added: z.string().max(maxQuoteLength),
    what: z
      .string()
      .max(2 * maxQuoteLength)
      .openapi({ description: 'All that it would have changed, in the words that were shown' }),
  })
  .strict()
  .openapi('QuotedSuggestion');

export const newDecisionsSchema = z
  .object({
    verdict: verdictSchema,
    reason: z.string().trim().max(maxReasonLength).default(''),
    suggestions: z
      .array(z.object({ ...makerSchema, quoted: quotedSchema }).strict())
      .min(1)
      .max(maxDecisions),
  })
  .strict()
  .openapi('NewSuggestionDecisions');

export const undoneDecisionsSchema = z
  .object({ suggestions: z.array(z.object(makerSchema).strict()).min(1).max(maxDecisions) })
  .strict()
  .openapi('UndoneSuggestionDecisions');

const personSchema = z.object({ id: z.string(), name: z.string().nullable().openapi({ description: 'Null for one who is no longer known' }) });

export const decisionListSchema = z
  .object({
    decisions: z.array(
      z.object({
        ...makerSchema,
        verdict: verdictSchema,
        reason: z.string().openapi({ description: "'' where none was given" }),
        by: personSchema,
        at: instantSchema,
        quoted: quotedSchema,
      }),
    ),
  })
  .openapi('SuggestionDecisionList');
