import { beforeEach, describe, expect, it } from 'vitest';
import type { Notices, NoticeSettings } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { type Telling, tell } from '../notices/tell.ts';

const { cycling, library } = demonstrationIds;
let server: TestServer;
let anna: Browser;
let omar: Browser;
let maria: Browser;

beforeEach(async () => {
  server = await startTestServer();
  [anna, omar, maria] = (await Promise.all(['anna-lind', 'omar-said', 'maria-holm'].map((id) => server.browser(id)))) as [Browser, Browser, Browser];
});

const list = (browser: Browser) => browser.get<Notices>('/api/notices');
const sendForSigning = async () => {
  const answer = await anna.send('POST', `/api/documents/${cycling.motion}/acts/sendForSigning`, {});
  if (!answer.ok) throw new Error(await answer.text());
};
const told = (telling: Partial<Telling>) =>
  tell(server.storage.rows, {
    kind: 'finalised',
    to: ['omar-said'],
    matterId: library.matter,
    documentId: library.report,
    actorId: 'rakel-dal',
    at: new Date('2026-11-23T09:00:00.000Z'),
    ...telling,
  });

describe('notices', () => {
  it('tell who did what to which document, newest first', async () => {
    await told({ kind: 'registered', documentId: library.motion });
    server.setTime(new Date('2026-11-23T10:00:00.000Z'));
    await sendForSigning();
    const { notices, unread } = await list(omar);
    expect(unread).toBe(2);
    expect(notices.map(({ id: _, ...notice }) => notice)).toEqual([
      {
        kind: 'signatureAsked',
        at: '2026-11-23T10:00:00.000Z',
        isRead: false,
        actor: { id: 'anna-lind', name: 'Anna Lind' },
        matter: { id: cycling.matter, title: 'Trygga cykelvägar till skolan', isMuted: false },
        document: { id: cycling.motion, title: 'Trygga cykelvägar till skolan', kind: 'motion' },
        commentId: null,
      },
      expect.objectContaining({ kind: 'registered', actor: { id: 'rakel-dal', name: 'Rakel Dal' } }),
    ]);
    expect((await list(anna)).notices).toEqual([]);
  });

  it('have no title that their reader may not see now', async () => {
    await told({});
    expect((await list(omar)).notices[0]).toMatchObject({ document: null, matter: { title: 'Motion om meröppet på biblioteket i Sandvik' } });
    await told({ to: ['maria-holm'], matterId: cycling.matter, documentId: cycling.motion });
    expect((await list(maria)).notices[0]).toMatchObject({ matter: null, document: null });
    expect(JSON.stringify(await list(maria))).not.toMatch(/cykel/i);
  });

  it('have no name for one who has left the register, and none for the program', async () => {
    await told({ actorId: 'who-left' });
    await told({ actorId: null, at: new Date('2026-11-23T09:01:00.000Z') });
    expect((await list(omar)).notices.map(({ actor }) => actor)).toEqual([null, { id: 'who-left', name: null }]);
  });

  it('are read one by one, or all, by the one whom they are for', async () => {
    await told({});
    await told({ kind: 'decided', at: new Date('2026-11-23T09:01:00.000Z') });
    const [newest] = (await list(omar)).notices;
    await anna.send('POST', '/api/notices/read', {});
    await anna.send('POST', '/api/notices/read', { ids: [newest?.id] });
    expect((await list(omar)).unread).toBe(2);
    expect((await omar.send('POST', '/api/notices/read', { ids: [newest?.id] })).status).toBe(204);
    expect((await list(omar)).notices.map(({ isRead }) => isRead)).toEqual([true, false]);
    await omar.send('POST', '/api/notices/read', { ids: [] });
    expect((await list(omar)).unread).toBe(1);
    await omar.send('POST', '/api/notices/read', {});
    expect((await list(omar)).unread).toBe(0);
    expect(await refusalOf(await omar.send('POST', '/api/notices/read', { ids: 'all' }))).toBe('400 badRequest');
  });

  it('are nothing to one who is not signed in', async () => {
    const nobody = await server.browser();
    for (const path of ['', '/stream', '/settings']) expect(await refusalOf(await nobody.send('GET', `/api/notices${path}`))).toBe('401 notSignedIn');
    for (const path of ['/read', `/muted/${library.matter}`, '/settings'])
      expect(await refusalOf(await nobody.send('POST', `/api/notices${path}`, { habit: 'soon' }))).toBe('401 notSignedIn');
  });
});

describe('a muted matter', () => {
  it('is told of no more, until it is unmuted', async () => {
    await told({});
    expect((await omar.send('POST', `/api/notices/muted/${library.matter}`)).status).toBe(204);
    await told({ kind: 'decided' });
    expect((await list(omar)).notices.map(({ kind, matter }) => [kind, matter?.isMuted])).toEqual([['finalised', true]]);
    const settings = await omar.get<NoticeSettings>('/api/notices/settings');
    expect(settings.muted).toEqual([{ id: library.matter, title: 'Motion om meröppet på biblioteket i Sandvik' }]);
    await omar.send('DELETE', `/api/notices/muted/${library.matter}`);
    await told({ kind: 'decided', at: new Date('2026-11-23T09:02:00.000Z') });
    expect((await list(omar)).notices.map(({ kind }) => kind)).toEqual(['decided', 'finalised']);
  });

  it('is one that the person may read', async () => {
    for (const id of [cycling.matter, 'none']) expect(await refusalOf(await maria.send('POST', `/api/notices/muted/${id}`))).toBe('404 notFound');
  });

  it('that the person may read no longer has no title, and can be unmuted', async () => {
    await server.storage.rows.notices.mute('maria-holm', cycling.matter, true);
    expect((await maria.get<NoticeSettings>('/api/notices/settings')).muted).toEqual([{ id: cycling.matter, title: null }]);
    await maria.send('DELETE', `/api/notices/muted/${cycling.matter}`);
    expect((await maria.get<NoticeSettings>('/api/notices/settings')).muted).toEqual([]);
  });
});

describe('the settings', () => {
  it('are daily until one has chosen, and say when there will be no mail', async () => {
    expect(await omar.get<NoticeSettings>('/api/notices/settings')).toEqual({ habit: 'daily', mail: 'off', muted: [] });
    expect(await (await omar.send('POST', '/api/notices/settings', { habit: 'soon' })).json()).toMatchObject({ habit: 'soon' });
    expect(await refusalOf(await omar.send('POST', '/api/notices/settings', { habit: 'hourly' }))).toBe('400 badRequest');
  });
});

describe('the stream', () => {
  const open = async (browser: Browser) => {
    const answer = await browser.send('GET', '/api/notices/stream');
    expect(answer.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
    const reader = answer.body?.getReader();
    if (reader === undefined) throw new Error('there is a body');
    await reader.read();
    return async () => {
      const { value, done } = await reader.read();
      return done ? null : new TextDecoder().decode(value);
    };
  };

  it('tells of what somebody did, without a word of what it was', async () => {
    const next = await open(omar);
    const event = next();
    await sendForSigning();
    expect(await event).toBe('event: changed\ndata:\n\n');
  });

  it('ends when the person signs out, and when the browser becomes somebody else', async () => {
    const signedOut = await open(omar);
    await omar.send('DELETE', '/api/session');
    expect(await signedOut()).toBeNull();
    const became = await open(anna);
    await anna.send('POST', '/api/session', { personId: 'maria-holm' });
    expect(await became()).toBeNull();
  });
});
