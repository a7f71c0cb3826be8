import { createRoute, z } from '@hono/zod-openapi';
import type { Routes, ServerContext } from '../context.ts';
import { changesFor, noteSeen, readerOf } from '../documents/changes.ts';
import { requirePerson } from '../session.ts';
import { changesSchema, seenSchema } from './documentMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const params = z.object({ documentId: z.string() });

const list = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/changes',
  summary: 'Where the document is another than when one last saw it. Never who wrote there, and never what somebody else has read',
  request: { params },
  responses: { 200: json(changesSchema, 'In the order of the document'), ...refusals('notSignedIn', 'notFound') },
});

const see = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/seen',
  summary: 'One has seen the document up to a journal sequence. An older one than before changes nothing',
  request: { params, body: { required: true, content: { 'application/json': { schema: seenSchema } } } },
  responses: { 204: { description: 'Remembered, for oneself alone' }, ...refusals('badRequest', 'notSignedIn', 'notFound') },
});

export function changeRoutes({ storage, access, rooms }: ServerContext): Routes {
  return newRoutes()
    .openapi(list, async (c) => {
      const { id: personId } = requirePerson(c);
      const document = await access.document(c.get('person'), c.req.valid('param').documentId);
      const { seq, places } = await changesFor(storage, rooms, await readerOf(storage, document, personId));
      return c.json({ seq, places: [...places] }, 200);
    })
    .openapi(see, async (c) => {
      const { id: personId } = requirePerson(c);
      const document = await access.document(c.get('person'), c.req.valid('param').documentId);
      await noteSeen(storage, await readerOf(storage, document, personId), c.req.valid('json').seq);
      return c.body(null, 204);
    });
}
