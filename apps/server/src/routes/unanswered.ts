import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { seesUnanswered, unansweredMotions } from '../matters/unanswered.ts';
import { unansweredCsv, unansweredText } from '../matters/unansweredFiles.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { unansweredSchema } from './matterMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const query = z.object({
  strikeOff: z.string().max(20_000).optional().openapi({ description: 'Ids of the matters that are proposed to be struck off, with commas between' }),
});
const refused = refusals('badRequest', 'notSignedIn', 'noRight');
const file = (mediaType: string) => ({ 200: { description: 'The list', content: { [mediaType]: { schema: z.string() } } }, ...refused });

const list = createRoute({
  method: 'get',
  path: '/api/unanswered',
  summary: 'The motions that the assembly has not answered, oldest first',
  request: { query },
  responses: { 200: json(unansweredSchema, 'The list'), ...refused },
});
const csv = createRoute({ method: 'get', path: '/api/unanswered.csv', summary: 'The same as a table', request: { query }, responses: file('text/csv') });
const text = createRoute({ method: 'get', path: '/api/unanswered.txt', summary: 'The same as text', request: { query }, responses: file('text/plain') });

export function unansweredRoutes({ storage, access, now }: ServerContext): Routes {
  const listFor = async (c: Context<RequestEnv>, struck: string | undefined) => {
    const person = requirePerson(c);
    if (!seesUnanswered(person)) throw new Refusal('noRight');
    return unansweredMotions(storage, await access.matters(person), new Set(struck?.split(',')), now());
  };
  const headers = (date: string, mediaType: string, ending: string) => ({
    'Content-Type': `${mediaType}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="obesvarade-motioner-${date}.${ending}"`,
  });
  return newRoutes()
    .openapi(list, async (c) => c.json(await listFor(c, c.req.valid('query').strikeOff), 200))
    .openapi(csv, async (c) => {
      const unanswered = await listFor(c, c.req.valid('query').strikeOff);
      return c.body(unansweredCsv(unanswered), 200, headers(unanswered.date, 'text/csv', 'csv'));
    })
    .openapi(text, async (c) => {
      const unanswered = await listFor(c, c.req.valid('query').strikeOff);
      return c.body(unansweredText(unanswered), 200, headers(unanswered.date, 'text/plain', 'txt'));
    });
}
