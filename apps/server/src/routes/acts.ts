import { createRoute, z } from '@hono/zod-openapi';
import { type PlainDocumentAct, documentActHandlers, performOnDocument } from '../acts/documentActs.ts';
import type { Routes, ServerContext } from '../context.ts';
import { templateOf } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { actedSchema, lateSchema, lockSchema } from './wayMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { toPlainText } from '@yrka/exporters';
import { lateWorkOf } from '../documents/late.ts';
import { shortCode } from '../papers/paper.ts';
import { askedToSign, signerOf } from '../acts/signing.ts';
import { lockedContent } from '../documents/lockedText.ts';

const documentId = z.object({ documentId: z.string() });
const acts = Object.keys(documentActHandlers) as [PlainDocumentAct, ...PlainDocumentAct[]];

const act = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/acts/{act}',
  summary: 'Do something with a document: what `acts` of GET /api/documents/{documentId} says one may',
  request: {
    params: documentId.extend({ act: z.enum(acts) }),
    body: { required: false, content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } } },
  },
  responses: {
    200: json(actedSchema, 'Done; the document to go on with, where it is another'),
    ...refusals(
      'badRequest',
      'notSignedIn',
      'noRight',
      'notFound',
      'conflict',
      'textHasChanged',
      'emptyText',
      'emptyItem',
      'emptyStatement',
      'noSuchMeeting',
      'noSender',
      'dateHasPassed',
      'mayNotReview',
      'storageFull',
    ),
  },
});

const readLock = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/lock',
  summary: 'The lock in force, with who has signed and who is asked to',
  request: { params: documentId },
  responses: { 200: json(lockSchema, 'The lock; null in `lock` when the document is open'), ...refusals('notSignedIn', 'notFound') },
});

const readLate = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/late',
  summary: "The person's own work that came after the document was locked",
  request: { params: documentId },
  responses: { 200: json(lateSchema, 'Null in `late` when there is none'), ...refusals('notSignedIn', 'notFound', 'documentTooHeavy', 'readersBusy') },
});

const dropLate = createRoute({
  method: 'delete',
  path: '/api/documents/{documentId}/late',
  summary: 'Let go of that work',
  request: { params: documentId },
  responses: { 204: { description: 'Gone' }, ...refusals('notSignedIn', 'notFound') },
});

export function actRoutes(server: ServerContext): Routes {
  const { access, storage, now } = server;
  return newRoutes()
    .openapi(act, async (c) => {
      const person = requirePerson(c);
      const { documentId: id, act: name } = c.req.valid('param');
      const { row, acts: allowed } = await access.document(person, id);
      if (!allowed.includes(name)) throw new Refusal('noRight');
      return c.json(await performOnDocument({ server, person, at: now() }, name, row, c.req.valid('json')), 200);
    })
    .openapi(readLock, async (c) => {
      const person = requirePerson(c);
      const { row, shared } = await access.document(person, c.req.valid('param').documentId);
      // What is locked, and whom it names, is another text than the one that was shared.
      const lock = shared === null ? await storage.rows.way.lock(row.id) : null;
      if (lock === null) return c.json({ lock: null, signatures: [], asked: [] }, 200);
      const [signer, signatures, asked] = await Promise.all([
        signerOf(storage.rows, row, person),
        storage.rows.way.signatures(row.id),
        row.kind === 'motion' ? askedToSign(storage.rows, lockedContent(lock)) : Promise.resolve([]),
      ]);
      return c.json(
        {
          lock: { sha256: lock.sha256, code: shortCode(lock.sha256), version: lock.seq, at: lock.at.toISOString() },
          signatures: signatures.map(({ personId, name, party, kind, at }) => ({
            personId,
            name,
            party,
            kind,
            at: at.toISOString(),
            isOwn: personId === signer?.id,
          })),
          asked: asked.map(({ id, name, party, roles }) => ({
            personId: id,
            name,
            party,
            kind: roles.includes('member') ? ('signs' as const) : ('supports' as const),
          })),
        },
        200,
      );
    })
    .openapi(readLate, async (c) => {
      const person = requirePerson(c);
      const { row, shared } = await access.document(person, c.req.valid('param').documentId);
      // What came late stands in the text of all the others, which is not for one who reads what was shared.
      if (shared !== null) return c.json({ late: null }, 200);
      const late = await lateWorkOf(storage, row.id, person.id);
      if (late === null) return c.json({ late: null }, 200);
      const text = toPlainText(late.content, { kind: row.kind, template: await templateOf(storage.rows, row.templateId) });
      return c.json({ late: { at: late.at.toISOString(), text } }, 200);
    })
    .openapi(dropLate, async (c) => {
      const person = requirePerson(c);
      const { row } = await access.document(person, c.req.valid('param').documentId);
      await storage.rows.way.deleteSideVersions(row.id, person.id);
      return c.body(null, 204);
    });
}
