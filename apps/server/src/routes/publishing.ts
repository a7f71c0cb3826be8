import { createRoute, z } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import type { Publishing as PublishingAnswer } from '../api.ts';
import { record, municipalityChain } from '../audit/record.ts';
import type { Routes, ServerContext } from '../context.ts';
import type { OpenDocument } from '../documents/access.ts';
import { attachmentHeader } from '../files/fileName.ts';
import { civilMoment } from '../organisation/civil.ts';
import { templateOf } from '../organisation/template.ts';
import {
  decideMasks,
  type Publishing,
  publishingCopy,
  type PublishingFormat,
  publishingOf,
  publishingPages,
  type PublishingWishes,
} from '../papers/publishing.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { documentPagesSchema, pageRange } from './exportMessages.ts';
import { newMaskDecisionsSchema, publishingSchema } from './publishingMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const documentId = z.object({ documentId: z.string() });
const binary = z.string().openapi({ format: 'binary' });
const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
} as const satisfies Record<PublishingFormat, string>;

const read = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/publishing',
  summary: 'A locked document with what in it may be personal, and what was said of that: for those who may publish it',
  request: { params: documentId },
  responses: { 200: json(publishingSchema, 'What there is to decide'), ...refusals('notSignedIn', 'noRight', 'notFound', 'documentTooHeavy', 'readersBusy') },
});

const decide = createRoute({
  method: 'put',
  path: '/api/documents/{documentId}/publishing/decisions',
  summary: 'Say of words that they are masked when it is published, or that they stand',
  request: { params: documentId, body: { required: true, content: { 'application/json': { schema: newMaskDecisionsSchema } } } },
  responses: {
    200: json(publishingSchema, 'What there is to decide now'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'textHasChanged', 'storageFull', 'documentTooHeavy', 'readersBusy'),
  },
});

const readCopy = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/publishing/copies/{format}',
  summary: 'The publishing version: without what is masked, and without signatures',
  request: {
    params: z.object({ documentId: z.string(), format: z.enum(['pdf', 'docx', 'html']) }),
  },
  responses: {
    200: {
      description: 'A file',
      content: { [mediaTypes.pdf]: { schema: binary }, [mediaTypes.docx]: { schema: binary }, [mediaTypes.html]: { schema: binary } },
    },
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'undecidedFindings'),
  },
});

const readPages = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/publishing/pages',
  summary: 'The pages of the publishing version as pictures, some at a time: to look at, and not recorded as taken out',
  request: { params: documentId, query: z.object(pageRange) },
  responses: {
    200: json(documentPagesSchema, 'Fewer than asked for where the document ends'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'undecidedFindings', 'papersBusy', 'paperNotMade'),
  },
});

export function publishingRoutes({ access, storage, files: kept, now }: ServerContext): Routes {
  const { rows } = storage;

  async function publishable(person: ReturnType<typeof requirePerson>, id: string): Promise<OpenDocument> {
    const document = await access.document(person, id);
    if (!document.acts.includes('publish')) throw new Refusal('noRight');
    return document;
  }

  const routes = newRoutes();
  // Drawn letters are long, and much the same.
  routes.use('/api/documents/:documentId/publishing/pages', compress());
  return routes
    .openapi(read, async (c) => {
      const { row } = await publishable(requirePerson(c), c.req.valid('param').documentId);
      return c.json(await answerOf(await publishingOf(storage, row)), 200);
    })
    .openapi(decide, async (c) => {
      const person = requirePerson(c);
      const { row } = await publishable(person, c.req.valid('param').documentId);
      const after = await decideMasks(storage, { row, by: person.id, at: now() }, c.req.valid('json'));
      return c.json(await answerOf(after), 200);
    })
    .openapi(readCopy, async (c) => {
      const person = requirePerson(c);
      const { documentId: id, format } = c.req.valid('param');
      const wishes = await wishesFor(person, id);
      const { row, on, at } = wishes;
      const { file, masks, sha256 } = await publishingCopy({ storage, files: kept }, { ...wishes, format }, c.req.raw.signal);
      await record(rows, {
        chain: municipalityChain,
        at,
        actorId: person.id,
        act: 'publish',
        subject: { kind: 'document', id: row.id },
        details: { format, masks, sha256 },
      });
      // Of its title nothing: a word of that may be masked.
      const { documentLabels } = await templateOf(rows, row.templateId);
      const name = `Publiceringsversion ${documentLabels[row.kind]} ${on}.${format}`;
      return c.body(file.bytes, 200, { 'Content-Type': mediaTypes[format], 'Content-Disposition': attachmentHeader(name) });
    })
    .openapi(readPages, async (c) => {
      const wishes = await wishesFor(requirePerson(c), c.req.valid('param').documentId);
      const { total, pages, report } = await publishingPages({ storage, files: kept }, wishes, c.req.valid('query'), c.req.raw.signal);
      return c.json({ total, pages: [...pages], report: [...report] }, 200);
    });

  async function wishesFor(person: ReturnType<typeof requirePerson>, id: string): Promise<PublishingWishes> {
    const { row, shared, matter } = await publishable(person, id);
    const at = now();
    return { row, shared, matter, motion: await access.motionBeside(person, row), on: civilMoment(at).date, at };
  }

  async function answerOf({ lock, content, beside, findings, decisions, files }: Publishing): Promise<PublishingAnswer> {
    const names = new Map<string, string>();
    for (const { by } of decisions) if (!names.has(by)) names.set(by, (await rows.person(by))?.name ?? '');
    return {
      sha256: lock.sha256,
      content: content.toJSON() as unknown,
      beside: [...beside],
      findings: findings.map(({ part, from, to, kind, certainty }) => ({ part, from, to, kind, certainty })),
      decisions: decisions.map(({ part, from, to, verdict, reason, by, at }) => ({
        part,
        from,
        to,
        verdict,
        reason,
        by: names.get(by) ?? '',
        at: at.toISOString(),
      })),
      files,
    };
  }
}
