import { createRoute, z } from '@hono/zod-openapi';
import { isStillIn } from '../askingAgain.ts';
import type { Routes, ServerContext } from '../context.ts';
import { type OpenDocument, roomPerson } from '../documents/access.ts';
import { mostNames, restoreVersion, sharedVersions, type Version, versionsOf } from '../documents/versions.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { restoredSchema, versionNameSchema, versionPageSchema } from './documentMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { submissionRefusals } from './submissions.ts';

const params = z.object({ documentId: z.string() });
const ofVersion = z.object({ documentId: z.string(), version: z.coerce.number().int().positive() });

const list = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/versions',
  summary: 'The versions of a document, newest first, in pages. Never who wrote in them',
  request: {
    params,
    query: z.object({
      before: z.coerce.number().int().positive().optional().openapi({ description: 'The `next` of the page before' }),
      only: z.enum(['marked']).optional().openapi({ description: 'Those with a name, that were locked or restored' }),
    }),
  },
  responses: { 200: json(versionPageSchema, 'A page of them'), ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound') },
});

const name = createRoute({
  method: 'put',
  path: '/api/documents/{documentId}/versions/{version}/name',
  summary: 'Names a version, in place of the name that it had',
  request: { params: ofVersion, body: { required: true, content: { 'application/json': { schema: versionNameSchema } } } },
  responses: { 204: { description: 'Named' }, ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict', 'bodyTooLarge') },
});

const unname = createRoute({
  method: 'delete',
  path: '/api/documents/{documentId}/versions/{version}/name',
  summary: 'Takes the name of a version away; the version stays',
  request: { params: ofVersion },
  responses: { 204: { description: 'It has no name' }, ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound') },
});

const restore = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/versions/{version}/restorations',
  summary: 'Makes an older version stand again, as a change of the text',
  request: { params: ofVersion },
  responses: {
    200: json(restoredSchema, 'It stands; or did so before'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict', 'documentFull', 'storageFull', 'storageFailed'),
  },
});

export function versionRoutes(server: ServerContext): Routes {
  const { storage, access, now } = server;
  return newRoutes()
    .openapi(list, async (c) => {
      const { row, shared } = mustReadVersions(await access.document(c.get('person'), c.req.valid('param').documentId));
      const page = shared === null ? await versionsOf(storage, row.id, c.req.valid('query')) : await sharedVersions(storage, row.id);
      return c.json({ ...page, versions: page.versions.map(told) }, 200);
    })
    .openapi(name, async (c) => {
      const person = requirePerson(c);
      const { documentId, version } = c.req.valid('param');
      const { row } = mustWrite(await access.document(person, documentId));
      if ((await storage.journal.times(row.id, version - 1, 1))[0]?.seq !== version) throw new Refusal('notFound');
      await storage.rows.transaction(async (rows) => {
        mustWrite(await access.documentNow(rows, person, row.id));
        const named = await rows.versions.named(row.id);
        if (named.length >= mostNames && !named.some(({ seq }) => seq === version)) throw new Refusal('conflict');
        await rows.versions.name({ documentId: row.id, seq: version, name: c.req.valid('json').name, by: person.id, at: now() });
      });
      return c.body(null, 204);
    })
    .openapi(unname, async (c) => {
      const { documentId, version } = c.req.valid('param');
      const { row } = mustWrite(await access.document(c.get('person'), documentId));
      if (!(await storage.rows.versions.unname(row.id, version))) throw new Refusal('notFound');
      return c.body(null, 204);
    })
    .openapi(restore, async (c) => {
      const person = requirePerson(c);
      const { documentId, version } = c.req.valid('param');
      const document = mustWrite(await access.document(person, documentId));
      const refuse = (code: keyof typeof submissionRefusals) => new Refusal(submissionRefusals[code] ?? 'noRight');
      return c.json(
        await restoreVersion(server, document, { version, person: roomPerson(person), at: now(), refuse, isStillIn: () => isStillIn(c, server) }),
        200,
      );
    });
}

/** What came of a document may be read by more than may see how it came to be. */
function mustReadVersions(document: OpenDocument): OpenDocument {
  if (!document.readsVersions) throw new Refusal('noRight');
  return document;
}

function mustWrite(document: OpenDocument): OpenDocument {
  if (!document.mayWrite) throw new Refusal('noRight');
  return mustReadVersions(document);
}

function told({ from, at, restored, ...version }: Version) {
  return { ...version, from: from.toISOString(), at: at.toISOString(), restored: restored && { seq: restored.seq, at: restored.at.toISOString() } };
}
