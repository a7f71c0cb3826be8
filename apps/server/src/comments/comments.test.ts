import { newBlockId } from '@yrka/schema';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentDetails } from '../api.ts';
import { type Browser, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { shareForTests } from '../documents/sharedForTests.ts';
import { roomPerson } from '../documents/access.ts';
import { HandClient, settle } from '../rooms/socketPair.ts';
import { anchor, done, kindsTold, pathOf, refused, reply, said, say } from './commentsForTests.ts';

const { cycling, library } = demonstrationIds;
let server: TestServer;
let anna: Browser;
let omar: Browser;
let eva: Browser;
let rakel: Browser;
let maria: Browser;

beforeEach(async () => {
  server = await startTestServer();
  const ids = ['anna-lind', 'omar-said', 'eva-ek', 'rakel-dal', 'maria-holm'];
  [anna, omar, eva, rakel, maria] = (await Promise.all(ids.map((id) => server.signedIn(id)))) as [Browser, Browser, Browser, Browser, Browser];
});

const [evaEk, annaLind] = [
  { id: 'eva-ek', name: 'Eva Ek' },
  { id: 'anna-lind', name: 'Anna Lind' },
];

describe('comments', () => {
  it('are kept with the words they are about, and the author and time that the server knows', async () => {
    const asked = await say(eva, ' Vilken nämnd? ');
    server.setTime(new Date('2026-11-23T09:30:00.000Z'));
    const answered = await reply(anna, asked, 'Tekniska nämnden.');
    await say(omar, 'Bra!', { at: null });
    const comment = { wording: null, editedAt: null, isRemoved: false, isUnread: true, mentions: [] };
    expect(await said(omar)).toEqual([
      {
        id: asked,
        anchor,
        audience: 'readers',
        assignedTo: null,
        createdAt: '2026-11-23T08:00:00.000Z',
        resolved: null,
        comments: [
          { ...comment, id: asked, author: evaEk, text: 'Vilken nämnd?', at: '2026-11-23T08:00:00.000Z' },
          { ...comment, id: answered, author: annaLind, text: 'Tekniska nämnden.', at: '2026-11-23T09:30:00.000Z' },
        ],
      },
      expect.objectContaining({ anchor: null }),
    ]);
  });

  it('are text, whatever they look like', async () => {
    const text = '<script>alert(1)</script> &amp; <b>fet</b>\n\n[länk](javascript:alert(1))';
    await say(eva, text);
    expect((await said(anna))[0]?.comments[0]?.text).toBe(text);
  });

  it('are kept once, however often they are sent', async () => {
    const comment = { id: newBlockId(), text: 'Vilken nämnd?', anchor };
    for (const _ of [1, 2, 3]) await done(eva.send('POST', pathOf(cycling.motion), comment));
    const answer = { id: newBlockId(), text: 'Tekniska.' };
    for (const _ of [1, 2]) await done(anna.send('POST', pathOf(cycling.motion, comment.id, 'replies'), answer));
    expect((await said(anna)).map(({ comments }) => comments.length)).toEqual([2]);
    expect(await kindsTold(eva)).toEqual(['commentAnswered']);
    // Somebody else's id is not one's own.
    expect(await refused(omar.send('POST', pathOf(cycling.motion), comment))).toBe('409 conflict');
    expect(await refused(eva.send('POST', pathOf(cycling.motion, comment.id, 'replies'), { id: answer.id, text: 'Jag.' }))).toBe('409 conflict');
  });

  it('are changed and removed by their author alone; with answers the first is emptied', async () => {
    const asked = await say(eva, 'Vilken nämd?');
    const answered = await reply(anna, asked, 'Tekniska.');
    server.setTime(new Date('2026-11-23T10:00:00.000Z'));
    await done(eva.send('POST', pathOf(cycling.motion, asked), { text: 'Vilken nämnd?' }));
    expect((await said(anna))[0]?.comments[0]).toMatchObject({ text: 'Vilken nämnd?', editedAt: '2026-11-23T10:00:00.000Z' });
    expect(await refused(anna.send('POST', pathOf(cycling.motion, asked), { text: 'Något annat' }))).toBe('403 noRight');
    expect(await refused(anna.send('DELETE', pathOf(cycling.motion, asked)))).toBe('403 noRight');
    await done(eva.send('DELETE', pathOf(cycling.motion, asked)));
    expect((await said(anna))[0]?.comments.map(({ text, isRemoved }) => [text, isRemoved])).toEqual([
      ['', true],
      ['Tekniska.', false],
    ]);
    expect(await refused(eva.send('POST', pathOf(cycling.motion, asked), { text: 'Åter' }))).toBe('404 notFound');
    // A second click asks for what has happened already.
    await done(eva.send('DELETE', pathOf(cycling.motion, asked)));
    await done(anna.send('DELETE', pathOf(cycling.motion, answered)));
    expect(await said(anna)).toEqual([]);
  });

  it('are marked as done and opened again by whoever speaks', async () => {
    const asked = await say(eva, 'Vilken nämnd?');
    for (const _ of [1, 2]) await done(anna.send('POST', pathOf(cycling.motion, asked, 'resolved')));
    expect((await said(eva))[0]?.resolved).toEqual({ at: '2026-11-23T08:00:00.000Z', by: annaLind, outcome: null, reason: '' });
    await done(omar.send('DELETE', pathOf(cycling.motion, asked, 'resolved')));
    expect((await said(eva))[0]?.resolved).toBeNull();
  });

  it('are marked as done with what came of it and why, where somebody says so', async () => {
    const asked = await say(eva, 'Vilken nämnd?');
    await done(anna.send('POST', pathOf(cycling.motion, asked, 'resolved'), { outcome: 'notDone', reason: ' Det avgör fullmäktige.\u0007 ' }));
    expect((await said(eva))[0]?.resolved).toMatchObject({ by: annaLind, outcome: 'notDone', reason: 'Det avgör fullmäktige.' });
    // Said once: who comes second says nothing else.
    await done(omar.send('POST', pathOf(cycling.motion, asked, 'resolved'), { outcome: 'done', reason: '' }));
    expect((await said(eva))[0]?.resolved).toMatchObject({ by: annaLind, outcome: 'notDone' });
    await done(omar.send('DELETE', pathOf(cycling.motion, asked, 'resolved')));
    await done(omar.send('POST', pathOf(cycling.motion, asked, 'resolved'), { outcome: 'done' }));
    expect((await said(eva))[0]?.resolved).toMatchObject({ by: { id: 'omar-said' }, outcome: 'done', reason: '' });
    for (const wrong of [{ outcome: 'maybe' }, { reason: 'x'.repeat(1_001) }, { by: 'eva-ek' }])
      expect(await refused(omar.send('POST', pathOf(cycling.motion, asked, 'resolved'), wrong))).toBe('400 badRequest');
  });

  it('carry a wording of the words they are about, in one line, and need say nothing else', async () => {
    const id = newBlockId();
    await done(eva.send('POST', pathOf(cycling.motion), { id, text: '', wording: ' tekniska\r\n nämnden ', anchor }));
    expect((await said(anna))[0]?.comments[0]).toMatchObject({ text: '', wording: 'tekniska nämnden' });
    await done(anna.send('POST', pathOf(cycling.motion, id, 'replies'), { id: newBlockId(), text: 'Stryk.', wording: '' }));
    expect((await said(anna))[0]?.comments[1]).toMatchObject({ text: 'Stryk.', wording: '' });
    // Left out it stays; what says nothing at all is no comment.
    await done(eva.send('POST', pathOf(cycling.motion, id), { text: 'Så?' }));
    expect((await said(anna))[0]?.comments[0]).toMatchObject({ text: 'Så?', wording: 'tekniska nämnden' });
    await done(eva.send('POST', pathOf(cycling.motion, id), { text: '' }));
    expect(await refused(eva.send('POST', pathOf(cycling.motion, id), { text: '', wording: null }))).toBe('400 badRequest');
    const whole = await say(eva, 'Bra!', { at: null });
    for (const wrong of [
      eva.send('POST', pathOf(cycling.motion), { id: newBlockId(), text: 'Nytt', wording: 'av vad?', anchor: null }),
      eva.send('POST', pathOf(cycling.motion), { id: newBlockId(), text: '', wording: null, anchor }),
      eva.send('POST', pathOf(cycling.motion), { id: newBlockId(), text: '', wording: 'x'.repeat(4_001), anchor }),
      eva.send('POST', pathOf(cycling.motion, whole, 'replies'), { id: newBlockId(), text: 'Nytt', wording: 'av vad?' }),
      eva.send('POST', pathOf(cycling.motion, whole), { text: 'Nytt', wording: 'av vad?' }),
    ])
      expect(await refused(wrong)).toBe('400 badRequest');
    await done(eva.send('DELETE', pathOf(cycling.motion, id)));
    expect((await said(anna)).find((thread) => thread.id === id)?.comments[0]).toMatchObject({ isRemoved: true, wording: null });
  });

  it('are kept without what nobody sees, and without halves of letters', async () => {
    await say(eva, 'a\u0000b\u0007c\u001b[31md\ud800e\udfffåäö \u202etxet\u2066 a\u030a\r\nny rad\ttabb \u{1f468}\u200d\u{1f469}');
    expect((await said(anna))[0]?.comments[0]?.text).toBe('abc[31md\ufffde\ufffdåäö txet å\nny rad\ttabb \u{1f468}\u200d\u{1f469}');
    expect(await refused(eva.send('POST', pathOf(cycling.motion), { id: newBlockId(), text: '\u0000\u202e', anchor }))).toBe('400 badRequest');
  });

  it('of one document are not found through another', async () => {
    const asked = await say(eva, 'Vilken nämnd?');
    const elsewhere = pathOf(library.report, asked);
    expect(await refused(rakel.send('POST', `${elsewhere}/replies`, { id: newBlockId(), text: 'Här?' }))).toBe('404 notFound');
    expect(await refused(rakel.send('POST', elsewhere, { text: 'Här?' }))).toBe('404 notFound');
    expect(await refused(rakel.send('DELETE', elsewhere))).toBe('404 notFound');
    expect(await refused(rakel.send('POST', `${elsewhere}/resolved`))).toBe('404 notFound');
  });

  it('that say nothing, say too much, or are no comments are refused, and nothing is kept', async () => {
    const whole = { id: newBlockId(), text: 'Vilken nämnd?', anchor };
    for (const wrong of [
      { ...whole, text: '' },
      { ...whole, text: ' \n ' },
      { ...whole, text: 'x'.repeat(4_001) },
      { ...whole, id: '../../etc/passwd' },
      { ...whole, personId: 'anna-lind' },
      { ...whole, at: '2020-01-01T00:00:00.000Z' },
      { ...whole, anchor: { ...anchor, quote: 'x'.repeat(4_001) } },
      { ...whole, anchor: { ...anchor, letters: { first: { client: -1, clock: 0 }, last: { client: 1, clock: 0.5 } } } },
      { ...whole, anchor: { ...anchor, more: 'x' } },
      { ...whole, anchor: undefined },
      { ...whole, audience: 'everybody' },
      { ...whole, wording: 7 },
      { ...whole, mentions: Array.from({ length: 21 }, (_, index) => `p${index}`) },
    ])
      expect(await refused(eva.send('POST', pathOf(cycling.motion), wrong))).toBe('400 badRequest');
    expect(await refused(eva.send('POST', pathOf(cycling.motion), { ...whole, text: 'x'.repeat(1_000_000) }))).toBe('413 bodyTooLarge');
    expect(await said(eva)).toEqual([]);
    await done(eva.send('POST', pathOf(cycling.motion), { ...whole, text: 'å'.repeat(4_000) }));
  });

  it('are as many as a document may have, and no more', async () => {
    const { comments } = server.storage.rows;
    const row = { threadId: 'x', personId: 'eva-ek', text: 'Ja.', wording: null, at: new Date(0), editedAt: null, removedAt: null, mentions: [] };
    const asked = await say(eva, 'Vilken nämnd?');
    for (let index = 1; index < 200; index++) await comments.insertReply({ ...row, id: `reply ${index}`, threadId: asked });
    expect(await refused(anna.send('POST', pathOf(cycling.motion, asked, 'replies'), { id: newBlockId(), text: 'En till' }))).toBe('409 tooManyComments');
    const thread = {
      documentId: cycling.motion,
      anchor: null,
      audience: 'readers',
      assignedTo: null,
      createdAt: new Date(0),
      resolvedAt: null,
      resolvedBy: null,
      outcome: null,
      outcomeReason: '',
    };
    for (let index = 1; index < 500; index++) await comments.insertThread({ ...thread, id: `t${index}` }, { ...row, id: `t${index}`, threadId: `t${index}` });
    expect(await refused(anna.send('POST', pathOf(cycling.motion), { id: newBlockId(), text: 'En till', anchor }))).toBe('409 tooManyComments');
    // Of many threads none of which is full: the list is sent whole.
    const there = (await comments.count(cycling.motion)).comments;
    for (let index = there; index < 3_000; index++) await comments.insertReply({ ...row, id: `more ${index}`, threadId: `t${1 + (index % 400)}` });
    expect(await refused(anna.send('POST', pathOf(cycling.motion, 't450', 'replies'), { id: newBlockId(), text: 'En till' }))).toBe('409 tooManyComments');
  });
});

describe('who hears of comments', () => {
  it('is everybody in the thread when somebody answers, and who is mentioned; nobody hears it twice, or of themselves', async () => {
    const asked = await say(eva, 'Vilken nämnd, @Omar Said?', { mentions: ['omar-said', 'eva-ek', 'rakel-dal', 'nobody'] });
    expect((await said(anna))[0]?.comments[0]?.mentions).toEqual([evaEk, { id: 'omar-said', name: 'Omar Said' }]);
    expect(await kindsTold(omar)).toEqual(['commentMentioned']);
    // Whoever may not read it is not mentioned.
    expect([await kindsTold(rakel), await kindsTold(eva)]).toEqual([[], []]);
    await reply(anna, asked, 'Tekniska, @Eva Ek.', ['eva-ek']);
    expect(await kindsTold(eva)).toEqual(['commentMentioned']);
    await reply(omar, asked, 'Ja.');
    expect([await kindsTold(anna), (await kindsTold(eva)).length, await kindsTold(omar)]).toEqual([['commentAnswered'], 2, ['commentMentioned']]);
    // Once mentioned is enough.
    await done(eva.send('POST', pathOf(cycling.motion, asked), { text: 'Vilken nämnd, @Omar Said och @Anna Lind?', mentions: ['omar-said', 'anna-lind'] }));
    expect([await kindsTold(omar), (await kindsTold(anna)).toSorted()]).toEqual([['commentMentioned'], ['commentAnswered', 'commentMentioned']]);
  });

  it('is nobody who has left the group since they spoke', async () => {
    const asked = await say(eva, 'Vilken nämnd?');
    const row = await server.storage.rows.person('eva-ek');
    if (row === null) throw new Error('Eva is not there');
    await server.storage.rows.putPeople([{ ...row, party: 'M' }]);
    await reply(anna, asked, 'Tekniska.');
    expect(await kindsTold(eva)).toEqual([]);
    expect(await refused(eva.send('GET', pathOf(cycling.motion)))).toBe('404 notFound');
  });

  it('are those with the page open who may read them, at once', async () => {
    const open = async (personId: string, document: string) => {
      const person = await server.storage.rows.person(personId);
      if (person === null) throw new Error(`${personId} is not there`);
      return new HandClient(server.rooms, document, roomPerson(person));
    };
    await shareForTests(server.storage, library.report, 'maria-holm');
    const clients = [await open('omar-said', cycling.motion), await open('rakel-dal', library.report), await open('omar-said', library.motion)];
    await settle(server.rooms, ...clients);
    const heard = async () => {
      await settle(server.rooms, ...clients);
      return clients.map(({ notices }) => notices.splice(0).filter(({ type }) => type === 'comments').length);
    };
    const asked = await say(eva, 'Vilken nämnd?');
    expect(await heard()).toEqual([1, 0, 0]);
    await done(anna.send('POST', pathOf(cycling.motion, asked, 'resolved')));
    expect(await heard()).toEqual([1, 0, 0]);
    await say(maria, 'Stämmer beloppet?', { document: library.report });
    expect(await heard()).toEqual([0, 1, 0]);
    await server.rooms.close();
  });
});

describe('the wall', () => {
  it('stands between what a group says of its draft and the municipality, before and after the motion is filed', async () => {
    const asked = await say(eva, 'Vilken nämnd?');
    expect(await refused(rakel.send('GET', pathOf(cycling.motion)))).toBe('404 notFound');
    const filed = (await (await anna.send('POST', `/api/documents/${cycling.motion}/acts/file`, {})).json()) as { documentId: string };
    // The group's own draft has them still, and is spoken of.
    expect(await said(omar)).toHaveLength(1);
    await reply(omar, asked, 'Inlämnad.');
    // The municipality's copy has none, for its officials or for those who moved it.
    for (const browser of [rakel, anna]) {
      expect((await browser.get<DocumentDetails>(`/api/documents/${filed.documentId}`)).comments).toBe('none');
      expect(await refused(browser.send('GET', pathOf(filed.documentId)))).toBe('403 noRight');
      expect(await refused(browser.send('POST', pathOf(filed.documentId), { id: newBlockId(), text: 'Hej', anchor: null }))).toBe('403 noRight');
    }
    expect(await server.storage.rows.comments.threads(filed.documentId)).toEqual([]);
    expect(await refused(rakel.send('POST', pathOf(cycling.motion, asked, 'replies'), { id: newBlockId(), text: 'Hej' }))).toBe('404 notFound');
  });

  it('lets nothing remain of a draft that is thrown away', async () => {
    const asked = await say(eva, 'Vilken nämnd?');
    await done(anna.send('POST', `/api/documents/${cycling.motion}/acts/discardDraft`, {}));
    expect(await server.storage.rows.comments.thread(asked)).toBeNull();
  });

  it('shows what officials say of a report to those who work with it alone', async () => {
    // She was not asked to review it yet.
    expect(await refused(maria.send('GET', pathOf(library.report)))).toBe('404 notFound');
    await shareForTests(server.storage, library.report, 'maria-holm');
    await say(maria, 'Stämmer beloppet?', { document: library.report });
    expect(await said(rakel, library.report)).toHaveLength(1);
    expect(await refused(anna.send('GET', pathOf(library.report)))).toBe('404 notFound');
    await server.storage.rows.changeStage(library.report, 'working', 'finalised');
    // Whoever reads the report reads nothing of that.
    expect((await anna.get<DocumentDetails>(`/api/documents/${library.report}`)).comments).toBe('none');
    expect(await refused(anna.send('GET', pathOf(library.report)))).toBe('403 noRight');
    expect(await said(maria, library.report)).toHaveLength(1);
    expect(await refused(maria.send('POST', pathOf(library.report), { id: newBlockId(), text: 'För sent', anchor: null }))).toBe('403 noRight');
  });
});
