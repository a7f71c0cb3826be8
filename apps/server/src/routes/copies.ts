import { createRoute, z } from '@hono/zod-openapi';
import type { PersonRow } from '@yrka/storage';
import type { Context } from 'hono';
import type { BroughtCopy } from '../api.ts';
import { threadsFor } from '../comments/comments.ts';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { type OpenDocument, roomPerson } from '../documents/access.ts';
import { fileClientIds } from '../documents/attributing.ts';
import { readFor, readVersion, updatesFor } from '../documents/reading.ts';
import { textAt, unusedClientId } from '../documents/versions.ts';
import type { AskedVersion, Brought } from '../importing/bringingMessages.ts';
import { Readings } from '../importing/reading.ts';
import { Refusal } from '../refusal.ts';
import { InTurn } from '../rooms/inTurn.ts';
import { requirePerson } from '../session.ts';
import { broughtCopySchema } from './copyMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { submissionRefusals } from './submissions.ts';

const request = {
  params: z.object({ documentId: z.string() }),
  body: { required: true, content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
} as const;
const unreadable = [
  'bodyTooLarge',
  'unreadableText',
  'fileDamaged',
  'fileEncrypted',
  'emptyFile',
  'readingTooHeavy',
  'readersBusy',
  'documentTooHeavy',
] as const;
const refused = ['badRequest', 'notSignedIn', 'noRight', 'notFound', 'textIsLocked', 'notACopy', 'copyOfOther', 'copyVersionUnknown', ...unreadable] as const;

const look = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/copies/readings',
  summary: 'What somebody changed in a copy of the document that they edited elsewhere. Nothing is stored',
  request,
  responses: { 200: json(broughtCopySchema, 'What would become of each change'), ...refusals(...refused) },
});

const bring = createRoute({
  method: 'post',
  path: '/api/documents/{documentId}/copies',
  summary: 'What somebody changed in a copy becomes their suggestions in the document as it is now',
  request,
  responses: {
    200: json(broughtCopySchema, 'What became of each change'),
    ...refusals(...refused, 'conflict', 'documentFull', 'storageFull', 'storageFailed'),
  },
});

type Read = Brought & { readonly at: Date; readonly epoch: number };

/** Edited copies that come back. What they were made of, the journal says; of the file only the words are believed. */
export function copyRoutes(server: ServerContext): Routes {
  const { storage, access, rooms } = server;
  const readings = new Readings();
  const turns = new InTurn();

  /** @throws Refusal `noRight` to whoever neither writes nor suggests there now, and `textIsLocked` to who would do so else */
  async function opened(person: PersonRow, id: string): Promise<OpenDocument> {
    const open = await access.document(person, id);
    if (open.mayWrite || open.maySuggest) return open;
    const { access: may } = await asked(person, id);
    throw new Refusal(may === 'late' ? 'textIsLocked' : 'noRight');
  }

  async function asked(person: PersonRow, id: string) {
    const grant = await access.inRoom(person.id, id);
    return typeof grant === 'string' ? { access: grant } : grant;
  }

  async function read(bytes: Uint8Array<ArrayBuffer>, person: PersonRow, open: OpenDocument): Promise<Read> {
    const documentId = open.row.id;
    let facts: Pick<Read, 'at' | 'epoch'> | null = null;
    const clientId = await unusedClientId(storage.rows, documentId, fileClientIds.from, fileClientIds.before);
    const brought = await readings.bring(bytes, {
      documentId,
      personId: person.id,
      clientId,
      give: async (wanted) => {
        const { base, at } = await versionOf(open, wanted);
        const { updates, epoch } = await updatesFor(storage, open);
        facts = { at, epoch };
        return { base, updates };
      },
    });
    // It is not brought without having asked.
    return { ...brought, ...(facts ?? { at: new Date(0), epoch: 0 }) };
  }

  /** The version that a copy says it was made of, as this person may read it. */
  async function versionOf(open: OpenDocument, { version, isMarked }: AskedVersion): Promise<{ readonly base: string; readonly at: Date }> {
    try {
      if (open.shared === null) {
        // A text that came from another installation has other names for its versions.
        const { contentJson, at, version: here } = await textAt(storage, open, version);
        const suggested = isMarked ? JSON.stringify((await readVersion(storage, open.row.id, here)).suggested.toJSON()) : contentJson;
        return { base: suggested, at };
      }
      const [text, shares] = await Promise.all([readFor(storage, open, version), storage.rows.reviews.shares(open.row.id)]);
      const at = shares.find(({ seq }) => seq === version)?.at ?? open.shared.at;
      return { base: isMarked ? JSON.stringify(text.suggested.toJSON()) : text.contentJson, at };
    } catch (error) {
      if (error instanceof Refusal && (error.code === 'notFound' || error.code === 'noRight')) throw new Refusal('copyVersionUnknown', { cause: error });
      throw error;
    }
  }

  /** Comments that Yrka itself wrote into the file are no news. */
  async function told(
    person: PersonRow,
    document: OpenDocument,
    { version, at, changes, unplaced, authors, comments, isMarked }: Read,
    isStored: boolean,
  ): Promise<BroughtCopy> {
    const known =
      document.comments === 'none' ? [] : (await threadsFor({ server, person, document })).flatMap((thread) => thread.comments.map(({ text }) => text));
    return {
      version,
      at: at.toISOString(),
      changes: changes.map((change) => ({ ...change, replaced: [...change.replaced], overtaken: [...change.overtaken] })),
      unplaced: [...unplaced],
      authors: isMarked ? [] : [...authors],
      comments: comments.filter(({ text }) => text !== '' && !known.some((one) => one !== '' && text.includes(one))),
      isStored,
    };
  }

  return newRoutes()
    .openapi(look, async (c) => {
      const person = requirePerson(c);
      const open = await opened(person, c.req.valid('param').documentId);
      return c.json(await told(person, open, await read(await fileIn(c), person, open), false), 200);
    })
    .openapi(bring, async (c) => {
      const person = requirePerson(c);
      const open = await opened(person, c.req.valid('param').documentId);
      const bytes = await fileIn(c);
      // One after the other: the same copy from two pages at once would be put in twice.
      const brought = await turns.next(open.row.id, async () => {
        const copy = await read(bytes, person, open);
        if (copy.update === null) return copy;
        const submission = await rooms.submit(open.row.id, roomPerson(person), copy.update, copy.epoch);
        // Locked meanwhile: it is kept for the person alone, as all that comes too late is.
        if (submission === 'late') throw new Refusal('textIsLocked');
        const refusal = submissionRefusals[submission];
        if (refusal !== null) throw new Refusal(refusal);
        return copy;
      });
      return c.json(await told(person, open, brought, brought.update !== null), 200);
    });
}

async function fileIn(c: Context<RequestEnv>): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.length === 0) throw new Refusal('emptyFile');
  return bytes;
}
