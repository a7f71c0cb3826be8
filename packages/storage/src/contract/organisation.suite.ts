import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';
import { municipality, matter, document } from './rowsForTests.ts';

export function describeOrganisation(open: () => Promise<Storage>): void {
  describe('organisation', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

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
}
