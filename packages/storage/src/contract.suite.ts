import { invitedGuestId } from './people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewAuditEntry } from './audit.ts';
import type { CommentRow, CommentThreadRow } from './comments.ts';
import type { ReviewRow, ShareRow } from './reviews.ts';
import type { DocumentRow, MatterRow, NewJournalEntry, PersonRow, RescueRow, Storage } from './contract.ts';
import type { SuggestionDecisionRow } from './decisions.ts';
import { readHistory, updatesOf } from './history.ts';
import type { MunicipalityRow } from './organisation.ts';
import type { Run } from './runs.ts';
import type { LockRow, SignatureRow } from './way.ts';

/** The rules of SPEC.md that every store keeps. `open` gives an empty store; the caller closes it. */
export function describeStorage(name: string, open: () => Promise<Storage>): void {
  describe(name, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

    describe('journal', () => {
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
        const read = async (range?: { after?: number; upTo?: number }) =>
          (await storage.journal.readDocumentUpdates('a', range)).map(({ update }) => update[0]);
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
        const read = () =>
          Promise.all(['a', 'b', 'c'].flatMap((id) => [...ranges.map((range) => journal.readDocumentUpdates(id, range)), journal.lastSeq(id)]));
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

    describe('rows', () => {
      it('[RO1] inserts a matter together with its documents, or neither', async () => {
        await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1')]);
        expect(await storage.rows.matter('m1')).toEqual(matter('m1'));
        expect(await storage.rows.document('d1')).toEqual(document('d1', 'm1'));
        await expect(storage.rows.insertMatter(matter('m2'), [document('d1', 'm2')])).rejects.toMatchObject({ code: 'failed' });
        expect(await storage.rows.matter('m2')).toBeNull();
      });

      it('[RO1] refuses a document of an unknown matter', async () => {
        await expect(storage.rows.insertDocument(document('d1', 'nowhere'))).rejects.toMatchObject({ code: 'failed' });
        expect(await storage.rows.document('d1')).toBeNull();
      });

      it('[RO2] lists matters newest first and documents oldest first', async () => {
        await storage.rows.insertMatter(matter('old', 1), [document('o2', 'old', 2), document('o1', 'old', 1)]);
        await storage.rows.insertMatter(matter('new', 2), [document('n3', 'new', 3)]);
        expect((await storage.rows.matters()).map(({ id }) => id)).toEqual(['new', 'old']);
        expect((await storage.rows.documents('old')).map(({ id }) => id)).toEqual(['o1', 'o2']);
        expect((await storage.rows.documents()).map(({ id }) => id)).toEqual(['o1', 'o2', 'n3']);
      });

      it('[RO3] changes only what is projected from the text', async () => {
        await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1')]);
        const projection = { title: 'Åtgärder på skolgårdar', movers: [{ name: 'Anna Lind', party: 'L' }], updatedAt: new Date(9_000) };
        await storage.rows.project('d1', projection);
        await storage.rows.project('unknown', projection);
        expect(await storage.rows.document('d1')).toEqual({ ...document('d1', 'm1'), ...projection });
      });

      it('[RO4] finds people by the beginnings of their names, with å, ä and ö, or by party', async () => {
        await storage.rows.putPeople([person('p1', 'Kim Ståhl', 'C'), person('p2', 'Anna Lind', 'L'), person('p3', 'Åsa Ek-Lind', null)]);
        const found = async (query?: string) => (await storage.rows.people(query)).map(({ id }) => id).toSorted();
        expect(await found()).toEqual(['p1', 'p2', 'p3']);
        expect(await found('stå')).toEqual(['p1']);
        expect(await found('ÅSA')).toEqual(['p3']);
        expect(await found('lind')).toEqual(['p2', 'p3']);
        expect(await found('l')).toEqual(['p2', 'p3']);
        expect(await found('kim c')).toEqual(['p1']);
        expect(await found('%')).toEqual([]);
      });

      it('[RO4] replaces a person of the same id', async () => {
        await storage.rows.putPeople([person('p1', 'Kim Ståhl', 'C')]);
        await storage.rows.putPeople([person('p1', 'Kim Ståhl', 'BD')]);
        expect(await storage.rows.person('p1')).toEqual(person('p1', 'Kim Ståhl', 'BD'));
        expect(await storage.rows.person('p2')).toBeNull();
      });

      it('[RO4] finds a person by e-mail, case aside, unless two have it or they have left', async () => {
        await storage.rows.putPeople([
          { ...person('p1', 'Anna Lind', 'L'), email: 'anna@bjorkvik.example' },
          { ...person('p2', 'Omar Said', 'L'), email: 'said@bjorkvik.example' },
          { ...person('p3', 'Ali Said', 'S'), email: 'said@bjorkvik.example' },
          { ...person('p4', 'Eva Ek', 'L'), email: 'eva@bjorkvik.example', isActive: false },
        ]);
        expect((await storage.rows.personByEmail('Anna@Bjorkvik.example'))?.id).toBe('p1');
        expect(await storage.rows.personByEmail('said@bjorkvik.example')).toBeNull();
        expect(await storage.rows.personByEmail('eva@bjorkvik.example')).toBeNull();
        expect((await storage.rows.people()).map(({ id }) => id)).toEqual(['p3', 'p1', 'p2']);
        // Whom a draft's authors let in is somebody, and of no register.
        await storage.rows.putPeople([person(invitedGuestId('g1'), 'Elin Strand', null)]);
        expect((await storage.rows.person(invitedGuestId('g1')))?.name).toBe('Elin Strand');
        expect((await storage.rows.everybody()).map(({ id }) => id)).toEqual(['p3', 'p1', 'p4', 'p2']);
      });

      it('[RO7] moves a matter and a document on only from where the caller found them', async () => {
        await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1')]);
        const receivedAt = new Date(7_000);
        expect(await storage.rows.changeMatter('m1', 'drafting', { stage: 'received', receivedAt })).toBe(true);
        expect(await storage.rows.changeMatter('m1', 'drafting', { stage: 'withdrawn' })).toBe(false);
        expect(await storage.rows.matter('m1')).toEqual({ ...matter('m1'), stage: 'received', receivedAt });
        expect(await storage.rows.changeStage('d1', 'draft', 'signing')).toBe(true);
        expect(await storage.rows.changeStage('d1', 'draft', 'filed')).toBe(false);
        expect((await storage.rows.document('d1'))?.stage).toBe('signing');
        expect(await storage.rows.changeStage('d1', 'signing', 'filed', 'd9')).toBe(true);
        expect((await storage.rows.document('d1'))?.filedAs).toBe('d9');
      });

      it('[RO8] writes all of a transaction or nothing of it', async () => {
        await expect(
          storage.rows.transaction(async (rows) => {
            await rows.insertMatter(matter('m1'), [document('d1', 'm1')]);
            await rows.audit.append(act('file', 'm1'));
            throw new Error('changed my mind');
          }),
        ).rejects.toThrow('changed my mind');
        expect(await storage.rows.matter('m1')).toBeNull();
        expect(await storage.rows.audit.read('municipality', { limit: 10 })).toEqual([]);
      });

      it('[RO8] lets one of two who move a document on at once succeed', async () => {
        await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1')]);
        const move = () => storage.rows.transaction(async (rows) => rows.changeStage('d1', 'draft', 'filed'));
        expect((await Promise.all([move(), move(), move()])).filter(Boolean)).toHaveLength(1);
      });

      it('[RO9] deletes a draft with all that hangs on it', async () => {
        await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1')]);
        await storage.rows.way.index('d1', { title: 'Cykelvägar', text: '', space: 'party' });
        await storage.rows.way.insertGrant({ id: 'g1', documentId: 'd1', personId: 'eva', role: 'invitedWriter', by: 'anna', at: new Date(0), endedAt: null });
        await storage.rows.deleteDocument('d1');
        await storage.rows.deleteMatter('m1');
        expect(await storage.rows.document('d1')).toBeNull();
        expect(await storage.rows.matter('m1')).toBeNull();
        expect(await storage.rows.way.search('cykel', ['d1'])).toEqual([]);
        expect(await storage.rows.way.unindexed(['d1'])).toEqual(['d1']);
        expect(await storage.rows.way.grants({ personId: 'eva' })).toEqual([]);
      });

      it('[JO7] erases a document from the journal and no other', async () => {
        await storage.journal.appendBatch([entry('a', 1), entry('b', 2)]);
        await storage.journal.erase('a');
        expect(await storage.journal.readDocumentUpdates('a')).toEqual([]);
        const [seq] = await storage.journal.appendBatch([entry('a', 3)]);
        expect(seq).toBe(3);
        expect(await storage.journal.readDocumentUpdates('b')).toHaveLength(1);
      });

      it('[RO5] leaves a client id with the first person who claimed it in that document', async () => {
        const first = { documentId: 'a', clientId: 4_294_967_295, personId: 'anna' };
        expect(await storage.rows.claimClients([first])).toEqual([first]);
        expect(
          await storage.rows.claimClients([
            { ...first, personId: 'omar' },
            { ...first, documentId: 'b', personId: 'omar' },
          ]),
        ).toEqual([first, { ...first, documentId: 'b', personId: 'omar' }]);
        expect(await storage.rows.clients('a')).toEqual([first]);
      });

      it('[RO5] says of each claim who holds the id, of many at once too', async () => {
        const [ofAnna, ofOmar] = ['anna', 'omar'].map((personId) =>
          Array.from({ length: 3_000 }, (_, index) => ({ documentId: 'a', clientId: 2 * index, personId })),
        );
        const others = [{ documentId: 'a', clientId: 7, personId: 'omar' }];
        expect(await storage.rows.claimClients([...(ofAnna ?? []), ...(ofOmar ?? []), ...others])).toEqual([...(ofAnna ?? []), ...(ofAnna ?? []), ...others]);
        expect(await storage.rows.clients('a')).toHaveLength(3_001);
      });

      it('[RO6] keeps a rescue once, however often it is found', async () => {
        expect(await storage.rows.insertRescue(rescue('r1', 'anna'))).toBe(true);
        expect(await storage.rows.insertRescue({ ...rescue('r1', 'anna'), text: 'other' })).toBe(false);
        expect(await storage.rows.openRescues('d1', 'anna')).toEqual([rescue('r1', 'anna')]);
        expect(await storage.rows.openRescues('d1', 'omar')).toEqual([]);
      });

      it('[RO6] lets only its writer take a rescue, and once', async () => {
        await storage.rows.insertRescue(rescue('r1', 'anna'));
        const at = new Date(5_000);
        expect(await storage.rows.takeRescue('r1', 'omar', at)).toBe(false);
        expect(await storage.rows.takeRescue('r1', 'anna', at)).toBe(true);
        expect(await storage.rows.takeRescue('r1', 'anna', at)).toBe(false);
        expect(await storage.rows.openRescues('d1', 'anna')).toEqual([]);
        expect(await storage.rows.rescue('r1')).toEqual({ ...rescue('r1', 'anna'), takenAt: at });
        expect(await storage.rows.rescues('d1', 'anna')).toEqual([{ ...rescue('r1', 'anna'), takenAt: at }]);
      });

      it('[RO6] lets a rescue grow while it is offered, and not afterwards', async () => {
        const more = { text: 'gröna ytor och träd', parts: [{ client: 7, clock: 4, text: 'gröna ytor och träd' }] };
        expect(await storage.rows.growRescue('r1', more)).toBe(false);
        await storage.rows.insertRescue(rescue('r1', 'anna'));
        expect(await storage.rows.growRescue('r1', more)).toBe(true);
        expect(await storage.rows.openRescues('d1', 'anna')).toEqual([{ ...rescue('r1', 'anna'), ...more }]);
        await storage.rows.takeRescue('r1', 'anna', new Date(5_000));
        expect(await storage.rows.growRescue('r1', { text: 'annat', parts: [] })).toBe(false);
        expect(await storage.rows.rescue('r1')).toMatchObject(more);
      });

      it('[RO6] lists what was found at one time in the order of its letters', async () => {
        for (const [id, clock] of [
          ['a', 9],
          ['b', 100],
          ['c', 1],
        ] as const)
          await storage.rows.insertRescue({ ...rescue(id, 'anna'), parts: [{ client: 7, clock, text: 'gröna ytor' }] });
        expect((await storage.rows.openRescues('d1', 'anna')).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
      });
    });

    describe('the way of a motion', () => {
      it('[WAY1] has one lock in force, whose signatures fall when it is lifted', async () => {
        const { way } = storage.rows;
        await way.insertLock(lock('l1'));
        await expect(way.insertLock(lock('l2'))).rejects.toMatchObject({ code: 'failed' });
        expect(await way.lock('d1')).toEqual(lock('l1'));
        expect(await way.insertSignature(signature('s1', 'l1', 'anna'))).toBe(true);
        expect(await way.insertSignature(signature('s2', 'l1', 'anna'))).toBe(false);
        expect(await way.insertSignature(signature('s3', 'l1', 'omar'))).toBe(true);
        expect(await way.endSignature('d1', 'omar', new Date(5_000))).toBe(true);
        expect((await way.signatures('d1')).map(({ personId }) => personId)).toEqual(['anna']);
        expect(await way.liftLock('d1', new Date(9_000))).toBe(true);
        expect(await way.liftLock('d1', new Date(9_000))).toBe(false);
        expect(await way.lock('d1')).toBeNull();
        expect(await way.signatures('d1')).toEqual([]);
        expect(await way.insertSignature(signature('s4', 'l1', 'anna'))).toBe(false);
      });

      it('[WAY2] gives and ends access to one document', async () => {
        const { way } = storage.rows;
        const grant = { id: 'g1', documentId: 'd1', personId: 'eva', role: 'invitedWriter', by: 'anna', at: new Date(1_000), endedAt: null } as const;
        await way.insertGrant(grant);
        expect(await way.grants({ documentId: 'd1' })).toEqual([grant]);
        expect(await way.grants({ personId: 'eva', documentId: 'd2' })).toEqual([]);
        expect(await way.endGrants('d1', 'eva', new Date(2_000))).toBe(true);
        expect(await way.grants({ personId: 'eva' })).toEqual([]);
      });

      it('[WAY2] ends one thing that was given, and leaves the others', async () => {
        const { way } = storage.rows;
        const grant = { documentId: 'd1', personId: 'eva', by: 'anna', at: new Date(1_000), endedAt: null } as const;
        const author = { ...grant, id: 'g1', role: 'author' } as const;
        await way.insertGrant(author);
        await way.insertGrant({ ...grant, id: 'g2', role: 'reviewer' });
        expect(await way.endGrants('d1', 'eva', new Date(2_000), 'reviewer')).toBe(true);
        expect(await way.endGrants('d1', 'eva', new Date(2_000), 'reviewer')).toBe(false);
        expect(await way.grants({ personId: 'eva' })).toEqual([author]);
      });

      it('[WAY3] finds words by their beginnings, with å, ä and ö letters of their own', async () => {
        const { way } = storage.rows;
        const index = (id: string, title: string, text: string) => way.index(id, { title, text, space: 'municipality' });
        await index('d1', 'Trygga cykelvägar', 'Idén är ny. Ål och åkrar.');
        await index('d2', 'Biblioteket', 'Cykelställ vid ingången.');
        expect(await way.search('CYKEL', [])).toEqual(['d1', 'd2']);
        expect(await way.search('cykelvä', [])).toEqual(['d1']);
        expect(await way.search('cykelva', [])).toEqual([]);
        expect(await way.search('iden', [])).toEqual(['d1']);
        expect(await way.search('al', [])).toEqual([]);
        expect(await way.search('ål bibliotek', [])).toEqual([]);
        expect(await way.search('" OR NEAR(* -', [])).toEqual([]);
        expect(await way.search(' ', [])).toEqual([]);
        expect(await way.unindexed(['d1', 'd2', 'd3'])).toEqual(['d3']);
        await index('d1', 'Skolgårdar', '');
        expect(await way.search('cykel', [])).toEqual(['d2']);
      });

      it("[WAY3] looks in no party's words but those of the documents it was given", async () => {
        const { way } = storage.rows;
        await way.index('d1', { title: 'Trygga cykelvägar', text: 'Idén är ny. Ål och åkrar.', space: 'party' });
        await way.index('d2', { title: 'Cykelpumpar', text: '', space: 'party' });
        await way.index('d3', { title: 'Cykelställ', text: '', space: 'municipality' });
        expect(await way.search('cykel', [])).toEqual(['d3']);
        expect(await way.search('cykel', ['d1', 'd9'])).toEqual(['d3', 'd1']);
        expect(await way.search('iden åk trygg', ['d1'])).toEqual(['d1']);
        expect(await way.search('al', ['d1'])).toEqual([]);
        expect(await way.search('cykel', ['d3'])).toEqual(['d3']);
      });

      it('[WAY7] clears what working in a document left, and nothing of another or of its text', async () => {
        const { rows, journal } = storage;
        const { way } = rows;
        const [first = 0] = await journal.appendBatch([entry('d1', 1)]);
        await journal.appendBatch([entry('d1', 2), entry('d2', 3)]);
        for (const documentId of ['d1', 'd2']) {
          await way.putWriter(documentId, 'rakel', new Date(1_000));
          await way.insertSideVersion({ id: `v-${documentId}`, documentId, personId: 'rakel', update: Uint8Array.of(1), at: new Date(1_000) });
          await rows.claimClients([{ documentId, clientId: 77, personId: 'rakel' }]);
        }
        await way.clearWorkingMaterial('d1');
        await journal.erase('d1', first);
        expect([await way.writers('d1'), await way.sideVersions('d1', 'rakel'), await rows.clients('d1')]).toEqual([[], [], []]);
        expect((await journal.readDocumentUpdates('d1')).map(({ seq }) => seq)).toEqual([first + 1]);
        expect((await way.writers('d2')).length + (await way.sideVersions('d2', 'rakel')).length + (await rows.clients('d2')).length).toBe(3);
        expect(await journal.readDocumentUpdates('d2')).toHaveLength(1);
      });

      it('[WAY9] remembers for each how far they have read, never less than before, and forgets it with the working material', async () => {
        const { rows } = storage;
        const { way } = rows;
        await rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1')]);
        expect(await way.seen('d1', 'eva')).toBeNull();
        for (const seq of [7, 9, 8]) await way.putSeen('d1', 'eva', seq);
        await way.putSeen('d1', 'anna', 3);
        await way.putSeen('d2', 'eva', 4);
        const all = () => Promise.all([way.seen('d1', 'eva'), way.seen('d1', 'anna'), way.seen('d2', 'eva')]);
        expect(await all()).toEqual([9, 3, 4]);
        await way.clearWorkingMaterial('d1');
        expect(await all()).toEqual([null, null, 4]);
        await rows.deleteDocument('d2');
        expect(await all()).toEqual([null, null, null]);
      });

      it('[VER1] keeps moments, longer and never shorter than they were, and tells them newest first', async () => {
        const { versions } = storage.rows;
        const moment = (fromSeq: number, seq: number, documentId = 'd1') => ({
          documentId,
          fromSeq,
          seq,
          from: new Date(fromSeq * 1_000),
          at: new Date(seq * 1_000),
        });
        await versions.putMoments([moment(1, 4), moment(5, 9), moment(10, 12), moment(2, 3, 'd2')]);
        await versions.putMoments([moment(10, 11)]);
        await versions.putMoments([moment(10, 15)]);
        expect(await versions.moments('d1', { limit: 2 })).toEqual([moment(10, 15), moment(5, 9)]);
        expect(await versions.moments('d1', { limit: 2, before: 9 })).toEqual([moment(1, 4)]);
      });

      it('[VER2, VER3, VER4] keeps the name of a version, and what was restored, until its working material is cleared', async () => {
        const { rows } = storage;
        const { versions, way } = rows;
        await rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1')]);
        const named = { documentId: 'd1', seq: 7, name: 'Före mötet', by: 'anna', at: new Date(1_000) };
        const restoration = { documentId: 'd1', clientId: 900, version: 7, versionAt: new Date(500), before: 9, seq: null, by: 'anna', at: new Date(2_000) };
        for (const documentId of ['d1', 'd2']) {
          await versions.name({ ...named, documentId, name: 'Först' });
          await versions.name({ ...named, documentId });
          await versions.insertRestoration({ ...restoration, documentId });
          await versions.insertRestoration({ ...restoration, documentId, clientId: 901 });
          expect(await versions.restorations(documentId)).toEqual([]);
          await versions.endRestoration(documentId, 900, 10);
          await versions.endRestoration(documentId, 901, null);
          await versions.putMoments([{ documentId, fromSeq: 1, seq: 7, from: new Date(1), at: new Date(2) }]);
        }
        const all = async (id: string) => [await versions.named(id), await versions.restorations(id), await versions.moments(id, { limit: 9 })];
        expect((await all('d1')).slice(0, 2)).toEqual([[named], [{ ...restoration, seq: 10 }]]);
        expect(await versions.restorationOf('d1', 900)).toEqual({ ...restoration, seq: 10 });
        expect(await versions.restorationOf('d1', 901)).toBeNull();
        expect([await versions.unname('d1', 7), await versions.unname('d1', 7)]).toEqual([true, false]);
        await way.clearWorkingMaterial('d1');
        expect(await all('d1')).toEqual([[], [], []]);
        expect((await all('d2')).map(({ length }) => length)).toEqual([1, 1, 1]);
        await rows.deleteDocument('d2');
        expect(await all('d2')).toEqual([[], [], []]);
      });

      it('[WAY8] keeps what became of a report in order, and clears why it was returned', async () => {
        const { way } = storage.rows;
        const step = { documentId: 'd1', sha256: 'a'.repeat(64), by: 'ylva', reason: '', meetingId: null };
        const returned = { ...step, id: 's2', kind: 'returned', at: new Date(1_000), reason: 'Beloppen saknas.' } as const;
        const finalised = { ...step, id: 's1', kind: 'finalised', at: new Date(2_000), meetingId: 'ksau-2027-03-11' } as const;
        await way.insertReportStep(finalised);
        await way.insertReportStep(returned);
        expect(await way.reportSteps('d1')).toEqual([returned, finalised]);
        expect(await way.reportSteps('d2')).toEqual([]);
        await way.clearWorkingMaterial('d1');
        expect(await way.reportSteps('d1')).toEqual([finalised]);
        await storage.rows.deleteDocument('d1');
        expect(await way.reportSteps('d1')).toEqual([]);
      });

      describe('minutes', () => {
        const sent = {
          lockId: 'k1',
          documentId: 'd1',
          isImmediate: false,
          by: 'jonas',
          at: new Date(1_000),
          verifiedAt: null,
          returnedAt: null,
          returnedBy: null,
          reason: '',
        };
        const verifier = { lockId: 'k1', party: 'S', verifiedAt: null, recordedBy: null, note: '' };
        const chair = { ...verifier, personId: 'margareta', role: 'chair', order: 0, name: 'Margareta Sjöström' } as const;
        const other = { ...verifier, personId: 'henrik', role: 'verifier', order: 1, name: 'Henrik Palm' } as const;
        const done = { verifiedAt: new Date(2_000), recordedBy: null, note: '' };
        const verified = { verifiedAt: new Date(3_000), returnedAt: null, returnedBy: null, reason: '' };
        const returned = { verifiedAt: null, returnedAt: new Date(3_000), returnedBy: 'henrik', reason: 'Fel datum.' };

        it('[MIN1] keeps each time that an item was sent to be verified, with its verifiers in order', async () => {
          const { minutes } = storage.rows;
          const again = { ...sent, lockId: 'k2', at: new Date(5_000), isImmediate: true };
          await minutes.insertVerification(again, [{ ...chair, lockId: 'k2' }]);
          await minutes.insertVerification(sent, [other, chair]);
          expect(await minutes.verifications('d1')).toEqual([
            { ...sent, verifiers: [chair, other] },
            { ...again, verifiers: [{ ...chair, lockId: 'k2' }] },
          ]);
          expect(await minutes.verifications('d2')).toEqual([]);
        });

        it('[MIN2] lets each verifier verify once, while it waits', async () => {
          const { minutes } = storage.rows;
          await minutes.insertVerification(sent, [chair, other]);
          expect(await minutes.verify('k1', 'margareta', done)).toBe(true);
          expect(await minutes.verify('k1', 'margareta', done)).toBe(false);
          expect(await minutes.verify('k1', 'anna', done)).toBe(false);
          expect(await minutes.endVerification('k1', returned)).toBe(true);
          expect(await minutes.verify('k1', 'henrik', done)).toBe(false);
          expect((await minutes.verifications('d1'))[0]?.verifiers).toEqual([{ ...chair, ...done }, other]);
        });

        it('[MIN2] ends a verification once, verified or returned', async () => {
          const { minutes } = storage.rows;
          await minutes.insertVerification(sent, [chair]);
          expect(await minutes.endVerification('k1', verified)).toBe(true);
          expect(await minutes.endVerification('k1', returned)).toBe(false);
          expect(await minutes.verifications('d1')).toEqual([{ ...sent, ...verified, verifiers: [chair] }]);
        });

        it('[MIN3] keeps one public notice of a document', async () => {
          const { minutes } = storage.rows;
          const notice = {
            documentId: 'd1',
            announcedOn: '2027-03-29',
            appealUntil: '2027-04-19',
            takeDownFrom: '2027-04-20',
            by: 'jonas',
            at: new Date(4_000),
          };
          await minutes.insertPublicNotice(notice);
          await expect(minutes.insertPublicNotice(notice)).rejects.toMatchObject({ code: 'failed' });
          expect(await minutes.publicNotice('d1')).toEqual(notice);
          expect(await minutes.publicNotice('d2')).toBeNull();
        });

        it('[MIN5] keeps what a statement is about, and lists those that have come in, never a draft', async () => {
          const { minutes } = storage.rows;
          const draft = { documentId: 'd1', kind: 'yrkande', aboutMatterId: 'm1', meetingId: null, receivedAt: null } as const;
          const late = { ...draft, documentId: 'd2', meetingId: 'ks-1', receivedAt: new Date(9_000) };
          const first = { ...draft, documentId: 'd3', kind: 'reservation', receivedAt: new Date(8_000) } as const;
          for (const statement of [draft, late, first]) await minutes.insertStatement(statement);
          expect(await minutes.statement('d1')).toEqual(draft);
          expect(await minutes.statement('d4')).toBeNull();
          expect(await minutes.receivedStatements('m1')).toEqual([first, late]);
          expect(await minutes.receivedStatements('m2')).toEqual([]);
          await storage.rows.deleteDocument('d3');
          expect(await minutes.receivedStatements('m1')).toEqual([late]);
        });

        it('[MIN4] keeps corrections in order, and all of it for as long as the item is there; clears what was returned', async () => {
          const { minutes, way } = storage.rows;
          const correction = {
            id: 'c2',
            documentId: 'd1',
            blockId: 'b1',
            before: 'den 12 mars',
            after: 'den 21 mars',
            reason: 'Skrivfel.',
            by: 'jonas',
            byName: 'Jonas Alm',
            at: new Date(6_000),
          };
          const later = { ...correction, id: 'c1', at: new Date(7_000) };
          await minutes.insertCorrection(later);
          await minutes.insertCorrection(correction);
          await minutes.insertVerification(sent, [chair]);
          await minutes.endVerification('k1', returned);
          await minutes.insertVerification({ ...sent, lockId: 'k2' }, [{ ...chair, lockId: 'k2' }]);
          expect(await minutes.corrections('d1')).toEqual([correction, later]);
          await way.clearWorkingMaterial('d1');
          expect((await minutes.verifications('d1')).map(({ lockId }) => lockId)).toEqual(['k2']);
          await storage.rows.deleteDocument('d1');
          expect(await minutes.corrections('d1')).toEqual([]);
          expect(await minutes.verifications('d1')).toEqual([]);
        });
      });

      it('[WAY4] keeps late work for its writer alone', async () => {
        const version = { id: 'v1', documentId: 'd1', personId: 'anna', update: Uint8Array.of(1, 2), at: new Date(3_000) };
        await storage.rows.way.insertSideVersion(version);
        expect(await storage.rows.way.sideVersions('d1', 'anna')).toEqual([version]);
        expect(await storage.rows.way.sideVersions('d1', 'omar')).toEqual([]);
      });

      it('[WAY5] answers a referral once', async () => {
        const referral = { id: 'r1', matterId: 'm1', bodyId: 'tn', by: 'rakel', sentAt: new Date(1_000), dueDate: '2027-02-15', answeredAt: null, answer: '' };
        await storage.rows.way.insertReferral(referral);
        const answered = { answer: 'Nämnden tillstyrker.', answeredAt: new Date(4_000) };
        expect(await storage.rows.way.answerReferral('r1', answered)).toBe(true);
        expect(await storage.rows.way.answerReferral('r1', answered)).toBe(false);
        expect(await storage.rows.way.referrals('m1')).toEqual([{ ...referral, ...answered }]);
      });

      it('[WAY6] keeps invitations, handlings, attachments and who wrote', async () => {
        const { way } = storage.rows;
        const invitation = {
          id: 'i1',
          documentId: 'd1',
          role: 'invitedWriter',
          tokenHash: 'abc',
          codeHash: null,
          codeExpiresAt: null,
          isCodeMailed: false,
          attempts: 0,
          email: 'eva@example.org',
          name: 'Eva Ek',
          by: 'anna',
          at: new Date(1_000),
          expiresAt: new Date(9_000),
          personId: null,
          usedAt: null,
          endedAt: null,
        } as const;
        await way.insertInvitation(invitation);
        await way.changeInvitation('i1', { codeHash: 'def', codeExpiresAt: new Date(2_000), isCodeMailed: true, email: null });
        expect(await way.invitationByToken('abc')).toEqual({
          ...invitation,
          codeHash: 'def',
          codeExpiresAt: new Date(2_000),
          isCodeMailed: true,
          email: null,
        });
        expect((await way.invitations('d1')).map(({ id }) => id)).toEqual(['i1']);
        expect((await way.invitation('i1'))?.codeHash).toBe('def');
        const handling = {
          id: 'h1',
          matterId: 'm1',
          bodyId: 'ks',
          meetingId: null,
          purpose: 'decision',
          outcome: null,
          paragraphNumber: null,
          handledOn: null,
          reported: '',
        } as const;
        await way.putHandling(handling);
        const handled = { ...handling, outcome: 'answered', paragraphNumber: '§ 47', handledOn: '2027-03-25', reported: 'Nämnden har svarat.' } as const;
        await way.putHandling(handled);
        expect(await way.handlings('m1')).toEqual([handled]);
        const attachment = {
          id: 'a1',
          documentId: 'd1',
          order: 2,
          title: 'Karta',
          fileName: 'karta.pdf',
          mediaType: 'application/pdf',
          size: 12,
          sha256: 'ff',
          kind: 'attachment',
          by: 'anna',
          at: new Date(1_000),
        } as const;
        await way.putAttachments([attachment, { ...attachment, id: 'a2', order: 1 }]);
        expect((await way.attachments('d1')).map(({ id }) => id)).toEqual(['a2', 'a1']);
        expect((await way.attachmentsWith('ff')).map(({ id }) => id)).toEqual(['a1', 'a2']);
        expect(await way.attachmentsWith('fe')).toEqual([]);
        await way.deleteAttachment('a2');
        expect(await way.attachments('d1')).toEqual([attachment]);
        await way.putWriter('d1', 'anna', new Date(5_000));
        await way.putWriter('d1', 'anna', new Date(4_000));
        await way.putWriter('d1', 'omar', new Date(6_000));
        expect(await way.writers('d1')).toEqual([
          { personId: 'omar', at: new Date(6_000) },
          { personId: 'anna', at: new Date(5_000) },
        ]);
      });
    });

    it('[WAY10] asks for a handover once, and remembers it until it is done', async () => {
      const { way } = storage.rows;
      await way.insertHandover('d2', new Date(2_000));
      await way.insertHandover('d1', new Date(1_000));
      await way.insertHandover('d1', new Date(3_000));
      expect(await way.openHandovers()).toEqual(['d1', 'd2']);
      await way.endHandover('d1', new Date(4_000));
      await way.insertHandover('d1', new Date(5_000));
      expect(await way.openHandovers()).toEqual(['d2']);
    });

    describe('organisation', () => {
      it('[ORG1] is set up once', async () => {
        const { organisation } = storage.rows;
        expect(await organisation.municipality()).toBeNull();
        const both = await Promise.all([organisation.setUp(municipality('Björkvik')), organisation.setUp(municipality('Älvdal'))]);
        expect(both.filter(Boolean)).toHaveLength(1);
        await organisation.putMunicipality(municipality('Björkviks kommun'));
        expect(await organisation.municipality()).toEqual(municipality('Björkviks kommun'));
      });

      it('[ORG3] keeps a template as it first was', async () => {
        const { organisation } = storage.rows;
        await organisation.keepTemplate({ id: 'sandvik', template: { place: 'Sandvik' } });
        await organisation.keepTemplate({ id: 'sandvik', template: { place: 'Åsby' } });
        expect(await organisation.template('sandvik')).toEqual({ id: 'sandvik', template: { place: 'Sandvik' } });
        expect(await organisation.template('asby')).toBeNull();
      });

      it('[ORG2] keeps bodies, meetings, parties, terms and seats', async () => {
        const { organisation } = storage.rows;
        const board = { id: 'ks', name: 'Kommunstyrelsen', shortName: 'KS', kind: 'executiveBoard', parentId: null, isActive: true } as const;
        await organisation.putBodies([board]);
        await organisation.putBodies([
          { ...board, id: 'ksau', name: 'Kommunstyrelsens arbetsutskott', shortName: 'KSAU', kind: 'subcommittee', parentId: 'ks' },
          { ...board, id: 'kf', name: 'Kommunfullmäktige', shortName: 'KF', kind: 'assembly' },
        ]);
        expect((await organisation.bodies()).map(({ shortName }) => shortName)).toEqual(['KF', 'KS', 'KSAU']);
        const meeting = { bodyId: 'ks', time: '13.00', deadlineDate: null, deadlineTime: null, noticeDate: null, isCancelled: false };
        await organisation.putMeetings([
          { ...meeting, id: 'later', date: '2027-04-22' },
          { ...meeting, id: 'sooner', date: '2027-03-25' },
        ]);
        expect((await organisation.meetings({ from: '2027-03-25', to: '2027-04-21' })).map(({ id }) => id)).toEqual(['sooner']);
        await organisation.deleteMeeting('sooner');
        expect((await organisation.meetings({ bodyId: 'ks' })).map(({ id }) => id)).toEqual(['later']);
        await organisation.putParties([{ code: 'L', name: 'Liberalerna', isLocal: false, isActive: true }]);
        expect(await organisation.parties()).toEqual([{ code: 'L', name: 'Liberalerna', isLocal: false, isActive: true }]);
        await organisation.putTerms([{ id: '2026', from: '2026-10-15', to: '2030-10-14' }]);
        expect(await organisation.terms()).toHaveLength(1);
        const seat = { personId: 'anna', bodyId: 'ks', role: 'member', from: '2026-10-15' } as const;
        await organisation.putAssignments([
          { ...seat, id: 'now', to: null },
          { ...seat, id: 'ended', to: '2026-12-31' },
        ]);
        expect((await organisation.assignments({ personId: 'anna', on: '2027-01-01' })).map(({ id }) => id)).toEqual(['now']);
        await organisation.deleteAssignment('now');
        expect((await organisation.assignments({ bodyId: 'ks' })).map(({ id }) => id)).toEqual(['ended']);
      });

      it('[ORG4] keeps who takes part in a meeting, each by themselves', async () => {
        const { organisation } = storage.rows;
        const row = { meetingId: 'ks-1', fromItem: null, untilItem: null, inPlaceOf: null } as const;
        const kim = { ...row, personId: 'kim', presence: 'serving' } as const;
        const per = { ...row, personId: 'per', presence: 'present' } as const;
        await organisation.putAttendance([kim, per]);
        await organisation.putAttendance([{ ...per, presence: 'serving', inPlaceOf: 'kim', fromItem: '47' }]);
        await organisation.putAttendance([{ ...kim, meetingId: 'ks-2' }]);
        expect(await organisation.attendance('ks-1')).toEqual([kim, { ...per, presence: 'serving', inPlaceOf: 'kim', fromItem: '47' }]);
        await organisation.deleteMeeting('ks-1');
        expect(await organisation.attendance('ks-1')).toEqual([]);
        expect(await organisation.attendance('ks-2')).toHaveLength(1);
      });

      it('[ORG5] remembers which meeting a § is of, as long as it is there', async () => {
        const { way } = storage.rows;
        await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1')]);
        expect(await way.meetingOf('d1')).toBeNull();
        await way.putMeetingOf('d1', 'ks-1');
        await way.putMeetingOf('d1', 'ks-2');
        expect(await way.meetingOf('d1')).toBe('ks-2');
        await storage.rows.deleteDocument('d1');
        expect(await way.meetingOf('d1')).toBeNull();
      });
    });

    describe('notices', () => {
      it('[NOT1] tells each person their own, newest first, and mails what nobody has read', async () => {
        const { notices } = storage.rows;
        const notice = { kind: 'signatureAsked', matterId: 'm1', documentId: 'd1', commentId: 'c1', actorId: 'anna', readAt: null, mailedAt: null };
        await notices.insert([
          { ...notice, id: 'n1', personId: 'omar', at: new Date(1_000) },
          { ...notice, id: 'n2', personId: 'omar', at: new Date(2_000) },
          { ...notice, id: 'n3', personId: 'eva', at: new Date(3_000) },
        ]);
        expect((await notices.of('omar', 10)).map(({ id }) => id)).toEqual(['n2', 'n1']);
        await notices.markRead('omar', new Date(4_000), ['n2']);
        expect((await notices.unmailed()).map(({ id }) => id)).toEqual(['n1', 'n3']);
        await notices.markMailed(['n1'], new Date(5_000));
        expect((await notices.unmailed()).map(({ id }) => id)).toEqual(['n3']);
        await notices.markRead('eva', new Date(6_000));
        expect(await notices.unmailed()).toEqual([]);
      });

      it('[NOT3] calls those who listen once it is committed, and not when it was not', async () => {
        const heard: string[][] = [];
        const stop = storage.rows.notices.listen((people) => heard.push([...people]));
        const notice = { kind: 'signed', matterId: null, documentId: null, commentId: null, actorId: null, at: new Date(1_000), readAt: null, mailedAt: null };
        await storage.rows.transaction(async (rows) => {
          await rows.notices.insert([{ ...notice, id: 'n1', personId: 'omar' }]);
          await rows.transaction((inner) => inner.notices.insert([{ ...notice, id: 'n2', personId: 'eva' }]));
          expect(heard).toEqual([]);
        });
        expect(heard).toEqual([['omar', 'eva']]);
        const refused = storage.rows.transaction(async (rows) => {
          await rows.notices.insert([{ ...notice, id: 'n3', personId: 'kim' }]);
          throw new Error('no');
        });
        await expect(refused).rejects.toThrow('no');
        await storage.rows.notices.markRead('omar', new Date(2_000));
        stop();
        await storage.rows.notices.markRead('eva', new Date(2_000));
        expect(heard).toEqual([['omar', 'eva'], ['omar']]);
      });

      it('[NOT2] remembers what somebody does not want to hear of, and how often they want mail', async () => {
        const { notices } = storage.rows;
        await notices.mute('omar', 'm1', true);
        await notices.mute('omar', 'm1', true);
        expect(await notices.muted('omar')).toEqual(['m1']);
        await notices.mute('omar', 'm1', false);
        expect(await notices.muted('omar')).toEqual([]);
        expect(await notices.mailHabit('omar')).toBe('daily');
        await notices.setMailHabit('omar', 'never');
        expect(await notices.mailHabit('omar')).toBe('never');
      });
    });

    describe('comments', () => {
      it('[COM1] keeps threads with their comments in order, each for its document', async () => {
        const { comments } = storage.rows;
        await comments.insertThread({ ...thread('t2'), createdAt: new Date(2_000), anchor: null }, comment('t2', 't2'));
        await comments.insertThread(thread('t1'), comment('t1', 't1'));
        await comments.insertThread({ ...thread('t3'), documentId: 'd2' }, comment('t3', 't3'));
        const [later, earlier] = [
          { ...comment('c1', 't1'), at: new Date(9_000) },
          { ...comment('c2', 't1'), at: new Date(8_000), mentions: ['omar'] },
        ];
        expect(await comments.insertReply(later)).toBe(true);
        expect(await comments.insertReply(earlier)).toBe(true);
        const first = { thread: thread('t1'), comments: [comment('t1', 't1'), earlier, later] };
        expect(await comments.threads('d1')).toEqual([
          first,
          { thread: { ...thread('t2'), createdAt: new Date(2_000), anchor: null }, comments: [comment('t2', 't2')] },
        ]);
        expect(await comments.thread('t1')).toEqual(first);
        expect(await comments.comment('c2')).toEqual(earlier);
        expect([await comments.thread('c2'), await comments.comment('t9'), await comments.threads('d9')]).toEqual([null, null, []]);
      });

      it('[COM1] uses an id once, and answers no thread that is gone', async () => {
        const { comments } = storage.rows;
        await comments.insertThread(thread('t1'), comment('t1', 't1'));
        await expect(comments.insertThread({ ...thread('t1'), documentId: 'd2' }, comment('t1', 't1'))).rejects.toMatchObject({ code: 'failed' });
        await expect(comments.insertReply(comment('t1', 't1'))).rejects.toMatchObject({ code: 'failed' });
        expect(await comments.insertReply(comment('c1', 't9'))).toBe(false);
        expect(await comments.threads('d1')).toEqual([{ thread: thread('t1'), comments: [comment('t1', 't1')] }]);
      });

      it('[COM2] changes a comment until it is removed', async () => {
        const { comments } = storage.rows;
        await comments.insertThread(thread('t1'), comment('t1', 't1'));
        await comments.insertReply(comment('c1', 't1'));
        const change = { text: 'Vilken nämnd menas?', wording: 'tekniska nämnden', mentions: ['anna'], editedAt: new Date(5_000) };
        expect(await comments.changeComment('t1', change)).toBe(true);
        expect(await comments.comment('t1')).toEqual({ ...comment('t1', 't1'), ...change });
        expect(await comments.removeComment('t1', new Date(6_000))).toBe(true);
        expect(await comments.changeComment('t1', change)).toBe(false);
        expect(await comments.changeComment('c9', change)).toBe(false);
      });

      it('[COM3] empties a first comment that has answers, and lets the thread go with the last one', async () => {
        const { comments } = storage.rows;
        await comments.insertThread(thread('t1'), { ...comment('t1', 't1'), wording: 'tekniska nämnden', mentions: ['omar'] });
        await comments.insertReply(comment('c1', 't1'));
        await comments.insertReply(comment('c2', 't1'));
        expect(await comments.removeComment('c1', new Date(6_000))).toBe(true);
        expect(await comments.removeComment('t1', new Date(7_000))).toBe(true);
        expect(await comments.removeComment('t1', new Date(8_000))).toBe(false);
        expect((await comments.thread('t1'))?.comments).toEqual([{ ...comment('t1', 't1'), text: '', removedAt: new Date(7_000) }, comment('c2', 't1')]);
        expect(await comments.removeComment('c2', new Date(9_000))).toBe(true);
        expect([await comments.threads('d1'), await comments.comment('t1')]).toEqual([[], null]);
      });

      it('[COM4] lets one of two who mark a thread as done at once succeed, and open it again', async () => {
        const { comments } = storage.rows;
        await comments.insertThread(thread('t1'), comment('t1', 't1'));
        const mark = (by: string) => comments.resolveThread('t1', { at: new Date(5_000), by, outcome: 'notDone', reason: 'Det är avgjort.' });
        const [anna, omar] = await Promise.all([mark('anna'), mark('omar')]);
        expect([anna, omar].filter(Boolean)).toHaveLength(1);
        expect((await comments.thread('t1'))?.thread).toEqual({
          ...thread('t1'),
          resolvedAt: new Date(5_000),
          resolvedBy: anna ? 'anna' : 'omar',
          outcome: 'notDone',
          outcomeReason: 'Det är avgjort.',
        });
        expect(await comments.resolveThread('t1', null)).toBe(true);
        expect(await comments.resolveThread('t1', null)).toBe(false);
        expect((await comments.thread('t1'))?.thread).toEqual(thread('t1'));
        expect(await comments.resolveThread('t9', null)).toBe(false);
      });

      it('[COM7] is somebody’s to see to, or nobody’s', async () => {
        const { comments } = storage.rows;
        await comments.insertThread(thread('t1'), comment('t1', 't1'));
        expect([await comments.assignThread('t1', 'anna'), await comments.assignThread('t1', 'anna')]).toEqual([true, false]);
        expect((await comments.thread('t1'))?.thread).toEqual({ ...thread('t1'), assignedTo: 'anna' });
        expect([await comments.assignThread('t1', null), await comments.assignThread('t1', null), await comments.assignThread('t9', 'anna')]).toEqual([
          true,
          false,
          false,
        ]);
        expect((await comments.thread('t1'))?.thread).toEqual(thread('t1'));
      });

      it('[COM8] is read by each for themselves, and never less than before', async () => {
        const { comments } = storage.rows;
        await comments.insertThread(thread('t1'), comment('t1', 't1'));
        await comments.insertThread({ ...thread('t2'), documentId: 'd2' }, comment('t2', 't2'));
        expect(await comments.readUpTo('anna', 'd1')).toEqual(new Map());
        await comments.markRead('anna', [
          { id: 't1', upTo: new Date(5_000) },
          { id: 't2', upTo: new Date(5_000) },
          { id: 'gone', upTo: new Date(5_000) },
        ]);
        await comments.markRead('anna', [{ id: 't1', upTo: new Date(4_000) }]);
        expect([await comments.readUpTo('anna', 'd1'), await comments.readUpTo('omar', 'd1')]).toEqual([new Map([['t1', new Date(5_000)]]), new Map()]);
        await comments.markRead('anna', [{ id: 't1', upTo: new Date(6_000) }]);
        expect(await comments.readUpTo('anna', 'd1')).toEqual(new Map([['t1', new Date(6_000)]]));
        await comments.removeComment('t1', new Date(7_000));
        expect(await comments.readUpTo('anna', 'd1')).toEqual(new Map());
      });

      it('[COM6] has its place said anew', async () => {
        const { comments } = storage.rows;
        for (const id of ['t1', 't2']) await comments.insertThread(thread(id), comment(id, id));
        await comments.putAnchors([
          { id: 't2', anchor: { blockId: 'b' } },
          { id: 'gone', anchor: { blockId: 'b' } },
        ]);
        expect((await comments.threads('d1')).map((one) => one.thread)).toEqual([thread('t1'), { ...thread('t2'), anchor: { blockId: 'b' } }]);
        expect(await comments.thread('gone')).toBeNull();
      });

      it('[COM5, RO9, WAY7] goes with its document, and with the working material', async () => {
        const { comments, way } = storage.rows;
        await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1'), document('d3', 'm1')]);
        for (const [id, documentId] of [
          ['t1', 'd1'],
          ['t2', 'd2'],
          ['t3', 'd3'],
        ] as const) {
          await comments.insertThread({ ...thread(id), documentId }, comment(id, id));
          await comments.insertReply(comment(`${id} answer`, id));
          await comments.markRead('omar', [{ id, upTo: new Date(5_000) }]);
        }
        await storage.rows.deleteDocument('d1');
        await way.clearWorkingMaterial('d2');
        expect([await comments.threads('d1'), await comments.threads('d2')]).toEqual([[], []]);
        expect([await comments.comment('t1'), await comments.comment('t2 answer')]).toEqual([null, null]);
        expect(await comments.threads('d3')).toHaveLength(1);
        expect([await comments.readUpTo('omar', 'd1'), await comments.readUpTo('omar', 'd2'), (await comments.readUpTo('omar', 'd3')).size]).toEqual([
          new Map(),
          new Map(),
          1,
        ]);
      });
    });

    describe('decisions on suggestions', () => {
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

    describe('reviews', () => {
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
    });

    describe('runs', () => {
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

    describe('audit log', () => {
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
  });
}

function act(name: string, id: string): NewAuditEntry {
  return { chain: 'municipality', at: new Date(1_000), actorId: 'anna', act: name, subject: { kind: 'matter', id }, details: { to: 'received', count: 2 } };
}

function thread(id: string): CommentThreadRow {
  const anchor = { blockId: 'b1', quote: 'ansvarig nämnd' };
  return {
    id,
    documentId: 'd1',
    anchor,
    audience: 'readers',
    assignedTo: null,
    createdAt: new Date(1_000),
    resolvedAt: null,
    resolvedBy: null,
    outcome: null,
    outcomeReason: '',
  };
}

function comment(id: string, threadId: string): CommentRow {
  return { id, threadId, personId: 'eva', text: 'Vilken nämnd?', wording: null, at: new Date(1_000), editedAt: null, removedAt: null, mentions: [] };
}

function lock(id: string): LockRow {
  return { id, documentId: 'd1', seq: 3, bytes: Uint8Array.of(123, 125), sha256: 'aa', at: new Date(1_000), by: 'anna', liftedAt: null };
}

function signature(id: string, lockId: string, personId: string): SignatureRow {
  return { id, lockId, documentId: 'd1', personId, name: personId, party: 'L', kind: 'signs', at: new Date(2_000), endedAt: null };
}

function run(clock: number, length: number, at = 0): Run {
  return { did: 'wrote', clientId: 77, clock, length, personId: 'anna', at: new Date(at), source: null };
}

function municipality(name: string): MunicipalityRow {
  const rules = { attachmentsOnMotions: true, yearStartsAt: 'moved', reportsAreApproved: true, servingSubstitutesSign: true } as const;
  return { name, kind: 'municipality', templateId: 'bjorkvik', rules, templateChanges: { place: 'Björkvik' }, arms: null, setUpAt: new Date(1_000) };
}

function entry(documentId: string, byte: number): NewJournalEntry {
  return { documentId, update: Uint8Array.of(byte), personId: null, at: new Date(0) };
}

export function matter(id: string, createdAt = 0): MatterRow {
  return {
    id,
    title: `Ärende ${id}`,
    diarienummer: null,
    label: null,
    createdAt: new Date(createdAt),
    stage: 'drafting',
    receivedAt: null,
    movedAt: null,
    announcedAt: null,
    decidedAt: null,
    closedAt: null,
    responsibleOfficer: null,
  };
}

export function document(id: string, matterId: string, createdAt = 0): DocumentRow {
  const at = new Date(createdAt);
  return {
    id,
    matterId,
    kind: 'motion',
    templateId: 'bjorkvik',
    createdBy: 'anna',
    createdAt: at,
    space: 'party',
    party: 'L',
    stage: 'draft',
    revision: 1,
    revisionOf: null,
    filedAs: null,
    title: '',
    movers: [],
    updatedAt: at,
  };
}

function person(id: string, name: string, party: string | null): PersonRow {
  return { id, name, party, roles: ['member'], title: 'Ledamot', email: null, isProtected: false, isActive: true };
}

function rescue(id: string, personId: string): RescueRow {
  return {
    id,
    documentId: 'd1',
    personId,
    text: 'gröna ytor',
    parts: [{ client: 7, clock: 4, text: 'gröna ytor' }],
    blockId: 'b1',
    by: 'omar',
    createdAt: new Date(1_000),
    takenAt: null,
  };
}
