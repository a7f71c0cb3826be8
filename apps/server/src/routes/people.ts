import { createRoute, z } from '@hono/zod-openapi';
import type { Routes, ServerContext } from '../context.ts';
import { requirePerson } from '../session.ts';
import { peopleSchema } from './messages.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { personOf } from './session.ts';

const find = createRoute({
  method: 'get',
  path: '/api/people',
  summary: 'The register: those whose name or party contains the query, or all',
  request: { query: z.object({ query: z.string().max(100).optional() }) },
  responses: { 200: json(peopleSchema, 'By name'), ...refusals('badRequest', 'notSignedIn') },
});

export function peopleRoutes({ storage }: ServerContext): Routes {
  return newRoutes().openapi(find, async (c) => {
    const { roles } = requirePerson(c);
    const query = c.req.valid('query').query?.trim() || undefined;
    // A guest finds whom they write of, and is not handed the whole register.
    if (query === undefined && roles.includes('guest')) return c.json({ people: [] }, 200);
    const people = await storage.rows.people(query);
    // Whom a draft's authors invited is theirs to know.
    return c.json({ people: people.filter((person) => !person.roles.includes('guest')).map(personOf) }, 200);
  });
}
