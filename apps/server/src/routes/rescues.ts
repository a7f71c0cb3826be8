import { createRoute, z } from '@hono/zod-openapi';
import type { Routes, ServerContext } from '../context.ts';
import { isWorthOffering } from '../rooms/index.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { rescueListSchema } from './documentMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const list = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/rescues',
  summary: "One's own words that another's edit removed, not yet taken back",
  request: { params: z.object({ documentId: z.string() }) },
  responses: { 200: json(rescueListSchema, 'Oldest first'), ...refusals('notSignedIn', 'notFound') },
});

const take = createRoute({
  method: 'post',
  path: '/api/rescues/{rescueId}/taken',
  summary: 'The words were taken back, or let go',
  request: { params: z.object({ rescueId: z.string() }) },
  responses: { 204: { description: 'They are no longer offered' }, ...refusals('notSignedIn', 'notFound') },
});

export function rescueRoutes({ storage, access, now }: ServerContext): Routes {
  return newRoutes()
    .openapi(list, async (c) => {
      const person = requirePerson(c);
      const { row } = await access.document(person, c.req.valid('param').documentId);
      const rows = await storage.rows.openRescues(row.id, person.id);
      const rescues = await Promise.all(
        rows.filter(isWorthOffering).map(async ({ id, documentId, text, parts, blockId, by, createdAt }) => {
          const remover = by === null ? null : await storage.rows.person(by);
          const letters = parts.map((part) => ({ client: part.client, clock: part.clock, length: part.text.length }));
          return { id, documentId, text, letters, blockId, by: remover?.name ?? null, createdAt: createdAt.toISOString() };
        }),
      );
      return c.json({ rescues }, 200);
    })
    .openapi(take, async (c) => {
      const person = requirePerson(c);
      const { rescueId } = c.req.valid('param');
      const taken = await storage.rows.takeRescue(rescueId, person.id, now());
      // A second click, or another tab, asks for what has happened already.
      if (!taken && (await storage.rows.rescue(rescueId))?.personId !== person.id) throw new Refusal('notFound');
      return c.body(null, 204);
    });
}
