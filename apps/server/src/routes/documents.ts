import { createRoute, z } from '@hono/zod-openapi';
import { toPlainText } from '@yrka/exporters';
import { worksForMunicipality } from '@yrka/policies';
import { epochHeader, seqHeader } from '@yrka/protocol';
import { schemaVersion } from '@yrka/schema';
import type { DocumentRow, Storage } from '@yrka/storage';
import type { DocumentDetails } from '../api.ts';
import { askWhoAgain, isStillIn } from '../askingAgain.ts';
import { calledElsewhere } from '../bundles/versionsElsewhere.ts';
import type { Routes, ServerContext } from '../context.ts';
import { actorOf, roomPerson } from '../documents/access.ts';
import { clausesOf, epochFor, readFor, readVersion } from '../documents/reading.ts';
import { textFor } from '../documents/versions.ts';
import { templateOf } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { clausesSchema, contentSchema, documentDetailsSchema } from './documentMessages.ts';
import { encodingFor } from './encoding.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { submissionRefusals } from './submissions.ts';

const documentId = z.object({ documentId: z.string() });
const atVersion = z.object({ version: z.coerce.number().int().positive().optional().openapi({ description: 'A journal sequence; the newest without it' }) });

const read = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}',
  summary: 'What one document is, without its text',
  request: { params: documentId },
  responses: { 200: json(documentDetailsSchema, 'The document'), ...refusals('notSignedIn', 'notFound') },
});

const readContent = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/content',
  summary: 'The document as it stood at a version',
  request: { params: documentId, query: atVersion },
  responses: { 200: json(contentSchema, 'Its content'), ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'documentTooHeavy', 'readersBusy') },
});

const readClauses = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/clauses',
  summary: "A motion's clauses as they stood at a version",
  request: { params: documentId, query: atVersion },
  responses: { 200: json(clausesSchema, 'In order'), ...refusals('badRequest', 'notSignedIn', 'notFound', 'documentTooHeavy', 'readersBusy') },
});

const readText = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/text',
  summary: 'The document as plain text',
  request: { params: documentId },
  responses: {
    200: { description: 'UTF-8', content: { 'text/plain': { schema: z.string() } } },
    ...refusals('notSignedIn', 'notFound', 'documentTooHeavy', 'readersBusy'),
  },
});

const readState = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/state',
  summary: 'The stored bytes of a document, compressed, for a first opening: one Yjs update. The rest comes over the websocket',
  request: {
    params: documentId,
    query: z.object({ schema: z.coerce.number().int().positive().optional().openapi({ description: 'The schema version that the page writes' }) }),
  },
  responses: {
    200: {
      description: `All that is stored up to the journal sequence in \`${seqHeader}\`, of the epoch in \`${epochHeader}\``,
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...refusals('badRequest', 'notSignedIn', 'notFound', 'olderSchema', 'storageFailed'),
  },
});

const sendUpdate = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/updates',
  summary: 'Work done offline that is too large for a websocket message: one Yjs update',
  request: {
    params: documentId,
    query: z.object({ epoch: z.coerce.number().int().positive().optional().openapi({ description: 'The epoch that it was written for; 1 when left out' }) }),
    body: { required: true, content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
  },
  responses: {
    204: { description: 'Stored, and sent to the others' },
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict', 'bodyTooLarge', 'malformedUpdate', 'documentFull', 'storageFull'),
  },
});

export function documentRoutes(server: ServerContext): Routes {
  const { storage, access, rooms } = server;
  return newRoutes()
    .openapi(read, async (c) => {
      const person = requirePerson(c);
      const id = c.req.valid('param').documentId;
      // Before all else: of a version that is too old the page asks once too often, of one too new never again.
      const rights = rooms.rightsOf(id);
      const { row, matter, mayWrite, maySuggest, shared, comments, circles, readsVersions, acts } = await access.document(person, id);
      const motion = await access.motionBeside(person, row);
      const details: DocumentDetails = {
        id: row.id,
        kind: row.kind,
        matterId: matter.id,
        matterTitle: matter.diarienummer === null ? null : matter.title,
        diarienummer: matter.diarienummer,
        title: row.title,
        label: matter.label,
        templateId: row.templateId,
        template: await templateOf(storage.rows, row.templateId),
        space: row.space,
        stage: row.stage,
        revision: row.revision,
        filedAs: row.filedAs,
        sharedWithMunicipality: await isSharedWithMunicipality(storage, row),
        mayWrite,
        maySuggest,
        readsAs: shared === null ? 'live' : 'shared',
        hasReview: circles.includes('writers') || (await storage.rows.reviews.reviews({ documentId: row.id })).some(({ personId }) => personId === person.id),
        writersAreShown: mayWrite && (await storage.rows.runs.areShown(row.id)),
        comments,
        readsVersions,
        acts: [...acts],
        updatedAt: row.updatedAt.toISOString(),
        seq: shared?.seq ?? (await storage.journal.lastSeq(row.id)),
        rights,
        epoch: await epochFor(storage, { row, shared }),
        statementKind: row.kind === 'writtenStatement' ? ((await storage.rows.minutes.statement(row.id))?.kind ?? null) : null,
        source: motion === null ? null : { document: motion.id },
      };
      return c.json(details, 200);
    })
    .openapi(readContent, async (c) => {
      const open = await access.document(c.get('person'), c.req.valid('param').documentId);
      const { version, contentJson } = await textFor(storage, open, c.req.valid('query').version);
      return c.json({ version, content: JSON.parse(contentJson) as unknown }, 200);
    })
    .openapi(readClauses, async (c) => {
      const open = await access.document(c.get('person'), c.req.valid('param').documentId);
      const { version, content } = await textFor(storage, open, c.req.valid('query').version);
      const knownAs = [...(await calledElsewhere(storage.rows, open.row, version))];
      return c.json({ document: open.row.id, version, knownAs, clauses: clausesOf(content) }, 200);
    })
    .openapi(readText, async (c) => {
      const person = requirePerson(c);
      const open = await access.document(person, c.req.valid('param').documentId);
      const { row } = open;
      const { content } = await readFor(storage, open);
      // Answers to a motion name its clauses by number, which only the motion knows.
      const motion = await access.motionBeside(person, row);
      const clauses = motion === null ? null : clausesOf((await readVersion(storage, motion.id)).content).map(({ id }) => id);
      return c.text(toPlainText(content, { kind: row.kind, template: await templateOf(storage.rows, row.templateId), ...(clauses && { clauses }) }), 200, {
        'Content-Type': 'text/plain; charset=utf-8',
      });
    })
    .openapi(readState, async (c) => {
      const person = requirePerson(c);
      const { schema = schemaVersion } = c.req.valid('query');
      if (schema < schemaVersion) throw new Refusal('olderSchema');
      const { documentId: id } = c.req.valid('param');
      const whole = await rooms.whole(id, roomPerson(person), encodingFor(c));
      if (whole === null) throw new Refusal('notFound');
      const { epoch, seq, encoding, bytes } = whole;
      return c.body(new Uint8Array(bytes), 200, {
        'Content-Type': 'application/octet-stream',
        ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
        'Content-Length': String(bytes.length),
        Vary: 'Accept-Encoding',
        'Cache-Control': 'private, no-store',
        [seqHeader]: String(seq),
        [epochHeader]: String(epoch),
      });
    })
    .openapi(sendUpdate, async (c) => {
      const person = requirePerson(c);
      const length = Number(c.req.header('Content-Length'));
      // What comes in pieces of no known length would be in memory before anybody asked for it.
      if (!(length > 0)) throw new Refusal('badRequest');
      await rooms.turn(person.id, length);
      const update = new Uint8Array(await c.req.arrayBuffer());
      const submission = await rooms.submit(c.req.valid('param').documentId, roomPerson(person), update, c.req.valid('query').epoch, () =>
        isStillIn(c, server),
      );
      const refusal = submissionRefusals[submission];
      if (refusal === null) return c.body(null, 204);
      await askWhoAgain(c, server);
      throw new Refusal(refusal);
    });
}

/** Whether somebody who works for the municipality was given access to a party's draft, which may make it a public record. */
async function isSharedWithMunicipality({ rows }: Pick<Storage, 'rows'>, { id, space }: DocumentRow): Promise<boolean> {
  if (space !== 'party') return false;
  const people = await Promise.all((await rows.way.grants({ documentId: id })).map(({ personId }) => rows.person(personId)));
  return people.some((person) => person !== null && worksForMunicipality(actorOf(person)));
}
