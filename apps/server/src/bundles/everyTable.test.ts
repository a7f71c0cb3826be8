import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPdf } from '@yrka/exporters';
import * as policies from '@yrka/policies';
import { bjorkvik, newBlockId, textParts } from '@yrka/schema';
import type { PersonRow } from '@yrka/storage';
import { rootOf } from '@yrka/ydoc';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Browser, startTestServer, type TestServer } from '../appForTests.ts';
import { reply, said, say } from '../comments/commentsForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { Access } from '../documents/access.ts';
import { canonicalText, lockedContent } from '../documents/lockedText.ts';
import { readVersion } from '../documents/reading.ts';
import { pdf } from '../files/filesForTests.ts';
import { type BundleFiles, filesIn, hashOf, jsonIn } from './bundlesForTests.ts';
import { differences, everyRow, tableNames } from './everyTableForTests.ts';
import { matterBundle } from './matterBundle.ts';
import { openBundle } from './openBundle.ts';
import { sightOfMunicipality } from './sights.ts';
import { takeIn } from './takingIn.ts';

const { library } = demonstrationIds;
const at = new Date('2026-11-24T08:00:00.000Z');
const runs = Number(process.env.YRKA_RUNS ?? 2);

let directory: string;
let told: ReadonlyMap<string, string>;
/** Those that the page of the form says are carried. */
let carried: readonly string[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-tables-'));
  const page = await readFile(new URL('../../../../docs/bundle.md', import.meta.url), 'utf8');
  const rows = page.slice(page.indexOf('## What becomes of every table')).matchAll(/^\| `(\w+)` \| (.+) \|$/gmu);
  told = new Map([...rows].map(([, table = '', what = '']) => [table, what]));
  carried = [...told].filter(([, what]) => what.startsWith('carried')).map(([table]) => table);
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
  await stopPdf();
});

const started = async (demonstration: boolean) => {
  const server = await startTestServer({ demonstration, filesDirectory: join(directory, crypto.randomUUID()) });
  await server.files.prepare();
  return server;
};

/** A matter as the command takes it out: with everything that there is of it outside the parties' spaces. */
async function takenOut({ storage, files }: TestServer, matterId: string): Promise<Uint8Array> {
  const matter = await storage.rows.matter(matterId);
  if (matter === null) throw new Error(`There is no matter ${matterId}`);
  const choice = { comments: true, versions: true, log: true, journal: true };
  const sight = await sightOfMunicipality(storage, matter);
  return new Uint8Array(await new Response(matterBundle({ kept: { storage, files }, sight, choice, at, signal: new AbortController().signal })).arrayBuffer());
}

async function takenInTo({ storage, files, attachments }: TestServer, bytes: Uint8Array): Promise<void> {
  const bundle = await openBundle({ size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) });
  await takeIn({ storage, files, attachments, bundle, sha256: hashOf(bytes), diarienummer: null, same: new Set(), actorId: null, at });
}

describe('every table of the database', () => {
  it('is told of on the page of the form, and no other is: what becomes of it in a bundle', async () => {
    const { storage } = await started(false);
    expect([...told.keys()].sort()).toEqual([...(await tableNames(storage))].sort());
    expect([...told].filter(([, what]) => !/^(?:carried\b|derived from |left out: )/u.test(what))).toEqual([]);
  });

  it('that is carried is there again row by row, and none of them was empty', { timeout: 120_000 }, async () => {
    const [there, here] = [await started(true), await started(false)];
    await fillEvery(there);
    const bundle = await takenOut(there, library.matter);
    await takenInTo(here, bundle);
    const [before, after] = [await everyRow(there.storage), await everyRow(here.storage)];
    expect(differences(before, after, carried, library.matter)).toEqual([]);
    // Where it came from begins with the first place.
    expect(carried.filter((table) => table !== 'origin' && (after.get(table) ?? []).length === 0)).toEqual([]);
    const again = await started(false);
    await takenInTo(again, await takenOut(here, library.matter));
    expect((await everyRow(again.storage)).get('origin')).toHaveLength(2);
    expect(differences(after, await everyRow(again.storage), carried, library.matter)).toEqual([]);
  });

  it('that is each person’s own is in no file that the registrar gets', async () => {
    const there = await started(true);
    await fillEvery(there);
    const jonas = await there.browser('jonas-alm');
    const answer = await jonas.send('GET', `/api/matters/${library.matter}/bundle?comments=1&versions=1&log=1&journal=1`);
    const files = filesIn(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(files)).not.toContain('egna.json');
    const text = Object.values(files)
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('');
    for (const secret of ['ord som togs bort', 'late-work-1', 'rescue-1']) expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });
});

/** At least one row in each table that is carried, of the library's matter. */
async function fillEvery({ storage, browser }: TestServer): Promise<void> {
  const { rows, journal } = storage;
  const { report, minutes, matter } = library;
  const [jonas, rakel] = [await browser('jonas-alm'), await browser('rakel-dal')];
  const [by, personId] = ['rakel-dal', 'maria-holm'];
  const done = async (answer: Promise<Response>) => expect([200, 201, 204]).toContain((await answer).status);

  await done(rakel.send('POST', `/api/documents/${report}/attachments?name=karta.pdf`, pdf()));
  const threadId = await say(rakel, 'Stämmer beloppet?', { document: report, at: null });
  // What is begun now begins from the municipality's own template.
  const rules = { attachmentsOnMotions: true, yearStartsAt: 'moved', reportsAreApproved: true, servingSubstitutesSign: true } as const;
  const { id: templateId, municipality: name } = bjorkvik;
  await rows.organisation.putMunicipality({ name, kind: 'municipality', templateId, rules, templateChanges: { place: 'Björkby' }, arms: null, setUpAt: at });
  await done(jonas.send('POST', `/api/matters/${matter}/documents`, { kind: 'minutesItem' }));
  const [meeting] = await rows.organisation.meetings({ bodyId: 'ks' });
  if (meeting === undefined) throw new Error('The board meets');
  const meetingId = meeting.id;
  await rows.organisation.putAttendance([{ meetingId, personId: 'kim-stahl', presence: 'absent', inPlaceOf: null, fromItem: null, untilItem: null }]);

  const lockId = newBlockId();
  const locked = { ...canonicalText((await readVersion(storage, minutes)).content), seq: await journal.lastSeq(minutes), at, by, liftedAt: null };
  const signed = { personId: by, name: 'Rakel Dal', party: null, kind: 'signs', at, endedAt: null } as const;
  await rows.way.insertFormer({
    locks: [{ id: lockId, documentId: minutes, ...locked }],
    signatures: [{ id: newBlockId(), lockId, documentId: minutes, ...signed }],
    grants: [{ id: newBlockId(), documentId: minutes, personId: 'anna-lind', role: 'verifier', by, at, endedAt: null }],
    referrals: [{ id: newBlockId(), matterId: matter, bodyId: 'ks', by, sentAt: at, dueDate: '2027-01-15', answeredAt: null, answer: '' }],
  });
  await rows.changeStage(minutes, 'working', 'announced');
  const returned = { kind: 'returned', sha256: 'a'.repeat(64), reason: 'Beloppet.' } as const;
  await rows.way.insertReportStep({ id: newBlockId(), documentId: report, by, at, meetingId, ...returned });
  await rows.way.putMeetingOf(minutes, meetingId);
  await rows.way.putWriter(report, by, at);
  const waiting = { isImmediate: false, by, at, verifiedAt: null, returnedAt: null, returnedBy: null, reason: '' };
  const chair = { role: 'chair', order: 0, name: 'Anna Lind', party: 'L', verifiedAt: null, recordedBy: null, note: '' } as const;
  await rows.minutes.insertVerification({ lockId, documentId: minutes, ...waiting }, [{ lockId, personId: 'anna-lind', ...chair }]);
  const days = { announcedOn: '2026-11-20', appealUntil: '2026-12-11', takeDownFrom: '2026-12-12' };
  await rows.minutes.insertPublicNotice({ documentId: minutes, ...days, keptAt: 'Kansliet', by, at });
  const wrong = { blockId: newBlockId(), before: 'a', after: 'b', reason: 'Fel.', byName: 'Rakel Dal' };
  await rows.minutes.insertCorrection({ id: newBlockId(), documentId: minutes, by, at, ...wrong });
  await rows.minutes.insertStatement({ documentId: minutes, kind: 'reservation', aboutMatterId: matter, meetingId, receivedAt: at });
  await rows.maskDecisions.put([{ documentId: minutes, lockId, part: 'title', from: 0, to: 1, verdict: 'mask', reason: '', by, at }]);

  const seq = await journal.lastSeq(report);
  await rows.versions.name({ documentId: report, seq, name: 'Före mötet', by, at });
  await rows.versions.insertRestoration({ documentId: report, clientId: 77, version: seq, versionAt: at, before: seq, seq, by, at });
  await rows.reviews.insertShare({ id: newBlockId(), documentId: report, seq, epoch: 1, title: 'a', movers: [], at, by, note: '', dueOn: null });
  const reviewed = { askedBy: by, askedAt: at, dueOn: null, remindedAt: null, verdict: 'noObjection', words: '', doneAt: at, doneSeq: seq } as const;
  await rows.reviews.putReview({ documentId: report, personId, ...reviewed });
  await rows.sharedEntries.add(report, [seq]);
  const decided = { suggestionId: newBlockId(), suggestedBy: personId, verdict: 'accept', reason: '', by, at, quoted: {} } as const;
  await rows.suggestionDecisions.put({ documentId: report, ...decided });
  await rows.runs.show(report, true);
  await rows.claimClients([{ documentId: report, clientId: 4_711, personId: by }]);
  const parts = [{ client: 7, clock: 4, text: 'ord som togs bort' }];
  await rows.own.insert(matter, {
    mutes: [{ personId }],
    seen: [{ documentId: report, personId, seq }],
    commentsRead: [{ personId, threadId, upTo: at }],
    lateWork: [{ id: 'late-work-1', documentId: report, personId, update: Uint8Array.of(0, 0), at }],
    rescues: [{ id: 'rescue-1', documentId: report, personId, text: 'ord som togs bort', parts, blockId: null, by, createdAt: at, takenAt: null }],
  });
}

describe('any matter', () => {
  it('is the same in another installation, and goes out of it as it came in', { timeout: 600_000 }, async () => {
    const done = new Map<string, number>();
    const step = fc.record({ who: fc.nat(), where: fc.nat(), what: fc.nat() });
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 40, maxLength: 80 }), async (isOnPaper, steps) => {
        const [there, here] = [await started(true), await started(false)];
        const office = await Office.open(there, isOnPaper, done);
        for (const [index, one] of steps.entries()) await office.act(one, index);
        // What lists say of a text comes some moments after it.
        const runsThere = await derived(there, office.matterId);
        const bundle = await takenOut(there, office.matterId);
        await takenInTo(here, bundle);
        const [before, after] = [await everyRow(there.storage), await everyRow(here.storage)];
        expect(differences(before, after, carried, office.matterId)).toEqual([]);
        expect(await derived(here, office.matterId)).toEqual(runsThere);
        expect(comparable(await takenOut(here, office.matterId))).toEqual(comparable(bundle));
      }),
      { numRuns: runs, endOnFailure: true, ...(process.env.YRKA_SEED !== undefined && { seed: Number(process.env.YRKA_SEED) }) },
    );
    console.log(`Acts that were done: ${[...done].map(([name, count]) => `${name} ${count}`).join(', ')}`);
    expect(done.size).toBeGreaterThan(5);
  });
});

/** What is made of a journal: who wrote which letters, whatever the sequences are. */
async function derived({ storage, rooms }: TestServer, matterId: string) {
  const documents = (await storage.rows.documents(matterId)).filter(({ space }) => space !== 'party');
  return Promise.all(
    documents.map(async ({ id }) => {
      await rooms.writeRuns(id);
      return (await storage.rows.runs.of(id)).map(({ source, ...run }) => ({ ...run, source: source === null ? null : source.kind }));
    }),
  );
}

/** A bundle's files but for what must differ: sequences, the log, where it came from, and copies that name their version. */
function comparable(bundle: Uint8Array): Record<string, unknown> {
  const files: BundleFiles = filesIn(bundle);
  const kept = Object.entries(files).filter(
    ([path]) => !/^(?:manifest\.json|SHA256SUMS|handelselogg\.jsonl|ursprung\/.*|personer\.json|kommun\.json)$/u.test(path),
  );
  const sequences = /"(?:seq|version|before|doneSeq|from|epoch)": ?\d+/gu;
  // Bodies are not in use here, and nobody sits in them at a meeting that is still to come.
  const { meetings, attendance } = jsonIn<Record<string, unknown>>(files, 'kommun.json');
  return {
    'kommun.json': { meetings, attendance },
    ...Object.fromEntries(
      kept.map(([path, bytes]) => [
        path,
        /\.jsonl?$/u.test(path) ? new TextDecoder().decode(bytes).replaceAll(sequences, '') : /\.(?:docx|odt|html|xml|pdf)$/u.test(path) ? null : hashOf(bytes),
      ]),
    ),
  };
}

type Member = { readonly row: PersonRow; readonly browser: Browser };
type Step = { readonly who: number; readonly where: number; readonly what: number };

/** People of an office who do whatever they may with one matter. */
class Office {
  readonly matterId: string;
  readonly #server: TestServer;
  readonly #people: readonly Member[];
  /** How often each act was done. */
  readonly #done: Map<string, number>;

  private constructor(server: TestServer, matterId: string, people: readonly Member[], done: Map<string, number>) {
    this.#server = server;
    this.matterId = matterId;
    this.#people = people;
    this.#done = done;
  }

  /** A motion has come in: typed from paper, or written and filed. */
  static async open(server: TestServer, isOnPaper: boolean, done: Map<string, number>): Promise<Office> {
    const people: Member[] = [];
    for (const id of ['jonas-alm', 'rakel-dal', 'ylva-norin', 'maria-holm', 'anna-lind', 'margareta-sjostrom']) {
      const row = await server.storage.rows.person(id);
      if (row !== null) people.push({ row, browser: await server.signedIn(id) });
    }
    const browserOf = (id: string) => {
      const one = people.find(({ row }) => row.id === id);
      if (one === undefined) throw new Error(`${id} is in the demonstration`);
      return one.browser;
    };
    const paper = { title: 'Motion om en damm', text: 'att anlägga en damm.', senders: [{ name: 'Karin Okänd', party: 'C' }], receivedOn: '2026-11-02' };
    const begun = isOnPaper
      ? await browserOf('jonas-alm').send('POST', '/api/matters/paper', paper)
      : await browserOf('anna-lind').send('POST', '/api/matters', { title: 'Motion om en damm' });
    expect(begun.status).toBe(201);
    const { id } = (await begun.json()) as { readonly id: string };
    if (isOnPaper) return new Office(server, id, people, done);
    const draft = pick(await server.storage.rows.documents(id), 0).id;
    await new Office(server, id, people, done).#write(browserOf('anna-lind'), draft, 'Det behövs en damm.');
    expect((await browserOf('anna-lind').send('POST', `/api/documents/${draft}/acts/file`, {})).status).toBe(200);
    // Filing is a wall: what came in has a matter of its own.
    const filed = (await server.storage.rows.document(draft))?.filedAs ?? '';
    return new Office(server, (await server.storage.rows.document(filed))?.matterId ?? '', people, done);
  }

  /** Somebody does something that they may do. What is refused for another reason changes nothing. */
  async act({ who, where, what }: Step, index: number): Promise<void> {
    this.#server.setTime(new Date(at.getTime() + index * 61_000));
    const { storage } = this.#server;
    const access = new Access(storage, policies);
    const person = pick(this.#people, who);
    const { browser, row: somebody } = person;
    const documents = (await storage.rows.documents(this.matterId)).filter(({ space }) => space !== 'party');
    const {
      row: document,
      acts,
      comments,
      mayWrite,
    } = (await access.document(somebody, pick(documents, where).id).catch(() => null)) ?? {
      row: null,
      acts: [],
      comments: 'none',
      mayWrite: false,
    };
    const matter = await access.matter(somebody, this.matterId).catch(() => null);
    const meeting = pick(await storage.rows.organisation.meetings(), where);
    const possible: (readonly [name: string, run: () => Promise<Response | string>])[] = [];
    for (const name of matter?.acts ?? [])
      if (name !== 'withdraw' && (name !== 'close' || index > 30))
        possible.push([name, () => browser.send('POST', `/api/matters/${this.matterId}/acts/${name}`, this.#matterInput(name, meeting, index))]);
    for (const kind of matter?.mayCreate ?? [])
      if (documents.length < 5 && kind !== 'writtenStatement')
        possible.push([`create ${kind}`, () => browser.send('POST', `/api/matters/${this.matterId}/documents`, { kind })]);
    // Anybody may do these at any time: they would be most of all that is done.
    const isQuiet = what % 5 === 0;
    if (isQuiet) possible.push(['mute', () => browser.send('POST', `/api/notices/muted/${this.matterId}`)]);
    if (document !== null) {
      const path = `/api/documents/${document.id}`;
      const lock = await storage.rows.way.lock(document.id);
      const sha256 = lock?.sha256 ?? '';
      for (const name of acts) {
        if (['discardDraft', 'removeScan', 'attachScan', 'endInvitation'].includes(name)) continue;
        if (name === 'attach') possible.push([name, () => browser.send('POST', `${path}/attachments?name=karta.pdf`, pdf())]);
        else if (name === 'inviteWriter') possible.push([name, () => browser.send('POST', `${path}/grants`, { personId: 'omar-said', role: 'reader' })]);
        else if (name === 'publish' && lock !== null) {
          const [part] = textParts(lockedContent(lock)).filter(({ text }) => text.trim() !== '');
          const decisions = [{ part: part?.id ?? '', from: 0, to: 1, verdict: 'mask' }];
          possible.push([name, () => browser.send('PUT', `${path}/publishing/decisions`, { sha256, decisions })]);
        } else possible.push([name, () => browser.send('POST', `${path}/acts/${name}`, this.#documentInput(name, sha256, meeting.id))]);
      }
      if (mayWrite) {
        possible.push(...Array.from({ length: 3 }, () => ['write', () => this.#write(browser, document.id, `Rad ${index}.`)] as const));
        const seq = await storage.journal.lastSeq(document.id);
        possible.push(['name a version', () => browser.send('PUT', `${path}/versions/${seq}/name`, { name: `Version ${index}` })]);
        const [{ seq: first } = { seq }] = await storage.journal.times(document.id, 0, 1);
        possible.push(['restore', () => browser.send('POST', `${path}/versions/${first}/restorations`, {})]);
      }
      if (comments === 'write') possible.push(['comment', () => say(browser, `Ord ${index}`, { document: document.id, at: null })]);
      // Not every thread is for everybody who writes comments.
      const [thread] = comments === 'write' ? await said(browser, document.id) : [];
      if (thread !== undefined) {
        const { id } = thread;
        possible.push(['reply', () => reply(browser, id, `Svar ${index}`, ['rakel-dal'], document.id)]);
        possible.push(['resolve', () => browser.send('POST', `${path}/comments/${id}/resolved`, { outcome: 'done', reason: 'Klart.' })]);
        possible.push(['read comments', () => browser.send('POST', `${path}/readComments`, { comments: [id] })]);
      }
      if (document.kind === 'minutesItem') {
        possible.push(['say its meeting', () => browser.send('PUT', `${path}/meeting`, { meetingId: meeting.id })]);
        const people = [{ personId: 'kim-stahl', presence: 'absent', inPlaceOf: null, fromItem: null, untilItem: null }];
        possible.push(['record attendance', () => browser.send('PUT', `/api/meetings/${meeting.id}/attendance`, { people })]);
      }
      // What the rooms tell of by a socket.
      const seeing = async () => storage.rows.way.putSeen(document.id, somebody.id, await storage.journal.lastSeq(document.id));
      if (isQuiet) possible.push(['see', () => seeing().then(() => 'seen')]);
    }
    if (possible.length === 0) return;
    const [name, run] = pick(possible, what);
    const answer = await run();
    if (typeof answer === 'string' || answer.ok) this.#done.set(name, (this.#done.get(name) ?? 0) + 1);
    else if (answer.status >= 500) throw new Error(`${name}: ${answer.status}`);
  }

  async #write(browser: Browser, documentId: string, words: string): Promise<Response> {
    const ydoc = new Y.Doc();
    for (const { update } of await this.#server.storage.journal.readDocumentUpdates(documentId)) Y.applyUpdate(ydoc, update);
    const before = Y.encodeStateVector(ydoc);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.setAttribute('id', newBlockId());
    paragraph.insert(0, [new Y.XmlText(words)]);
    rootOf(ydoc).push([paragraph]);
    return browser.send('POST', `/api/documents/${documentId}/updates`, new Uint8Array(Y.encodeStateAsUpdate(ydoc, before)));
  }

  #matterInput(name: string, { id: meetingId, bodyId }: { readonly id: string; readonly bodyId: string }, index: number): object {
    const held = { bodyId, date: '2026-11-20', paragraphNumber: `§ ${index}` };
    switch (name) {
      case 'register':
      case 'correctRegistration':
        return { diarienummer: `KS 2026-${index}`, matterTitle: 'Motion om en damm' };
      case 'announce':
        return { ...held, bodyId: 'kf' };
      case 'refer':
        return { bodyIds: ['bun'], dueDate: '2027-01-15' };
      case 'schedule':
        return { bodyId, meetingId, purpose: 'preparation' };
      case 'recordHandling':
        return { ...held, outcome: null, purpose: 'preparation' };
      case 'reportDelay':
        return { ...held, bodyId: 'kf', reported: 'Nämnden har inte svarat.' };
      case 'decide':
        return { ...held, bodyId: 'kf', outcome: 'approved' };
      case 'clearWorkingMaterial':
        return { choice: index % 2 === 0 ? 'clear' : 'keep' };
      default:
        return {};
    }
  }

  #documentInput(name: string, sha256: string, meetingId: string): object {
    switch (name) {
      case 'approve':
      case 'verify':
      case 'sign':
      case 'support':
        return { sha256 };
      case 'sendForVerification':
        return { chairId: 'margareta-sjostrom', verifierIds: ['anna-lind'] };
      case 'recordVerification':
        return { sha256, personId: 'anna-lind', note: 'På papper.' };
      case 'shareForReview':
        return { personIds: ['maria-holm'], dueOn: '2026-12-01', note: 'Granska.' };
      case 'remindReviewer':
      case 'endReview':
        return { personId: 'maria-holm' };
      case 'finishReview':
        return { verdict: 'shouldBeChanged', words: 'Bra.' };
      case 'finalise':
        return { meetingId };
      case 'returnForChanges':
      case 'returnItem':
        return { reason: 'Beloppet.' };
      default:
        return {};
    }
  }
}

function pick<Value>(from: readonly Value[], which: number): Value {
  const one = from[which % from.length];
  if (one === undefined) throw new Error('There is none to pick');
  return one;
}
