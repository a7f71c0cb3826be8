import { eraseLeft, type MemoryStorage } from '@yrka/storage';
import { describe, expect, it } from 'vitest';
import type { DocumentSummary } from '../api.ts';
import { type Browser, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { endsDuring } from './endsForTests.ts';

const { cycling, library } = demonstrationIds;

type Case = {
  readonly name: string;
  readonly who: string;
  /** What must have been done before; returns the document that the act is on. */
  prepare(server: TestServer, browser: Browser): Promise<string>;
};

const cases: readonly Case[] = [
  { name: 'file', who: 'anna-lind', prepare: async () => cycling.motion },
  {
    name: 'handIn',
    who: 'siri-holmgren',
    prepare: async (_server, browser) => {
      const answer = await browser.send('POST', `/api/matters/${library.matter}/statements`, { kind: 'yrkande' });
      return ((await answer.json()) as DocumentSummary).id;
    },
  },
  {
    name: 'revise',
    who: 'rakel-dal',
    prepare: async (server, browser) => {
      await act(browser, 'sendForApproval', library.report);
      await server.storage.rows.changeStage(library.report, 'approval', 'approved');
      await act(browser, 'finalise', library.report);
      return library.report;
    },
  },
];

const act = async (browser: Browser, name: string, id: string) => (await browser.send('POST', `/api/documents/${id}/acts/${name}`, {})).status;
const idsOf = async ({ rows }: MemoryStorage) => new Set((await rows.documents()).map(({ id }) => id));

it('has no draft of a statement that does not say what it is about', async () => {
  const server = await startTestServer();
  const siri = await server.signedIn('siri-holmgren');
  const ends = await endsDuring(server.storage, async () => {
    expect((await siri.send('POST', `/api/matters/${library.matter}/statements`, { kind: 'yrkande' })).status).toBe(201);
  });
  for (const { when, storage } of ends)
    for (const { id, kind } of await storage.rows.documents())
      if (kind === 'writtenStatement') expect(await storage.rows.minutes.statement(id), when).toMatchObject({ aboutMatterId: library.matter });
});

describe.each(cases)('$name', ({ name, who, prepare }) => {
  it('is done or undone when the server ends in its midst, leaves no text behind, and can be asked for again', async () => {
    const server = await startTestServer();
    const browser = await server.signedIn(who);
    const id = await prepare(server, browser);
    const before = await idsOf(server.storage);
    const written = new Set<string>();
    const { journal } = server.storage;
    const append = journal.appendBatch.bind(journal);
    journal.appendBatch = (entries) => {
      for (const { documentId } of entries) written.add(documentId);
      return append(entries);
    };
    const ends = await endsDuring(server.storage, async () => expect(await act(browser, name, id)).toBe(200));
    expect(ends.map(({ when }) => when)).toContain('after journal.appendBatch');
    expect([...written].filter((one) => !before.has(one))).toHaveLength(1);

    for (const { when, storage } of ends) {
      await eraseLeft(storage);
      const there = await idsOf(storage);
      for (const one of written) expect(there.has(one) || (await storage.journal.lastSeq(one)) === 0, `${when}: a text without a row`).toBe(true);
      const again = await startTestServer({ storage });
      const isDone = there.size > before.size;
      expect((await act(await again.signedIn(who), name, id)) === 200, `${when}: asked for again`).toBe(!isDone);
      expect((await idsOf(storage)).size, when).toBe(before.size + 1);
      expect(await storage.rows.unerased(), when).toEqual([]);
    }
  });
});
