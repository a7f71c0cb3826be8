import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';
import type { MaskDecisionRow } from '../masks.ts';
import { document, matter } from './rowsForTests.ts';

export function describeMasks(open: () => Promise<Storage>): void {
  describe('what is masked of a locked text', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
      await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1')]);
    });

    const decision = (from: number, over: Partial<MaskDecisionRow> = {}): MaskDecisionRow => ({
      documentId: 'd1',
      lockId: 'k1',
      part: 'b1',
      from,
      to: from + 4,
      verdict: 'mask',
      reason: 'OSL 21 kap. 3 §',
      by: 'jonas',
      at: new Date(1_000),
      ...over,
    });

    it('[MSK1] keeps the last that was said of the same words, for each lock by itself, in the order of the text', async () => {
      const { maskDecisions } = storage.rows;
      const [first, second, elsewhere] = [decision(2), decision(9), decision(2, { lockId: 'k2' })];
      await maskDecisions.put([second, first, elsewhere]);
      expect(await maskDecisions.of('k1')).toEqual([first, second]);
      const left = decision(9, { verdict: 'leave', reason: '', by: 'ulla', at: new Date(2_000) });
      await maskDecisions.put([left]);
      expect(await maskDecisions.of('k1')).toEqual([first, left]);
      await maskDecisions.remove([first, decision(77)]);
      expect([await maskDecisions.of('k1'), await maskDecisions.of('k2')]).toEqual([[left], [elsewhere]]);
    });

    it('[MSK2] keeps all that was said at once or nothing', async () => {
      const { maskDecisions } = storage.rows;
      const broken = { ...decision(9), part: null as unknown as string }; // what no caller sends: the store refuses it
      await expect(maskDecisions.put([decision(2), broken])).rejects.toMatchObject({ code: 'failed' });
      expect(await maskDecisions.of('k1')).toEqual([]);
    });

    it('[MSK3, RO9, WAY7] goes with its document, and stays when the working material is cleared', async () => {
      const { maskDecisions, way } = storage.rows;
      const other = decision(2, { documentId: 'd2', lockId: 'k2' });
      await maskDecisions.put([decision(2), other]);
      await storage.rows.deleteDocument('d1');
      await way.clearWorkingMaterial('d2');
      expect([await maskDecisions.of('k1'), await maskDecisions.of('k2')]).toEqual([[], [other]]);
    });
  });
}
