import { createRoute, z } from '@hono/zod-openapi';
import type { Writers } from '../api.ts';
import type { Routes, ServerContext } from '../context.ts';
import { Naming } from '../documents/naming.ts';
import { type Deed, writersOf } from '../documents/writers.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { writersSchema } from './documentMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const place = z.coerce.number().int().nonnegative().optional();

const read = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/blocks/{blockId}/writers',
  summary: 'Who wrote a passage, for the authors of a document in which one of them has asked for it (`showWriters`)',
  request: {
    params: z.object({ documentId: z.string(), blockId: z.string() }),
    query: z.object({
      from: place.openapi({ description: "Where in the block's content; its beginning without it" }),
      to: place.openapi({ description: 'The end without it' }),
    }),
  },
  responses: {
    200: json(writersSchema, 'In the order of the text'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'documentTooHeavy', 'readersBusy'),
  },
});

/** What is told of the words of one origin. */
const longestText = 1_000;

export function writerRoutes(server: ServerContext): Routes {
  return newRoutes().openapi(read, async (c) => {
    const person = requirePerson(c);
    const { documentId, blockId } = c.req.valid('param');
    const { from = 0, to = Number.MAX_SAFE_INTEGER } = c.req.valid('query');
    const { row, acts } = await server.access.document(person, documentId);
    if (!acts.includes('showWriters')) throw new Refusal('noRight');
    if (!(await server.storage.rows.runs.areShown(row.id))) return c.json({ areShown: false, pieces: [] }, 200);
    const naming = new Naming(person, server);
    const told = async (deed: Deed | null): Promise<Writers['pieces'][number]['wrote']> =>
      deed && {
        person: deed.personId === null ? null : await naming.actor(deed.personId),
        from: deed.from.toISOString(),
        to: deed.to.toISOString(),
      };
    const written = await writersOf(server, row.id, { blockId, from, to });
    const pieces = await Promise.all(
      written.map(async ({ text, source, wrote, moved, accepted }) => ({
        text: text.slice(0, longestText).toWellFormed(),
        source,
        wrote: await told(wrote),
        moved: await told(moved),
        accepted: await told(accepted),
      })),
    );
    return c.json({ areShown: true, pieces }, 200);
  });
}
