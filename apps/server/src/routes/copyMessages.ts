import { z } from '@hono/zod-openapi';
import { instantSchema } from './messages.ts';

/** What travels of a copy that somebody edited and gives back. */

const replacementSchema = z.object({ removed: z.string(), added: z.string() });

const changeSchema = z.object({
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  outcome: z.enum(['placed', 'partly', 'there', 'overtaken', 'gone', 'noPlace']).openapi({
    description:
      '`placed`: it is suggested; `partly`: some of it; `there`: the text says so already; `overtaken`: others have changed the same words; `gone`: the block stands no more; `noPlace`: it cannot be suggested there',
  }),
  words: z.string().openapi({ description: "The block's words as they were edited; of one that was removed, as they stood" }),
  replaced: z.array(replacementSchema).openapi({ description: 'What was edited in its words' }),
  overtaken: z.array(replacementSchema).openapi({ description: 'What of that is not suggested' }),
  blockId: z.string().nullable().openapi({ description: 'The block in the text, or one beside which it would stand; null where there is none' }),
  now: z.string().nullable().openapi({ description: 'What the block says now, where something of it is not suggested; null where it stands no more' }),
});

const commentSchema = z.object({
  author: z.string(),
  at: z.string().nullable().openapi({ description: 'As the program wrote it, without a time zone', example: '2023-10-04T10:15:00' }),
  text: z.string(),
  quote: z.string().openapi({ description: "The words that it is about; '' for none" }),
  outcome: z.enum(['placed', 'there', 'left', 'done']).openapi({
    description:
      '`placed`: it becomes a comment of whoever brings it; `there`: it was brought before; `left`: it is only told; `done`: a comment of ours that was marked as done in the file',
  }),
});

export const broughtCopySchema = z
  .object({
    version: z.number().int().openapi({ description: 'Which version the copy was made of' }),
    at: instantSchema.openapi({ description: 'When that stood' }),
    changes: z.array(changeSchema).openapi({ description: 'In the order of the text' }),
    unplaced: z.array(z.string()).openapi({ description: 'Words that stand where the document has none of its own: in a heading of the municipality’s' }),
    authors: z.array(z.string()).openapi({ description: 'Whose names the changes bear that were tracked in the file' }),
    comments: z.array(commentSchema).openapi({ description: 'What was said in its margin, and not here' }),
    decided: z
      .array(z.object({ id: z.string(), by: z.string(), verdict: z.enum(['accept', 'reject']) }))
      .openapi({ description: 'Which suggestions that it was made with were accepted or rejected in it. Nothing is decided here' }),
    isStored: z.boolean().openapi({ description: 'Whether suggestions or comments were put in' }),
  })
  .openapi('BroughtCopy');
