import { newBlockId } from '@yrka/schema';
import type { PersonRow } from '@yrka/storage';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommentList } from '../api.ts';
import { type Browser, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { roomPerson } from '../documents/access.ts';
import { shareForTests } from '../documents/sharedForTests.ts';
import { HandClient, settle } from '../rooms/socketPair.ts';
import { done, kindsTold, pathOf, refused, reply, said, say, told } from './commentsForTests.ts';

const { cycling, library } = demonstrationIds;
const { report } = library;

let server: TestServer;
let rakel: Browser;
let ylva: Browser;
let jonas: Browser;
let maria: Browser;
let anna: Browser;
let guest: Browser;

beforeEach(async () => {
  server = await startTestServer();
  const row = await personRow('kim-stahl');
  await server.storage.rows.putPeople([{ ...row, id: 'gun', name: 'Gun Gäst', roles: ['guest'], party: null }]);
  const at = new Date('2026-11-23T08:00:00.000Z');
  const grant = { id: 'g1', documentId: cycling.motion, personId: 'gun', role: 'invitedWriter', by: 'anna-lind', at, endedAt: null } as const;
  await server.storage.rows.way.insertGrant(grant);
  await shareForTests(server.storage, report, 'maria-holm');
  const ids = ['rakel-dal', 'ylva-norin', 'jonas-alm', 'maria-holm', 'anna-lind', 'gun'];
  [rakel, ylva, jonas, maria, anna, guest] = (await Promise.all(ids.map((id) => server.signedIn(id)))) as [
    Browser,
    Browser,
    Browser,
    Browser,
    Browser,
    Browser,
  ];
});

async function personRow(id: string): Promise<PersonRow> {
  const row = await server.storage.rows.person(id);
  if (row === null) throw new Error(`${id} is not there`);
  return row;
}
const sees = async (browser: Browser, thread: string, document: string = report) => (await said(browser, document)).some(({ id }) => id === thread);
const listOf = (browser: Browser, document: string = report) => browser.get<CommentList>(pathOf(document));
const read = (browser: Browser, comments: readonly string[], document: string = report) =>
  browser.send('POST', `/api/documents/${document}/readComments`, { comments });

describe('a thread for a circle', () => {
  it('is for those of the circle, and who began it', async () => {
    const administration = await say(rakel, 'Bara vi', { document: report, audience: 'administration' });
    const writers = await say(rakel, 'Bara vi som skriver', { document: report, audience: 'writers' });
    const marias = await say(maria, 'Till förvaltningen', { document: report, audience: 'administration' });
    const everybody = await say(rakel, 'Alla', { document: report });
    const of = async (browser: Browser) => Promise.all([administration, writers, marias, everybody].map((id) => sees(browser, id)));
    expect({ rakel: await of(rakel), jonas: await of(jonas), maria: await of(maria) }).toEqual({
      rakel: [true, true, true, true],
      jonas: [true, true, true, true],
      maria: [false, false, true, true],
    });
    // A registrar writes no report.
    await server.storage.rows.putPeople([{ ...(await personRow('jonas-alm')), roles: ['registrar'] }]);
    expect(await of(jonas)).toEqual([true, false, true, true]);
  });

  it('in a party’s draft is the group’s, without those who were let in; they speak to the group all the same', async () => {
    const ours = await say(anna, 'Bara vi', { audience: 'group' });
    const theirs = await say(guest, 'Till gruppen', { audience: 'group' });
    const writers = await say(anna, 'Vi som skriver', { audience: 'writers' });
    expect((await said(guest, cycling.motion)).map(({ id }) => id).toSorted()).toEqual([theirs, writers].toSorted());
    expect(await said(anna, cycling.motion)).toHaveLength(3);
    expect(await refused(rakel.send('GET', pathOf(cycling.motion)))).toBe('404 notFound');
    expect(await sees(anna, ours, cycling.motion)).toBe(true);
  });

  it('is for a circle that there is where the document stands', async () => {
    const begin = (browser: Browser, document: string, audience: string) =>
      refused(browser.send('POST', pathOf(document), { id: newBlockId(), text: 'Nytt', anchor: null, audience }));
    expect(await begin(anna, cycling.motion, 'administration')).toBe('400 badRequest');
    expect(await begin(rakel, report, 'group')).toBe('400 badRequest');
    expect([(await listOf(anna, cycling.motion)).audiences, (await listOf(maria)).audiences]).toEqual([
      ['readers', 'group', 'writers'],
      ['readers', 'administration', 'writers'],
    ]);
  });

  it('is not there for anybody else, whatever they try', async () => {
    const hidden = await say(rakel, 'Bara vi', { document: report, audience: 'administration' });
    const answered = await reply(ylva, hidden, 'Ja', [], report);
    const before = JSON.stringify(await server.storage.rows.comments.threads(report));
    const tries: readonly (readonly [string, string, object?])[] = [
      ['POST', `${hidden}/replies`, { id: newBlockId(), text: 'Jag också' }],
      ['POST', `${hidden}/resolved`],
      ['POST', `${hidden}/resolved`, { outcome: 'done' }],
      ['DELETE', `${hidden}/resolved`],
      ['POST', `${hidden}/assignment`, { personId: 'maria-holm' }],
      ['POST', `${hidden}/assignment`, { personId: null }],
      ['POST', hidden, { text: 'Annat' }],
      ['POST', answered, { text: 'Annat' }],
      ['DELETE', hidden],
      ['DELETE', answered],
    ];
    for (const [method, path, body] of tries) expect(await refused(maria.send(method, `${pathOf(report)}/${path}`, body))).toBe('404 notFound');
    await done(read(maria, [hidden, answered]));
    expect(await server.storage.rows.comments.readUpTo('maria-holm', report)).toEqual(new Map());
    expect(JSON.stringify(await server.storage.rows.comments.threads(report))).toBe(before);
    // Not even that there is something: the list is as it was before.
    expect(await said(maria, report)).toEqual([]);
    console.log(`circles: ${tries.length + 1} ways into a thread of others, none open`);
  });

  it('is found by no search', async () => {
    await say(rakel, 'Grongolingen', { document: report, audience: 'administration' });
    for (const browser of [rakel, maria, anna]) expect(await browser.get('/api/matters?search=grongolingen')).toMatchObject({ matters: [] });
  });

  it('calls only the open pages of its circle, whatever happens in it', async () => {
    const clients = await Promise.all(['rakel-dal', 'maria-holm'].map(async (id) => new HandClient(server.rooms, report, roomPerson(await personRow(id)))));
    await settle(server.rooms, ...clients);
    const heard = async () => {
      await settle(server.rooms, ...clients);
      return clients.map(({ notices }) => notices.splice(0).filter(({ type }) => type === 'comments').length);
    };
    const hidden = await say(ylva, 'Bara vi', { document: report, audience: 'administration' });
    expect(await heard()).toEqual([1, 0]);
    const answered = await reply(jonas, hidden, 'Ja', [], report);
    await done(ylva.send('POST', pathOf(report, hidden, 'resolved'), { outcome: 'done' }));
    await done(ylva.send('DELETE', pathOf(report, hidden, 'resolved')));
    await done(ylva.send('POST', pathOf(report, hidden, 'assignment'), { personId: 'jonas-alm' }));
    await done(jonas.send('POST', pathOf(report, answered), { text: 'Jo' }));
    await done(jonas.send('DELETE', pathOf(report, answered)));
    await done(ylva.send('DELETE', pathOf(report, hidden)));
    expect(await heard()).toEqual([7, 0]);
    await say(ylva, 'Alla', { document: report });
    expect(await heard()).toEqual([1, 1]);
    // Who began one hears of it, outside of the circle.
    const marias = await say(maria, 'Till förvaltningen', { document: report, audience: 'administration' });
    await reply(ylva, marias, 'Ja', [], report);
    expect(await heard()).toEqual([2, 2]);
    await server.rooms.close();
  });

  it('tells nobody else, in the bell or by mail: not who is mentioned, not who has left the circle since', async () => {
    const mentions = ['maria-holm', 'jonas-alm', 'anna-lind', 'nobody'];
    const hidden = await say(rakel, 'Vad tror ni?', { document: report, audience: 'administration', mentions });
    expect((await said(rakel, report))[0]?.comments[0]?.mentions.map(({ id }) => id)).toEqual(['jonas-alm']);
    await reply(ylva, hidden, 'Ja', mentions, report);
    await done(ylva.send('POST', pathOf(report, hidden, 'assignment'), { personId: 'jonas-alm' }));
    expect([await kindsTold(maria), await kindsTold(anna)]).toEqual([[], []]);
    expect((await kindsTold(jonas)).toSorted()).toEqual(['commentAssigned', 'commentMentioned', 'commentMentioned']);
    await server.storage.rows.putPeople([{ ...(await personRow('ylva-norin')), roles: ['reviewer'] }]);
    await shareForTests(server.storage, report, 'ylva-norin');
    await reply(rakel, hidden, 'Bra.', ['ylva-norin'], report);
    expect(await kindsTold(ylva)).toEqual([]);
    expect(await sees(ylva, hidden)).toBe(false);
    const mailed = (await server.storage.rows.notices.unmailed()).map(({ personId }) => personId);
    expect(mailed).not.toContain('maria-holm');
    expect(mailed).not.toContain('ylva-norin');
  });

  it('offers those of its circle to be mentioned: each reader bears theirs', async () => {
    const circles = new Map((await listOf(rakel)).people.map(({ id, circles: own }) => [id, own]));
    expect([circles.get('maria-holm'), circles.get('jonas-alm'), circles.get('anna-lind')]).toEqual([
      ['readers'],
      ['readers', 'administration', 'writers'],
      undefined,
    ]);
    expect((await listOf(anna, cycling.motion)).people.find(({ id }) => id === 'gun')?.circles).toEqual(['readers', 'writers']);
  });
});

describe('a thread that is somebody’s to see to', () => {
  it('is assigned to one who reads it, who finds it in the bell, with the way to it', async () => {
    const asked = await say(maria, 'Stämmer beloppet?', { document: report, assignedTo: 'rakel-dal', mentions: ['rakel-dal'] });
    expect((await said(ylva, report))[0]?.assignedTo).toEqual({ id: 'rakel-dal', name: 'Rakel Dal' });
    expect((await told(rakel)).map(({ kind, commentId, document }) => [kind, commentId, document?.id])).toEqual([['commentAssigned', asked, report]]);
    const answered = await reply(ylva, asked, 'Ja.', [], report);
    expect((await told(rakel)).map(({ kind, commentId }) => [kind, commentId]).toSorted()).toEqual([
      ['commentAnswered', answered],
      ['commentAssigned', asked],
    ]);
    await done(rakel.send('POST', pathOf(report, asked, 'assignment'), { personId: 'ylva-norin' }));
    await done(rakel.send('POST', pathOf(report, asked, 'assignment'), { personId: 'ylva-norin' }));
    expect(await kindsTold(ylva)).toEqual(['commentAssigned']);
    await done(maria.send('POST', pathOf(report, asked, 'assignment'), { personId: null }));
    expect((await said(ylva, report))[0]?.assignedTo).toBeNull();
    // Who takes it on themselves is told nothing.
    await done(jonas.send('POST', pathOf(report, asked, 'assignment'), { personId: 'jonas-alm' }));
    expect(await kindsTold(jonas)).toEqual([]);
  });

  it('is assigned to nobody who would not read it', async () => {
    const hidden = await say(rakel, 'Bara vi', { document: report, audience: 'administration' });
    for (const personId of ['maria-holm', 'anna-lind', 'nobody', '../../etc/passwd'])
      expect(await refused(rakel.send('POST', pathOf(report, hidden, 'assignment'), { personId }))).toBe('422 notAReader');
    const begun = { id: newBlockId(), text: 'Nytt', anchor: null, audience: 'administration', assignedTo: 'maria-holm' };
    expect(await refused(rakel.send('POST', pathOf(report), begun))).toBe('422 notAReader');
    expect(await sees(rakel, begun.id)).toBe(false);
    expect([await kindsTold(maria), await kindsTold(anna)]).toEqual([[], []]);
  });
});

describe('what one has not read', () => {
  const unread = async (browser: Browser) => (await said(browser, report)).flatMap(({ comments }) => comments.map(({ isUnread }) => isUnread));

  it('is what others have said since one last saw the thread, for each alone', async () => {
    const asked = await say(maria, 'Stämmer beloppet?', { document: report });
    expect([await unread(maria), await unread(rakel), await unread(ylva)]).toEqual([[false], [true], [true]]);
    await done(read(rakel, [asked]));
    expect([await unread(rakel), await unread(ylva)]).toEqual([[false], [true]]);
    server.setTime(new Date('2026-11-23T09:00:00.000Z'));
    const answered = await reply(ylva, asked, 'Ja.', [], report);
    expect([await unread(rakel), await unread(ylva), await unread(maria)]).toEqual([
      [false, true],
      [true, false],
      [false, true],
    ]);
    await done(read(rakel, [answered, 'gone']));
    // An older page does not make it unread again.
    await done(read(rakel, [asked]));
    expect(await unread(rakel)).toEqual([false, false]);
  });

  it('is no business of one who does not read the comments', async () => {
    const asked = await say(maria, 'Stämmer beloppet?', { document: report });
    expect(await refused(read(anna, [asked]))).toBe('404 notFound');
    expect(
      await refused(
        read(
          rakel,
          Array.from({ length: 501 }, () => asked),
        ),
      ),
    ).toBe('400 badRequest');
    await server.storage.rows.changeStage(report, 'working', 'finalised');
    expect(await refused(read(anna, [asked]))).toBe('403 noRight');
    // Who only reads them reads them.
    await done(read(rakel, [asked]));
    expect(await unread(rakel)).toEqual([false]);
  });
});
