import { createRoute, z } from '@hono/zod-openapi';
import type { Routes, ServerContext } from '../context.ts';
import { requirePerson } from '../session.ts';
import { peopleSchema } from './messages.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { personOf } from './session.ts';

const find = createRoute({
  method: 'get',
  path: '/api/people',
  summary: 'The register: those whose name or party the query begins, or all. To a guest a few, once three letters are typed',
  request: { query: z.object({ query: z.string().max(100).optional() }) },
  responses: { 200: json(peopleSchema, 'By name'), ...refusals('badRequest', 'notSignedIn') },
});

export function peopleRoutes({ storage }: ServerContext): Routes {
  return newRoutes().openapi(find, async (c) => {
    const { roles } = requirePerson(c);
    const query = c.req.valid('query').query?.trim() || undefined;
    const isGuest = roles.includes('guest');
    if (isGuest && lettersOf(query) < fewestLetters) return c.json({ people: [] }, 200);
    const people = await storage.rows.people(query);
    // Whom a draft's authors invited is theirs to know.
    const found = people.filter((person) => !person.roles.includes('guest'));
    return c.json({ people: (isGuest ? found.slice(0, mostFound) : found).map(personOf) }, 200);
  });
}

// A guest finds whom they write of in the one draft, and is not handed the register, neither whole nor letter by letter.
const fewestLetters = 3;
const mostFound = 5;

const lettersOf = (query = '') => query.replaceAll(/\s/gu, '').length;
