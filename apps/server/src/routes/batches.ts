import { createRoute, z } from '@hono/zod-openapi';
import type { PersonRow } from '@yrka/storage';
import { type Batch, type Batches, yearOf } from '../batches/batches.ts';
import type { Routes, ServerContext } from '../context.ts';
import { actorOf } from '../documents/access.ts';
import { attachmentHeader } from '../files/fileName.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { batchPlaceSchema, batchSchema, newBatchSchema } from './batchMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const batchId = z.object({ batchId: z.string() });

const read = createRoute({
  method: 'get',
  path: '/api/batches',
  summary: 'The years that have matters to take out, and how far one is with taking out those of one',
  responses: { 200: json(batchPlaceSchema, 'What there is'), ...refusals('notSignedIn', 'noRight') },
});
const begin = createRoute({
  method: 'post',
  path: '/api/batches',
  summary: 'Begin to take out all matters of a year, one file each in one zip',
  request: { body: { required: true, content: { 'application/json': { schema: newBatchSchema } } } },
  responses: { 201: json(batchSchema, 'It has begun'), ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict') },
});
const cancel = createRoute({
  method: 'delete',
  path: '/api/batches/{batchId}',
  summary: 'End it, and leave nothing of it',
  request: { params: batchId },
  responses: { 204: { description: 'It is ended' }, ...refusals('notSignedIn', 'noRight', 'notFound') },
});
const fetchFile = createRoute({
  method: 'get',
  path: '/api/batches/{batchId}/file',
  summary: 'The zip, when it is finished',
  request: { params: batchId },
  responses: {
    200: { description: 'A zip with a file for each matter', content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } } },
    ...refusals('notSignedIn', 'noRight', 'notFound'),
  },
});

export function batchRoutes(server: ServerContext, batches: Batches): Routes {
  const { access } = server;
  /** Who keeps the municipality's records. */
  const asRegistry = (person: PersonRow): PersonRow => {
    if (!access.policies.mayTakeOut(actorOf(person), 'municipality')) throw new Refusal('noRight');
    return person;
  };
  return newRoutes()
    .openapi(read, async (c) => {
      const person = asRegistry(requirePerson(c));
      const matters = (await access.matters(person)).filter(({ mayTakeOut }) => mayTakeOut);
      const years = [...Map.groupBy(matters, ({ row }) => yearOf(row))].map(([year, all]) => ({ year, matters: all.length })).sort((a, b) => b.year - a.year);
      const batch = batches.of(person.id);
      return c.json({ years, batch: batch === null ? null : shown(batch) }, 200);
    })
    .openapi(begin, async (c) => c.json(shown(await batches.begin(server, asRegistry(requirePerson(c)), c.req.valid('json'))), 201))
    .openapi(cancel, async (c) => {
      await batches.cancel(asRegistry(requirePerson(c)).id, c.req.valid('param').batchId);
      return c.body(null, 204);
    })
    .openapi(fetchFile, async (c) => {
      const { size, content, batch } = await batches.open(asRegistry(requirePerson(c)).id, c.req.valid('param').batchId);
      return c.body(content, 200, {
        'Content-Type': 'application/zip',
        'Content-Length': String(size),
        'Content-Disposition': attachmentHeader(`Ärenden ${batch.year}.zip`),
      });
    });
}

const shown = (batch: Batch) => ({ ...batch, failed: [...batch.failed] });
