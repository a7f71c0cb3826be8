import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { eraseLeft, type MemoryStorage, StorageError } from '@yrka/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttachmentList, DocumentSummary } from '../api.ts';
import { type Browser, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { pdf } from '../files/filesForTests.ts';
import { keeperOf } from '../files/store.ts';
import { type End, endsDuring } from './endsForTests.ts';

const { cycling, library } = demonstrationIds;

let directory: string;
let folders: { readonly files: string; readonly copies: string };
let server: TestServer;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-ends-'));
  folders = { files: join(directory, 'files'), copies: join(directory, 'copies') };
  await Promise.all([mkdir(folders.files), mkdir(folders.copies)]);
  server = await startTestServer({ filesDirectory: folders.files });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const act = async (browser: Browser, name: string, id: string) => (await browser.send('POST', `/api/documents/${id}/acts/${name}`, {})).status;
const begin = (browser: Browser) => browser.send('POST', `/api/matters/${library.matter}/statements`, { kind: 'yrkande' });
const attach = (browser: Browser, id: string) => browser.send('POST', `/api/documents/${id}/attachments?name=karta.pdf`, pdf());

/** A server that starts where another has ended. */
async function startAfter({ storage, filesDirectory }: End): Promise<TestServer> {
  await eraseLeft(storage);
  const again = await startTestServer({ storage, filesDirectory });
  await again.files.prepare();
  await again.attachments.dropUnsettled();
  return again;
}

const idsOf = async ({ rows }: MemoryStorage) => new Set((await rows.documents()).map(({ id }) => id));

/** The documents that anything is written in from now on. */
function writtenIn({ journal }: MemoryStorage): ReadonlySet<string> {
  const written = new Set<string>();
  const append = journal.appendBatch.bind(journal);
  journal.appendBatch = (entries) => {
    for (const { documentId } of entries) written.add(documentId);
    return append(entries);
  };
  return written;
}

/** Both as in "municipality 9f86…". */
const filesOn = async (path: string) =>
  (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => `${basename(join(parentPath, '..'))} ${name}`)
    .toSorted();
async function filesOf({ rows }: MemoryStorage): Promise<readonly string[]> {
  const attached = (await rows.documents()).map(async (document) =>
    (await rows.way.attachments(document.id)).map(({ sha256 }) => `${keeperOf(document)} ${sha256}`),
  );
  return [...new Set((await Promise.all(attached)).flat())].toSorted();
}

type Case = {
  readonly name: string;
  readonly who: string;
  /** What must have been done before; returns the document that the act is on. */
  prepare(browser: Browser): Promise<string>;
};

/** Those that make one document of another. */
const cases: readonly Case[] = [
  {
    name: 'file',
    who: 'anna-lind',
    prepare: async (anna) => {
      await attach(anna, cycling.motion);
      return cycling.motion;
    },
  },
  { name: 'handIn', who: 'siri-holmgren', prepare: async (siri) => ((await (await begin(siri)).json()) as DocumentSummary).id },
  {
    name: 'revise',
    who: 'rakel-dal',
    prepare: async (rakel) => {
      await attach(rakel, library.report);
      await act(rakel, 'sendForApproval', library.report);
      await server.storage.rows.changeStage(library.report, 'approval', 'approved');
      await act(rakel, 'finalise', library.report);
      return library.report;
    },
  },
];

it.each(cases)('$name is done or undone when the server ends in its midst, leaves neither text nor file behind, and can be asked for again', async (given) => {
  const browser = await server.signedIn(given.who);
  const id = await given.prepare(browser);
  const before = await idsOf(server.storage);
  const written = writtenIn(server.storage);
  const ends = await endsDuring(server, folders, async () => expect(await act(browser, given.name, id)).toBe(200));
  expect(ends.map(({ when }) => when)).toContain('after journal.appendBatch');
  expect([...written].filter((one) => !before.has(one))).toHaveLength(1);

  for (const end of ends) {
    const { when, storage } = end;
    const again = await startAfter(end);
    const there = await idsOf(storage);
    for (const one of written) expect(there.has(one) || (await storage.journal.lastSeq(one)) === 0, `${when}: a text without a row`).toBe(true);
    expect(await filesOn(end.filesDirectory), when).toEqual(await filesOf(storage));
    const isDone = there.size > before.size;
    expect((await act(await again.signedIn(given.who), given.name, id)) === 200, `${when}: asked for again`).toBe(!isDone);
    expect((await idsOf(storage)).size, when).toBe(before.size + 1);
    expect(await filesOn(end.filesDirectory), when).toEqual(await filesOf(storage));
    expect([await storage.rows.unerased(), await storage.rows.way.unsettledFiles()], when).toEqual([[], []]);
  }
});

it('has no draft of a statement that does not say what it is about, wherever the server ends', async () => {
  const siri = await server.signedIn('siri-holmgren');
  for (const { when, storage } of await endsDuring(server, folders, async () => expect((await begin(siri)).status).toBe(201)))
    for (const { id, kind } of await storage.rows.documents())
      if (kind === 'writtenStatement') expect(await storage.rows.minutes.statement(id), when).toMatchObject({ aboutMatterId: library.matter });
});

describe('the file of an attachment', () => {
  /** Wherever it ends, the next start leaves the files that attachments have, and no other. */
  async function expectFilesOfRows(work: () => Promise<{ readonly status: number }>): Promise<void> {
    const ends = await endsDuring(server, folders, async () => expect((await work()).status).toBeLessThan(300));
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) {
      const { storage } = await startAfter(end);
      expect(await filesOn(end.filesDirectory), end.when).toEqual(await filesOf(storage));
      expect(await storage.rows.way.unsettledFiles(), end.when).toEqual([]);
    }
    expect(await filesOn(folders.files)).toEqual(await filesOf(server.storage));
    expect(await server.storage.rows.way.unsettledFiles()).toEqual([]);
  }

  it('is gone with a draft that is thrown away when the server ends between rows and files', async () => {
    const anna = await server.browser('anna-lind');
    await attach(anna, cycling.motion);
    await expectFilesOfRows(() => anna.send('POST', `/api/documents/${cycling.motion}/acts/discardDraft`, {}));
    expect(await filesOn(folders.files)).toEqual([]);
  });

  it('is gone with an attachment that is taken away, unless another document has it', async () => {
    const [anna, rakel] = [await server.browser('anna-lind'), await server.browser('rakel-dal')];
    await attach(anna, cycling.motion);
    await attach(rakel, library.report);
    const path = `/api/documents/${library.report}/attachments`;
    const [{ id } = { id: '' }] = (await rakel.get<AttachmentList>(path)).attachments;
    await expectFilesOfRows(() => rakel.send('DELETE', `${path}/${id}`));
    expect(await filesOn(folders.files)).toHaveLength(1);
  });

  it('is there only with its row while it is attached', async () => {
    const anna = await server.browser('anna-lind');
    await expectFilesOfRows(() => attach(anna, cycling.motion));
  });

  it('is gone with a report that is cleared away as working material', async () => {
    const [rakel, jonas] = [await server.browser('rakel-dal'), await server.browser('jonas-alm')];
    await attach(rakel, library.report);
    await server.storage.rows.changeMatter(library.matter, (await server.storage.rows.matter(library.matter))?.stage ?? 'received', { stage: 'closed' });
    await expectFilesOfRows(() => jonas.send('POST', `/api/matters/${library.matter}/acts/clearWorkingMaterial`, { choice: 'clear' }));
    expect(await filesOn(folders.files)).toEqual([]);
  });

  it('that cannot be taken away then is taken away at the next start, and what was asked for is done', async () => {
    const anna = await server.browser('anna-lind');
    await attach(anna, cycling.motion);
    const { files, storage } = server;
    files.remove = () => Promise.reject(new StorageError('failed', 'A file cannot be written or read'));
    expect(await act(anna, 'discardDraft', cycling.motion)).toBe(200);
    expect([await filesOn(folders.files), await storage.rows.way.unsettledFiles()]).toMatchObject([{ length: 1 }, { length: 1 }]);
    await startAfter({ when: '', storage, filesDirectory: folders.files });
    expect([await filesOn(folders.files), await storage.rows.way.unsettledFiles()]).toEqual([[], []]);
  });
});
