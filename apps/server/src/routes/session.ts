import { createRoute } from '@hono/zod-openapi';
import { bjorkvik } from '@yrka/schema';
import type { PersonRow } from '@yrka/storage';
import type { Context } from 'hono';
import type { Person, Session } from '../api.ts';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { rolePlayers } from '../demonstration/people.ts';
import { municipalityTemplate } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import { demonstrateAs, isDemonstration, shutOutPerson, signOut } from '../session.ts';
import { sessionSchema, signInSchema } from './messages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const read = createRoute({
  method: 'get',
  path: '/api/session',
  summary: 'Who is signed in, and who one may be',
  responses: { 200: json(sessionSchema, 'The session') },
});

const begin = createRoute({
  method: 'post',
  path: '/api/session',
  summary: 'Be one of the people of the demonstration',
  request: { body: { required: true, content: { 'application/json': { schema: signInSchema } } } },
  responses: { 200: json(sessionSchema, 'The session'), ...refusals('badRequest', 'demonstrationOnly', 'notFound') },
});

const end = createRoute({ method: 'delete', path: '/api/session', summary: 'Sign out', responses: { 204: { description: 'Nobody is signed in' } } });

export function sessionRoutes(server: ServerContext): Routes {
  return newRoutes()
    .openapi(read, async (c) => c.json(await sessionOf(c, server, c.get('person')), 200))
    .openapi(begin, async (c) => {
      if (!isDemonstration(c, server)) throw new Refusal('demonstrationOnly');
      const { personId } = c.req.valid('json');
      const person = rolePlayers.includes(personId) ? await server.storage.rows.person(personId) : null;
      if (person === null) throw new Refusal('notFound');
      await demonstrateAs(c, server, person);
      await endSockets(c, server);
      return c.json(await sessionOf(c, server, person), 200);
    })
    .openapi(end, async (c) => {
      await signOut(c, server);
      await endSockets(c, server);
      return c.body(null, 204);
    });
}

/** Whoever was signed in here before is so no longer: what other tabs hold open must not go on in their name. */
export async function endSockets(c: Context<RequestEnv>, { rooms }: ServerContext): Promise<void> {
  const former = c.get('sessionId');
  if (former !== null) await rooms.sessionEnded(former);
}

async function sessionOf(c: Context<RequestEnv>, server: ServerContext, person: PersonRow | null): Promise<Session> {
  const demonstration = isDemonstration(c, server);
  const people = demonstration ? await Promise.all(rolePlayers.map((id) => server.storage.rows.person(id))) : [];
  return {
    person: person === null ? null : personOf(person),
    shutOut: person === null ? await shutOutPerson(c, server) : null,
    demonstration,
    people: people.filter((known) => known !== null).map(personOf),
    municipality: await municipalityOf(server),
    signIn: server.accounts === null ? null : { ...server.accounts.signIn.offers, needsSetUp: server.accounts.setUp.code !== null },
  };
}

/** The name is '' before the first set-up. */
async function municipalityOf({ accounts, storage }: ServerContext): Promise<Session['municipality']> {
  const own = await storage.rows.organisation.municipality();
  const { id, documentLabels } = await municipalityTemplate(storage.rows);
  return { name: own?.name ?? (accounts === null ? bjorkvik.municipality : ''), templateId: id, documentLabels };
}

/** A person as others may see them: without the address. */
export function personOf({ id, name, party, roles, title }: PersonRow): Person {
  return { id, name, party, role: roles[0] ?? 'guest', roles: [...roles], title };
}
