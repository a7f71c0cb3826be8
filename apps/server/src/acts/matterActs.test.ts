import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Acted, DocumentDetails, DocumentSummary, Lock, MatterDetails, MatterList, MatterSummary } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { cycling, library } = demonstrationIds;
const registration = { diarienummer: 'KS 2026-00231', matterTitle: 'Motion från Anna Lind (L) om trygga cykelvägar till skolan' };

let server: TestServer;
let anna: Browser;
let omar: Browser;
let rakel: Browser;
let jonas: Browser;
/** The matter that Anna's motion became. */
let matter: string;

beforeEach(async () => {
  server = await startTestServer();
  [anna, omar, rakel, jonas] = (await Promise.all(['anna-lind', 'omar-said', 'rakel-dal', 'jonas-alm'].map((id) => server.browser(id)))) as [
    Browser,
    Browser,
    Browser,
    Browser,
  ];
  const filed = (await (await anna.send('POST', `/api/documents/${cycling.motion}/acts/file`, {})).json()) as Acted;
  matter = filed.matterId ?? '';
});

const act = (browser: Browser, name: string, body: object = {}, id = matter) => browser.send('POST', `/api/matters/${id}/acts/${name}`, body);
const done = async (answer: Promise<Response>): Promise<MatterDetails> => {
  const given = await answer;
  if (given.status !== 200) throw new Error(`${given.status}: ${await given.text()}`);
  return (await given.json()) as MatterDetails;
};
const details = (browser: Browser, id = matter) => browser.get<MatterDetails>(`/api/matters/${id}`);
const registered = () => done(act(jonas, 'register', registration));
const toldTo = async (id: string) => (await server.storage.rows.notices.of(id, 50)).map(({ kind }) => kind);
const recorded = async () => (await server.storage.rows.audit.read('municipality', { limit: 100, ids: [matter] })).map(({ act: name }) => name);

it('an act changes rights in all documents of its matter at once, whatever of one is being stored', async () => {
  const stored = Promise.withResolvers<void>();
  const changed = vi.spyOn(server.rooms, 'rightsChanged').mockReturnValue(stored.promise);
  const documents = (await server.storage.rows.documents(library.matter)).map(({ id }) => id);
  expect(documents.length).toBeGreaterThan(1);
  const decided = act(jonas, 'decide', { bodyId: 'kf', date: '2026-11-20', outcome: 'answered' }, library.matter);
  await vi.waitFor(() => expect(changed.mock.calls.map(([id]) => id)).toEqual(documents));
  stored.resolve();
  expect((await decided).status).toBe(200);
});

describe('registering', () => {
  it('takes the number and the title as the registrar types them', async () => {
    expect((await details(jonas)).waiting).toEqual(['register']);
    const after = await registered();
    expect(after).toMatchObject({ stage: 'registered', ...registration, title: 'Trygga cykelvägar till skolan' });
    expect(after.waiting).toEqual(['announce']);
    expect(await toldTo('anna-lind')).toContain('registered');
    expect(await recorded()).toEqual(['receive', 'register']);
  });

  it('says that another matter has the number, however it is spaced, and takes it when that is meant', async () => {
    const twice = { ...registration, diarienummer: 'ks2026-00187' };
    expect(await refusalOf(await act(jonas, 'register', twice))).toBe('409 diarienummerInUse');
    expect((await details(jonas)).stage).toBe('received');
    expect((await done(act(jonas, 'register', { ...twice, isDuplicateMeant: true }))).diarienummer).toBe('ks2026-00187');
  });

  it('happens once, though two registrars do it at the same moment', async () => {
    const answers = await Promise.all([act(jonas, 'register', registration), act(jonas, 'register', { ...registration, diarienummer: 'KS 2026-00232' })]);
    expect(answers.map(({ status }) => (status === 403 ? 409 : status)).toSorted()).toEqual([200, 409]);
    expect((await recorded()).filter((name) => name === 'register')).toHaveLength(1);
  });

  it.each([
    ['no number', { matterTitle: 'Motion' }],
    ['an empty number', { diarienummer: ' ', matterTitle: 'Motion' }],
    ['a number of two lines', { diarienummer: 'KS\n1', matterTitle: 'Motion' }],
    ['a title that is too long', { diarienummer: 'KS 1', matterTitle: 'o'.repeat(301) }],
    ['something it does not know', { ...registration, stage: 'decided' }],
  ])('refuses %s', async (_, body) => expect(await refusalOf(await act(jonas, 'register', body))).toBe('400 badRequest'));

  it('is corrected afterwards', async () => {
    await registered();
    const corrected = await done(act(jonas, 'correctRegistration', { diarienummer: 'KS 2026-00233', matterTitle: 'Motion om cykelvägar' }));
    expect(corrected).toMatchObject({ stage: 'registered', diarienummer: 'KS 2026-00233', matterTitle: 'Motion om cykelvägar' });
  });

  it('is for no one else, and in no other stage', async () => {
    for (const other of [anna, rakel]) expect(await refusalOf(await act(other, 'register', registration))).toBe('403 noRight');
    expect(await refusalOf(await act(jonas, 'correctRegistration', registration))).toBe('403 noRight');
    await registered();
    expect(await refusalOf(await act(jonas, 'register', registration))).toBe('403 noRight');
    expect(await refusalOf(await act(jonas, 'abolish', {}))).toBe('400 badRequest');
  });

  it('cannot be done to a draft, which has no acts and is not there', async () => {
    expect(await refusalOf(await act(jonas, 'register', registration, cycling.matter))).toBe('404 notFound');
    expect(await refusalOf(await act(anna, 'register', registration, cycling.matter))).toBe('403 noRight');
  });
});

describe('announcing', () => {
  beforeEach(registered);

  it('dates the motion by the meeting, and starts its year', async () => {
    server.setTime(new Date('2026-11-25T08:00:00.000Z'));
    const [meeting] = (await server.storage.rows.organisation.meetings({ bodyId: 'kf' })).filter(({ date }) => date <= '2026-11-25');
    const after = await done(act(jonas, 'announce', { bodyId: 'kf', meetingId: meeting?.id, paragraphNumber: '§ 112' }));
    expect(after).toMatchObject({ stage: 'announced', announcedOn: meeting?.date, movedOn: meeting?.date, year: { startsAt: 'moved', from: meeting?.date } });
    expect(after.handlings).toMatchObject([{ purpose: 'announcement', body: 'KF', paragraphNumber: '§ 112', handledOn: meeting?.date }]);
    expect(await toldTo('anna-lind')).toContain('announced');
  });

  it.each([
    ['received', '2026-11-23'],
    ['moved', '2026-11-18'],
    ['announced', '2026-11-20'],
  ] as const)('by the rule that a motion is %s', async (yearStartsAt, moved) => {
    const municipality = await server.storage.rows.organisation.municipality();
    if (municipality === null) throw new Error('The demonstration has one');
    await server.storage.rows.organisation.putMunicipality({ ...municipality, rules: { ...municipality.rules, yearStartsAt } });
    const after = await done(act(jonas, 'announce', { bodyId: 'kf', date: '2026-11-20', movedOn: '2026-11-18' }));
    expect(after).toMatchObject({ movedOn: moved, announcedOn: '2026-11-20', year: { startsAt: yearStartsAt } });
  });

  it.each([
    ['a day to come', { bodyId: 'kf', date: '2026-11-24' }, '422 notYet'],
    ['another body', { bodyId: 'ks', date: '2026-11-20' }, '422 notOfAssembly'],
    ['a body that is not there', { bodyId: 'nowhere', date: '2026-11-20' }, '422 noSuchBody'],
    ['a meeting that is not there', { bodyId: 'kf', meetingId: 'nowhere' }, '422 noSuchMeeting'],
    ['neither a meeting nor a day', { bodyId: 'kf' }, '400 badRequest'],
    ['a day that is none', { bodyId: 'kf', date: '2026-02-29' }, '400 badRequest'],
  ])('refuses %s', async (_, body, expected) => expect(await refusalOf(await act(jonas, 'announce', body))).toBe(expected));
});

describe('referring', () => {
  beforeEach(registered);

  it('asks several bodies, and each answers once', async () => {
    const asked = await done(act(rakel, 'refer', { bodyIds: ['tn', 'bun'], dueDate: '2027-02-15' }));
    expect(asked).toMatchObject({ stage: 'referred', openReferrals: 2 });
    expect(asked.referrals.map(({ body, dueDate }) => `${body} ${dueDate}`).toSorted()).toEqual(['BUN 2027-02-15', 'TN 2027-02-15']);
    const answer = { referralId: asked.referrals.find(({ body }) => body === 'TN')?.id, answer: 'Nämnden tillstyrker motionen.' };
    const answered = await done(act(rakel, 'answerReferral', answer));
    expect(answered.openReferrals).toBe(1);
    expect(answered.referrals.find(({ body }) => body === 'TN')?.answer).toBe('Nämnden tillstyrker motionen.');
    expect(await refusalOf(await act(rakel, 'answerReferral', answer))).toBe('409 conflict');
    expect(answered.events.map(({ act: name, bodies }) => [name, ...bodies].join(' ')).slice(0, 2)).toEqual(['answerReferral TN', 'refer TN BUN']);
  });

  it('refuses a day that has been, a body that has it, the assembly, and an answer to something else', async () => {
    expect(await refusalOf(await act(rakel, 'refer', { bodyIds: ['tn'], dueDate: '2026-11-22' }))).toBe('422 dateHasPassed');
    expect(await refusalOf(await act(rakel, 'refer', { bodyIds: ['kf'], dueDate: '2027-02-15' }))).toBe('422 noSuchBody');
    expect(await refusalOf(await act(rakel, 'refer', { bodyIds: [], dueDate: '2027-02-15' }))).toBe('400 badRequest');
    await done(act(rakel, 'refer', { bodyIds: ['tn'], dueDate: '2027-02-15' }));
    expect(await refusalOf(await act(rakel, 'refer', { bodyIds: ['bun', 'tn'], dueDate: '2027-03-15' }))).toBe('409 referredAlready');
    expect((await details(rakel)).referrals).toHaveLength(1);
    expect(await refusalOf(await act(rakel, 'answerReferral', { referralId: 'nothing', answer: 'Ja' }))).toBe('404 notFound');
    expect(await refusalOf(await act(anna, 'refer', { bodyIds: ['bun'], dueDate: '2027-02-15' }))).toBe('403 noRight');
  });
});

describe('preparing', () => {
  beforeEach(registered);

  it('has one who answers for it, and whoever did is told', async () => {
    expect((await details(rakel)).waiting).toContain('takeOver');
    expect(await done(act(rakel, 'takeOver'))).toMatchObject({ responsible: { name: 'Rakel Dal' }, isMine: true, waiting: [] });
    expect(await refusalOf(await act(rakel, 'takeOver'))).toBe('409 conflict');
    expect(await done(act(jonas, 'takeOver'))).toMatchObject({ responsible: { name: 'Jonas Alm' } });
    expect(await toldTo('rakel-dal')).toContain('assigned');
    expect(await refusalOf(await act(anna, 'takeOver'))).toBe('403 noRight');
  });

  it('begins by itself with the report', async () => {
    const begun = await rakel.send('POST', `/api/matters/${matter}/documents`, { kind: 'officerReport' });
    const report = (await begun.json()) as DocumentSummary;
    expect(await details(rakel)).toMatchObject({ stage: 'inPreparation', isMine: true });
    expect(await recorded()).toEqual(['receive', 'register', 'prepare']);
    expect((await details(rakel)).unansweredClauses).toEqual([1, 2, 3]);
    expect(await refusalOf(await act(rakel, 'prepare'))).toBe('403 noRight');
    expect(report.kind).toBe('officerReport');
  });

  it('can begin without one', async () => {
    expect((await done(act(rakel, 'prepare'))).stage).toBe('inPreparation');
    expect(await toldTo('anna-lind')).toContain('inPreparation');
  });
});

describe('meetings', () => {
  beforeEach(registered);
  const meetingOf = async (bodyId: string, from = '2026-11-24') => (await server.storage.rows.organisation.meetings({ bodyId, from })).at(0)?.id ?? '';

  it('is planned for one meeting of a body at a time, and can be taken off it', async () => {
    const [first, later] = [await meetingOf('ksau'), await meetingOf('ksau', '2027-02-01')];
    await done(act(rakel, 'schedule', { bodyId: 'ksau', meetingId: first, purpose: 'preparation' }));
    const moved = await done(act(rakel, 'schedule', { bodyId: 'ksau', meetingId: later, purpose: 'preparation' }));
    expect(moved.handlings.map(({ meeting }) => meeting?.id)).toEqual([later]);
    expect(moved.next).toMatchObject({ body: 'KSAU', id: later });
    expect((await done(act(rakel, 'schedule', { bodyId: 'ksau', meetingId: null, purpose: 'preparation' }))).handlings).toEqual([]);
    expect(await refusalOf(await act(rakel, 'schedule', { bodyId: 'ksau', meetingId: null, purpose: 'preparation' }))).toBe('409 conflict');
    expect((await recorded()).slice(2)).toEqual(['schedule', 'schedule', 'unschedule']);
  });

  it("refuses another body's meeting, one that is cancelled and one that has been", async () => {
    const ks = await meetingOf('ks');
    expect(await refusalOf(await act(rakel, 'schedule', { bodyId: 'ksau', meetingId: ks, purpose: 'preparation' }))).toBe('422 noSuchMeeting');
    expect(await refusalOf(await act(rakel, 'schedule', { bodyId: 'ks', meetingId: ks, purpose: 'announcement' }))).toBe('422 notOfAssembly');
    const [meeting] = await server.storage.rows.organisation.meetings({ bodyId: 'ks', from: '2026-12-01' });
    if (meeting === undefined) throw new Error('The demonstration has one');
    await server.storage.rows.organisation.putMeetings([{ ...meeting, isCancelled: true }]);
    expect(await refusalOf(await act(rakel, 'schedule', { bodyId: 'ks', meetingId: meeting.id, purpose: 'preparation' }))).toBe('422 noSuchMeeting');
    server.setTime(new Date('2026-11-28T08:00:00.000Z'));
    expect(await refusalOf(await act(rakel, 'schedule', { bodyId: 'ks', meetingId: ks, purpose: 'preparation' }))).toBe('422 dateHasPassed');
  });

  it('records what the bodies say, and lets the assembly alone decide', async () => {
    const ks = await meetingOf('ks');
    await done(act(rakel, 'schedule', { bodyId: 'ks', meetingId: ks, purpose: 'preparation' }));
    server.setTime(new Date('2026-12-20T08:00:00.000Z'));
    [jonas, rakel] = [await server.browser('jonas-alm'), await server.browser('rakel-dal')];
    const body = { bodyId: 'ks', meetingId: ks, paragraphNumber: '§ 201', purpose: 'preparation' };
    const proposed = await done(act(jonas, 'recordHandling', { ...body, outcome: 'rejected' }));
    expect(proposed.handlings).toMatchObject([{ body: 'KS', paragraphNumber: '§ 201', outcome: 'rejected' }]);
    expect(proposed).toMatchObject({ stage: 'registered', outcome: null });
    const assembly = { bodyId: 'kf', date: '2026-12-15', paragraphNumber: '§ 130' };
    expect(await refusalOf(await act(jonas, 'recordHandling', { ...assembly, purpose: 'decision', outcome: 'rejected' }))).toBe('422 outcomeOfAssembly');
    expect(await refusalOf(await act(jonas, 'recordHandling', { ...body, purpose: 'decision', outcome: 'rejected' }))).toBe('422 outcomeOfAssembly');
    expect(await refusalOf(await act(jonas, 'decide', { ...body, purpose: undefined, outcome: 'rejected' }))).toBe('422 notOfAssembly');
    expect(await refusalOf(await act(jonas, 'decide', { ...assembly, outcome: 'tillstyrkan' }))).toBe('422 outcomeOfAssembly');
    expect(await refusalOf(await act(jonas, 'decide', { bodyId: 'kf', date: '2026-12-21', outcome: 'rejected' }))).toBe('422 notYet');
    expect(await refusalOf(await act(rakel, 'decide', { ...assembly, outcome: 'rejected' }))).toBe('403 noRight');
    const deferred = await done(act(jonas, 'recordHandling', { ...assembly, purpose: 'decision', outcome: null }));
    expect(deferred.stage).toBe('registered');
    const decided = await done(act(jonas, 'decide', { bodyId: 'kf', date: '2026-12-18', paragraphNumber: '§ 131', outcome: 'partlyApproved' }));
    expect(decided).toMatchObject({ stage: 'decided', decidedOn: '2026-12-18', outcome: 'partlyApproved', year: null, waiting: ['close'] });
    expect(await toldTo('anna-lind')).toEqual(expect.arrayContaining(['handled', 'decided']));
  });
});

describe('a year that will not do', () => {
  beforeEach(registered);

  const report = { bodyId: 'kf', date: '2026-11-23', paragraphNumber: '§ 130', reported: 'Nämnden har inte svarat.' };

  it('is reported to the assembly, in place of what was planned there, by those who keep its minutes', async () => {
    const [meeting] = await server.storage.rows.organisation.meetings({ bodyId: 'kf', from: '2026-11-23' });
    await done(act(rakel, 'schedule', { bodyId: 'kf', meetingId: meeting?.id, purpose: 'delayReport' }));
    const reported = await done(act(jonas, 'reportDelay', report));
    expect(reported.stage).toBe('registered');
    expect(reported.handlings).toMatchObject([
      { body: 'KF', purpose: 'delayReport', handledOn: '2026-11-23', paragraphNumber: '§ 130', reported: report.reported },
    ]);
    expect(reported.events[0]).toMatchObject({ act: 'reportDelay', on: '2026-11-23', bodies: ['KF'] });
    expect(await toldTo('anna-lind')).toContain('handled');
    // It may be struck off then, which is decided like other things.
    expect(await done(act(jonas, 'decide', { bodyId: 'kf', date: '2026-11-23', paragraphNumber: '§ 130', outcome: 'struckOff' }))).toMatchObject({
      stage: 'decided',
      outcome: 'struckOff',
    });
  });

  it.each([
    ['by an officer', 'rakel', {}, '403 noRight'],
    ['to a board', 'jonas', { bodyId: 'ks' }, '422 notOfAssembly'],
    ['on a day to come', 'jonas', { date: '2026-11-24' }, '422 notYet'],
    ['without a word of what has come out', 'jonas', { reported: ' ' }, '400 badRequest'],
  ] as const)('is not reported %s', async (_, who, change, expected) => {
    expect(await refusalOf(await act(who === 'rakel' ? rakel : jonas, 'reportDelay', { ...report, ...change }))).toBe(expected);
  });
});

describe('withdrawing', () => {
  it('is for those who moved it, all together', async () => {
    const draft = (await (await anna.send('POST', '/api/matters', { title: 'Öppna skolgårdar' })).json()) as MatterSummary;
    const documentId = draft.documents[0]?.id ?? '';
    await anna.send('POST', `/api/documents/${documentId}/acts/sendForSigning`, {});
    const { lock } = await anna.get<Lock>(`/api/documents/${documentId}/lock`);
    for (const browser of [anna, omar]) await browser.send('POST', `/api/documents/${documentId}/acts/sign`, { sha256: lock?.sha256 });
    const { matterId } = (await (await anna.send('POST', `/api/documents/${documentId}/acts/file`, {})).json()) as Acted;
    expect(await refusalOf(await act(anna, 'withdraw', {}, matterId ?? ''))).toBe('422 moversDisagree');
    expect(await done(act(omar, 'withdraw', { allMoversAgree: true }, matterId ?? ''))).toMatchObject({ stage: 'withdrawn', year: null });
    expect(await toldTo('anna-lind')).toContain('withdrawn');
    expect(await toldTo('jonas-alm')).toContain('withdrawn');
  });

  it('needs no more than the one who moved it alone', async () => {
    expect(await refusalOf(await act(omar, 'withdraw'))).toBe('403 noRight');
    expect(await refusalOf(await act(jonas, 'withdraw'))).toBe('403 noRight');
    expect((await done(act(anna, 'withdraw'))).stage).toBe('withdrawn');
  });
});

describe('closing', () => {
  const close = async () => {
    await done(act(jonas, 'decide', { bodyId: 'kf', date: '2026-11-20', outcome: 'answered' }, library.matter));
    return done(act(jonas, 'close', {}, library.matter));
  };

  it('is the registrar’s, after a decision', async () => {
    expect(await refusalOf(await act(jonas, 'close', {}, library.matter))).toBe('403 noRight');
    expect(await close()).toMatchObject({ stage: 'closed', acts: ['clearWorkingMaterial'] });
  });

  it('removes a report that was never finalised when that is chosen, and says so in the log', async () => {
    await close();
    const cleared = await done(act(jonas, 'clearWorkingMaterial', { choice: 'clear' }, library.matter));
    expect(cleared.documents.map(({ kind }) => kind)).toEqual(['motion', 'minutesItem']);
    expect(cleared.events.map(({ act: name }) => name)).toEqual(expect.arrayContaining(['clearWorkingMaterial', 'close', 'decide']));
    expect(await server.storage.journal.readDocumentUpdates(library.report)).toEqual([]);
    expect(await refusalOf(await rakel.send('GET', `/api/documents/${library.report}`))).toBe('404 notFound');
    expect((await server.storage.journal.readDocumentUpdates(library.motion)).length).toBeGreaterThan(0);
  });

  it('forgets how a finalised report came to be, and keeps its words', async () => {
    const { way } = server.storage.rows;
    await way.putWriter(library.report, 'rakel-dal', new Date());
    await rakel.send('POST', `/api/documents/${library.report}/acts/sendForApproval`, {});
    await server.storage.rows.changeStage(library.report, 'approval', 'approved');
    await rakel.send('POST', `/api/documents/${library.report}/acts/finalise`, {});
    const text = await (await rakel.send('GET', `/api/documents/${library.report}/text`)).text();
    const lock = await way.lock(library.report);
    await close();
    await done(act(jonas, 'clearWorkingMaterial', { choice: 'clear' }, library.matter));
    expect(await (await rakel.send('GET', `/api/documents/${library.report}/text`)).text()).toBe(text);
    expect(await way.lock(library.report)).toEqual(lock);
    expect(await way.writers(library.report)).toEqual([]);
    expect((await server.storage.journal.readDocumentUpdates(library.report)).map(({ personId }) => personId)).toEqual([null]);
    expect((await rakel.get<DocumentDetails>(`/api/documents/${library.report}`)).stage).toBe('finalised');
  });

  it('keeps everything when that is chosen', async () => {
    await close();
    const kept = await done(act(jonas, 'clearWorkingMaterial', { choice: 'keep' }, library.matter));
    expect(kept.documents).toHaveLength(3);
    expect(kept.events[0]?.act).toBe('keepWorkingMaterial');
    expect(await refusalOf(await act(jonas, 'clearWorkingMaterial', {}, library.matter))).toBe('400 badRequest');
    expect(await refusalOf(await act(rakel, 'clearWorkingMaterial', { choice: 'clear' }, library.matter))).toBe('403 noRight');
  });
});

describe('a motion on paper', () => {
  const paper = {
    title: 'Motion om gatubelysning',
    text: 'Det är mörkt.\n\nVi föreslår att kommunfullmäktige beslutar\natt tända fler lampor\natt redovisa kostnaden',
    senders: [
      { name: 'Ingrid Näslund', party: 'C' },
      { name: 'Vera Vikarie', party: null },
    ],
    receivedOn: '2026-11-20',
  };

  it('stands locked as the registrar typed it, with those who signed it', async () => {
    const answer = await jonas.send('POST', '/api/matters/paper', paper);
    expect(answer.status).toBe(201);
    const received = (await answer.json()) as MatterSummary;
    expect(received).toMatchObject({ stage: 'received', title: paper.title, movers: paper.senders, waiting: ['register'] });
    expect(received.receivedAt?.slice(0, 10)).toBe('2026-11-20');
    const motion = received.documents[0]?.id ?? '';
    expect(received.documents).toMatchObject([{ kind: 'motion', stage: 'received', mayWrite: false }]);
    const text = await (await jonas.send('GET', `/api/documents/${motion}/text`)).text();
    expect(text).toContain('att tända fler lampor');
    // The first words are no title: that was given.
    expect(text.match(/Det är mörkt\./g)).toHaveLength(1);
    expect(text).not.toMatch(/^Motion$|papperet/m);
    const lock = await jonas.get<Lock>(`/api/documents/${motion}/lock`);
    expect(lock.lock?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(lock.signatures.map(({ name }) => name)).toEqual(['Ingrid Näslund']);
    const clauses = await jonas.get<{ clauses: unknown[] }>(`/api/documents/${motion}/clauses`);
    expect(clauses.clauses).toHaveLength(2);
  });

  it.each([
    ['once where it is the one given', 'Motion om gatubelysning'],
    ['among the words where it is another', 'Motion om lampor'],
  ])('has the heading that stands on the paper %s', async (_, heading) => {
    const answer = await jonas.send('POST', '/api/matters/paper', { ...paper, text: `${heading}\n\n${paper.text}` });
    const { documents } = (await answer.json()) as MatterSummary;
    const text = await (await jonas.send('GET', `/api/documents/${documents[0]?.id}/text`)).text();
    expect(text.split(heading)).toHaveLength(2);
    expect(text).toContain('Det är mörkt.');
  });

  it.each([
    ['a day to come', { ...paper, receivedOn: '2026-11-24' }, '422 notYet'],
    ['no sender', { ...paper, senders: [] }, '400 badRequest'],
    ['no words', { ...paper, text: ' ' }, '400 badRequest'],
    ['a day that is none', { ...paper, receivedOn: 'i går' }, '400 badRequest'],
  ])('refuses %s', async (_, body, expected) => expect(await refusalOf(await jonas.send('POST', '/api/matters/paper', body))).toBe(expected));

  it('is entered by the registrar alone', async () => {
    for (const other of [anna, rakel]) expect(await refusalOf(await other.send('POST', '/api/matters/paper', paper))).toBe('403 noRight');
  });
});

describe('what happened', () => {
  it('shows the group its own draft and its acts, and nobody else', async () => {
    expect((await details(anna)).draft).toEqual({ documentId: cycling.motion, matterId: cycling.matter });
    expect((await details(anna, cycling.matter)).events.map(({ act: name }) => name)).toContain('file');
    for (const browser of [rakel, jonas]) {
      const seen = await details(browser);
      expect(seen.draft).toBeNull();
      expect(JSON.stringify(seen)).not.toContain(cycling.motion);
      expect(JSON.stringify(await browser.get<MatterList>('/api/matters'))).not.toContain(cycling.motion);
    }
  });
});
