import { createRoute, z } from '@hono/zod-openapi';
import { suggestionsIn } from '@yrka/ydoc';
import type { Routes, ServerContext } from '../context.ts';
import { readVersion } from '../documents/reading.ts';
import { requirePerson } from '../session.ts';
import { suggestionListSchema } from './documentMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const list = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/suggestions',
  summary: 'What is suggested in a document and not decided',
  request: { params: z.object({ documentId: z.string() }) },
  responses: { 200: json(suggestionListSchema, 'In the order of the text'), ...refusals('notSignedIn', 'notFound') },
});

/** What a list shows of the words of one. */
const longestWords = 500;

export function suggestionRoutes({ storage, access }: ServerContext): Routes {
  return newRoutes().openapi(list, async (c) => {
    const { row } = await access.document(requirePerson(c), c.req.valid('param').documentId);
    const [{ suggested }, writers] = await Promise.all([readVersion(storage, row.id), storage.rows.way.writers(row.id)]);
    // The document says whose a suggestion is; a name goes only with those who have written in it.
    const people = await Promise.all(writers.map(({ personId }) => storage.rows.person(personId)));
    const names = new Map(people.flatMap((person) => (person === null ? [] : [[person.id, person.name || null]])));
    const suggestions = suggestionsIn(suggested).map(({ id, by, removed, added }) => ({
      id,
      by,
      name: names.get(by) ?? null,
      removed: removed.slice(0, longestWords).toWellFormed(),
      added: added.slice(0, longestWords).toWellFormed(),
    }));
    return c.json({ suggestions }, 200);
  });
}
