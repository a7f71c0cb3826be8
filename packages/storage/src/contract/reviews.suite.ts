import { beforeEach, describe, expect, it } from 'vitest';
import type { ReviewRow, ShareRow } from '../reviews.ts';
import type { Storage } from '../contract.ts';
import { matter, document } from './rowsForTests.ts';

export function describeReviews(open: () => Promise<Storage>): void {
  describe('reviews', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

    const share = (id: string, documentId: string, seq: number, at: number): ShareRow => ({
      id,
      documentId,
      seq,
      epoch: 1,
      title: 'Damm i parken',
      movers: [{ name: 'Anna Lind', party: 'L' }],
      at: new Date(at),
      by: 'rakel',
      note: 'Se på beloppen.',
      dueOn: '2027-02-17',
    });
    const review = (documentId: string, personId: string, askedAt = 1_000): ReviewRow => ({
      documentId,
      personId,
      askedBy: 'rakel',
      askedAt: new Date(askedAt),
      dueOn: '2027-02-17',
      remindedAt: null,
      verdict: null,
      words: '',
      doneAt: null,
      doneSeq: null,
    });
    const done = { verdict: 'shouldBeChanged', words: 'Beloppen saknar källa.', doneAt: new Date(5_000), doneSeq: 8 } as const;

    it('[REV1] keeps what was shared in order, and knows the newest of several documents', async () => {
      const { reviews } = storage.rows;
      const [first, second, other] = [share('s2', 'd1', 4, 1_000), share('s1', 'd1', 9, 2_000), { ...share('s3', 'd2', 7, 500), dueOn: null, note: '' }];
      for (const one of [second, first, other]) await reviews.insertShare(one);
      expect(await reviews.shares('d1')).toEqual([first, second]);
      expect(await reviews.shares('d9')).toEqual([]);
      expect((await reviews.newestShares(['d1', 'd2', 'd9'])).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([second, other]);
      expect(await reviews.newestShares([])).toEqual([]);
    });

    it('[REV2] keeps who was asked, by document and by person; asked again they have it before them anew', async () => {
      const { reviews } = storage.rows;
      await reviews.putReview(review('d1', 'omar', 2_000));
      await reviews.putReview(review('d1', 'maria'));
      await reviews.putReview(review('d2', 'maria', 3_000));
      expect(await reviews.reviews({ documentId: 'd1' })).toEqual([review('d1', 'maria'), review('d1', 'omar', 2_000)]);
      expect(await reviews.reviews({ personId: 'maria' })).toEqual([review('d1', 'maria'), review('d2', 'maria', 3_000)]);
      await reviews.finishReview('d1', 'maria', done);
      await reviews.putReview({ ...review('d1', 'maria', 6_000), dueOn: null });
      expect(await reviews.reviews({ documentId: 'd1' })).toEqual([review('d1', 'omar', 2_000), { ...review('d1', 'maria', 6_000), dueOn: null }]);
    });

    it('[REV3] lets a reviewer be done once, and reminds only those who are not', async () => {
      const { reviews } = storage.rows;
      await reviews.putReview(review('d1', 'maria'));
      expect(await reviews.remindReviewer('d1', 'maria', new Date(4_000))).toBe(true);
      expect(await reviews.finishReview('d1', 'maria', done)).toBe(true);
      expect(await reviews.finishReview('d1', 'maria', { ...done, verdict: 'noObjection' })).toBe(false);
      expect(await reviews.remindReviewer('d1', 'maria', new Date(6_000))).toBe(false);
      expect(await reviews.finishReview('d1', 'omar', done)).toBe(false);
      expect(await reviews.reviews({ documentId: 'd1' })).toEqual([{ ...review('d1', 'maria'), remindedAt: new Date(4_000), ...done }]);
      expect(await reviews.deleteReview('d1', 'maria')).toBe(true);
      expect(await reviews.deleteReview('d1', 'maria')).toBe(false);
    });

    it('[REV4, RO9, WAY7] goes with its document, and with the working material', async () => {
      const { reviews, way } = storage.rows;
      await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1'), document('d3', 'm1')]);
      for (const id of ['d1', 'd2', 'd3']) {
        await reviews.insertShare(share(`s ${id}`, id, 4, 1_000));
        await reviews.putReview(review(id, 'maria'));
      }
      await storage.rows.deleteDocument('d1');
      await way.clearWorkingMaterial('d2');
      expect([await reviews.shares('d1'), await reviews.shares('d2')]).toEqual([[], []]);
      expect((await reviews.reviews({ personId: 'maria' })).map(({ documentId }) => documentId)).toEqual(['d3']);
      expect(await reviews.shares('d3')).toHaveLength(1);
    });

    it('[REV5] knows what came through a shared version, each once, after a sequence', async () => {
      const { sharedEntries } = storage.rows;
      await sharedEntries.add('d1', [7, 3]);
      await sharedEntries.add('d1', [3, 9]);
      await sharedEntries.add('d2', [4]);
      await sharedEntries.add('d2', []);
      expect([await sharedEntries.after('d1', 0), await sharedEntries.after('d1', 3), await sharedEntries.after('d3', 0)]).toEqual([[3, 7, 9], [7, 9], []]);
    });

    it('[REV5, RO9, WAY7] has that go with its document, and with the working material', async () => {
      const { sharedEntries, way } = storage.rows;
      await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1'), document('d3', 'm1')]);
      for (const documentId of ['d1', 'd2', 'd3']) await sharedEntries.add(documentId, [1]);
      await storage.rows.deleteDocument('d1');
      await way.clearWorkingMaterial('d2');
      expect(await Promise.all(['d1', 'd2', 'd3'].map((id) => sharedEntries.after(id, 0)))).toEqual([[], [], [1]]);
    });
  });
}
