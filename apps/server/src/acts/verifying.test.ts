import { beforeEach, describe, expect, it } from 'vitest';
import type { Acted, DocumentDetails, Lock, MatterList, Verification } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { minutes: item, matter } = demonstrationIds.library;
let server: TestServer;
let jonas: Browser;
let rakel: Browser;
let anna: Browser;
let margareta: Browser;
let omar: Browser;

beforeEach(async () => {
  server = await startTestServer();
  server.setTime(new Date('2026-11-26T12:00:00.000Z'));
  [jonas, rakel, anna, margareta, omar] = (await Promise.all(
    ['jonas-alm', 'rakel-dal', 'anna-lind', 'margareta-sjostrom', 'omar-said'].map((id) => server.signedIn(id)),
  )) as [Browser, Browser, Browser, Browser, Browser];
});

const act = (browser: Browser, name: string, body: object = {}) => browser.send('POST', `/api/documents/${item}/acts/${name}`, body);
const done = async (answer: Promise<Response>): Promise<Acted> => {
  const given = await answer;
  if (given.status !== 200) throw new Error(`${given.status}: ${await given.text()}`);
  return (await given.json()) as Acted;
};
const details = (browser: Browser) => browser.get<DocumentDetails>(`/api/documents/${item}`);
const state = (browser: Browser) => browser.get<Verification>(`/api/documents/${item}/verification`);
const seen = async (browser: Browser) => ({ sha256: (await browser.get<Lock>(`/api/documents/${item}/lock`)).lock?.sha256 ?? '' });
const sending = { chairId: 'margareta-sjostrom', verifierIds: ['anna-lind'] };
const noticesOf = async (id: string) => (await server.storage.rows.notices.of(id, 5)).map(({ kind }) => kind);
const stage = async () => (await server.storage.rows.document(item))?.stage;

async function verified(): Promise<void> {
  await done(act(jonas, 'sendForVerification', sending));
  await done(act(margareta, 'verify', await seen(margareta)));
  await done(act(anna, 'verify', await seen(anna)));
}

describe('sending an item to be verified', () => {
  it('proposes the chair and one more of the board, from who sits in it', async () => {
    const { sending: proposed, body, paragraphNumber } = await state(jonas);
    expect({ body, paragraphNumber }).toEqual({ body: 'Kommunstyrelsen', paragraphNumber: null });
    expect(proposed).toMatchObject({ chairId: 'margareta-sjostrom', verifierIds: ['henrik-palm'] });
    expect(proposed?.people.slice(0, 2).map(({ name, seat }) => `${name} ${seat}`)).toEqual(['Margareta Sjöström chair', 'Henrik Palm viceChair']);
    expect(proposed?.people.every(({ seat }) => seat !== null)).toBe(true);
    expect((await state(rakel)).sending).toBeNull();
  });

  it('locks the text, and lets those who were chosen read it, who could not before', async () => {
    expect(await refusalOf(await anna.send('GET', `/api/documents/${item}`))).toBe('404 notFound');
    await done(act(jonas, 'sendForVerification', sending));
    expect(await details(anna)).toMatchObject({ stage: 'sentForVerification', mayWrite: false, acts: ['returnItem', 'verify'] });
    expect(await refusalOf(await omar.send('GET', `/api/documents/${item}`))).toBe('404 notFound');
    expect(await noticesOf('anna-lind')).toEqual(['verificationAsked']);
    const { matters } = await anna.get<MatterList>('/api/matters');
    expect(matters.find(({ id }) => id === matter)?.waiting).toEqual(['verify']);
    const { verification } = await state(anna);
    expect(verification?.verifiers.map(({ name, role, isOwn }) => `${name} ${role} ${isOwn}`)).toEqual([
      'Margareta Sjöström chair false',
      'Anna Lind verifier true',
    ]);
  });

  it('takes only people who are elected, each once, and a chair', async () => {
    const refused = async (body: object) => refusalOf(await act(jonas, 'sendForVerification', body));
    expect(await refused({ ...sending, verifierIds: ['rakel-dal'] })).toBe('400 badRequest');
    expect(await refused({ ...sending, verifierIds: ['nobody'] })).toBe('400 badRequest');
    expect(await refused({ ...sending, verifierIds: ['margareta-sjostrom'] })).toBe('400 badRequest');
    expect(await refused({ verifierIds: ['anna-lind'] })).toBe('400 badRequest');
    expect(await refusalOf(await act(rakel, 'sendForVerification', sending))).toBe('403 noRight');
    expect(await stage()).toBe('working');
  });
});

describe('verifying', () => {
  it('is done with the last of the verifiers, and makes the item public', async () => {
    await done(act(jonas, 'sendForVerification', sending));
    await done(act(margareta, 'verify', await seen(margareta)));
    expect(await stage()).toBe('sentForVerification');
    await server.rooms.writeRuns(item);
    expect(await server.storage.rows.runs.of(item)).not.toEqual([]);
    expect((await anna.get<MatterList>('/api/matters')).matters.find(({ id }) => id === matter)?.waiting).toEqual(['verify']);
    expect((await margareta.get<MatterList>('/api/matters')).matters.find(({ id }) => id === matter)?.waiting).toEqual([]);
    server.setTime(new Date('2026-11-27T09:30:00.000Z'));
    await done(act(anna, 'verify', await seen(anna)));
    expect((await state(omar)).verification).toMatchObject({ verifiedAt: '2026-11-27T09:30:00.000Z', isImmediate: false });
    expect(await details(omar)).toMatchObject({ stage: 'verified', mayWrite: false, acts: [] });
    expect(await noticesOf('jonas-alm')).toEqual(['itemVerified']);
    // Who wrote which words of it is nobody's any more.
    expect([await server.storage.rows.runs.of(item), await server.storage.rows.runs.progress(item)]).toEqual([[], null]);
  });

  it('refuses a text that was not read, a second time, and anybody else', async () => {
    await done(act(jonas, 'sendForVerification', sending));
    expect(await refusalOf(await act(anna, 'verify', { sha256: 'a'.repeat(64) }))).toBe('409 textHasChanged');
    expect(await refusalOf(await act(jonas, 'verify', await seen(jonas)))).toBe('403 noRight');
    await done(act(anna, 'verify', await seen(anna)));
    expect(await refusalOf(await act(anna, 'verify', await seen(anna)))).toBe('409 conflict');
    expect(await stage()).toBe('sentForVerification');
  });

  it('is complete when two of them do it at once', async () => {
    await done(act(jonas, 'sendForVerification', sending));
    const text = await seen(anna);
    await Promise.all([done(act(anna, 'verify', text)), done(act(margareta, 'verify', text))]);
    expect(await stage()).toBe('verified');
  });

  it('lets the secretary record who signed elsewhere, and where', async () => {
    await done(act(jonas, 'sendForVerification', { chairId: 'margareta-sjostrom' }));
    const body = { personId: 'margareta-sjostrom', note: 'på papper', ...(await seen(jonas)) };
    expect(await refusalOf(await act(jonas, 'recordVerification', { ...body, personId: 'omar-said' }))).toBe('400 badRequest');
    expect(await refusalOf(await act(rakel, 'recordVerification', body))).toBe('403 noRight');
    await done(act(jonas, 'recordVerification', body));
    const { verification } = await state(jonas);
    expect(verification?.verifiers).toMatchObject([{ recordedBy: 'Jonas Alm', note: 'på papper' }]);
    expect(await stage()).toBe('verified');
  });

  it('falls when the item is opened for changes, and those who had verified it are told', async () => {
    await done(act(jonas, 'sendForVerification', sending));
    await done(act(margareta, 'verify', await seen(margareta)));
    server.setTime(new Date('2026-11-26T13:00:00.000Z'));
    await done(act(anna, 'returnItem', { reason: 'Datumet är fel.' }));
    expect(await stage()).toBe('working');
    expect(await noticesOf('margareta-sjostrom')).toEqual(['itemReturned', 'verificationAsked']);
    expect((await state(jonas)).returned).toMatchObject({ by: 'Anna Lind', reason: 'Datumet är fel.' });
    expect(await refusalOf(await anna.send('GET', `/api/documents/${item}`))).toBe('404 notFound');
    await done(act(jonas, 'sendForVerification', sending));
    expect((await state(jonas)).verification?.verifiers.map(({ verifiedAt }) => verifiedAt)).toEqual([null, null]);
  });
});

describe('a verified item', () => {
  beforeEach(verified);

  it('is never opened or written in again', async () => {
    for (const browser of [jonas, anna, margareta]) expect(await refusalOf(await act(browser, 'returnItem'))).toBe('403 noRight');
    expect((await details(jonas)).mayWrite).toBe(false);
  });

  it('is announced with the dates from which and until which it can be appealed', async () => {
    expect((await state(jonas)).noticeToday).toEqual({
      announcedOn: '2026-11-26',
      appealUntil: '2026-12-17',
      takeDownFrom: '2026-12-18',
      keptAt: 'Björkviks kommun',
      announceBy: '2026-11-28',
    });
    expect((await state(omar)).noticeToday).toBeNull();
    await done(act(jonas, 'postPublicNotice'));
    expect(await refusalOf(await act(jonas, 'postPublicNotice'))).toBe('403 noRight');
    expect(await state(omar)).toMatchObject({
      notice: { announcedOn: '2026-11-26', appealUntil: '2026-12-17', takeDownFrom: '2026-12-18' },
      noticeToday: null,
    });
    expect(await stage()).toBe('announced');
  });

  it('is corrected beside its text, which stays as it was', async () => {
    const before = await server.storage.rows.way.lock(item);
    const content = JSON.stringify(await jonas.get(`/api/documents/${item}/content`));
    const found = /"id":"([^"]+)"[^[\]]*"content":\[\{"type":"text","text":"(Ingrid Näslund \(C\)[^"]*)"/.exec(content);
    const [, blockId = '', words = ''] = found ?? [];
    const correction = { blockId, after: words.replace('7–22', '7–21'), reason: 'Tiden var fel.' };
    expect(await refusalOf(await act(rakel, 'correct', correction))).toBe('403 noRight');
    expect(await refusalOf(await act(jonas, 'correct', { ...correction, blockId: 'none' }))).toBe('400 badRequest');
    expect(await refusalOf(await act(jonas, 'correct', { ...correction, after: words }))).toBe('400 badRequest');
    await done(act(jonas, 'correct', correction));
    await done(act(jonas, 'correct', { ...correction, after: words.replace('7–22', '7–20'), reason: 'Den var fel igen.' }));
    const { corrections } = await state(omar);
    expect(corrections).toMatchObject([
      { before: words, after: correction.after, reason: 'Tiden var fel.', by: 'Jonas Alm' },
      { before: correction.after, reason: 'Den var fel igen.' },
    ]);
    expect(await server.storage.rows.way.lock(item)).toEqual(before);
    expect(JSON.stringify(await jonas.get(`/api/documents/${item}/content`))).toBe(content);
  });

  it('is extracted for those whom it names, and only then', async () => {
    const { recipients } = await state(omar);
    expect(recipients.map(({ name, purpose }) => `${name} ${purpose}`)).toEqual(['Kultur- och fritidsnämnden action', 'Motionärerna information']);
    const answer = await omar.send('GET', `/api/documents/${item}/extract/pdf?recipient=${recipients[0]?.id}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('Protokollsutdrag Kultur- och fritidsnämnden'));
    await answer.body?.cancel();
    expect(await refusalOf(await omar.send('GET', `/api/documents/${item}/extract/pdf?recipient=none`))).toBe('404 notFound');
  });
});

it('makes no extract of what is not verified', async () => {
  const { recipients } = await state(jonas);
  expect(recipients).toEqual([]);
  const content = JSON.stringify(await jonas.get(`/api/documents/${item}/content`));
  const id = /"type":"recipient","attrs":\{[^}]*"id":"([^"]+)"/.exec(content)?.[1];
  expect(await refusalOf(await jonas.send('GET', `/api/documents/${item}/extract/pdf?recipient=${id}`))).toBe('404 notFound');
});

it('records each act in the log of the municipality, with ids and hashes and no words', async () => {
  await verified();
  await done(act(jonas, 'postPublicNotice'));
  const entries = await server.storage.rows.audit.read('municipality', { limit: 20, ids: [item], newestFirst: false });
  expect(entries.map(({ act: name, actorId }) => `${name} ${actorId}`)).toEqual([
    'sendForVerification jonas-alm',
    'verify margareta-sjostrom',
    'verify anna-lind',
    'postPublicNotice jonas-alm',
  ]);
  expect(JSON.stringify(entries)).not.toContain('Sjöström');
});
