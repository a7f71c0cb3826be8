import { z } from '@hono/zod-openapi';
import { isBlockId } from '@yrka/schema';
import { contextLength, longestQuote } from '@yrka/ydoc';
import { instantSchema } from './messages.ts';

/** What travels of what is said of a document. */

/** A page; who has more to say writes a document. */
const maxCommentLength = 4_000;
const maxMentions = 20;

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

const words = {
  text: z.string().trim().min(1).max(maxCommentLength).openapi({ description: 'Plain text' }),
  mentions: z
    .array(z.string().max(100))
    .max(maxMentions)
    .default([])
    .openapi({ description: 'Ids of persons; those who may not read the comment are left out' }),
};
export const commentChangeSchema = z.object(words).strict().openapi('CommentChange');
export const newReplySchema = z
  .object({ id: commentIdSchema, ...words })
  .strict()
  .openapi('NewReply');
export const newCommentSchema = z
  .object({ id: commentIdSchema, ...words, anchor: anchorSchema.nullable().openapi({ description: 'null for the whole document' }) })
  .strict()
  .openapi('NewComment');

const commentSchema = z
  .object({
    id: z.string(),
    author: personSchema,
    text: z.string().openapi({ description: "'' when it is removed" }),
    at: instantSchema,
    editedAt: instantSchema.nullable(),
    isRemoved: z.boolean().openapi({ description: 'A first comment that was removed although there were answers' }),
    mentions: z.array(personSchema),
  })
  .openapi('Comment');

const commentThreadSchema = z
  .object({
    id: z.string().openapi({ description: 'That of its first comment' }),
    anchor: anchorSchema.nullable(),
    createdAt: instantSchema,
    resolved: z.object({ at: instantSchema, by: personSchema }).nullable(),
    comments: z.array(commentSchema),
  })
  .openapi('CommentThread');

export const commentListSchema = z
  .object({
    threads: z.array(commentThreadSchema),
    people: z.array(z.object({ id: z.string(), name: z.string() })).openapi({ description: 'Whom the person may mention: those who read the comments' }),
  })
  .openapi('CommentList');

/** What is stored of an anchor was taken in by this schema. */
export const readAnchor = (stored: object) => anchorSchema.parse(stored);
