import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';
import type { FormerRows } from '../way.ts';
import { comment, document, entry, lock, matter, rescue, signature, thread } from './rowsForTests.ts';

export function describeWay(open: () => Promise<Storage>): void {
  describe('the way of a motion', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

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
      expect((await way.signedBy('anna')).map(({ id }) => id)).toEqual(['s1']);
      expect(await way.signedBy('omar')).toEqual([]);
      expect(await way.liftLock('d1', new Date(9_000))).toBe(true);
      expect(await way.liftLock('d1', new Date(9_000))).toBe(false);
      expect(await way.lock('d1')).toBeNull();
      expect(await way.signatures('d1')).toEqual([]);
      expect(await way.signedBy('anna')).toEqual([]);
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
      const earlier = { ...grant, id: 'g0', role: 'reader', at: new Date(500) } as const;
      const reviewer = { ...grant, id: 'g2', role: 'reviewer' } as const;
      for (const each of [reviewer, earlier]) await way.insertGrant(each);
      // The earliest first, and of two at once by their ids.
      expect(await way.grants({ personId: 'eva', documentId: 'd1' })).toEqual([earlier, author, reviewer]);
      expect(await way.endGrants('d1', 'eva', new Date(2_000), 'reader')).toBe(true);
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
          keptAt: '',
          by: 'jonas',
          at: new Date(4_000),
        };
        await minutes.insertPublicNotice(notice);
        await expect(minutes.insertPublicNotice(notice)).rejects.toMatchObject({ code: 'failed' });
        expect(await minutes.publicNotice('d1')).toEqual(notice);
        expect(await minutes.publicNotice('d2')).toBeNull();
        expect(await minutes.lastKeptAt()).toBeNull();
        await minutes.insertPublicNotice({ ...notice, documentId: 'd3', keptAt: 'Kansliet', at: new Date(6_000) });
        await minutes.insertPublicNotice({ ...notice, documentId: 'd2', keptAt: 'Receptionen', at: new Date(5_000) });
        expect(await minutes.lastKeptAt()).toBe('Kansliet');
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

    it('[WAY14] keeps of a file that it is unsettled, in whose keeping, until it is settled', async () => {
      const { way } = storage.rows;
      await way.unsettleFile({ keeper: 'party-L', sha256: 'ff' });
      await way.unsettleFile({ keeper: 'municipality', sha256: 'ff' });
      await way.unsettleFile({ keeper: 'municipality', sha256: 'ff' });
      const stopped = storage.rows.transaction(async (rows) => {
        await rows.way.settleFile({ keeper: 'party-L', sha256: 'ff' });
        throw new Error('changed my mind');
      });
      await expect(stopped).rejects.toThrow('changed my mind');
      expect(await way.unsettledFiles()).toEqual([
        { keeper: 'municipality', sha256: 'ff' },
        { keeper: 'party-L', sha256: 'ff' },
      ]);
      await way.settleFile({ keeper: 'municipality', sha256: 'ff' });
      expect(await way.unsettledFiles()).toEqual([{ keeper: 'party-L', sha256: 'ff' }]);
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

    it('[WAY11] keeps rows that come from elsewhere as they are, the ended ones too, and takes no id from what has it', async () => {
      const { way } = storage.rows;
      const former = { ...lock('l0'), seq: 1, bytes: Uint8Array.of(7), liftedAt: new Date(500) };
      const fallen = { ...signature('s0', 'l0', 'anna'), at: new Date(400), endedAt: new Date(500) };
      const grant = { id: 'g1', documentId: 'd1', personId: 'omar', role: 'reviewer', by: 'anna', at: new Date(300), endedAt: new Date(500) } as const;
      const given = { ...grant, id: 'g2', at: new Date(600), endedAt: null };
      await way.insertFormer({ locks: [former, lock('l1')], signatures: [fallen, signature('s1', 'l1', 'omar')], grants: [given, grant] });
      expect(await way.everyGrant('d1')).toEqual([grant, given]);
      expect(await way.grants({ documentId: 'd1' })).toEqual([given]);
      expect((await way.locks('d1')).map(({ id, liftedAt }) => [id, liftedAt])).toEqual([
        ['l0', new Date(500)],
        ['l1', null],
      ]);
      expect(await way.lock('d1')).toEqual(lock('l1'));
      expect(await way.lockedBytes('l0')).toEqual(Uint8Array.of(7));
      expect(await way.lockedBytes('none')).toBeNull();
      expect(await way.everySignature('d1')).toEqual([fallen, signature('s1', 'l1', 'omar')]);
      expect((await way.signatures('d1')).map(({ personId }) => personId)).toEqual(['omar']);
      const isRefused = async (rows: FormerRows) => expect(way.insertFormer(rows)).rejects.toMatchObject({ code: 'failed' });
      await isRefused({ locks: [{ ...lock('l2'), documentId: 'd2' }, lock('l1')] });
      expect(await way.locks('d2')).toEqual([]);
      await isRefused({ grants: [{ ...given, documentId: 'd2' }] });
      const handling = {
        id: 'h1',
        bodyId: 'ks',
        meetingId: null,
        purpose: 'decision',
        outcome: null,
        paragraphNumber: null,
        handledOn: null,
        reported: '',
      } as const;
      await way.insertFormer({ handlings: [{ ...handling, matterId: 'm1' }] });
      await isRefused({ handlings: [{ ...handling, matterId: 'm2' }] });
      expect((await way.handlings('m1')).map(({ id }) => id)).toEqual(['h1']);
    });

    it('[WAY13] gives what is each person’s own of a matter together, but for what is a party’s, and keeps it as it is', async () => {
      const { rows } = storage;
      await rows.insertMatter(matter('m1'), [{ ...document('d1', 'm1'), space: 'municipality' }, document('draft', 'm1')]);
      await rows.insertMatter(matter('m2'), [{ ...document('d2', 'm2'), space: 'municipality' }]);
      const own = (documentId: string, threadId: string) => ({
        mutes: [{ personId: 'eva' }],
        seen: [{ documentId, personId: 'eva', seq: 7 }],
        commentsRead: [{ personId: 'eva', threadId, upTo: new Date(5_000) }],
        lateWork: [{ id: `late of ${documentId}`, documentId, personId: 'eva', update: Uint8Array.of(1), at: new Date(4_000) }],
        rescues: [{ ...rescue(`rescue of ${documentId}`, 'eva'), documentId }],
      });
      for (const id of ['d1', 'd2', 'draft']) await rows.comments.insertThread({ ...thread(`t-${id}`), documentId: id }, comment(`t-${id}`, `t-${id}`));
      await rows.own.insert('m1', own('d1', 't-d1'));
      await rows.own.insert('m2', own('d2', 't-d2'));
      await rows.own.insert('m1', { ...own('draft', 't-draft'), mutes: [] });
      expect(await rows.own.of('m1')).toEqual(own('d1', 't-d1'));
      await expect(rows.own.insert('m1', { ...own('d1', 't-d1'), mutes: [{ personId: 'omar' }] })).rejects.toMatchObject({ code: 'failed' });
      expect(await rows.own.of('m1')).toEqual(own('d1', 't-d1'));
    });

    it('[WAY12] keeps where a matter came from, place by place, and forgets it with the matter', async () => {
      const { origins } = storage.rows;
      const origin = {
        matterId: 'm1',
        order: 1,
        at: new Date(2_000),
        by: 'jonas',
        sha256: 'ab',
        form: 'yrka-bundle/2',
        madeAt: new Date(1_000),
        municipality: 'Björkviks kommun',
        diarienummer: 'KS 2026-00187',
        log: null,
        versions: { d1: [[41, 3]] },
      } as const;
      await storage.rows.insertMatter(matter('m1'));
      await origins.insert({ ...origin, order: 2, log: 'cd', by: null });
      await origins.insert(origin);
      expect(await origins.of('m1')).toEqual([origin, { ...origin, order: 2, log: 'cd', by: null }]);
      expect(await origins.of('m2')).toEqual([]);
      await storage.rows.deleteMatter('m1');
      expect(await origins.of('m1')).toEqual([]);
    });
  });
}
