import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';
import { readHistory, updatesOf } from '../history.ts';
import { entry } from './rowsForTests.ts';

export function describeJournal(open: () => Promise<Storage>): void {
  describe('journal', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

    it('[JO1] gives every entry a sequence, rising in the order given', async () => {
      const first = await storage.journal.appendBatch([entry('a', 1), entry('b', 2)]);
      const second = await storage.journal.appendBatch([entry('a', 3)]);
      const seqs = [...first, ...second];
      expect(seqs).toHaveLength(3);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
      expect(seqs[0]).toBeGreaterThan(0);
    });

    it('[JO1] keeps the order of batches that were appended without waiting', async () => {
      const batches = await Promise.all(Array.from({ length: 50 }, (_, index) => storage.journal.appendBatch([entry('a', index)])));
      expect(batches.flat()).toEqual(batches.flat().toSorted((a, b) => a - b));
      expect((await storage.journal.readDocumentUpdates('a')).map(({ update }) => update[0])).toEqual(Array.from({ length: 50 }, (_, index) => index));
    });

    it('[JO2] gives back what was appended, byte for byte, with who and when', async () => {
      const at = new Date('2026-11-23T08:00:00.123Z');
      const [seq] = await storage.journal.appendBatch([{ documentId: 'a', update: Uint8Array.of(0, 255, 7), personId: 'anna', at }]);
      expect(await storage.journal.readDocumentUpdates('a')).toEqual([{ seq, update: Uint8Array.of(0, 255, 7), personId: 'anna', at }]);
    });

    it('[JO2] keeps its own copy of the bytes', async () => {
      const update = Uint8Array.of(1, 2);
      await storage.journal.appendBatch([{ ...entry('a', 0), update }]);
      update.fill(9);
      expect((await storage.journal.readDocumentUpdates('a'))[0]?.update).toEqual(Uint8Array.of(1, 2));
    });

    it('[JO3] reads only the document and the range asked for', async () => {
      const seqs = await storage.journal.appendBatch([entry('a', 1), entry('b', 2), entry('a', 3), entry('a', 4)]);
      const read = async (range?: { after?: number; upTo?: number }) => (await storage.journal.readDocumentUpdates('a', range)).map(({ update }) => update[0]);
      expect(await read()).toEqual([1, 3, 4]);
      expect(await read({ upTo: seqs[2] as number })).toEqual([1, 3]);
      expect(await read({ after: seqs[0] as number })).toEqual([3, 4]);
      expect(await read({ after: seqs[0] as number, upTo: seqs[2] as number })).toEqual([3]);
      expect(await storage.journal.readDocumentUpdates('nobody wrote here')).toEqual([]);
    });

    it('[JO4] knows the newest sequence of a document, and 0 for none', async () => {
      const seqs = await storage.journal.appendBatch([entry('a', 1), entry('a', 2), entry('b', 3)]);
      expect(await storage.journal.lastSeq('a')).toBe(seqs[1]);
      expect(await storage.journal.lastSeq('c')).toBe(0);
    });

    it('[JO8] gives back the same after it was told what no opening needs, in every range', async () => {
      const { journal } = storage;
      const updates = Array.from({ length: 1_200 }, (_, index) => ({
        documentId: index % 50 === 7 ? 'b' : 'a',
        update: Uint8Array.of(index, 7, index >> 8),
        personId: [null, 'anna', 'omar'][index % 3] ?? null,
        at: new Date(1_795_000_000_000 + index * 61 - (index % 10) * 100),
      }));
      const seqs = await journal.appendBatch(updates);
      const ranges = [{}, { after: seqs[3] ?? 0 }, { upTo: seqs[1_100] ?? 0 }, { after: seqs[500] ?? 0, upTo: seqs[503] ?? 0 }, { after: seqs[1_199] ?? 0 }];
      const read = () => Promise.all(['a', 'b', 'c'].flatMap((id) => [...ranges.map((range) => journal.readDocumentUpdates(id, range)), journal.lastSeq(id)]));
      const before = await read();
      await journal.coolDown('a', seqs[1_150] ?? 0);
      await journal.coolDown('c', seqs[1_150] ?? 0);
      expect(await read()).toEqual(before);
      const [next] = await journal.appendBatch([entry('a', 1)]);
      expect(next).toBeGreaterThan(seqs.at(-1) ?? 0);
      await journal.coolDown('a', next ?? 0);
      expect((await journal.readDocumentUpdates('a', { upTo: seqs.at(-1) ?? 0 })).length).toBe(1_176);
    });

    it('[JO14] tells when entries were stored, part by part, and where a document was written anew', async () => {
      const { journal } = storage;
      const appended = Array.from({ length: 1_500 }, (_, index) => ({
        ...entry('a', index),
        at: new Date(1_000 * index),
        ...(index === 700 && { epoch: 2 }),
      }));
      const seqs = await journal.appendBatch([...appended, entry('b', 1)]);
      const all = async () => {
        const found: { readonly seq: number; readonly at: Date; readonly isAnew: boolean }[] = [];
        for (;;) {
          const part = await journal.times('a', found.at(-1)?.seq ?? 0, 400);
          expect(part.length).toBeLessThanOrEqual(400);
          if (part.length === 0) return found;
          found.push(...part);
        }
      };
      const expected = appended.map(({ at }, index) => ({ seq: seqs[index], at, isAnew: index === 700 }));
      expect(await all()).toEqual(expected);
      await journal.coolDown('a', seqs[1_299] ?? 0);
      expect(await all()).toEqual(expected);
      expect(await journal.times('c', 0, 10)).toEqual([]);
    });

    it('[JO7, JO10] erases up to an entry, what no opening needs as well', async () => {
      const { journal } = storage;
      const seqs = await journal.appendBatch(Array.from({ length: 1_500 }, (_, index) => entry('a', index)));
      await journal.coolDown('a', seqs[1_299] ?? 0);
      const left = (await journal.readDocumentUpdates('a')).slice(700);
      await journal.erase('a', seqs[699]);
      expect(await journal.readDocumentUpdates('a')).toEqual(left);
      await journal.erase('a', seqs[1_299]);
      expect(await journal.readDocumentUpdates('a')).toEqual(left.slice(600));
      expect(await journal.lastSeq('a')).toBe(seqs.at(-1));
      await journal.erase('a');
      expect(await journal.lastSeq('a')).toBe(0);
    });

    it('[JO12] knows where a document was written anew, in segments as well, and which epoch began there', async () => {
      const { journal } = storage;
      const seqs = await journal.appendBatch(Array.from({ length: 1_500 }, (_, index) => ({ ...entry('a', index), ...(index === 700 && { epoch: 2 }) })));
      const [later] = await journal.appendBatch([{ ...entry('a', 1), epoch: 3 }, entry('b', 1)]);
      const bases = [
        { seq: seqs[700], epoch: 2 },
        { seq: later, epoch: 3 },
      ];
      expect(await journal.bases('a')).toEqual(bases);
      await journal.coolDown('a', seqs[1_299] ?? 0);
      expect(await journal.bases('a')).toEqual(bases);
      expect((await journal.readDocumentUpdates('a')).filter(({ epoch }) => epoch !== undefined).map(({ seq, epoch }) => ({ seq, epoch }))).toEqual(bases);
      expect(await journal.bases('b')).toEqual([]);
      await journal.erase('a', seqs[800]);
      expect(await journal.bases('a')).toEqual(bases.slice(1));
      await journal.erase('a');
      expect(await journal.bases('a')).toEqual([]);
    });

    it('[JO13] reads a version from the beginning of its epoch on', async () => {
      const { journal, snapshots } = storage;
      const [first = 0, second = 0] = await journal.appendBatch([entry('a', 1), entry('a', 2)]);
      await snapshots.write({ documentId: 'a', epoch: 1, upTo: second, update: Uint8Array.of(12) });
      const [base = 0, third = 0] = await journal.appendBatch([{ ...entry('a', 20), epoch: 2 }, entry('a', 3)]);
      const read = async (upTo?: number) => {
        const history = await readHistory(storage, 'a', upTo);
        return { epoch: history.epoch, seq: history.seq, bytes: updatesOf(history).map((update) => update[0]) };
      };
      const versions = async () => [await read(first), await read(second), await read(base), await read(third), await read()];
      const old = { epoch: 1, seq: first, bytes: [1] };
      const whole = [
        { epoch: 2, seq: base, bytes: [20] },
        { epoch: 2, seq: third, bytes: [20, 3] },
        { epoch: 2, seq: third, bytes: [20, 3] },
      ];
      expect(await versions()).toEqual([old, { epoch: 1, seq: second, bytes: [12] }, ...whole]);
      await snapshots.drop('a');
      expect(await versions()).toEqual([old, { epoch: 1, seq: second, bytes: [1, 2] }, ...whole]);
      await snapshots.write({ documentId: 'a', epoch: 2, upTo: base, update: Uint8Array.of(21) });
      expect(await versions()).toEqual([
        old,
        { epoch: 1, seq: second, bytes: [1, 2] },
        { epoch: 2, seq: base, bytes: [21] },
        { epoch: 2, seq: third, bytes: [21, 3] },
        { epoch: 2, seq: third, bytes: [21, 3] },
      ]);
    });

    it('[JO1] takes an empty batch', async () => {
      expect(await storage.journal.appendBatch([])).toEqual([]);
    });

    it('[ST2] refuses to append once closed', async () => {
      await storage.close();
      await expect(storage.journal.appendBatch([entry('a', 1)])).rejects.toMatchObject({ code: 'closed' });
    });

    it('[ST2] stores on closing what was appended before', async () => {
      const appended = storage.journal.appendBatch([entry('a', 1)]);
      await storage.close();
      expect(await appended).toHaveLength(1);
    });
  });

  describe('snapshots', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

    it('[SN1] keeps the newest of a document', async () => {
      await storage.snapshots.write({ documentId: 'a', epoch: 1, upTo: 5, update: Uint8Array.of(5) });
      await storage.snapshots.write({ documentId: 'a', epoch: 1, upTo: 3, update: Uint8Array.of(3) });
      expect(await storage.snapshots.read('a')).toEqual({ documentId: 'a', epoch: 1, upTo: 5, update: Uint8Array.of(5) });
      await storage.snapshots.write({ documentId: 'a', epoch: 1, upTo: 8, update: Uint8Array.of(8) });
      expect((await storage.snapshots.read('a'))?.upTo).toBe(8);
    });

    it('[SN2] gives none that reaches beyond the version asked for', async () => {
      await storage.snapshots.write({ documentId: 'a', epoch: 1, upTo: 5, update: Uint8Array.of(5) });
      expect(await storage.snapshots.read('a', 4)).toBeNull();
      expect((await storage.snapshots.read('a', 5))?.upTo).toBe(5);
    });

    it('[ST1, SN3] can be dropped without touching the journal', async () => {
      const [seq] = await storage.journal.appendBatch([entry('a', 1)]);
      await storage.snapshots.write({ documentId: 'a', epoch: 1, upTo: seq as number, update: Uint8Array.of(1) });
      await storage.snapshots.drop('a');
      expect(await storage.snapshots.read('a')).toBeNull();
      expect(await storage.journal.readDocumentUpdates('a')).toHaveLength(1);
    });
  });
}
