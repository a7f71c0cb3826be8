import { eraseDeleted, StorageError } from '@yrka/storage';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Acted, Clauses, DocumentDetails, Filing, Lock, MatterList, Receipt, Report } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { shareForTests } from '../documents/sharedForTests.ts';

const { cycling, library } = demonstrationIds;
let server: TestServer;
let anna: Browser;
let omar: Browser;
let rakel: Browser;
let jonas: Browser;

beforeEach(async () => {
  server = await startTestServer();
  [anna, omar, rakel, jonas] = (await Promise.all(['anna-lind', 'omar-said', 'rakel-dal', 'jonas-alm'].map((id) => server.browser(id)))) as [
    Browser,
    Browser,
    Browser,
    Browser,
  ];
});

const act = (browser: Browser, name: string, body: object = {}, document = cycling.motion) =>
  browser.send('POST', `/api/documents/${document}/acts/${name}`, body);
const done = async (answer: Promise<Response>): Promise<Acted> => {
  const given = await answer;
  if (given.status !== 200) throw new Error(`${given.status}: ${await given.text()}`);
  return (await given.json()) as Acted;
};
const details = (browser: Browser, id: string = cycling.motion) => browser.get<DocumentDetails>(`/api/documents/${id}`);
const lockOf = (browser: Browser, id: string = cycling.motion) => browser.get<Lock>(`/api/documents/${id}/lock`);

describe('signing', () => {
  it('locks the text, and each signs what stands', async () => {
    expect((await details(anna)).acts).toEqual(expect.arrayContaining(['sendForSigning', 'file']));
    await done(act(anna, 'sendForSigning'));
    const { lock, asked } = await lockOf(omar);
    expect(asked.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['Anna Lind signs', 'Omar Said signs', 'Eva Ek supports']);
    expect((await details(omar)).mayWrite).toBe(false);
    const sha256 = lock?.sha256 ?? '';
    await done(act(anna, 'sign', { sha256 }));
    expect(await refusalOf(await act(anna, 'sign', { sha256 }))).toBe('409 conflict');
    await done(act(omar, 'sign', { sha256 }));
    expect((await lockOf(anna)).signatures.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['Anna Lind signs', 'Omar Said signs']);
  });

  it('refuses a signature on another text than stands', async () => {
    await done(act(anna, 'sendForSigning'));
    expect(await refusalOf(await act(omar, 'sign', { sha256: 'a'.repeat(64) }))).toBe('409 textHasChanged');
    expect(await refusalOf(await act(omar, 'sign', { sha256: 'not a hash' }))).toBe('400 badRequest');
    expect(await refusalOf(await act(omar, 'sign'))).toBe('400 badRequest');
  });

  it('lets the signatures fall when the text is unlocked', async () => {
    await done(act(anna, 'sendForSigning'));
    const sha256 = (await lockOf(anna)).lock?.sha256 ?? '';
    await done(act(omar, 'sign', { sha256 }));
    await done(act(anna, 'unlock'));
    expect(await lockOf(anna)).toEqual({ lock: null, signatures: [], asked: [] });
    expect((await server.storage.rows.notices.of('omar-said', 5)).map(({ kind }) => kind)).toContain('unlocked');
    expect((await details(omar)).mayWrite).toBe(true);
  });

  it('is offered in no other stage, to nobody outside the group, and not even as existing', async () => {
    expect(await refusalOf(await act(anna, 'sign', { sha256: 'a'.repeat(64) }))).toBe('403 noRight');
    expect(await refusalOf(await act(anna, 'approve', { sha256: 'a'.repeat(64) }))).toBe('403 noRight');
    for (const stranger of [rakel, jonas]) expect(await refusalOf(await act(stranger, 'sendForSigning'))).toBe('404 notFound');
    expect(await refusalOf(await act(anna, 'abolish'))).toBe('400 badRequest');
  });
});

describe('filing', () => {
  it('makes a document of its own in the municipality from the locked text, and leaves the draft with the party', async () => {
    server.setTime(new Date('2026-11-24T20:14:00.000Z'));
    await done(act(anna, 'sendForSigning'));
    const sha256 = (await lockOf(anna)).lock?.sha256 ?? '';
    await done(act(anna, 'sign', { sha256 }));
    const filed = await done(act(anna, 'file', { sha256 }));
    const received = await details(jonas, filed.documentId ?? '');
    expect(received).toMatchObject({ space: 'municipality', stage: 'received', title: 'Trygga cykelvägar till skolan', mayWrite: false, diarienummer: null });
    expect(await server.storage.rows.matter(filed.matterId ?? '')).toMatchObject({ stage: 'received', receivedAt: new Date('2026-11-24T20:14:00.000Z') });
    const lock = await lockOf(jonas, filed.documentId ?? '');
    expect(lock.lock?.sha256).toBe(sha256);
    expect(lock.signatures.map(({ name }) => name)).toEqual(['Anna Lind']);
    expect(await details(omar)).toMatchObject({ stage: 'filed', filedAs: filed.documentId });
    // The wall: nothing of the draft, and nothing that names it.
    expect(await refusalOf(await jonas.send('GET', `/api/documents/${cycling.motion}`))).toBe('404 notFound');
    expect(JSON.stringify(received)).not.toContain(cycling.motion);
    expect((await server.storage.journal.readDocumentUpdates(filed.documentId ?? '')).map(({ personId }) => personId)).toEqual([null]);
    const municipality = await server.storage.rows.audit.read('municipality', { limit: 100 });
    expect(municipality.map(({ act: name }) => name)).toEqual(['receive']);
    expect(JSON.stringify(municipality)).not.toContain(cycling.motion);
    expect((await server.storage.rows.audit.read('party:L', { limit: 100 })).map(({ act: name }) => name)).toEqual(['sendForSigning', 'sign', 'file']);
  });

  it('can be done at once by the member who wrote it, who thereby signs', async () => {
    const filed = await done(act(anna, 'file'));
    expect((await lockOf(rakel, filed.documentId ?? '')).signatures.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['Anna Lind signs']);
  });

  it('shows the municipality nothing before, not in any list', async () => {
    await done(act(anna, 'sendForSigning'));
    for (const browser of [rakel, jonas]) expect(JSON.stringify(await browser.get<MatterList>('/api/matters'))).not.toContain('cykel');
    await done(act(anna, 'sign', { sha256: (await lockOf(anna)).lock?.sha256 ?? '' }));
    await done(act(anna, 'file'));
    for (const browser of [rakel, jonas]) expect(JSON.stringify(await browser.get<MatterList>('/api/matters'))).toContain('cykel');
  });

  it('is stopped only by an empty text or a missing sender', async () => {
    const { documents } = (await (await anna.send('POST', '/api/matters', { title: '' })).json()) as { documents: { id: string }[] };
    const empty = documents[0]?.id ?? '';
    expect(await refusalOf(await act(anna, 'file', {}, empty))).toBe('422 emptyText');
    expect((await details(anna, empty)).stage).toBe('draft');
    await done(act(anna, 'sendForSigning'));
    expect(await refusalOf(await act(anna, 'file'))).toBe('422 noSender');
  });

  it('happens once, however many file at the same moment', async () => {
    const answers = await Promise.all([act(anna, 'file'), act(omar, 'file'), act(anna, 'file')]);
    // Who comes a moment later finds it done already, and is told so or that it may not be done now.
    expect(answers.map(({ status }) => (status === 403 ? 409 : status)).toSorted()).toEqual([200, 409, 409]);
    expect((await server.storage.rows.matters()).filter(({ stage }) => stage === 'received')).toHaveLength(1);
  });
});

describe('papers', () => {
  const pdf = async (browser: Browser, path: string) => {
    const answer = await browser.send('GET', path);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/pdf']);
    return new TextDecoder('latin1').decode(await answer.arrayBuffer());
  };

  it('shows the draft as it prints, and with lines to sign on', async () => {
    expect(await pdf(anna, `/api/documents/${cycling.motion}/pdf`)).toMatch(/^%PDF-/);
    expect(await pdf(anna, `/api/documents/${cycling.motion}/pdf?signing=byHand`)).toMatch(/^%PDF-/);
    expect(await refusalOf(await rakel.send('GET', `/api/documents/${cycling.motion}/pdf`))).toBe('404 notFound');
  });

  it('gives the senders a receipt that waits for a number, and the same bytes whenever it is asked for', async () => {
    expect(await refusalOf(await anna.send('GET', `/api/documents/${cycling.motion}/receipt`))).toBe('404 notFound');
    const filed = await done(act(anna, 'file'));
    const receipt = await omar.get<Receipt>(`/api/documents/${cycling.motion}/receipt`);
    expect(receipt).toMatchObject({
      title: 'Trygga cykelvägar till skolan',
      diarienummer: null,
      receivedAt: '2026-11-23T08:00:00.000Z',
      senders: [{ name: 'Anna Lind' }],
    });
    expect(receipt.code).toMatch(/^YR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const [first, second] = [
      await pdf(anna, `/api/documents/${cycling.motion}/receipt/pdf`),
      await pdf(jonas, `/api/documents/${filed.documentId}/receipt/pdf`),
    ];
    expect(first).toMatch(/^%PDF-/);
    expect(second).toBe(first);
  });

  it('names the next meeting of the assembly and its last day', async () => {
    const { meeting } = await anna.get<Filing>(`/api/documents/${cycling.motion}/filing`);
    expect(meeting?.body).toBe('KF');
    expect(meeting?.deadlineDate).not.toBeNull();
  });
});

describe('a draft that is thrown away', () => {
  it('is gone from journal and rows, and from everybody’s lists', async () => {
    await done(act(anna, 'discardDraft'));
    expect(await refusalOf(await anna.send('GET', `/api/documents/${cycling.motion}`))).toBe('404 notFound');
    expect(await server.storage.journal.readDocumentUpdates(cycling.motion)).toEqual([]);
    expect(await server.storage.rows.matter(cycling.matter)).toBeNull();
    expect(await server.storage.rows.unerased()).toEqual([]);
  });

  it('is thrown away though its journal cannot be erased then, which is kept and told to whoever runs the server', async () => {
    const { journal } = server.storage;
    const erase = journal.erase.bind(journal);
    journal.erase = () => Promise.reject(new StorageError('full', 'no room'));
    await done(act(anna, 'discardDraft'));
    expect(await refusalOf(await anna.send('GET', `/api/documents/${cycling.motion}`))).toBe('404 notFound');
    expect(await server.storage.rows.unerased()).toEqual([cycling.motion]);
    expect(server.logged.filter((line) => line.includes('could not be erased') && line.includes(cycling.motion))).toHaveLength(1);
    journal.erase = erase;
    await eraseDeleted(server.storage, cycling.motion);
    expect(await journal.readDocumentUpdates(cycling.motion)).toEqual([]);
  });
});

describe('a report', () => {
  const report = library.report;
  const wayOf = (browser: Browser, id: string = report) => browser.get<Report>(`/api/documents/${id}/report`);
  let ylva: Browser;
  beforeEach(async () => {
    ylva = await server.browser('ylva-norin');
  });
  const seen = async (id: string = report) => ({ sha256: (await lockOf(rakel, id)).lock?.sha256 ?? '' });

  it('is approved as it was read, and finalised for a meeting', async () => {
    expect((await wayOf(rakel)).approvers).toEqual(['Ylva Norin']);
    await done(act(rakel, 'sendForApproval', {}, report));
    expect(await refusalOf(await act(rakel, 'approve', await seen(), report))).toBe('403 noRight');
    expect(await refusalOf(await act(ylva, 'approve', { sha256: 'a'.repeat(64) }, report))).toBe('409 textHasChanged');
    await done(act(ylva, 'approve', await seen(), report));
    expect((await wayOf(rakel)).approved).toEqual({ by: 'Ylva Norin', at: '2026-11-23T08:00:00.000Z' });

    const { meetings } = await wayOf(rakel);
    const ksau = meetings.find(({ body }) => body === 'KSAU');
    expect(ksau).toMatchObject({ date: '2026-12-10', deadlineDate: '2026-11-26', isPastDeadline: false, isPlanned: false });
    expect((await wayOf(anna, cycling.motion).catch((error: Error) => error.message)) as unknown).toContain('404');
    await done(act(rakel, 'finalise', { meetingId: ksau?.id }, report));
    expect(await details(rakel, report)).toMatchObject({ stage: 'finalised', mayWrite: false });
    expect((await details(anna, report)).stage).toBe('finalised');
    const way = await wayOf(anna);
    expect(way.finalised).toMatchObject({ at: '2026-11-23T08:00:00.000Z', meeting: { body: 'KSAU', date: '2026-12-10' }, sha256: (await seen()).sha256 });
    expect(way.finalised?.code).toMatch(/^YR-/);
    expect(way.meetings).toEqual([]);
    expect((await server.storage.rows.way.handlings(library.matter)).filter(({ meetingId }) => meetingId === ksau?.id)).toHaveLength(1);
  });

  it('is finalised once, however many finalise it at the same moment', async () => {
    await done(act(rakel, 'sendForApproval', {}, report));
    await done(act(ylva, 'approve', await seen(), report));
    const answers = await Promise.all([act(rakel, 'finalise', {}, report), act(jonas, 'finalise', {}, report), act(ylva, 'finalise', {}, report)]);
    // Who comes a moment later finds it done already, and is told so or that it may not be done now.
    expect(answers.map(({ status }) => (status === 403 ? 409 : status)).toSorted()).toEqual([200, 409, 409]);
    expect((await server.storage.rows.way.reportSteps(report)).map(({ kind }) => kind)).toEqual(['approved', 'finalised']);
  });

  it('is changed late only as a new one, dated the day it is begun; each finds the other', async () => {
    const { templateId } = await details(rakel, report);
    await done(act(rakel, 'sendForApproval', {}, report));
    await done(act(ylva, 'approve', await seen(), report));
    await done(act(rakel, 'finalise', {}, report));
    server.setTime(new Date('2027-03-01T23:30:00.000Z'));
    [anna, rakel, jonas] = [await server.browser('anna-lind'), await server.browser('rakel-dal'), await server.browser('jonas-alm')];
    const answers = await Promise.all([act(rakel, 'revise', {}, report), act(jonas, 'revise', {}, report)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const bodies = await Promise.all(answers.filter(({ status }) => status === 200).map(async (answer) => (await answer.json()) as Acted));
    const revised = bodies[0]?.documentId ?? '';
    expect(await details(rakel, revised)).toMatchObject({ stage: 'working', revision: 2, mayWrite: true, templateId });
    expect((await details(rakel, report)).stage).toBe('finalised');
    expect(await wayOf(rakel, revised)).toMatchObject({ revised: '2027-03-02', earlier: report, later: null, finalised: null });
    expect((await wayOf(rakel)).later).toEqual({ documentId: revised, stage: 'working' });
    // Under work it is not there for those who read what is finalised.
    expect((await wayOf(anna)).later).toBeNull();
    const text = async (id: string) => (await rakel.send('GET', `/api/documents/${id}/text`)).text();
    expect(await text(revised)).toContain('eviderad 2027-03-02');
    expect(await text(report)).not.toContain('eviderad');
    expect(await server.storage.rows.documents(library.matter)).toHaveLength(4);
  });

  it('comes back with a reason that nobody sees but those who work with it', async () => {
    const maria = await server.browser('maria-holm');
    await shareForTests(server.storage, report, 'maria-holm');
    await done(act(rakel, 'sendForApproval', {}, report));
    expect(await refusalOf(await act(ylva, 'returnForChanges', { reason: 'x'.repeat(1001) }, report))).toBe('400 badRequest');
    await done(act(ylva, 'returnForChanges', { reason: ' Beloppen för 2028 saknas. ' }, report));
    expect(await details(rakel, report)).toMatchObject({ stage: 'working', mayWrite: true });
    expect((await lockOf(rakel, report)).lock).toBeNull();
    expect((await wayOf(rakel)).returned).toEqual({ by: 'Ylva Norin', at: '2026-11-23T08:00:00.000Z', reason: 'Beloppen för 2028 saknas.' });
    expect((await wayOf(maria)).returned).toBeNull();
    expect(JSON.stringify(await server.storage.rows.audit.read('municipality', { limit: 100 }))).not.toContain('Beloppen');
    expect((await server.storage.rows.notices.of('rakel-dal', 9)).map(({ kind }) => kind)).toContain('returned');
    await done(act(rakel, 'sendForApproval', {}, report));
    expect((await wayOf(rakel)).returned).toBeNull();
  });

  it('is refused a meeting that is not there, was cancelled or has been', async () => {
    await done(act(rakel, 'sendForApproval', {}, report));
    await done(act(ylva, 'approve', await seen(), report));
    const { organisation } = server.storage.rows;
    const [next] = await organisation.meetings({ bodyId: 'ksau', from: '2026-12-01' });
    if (next === undefined) throw new Error('no meeting');
    await organisation.putMeetings([
      { ...next, isCancelled: true },
      { ...next, id: 'past', date: '2026-11-22' },
    ]);
    for (const meetingId of ['nowhere', next.id, 'past']) {
      expect(await refusalOf(await act(rakel, 'finalise', { meetingId }, report))).toBe('400 badRequest');
    }
    expect((await details(rakel, report)).stage).toBe('approved');
  });

  it('answers a motion that came in over the wall by its own ids and version', async () => {
    const { documentId, matterId } = await done(act(anna, 'file'));
    const begun = await rakel.send('POST', `/api/matters/${matterId}/documents`, { kind: 'officerReport' });
    const answer = await details(rakel, ((await begun.json()) as { id: string }).id);
    expect(answer.title).toBe('Svar på motionen Trygga cykelvägar till skolan');
    expect(answer.source).toEqual({ document: documentId });
    const [drafted, received] = await Promise.all([
      anna.get<Clauses>(`/api/documents/${cycling.motion}/clauses`),
      rakel.get<Clauses>(`/api/documents/${documentId}/clauses`),
    ]);
    expect(received.document).toBe(documentId);
    expect(received.clauses).toEqual(drafted.clauses);
    const head = await (await rakel.send('GET', `/api/documents/${answer.id}/text`)).text();
    for (const words of ['Kommunledningskontoret', 'Rakel Dal', '2026-11-23', 'Kommunstyrelsen']) expect(head).toContain(words);
  });
});
