import { beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../contract.ts';
import { thread, comment, matter, document } from './rowsForTests.ts';

export function describeComments(open: () => Promise<Storage>): void {
  describe('comments', () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });

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
      expect(await Promise.all(['d1', 'd2', 'd9'].map((id) => comments.count(id)))).toEqual([
        { threads: 2, comments: 4 },
        { threads: 1, comments: 1 },
        { threads: 0, comments: 0 },
      ]);
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
}
