import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';

export function describeNotices(open: () => Promise<Storage>): void {
  describe('notices', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

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

    it('[NOT4] forgets what somebody has not read of one kind about a document, and nothing else', async () => {
      const { notices } = storage.rows;
      const notice = { kind: 'pointsAnswered', personId: 'omar', matterId: 'm1', documentId: 'd1', commentId: null, actorId: 'anna', at: new Date(1_000) };
      const unread = { ...notice, readAt: null, mailedAt: null };
      await notices.insert([
        { ...unread, id: 'unread' },
        { ...unread, id: 'mailed', mailedAt: new Date(2_000) },
        { ...unread, id: 'read', readAt: new Date(2_000) },
        { ...unread, id: 'other kind', kind: 'versionShared' },
        { ...unread, id: 'other document', documentId: 'd2' },
        { ...unread, id: 'other person', personId: 'eva' },
      ]);
      await notices.forgetUnread({ personIds: [], kind: 'pointsAnswered', documentId: 'd1' });
      expect(await notices.of('omar', 10)).toHaveLength(5);
      await notices.forgetUnread({ personIds: ['omar', 'kim'], kind: 'pointsAnswered', documentId: 'd1' });
      const left = await Promise.all(['omar', 'eva'].map((id) => notices.of(id, 10)));
      expect(left.map((list) => list.map(({ id }) => id).toSorted())).toEqual([['other document', 'other kind', 'read'], ['other person']]);
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
}
