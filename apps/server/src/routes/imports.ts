import { createRoute, z } from '@hono/zod-openapi';
import { type ImportableKind, importableKinds, type MunicipalityTemplate, newBlockId, schema, templates as known } from '@yrka/schema';
import { type DocumentAct, documentActs } from '@yrka/policies';
import type { PersonRow } from '@yrka/storage';
import type { Reading as ReadingMessage } from '../api.ts';
import { askWhoAgain } from '../askingAgain.ts';
import type { Routes, ServerContext } from '../context.ts';
import { actorOf, type OpenMatter } from '../documents/access.ts';
import { type Draft, draftFromContent, inMunicipality, newMatter, partyDraft, type Place, storeDraft } from '../documents/creating.ts';
import { mediaTypeOf } from '../files/mediaType.ts';
import { Readings } from '../importing/reading.ts';
import type { Reading } from '../importing/threadMessages.ts';
import { beginPreparing } from '../matters/beginPreparing.ts';
import { summaryFor } from '../matters/summaries.ts';
import { municipalityTemplate } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { importedSchema, readingSchema } from './importMessages.ts';
import { maxTitleLength } from './messages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const wishes = z.object({
  name: z.string().max(maxTitleLength).optional().openapi({ description: "The file's name: the title, where the text has none" }),
  kind: z.enum(importableKinds).optional().openapi({ description: 'What the file is; found out when left out' }),
  templateId: z.string().max(100).optional().openapi({ description: 'The municipality whose headings it has; found out when left out' }),
  matterId: z.string().max(100).optional().openapi({ description: 'The matter that it belongs to; one of its own when left out' }),
});
const request = {
  query: wishes,
  body: { required: true, content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
} as const;
/** One reason each why a file cannot be read. */
const unreadable = [
  'bodyTooLarge',
  'unreadableText',
  'fileIsPicture',
  'unknownFormat',
  'fileDamaged',
  'fileEncrypted',
  'scanWithoutText',
  'emptyFile',
  'notUnderstood',
  'readingTooHeavy',
  'readersBusy',
] as const;

const readFile = createRoute({
  method: 'post',
  path: '/api/imports/readings',
  summary: 'What is understood of a motion, report or decision in a file. Nothing is stored',
  request,
  responses: {
    200: json(readingSchema, 'The document that it would become, beside the original'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', ...unreadable),
  },
});

const importFile = createRoute({
  method: 'post',
  path: '/api/imports',
  summary: 'A motion, report or decision in a file becomes a document of a matter, or a matter with one document',
  request,
  responses: {
    201: json(importedSchema, 'The matter, and which document the file became'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', ...unreadable, 'storageFull'),
  },
});

type Wishes = z.infer<typeof wishes>;
type Sent = { readonly body: ArrayBuffer; readonly signal: AbortSignal };
type Read = Reading & { readonly template: MunicipalityTemplate; readonly templates: readonly MunicipalityTemplate[] };

export function importRoutes(server: ServerContext): Routes {
  const { storage, access, attachments, config, now } = server;
  const readings = new Readings();

  async function read({ body, signal }: Sent, { kind, templateId }: Wishes): Promise<Read> {
    const own = await municipalityTemplate(storage.rows);
    const templates = [own, ...known.filter(({ id }) => id !== own.id)];
    const chosen = templateId === undefined ? null : templates.find(({ id }) => id === templateId);
    if (chosen === undefined) throw new Refusal('badRequest');
    const reading = await readings.read(new Uint8Array(body), { kind: kind ?? null, templates: chosen === null ? templates : [chosen], signal });
    // Any text has a first line and more of them; a matter is made of what is known as one, or of what somebody says it is.
    const isKnown = reading.report.understood.some((part) => part !== 'title' && part !== 'text');
    if (!isKnown && kind === undefined) throw new Refusal('notUnderstood');
    return { ...reading, template: chosen ?? templates.find(({ id }) => id === reading.templateId) ?? own, templates };
  }

  /** The kinds of document that the person may bring: into the matter, or into one of its own. */
  function kindsFor(person: PersonRow, matter: OpenMatter | null): readonly ImportableKind[] {
    return matter === null
      ? importableKinds.filter((kind) => access.policies.importSpace(actorOf(person), kind) !== null)
      : importableKinds.filter((kind) => matter.mayCreate.includes(kind));
  }

  /** Whether a document of this kind has room for files beside it, where it would begin. */
  async function mayGoWith(person: PersonRow, kind: ImportableKind): Promise<boolean> {
    const { kinds, from }: DocumentAct = documentActs.attach;
    return kinds.includes(kind) && from.includes(placeFor(person, kind).stage) && (await attachments.mayHave({ kind }));
  }

  /** What a member brings is a draft, what an officer brings has come in. */
  function placeFor(person: PersonRow, kind: ImportableKind): Place {
    return access.policies.importSpace(actorOf(person), kind)?.kind === 'party' ? partyDraft(person) : inMunicipality(kind);
  }

  /** The document in a matter that is there. */
  async function intoMatter(person: PersonRow, matter: OpenMatter, reading: Read): Promise<Draft> {
    const at = now();
    const draft = draftOf(reading, person, inMunicipality(reading.kind), matter.row.id, at);
    await storeDraft(storage, draft, null);
    if (reading.kind === 'officerReport' && matter.acts.includes('prepare')) await beginPreparing({ server, person, at }, matter.row);
    return draft;
  }

  /** The document in a matter of its own. */
  async function asMatter(person: PersonRow, reading: Read, name: string): Promise<Draft> {
    const place = placeFor(person, reading.kind);
    const isReceived = place.space === 'municipality';
    const at = now();
    const draft = draftOf(reading, person, place, newBlockId(), at);
    // A diarienummer would say that it has been filed, and a member's own file has not.
    const diarienummer = isReceived ? reading.diarienummer : null;
    const matter = newMatter({
      id: draft.row.matterId,
      title: draft.row.title || withoutEnding(name),
      diarienummer,
      ...(isReceived && { stage: diarienummer === null ? 'received' : 'registered', receivedAt: at }),
      createdAt: at,
    });
    await storeDraft(storage, draft, matter);
    return draft;
  }

  return newRoutes()
    .openapi(readFile, async (c) => {
      const person = requirePerson(c);
      const query = c.req.valid('query');
      const kinds = kindsFor(person, query.matterId === undefined ? null : await access.matter(person, query.matterId));
      if (kinds.length === 0) throw new Refusal('noRight');
      const body = await c.req.arrayBuffer();
      const mediaType = await mediaTypeOf((position, length) => Promise.resolve(new Uint8Array(body).subarray(position, position + length)), body.byteLength);
      const size = body.byteLength;
      const { kind, template, templates, document, diarienummer, lines, report } = await read({ body, signal: c.req.raw.signal }, query);
      const answer: ReadingMessage = {
        kind,
        kinds: [...kinds],
        template,
        templates: templates.map(({ id, municipality }) => ({ id, municipality })),
        document,
        original: !(await mayGoWith(person, kind)) ? 'noPlace' : mediaType === null ? 'notAllowed' : size > config.maxAttachmentBytes ? 'tooLarge' : 'kept',
        diarienummer,
        lines: [...lines],
        understood: [...report.understood],
        unplaced: [...report.unplaced],
        furniture: [...report.furniture],
        coverage: report.coverage,
      };
      return c.json(answer, 200);
    })
    .openapi(importFile, async (c) => {
      const query = c.req.valid('query');
      const asked = async () => {
        const person = requirePerson(c);
        const matter = query.matterId === undefined ? null : await access.matter(person, query.matterId);
        const kinds = kindsFor(person, matter);
        if (kinds.length === 0) throw new Refusal('noRight');
        return { person, matter, kinds };
      };
      await asked();
      const reading = await read({ body: await c.req.arrayBuffer(), signal: c.req.raw.signal }, query);
      // To read it takes its time.
      await askWhoAgain(c, server);
      const { person, matter, kinds } = await asked();
      if (!kinds.includes(reading.kind)) throw new Refusal('noRight');
      const { row } = await (matter === null ? asMatter(person, reading, query.name ?? '') : intoMatter(person, matter, reading));
      return c.json({ ...(await summaryFor(storage, person, await access.matter(person, row.matterId), now())), documentId: row.id }, 201);
    });
}

function draftOf({ kind, document, template, movers }: Read, person: PersonRow, place: Place, matterId: string, at: Date): Draft {
  const draft = draftFromContent(kind, schema.nodeFromJSON(document), { matterId, createdBy: person.id, place, templateId: template.id, at });
  return { ...draft, row: { ...draft.row, movers: movers.map(({ name, party }) => ({ name, party })) } };
}

/** "Svar på motion.txt" is a poor title, "Svar på motion" a fair one. */
const withoutEnding = (name: string) => name.replace(/\.[^.]{1,5}$/, '').trim();
