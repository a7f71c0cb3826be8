import { createRoute, z } from '@hono/zod-openapi';
import type { Pdf } from '@yrka/exporters';
import { publicStages } from '@yrka/policies';
import type { Context } from 'hono';
import { compress } from 'hono/compress';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { itemFacts } from '../documents/itemFacts.ts';
import { lockedContent } from '../documents/lockedText.ts';
import { rulesOf } from '../documents/rules.ts';
import { textFor } from '../documents/versions.ts';
import { attachmentHeader, fileNameFor, shownHeader } from '../files/fileName.ts';
import { civilMoment } from '../organisation/civil.ts';
import { nextMeeting } from '../organisation/meetings.ts';
import { templateOf } from '../organisation/template.ts';
import { comparisonOf } from '../papers/comparison.ts';
import { type CopyFormat, copyOf, pagesOf } from '../papers/copies.ts';
import { noticePaper } from '../papers/noticePaper.ts';
import { paperOf, type ReceiptFacts, receiptFacts, receiptPaper, shortCode } from '../papers/paper.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { documentPagesSchema, pageRange } from './exportMessages.ts';
import { reportAsHeader, reportHeader } from './exportReport.ts';
import { filingSchema, receiptSchema } from './wayMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const documentId = z.object({ documentId: z.string() });
/** Of every file: what it does not show stands in a header beside it. */
const withReport = {
  headers: z.object({ [reportHeader]: z.string().openapi({ description: 'What the file does not show: ExportReport as JSON, percent-encoded' }) }),
};
const pdf = {
  description: 'By the standard that was asked for, or that of its template',
  ...withReport,
  content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
};

const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  html: 'text/html; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  akn: 'application/akn+xml',
} as const satisfies Record<CopyFormat, string>;
const endings: Readonly<Record<CopyFormat, string>> = { docx: 'docx', odt: 'odt', html: 'html', markdown: 'md', text: 'txt', akn: 'akn.xml' };

/** What the paper is to look like. */
const look = {
  signing: z.enum(['byHand']).optional().openapi({ description: 'With lines to sign on, instead of signatures' }),
  lineNumbers: z.enum(['0', '1']).optional().openapi({ description: '1: with numbers beside the lines, 0: without; what its template says when left out' }),
};
const filedOrVerified = z
  .enum(['filed', 'verified'])
  .optional()
  .openapi({ description: 'A motion as it will print when it is filed, or an item of the minutes when it is verified: not marked as a draft' });
const withMarks = z.enum(['0', '1']).optional();

const readPdf = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/pdf',
  summary: 'The document as it prints now',
  request: {
    params: documentId,
    query: z.object({
      standard: z.enum(['a-2a', 'a-3a', 'ua-1']).optional().openapi({
        description:
          'What the template of the document says when left out: PDF/A-2a, PDF/A-3a, which carries the document as Akoma Ntoso within it, or PDF/UA-1',
      }),
      ...look,
      as: filedOrVerified,
    }),
  },
  responses: { 200: pdf, ...refusals('badRequest', 'notSignedIn', 'notFound', 'documentTooHeavy', 'readersBusy') },
});

const readPages = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/pages',
  summary: 'The pages that the PDF has, as pictures, some at a time',
  request: {
    params: documentId,
    query: z.object({
      ...look,
      as: filedOrVerified,
      marks: withMarks.openapi({ description: '1: with what is suggested, struck and underlined' }),
      ...pageRange,
    }),
  },
  responses: {
    200: json(documentPagesSchema, 'Fewer than asked for where the document ends'),
    ...refusals('badRequest', 'notSignedIn', 'notFound', 'documentTooHeavy', 'readersBusy', 'papersBusy', 'paperNotMade'),
  },
});

const readExtract = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/extract/pdf',
  summary: 'An extract of the verified minutes (protokollsutdrag) for one to whom the decision goes',
  request: { params: documentId, query: z.object({ recipient: z.string().max(100).openapi({ description: 'Of `recipients` of its verification' }) }) },
  responses: { 200: pdf, ...refusals('badRequest', 'notSignedIn', 'notFound') },
});

const readNotice = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/notice/pdf',
  summary: 'The certificate that verified minutes were announced on the noticeboard (anslagsbevis)',
  request: { params: documentId },
  responses: { 200: pdf, ...refusals('notSignedIn', 'notFound') },
});

const binary = z.string().openapi({ format: 'binary' });

const readWordCopy = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/docx',
  summary: 'The same as a Word file',
  request: {
    params: documentId,
    query: z.object({ marks: withMarks.openapi({ description: '1: with what is suggested, and with the comments that one reads' }), ...look }),
  },
  responses: {
    200: { description: 'Office Open XML', ...withReport, content: { [mediaTypes.docx]: { schema: binary } } },
    ...refusals('badRequest', 'notSignedIn', 'notFound'),
  },
});

const readCopy = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/copies/{format}',
  summary: 'The same as OpenDocument text, as one page of HTML, as Markdown, as plain text, or as Akoma Ntoso',
  request: { params: z.object({ documentId: z.string(), format: z.enum(['odt', 'html', 'markdown', 'text', 'akn']) }), query: z.object(look) },
  responses: {
    200: {
      description: 'A file to save',
      ...withReport,
      content: {
        [mediaTypes.odt]: { schema: binary },
        [mediaTypes.html]: { schema: binary },
        [mediaTypes.markdown]: { schema: binary },
        [mediaTypes.text]: { schema: binary },
        [mediaTypes.akn]: { schema: binary },
      },
    },
    ...refusals('badRequest', 'notSignedIn', 'notFound'),
  },
});

const version = z.coerce.number().int().positive();
const readComparison = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/comparison/{format}',
  summary: 'What differs between two versions: in a PDF struck and underlined, in Word as tracked changes',
  request: {
    params: z.object({ documentId: z.string(), format: z.enum(['pdf', 'docx']) }),
    query: z.object({ before: version, after: version.optional().openapi({ description: 'The text as it is now when left out' }) }),
  },
  responses: {
    200: {
      description: 'A file to save',
      ...withReport,
      content: { 'application/pdf': { schema: binary }, [mediaTypes.docx]: { schema: binary } },
    },
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'documentTooHeavy', 'readersBusy', 'papersBusy', 'paperNotMade'),
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
  const routes = newRoutes();
  // Drawn letters are long, and much the same.
  routes.use('/api/documents/:documentId/pages', compress());
  return routes
    .openapi(readPdf, async (c) => {
      const person = requirePerson(c);
      const { row, shared, matter } = await access.document(person, c.req.valid('param').documentId);
      const motion = await access.motionBeside(person, row);
      const { standard, ...query } = c.req.valid('query');
      const wishes = { row, shared, matter, motion, ...lookOf(query) };
      return asPdf(c, await paperOf({ storage, files }, { ...wishes, ...(standard && { standard }) }, c.req.raw.signal), row.title || row.kind);
    })
    .openapi(readPages, async (c) => {
      const person = requirePerson(c);
      const { from, count, marks, ...query } = c.req.valid('query');
      const document = await access.document(person, c.req.valid('param').documentId);
      const { row, shared, matter } = document;
      const wishes = { row, shared, matter, motion: await access.motionBeside(person, row), ...lookOf(query) };
      const marksFor = marks === '1' ? { server, person, document } : null;
      const { total, pages, report } = await pagesOf({ storage, files }, wishes, { from, count, marksFor }, c.req.raw.signal);
      return c.json({ total, pages: [...pages], report: [...report] }, 200);
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
    .openapi(readNotice, async (c) => {
      const { row } = await access.document(requirePerson(c), c.req.valid('param').documentId);
      return asPdf(c, await noticePaper({ storage, files }, row, c.req.raw.signal), 'Anslagsbevis');
    })
    .openapi(readWordCopy, (c) => asCopy(c, c.req.valid('param').documentId, 'docx', c.req.valid('query')))
    .openapi(readCopy, (c) => asCopy(c, c.req.valid('param').documentId, c.req.valid('param').format, c.req.valid('query')))
    .openapi(readComparison, async (c) => {
      const person = requirePerson(c);
      const { documentId: id, format } = c.req.valid('param');
      const open = await access.document(person, id);
      const { row, shared, matter, readsVersions } = open;
      const { before, after } = c.req.valid('query');
      const named = shared === null && readsVersions ? await storage.rows.versions.named(row.id) : [];
      const shares = shared === null ? [] : await storage.rows.reviews.shares(row.id);
      const compared = async (asked: number | undefined) => {
        const text = await textFor(storage, open, asked);
        // When others write is not told to one who reads what was shared: its moment is that of the sharing.
        const [time] = shared === null ? await storage.journal.times(row.id, text.version - 1, 1) : shares.filter(({ seq }) => seq === text.version);
        const name = named.find(({ seq }) => seq === text.version)?.name ?? null;
        return { contentJson: text.contentJson, at: 'at' in text ? text.at : (time?.at ?? row.updatedAt), name };
      };
      const versions = { before: await compared(before), after: await compared(after), format };
      const wishes = { row, shared, matter, motion: await access.motionBeside(person, row) };
      const { bytes, report } = await comparisonOf({ storage, files }, wishes, versions, c.req.raw.signal);
      const name = fileNameFor(`Jämförelse ${row.title}`, format === 'pdf' ? 'application/pdf' : mediaTypes.docx);
      const type = format === 'pdf' ? 'application/pdf' : mediaTypes.docx;
      return c.body(bytes, 200, { 'Content-Type': type, 'Content-Disposition': attachmentHeader(name), [reportHeader]: reportAsHeader(report) });
    })
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
  async function asCopy(c: Context<RequestEnv>, id: string, format: CopyFormat, query: Look & { readonly marks?: '0' | '1' | undefined }): Promise<Response> {
    const person = requirePerson(c);
    const document = await access.document(person, id);
    const { row, shared, matter } = document;
    const wishes = { row, shared, matter, motion: await access.motionBeside(person, row), ...lookOf(query) };
    const copy = { format, marksFor: query.marks === '1' ? { server, person, document } : null };
    const { bytes, report } = await copyOf({ storage, files }, wishes, copy, c.req.raw.signal);
    const name = fileNameFor(row.title || (await templateOf(storage.rows, row.templateId)).documentLabels[row.kind], mediaTypes.docx);
    const headers = {
      'Content-Type': mediaTypes[format],
      'Content-Disposition': attachmentHeader(name.replace(/\.docx$/u, `.${endings[format]}`)),
      [reportHeader]: reportAsHeader(report),
    };
    return c.body(bytes, 200, headers);
  }

  async function receiptOf(c: Context<RequestEnv>, id: string): Promise<ReceiptFacts> {
    const { row } = await access.document(c.get('person'), id);
    // Its senders may have left the register's roles that read received motions; the receipt of their own draft is theirs.
    if (row.space === 'party' && row.filedAs === null) throw new Refusal('notFound');
    return receiptFacts(storage, row.filedAs ?? row.id);
  }
}

type Look = { readonly signing?: 'byHand' | undefined; readonly lineNumbers?: '0' | '1' | undefined; readonly as?: 'filed' | 'verified' | undefined };

const lookOf = ({ signing, lineNumbers, as }: Look) => ({
  forSigningByHand: signing === 'byHand',
  ...(lineNumbers !== undefined && { lineNumbers: lineNumbers === '1' }),
  asFiled: as === 'filed',
  asVerified: as === 'verified',
});

function asPdf(c: Context<RequestEnv>, { bytes, report }: Pdf, name: string): Response {
  const headers = {
    'Content-Type': 'application/pdf',
    'Content-Disposition': shownHeader(fileNameFor(name, 'application/pdf')),
    [reportHeader]: reportAsHeader(report),
  };
  return c.body(bytes, 200, headers);
}
