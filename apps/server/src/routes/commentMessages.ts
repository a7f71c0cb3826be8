import { z } from '@hono/zod-openapi';
import { audiences } from '@yrka/policies';
import { isBlockId } from '@yrka/schema';
import { contextLength, longestQuote } from '@yrka/ydoc';
import { maxCommentLength, plainLine, plainText } from '../comments/plainText.ts';
import { instantSchema } from './messages.ts';

/** What travels of what is said of a document. */

const maxMentions = 20;
/** A text that is longer is not looked at: what hides in it would not make it short. */
const maxSentLength = 20_000;
/** One of each thread that a document may have. */
const maxRead = 500;

const commentIdSchema = z
  .string()
  .refine(isBlockId)
  .openapi({ description: 'Made by who sends it, so that it is kept once however often it is sent', example: '7Qm2xVbT9sKd' });
const personSchema = z.object({ id: z.string(), name: z.string().nullable().openapi({ description: 'null for one who is no longer known' }) });

const letterSchema = z.object({ client: z.number().int().nonnegative(), clock: z.number().int().nonnegative() }).strict();
const anchorSchema = z
  .object({
    blockId: z.string().min(1).max(100),
    isBlock: z.boolean().openapi({ description: 'Whether the block is meant, whatever comes to stand in it' }),
    // A line break may stand before each letter.
    quote: z
      .string()
      .max(2 * longestQuote)
      .openapi({ description: 'The words, with a line break between blocks' }),
    before: z.string().max(2 * contextLength + 1),
    after: z.string().max(2 * contextLength + 1),
    letters: z
      .object({ first: letterSchema, last: letterSchema })
      .strict()
      .nullable()
      .openapi({ description: 'The first and the last letter by their Yjs ids' }),
  })
  .strict()
  .openapi('CommentAnchor');

/** As it is kept: with the letters of an epoch that is made ready, where there are such (comments/anchorEpochs.ts). */
export const storedAnchorSchema = anchorSchema.extend({
  next: z.object({ epoch: z.number().int().positive(), letters: anchorSchema.shape.letters }).optional(),
});

const words = {
  text: z
    .string()
    .max(maxSentLength)
    .overwrite(plainText)
    .trim()
    .max(maxCommentLength)
    .openapi({ description: "Plain text; '' where a wording says it all. What nobody sees of it is left out" }),
  mentions: z
    .array(z.string().max(100))
    .max(maxMentions)
    .default([])
    .openapi({ description: 'Ids of persons; those who may not read the comment are left out' }),
};
const wordingSchema = z
  .string()
  .max(maxSentLength)
  .overwrite(plainLine)
  .trim()
  .max(2 * longestQuote)
  .nullable()
  .openapi({ description: "What might stand instead of the words, in one line; '' to strike them" });
const wording = { wording: wordingSchema.default(null) };
const saysSomething = (said: { readonly text: string; readonly wording?: string | null | undefined }) => said.text !== '' || said.wording !== null;
export const commentChangeSchema = z
  .object({ ...words, wording: wordingSchema.optional().openapi({ description: 'Left out it stays' }) })
  .strict()
  .openapi('CommentChange');
export const newReplySchema = z
  .object({ id: commentIdSchema, ...words, ...wording })
  .strict()
  .refine(saysSomething)
  .openapi('NewReply');
export const newCommentSchema = z
  .object({
    id: commentIdSchema,
    ...words,
    ...wording,
    anchor: anchorSchema.nullable().openapi({ description: 'null for the whole document' }),
    audience: z.enum(audiences).default('readers').openapi({ description: 'For whom of those who read the comments it is' }),
    assignedTo: z.string().max(100).nullable().default(null).openapi({ description: 'Who is to see to it' }),
  })
  .strict()
  .refine(saysSomething)
  .openapi('NewComment');

/** A sentence or two. */
const maxReasonLength = 1_000;
const outcomeSchema = z.enum(['done', 'notDone']);
export const resolvingSchema = z
  .object({
    outcome: outcomeSchema.nullable().default(null).openapi({ description: 'Whether what was asked for was done' }),
    reason: z.string().max(maxSentLength).overwrite(plainText).trim().max(maxReasonLength).default(''),
  })
  .strict()
  .openapi('CommentOutcome');
export const assignmentSchema = z
  .object({ personId: z.string().max(100).nullable().openapi({ description: 'null for nobody' }) })
  .strict()
  .openapi('CommentAssignment');
export const readCommentsSchema = z
  .object({ comments: z.array(z.string().max(100)).max(maxRead).openapi({ description: 'Ids of comments; those before them in their threads are read too' }) })
  .strict()
  .openapi('ReadComments');

const commentSchema = z
  .object({
    id: z.string(),
    author: personSchema,
    text: z.string().openapi({ description: "'' when it is removed, or its wording says it all" }),
    wording: z.string().nullable().openapi({ description: 'What might stand instead of the words that the thread is about' }),
    at: instantSchema,
    editedAt: instantSchema.nullable(),
    isRemoved: z.boolean().openapi({ description: 'A first comment that was removed although there were answers' }),
    isUnread: z.boolean().openapi({ description: 'Whether the person has not read it; never of their own' }),
    mentions: z.array(personSchema),
  })
  .openapi('Comment');

const commentThreadSchema = z
  .object({
    id: z.string().openapi({ description: 'That of its first comment' }),
    anchor: anchorSchema.nullable(),
    audience: z.enum(audiences),
    assignedTo: personSchema.nullable(),
    createdAt: instantSchema,
    resolved: z.object({ at: instantSchema, by: personSchema, outcome: outcomeSchema.nullable(), reason: z.string() }).nullable(),
    comments: z.array(commentSchema),
  })
  .openapi('CommentThread');

export const commentListSchema = z
  .object({
    threads: z.array(commentThreadSchema),
    audiences: z.array(z.enum(audiences)).openapi({ description: 'For whom one may speak, the widest first' }),
    people: z
      .array(z.object({ id: z.string(), name: z.string(), circles: z.array(z.enum(audiences)) }))
      .openapi({ description: 'Whom the person may mention and assign to: those who read the comments, each with what is for them' }),
  })
  .openapi('CommentList');

/** What is stored of a thread was taken in by this schema. */
export const readAudience = (stored: string) => z.enum(audiences).parse(stored);
export const readAnchor = (stored: object) => anchorSchema.parse(stored);
