import { createRoute, z } from '@hono/zod-openapi';
import type { AttachmentRow } from '@yrka/storage';
import type { Attachment, AttachmentList } from '../api.ts';
import type { Routes, ServerContext } from '../context.ts';
import type { OpenDocument } from '../documents/access.ts';
import { attachmentHeader } from '../files/fileName.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { attachmentListSchema, attachmentOrderSchema, attachmentSchema, attachmentTitleSchema } from './attachmentMessages.ts';
import { maxTitleLength } from './messages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const ofDocument = z.object({ documentId: z.string() });
const oneOfDocument = ofDocument.extend({ attachmentId: z.string() });
const path = '/api/documents/{documentId}/attachments';
const binary = z.string().openapi({ format: 'binary' });
const changed = { 204: { description: 'It is so' } };

const list = createRoute({
  method: 'get',
  path,
  summary: 'The files that go with a document',
  request: { params: ofDocument },
  responses: { 200: json(attachmentListSchema, 'In order'), ...refusals('notSignedIn', 'notFound') },
});

const add = createRoute({
  method: 'post',
  path,
  summary: 'Attach a file: its bytes as they are',
  request: {
    params: ofDocument,
    query: z.object({
      name: z.string().max(maxTitleLength).optional().openapi({ description: "The file's name" }),
      kind: z.enum(['attachment', 'scan']).default('attachment').openapi({ description: "`scan`: a received paper motion's own pages, from the registrar" }),
    }),
    body: { required: true, content: { 'application/octet-stream': { schema: binary } } },
  },
  responses: {
    201: json(attachmentSchema, 'The attachment'),
    ...refusals(
      'badRequest',
      'notSignedIn',
      'noRight',
      'notFound',
      'conflict',
      'attachmentsForbidden',
      'emptyFile',
      'fileTooLarge',
      'fileNotAllowed',
      'scanNotPdf',
      'tooManyFiles',
      'storageFull',
    ),
  },
});

const download = createRoute({
  method: 'get',
  path: `${path}/{attachmentId}`,
  summary: 'One attached file, to be saved',
  request: { params: oneOfDocument },
  responses: { 200: { description: 'Its bytes', content: { 'application/octet-stream': { schema: binary } } }, ...refusals('notSignedIn', 'notFound') },
});

const rename = createRoute({
  method: 'post',
  path: `${path}/{attachmentId}`,
  summary: 'Call an attachment something else',
  request: { params: oneOfDocument, body: { required: true, content: { 'application/json': { schema: attachmentTitleSchema } } } },
  responses: { ...changed, ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict') },
});

const order = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/attachment-order',
  summary: 'Put the attachments in another order',
  request: { params: ofDocument, body: { required: true, content: { 'application/json': { schema: attachmentOrderSchema } } } },
  responses: { ...changed, ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict') },
});

const remove = createRoute({
  method: 'delete',
  path: `${path}/{attachmentId}`,
  summary: 'Take an attachment away',
  request: { params: oneOfDocument },
  responses: { ...changed, ...refusals('notSignedIn', 'noRight', 'notFound', 'conflict') },
});

export function attachmentRoutes({ access, attachments, config }: ServerContext): Routes {
  /** The one that the route names, if it goes with that document: an id from another document leads nowhere. */
  const find = async ({ row }: OpenDocument, id: string): Promise<AttachmentRow> => {
    const found = (await attachments.list(row.id)).find((attachment) => attachment.id === id);
    if (found === undefined) throw new Refusal('notFound');
    return found;
  };
  return newRoutes()
    .openapi(list, async (c) => {
      const { row, acts } = await access.document(requirePerson(c), c.req.valid('param').documentId);
      const [rows, allowed, isOnPaper] = await Promise.all([attachments.list(row.id), attachments.mayHave(row), attachments.cameOnPaper(row)]);
      const answer: AttachmentList = {
        attachments: rows.map(attachmentOf),
        mayAttach: allowed && acts.includes('attach'),
        mayAttachScan: isOnPaper && acts.includes('attachScan'),
        mayRemoveScan: acts.includes('removeScan'),
        allowed,
        maxBytes: config.maxAttachmentBytes,
        maxCount: config.maxAttachments,
      };
      return c.json(answer, 200);
    })
    .openapi(add, async (c) => {
      const person = requirePerson(c);
      const { name = '', kind } = c.req.valid('query');
      const allowed = async (): Promise<OpenDocument> => {
        const document = await access.document(person, c.req.valid('param').documentId);
        if (!document.acts.includes(kind === 'scan' ? 'attachScan' : 'attach')) throw new Refusal('noRight');
        return document;
      };
      const { row } = await allowed();
      if (kind === 'attachment' && !(await attachments.mayHave(row))) throw new Refusal('attachmentsForbidden');
      // What says that it is too large need not be sent.
      if (Number(c.req.header('Content-Length') ?? 0) > config.maxAttachmentBytes) throw new Refusal('fileTooLarge');
      const { body } = c.req.raw;
      if (body === null) throw new Refusal('emptyFile');
      const judge = async () => void (await allowed());
      return c.json(attachmentOf(await attachments.add(row, person.id, { fileName: name, kind, content: body, judge })), 201);
    })
    .openapi(download, async (c) => {
      const { documentId, attachmentId } = c.req.valid('param');
      const document = await access.document(requirePerson(c), documentId);
      const attachment = await find(document, attachmentId);
      const file = await attachments.open(document.row, attachment);
      if (file === null) throw new Refusal('storageFailed');
      return c.body(file.content, 200, {
        'Content-Type': attachment.mediaType,
        'Content-Length': String(file.size),
        'Content-Disposition': attachmentHeader(attachment.fileName),
      });
    })
    .openapi(rename, async (c) => {
      const person = requirePerson(c);
      const { documentId, attachmentId } = c.req.valid('param');
      const document = await access.document(person, documentId);
      const attachment = await find(document, attachmentId);
      // What stands for the paper has no name to choose.
      if (attachment.kind === 'scan' || !document.acts.includes('attach')) throw new Refusal('noRight');
      await attachments.rename(document.row, person.id, attachment, c.req.valid('json').title);
      return c.body(null, 204);
    })
    .openapi(order, async (c) => {
      const person = requirePerson(c);
      const { row, acts } = await access.document(person, c.req.valid('param').documentId);
      if (!acts.includes('attach')) throw new Refusal('noRight');
      await attachments.order(row, person.id, c.req.valid('json').ids);
      return c.body(null, 204);
    })
    .openapi(remove, async (c) => {
      const person = requirePerson(c);
      const { documentId, attachmentId } = c.req.valid('param');
      const document = await access.document(person, documentId);
      const attachment = await find(document, attachmentId);
      if (!document.acts.includes(attachment.kind === 'scan' ? 'removeScan' : 'attach')) throw new Refusal('noRight');
      await attachments.remove(document.row, person.id, attachment);
      return c.body(null, 204);
    });
}

function attachmentOf({ id, order: place, title, fileName, mediaType, size, kind, at }: AttachmentRow): Attachment {
  return { id, order: place, title, fileName, mediaType, size, kind, at: at.toISOString() };
}
