import { createMemoryStorage } from '@yrka/storage';
import { expect, it } from 'vitest';
import { keepLate } from './keepingLate.ts';

it('keeps what came late once, however often its page brings it', async () => {
  const storage = createMemoryStorage();
  const late = { documentId: 'motion-1', personId: 'omar', update: Uint8Array.of(1, 2, 3), at: new Date(0) };
  for (let time = 0; time < 3; time++) await keepLate(storage, late);
  await keepLate(storage, { ...late, update: Uint8Array.of(1, 2, 4) });
  await keepLate(storage, { ...late, personId: 'anna' });
  expect((await storage.rows.way.sideVersions('motion-1', 'omar')).map(({ update }) => [...update])).toEqual([
    [1, 2, 3],
    [1, 2, 4],
  ]);
});
