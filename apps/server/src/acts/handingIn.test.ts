import { schema } from '@yrka/schema';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Acted, DocumentDetails, DocumentSummary, Lock, MatterDetails, MatterList, Statement, StatementList } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { matter, minutes: item, motion } = demonstrationIds.library;
let server: TestServer;
let siri: Browser;
let anna: Browser;
let jonas: Browser;
let eva: Browser;

beforeEach(async () => {
  server = await startTestServer();
  await at('2026-11-24T08:14:00.000Z');
});

/** Everybody signs in at that time: a session ends sooner than the meeting comes. */
async function at(time: string): Promise<void> {
  server.setTime(new Date(time));
  [siri, anna, jonas, eva] = (await Promise.all(['siri-holmgren', 'anna-lind', 'jonas-alm', 'eva-ek'].map((id) => server.signedIn(id)))) as [
    Browser,
    Browser,
    Browser,
    Browser,
  ];
}

const begun = async (browser: Browser, kind: string, about = matter) => {
  const answer = await browser.send('POST', `/api/matters/${about}/statements`, { kind });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as DocumentSummary;
};
const handIn = (browser: Browser, id: string, body: object = {}) => browser.send('POST', `/api/documents/${id}/acts/handIn`, body);
const handedIn = async (browser: Browser, id: string, body: object = {}) => {
  const answer = await handIn(browser, id, body);
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Acted;
};
const details = (browser: Browser, id: string) => browser.get<DocumentDetails>(`/api/documents/${id}`);
const statementOf = (browser: Browser, id: string) => browser.get<Statement>(`/api/documents/${id}/statement`);
const listed = async (browser: Browser) => (await browser.get<StatementList>(`/api/documents/${item}/statements`)).statements;

describe('a written statement', () => {
  it('is begun about a matter in the space of the group, with what is known', async () => {
    const draft = await begun(siri, 'yrkande');
    expect(draft).toMatchObject({ kind: 'writtenStatement', space: 'party', stage: 'draft', title: 'Meröppet på biblioteket i Sandvik', mayWrite: true });
    expect(draft.matterId).not.toBe(matter);
    const { content } = await siri.get<{ content: unknown }>(`/api/documents/${draft.id}/content`);
    const document = schema.nodeFromJSON(content);
    expect(document.children.map(({ type }) => type.name)).toEqual(['fieldList', 'title', 'personList', 'paragraph', 'yrkandeList']);
    expect(document.textContent).toContain('Siri Holmgren');
    expect(await statementOf(siri, draft.id)).toMatchObject({ kind: 'yrkande', about: { matterId: matter }, receivedAt: null, receivedAs: null });
  });

  it('is seen by nobody outside the group until it is handed in', async () => {
    const draft = await begun(siri, 'reservation');
    for (const browser of [anna, jonas]) {
      for (const path of ['', '/statement', '/content', '/pdf'])
        expect(await refusalOf(await browser.send('GET', `/api/documents/${draft.id}${path}`))).toBe('404 notFound');
      expect((await browser.get<MatterList>('/api/matters')).matters.some(({ id }) => id === draft.matterId)).toBe(false);
    }
    expect(await listed(jonas)).toEqual([]);
    expect((await jonas.get<MatterDetails>(`/api/matters/${matter}`)).documents.some(({ kind }) => kind === 'writtenStatement')).toBe(false);
  });

  it('is begun by the elected alone, about a matter that they may read, and by this request alone', async () => {
    expect(await refusalOf(await jonas.send('POST', `/api/matters/${matter}/statements`, { kind: 'yrkande' }))).toBe('403 noRight');
    expect(await refusalOf(await siri.send('POST', '/api/matters/nowhere/statements', { kind: 'yrkande' }))).toBe('404 notFound');
    expect(await refusalOf(await siri.send('POST', `/api/matters/${demonstrationIds.cycling.matter}/statements`, { kind: 'yrkande' }))).toBe('404 notFound');
    expect(await refusalOf(await siri.send('POST', `/api/matters/${matter}/statements`, { kind: 'motion' }))).toBe('400 badRequest');
    expect(await refusalOf(await siri.send('POST', `/api/matters/${matter}/documents`, { kind: 'writtenStatement' }))).toBe('400 badRequest');
    expect((await begun(eva, 'yrkande')).stage).toBe('draft');
  });
});

describe('handing in', () => {
  it('makes a locked document of its own in the matter, with the moment at which it came in', async () => {
    const draft = await begun(siri, 'yrkande');
    const { meetings } = await statementOf(siri, draft.id);
    expect(meetings).toMatchObject([{ body: 'KS' }]);
    const { documentId, matterId } = await handedIn(siri, draft.id, { meetingId: meetings[0]?.id });
    expect(matterId).toBe(matter);
    const received = await details(jonas, documentId ?? '');
    expect(received).toMatchObject({
      kind: 'writtenStatement',
      space: 'municipality',
      stage: 'received',
      mayWrite: false,
      acts: ['publish'],
      statementKind: 'yrkande',
    });
    const locks = await Promise.all([siri.get<Lock>(`/api/documents/${draft.id}/lock`), jonas.get<Lock>(`/api/documents/${documentId}/lock`)]);
    expect(locks[0].lock?.sha256).toBe(locks[1].lock?.sha256);
    expect(locks[1].signatures.map(({ name, party }) => `${name} ${party}`)).toEqual(['Siri Holmgren V']);
    expect(await statementOf(siri, draft.id)).toMatchObject({ receivedAt: '2026-11-24T08:14:00.000Z', receivedAs: documentId, meeting: { body: 'KS' } });
    expect(await details(siri, draft.id)).toMatchObject({ stage: 'filed', mayWrite: false });
    expect((await server.storage.rows.notices.of('jonas-alm', 5)).map(({ kind }) => kind)).toEqual(['statementReceived']);
    const pdf = await jonas.send('GET', `/api/documents/${documentId}/pdf`);
    expect(pdf.status).toBe(200);
    await pdf.body?.cancel();
  });

  it('leaves the draft and all that points at it with the group', async () => {
    const draft = await begun(siri, 'yrkande');
    const { documentId } = await handedIn(siri, draft.id);
    expect(await refusalOf(await jonas.send('GET', `/api/documents/${draft.id}`))).toBe('404 notFound');
    const rows = JSON.stringify([
      await server.storage.rows.document(documentId ?? ''),
      await server.storage.rows.minutes.statement(documentId ?? ''),
      await server.storage.rows.audit.read('municipality', { limit: 20, ids: [matter], newestFirst: true }),
      await server.storage.rows.notices.of('jonas-alm', 5),
    ]);
    for (const secret of [draft.id, draft.matterId]) expect(rows).not.toContain(secret);
    expect(await server.storage.journal.readDocumentUpdates(documentId ?? '')).toMatchObject([{ personId: null }]);
  });

  it('is done once, and not of what says nothing or for a meeting that there is not', async () => {
    const draft = await begun(siri, 'yrkande');
    expect(await refusalOf(await handIn(siri, draft.id, { meetingId: 'nowhere' }))).toBe('422 noSuchMeeting');
    expect(await refusalOf(await handIn(anna, draft.id))).toBe('404 notFound');
    const answers = await Promise.all([handIn(siri, draft.id), handIn(siri, draft.id)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await listed(jonas)).toHaveLength(1);
    expect(await refusalOf(await handIn(siri, draft.id))).toBe('403 noRight');
    expect(await refusalOf(await siri.send('GET', `/api/documents/${motion}/statement`))).toBe('404 notFound');
  });
});

describe('what has been handed in for a §', () => {
  it('is listed for the secretary with who, what and when, first to last', async () => {
    const [yrkande, reservation] = [await begun(siri, 'yrkande'), await begun(anna, 'reservation')];
    await handedIn(siri, yrkande.id);
    await at('2026-11-24T09:00:00.000Z');
    await handedIn(anna, reservation.id);
    expect(await listed(jonas)).toMatchObject([
      { kind: 'yrkande', by: [{ name: 'Siri Holmgren', party: 'V' }], receivedAt: '2026-11-24T08:14:00.000Z', isLate: false },
      { kind: 'reservation', by: [{ name: 'Anna Lind', party: 'L' }], receivedAt: '2026-11-24T09:00:00.000Z', isLate: false },
    ]);
  });

  it('is late: a yrkande after the day of the meeting, a reservation after the item was verified', async () => {
    const [yrkande, reservation, inTime] = [await begun(siri, 'yrkande'), await begun(siri, 'reservation'), await begun(anna, 'reservation')];
    const [meeting] = (await statementOf(siri, yrkande.id)).meetings;
    await at(`${meeting?.date}T22:30:00.000Z`); // half past eleven, still that day in Sweden
    await handedIn(siri, (await begun(siri, 'yrkande')).id, { meetingId: meeting?.id });
    await at(`${meeting?.date}T23:30:00.000Z`);
    await handedIn(siri, yrkande.id, { meetingId: meeting?.id });
    await at(`${meeting?.date}T23:40:00.000Z`);
    await handedIn(anna, inTime.id);
    const sha256 = async () => (await jonas.get<Lock>(`/api/documents/${item}/lock`)).lock?.sha256;
    await jonas.send('POST', `/api/documents/${item}/acts/sendForVerification`, { chairId: 'anna-lind' });
    await anna.send('POST', `/api/documents/${item}/acts/verify`, { sha256: await sha256() });
    await at('2027-01-15T08:00:00.000Z');
    await handedIn(siri, reservation.id);
    expect((await listed(jonas)).map(({ kind, isLate }) => [kind, isLate])).toEqual([
      ['yrkande', false],
      ['yrkande', true],
      ['reservation', false],
      ['reservation', true],
    ]);
  });
});
