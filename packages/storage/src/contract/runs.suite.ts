import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';
import { run, matter, document } from './rowsForTests.ts';

export function describeRuns(open: () => Promise<Storage>): void {
  describe('runs', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

    beforeEach(() => storage.rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1')]));

    it('[RUN1] gives back who did what to which letters, with its source, by kind, client and clock', async () => {
      const { runs } = storage.rows;
      const removed = { ...run(20, 2), did: 'removed', personId: 'eva' } as const;
      const accepted = { ...run(20, 2), did: 'accepted', personId: 'anna', source: { kind: 'suggestion', by: 'eva' } } as const;
      const seeded = { ...run(0, 40), clientId: 1, source: { kind: 'template' } } as const;
      await runs.put('d1', [run(0, 5), removed, accepted, seeded], 7);
      await runs.put('d2', [run(3, 1)], 8);
      expect(await runs.of('d1')).toEqual([accepted, removed, seeded, run(0, 5)]);
      expect([await runs.progress('d1'), await runs.progress('d2'), await runs.progress('d3')]).toEqual([7, 8, 0]);
    });

    it('[RUN2] makes neighbours of one burst one run, to whichever side and however they came', async () => {
      const { runs } = storage.rows;
      for (const [index, clock] of [4, 0, 2, 1, 3].entries()) await runs.put('d1', [run(clock, 1, index * 1_000)], index + 1);
      expect(await runs.of('d1')).toEqual([run(0, 5, 0)]);
      await runs.put('d1', [run(5, 1, 59_999), run(6, 1, 60_000), { ...run(7, 1, 60_000), personId: 'omar' }], 6);
      expect(await runs.of('d1')).toEqual([run(0, 6, 0), run(6, 1, 60_000), { ...run(7, 1, 60_000), personId: 'omar' }]);
    });

    it('[RUN3] tells nothing anew of a letter that was written or removed before', async () => {
      const { runs } = storage.rows;
      await runs.put('d1', [run(0, 3), run(8, 2), { ...run(0, 3), did: 'removed' }], 4);
      const other = { ...run(0, 12, 600_000), personId: null, source: { kind: 'server' } } as const;
      for (let time = 0; time < 2; time++) await runs.put('d1', [other, { ...run(2, 1), did: 'removed', personId: 'omar' }], 5);
      const wrote = [run(0, 3), { ...other, clock: 3, length: 5 }, run(8, 2), { ...other, clock: 10, length: 2 }];
      expect(await runs.of('d1')).toEqual([{ ...run(0, 3), did: 'removed' }, ...wrote]);
    });

    it('[RUN3] lets the last who accepted letters count', async () => {
      const { runs } = storage.rows;
      const accepted = { ...run(0, 6), did: 'accepted', source: { kind: 'suggestion', by: 'eva' } } as const;
      const again = { ...accepted, clock: 2, length: 2, personId: 'omar', at: new Date(600_000) };
      await runs.put('d1', [accepted], 1);
      await runs.put('d1', [again], 2);
      const after = [{ ...accepted, length: 2 }, again, { ...accepted, clock: 4, length: 2 }];
      expect(await runs.of('d1')).toEqual(after);
      await runs.put('d1', [accepted, again], 3);
      expect(await runs.of('d1')).toEqual(after);
    });

    it('[RUN4] never goes back with how far they are written', async () => {
      await storage.rows.runs.put('d1', [], 9);
      await storage.rows.runs.put('d1', [run(0, 1)], 4);
      expect(await storage.rows.runs.progress('d1')).toBe(9);
    });

    it('[RUN7] replaces what is told of one client’s letters, and of no other’s', async () => {
      const { runs } = storage.rows;
      const other = { ...run(0, 3), clientId: 78 };
      await runs.put('d1', [run(0, 9), { ...run(0, 2), did: 'accepted' }, other], 4);
      await runs.replace('d1', 77, [
        { ...run(0, 4), personId: 'omar' },
        { ...run(4, 2), personId: 'omar' },
      ]);
      expect(await runs.of('d1')).toEqual([{ ...run(0, 6), personId: 'omar' }, other]);
      expect(await runs.progress('d1')).toBe(4);
      await runs.end('d1');
      await runs.replace('d1', 77, [run(0, 1)]);
      expect(await runs.of('d1')).toEqual([]);
    });

    it('[RUN5] ends with the document and with its working material, and keeps none of it again', async () => {
      const { runs, way } = storage.rows;
      for (const id of ['d1', 'd2']) {
        await runs.put(id, [run(0, 5)], 1);
        await runs.show(id, true);
      }
      await way.clearWorkingMaterial('d1');
      await runs.put('d1', [run(5, 5)], 2);
      expect([await runs.of('d1'), await runs.progress('d1'), await runs.areShown('d1')]).toEqual([[], null, false]);
      expect([await runs.of('d2'), await runs.areShown('d2')]).toEqual([[run(0, 5)], true]);
      await storage.rows.deleteDocument('d2');
      expect([await runs.of('d2'), await runs.progress('d2'), await runs.areShown('d2')]).toEqual([[], 0, false]);
    });

    it('[RUN7] has what is known of one client said anew, of many letters too, and of none where runs have ended', async () => {
      const { runs } = storage.rows;
      const [other] = [{ ...run(0, 5), clientId: 99 }];
      await runs.put('d1', [run(0, 5), run(9, 5), other], 1);
      const many = Array.from({ length: 1_203 }, (_, index) => run(index * 3, 2));
      await runs.replace('d1', many[0]?.clientId ?? 0, many);
      expect((await runs.of('d1')).filter(({ clientId }) => clientId === 99)).toEqual([other]);
      expect((await runs.of('d1')).filter(({ clientId }) => clientId !== 99)).toEqual(many);
      expect(await runs.progress('d1')).toBe(1);
      await runs.end('d1');
      await runs.replace('d1', 99, [other]);
      expect(await runs.of('d1')).toEqual([]);
    });

    it('[RUN1] gives back those of some kinds, in their order, however many there are', async () => {
      const { runs } = storage.rows;
      const removed = { ...run(0, 1), did: 'removed' } as const;
      const many = [0, 1, 2].flatMap((client) => Array.from({ length: 1_500 }, (_, index) => ({ ...run(index * 3, 2), clientId: 70 + client })));
      for (const client of [72, 70, 71]) {
        await runs.replace(
          'd1',
          client,
          many.filter(({ clientId }) => clientId === client),
        );
      }
      await runs.put('d1', [removed], 1);
      expect(await runs.of('d1')).toEqual([removed, ...many]);
      expect(await runs.of('d1', ['wrote', 'accepted'])).toEqual(many);
    });

    it('[RUN7] keeps none of a document that is thrown away meanwhile', async () => {
      await storage.rows.deleteDocument('d1');
      await storage.rows.runs.replace('d1', 77, [run(0, 1)]);
      expect(await storage.rows.runs.of('d1')).toEqual([]);
    });

    it('[RUN6] shows them to nobody until it is told to, and no longer than that', async () => {
      const { runs } = storage.rows;
      expect(await runs.areShown('d1')).toBe(false);
      expect(await runs.show('d1', true)).toBe(true);
      expect(await runs.show('d1', true)).toBe(false);
      expect([await runs.areShown('d1'), await runs.areShown('d2')]).toEqual([true, false]);
      await runs.put('d1', [run(0, 1)], 3);
      expect(await runs.areShown('d1')).toBe(true);
      expect(await runs.show('d1', false)).toBe(true);
      await runs.end('d1');
      expect(await runs.show('d1', true)).toBe(false);
      expect(await runs.areShown('d1')).toBe(false);
    });
  });
}
