import * as policies from '@yrka/policies';
import { newBlockId, schema } from '@yrka/schema';
import { Reader, rootOf, writeDocument } from '@yrka/ydoc';
import { Fragment } from 'prosemirror-model';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { CommentList, DocumentDetails, Lock, MatterDetails, MatterList, MatterSummary, Notices, Review, SentInvitation } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { Access } from '../documents/access.ts';
import type { Mail } from '../mail/mailer.ts';

const { cycling, library } = demonstrationIds;
const { report } = library;

let server: TestServer;
let mails: Mail[];
let anna: Browser;
let rakel: Browser;
let maria: Browser;
let jonas: Browser;

beforeEach(async () => {
  mails = [];
  const mailer = {
    isOn: true,
    sendMail: (mail: Mail) => void mails.push(mail),
    deliver: async () => 'sent' as const,
    settled: async () => undefined,
    close: async () => undefined,
  };
  server = await startTestServer({ mailer });
  const ids = ['anna-lind', 'rakel-dal', 'maria-holm', 'jonas-alm'];
  [anna, rakel, maria, jonas] = (await Promise.all(ids.map((id) => server.browser(id)))) as [Browser, Browser, Browser, Browser];
});

const act = (browser: Browser, name: string, body: object = {}, document: string = report) =>
  browser.send('POST', `/api/documents/${document}/acts/${name}`, body);
async function done(answer: Promise<Response>): Promise<void> {
  const { ok, status } = await answer;
  if (!ok) throw new Error(`${status}: ${await refusalOf(await answer)}`);
}
const reviewOf = (browser: Browser, document: string = report) => browser.get<Review>(`/api/documents/${document}/review`);
const kindsTold = async (browser: Browser) => (await browser.get<Notices>('/api/notices')).notices.map(({ kind }) => kind);
const refused = async (answer: Promise<Response>) => refusalOf(await answer);

const waitsFor = async (browser: Browser) => (await browser.get<MatterSummary>(`/api/matters/${library.matter}`)).waiting;

/** Rakel writes on in the title. */
async function writeOn(words: string): Promise<void> {
  const ydoc = new Y.Doc();
  for (const { update } of await server.storage.journal.readDocumentUpdates(report)) Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  writeDocument(
    reader,
    document.copy(
      Fragment.from(document.children.map((child) => (child.type.name === 'title' ? child.copy(child.content.addToEnd(schema.text(words))) : child))),
    ),
  );
  await done(rakel.send('POST', `/api/documents/${report}/updates`, new Uint8Array(Y.encodeStateAsUpdate(ydoc, before))));
}

it('shows one who reads what was shared nothing of the text that was locked since: not whom it names, who signed it, or its hash', async () => {
  const { motion } = cycling;
  const siri = await server.signedIn('siri-holmgren');
  await done(act(anna, 'shareForReview', { personIds: ['siri-holmgren'] }, motion));
  await done(act(anna, 'sendForSigning', {}, motion));
  const { lock, asked } = await anna.get<Lock>(`/api/documents/${motion}/lock`);
  expect(asked).not.toEqual([]);
  await done(act(anna, 'sign', { sha256: lock?.sha256 }, motion));
  expect(await siri.get<DocumentDetails>(`/api/documents/${motion}`)).toMatchObject({ readsAs: 'shared', stage: 'signing' });
  expect(await siri.get<Lock>(`/api/documents/${motion}/lock`)).toEqual({ lock: null, signatures: [], asked: [] });
  const printed = async (browser: Browser) => (await browser.send('GET', `/api/documents/${motion}/copies/html`)).text();
  const signatures = (html: string) => /<section class="signatures">[\s\S]*?<\/section>/u.exec(html)?.[0] ?? '';
  expect([await printed(anna), await printed(siri)].map((html) => signatures(html).includes('2026-11-23'))).toEqual([true, false]);
});

describe('sharing a report for review', () => {
  it('gives those who are asked the version that stands, with a day and a word, and tells them', async () => {
    expect(await refused(maria.send('GET', `/api/documents/${report}`))).toBe('404 notFound');
    await done(act(rakel, 'shareForReview', { personIds: ['maria-holm'], dueOn: '2026-11-25', note: 'Se på beloppen.' }));
    const details = await maria.get<DocumentDetails>(`/api/documents/${report}`);
    expect(details).toMatchObject({ readsAs: 'shared', maySuggest: true, mayWrite: false, comments: 'write', acts: ['finishReview'] });
    expect(await kindsTold(maria)).toEqual(['reviewAsked']);
    // It waits for her until she is done.
    expect(await waitsFor(maria)).toEqual(['review']);
    const own = await reviewOf(maria);
    expect(own).toMatchObject({
      shared: { version: details.seq, by: { id: 'rakel-dal', name: 'Rakel Dal' }, note: 'Se på beloppen.', dueOn: '2026-11-25' },
      own: { reviewer: { done: null }, open: 0, taken: 0, notTaken: [] },
      candidates: [],
    });
    expect(own.reviewers.map(({ person, isLate, done: answer }) => [person.name, isLate, answer])).toEqual([['Maria Holm', false, null]]);
    // Who writes sees whom they may ask, and none of the elected is among them.
    const { candidates } = await reviewOf(rakel);
    expect(candidates.map(({ name }) => name)).toEqual(expect.arrayContaining(['Maria Holm', 'Jonas Alm', 'Ylva Norin']));
    expect(candidates.map(({ id }) => id).filter((id) => ['rakel-dal', 'anna-lind'].includes(id))).toEqual([]);
    // It is in the municipality's log, without the words of the note.
    const log = await server.storage.rows.audit.read('municipality', { limit: 100 });
    expect(log.map((entry) => entry.act)).toContain('shareForReview');
    expect(JSON.stringify(log)).not.toContain('beloppen');
  });

  it('shows what is written later with the next version, and keeps what those came to who are not asked again', async () => {
    await done(act(rakel, 'shareForReview', { personIds: ['maria-holm', 'jonas-alm'] }));
    await done(act(maria, 'finishReview', { verdict: 'shouldBeChanged', words: 'Beloppen saknar källa.' }));
    await writeOn(' Nattskärran');
    expect((await reviewOf(rakel)).hasChanged).toBe(true);
    expect(JSON.stringify(await maria.get<MatterList>('/api/matters'))).not.toContain('Nattskärran');
    // Nor that anybody writes at all: Rakel's own list says it.
    await server.storage.rows.way.putWriter(report, 'rakel-dal', new Date());
    const writersFor = async (browser: Browser) => (await browser.get<MatterDetails>(`/api/matters/${library.matter}`)).writers.map(({ personId }) => personId);
    expect(await writersFor(rakel)).toContain('rakel-dal');
    expect(await writersFor(maria)).not.toContain('rakel-dal');
    await done(act(rakel, 'shareForReview', { personIds: ['jonas-alm'], dueOn: '2026-11-30' }));
    expect((await maria.get<DocumentDetails>(`/api/documents/${report}`)).title).toContain('Nattskärran');
    const { reviewers, hasChanged } = await reviewOf(rakel);
    expect(hasChanged).toBe(false);
    expect(
      Object.fromEntries(reviewers.map(({ person, done: answer, dueOn }) => [person.id, [answer?.verdict ?? null, answer?.isOfNewest ?? null, dueOn]])),
    ).toEqual({
      'maria-holm': ['shouldBeChanged', false, null],
      'jonas-alm': [null, null, '2026-11-30'],
    });
    expect((await kindsTold(maria)).toSorted()).toEqual(['reviewAsked', 'versionShared']);
  });

  it('tells the writer who is done and with what, who is late, and reminds those', async () => {
    await done(act(rakel, 'shareForReview', { personIds: ['maria-holm', 'jonas-alm'], dueOn: '2026-11-25' }));
    await done(act(maria, 'finishReview', { verdict: 'mustBeChanged', words: ' Jäv. ' }));
    expect(await kindsTold(rakel)).toEqual(['reviewDone']);
    expect([await waitsFor(maria), await waitsFor(jonas)]).toEqual([[], expect.arrayContaining(['review'])]);
    server.setTime(new Date('2026-11-26T08:00:00.000Z'));
    const shown = (await reviewOf(rakel)).reviewers.map(({ person, isLate, done: answer }) => [person.id, isLate, answer?.verdict, answer?.words]);
    expect(Object.fromEntries(shown.map(([id, ...rest]) => [id, rest]))).toEqual({
      'maria-holm': [false, 'mustBeChanged', 'Jäv.'],
      'jonas-alm': [true, undefined, undefined],
    });
    await done(act(rakel, 'remindReviewer', { personId: 'jonas-alm' }));
    expect(await kindsTold(jonas)).toContain('reviewReminded');
    expect(await refused(act(rakel, 'remindReviewer', { personId: 'maria-holm' }))).toBe('409 conflict');
    // Done is done, until one is asked again.
    expect(await refused(act(maria, 'finishReview', { verdict: 'noObjection' }))).toBe('409 conflict');
    expect(await refused(act(maria, 'finishReview', { verdict: 'splendid' }))).toBe('400 badRequest');
    // Maria sees herself alone.
    expect((await reviewOf(maria)).reviewers.map(({ person }) => person.id)).toEqual(['maria-holm']);
  });

  it('ends at once with who was asked, and leaves a writer who was asked what they had', async () => {
    await done(act(rakel, 'shareForReview', { personIds: ['maria-holm', 'ylva-norin'] }));
    const ylva = await server.browser('ylva-norin');
    expect(await ylva.get<DocumentDetails>(`/api/documents/${report}`)).toMatchObject({ readsAs: 'live', maySuggest: false, mayWrite: true });
    for (const personId of ['maria-holm', 'ylva-norin']) await done(act(rakel, 'endReview', { personId }));
    expect(await refused(maria.send('GET', `/api/documents/${report}`))).toBe('404 notFound');
    expect(await ylva.get<DocumentDetails>(`/api/documents/${report}`)).toMatchObject({ mayWrite: true });
    expect(await refused(act(rakel, 'endReview', { personId: 'maria-holm' }))).toBe('409 conflict');
  });

  it('tells a reviewer what was taken and what was not, with the reason', async () => {
    await done(act(rakel, 'shareForReview', { personIds: ['maria-holm'] }));
    const begin = async (text: string) => {
      const id = newBlockId();
      await done(maria.send('POST', `/api/documents/${report}/comments`, { id, text, anchor: null }));
      return id;
    };
    const [taken, left] = [await begin('Stryk beloppet.'), await begin('Byt rubrik.')];
    await begin('Öppen.');
    const decision = { suggestions: [{ suggestionId: newBlockId(), suggestedBy: 'maria-holm', quoted: { removed: '', added: 'ljus', what: 'ljus' } }] };
    await done(rakel.send('POST', `/api/documents/${report}/suggestions/decisions`, { verdict: 'accept', reason: '', ...decision }));
    await done(rakel.send('POST', `/api/documents/${report}/comments/${taken}/resolved`, { outcome: 'done' }));
    await done(rakel.send('POST', `/api/documents/${report}/comments/${left}/resolved`, { outcome: 'notDone', reason: 'Rubriken är registrerad.' }));
    expect((await reviewOf(maria)).own).toMatchObject({ open: 1, taken: 2, notTaken: [{ what: 'Byt rubrik.', reason: 'Rubriken är registrerad.' }] });
  });

  it('tells a reviewer that their points were answered with one notice for what is not read, and nobody else', async () => {
    await done(act(rakel, 'shareForReview', { personIds: ['maria-holm', 'jonas-alm'] }));
    const decide = (by: Browser, suggestedBy: string, suggestionId = newBlockId()) => {
      const suggestions = [{ suggestionId, suggestedBy, quoted: { removed: '', added: 'ljus', what: 'ljus' } }];
      return done(by.send('POST', `/api/documents/${report}/suggestions/decisions`, { verdict: 'reject', reason: 'Nej.', suggestions }));
    };
    const thread = newBlockId();
    await done(maria.send('POST', `/api/documents/${report}/comments`, { id: thread, text: 'Byt rubrik.', anchor: null }));
    const told = async (browser: Browser) => (await kindsTold(browser)).filter((kind) => kind === 'pointsAnswered').length;
    await decide(rakel, 'ylva-norin'); // a writer who was not asked
    expect([await told(maria), await told(jonas)]).toEqual([0, 0]);
    const first = newBlockId();
    await decide(rakel, 'maria-holm', first);
    await decide(rakel, 'maria-holm');
    const resolved = `/api/documents/${report}/comments/${thread}/resolved`;
    server.setTime(new Date('2026-11-24T08:00:00.000Z'));
    await done(rakel.send('POST', resolved, { outcome: 'done' }));
    expect([await told(maria), await told(jonas), await told(rakel)]).toEqual([1, 0, 0]);
    const { notices } = await maria.get<Notices>('/api/notices');
    const told1 = notices.find(({ kind }) => kind === 'pointsAnswered');
    expect(told1).toMatchObject({ at: '2026-11-24T08:00:00.000Z', isRead: false, actor: { name: 'Rakel Dal' }, document: { id: report } });
    expect(JSON.stringify(notices)).not.toMatch(/ljus|Nej\./);
    // What is read stays, and what is answered already tells nothing again.
    await done(maria.send('POST', '/api/notices/read', {}));
    await decide(await server.browser('ylva-norin'), 'maria-holm', first);
    await done(rakel.send('POST', resolved, { outcome: 'notDone', reason: 'Nej.' }));
    expect(await told(maria)).toBe(1);
    await decide(rakel, 'maria-holm');
    expect(await told(maria)).toBe(2);
    // Their own, and those of one who is asked no more.
    await done(act(rakel, 'endReview', { personId: 'jonas-alm' }));
    await decide(rakel, 'jonas-alm');
    expect(await told(jonas)).toBe(0);
  });

  it('lets the reviewer read the report when it is finalised, with what was said, and tells them', async () => {
    await done(act(rakel, 'shareForReview', { personIds: ['maria-holm'] }));
    await writeOn(' Slutord');
    const say = (browser: Browser, quote: string) => {
      const anchor = { blockId: newBlockId(), isBlock: false, quote, before: '', after: '', letters: null };
      return done(browser.send('POST', `/api/documents/${report}/comments`, { id: newBlockId(), text: 'Stämmer det?', anchor }));
    };
    await say(rakel, 'Slutord');
    await say(rakel, 'Struket ord');
    await say(maria, 'Eget ord');
    await done(act(rakel, 'sendForApproval'));
    expect(await maria.get<DocumentDetails>(`/api/documents/${report}`)).toMatchObject({ readsAs: 'shared', maySuggest: false });
    const text = async () => (await maria.send('GET', `/api/documents/${report}/text`)).text();
    expect(await text()).not.toContain('Slutord');
    const ylva = await server.browser('ylva-norin');
    const { lock } = await ylva.get<{ readonly lock: { readonly sha256: string } }>(`/api/documents/${report}/lock`);
    await done(act(ylva, 'approve', { sha256: lock.sha256 }));
    await done(act(rakel, 'finalise'));
    const final = await maria.get<DocumentDetails>(`/api/documents/${report}`);
    expect(final).toMatchObject({ readsAs: 'live', comments: 'read', acts: [] });
    expect(await text()).toContain('Slutord');
    const { threads } = await maria.get<CommentList>(`/api/documents/${report}/comments`);
    // What was said of words that were struck on the way there quotes them to nobody who reads what came of it.
    // They may have been begun in one millisecond, and then their ids say which comes first.
    expect(threads.map(({ anchor }) => anchor?.quote ?? 'nothing').sort()).toEqual(['Eget ord', 'Slutord', 'nothing']);
    expect(await kindsTold(maria)).toContain('finalised');
    expect((await reviewOf(maria)).own).not.toBeNull();
  });

  it.each([
    ['a day that has passed', { personIds: ['maria-holm'], dueOn: '2026-11-22' }, '422 dateHasPassed'],
    ['no day of the calendar', { personIds: ['maria-holm'], dueOn: '2027-02-30' }, '400 badRequest'],
    ['one of the elected', { personIds: ['anna-lind'] }, '403 mayNotReview'],
    ['nobody of the register', { personIds: ['nobody'] }, '404 notFound'],
    ['oneself', { personIds: ['rakel-dal'] }, '404 notFound'],
    ['a note as long as a report', { personIds: ['maria-holm'], note: 'x'.repeat(1001) }, '400 badRequest'],
  ])('is refused with %s, and shares nothing', async (_name, body, told) => {
    expect(await refused(act(rakel, 'shareForReview', body))).toBe(told);
    expect(await server.storage.rows.reviews.shares(report)).toEqual([]);
    expect(await server.storage.rows.way.grants({ documentId: report })).toEqual([]);
  });
});

describe("sharing a party's draft for review", () => {
  it('asks the elected, of any party, and no official by any way', async () => {
    const share = (personIds: readonly string[]) => act(anna, 'shareForReview', { personIds }, cycling.motion);
    for (const id of ['rakel-dal', 'jonas-alm', 'maria-holm']) expect([id, await refused(share([id]))]).toEqual([id, '403 mayNotReview']);
    await done(share(['kim-stahl']));
    const kim = await server.signedIn('kim-stahl');
    expect(await kim.get<DocumentDetails>(`/api/documents/${cycling.motion}`)).toMatchObject({ readsAs: 'shared', maySuggest: true, acts: ['finishReview'] });
    // A row that says so counts for nothing.
    const grant = { id: newBlockId(), documentId: cycling.motion, role: 'reviewer', by: 'anna-lind', at: new Date(), endedAt: null } as const;
    await server.storage.rows.way.insertGrant({ ...grant, personId: 'maria-holm' });
    expect(await refused(maria.send('GET', `/api/documents/${cycling.motion}`))).toBe('404 notFound');
    // Nothing of it is in the municipality's log.
    expect(JSON.stringify(await server.storage.rows.audit.read('municipality', { limit: 100 }))).not.toContain(cycling.motion);
  });

  it('lets a guest in by mail to review what was shared, and ends with them', async () => {
    const invite = (email: string) => anna.send('POST', `/api/documents/${cycling.motion}/invitations`, { name: 'Elin Strand', email, role: 'reviewer' });
    expect(await refused(invite('elin@example.org'))).toBe('409 conflict');
    await done(act(anna, 'shareForReview', { dueOn: '2026-11-25' }, cycling.motion));
    const official = await server.storage.rows.person('maria-holm');
    if (official !== null) await server.storage.rows.putPeople([{ ...official, email: 'maria@example.org' }]);
    expect(await refused(invite('maria@example.org'))).toBe('403 mayNotReview');
    const { token } = (await (await invite('elin@example.org')).json()) as SentInvitation;
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([['elin@example.org', 'Granska senast onsdag']]);
    expect(mails[0]?.text).not.toContain('cykel');
    const guest = await server.browser();
    await done(guest.send('POST', '/api/invitations/codes', { token }));
    const code = /koden är (\d{6})/.exec(mails[1]?.text ?? '')?.[1] ?? '';
    await done(guest.send('POST', '/api/invitations/entered', { token, code }));
    expect(await guest.get<DocumentDetails>(`/api/documents/${cycling.motion}`)).toMatchObject({ readsAs: 'shared', maySuggest: true });
    const [reviewer] = (await reviewOf(anna, cycling.motion)).reviewers;
    expect(reviewer).toMatchObject({ person: { name: 'Elin Strand' }, dueOn: '2026-11-25' });
    await done(act(anna, 'shareForReview', { personIds: [reviewer?.person.id], dueOn: '2026-11-27' }, cycling.motion));
    await done(act(anna, 'endReview', { personId: reviewer?.person.id }, cycling.motion));
    expect(await refused(guest.send('GET', `/api/documents/${cycling.motion}`))).toBe('401 notSignedIn');
    expect((await reviewOf(anna, cycling.motion)).reviewers).toEqual([]);
  });

  it('keeps what was shared in its history as long as a link leads to it, and lets in nobody new to that of an earlier one', async () => {
    const { storage } = server;
    const invite = () => anna.send('POST', `/api/documents/${cycling.motion}/invitations`, { name: 'Elin Strand', role: 'reviewer' });
    const isKept = () => new Access(storage, policies).isShared(cycling.motion);
    await done(act(anna, 'shareForReview', {}, cycling.motion));
    expect(await isKept()).toBe(false);
    const { invitation } = (await (await invite()).json()) as SentInvitation;
    expect(await isKept()).toBe(true);
    await done(anna.send('DELETE', `/api/documents/${cycling.motion}/invitations/${invitation.id}`));
    expect(await isKept()).toBe(false);
    await storage.journal.appendBatch([{ documentId: cycling.motion, update: Uint8Array.of(0, 0), personId: null, at: new Date(), epoch: 2 }]);
    expect(await refused(invite())).toBe('409 conflict');
  });

  it('is gone with a draft that is thrown away', async () => {
    await done(act(anna, 'shareForReview', { personIds: ['kim-stahl'] }, cycling.motion));
    await done(act(anna, 'discardDraft', {}, cycling.motion));
    expect(await server.storage.rows.reviews.shares(cycling.motion)).toEqual([]);
    expect(await server.storage.rows.reviews.reviews({ personId: 'kim-stahl' })).toEqual([]);
  });
});
