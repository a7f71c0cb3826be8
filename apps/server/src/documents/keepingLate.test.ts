import { expect, it } from 'vitest';
import { startTestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { keepLate } from './keepingLate.ts';

const { motion } = demonstrationIds.cycling;

it('keeps what came late once, however often its page brings it', async () => {
  const { storage } = await startTestServer();
  const late = { documentId: motion, personId: 'omar', update: Uint8Array.of(1, 2, 3), at: new Date(0) };
  for (let time = 0; time < 3; time++) await keepLate(storage, late);
  await Promise.all([1, 2].map(() => keepLate(storage, { ...late, update: Uint8Array.of(1, 2, 4) })));
  await keepLate(storage, { ...late, personId: 'anna' });
  expect((await storage.rows.way.sideVersions(motion, 'omar')).map(({ update }) => [...update])).toEqual([
    [1, 2, 3],
    [1, 2, 4],
  ]);
});

it('keeps nothing for a document that is no more', async () => {
  const { storage } = await startTestServer();
  await keepLate(storage, { documentId: 'thrown-away', personId: 'omar', update: Uint8Array.of(1, 2, 3), at: new Date(0) });
  expect(await storage.rows.way.sideVersions('thrown-away', 'omar')).toEqual([]);
});
