import { createRoute, z } from '@hono/zod-openapi';
import type { PersonRow } from '@yrka/storage';
import { matterActNames, type MatterActName } from '@yrka/policies';
import { performOnMatter } from '../acts/matterActs.ts';
import type { MatterDetails } from '../api.ts';
import { newBlockId } from '@yrka/schema';
import type { Routes, ServerContext } from '../context.ts';
import { municipalityChain, record } from '../audit/record.ts';
import { archivedMatter, archiveProfile } from '../archives/archiveFacts.ts';
import { archivePackage } from '../archives/archivePackage.ts';
import { findingsOf } from '../archives/findings.ts';
import { matterBundle } from '../bundles/matterBundle.ts';
import { sightOf } from '../bundles/sights.ts';
import { actorOf } from '../documents/access.ts';
import { attachmentHeader, fileNameFor } from '../files/fileName.ts';
import { draftDocument, inMunicipality, namedPerson, newMatter, partyDraft, storeDraft } from '../documents/creating.ts';
import { knownFilling, reportParts } from '../documents/filling.ts';
import { beginPreparing } from '../matters/beginPreparing.ts';
import { detailsFor } from '../matters/details.ts';
import { comingMeetings, planningAt, documentSummary, summariesFor, summaryFor } from '../matters/summaries.ts';
import { receivePaper } from '../matters/paper.ts';
import { searchMatters } from '../matters/searching.ts';
import { municipalityTemplate, templateOf } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { newDocumentSchema } from './documentMessages.ts';
import {
  archiveReportSchema,
  matterDetailsSchema,
  matterListSchema,
  matterSummarySchema,
  newMatterSchema,
  paperSchema,
  planningSchema,
} from './matterMessages.ts';
import { documentSummarySchema } from './messages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const matterId = z.object({ matterId: z.string() });

const list = createRoute({
  method: 'get',
  path: '/api/matters',
  summary: 'The matters of which one may read something, or those of them in which the words of a search stand',
  request: { query: z.object({ search: z.string().max(200).optional().openapi({ example: 'cykel' }) }) },
  responses: { 200: json(matterListSchema, 'Newest first'), ...refusals('badRequest', 'notSignedIn') },
});

const create = createRoute({
  method: 'post',
  path: '/api/matters',
  summary: 'Begin a motion, in a matter of its own',
  request: { body: { required: true, content: { 'application/json': { schema: newMatterSchema } } } },
  responses: { 201: json(matterSummarySchema, 'The matter with its motion'), ...refusals('badRequest', 'notSignedIn', 'noRight', 'storageFull') },
});

const read = createRoute({
  method: 'get',
  path: '/api/matters/{matterId}',
  summary: 'One matter',
  request: { params: matterId },
  responses: { 200: json(matterDetailsSchema, 'The matter'), ...refusals('notSignedIn', 'notFound') },
});

const along = (what: string) =>
  z
    .enum(['0', '1'])
    .optional()
    .openapi({ description: `1: with ${what}` });

const bundle = createRoute({
  method: 'get',
  path: '/api/matters/{matterId}/bundle',
  summary: 'The whole of a matter as one archive: its documents in every format, attachments, checksums, and what is chosen beside them',
  request: {
    params: matterId,
    query: z.object({
      comments: along('what was said, as one reads it'),
      versions: along('the list of versions'),
      log: along('what the audit log has of it'),
      journal: along('everything that was ever written in it'),
    }),
  },
  responses: {
    200: {
      description: 'A zip, with manifest.json and SHA256SUMS in it',
      content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound'),
  },
});

const archive = createRoute({
  method: 'get',
  path: '/api/matters/{matterId}/archive',
  summary: 'The public records of a matter as an information package for the archive (FGS Paketstruktur 2.0: E-ARK CSIP and SIP)',
  request: { params: matterId },
  responses: {
    200: {
      description: 'A zip, or a tar where the municipality has set it so, with METS.xml in its one folder',
      content: {
        'application/zip': { schema: z.string().openapi({ format: 'binary' }) },
        'application/x-tar': { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
    ...refusals('notSignedIn', 'noRight', 'notFound'),
  },
});

const archiveReport = createRoute({
  method: 'get',
  path: '/api/matters/{matterId}/archive/report',
  summary: 'What the package for the archive would lack of what an archive may ask for, and what would stay out of it',
  request: { params: matterId },
  responses: { 200: json(archiveReportSchema, 'As far as it is known before a page is set'), ...refusals('notSignedIn', 'noRight', 'notFound') },
});

const createDocument = createRoute({
  method: 'post',
  path: '/api/matters/{matterId}/documents',
  summary: 'Begin a report or a protokollsparagraf in a matter',
  request: { params: matterId, body: { required: true, content: { 'application/json': { schema: newDocumentSchema } } } },
  responses: { 201: json(documentSummarySchema, 'The document'), ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'storageFull') },
});

const planning = createRoute({
  method: 'get',
  path: '/api/planning',
  summary: 'The bodies and their meetings, for whoever plans',
  responses: { 200: json(planningSchema, 'Those in use'), ...refusals('notSignedIn') },
});

const act = createRoute({
  method: 'post',
  path: '/api/matters/{matterId}/acts/{act}',
  summary: 'Do something with a matter: what `acts` of GET /api/matters/{matterId} says one may',
  request: {
    params: matterId.extend({ act: z.enum(matterActNames as [MatterActName, ...MatterActName[]]) }),
    body: { required: false, content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } } },
  },
  responses: {
    200: json(matterDetailsSchema, 'Done; the matter as it is now'),
    ...refusals(
      'badRequest',
      'notSignedIn',
      'noRight',
      'notFound',
      'conflict',
      'diarienummerInUse',
      'noSuchBody',
      'noSuchMeeting',
      'notOfAssembly',
      'outcomeOfAssembly',
      'notYet',
      'dateHasPassed',
      'referredAlready',
      'moversDisagree',
      'storageFull',
    ),
  },
});

const paper = createRoute({
  method: 'post',
  path: '/api/matters/paper',
  summary: 'A motion has come in on paper: what was typed of it stands locked',
  request: { body: { required: true, content: { 'application/json': { schema: paperSchema } } } },
  responses: {
    201: json(matterSummarySchema, 'The matter with its motion'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notYet', 'emptyFile', 'storageFull'),
  },
});

export function matterRoutes(server: ServerContext): Routes {
  const { storage, access, now } = server;
  return newRoutes()
    .openapi(list, async (c) => {
      const person = requirePerson(c);
      const matters = await searchMatters(storage, await access.matters(person), c.req.valid('query').search ?? '');
      const at = now();
      return c.json(
        {
          matters: await summariesFor(storage, person, matters, at),
          mayCreateMatter: access.policies.mayCreate(actorOf(person), 'motion', { kind: 'newMatter' }),
          mayReceivePaper: access.policies.mayReceivePaper(actorOf(person)),
          mayTakeIn: access.policies.mayTakeIn(actorOf(person)),
          coming: await comingMeetings(storage, at),
        },
        200,
      );
    })
    .openapi(create, async (c) => {
      const person = requirePerson(c);
      if (!access.policies.mayCreate(actorOf(person), 'motion', { kind: 'newMatter' })) throw new Refusal('noRight');
      const { title } = c.req.valid('json');
      const at = now();
      const matter = newMatter({ id: newBlockId(), title, createdAt: at });
      const movers = [namedPerson(person)];
      const motion = draftDocument(
        'motion',
        { title, people: { movers, signatories: movers } },
        { matterId: matter.id, person, place: partyDraft(person), template: await municipalityTemplate(storage.rows), at },
      );
      await storeDraft(storage, motion, matter);
      return c.json(await summaryFor(storage, person, await access.matter(person, matter.id), at), 201);
    })
    .openapi(read, async (c) => {
      const person = requirePerson(c);
      return c.json(await readDetails(server, person, c.req.valid('param').matterId), 200);
    })
    .openapi(bundle, async (c) => {
      const person = requirePerson(c);
      const matter = await access.matter(person, c.req.valid('param').matterId);
      if (!matter.mayTakeOut) throw new Refusal('noRight');
      const { comments, versions, log, journal } = c.req.valid('query');
      const choice = { comments: comments === '1', versions: versions === '1', log: log === '1', journal: journal === '1' };
      const at = now();
      // Recorded first: the archive has its own taking in it.
      await record(storage.rows, {
        chain: municipalityChain,
        at,
        actorId: person.id,
        act: 'exportMatter',
        subject: { kind: 'matter', id: matter.row.id },
        details: choice,
      });
      const name = fileNameFor(`Ärende ${matter.row.diarienummer ?? matter.row.title}`, 'application/pdf').replace(/\.pdf$/u, '.zip');
      const content = matterBundle({ kept: server, sight: sightOf(server, person, matter), choice, at, signal: c.req.raw.signal });
      return c.body(content, 200, { 'Content-Type': 'application/zip', 'Content-Disposition': attachmentHeader(name) });
    })
    .openapi(archive, async (c) => {
      const person = requirePerson(c);
      const matter = await access.matter(person, c.req.valid('param').matterId);
      if (!matter.mayTakeOut) throw new Refusal('noRight');
      const at = now();
      await record(storage.rows, {
        chain: municipalityChain,
        at,
        actorId: person.id,
        act: 'exportMatter',
        subject: { kind: 'matter', id: matter.row.id },
        details: { archive: true },
      });
      const { id, ending, content } = await archivePackage({ kept: server, sight: sightOf(server, person, matter), at, signal: c.req.raw.signal });
      const mediaType = ending === 'tar' ? 'application/x-tar' : 'application/zip';
      return c.body(content, 200, { 'Content-Type': mediaType, 'Content-Disposition': attachmentHeader(`${id}.${ending}`) });
    })
    .openapi(archiveReport, async (c) => {
      const person = requirePerson(c);
      const matter = await access.matter(person, c.req.valid('param').matterId);
      if (!matter.mayTakeOut) throw new Refusal('noRight');
      const [archived, profile] = await Promise.all([
        archivedMatter(storage.rows, sightOf(server, person, matter)),
        archiveProfile(storage.rows, server.config),
      ]);
      return c.json({ records: archived.documents.length, findings: [...findingsOf(archived, profile)] }, 200);
    })
    .openapi(planning, async (c) => {
      requirePerson(c);
      return c.json(await planningAt(storage, now()), 200);
    })
    .openapi(act, async (c) => {
      const person = requirePerson(c);
      const { matterId: id, act: name } = c.req.valid('param');
      const { row, acts } = await access.matter(person, id);
      if (!acts.includes(name)) throw new Refusal('noRight');
      await performOnMatter({ server, person, at: now() }, name, row, c.req.valid('json'));
      return c.json(await readDetails(server, person, id), 200);
    })
    .openapi(paper, async (c) => {
      const person = requirePerson(c);
      if (!access.policies.mayReceivePaper(actorOf(person))) throw new Refusal('noRight');
      const at = now();
      const { matterId: id } = await receivePaper({ server, person, at }, c.req.valid('json'));
      return c.json(await summaryFor(storage, person, await access.matter(person, id), at), 201);
    })
    .openapi(createDocument, async (c) => {
      const person = requirePerson(c);
      const matter = await access.matter(person, c.req.valid('param').matterId);
      const { kind } = c.req.valid('json');
      if (!matter.mayCreate.includes(kind)) throw new Refusal('noRight');
      // A statement stands with the group, and is begun by a request of its own.
      if (kind === 'writtenStatement') throw new Refusal('badRequest');
      const at = now();
      const motionTitle = matter.documents.find(({ row }) => row.kind === 'motion')?.row.title ?? null;
      const filling = await knownFilling(storage.rows, { kind, matter: matter.row, motionTitle, person, at });
      // A sample of another municipality goes on as it began; what is ours goes by our words of today.
      const first = matter.documents[0]?.row;
      const template = first?.space === 'published' ? await templateOf(storage.rows, first.templateId) : await municipalityTemplate(storage.rows);
      const parts = kind === 'minutesItem' ? await reportParts(storage.rows, matter, template) : null;
      const draft = draftDocument(kind, parts === null ? filling : { ...filling, parts }, {
        matterId: matter.row.id,
        person,
        place: inMunicipality(kind),
        template,
        at,
      });
      await storeDraft(storage, draft, null);
      if (kind === 'officerReport' && matter.acts.includes('prepare')) await beginPreparing({ server, person, at }, matter.row);
      return c.json(documentSummary(await access.document(person, draft.row.id)), 201);
    });
}

async function readDetails({ storage, access, now }: ServerContext, person: PersonRow, id: string): Promise<MatterDetails> {
  const matter = await access.matter(person, id);
  return detailsFor(storage, person, matter, await access.draftOf(person, matter), now());
}
