import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';
import type { SuggestionDecisionRow } from '../decisions.ts';
import { matter, document } from './rowsForTests.ts';

export function describeDecisions(open: () => Promise<Storage>): void {
  describe('decisions on suggestions', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

    const decision = (suggestionId: string, over: Partial<SuggestionDecisionRow> = {}): SuggestionDecisionRow => ({
      documentId: 'd1',
      suggestionId,
      suggestedBy: 'eva',
      verdict: 'accept',
      reason: '',
      by: 'anna',
      at: new Date(1_000),
      quoted: { removed: 'mörkt', added: 'ljust' },
      ...over,
    });
    beforeEach(() => storage.rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1'), document('d3', 'm1')]));

    it('[SDE1] keeps once what became of a suggestion, whoever was first, and answers that', async () => {
      const { suggestionDecisions } = storage.rows;
      const first = decision('s1', { verdict: 'reject', reason: 'Sägs redan i punkt 2.', at: new Date(2_000) });
      expect(await suggestionDecisions.put(first)).toEqual(first);
      expect(await suggestionDecisions.put(decision('s1', { by: 'omar' }))).toEqual(first);
      const [sameId, elsewhere] = [decision('s1', { suggestedBy: 'omar' }), decision('s1', { documentId: 'd2' })];
      expect([await suggestionDecisions.put(sameId), await suggestionDecisions.put(elsewhere)]).toEqual([sameId, elsewhere]);
      expect(await suggestionDecisions.of('d1')).toEqual([sameId, first]);
    });

    it('[SDE2] lets the one who decided take it back, and nobody else', async () => {
      const { suggestionDecisions } = storage.rows;
      await suggestionDecisions.put(decision('s1'));
      expect(await suggestionDecisions.remove(decision('s1', { by: 'omar' }))).toBe(false);
      expect(await suggestionDecisions.remove(decision('s1'))).toBe(true);
      expect(await suggestionDecisions.remove(decision('s1'))).toBe(false);
      const anew = decision('s1', { by: 'omar', verdict: 'reject' });
      expect(await suggestionDecisions.put(anew)).toEqual(anew);
    });

    it('[SDE3, RO9, WAY7] go with their document, and with its working material', async () => {
      const { suggestionDecisions, way } = storage.rows;
      for (const documentId of ['d1', 'd2', 'd3']) await suggestionDecisions.put(decision('s1', { documentId }));
      await storage.rows.deleteDocument('d1');
      await way.clearWorkingMaterial('d2');
      expect((await Promise.all(['d1', 'd2', 'd3'].map((id) => suggestionDecisions.of(id)))).map(({ length }) => length)).toEqual([0, 0, 1]);
    });
  });
}
