import { expect, it } from 'vitest';
import { describeStorage } from './contract.suite.ts';
import { StorageError } from './contract.ts';
import { createMemoryStorage } from './memory.ts';

describeStorage('memory', async () => createMemoryStorage());

it('[JO5] loses nothing from before a failed append and heals after it', async () => {
  const { journal, failAppends } = createMemoryStorage();
  const entry = { documentId: 'a', update: Uint8Array.of(1), personId: null, at: new Date(0) };
  await journal.appendBatch([entry]);
  failAppends(new StorageError('full', 'no room'));
  await expect(journal.appendBatch([entry])).rejects.toMatchObject({ code: 'full' });
  failAppends(null);
  await journal.appendBatch([entry]);
  expect(await journal.readDocumentUpdates('a')).toHaveLength(2);
});
