import { mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entry } from '../contract/rowsForTests.ts';
import { segmentLimits } from './coldSegments.ts';
import { SqliteJournal } from './journal.ts';
import type { Pause } from './journalWriter.ts';

let directory: string;
let path: string;
let journal: SqliteJournal;
/** Every thread that was begun, first to last. */
let threads: Worker[];
/** Those that are waited with, and what ends each wait. */
let pauses: { readonly ms: number; readonly end: () => void }[];
let told: (() => void) | null;

const note = (thread: Worker) => threads.push(thread);
const pause: Pause = (ms, end) => {
  pauses.push({ ms, end });
  told?.();
  return () => undefined;
};
/** Resolves when another is waited with. */
const nextPause = () =>
  new Promise<void>((resolve) => {
    told = resolve;
  });

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'yrka-writer-'));
  path = join(directory, 'journal.sqlite');
  [threads, pauses, told] = [[], [], null];
  process.on('worker', note);
  journal = await SqliteJournal.open(path, segmentLimits, pause);
});

afterEach(async () => {
  await journal.close();
  process.off('worker', note);
  rmSync(directory, { recursive: true, force: true });
});

it('[JO15] goes on with another writer when its own is ended in the midst of appends, and has all that it said was stored', async () => {
  const stored = new Map<number, number>();
  const append = async (byte: number) => {
    for (const seq of await journal.appendBatch([entry('a', byte)])) stored.set(seq, byte);
  };
  let failed = 0;
  for (let round = 0; round < 5; round++) {
    const bytes = Array.from({ length: 40 }, (_, index) => round * 40 + index);
    const earlier = bytes.slice(0, 20).map(append);
    await earlier[0];
    const outcomes = Promise.allSettled([...earlier, ...bytes.slice(20).map(append)]);
    await threads.at(-1)?.terminate();
    for (const [index, outcome] of (await outcomes).entries()) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).toMatchObject({ code: 'failed' });
      failed++;
      // As the server's queue does with what it was told had failed.
      await append(bytes[index] ?? 0);
    }
  }
  const entries = await journal.readDocumentUpdates('a');
  const found = new Map(entries.map(({ seq, update }) => [seq, update[0]]));
  expect(found.size).toBe(entries.length);
  expect([...stored].filter(([seq, byte]) => found.get(seq) !== byte)).toEqual([]);
  expect([...new Set(stored.values())].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, byte) => byte));
  expect(failed).toBeGreaterThan(0);
  expect(threads).toHaveLength(6);
});

it('[JO15] waits longer each time while no writer can be begun, rejects meanwhile, and heals', async () => {
  await journal.appendBatch([entry('a', 1)]);
  renameSync(path, `${path}.aside`);
  mkdirSync(path);
  let paused = nextPause();
  await threads[0]?.terminate();
  await expect(journal.appendBatch([entry('a', 2)])).rejects.toMatchObject({ code: 'failed' });
  await paused;
  for (let failure = 1; failure < 8; failure++) {
    await expect(journal.appendBatch([entry('a', 2)])).rejects.toMatchObject({ code: 'failed' });
    paused = nextPause();
    pauses.at(-1)?.end();
    await paused;
  }
  expect(pauses.map(({ ms }) => ms)).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
  rmdirSync(path);
  renameSync(`${path}.aside`, path);
  pauses.at(-1)?.end();
  const begun = new Promise((resolve) => process.once('worker', resolve));
  await begun;
  await journal.appendBatch([entry('a', 3)]);
  expect((await journal.readDocumentUpdates('a')).map(({ update }) => update[0])).toEqual([1, 3]);
  // What was stored has mended it: the next is begun at once again.
  await threads.at(-1)?.terminate();
  await journal.appendBatch([entry('a', 4)]);
  expect(pauses).toHaveLength(8);
});

it('[JO15] keeps to the size that the file was given, whichever writer writes', async () => {
  journal.limitSize(0);
  await threads[0]?.terminate();
  await expect(journal.appendBatch([{ ...entry('a', 1), update: new Uint8Array(200_000) }])).rejects.toMatchObject({ code: 'full' });
});

it.each([
  ['after its end', async () => journal.close()],
  [
    'in the midst of one being begun',
    async () => {
      await threads[0]?.terminate();
      await journal.close();
    },
  ],
  [
    'while none can be begun',
    async () => {
      rmSync(path);
      mkdirSync(path);
      const paused = nextPause();
      await threads[0]?.terminate();
      await paused;
      await journal.close();
    },
  ],
])('[JO15] begins no writer once it is closed: %s', async (_, close) => {
  await close();
  const { length } = threads;
  await expect(journal.appendBatch([entry('a', 1)])).rejects.toMatchObject({ code: 'closed' });
  await Promise.all(threads.map((thread) => thread.terminate()));
  for (const { end } of pauses) end();
  await expect(journal.appendBatch([])).rejects.toMatchObject({ code: 'closed' });
  expect(threads).toHaveLength(length);
});
