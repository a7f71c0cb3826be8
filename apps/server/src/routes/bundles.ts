import { createRoute, z } from '@hono/zod-openapi';
import type { BundlePreview, TakenIn } from '../api.ts';
import { askWhoAgain } from '../askingAgain.ts';
import { openBundle } from '../bundles/openBundle.ts';
import { bodiesSaid, listed } from '../bundles/placing.ts';
import { previewOf } from '../bundles/previewing.ts';
import { takeIn } from '../bundles/takingIn.ts';
import type { Routes, ServerContext } from '../context.ts';
import { actorOf } from '../documents/access.ts';
import { attachmentHeader } from '../files/fileName.ts';
import { FileTooLarge, type ReceivedFile } from '../files/store.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { bundlePreviewSchema, takenInSchema } from './bundleMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const binary = z.string().openapi({ format: 'binary' });
const body = { required: true, content: { 'application/octet-stream': { schema: binary } } } as const;
/** One reason each why a file cannot be taken in. */
const unfit = [
  'emptyFile',
  'fileTooLarge',
  'fileDamaged',
  'fileEncrypted',
  'notABundle',
  'bundleTooNew',
  'bundleTooOld',
  'bundleUnsafe',
  'bundleTooHeavy',
  'bundleChanged',
  'bundleIncomplete',
  'bundleMalformed',
] as const;

const preview = createRoute({
  method: 'post',
  path: '/api/bundles/previews',
  summary: 'What is in a bundle: a matter that was taken out of another installation. Nothing is stored',
  request: { body },
  responses: { 200: json(bundlePreviewSchema, 'What it would become here'), ...refusals('notSignedIn', 'noRight', ...unfit, 'storageFull') },
});

const take = createRoute({
  method: 'post',
  path: '/api/bundles',
  summary: 'Take a matter in from a bundle: all of it, or nothing',
  request: {
    query: z.object({
      sha256: z.string().length(64).openapi({ description: 'Of the file that was looked at before' }),
      diarienummer: z.string().trim().min(1).max(100).optional().openapi({ description: 'Another number, where the one that it had is taken' }),
      bodies: z.string().max(100_000).optional().openapi({ description: 'Which of `newBodies` is which body here: `there:here`, with a comma between' }),
      same: z.string().max(100_000).optional().openapi({ description: 'Ids, with a comma between, of those of `offered` who are the same person' }),
    }),
    body,
  },
  responses: {
    201: json(takenInSchema, 'It is here'),
    ...refusals(
      'badRequest',
      'notSignedIn',
      'noRight',
      'conflict',
      ...unfit,
      'lockBroken',
      'bundleContradicts',
      'matterIsHere',
      'bundleIdsTaken',
      'diarienummerInUse',
      'noSuchBody',
      'documentTooHeavy',
      'readersBusy',
      'storageFull',
    ),
  },
});

const originLog = createRoute({
  method: 'get',
  path: '/api/matters/{matterId}/origins/{order}/log',
  summary: 'The log that a matter came with from another installation, as it came',
  request: { params: z.object({ matterId: z.string(), order: z.coerce.number().int().positive() }) },
  responses: {
    200: { description: 'One entry a line', content: { 'application/octet-stream': { schema: binary } } },
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'storageFailed'),
  },
});

export function bundleRoutes(server: ServerContext): Routes {
  const { storage, files, attachments, access, config, now } = server;

  /** The file on the disk for as long as it is looked at: it may be larger than the memory. */
  async function received<Result>(content: ReadableStream<Uint8Array> | null, length: number, work: (file: ReceivedFile) => Promise<Result>): Promise<Result> {
    if (length > config.maxBundleBytes) throw new Refusal('fileTooLarge');
    if (content === null) throw new Refusal('emptyFile');
    const file = await files.receive('municipality', content as AsyncIterable<Uint8Array> & typeof content, config.maxBundleBytes).catch((error: unknown) => {
      throw error instanceof FileTooLarge ? new Refusal('fileTooLarge', { cause: error }) : error;
    });
    try {
      if (file.size === 0) throw new Refusal('emptyFile');
      return await work(file);
    } finally {
      await file.discard();
    }
  }

  return newRoutes()
    .openapi(preview, async (c) => {
      const person = requirePerson(c);
      if (!access.policies.mayTakeIn(actorOf(person))) throw new Refusal('noRight');
      const { body: content, signal } = c.req.raw;
      const answer: BundlePreview = await received(content, Number(c.req.header('Content-Length') ?? 0), async (file) => ({
        sha256: file.sha256,
        ...(await previewOf(storage.rows, await openBundle(file, { signal }))),
      }));
      return c.json(answer, 200);
    })
    .openapi(take, async (c) => {
      const person = requirePerson(c);
      if (!access.policies.mayTakeIn(actorOf(person))) throw new Refusal('noRight');
      const { sha256, diarienummer = null, same = '', bodies = '' } = c.req.valid('query');
      const { body: content, signal } = c.req.raw;
      const answer: TakenIn = await received(content, Number(c.req.header('Content-Length') ?? 0), async (file) => {
        // What was looked at is what is taken.
        if (file.sha256 !== sha256) throw new Refusal('conflict');
        const bundle = await openBundle(file, { signal });
        const said = { same: new Set(listed(same)), bodies: bodiesSaid(listed(bodies)) };
        const judge = async () => {
          await askWhoAgain(c, server);
          if (!access.policies.mayTakeIn(actorOf(requirePerson(c)))) throw new Refusal('noRight');
        };
        const taken = await takeIn({ storage, files, attachments, bundle, sha256, diarienummer, ...said, actorId: person.id, at: now(), signal, judge });
        const titles = new Map(bundle.documents.map(({ facts }) => [facts.row.id, facts.row.title]));
        return {
          ...taken,
          remarks: taken.remarks.map((remark) => (remark.code === 'withoutHistory' ? { ...remark, title: titles.get(remark.documentId) ?? '' } : remark)),
        };
      });
      return c.json(answer, 201);
    })
    .openapi(originLog, async (c) => {
      const person = requirePerson(c);
      const { matterId, order } = c.req.valid('param');
      const matter = await access.matter(person, matterId);
      if (matter.log !== 'municipality') throw new Refusal('noRight');
      const origin = (await storage.rows.origins.of(matter.row.id)).find((one) => one.order === order);
      if (origin === undefined || origin.log === null) throw new Refusal('notFound');
      const file = await files.open('origins', origin.log);
      if (file === null) throw new Refusal('storageFailed');
      return c.body(file.content, 200, {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(file.size),
        'Content-Disposition': attachmentHeader('handelselogg.jsonl'),
      });
    });
}
