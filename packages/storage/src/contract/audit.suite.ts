import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';
import { act } from './rowsForTests.ts';

export function describeAudit(open: () => Promise<Storage>): void {
  describe('audit log', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

    it('[AUD1] chains the entries of each space by their hashes', async () => {
      const { audit } = storage.rows;
      await Promise.all(Array.from({ length: 5 }, (_, index) => audit.append(act('register', `m${index}`))));
      await audit.append({ ...act('sign', 'd1'), chain: 'party:L' });
      const entries = await audit.read('municipality', { limit: 10 });
      expect(entries.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
      expect(entries.slice(1).map(({ previous }) => previous)).toEqual(entries.slice(0, -1).map(({ hash }) => hash));
      expect(await audit.chains()).toEqual(['municipality', 'party:L']);
      expect(await audit.verify('municipality')).toBeNull();
      expect((await audit.read('municipality', { after: 3, limit: 1 })).map(({ number }) => number)).toEqual([4]);
      expect((await audit.read('municipality', { before: 4, limit: 2, newestFirst: true })).map(({ number }) => number)).toEqual([3, 2]);
      expect((await audit.read('municipality', { limit: 10, ids: ['m2', 'm4'] })).map(({ subject }) => subject.id)).toEqual(['m2', 'm4']);
      expect(await audit.read('municipality', { limit: 10, ids: ['anna'] })).toHaveLength(5);
      expect(await audit.read('municipality', { limit: 10, ids: [] })).toEqual([]);
      expect(await audit.head('municipality')).toEqual({ number: 5, hash: entries.at(-1)?.hash });
      expect(await audit.head('party:S')).toBeNull();
    });
  });
}
