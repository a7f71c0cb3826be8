import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CommentList } from '../api.ts';
import { audiencesIn } from '@yrka/policies';
import {
  answer,
  assignThread,
  beginThread,
  changeComment,
  markRead,
  readersOf,
  removeComment,
  resolveThread,
  type Speaking,
  threadsFor,
} from '../comments/comments.ts';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { Naming } from '../documents/naming.ts';
import { anchorIn } from '../comments/anchorEpochs.ts';
import { epochFor } from '../documents/reading.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import {
  assignmentSchema,
  commentChangeSchema,
  commentListSchema,
  newCommentSchema,
  newReplySchema,
  readAnchor,
  readAudience,
  readCommentsSchema,
  resolvingSchema,
} from './commentMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const documentId = z.object({ documentId: z.string() });
const threadId = documentId.extend({ threadId: z.string() });
const commentId = documentId.extend({ commentId: z.string() });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, content: { 'application/json': { schema } } }) as const;
const refused = refusals('badRequest', 'notSignedIn', 'noRight', 'notFound');
const refusedNew = refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict', 'tooManyComments', 'notAReader', 'bodyTooLarge');

const list = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/comments',
  summary: 'What is said of a document, done or not',
  request: { params: documentId },
  responses: { 200: json(commentListSchema, 'In the order in which it was said'), ...refusals('notSignedIn', 'noRight', 'notFound') },
});

const begin = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/comments',
  summary: 'Say something of words, a block or the whole document',
  request: { params: documentId, body: body(newCommentSchema) },
  responses: { 204: { description: 'Kept' }, ...refusedNew },
});

const reply = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/comments/{threadId}/replies',
  summary: 'Answer',
  request: { params: threadId, body: body(newReplySchema) },
  responses: { 204: { description: 'Kept' }, ...refusedNew },
});

const change = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/comments/{commentId}',
  summary: "Change one's own",
  request: { params: commentId, body: body(commentChangeSchema) },
  responses: { 204: { description: 'Changed' }, ...refused },
});

const remove = createRoute({
  method: 'delete',
  path: '/api/documents/{documentId}/comments/{commentId}',
  summary: "Remove one's own; a first comment that has answers is emptied",
  request: { params: commentId },
  responses: { 204: { description: 'Removed' }, ...refused },
});

const resolve = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/comments/{threadId}/resolved',
  summary: 'Mark a thread as done, and tell what came of it',
  request: { params: threadId, body: { ...body(resolvingSchema), required: false } },
  responses: { 204: { description: 'Done' }, ...refused },
});

const reopen = createRoute({
  method: 'delete',
  path: '/api/documents/{documentId}/comments/{threadId}/resolved',
  summary: 'Open a thread again',
  request: { params: threadId },
  responses: { 204: { description: 'Open' }, ...refused },
});

const assign = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/comments/{threadId}/assignment',
  summary: 'Say who is to see to a thread',
  request: { params: threadId, body: body(assignmentSchema) },
  responses: { 204: { description: 'Assigned' }, ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'notAReader') },
});

const read = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/readComments',
  summary: 'Mark threads as read, for oneself alone',
  request: { params: documentId, body: body(readCommentsSchema) },
  responses: { 204: { description: 'Read' }, ...refused },
});

export function commentRoutes(server: ServerContext): Routes {
  const { access, storage } = server;
  /** @throws Refusal `noRight` for one who may not say anything of the document now */
  const speaking = async (c: Context<RequestEnv>, id: string): Promise<Speaking> => {
    const person = requirePerson(c);
    const document = await access.document(person, id);
    if (document.comments !== 'write') throw new Refusal('noRight');
    return { server, person, document };
  };
  /** @throws Refusal `noRight` for one who reads nothing of what is said of the document */
  const reading = async (c: Context<RequestEnv>, id: string): Promise<Speaking> => {
    const person = requirePerson(c);
    const document = await access.document(person, id);
    if (document.comments === 'none') throw new Refusal('noRight');
    return { server, person, document };
  };
  return newRoutes()
    .openapi(list, async (c) => {
      const asked = await reading(c, c.req.valid('param').documentId);
      const { person, document } = asked;
      const naming = new Naming(person, server);
      const [epoch, readUpTo] = await Promise.all([epochFor(storage, document), storage.rows.comments.readUpTo(person.id, document.row.id)]);
      const threads = (await threadsFor(asked)).map(
        async ({ thread, comments: said }): Promise<CommentList['threads'][number]> => ({
          id: thread.id,
          anchor: thread.anchor && readAnchor(anchorIn(epoch, thread.anchor)),
          audience: readAudience(thread.audience),
          assignedTo: thread.assignedTo === null ? null : await naming.actor(thread.assignedTo),
          createdAt: thread.createdAt.toISOString(),
          resolved: thread.resolvedAt && {
            at: thread.resolvedAt.toISOString(),
            by: await naming.actor(thread.resolvedBy ?? ''),
            outcome: thread.outcome,
            reason: thread.outcomeReason,
          },
          comments: await Promise.all(
            said.map(async ({ id, personId, text, wording, at, editedAt, removedAt, mentions }) => ({
              id,
              author: await naming.actor(personId),
              text,
              wording,
              at: at.toISOString(),
              editedAt: editedAt?.toISOString() ?? null,
              isRemoved: removedAt !== null,
              isUnread: personId !== person.id && removedAt === null && at > (readUpTo.get(thread.id) ?? new Date(0)),
              mentions: await Promise.all(mentions.map((mention) => naming.actor(mention))),
            })),
          ),
        }),
      );
      const maySpeak = document.comments === 'write';
      const people = maySpeak ? await readersOf(storage.rows, document.row) : [];
      return c.json(
        {
          threads: await Promise.all(threads),
          audiences: maySpeak ? [...audiencesIn[document.row.space]] : [],
          people: people.map(({ person: { id, name }, circles }) => ({ id, name, circles: [...circles] })),
        },
        200,
      );
    })
    .openapi(begin, async (c) => {
      await beginThread(await speaking(c, c.req.valid('param').documentId), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(reply, async (c) => {
      const { documentId: id, threadId: thread } = c.req.valid('param');
      await answer(await speaking(c, id), thread, c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(change, async (c) => {
      const { documentId: id, commentId: comment } = c.req.valid('param');
      await changeComment(await speaking(c, id), comment, c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(remove, async (c) => {
      const { documentId: id, commentId: comment } = c.req.valid('param');
      await removeComment(await speaking(c, id), comment);
      return c.body(null, 204);
    })
    .openapi(resolve, async (c) => {
      const { documentId: id, threadId: thread } = c.req.valid('param');
      await resolveThread(await speaking(c, id), thread, c.req.valid('json') ?? { outcome: null, reason: '' });
      return c.body(null, 204);
    })
    .openapi(reopen, async (c) => {
      const { documentId: id, threadId: thread } = c.req.valid('param');
      await resolveThread(await speaking(c, id), thread, null);
      return c.body(null, 204);
    })
    .openapi(assign, async (c) => {
      const { documentId: id, threadId: thread } = c.req.valid('param');
      await assignThread(await speaking(c, id), thread, c.req.valid('json').personId);
      return c.body(null, 204);
    })
    .openapi(read, async (c) => {
      await markRead(await reading(c, c.req.valid('param').documentId), c.req.valid('json').comments);
      return c.body(null, 204);
    });
}
