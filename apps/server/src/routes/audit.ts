import { createRoute, z } from '@hono/zod-openapi';
import { auditCsvHead, auditCsvLine, auditLine, type PersonRow } from '@yrka/storage';
import { idsAbout, readAuditPage } from '../audit/reading.ts';
import { chainOf, municipalityChain, record } from '../audit/record.ts';
import type { Routes, ServerContext } from '../context.ts';
import { actorOf, spaceOf } from '../documents/access.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { auditPageSchema } from './auditMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const beforeSchema = z.coerce.number().int().positive().optional().openapi({ description: 'Entries with a lower number' });

const read = createRoute({
  method: 'get',
  path: '/api/audit',
  summary: "The municipality's audit log",
  request: {
    query: z.object({
      about: z.string().trim().max(100).optional().openapi({ description: 'An id of a matter, a document or a person; a diarienummer; a name' }),
      before: beforeSchema,
    }),
  },
  responses: { 200: json(auditPageSchema, 'Newest first'), ...refusals('badRequest', 'notSignedIn', 'noRight') },
});

const download = createRoute({
  method: 'get',
  path: '/api/audit/export',
  summary: "The municipality's audit log as a file, oldest first, with ids and no names",
  request: { query: z.object({ format: z.enum(['jsonl', 'csv']) }) },
  responses: {
    200: { description: 'UTF-8', content: { 'application/jsonl': { schema: z.string() }, 'text/csv': { schema: z.string() } } },
    ...refusals('badRequest', 'notSignedIn', 'noRight'),
  },
});

const readOfMatter = createRoute({
  method: 'get',
  path: '/api/matters/{matterId}/audit',
  summary: "What a party's group has done with a draft, for the group alone",
  request: { params: z.object({ matterId: z.string() }), query: z.object({ before: beforeSchema }) },
  responses: { 200: json(auditPageSchema, 'Newest first'), ...refusals('badRequest', 'notSignedIn', 'notFound') },
});

export function auditRoutes(server: ServerContext): Routes {
  const { access, storage, now } = server;
  const requireKeeper = (person: PersonRow) => {
    if (!access.policies.mayReadAuditLog(actorOf(person), { kind: 'municipality' })) throw new Refusal('noRight');
  };
  return newRoutes()
    .openapi(read, async (c) => {
      const person = requirePerson(c);
      requireKeeper(person);
      const { about, before } = c.req.valid('query');
      const ids = about === undefined || about === '' ? undefined : await idsAbout(about, storage.rows);
      return c.json(await readAuditPage(person, municipalityChain, { before, ids }, server), 200);
    })
    .openapi(download, async (c) => {
      const person = requirePerson(c);
      requireKeeper(person);
      const { format } = c.req.valid('query');
      // Recorded first: the file has its own taking in it.
      await record(storage.rows, {
        chain: municipalityChain,
        at: now(),
        actorId: person.id,
        act: 'exportAuditLog',
        subject: { kind: 'organisation', id: municipalityChain },
        details: { format },
      });
      return c.body(chainFile(storage.rows.audit, format), 200, {
        'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/jsonl',
        'Content-Disposition': `attachment; filename="handelselogg.${format}"`,
      });
    })
    .openapi(readOfMatter, async (c) => {
      const person = requirePerson(c);
      const { row, documents } = await access.matter(person, c.req.valid('param').matterId);
      const own = documents.filter((document) => document.row.space === 'party' && access.policies.mayReadAuditLog(actorOf(person), spaceOf(document.row)));
      const [first] = own;
      // Also for one whom the group let into the draft: the group's log is no part of it.
      if (first === undefined) throw new Refusal('notFound');
      const ids = [row.id, ...own.map((document) => document.row.id)];
      return c.json(await readAuditPage(person, chainOf(first.row), { before: c.req.valid('query').before, ids }, server), 200);
    });
}

/** Read as it is sent: a log of many years is never in memory whole. */
function chainFile(audit: ServerContext['storage']['rows']['audit'], format: 'jsonl' | 'csv'): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  return new ReadableStream({
    start: (controller) => {
      if (format === 'csv') controller.enqueue(encoder.encode(auditCsvHead));
    },
    pull: async (controller) => {
      const entries = await audit.read(municipalityChain, { after, limit: 1_000 });
      after = entries.at(-1)?.number ?? after;
      if (entries.length === 0) controller.close();
      else controller.enqueue(encoder.encode(entries.map((entry) => (format === 'csv' ? auditCsvLine(entry) : `${auditLine(entry)}\n`)).join('')));
    },
  });
}
