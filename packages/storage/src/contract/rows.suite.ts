import { invitedGuestId } from '../people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';
import { eraseDeleted, withRowToCome } from '../erasing.ts';
import { act, entry, matter, document, person, rescue } from './rowsForTests.ts';

export function describeRows(open: () => Promise<Storage>): void {
  describe('rows', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

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

    it('[RO8] shows nobody else what a transaction has written before it is whole', async () => {
      let outside: Promise<unknown> = Promise.resolve();
      const work = storage.rows.transaction(async (rows) => {
        await rows.insertMatter(matter('m1'), [document('d1', 'm1')]);
        outside = Promise.all([storage.rows.matter('m1'), storage.rows.document('d1')]);
        expect((await rows.document('d1'))?.id).toBe('d1');
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      expect(await outside).toEqual([null, null]);
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
      await storage.rows.way.insertHandover('d1', new Date(0));
      await storage.rows.deleteDocument('d1');
      await storage.rows.deleteMatter('m1');
      expect(await storage.rows.document('d1')).toBeNull();
      expect(await storage.rows.matter('m1')).toBeNull();
      expect(await storage.rows.way.search('cykel', ['d1'])).toEqual([]);
      expect(await storage.rows.way.unindexed(['d1'])).toEqual(['d1']);
      expect(await storage.rows.way.grants({ personId: 'eva' })).toEqual([]);
      expect(await storage.rows.way.openHandovers()).toEqual([]);
    });

    it('[RO11] keeps of a deleted document that its journal is to be erased, until that is done', async () => {
      await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1')]);
      await storage.journal.appendBatch([entry('d1', 1), entry('d2', 2)]);
      const stopped = storage.rows.transaction(async (rows) => {
        await rows.deleteDocument('d1');
        throw new Error('changed my mind');
      });
      await expect(stopped).rejects.toThrow('changed my mind');
      expect(await storage.rows.unerased()).toEqual([]);
      await storage.rows.deleteDocument('d2');
      await storage.rows.deleteDocument('d1');
      expect(await storage.rows.unerased()).toEqual(['d1', 'd2']);
      await eraseDeleted(storage, 'd1');
      expect(await storage.journal.readDocumentUpdates('d1')).toEqual([]);
      expect(await storage.rows.unerased()).toEqual(['d2']);
    });

    it('[RO11] erases with the journal of a deleted document what came of it in rows meanwhile, and nothing of another', async () => {
      await storage.rows.insertMatter(matter('m1'), [document('d1', 'm1'), document('d2', 'm1')]);
      await storage.rows.deleteDocument('d1');
      for (const documentId of ['d1', 'd2']) await storage.rows.insertRescue({ ...rescue(`of ${documentId}`, 'anna'), documentId });
      await eraseDeleted(storage, 'd1');
      expect([await storage.rows.rescue('of d1'), (await storage.rows.rescue('of d2'))?.id]).toEqual([null, 'of d2']);
      expect(await storage.rows.unerased()).toEqual([]);
    });

    it('[RO11] keeps of a document that is begun that its journal is to be erased, until it is inserted', async () => {
      await storage.rows.insertMatter(matter('m1'), []);
      for (const id of ['d1', 'd2', 'd3']) await storage.rows.beginDocument(id);
      await storage.rows.beginDocument('d1');
      expect(await storage.rows.unerased()).toEqual(['d1', 'd2', 'd3']);
      await storage.rows.insertDocument(document('d1', 'm1'));
      await storage.rows.insertMatter(matter('m2'), [document('d3', 'm2')]);
      const stopped = storage.rows.transaction(async (rows) => {
        await rows.insertDocument(document('d2', 'm1'));
        throw new Error('changed my mind');
      });
      await expect(stopped).rejects.toThrow('changed my mind');
      expect(await storage.rows.unerased()).toEqual(['d2']);
    });

    it('[RO11] leaves nothing of what was written in a document whose row does not come, and all of one whose row came', async () => {
      const failing = (documentId: string, row: () => Promise<void>) =>
        withRowToCome(storage, documentId, async () => {
          await storage.journal.appendBatch([entry(documentId, 1)]);
          await row();
          throw new Error('something else');
        });
      await expect(failing('d1', async () => {})).rejects.toThrow('something else');
      await expect(failing('d2', () => storage.rows.insertMatter(matter('m1'), [document('d2', 'm1')]))).rejects.toThrow('something else');
      expect([await storage.journal.lastSeq('d1'), await storage.journal.lastSeq('d2')]).toEqual([0, 2]);
      expect(await storage.rows.unerased()).toEqual([]);
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
      const clients = (await storage.rows.clients('a')).map(({ clientId }) => clientId);
      expect(clients).toHaveLength(3_001);
      expect(clients).toEqual(clients.toSorted((a, b) => a - b));
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
}
