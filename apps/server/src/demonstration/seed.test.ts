import { readDate } from '@yrka/formal-text';
import { createMemoryStorage, type PersonRow } from '@yrka/storage';
import { documentFromUpdates } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { newMatter } from '../documents/creating.ts';
import { nextMeeting } from '../organisation/meetings.ts';
import { servingBoard } from './people.ts';
import { demonstrationIds, seedDemonstration } from './seed.ts';

const at = new Date('2026-11-23T08:00:00.000Z');
const later = new Date('2026-12-01T08:00:00.000Z');

async function seeded() {
  const storage = createMemoryStorage();
  await seedDemonstration(storage, at);
  const read = async (documentId: string) => documentFromUpdates((await storage.journal.readDocumentUpdates(documentId)).map(({ update }) => update));
  const everything = async () => ({
    matters: await storage.rows.matters(),
    documents: await storage.rows.documents(),
    people: await storage.rows.people(),
    seqs: await Promise.all((await storage.rows.documents()).map(({ id }) => storage.journal.lastSeq(id))),
  });
  return { storage, read, everything };
}

const nodesOf = (document: Node, name: string) => {
  const found: Node[] = [];
  document.descendants((node) => {
    if (node.type.name === name) found.push(node);
  });
  return found;
};
const part = (document: Node, name: string) => nodesOf(document, 'section').find(({ attrs }) => attrs.part === name);

describe('seedDemonstration', () => {
  it('adds nothing at the second start', async () => {
    const { storage, everything } = await seeded();
    const before = await everything();
    await seedDemonstration(storage, later);
    expect(await everything()).toEqual(before);
    expect(before.matters.map(({ title }) => title)).toHaveLength(3);
  });

  it('adds nothing to a store that has matters of its own', async () => {
    const storage = createMemoryStorage();
    await storage.rows.insertMatter(newMatter({ id: 'own', title: 'Eget ärende', createdAt: at }));
    await seedDemonstration(storage, at);
    expect(await storage.rows.matters()).toHaveLength(1);
    expect(await storage.rows.people()).toEqual([]);
  });

  it('ends what an interrupted first start began, without writing anything twice', async () => {
    const { everything } = await seeded();
    const storage = createMemoryStorage();
    const { insertMatter } = storage.rows;
    // The process dies between the journal and the rows of the second matter.
    let inserted = 0;
    storage.rows.insertMatter = async (...matter) => {
      if (++inserted === 2) throw new Error('killed');
      return insertMatter.apply(storage.rows, matter);
    };
    await expect(seedDemonstration(storage, at)).rejects.toThrow('killed');
    await seedDemonstration(storage, at);
    const documents = await storage.rows.documents();
    const { documents: wanted } = await everything();
    expect(documents.map(({ id, title, movers }) => ({ id, title, movers }))).toEqual(wanted.map(({ id, title, movers }) => ({ id, title, movers })));
    for (const { id } of documents) expect(await storage.journal.readDocumentUpdates(id)).toHaveLength(1);
  });

  it('makes the same documents in every installation', async () => {
    const [one, other] = await Promise.all([seeded(), seeded()]);
    const { cycling, library } = demonstrationIds;
    for (const id of [cycling.motion, library.motion, library.report, library.minutes]) {
      const [first] = await one.storage.journal.readDocumentUpdates(id);
      const [second] = await other.storage.journal.readDocumentUpdates(id);
      expect(first?.update).toEqual(second?.update);
    }
  });
});

describe('the demonstration', () => {
  it('has a motion under work with every kind of block that a motion can have', async () => {
    const motion = await (await seeded()).read(demonstrationIds.cycling.motion);
    motion.check();
    expect(nodesOf(motion, 'attClause')).toHaveLength(3);
    expect(nodesOf(motion, 'footnote')).toHaveLength(1);
    expect(nodesOf(motion, 'paragraph').filter(({ attrs }) => attrs.level > 0)).toHaveLength(1);
    expect(nodesOf(motion, 'paragraph').filter(({ attrs }) => attrs.list === 'bullet')).toHaveLength(3);
    expect(nodesOf(motion, 'table').map(({ attrs }) => attrs.kind)).toEqual(['costs']);
    expect(
      motion.children
        .filter(({ type }) => type.name === 'personList')
        .map((list) => `${list.attrs.role}: ${list.children.map((person) => `${person.textContent} (${person.attrs.party})`).join(', ')}`),
    ).toEqual(['movers: Anna Lind (L), Omar Said (L)', 'signatories: Anna Lind (L), Omar Said (L)', 'supporters: Eva Ek (L)']);
  });

  it('adds up the costs as the words beside them say', async () => {
    const { read } = await seeded();
    const sums = async (id: string) => {
      const rows = nodesOf(await read(id), 'tableRow')
        .slice(1)
        .map((row) => row.children.slice(1).map((cell) => Number(cell.textContent.replace(/\s/g, ''))));
      return rows.reduce((sum, row) => sum.map((value, column) => value + (row[column] ?? 0)), [0, 0]);
    };
    expect(await sums(demonstrationIds.cycling.motion)).toEqual([1_190, 1_940]); // "drygt tre miljoner"
    expect(await sums(demonstrationIds.library.report)).toEqual([435, 105]); // "435 000" and "105 000"
  });

  it('has a report half written: two of three clauses answered, the assessment not begun', async () => {
    const { read } = await seeded();
    const [motion, report] = await Promise.all([read(demonstrationIds.library.motion), read(demonstrationIds.library.report)]);
    const clauses = nodesOf(motion, 'attClause').map(({ attrs }) => attrs.id as string);
    const answered = nodesOf(report, 'decisionPoint').flatMap(({ attrs }) =>
      (attrs.answers as readonly { clause: string }[]).map(({ clause }) => clauses.indexOf(clause) + 1),
    );
    expect(answered).toEqual([1, 2]);
    expect(part(report, 'assessment')?.textContent).toBe('');
    expect(part(report, 'summary')?.textContent).not.toBe('');
  });

  it('has a § to record: fifteen serve, and what happens at the meeting is still open', async () => {
    const minutes = await (await seeded()).read(demonstrationIds.library.minutes);
    const serving = nodesOf(minutes, 'personList').find(({ attrs }) => attrs.role === 'serving')?.children ?? [];
    expect(serving).toHaveLength(15);
    expect(new Set(serving.map(({ attrs }) => attrs.personId as string)).size).toBe(15);
    for (const open of ['decision', 'yrkanden', 'deliberation', 'beslutsgang', 'vote', 'reservations']) expect(part(minutes, open)?.textContent).toBe('');
    expect(nodesOf(minutes, 'field').find(({ attrs }) => attrs.name === 'paragraphNumber')?.textContent).toBe('');
  });

  it.each([
    ['2026-11-23', '25\u00a0november 2026'],
    ['2026-12-01', '17\u00a0december 2026'],
    ['2027-02-01', '25\u00a0februari 2027'],
  ])('begun on %s it has the § of a meeting that is still to come, %s', async (day, said) => {
    const storage = createMemoryStorage();
    await seedDemonstration(storage, new Date(`${day}T12:00:00Z`));
    const { library } = demonstrationIds;
    const minutes = documentFromUpdates((await storage.journal.readDocumentUpdates(library.minutes)).map(({ update }) => update));
    expect(nodesOf(minutes, 'field').find(({ attrs }) => attrs.name === 'date')?.textContent).toBe(said);
    const [handling] = (await storage.rows.way.handlings(library.matter)).filter(({ purpose }) => purpose === 'preparation');
    const meetings = await storage.rows.organisation.meetings({ bodyId: 'ks' });
    expect(meetings.find(({ id }) => id === handling?.meetingId)?.date).toBe(readDate(said));
  });

  it('names nobody who is not in the register', async () => {
    const { storage, read } = await seeded();
    for (const { id, templateId } of await storage.rows.documents()) {
      if (templateId !== 'bjorkvik') continue;
      for (const person of nodesOf(await read(id), 'person'))
        expect(await storage.rows.person(person.attrs.personId as string)).toMatchObject({ name: person.textContent, party: person.attrs.party as string });
    }
  });

  it('gives every block an id of its own', async () => {
    const { storage, read } = await seeded();
    for (const { id } of await storage.rows.documents()) {
      const ids: unknown[] = [];
      (await read(id)).descendants((node) => {
        if ('id' in node.attrs) ids.push(node.attrs.id);
      });
      expect(ids).not.toContain(null);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe("the demonstration's organisation", () => {
  it('has the meetings that everybody speaks of, with their last days', async () => {
    const { storage } = await seeded();
    const meetings = new Map((await storage.rows.organisation.meetings()).map((meeting) => [`${meeting.bodyId} ${meeting.date}`, meeting]));
    expect(meetings.get('kf 2027-01-26')).toMatchObject({ deadlineDate: '2027-01-16', deadlineTime: '12.00', isCancelled: false });
    expect(meetings.get('ksau 2027-03-11')).toMatchObject({ deadlineDate: '2027-02-25' });
    expect([...meetings.keys()]).toEqual(expect.arrayContaining(['ks 2026-11-25', 'kf 2026-12-15', 'kfn 2027-01-13', 'ks 2027-03-25', 'tn 2027-02-17']));
    expect([...meetings.keys()].filter((key) => key.includes('-07-'))).toEqual([]);
  });

  it('has a next meeting of every body, whenever it begins', async () => {
    for (const day of ['2026-11-25', '2027-06-30', '2028-02-29', '2031-12-31']) {
      const storage = createMemoryStorage();
      const now = new Date(`${day}T12:00:00Z`);
      await seedDemonstration(storage, now);
      for (const { id, shortName } of await storage.rows.organisation.bodies())
        expect(await nextMeeting(storage.rows, id, now), `${shortName} ${day}`).not.toBeNull();
    }
  });

  it('seats only people of the register, each once in a body, and every elected person somewhere', async () => {
    const { storage } = await seeded();
    const people = await storage.rows.people();
    const parties = new Set((await storage.rows.organisation.parties()).map(({ code }) => code));
    const seats = await storage.rows.organisation.assignments({ on: '2026-11-23' });
    const elected = people.filter(({ roles }) => roles.includes('member') || roles.includes('substitute'));
    expect(new Set(seats.map(({ personId }) => personId))).toEqual(new Set(elected.map(({ id }) => id)));
    expect(new Set(seats.map(({ id }) => id)).size).toBe(seats.length);
    for (const { party } of elected) expect(parties).toContain(party);
    const board = seats.filter(({ bodyId, role }) => bodyId === 'ks' && role !== 'substitute');
    expect(new Set(board.map(({ personId }) => personId))).toEqual(new Set(servingBoard.map(({ id }) => id)));
  });

  it('keeps what was changed in it at the next start', async () => {
    const storage = createMemoryStorage();
    await seedDemonstration(storage, at);
    const municipality = await storage.rows.organisation.municipality();
    await storage.rows.putPeople([{ ...((await storage.rows.person('ylva-norin')) as PersonRow), name: 'Ylva Norin Dahl' }]);
    await seedDemonstration(storage, later);
    expect(await storage.rows.organisation.municipality()).toEqual(municipality);
    expect((await storage.rows.person('ylva-norin'))?.name).toBe('Ylva Norin Dahl');
  });
});
