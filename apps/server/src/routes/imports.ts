import { createRoute, z } from '@hono/zod-openapi';
import { decodeText, type ImportedDocument, ImporterError, type ImporterErrorCode, importText } from '@yrka/importers';
import { newBlockId } from '@yrka/schema';
import type { ProblemCode } from '../api.ts';
import type { Routes, ServerContext } from '../context.ts';
import { actorOf } from '../documents/access.ts';
import { draftFromContent, inMunicipality, newMatter, partyDraft, storeDraft } from '../documents/creating.ts';
import { municipalityTemplate } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { importedSchema } from './matterMessages.ts';
import { maxTitleLength } from './messages.ts';
import { summaryFor } from '../matters/summaries.ts';
import { json, newRoutes, refusals } from './responses.ts';

const importFile = createRoute({
  method: 'post',
  path: '/api/imports',
  summary: 'A motion, report or decision in plain text becomes a matter with one document',
  request: {
    query: z.object({ name: z.string().max(maxTitleLength).optional().openapi({ description: "The file's name: the title, where the text has none" }) }),
    body: { required: true, content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
  },
  responses: {
    201: json(importedSchema, 'The matter, and what was understood of the text'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'bodyTooLarge', 'unreadableText', 'emptyFile', 'notUnderstood', 'storageFull'),
  },
});

export function importRoutes({ storage, access, now }: ServerContext): Routes {
  return newRoutes().openapi(importFile, async (c) => {
    const person = requirePerson(c);
    const read = readFile(new Uint8Array(await c.req.arrayBuffer()));
    const space = access.policies.importSpace(actorOf(person), read.kind);
    if (space === null) throw new Refusal('noRight');
    const at = now();
    const matterId = newBlockId();
    const place = space.kind === 'municipality' ? inMunicipality(read.kind) : partyDraft(person);
    const draft = draftFromContent(read.kind, read.document, {
      matterId,
      createdBy: person.id,
      place,
      templateId: read.templateId ?? (await municipalityTemplate(storage.rows)).id,
      at,
    });
    const diarienummer = space.kind === 'municipality' ? read.diarienummer : null;
    const matter = newMatter({
      id: matterId,
      title: draft.row.title || withoutEnding(c.req.valid('query').name ?? ''),
      // A diarienummer would say that it has been filed, and a member's own file has not.
      diarienummer,
      ...(space.kind === 'municipality' && { stage: diarienummer === null ? 'received' : 'registered', receivedAt: at }),
      createdAt: at,
    });
    await storeDraft(storage, { ...draft, row: { ...draft.row, movers: read.movers.map(({ name, party }) => ({ name, party })) } }, matter);
    const summary = await summaryFor(storage, person, await access.matter(person, matterId), at);
    return c.json(
      {
        ...summary,
        understood: [...read.report.understood],
        unplaced: read.report.unplaced.map(({ text }) => text),
        furniture: read.report.furniture.map(({ text }) => text),
      },
      201,
    );
  });
}

function readFile(bytes: Uint8Array): ImportedDocument {
  try {
    const { text } = decodeText(bytes);
    if ((text.match(lineEnds)?.length ?? 0) >= maxLines) throw new Refusal('bodyTooLarge');
    const read = importText(text);
    // Any text has a first line and more of them; a matter is made of what is known as one.
    if (read.report.understood.every((part) => part === 'title' || part === 'text')) throw new Refusal('notUnderstood');
    return read;
  } catch (error) {
    if (error instanceof ImporterError) throw new Refusal(importRefusals[error.code], { cause: error });
    throw error;
  }
}

/**
 * Some 400 pages. What is read in costs by the line, while nobody else is served: a small file of
 * half a million lines of one letter held the server for 37 s, and became no document at all.
 */
const maxLines = 20_000;
const lineEnds = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

const importRefusals: { readonly [C in ImporterErrorCode]: ProblemCode } = {
  notText: 'unreadableText',
  picture: 'unreadableText',
  unknownFormat: 'unreadableText',
  damaged: 'unreadableText',
  encrypted: 'unreadableText',
  noText: 'unreadableText',
  empty: 'emptyFile',
  tooLarge: 'bodyTooLarge',
};

/** "Svar på motion.txt" is a poor title, "Svar på motion" a fair one. */
const withoutEnding = (name: string) => name.replace(/\.[^.]{1,5}$/, '').trim();
