import { createMemoryStorage, type MemoryStorage, type Run } from '@yrka/storage';
import { document, matter } from '@yrka/storage/rowsForTests';
import { beforeEach, expect, it } from 'vitest';
import { projectDocuments } from './projecting.ts';

const motion = document('motion', 'm1');

/** Every other letter of a long text, taken away at once. */
const removed = Array.from(
  { length: 1_050 },
  (_, index): Run => ({ did: 'removed', clientId: 77, clock: 2 * index, length: 1, personId: 'anna', at: new Date(0), source: null }),
);
const projection = { documentId: motion.id, lists: null, writers: new Map(), runs: { runs: removed, upTo: 9 } };

let storage: MemoryStorage;

beforeEach(async () => {
  storage = createMemoryStorage();
  await storage.rows.insertMatter(matter('m1'), [motion]);
});

it('[RUN4] tells of very many runs in parts, between which others are served', async () => {
  let turns = 0;
  let next: NodeJS.Immediate;
  const serve = () => {
    turns++;
    next = setImmediate(serve);
  };
  next = setImmediate(serve);
  await projectDocuments(storage, [projection]);
  clearImmediate(next);
  expect(turns).toBeGreaterThanOrEqual(10);
  expect(await storage.rows.runs.of(motion.id)).toEqual(removed);
  expect(await storage.rows.runs.progress(motion.id)).toBe(9);
});

it('[RUN4] does not say of a part that all is told', async () => {
  const { runs } = storage.rows;
  const telling = projectDocuments(storage, [projection]);
  while ((await runs.of(motion.id)).length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await runs.progress(motion.id)).toBe(0);
  await telling;
  await projectDocuments(storage, [projection]);
  expect(await runs.of(motion.id)).toEqual(removed);
});

it('[RUN5] tells nothing of a document that is thrown away between two parts', async () => {
  const projecting = projectDocuments(storage, [projection]);
  while ((await storage.rows.runs.of(motion.id)).length === 0) await new Promise((resolve) => setImmediate(resolve));
  await storage.rows.deleteDocument(motion.id);
  await projecting;
  expect([await storage.rows.runs.of(motion.id), await storage.rows.runs.progress(motion.id)]).toEqual([[], 0]);
});
