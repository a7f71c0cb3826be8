import { createRoute, z } from '@hono/zod-openapi';
import type { DocumentFormat } from '@yrka/exporters';
import { publicStages } from '@yrka/policies';
import type { Context } from 'hono';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { itemFacts } from '../documents/itemFacts.ts';
import { lockedContent } from '../documents/lockedText.ts';
import { rulesOf } from '../documents/rules.ts';
import { attachmentHeader, safeFileName } from '../files/fileName.ts';
import { civilMoment } from '../organisation/civil.ts';
import { nextMeeting } from '../organisation/meetings.ts';
import { templateOf } from '../organisation/template.ts';
import { copyOf } from '../papers/copies.ts';
import { paperOf, type ReceiptFacts, receiptFacts, receiptPaper, shortCode } from '../papers/paper.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { filingSchema, receiptSchema } from './wayMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const documentId = z.object({ documentId: z.string() });
const pdf = {
  description: 'PDF/A-2a, or the standard that was asked for',
  content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
};

const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  html: 'text/html; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  akn: 'application/akn+xml',
} as const satisfies Record<DocumentFormat, string>;
const endings: Readonly<Record<DocumentFormat, string>> = { docx: 'docx', odt: 'odt', html: 'html', markdown: 'md', akn: 'akn.xml' };

const readPdf = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/pdf',
  summary: 'The document as it prints now',
  request: {
    params: documentId,
    query: z.object({
      standard: z
        .enum(['a-2a', 'a-3a', 'ua-1'])
        .optional()
        .openapi({ description: 'PDF/A-2a when left out; PDF/A-3a carries the document as Akoma Ntoso within it; PDF/UA-1' }),
      signing: z.enum(['byHand']).optional().openapi({ description: 'With lines to sign on, instead of signatures' }),
      as: z
        .enum(['filed', 'verified'])
        .optional()
        .openapi({ description: 'A motion as it will print when it is filed, or an item of the minutes when it is verified: not marked as a draft' }),
    }),
  },
  responses: { 200: pdf, ...refusals('badRequest', 'notSignedIn', 'notFound', 'documentTooHeavy', 'readersBusy') },
});

const readExtract = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/extract/pdf',
  summary: 'An extract of the verified minutes (protokollsutdrag) for one to whom the decision goes',
  request: { params: documentId, query: z.object({ recipient: z.string().max(100).openapi({ description: 'Of `recipients` of its verification' }) }) },
  responses: { 200: pdf, ...refusals('badRequest', 'notSignedIn', 'notFound') },
});

const binary = z.string().openapi({ format: 'binary' });
const withMarks = z.enum(['0', '1']).optional().openapi({ description: '1: with what is suggested, and with the comments that one reads' });

const readWordCopy = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/docx',
  summary: 'The same as a Word file',
  request: { params: documentId, query: z.object({ marks: withMarks }) },
  responses: {
    200: { description: 'Office Open XML', content: { [mediaTypes.docx]: { schema: binary } } },
    ...refusals('badRequest', 'notSignedIn', 'notFound'),
  },
});

const readCopy = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/copies/{format}',
  summary: 'The same as OpenDocument text, as one page of HTML, as Markdown, or as Akoma Ntoso',
  request: { params: z.object({ documentId: z.string(), format: z.enum(['odt', 'html', 'markdown', 'akn']) }) },
  responses: {
    200: {
      description: 'A file to save',
      content: {
        [mediaTypes.odt]: { schema: binary },
        [mediaTypes.html]: { schema: binary },
        [mediaTypes.markdown]: { schema: binary },
        [mediaTypes.akn]: { schema: binary },
      },
    },
    ...refusals('badRequest', 'notSignedIn', 'notFound'),
  },
});

const readFiling = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/filing',
  summary: "Which of the assembly's meetings a motion comes to when it is filed now, and what the municipality asks of it",
  request: { params: documentId },
  responses: { 200: json(filingSchema, 'No meeting where none is planned'), ...refusals('notSignedIn', 'notFound') },
});

const readReceipt = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/receipt',
  summary: 'The receipt of a filed motion, by its draft or by what it became',
  request: { params: documentId },
  responses: { 200: json(receiptSchema, 'The receipt'), ...refusals('notSignedIn', 'notFound') },
});

const readReceiptPdf = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/receipt/pdf',
  summary: 'The same as a PDF',
  request: { params: documentId },
  responses: { 200: pdf, ...refusals('notSignedIn', 'notFound') },
});

export function paperRoutes(server: ServerContext): Routes {
  const { access, storage, files, now } = server;
  return newRoutes()
    .openapi(readPdf, async (c) => {
      const person = requirePerson(c);
      const { row, shared, matter } = await access.document(person, c.req.valid('param').documentId);
      const motion = await access.motionBeside(person, row);
      const { signing, as, standard = 'a-2a' } = c.req.valid('query');
      const wishes = { row, shared, matter, motion, forSigningByHand: signing === 'byHand', asFiled: as === 'filed', asVerified: as === 'verified' };
      return asPdf(c, await paperOf({ storage, files }, { ...wishes, standard }, c.req.raw.signal), row.title || row.kind);
    })
    .openapi(readExtract, async (c) => {
      const person = requirePerson(c);
      const { row, shared, matter } = await access.document(person, c.req.valid('param').documentId);
      const lock = row.kind === 'minutesItem' && publicStages.has(row.stage) ? await storage.rows.way.lock(row.id) : null;
      const recipients = lock === null ? [] : itemFacts(lockedContent(lock)).recipients;
      const extractFor = recipients.find(({ id }) => id === c.req.valid('query').recipient);
      // An extract is made from verified minutes, for those whom they name.
      if (extractFor === undefined) throw new Refusal('notFound');
      const wishes = { row, shared, matter, motion: await access.motionBeside(person, row), extractFor };
      return asPdf(c, await paperOf({ storage, files }, wishes, c.req.raw.signal), `Protokollsutdrag ${extractFor.name}`);
    })
    .openapi(readWordCopy, (c) => asCopy(c, c.req.valid('param').documentId, 'docx', c.req.valid('query').marks === '1'))
    .openapi(readCopy, (c) => asCopy(c, c.req.valid('param').documentId, c.req.valid('param').format, false))
    .openapi(readFiling, async (c) => {
      await access.document(requirePerson(c), c.req.valid('param').documentId);
      const at = now();
      const { organisation } = storage.rows;
      const [bodies, parties, { attachmentsOnMotions, servingSubstitutesSign }] = await Promise.all([
        organisation.bodies(),
        organisation.parties(),
        rulesOf(storage.rows),
      ]);
      const assembly = bodies.find(({ kind, isActive }) => kind === 'assembly' && isActive) ?? null;
      const meeting = assembly === null ? null : await nextMeeting(storage.rows, assembly.id, at);
      const seats = assembly === null ? [] : await organisation.assignments({ bodyId: assembly.id, on: civilMoment(at).date });
      const facts = {
        parties: parties.length === 0 ? null : parties.filter(({ isActive }) => isActive).map(({ code }) => code),
        seats: seats.length === 0 ? null : seats.map(({ personId, role }) => ({ personId, role: role === 'substitute' ? role : ('member' as const) })),
        rules: { attachmentsOnMotions, servingSubstitutesSign },
      };
      if (assembly === null || meeting === null) return c.json({ meeting: null, facts }, 200);
      const { date, deadlineDate, deadlineTime } = meeting;
      return c.json({ meeting: { body: assembly.shortName, date, deadlineDate, deadlineTime }, facts }, 200);
    })
    .openapi(readReceipt, async (c) => {
      const { matter, received, receivedAt, lock, senders, attachments } = await receiptOf(c, c.req.valid('param').documentId);
      return c.json(
        {
          documentId: received.id,
          matterId: matter.id,
          title: received.title,
          receivedAt: receivedAt.toISOString(),
          diarienummer: matter.diarienummer,
          senders: senders.map(({ name, party }) => ({ name, party })),
          attachments: [...attachments],
          sha256: lock.sha256,
          code: shortCode(lock.sha256),
        },
        200,
      );
    })
    .openapi(readReceiptPdf, async (c) => {
      const facts = await receiptOf(c, c.req.valid('param').documentId);
      return asPdf(c, await receiptPaper(files, facts, c.req.raw.signal), 'Mottagningskvitto');
    });

  /** A file to save: shown in the page's own place, a document in HTML could be taken for a page of Yrka's. */
  async function asCopy(c: Context<RequestEnv>, id: string, format: DocumentFormat, hasMarks: boolean): Promise<Response> {
    const person = requirePerson(c);
    const document = await access.document(person, id);
    const { row, shared, matter } = document;
    const wishes = { row, shared, matter, motion: await access.motionBeside(person, row) };
    const copy = { format, marksFor: hasMarks ? { server, person, document } : null };
    const { bytes } = await copyOf({ storage, files }, wishes, copy, c.req.raw.signal);
    const name = safeFileName(row.title || (await templateOf(storage.rows, row.templateId)).documentLabels[row.kind], mediaTypes.docx);
    const headers = { 'Content-Type': mediaTypes[format], 'Content-Disposition': attachmentHeader(name.replace(/\.docx$/u, `.${endings[format]}`)) };
    return c.body(bytes, 200, headers);
  }

  async function receiptOf(c: Context<RequestEnv>, id: string): Promise<ReceiptFacts> {
    const { row } = await access.document(c.get('person'), id);
    // Its senders may have left the register's roles that read received motions; the receipt of their own draft is theirs.
    if (row.space === 'party' && row.filedAs === null) throw new Refusal('notFound');
    return receiptFacts(storage, row.filedAs ?? row.id);
  }
}

function asPdf(c: Context<RequestEnv>, { bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }, name: string): Response {
  const fileName = encodeURIComponent(
    `${
      name
        .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
        .trim()
        .slice(0, 120) || 'dokument'
    }.pdf`,
  );
  return c.body(bytes, 200, { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename*=UTF-8''${fileName}` });
}
