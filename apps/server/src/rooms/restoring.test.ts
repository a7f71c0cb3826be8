import { schema } from '@yrka/schema';
import { createMemoryStorage } from '@yrka/storage';
import { updateFromDocument } from '@yrka/ydoc';
import { expect, it } from 'vitest';
import { createRooms } from './rooms.ts';
import type { Access, LateWork } from './types.ts';

const textOf = (words: string) => schema.node('doc', null, [schema.node('title', { id: 'title' }, schema.text(words))]);
const anna = { id: 'anna', name: 'Anna', role: 'member', party: null, isProtected: false };

it('restores nothing in a document that was locked meanwhile, and keeps that as nobody’s late work', async () => {
  const storage = createMemoryStorage();
  await storage.journal.appendBatch([{ documentId: 'd1', update: updateFromDocument(textOf('Nu'), 5_001), personId: null, at: new Date(0) }]);
  const late: LateWork[] = [];
  const quiet = () => undefined;
  let access: Access = 'late';
  const rooms = createRooms({
    storage,
    logger: { info: quiet, warn: quiet, error: quiet },
    authorise: async () => access,
    keepLate: async (work) => void late.push(work),
  });
  const restore = (clientId: number, isIn = true) => rooms.restore('d1', anna, { content: textOf('Förr').toJSON(), clientId, isStillIn: async () => isIn });
  expect(await restore(70_001)).toEqual({ type: 'refused', code: 'noRight' });
  expect([late, await storage.journal.lastSeq('d1')]).toEqual([[], 1]);
  access = 'write';
  // Nor where whoever wants it was signed out while it was made.
  expect(await restore(70_002, false)).toEqual({ type: 'refused', code: 'noRight' });
  expect(await storage.journal.lastSeq('d1')).toBe(1);
  expect(await restore(70_002)).toMatchObject({ type: 'restored', before: 1, seq: 2 });
  await rooms.close();
});
