import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { isStillIn } from '../askingAgain.ts';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { Bringing, type SentCopy } from '../importing/bringing.ts';
import { Refusal } from '../refusal.ts';
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

export function copyRoutes(server: ServerContext): Routes {
  const bringing = new Bringing(server);
  return newRoutes()
    .openapi(look, async (c) => {
      const person = requirePerson(c);
      const open = await bringing.opened(person, c.req.valid('param').documentId);
      return c.json(bringing.told(await bringing.read(await fileIn(c), person, open), false), 200);
    })
    .openapi(bring, async (c) => {
      const person = requirePerson(c);
      const open = await bringing.opened(person, c.req.valid('param').documentId);
      const { read, submission } = await bringing.bring(await fileIn(c), person, open, () => isStillIn(c, server));
      // Locked meanwhile: it is kept for the person alone, as all that comes too late is.
      if (submission === 'late') throw new Refusal('textIsLocked');
      const refusal = submission === null ? null : submissionRefusals[submission];
      if (refusal !== null) throw new Refusal(refusal);
      return c.json(bringing.told(read, submission !== null || read.comments.some(({ outcome }) => outcome === 'placed')), 200);
    });
}

async function fileIn(c: Context<RequestEnv>): Promise<SentCopy> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.length === 0) throw new Refusal('emptyFile');
  return { bytes, signal: c.req.raw.signal };
}
