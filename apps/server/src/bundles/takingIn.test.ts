import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopPdf } from '@yrka/exporters';
import { type LockRow, StorageError } from '@yrka/storage';
import { inspectUpdate, rootOf } from '@yrka/ydoc';
import { lowestFirst } from '@yrka/ydoc/forgedUpdatesForTests';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BundlePreview, Clauses, DocumentContent, MatterDetails, TakenIn } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { say } from '../comments/commentsForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { canonicalText } from '../documents/lockedText.ts';
import { readVersion } from '../documents/reading.ts';
import { pdf } from '../files/filesForTests.ts';
import { keepRolesCurrent } from '../organisation/register.ts';
import { mostFactsBytes, openBundle } from './openBundle.ts';
import { type BundleFiles, bytesOf, clearMatters, edited, filesIn, forged, hashOf, jsonIn, takenOut, textIn } from './bundlesForTests.ts';

const { library } = demonstrationIds;
const report = 'dokument/02-tjansteskrivelse';

let directory: string;
let there: TestServer;
/** Of the library's matter as it is there: with everything, and with nothing beside its documents. */
let whole: Uint8Array;
let plain: Uint8Array;
let here: TestServer;
let jonas: Browser;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-taking-in-'));
  there = await startTestServer({ filesDirectory: join(directory, 'there') });
  await there.files.prepare();
  const [rakel, registrar] = [await there.browser('rakel-dal'), await there.browser('jonas-alm')];
  const { rows } = there.storage;
  expect((await rakel.send('POST', `/api/documents/${library.report}/attachments?name=karta.pdf`, pdf())).status).toBe(201);
  await say(rakel, 'Stämmer beloppet?', { document: library.report, at: null });
  // The motion as it is locked when it has been filed here, after having been locked once before.
  const { version, content } = await readVersion(there.storage, library.motion);
  const lock: LockRow = {
    id: 'lock-of-motion',
    documentId: library.motion,
    seq: version,
    ...canonicalText(content),
    at: new Date('2026-03-16T09:12:00Z'),
    by: null,
    liftedAt: null,
  };
  const signature = { documentId: library.motion, personId: 'ingrid-naslund', name: 'Ingrid Näslund', party: 'C', kind: 'signs', at: lock.at } as const;
  await rows.way.insertFormer({
    locks: [{ ...lock, id: 'lock-lifted', at: new Date('2026-03-15T09:12:00Z'), liftedAt: new Date('2026-03-15T10:00:00Z') }, lock],
    signatures: [
      { ...signature, id: 'signature-fallen', lockId: 'lock-lifted', endedAt: new Date('2026-03-15T10:00:00Z') },
      { ...signature, id: 'signature', lockId: lock.id, endedAt: null },
    ],
  });
  await rows.versions.name({
    documentId: library.report,
    seq: await there.storage.journal.lastSeq(library.report),
    name: 'Före mötet',
    by: 'rakel-dal',
    at: lock.at,
  });
  [whole, plain] = [await takenOut(registrar, library.matter), await takenOut(registrar, library.matter, '')];
});
beforeEach(async () => {
  here = await startTestServer({ filesDirectory: join(directory, `here-${crypto.randomUUID()}`) });
  await here.files.prepare();
  await clearMatters(here);
  jonas = await here.browser('jonas-alm');
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
  await stopPdf();
});

const look = (bytes: Uint8Array, browser = jonas) => browser.send('POST', '/api/bundles/previews', bytes);
const take = (bytes: Uint8Array, also = '', browser = jonas) => browser.send('POST', `/api/bundles?sha256=${hashOf(bytes)}${also}`, bytes);

async function taken(bytes: Uint8Array, also = ''): Promise<TakenIn> {
  const answer = await take(bytes, also);
  if (!answer.ok) throw new Error(await refusalOf(answer));
  return (await answer.json()) as TakenIn;
}

/** Everything that the store has of matters, and the names of all files: nothing is left of what was refused. */
async function everythingHere() {
  const { rows, journal } = here.storage;
  const documents = await rows.documents();
  return {
    matters: await rows.matters(),
    documents,
    journals: await Promise.all([library.motion, library.report, library.minutes].map((id) => journal.lastSeq(id))),
    people: (await rows.everybody()).map(({ id }) => id),
    log: await rows.audit.head('municipality'),
    files: (await readdir(join(directory), { recursive: true })).filter((name) => name.startsWith('here-') && /[0-9a-f]{64}$|incoming-/u.test(name)),
  };
}

describe('a matter that is taken in from another installation', () => {
  it('is here as it was there: texts, facts, files, comments, history', async () => {
    const seen = (await (await look(whole)).json()) as BundlePreview;
    expect(seen).toMatchObject({
      municipality: 'Björkviks kommun',
      diarienummer: 'KS 2026-00187',
      stage: 'inPreparation',
      offered: [],
      added: [],
      newBodies: [],
      hasLog: true,
      missing: 0,
      obstacle: null,
    });
    expect(seen.documents.map(({ kind, isLocked, hasHistory, attachments, comments }) => [kind, isLocked, hasHistory, attachments, comments])).toEqual([
      ['motion', true, true, 0, 0],
      ['officerReport', false, true, 1, 1],
      ['minutesItem', false, true, 0, 0],
    ]);
    expect(await taken(whole)).toEqual({
      matterId: library.matter,
      people: 0,
      remarks: [],
      carried: { documents: 3, histories: 3, locks: 1, signatures: 1, attachments: 1, comments: 1, access: 0, hasLog: true, hasOwn: false },
    });

    const of = async ({ storage: { rows } }: TestServer) => ({
      matter: await rows.matter(library.matter),
      documents: await rows.documents(library.matter),
      referrals: await rows.way.referrals(library.matter),
      handlings: await rows.way.handlings(library.matter),
      attachments: await rows.way.attachments(library.report),
      threads: await rows.comments.threads(library.report),
      signatures: await rows.way.everySignature(library.motion),
      bytes: await rows.way.lockedBytes('lock-lifted'),
      clients: await rows.clients(library.report),
    });
    expect(await of(here)).toEqual(await of(there));
    for (const id of [library.motion, library.report, library.minutes]) {
      const entries = async ({ storage }: TestServer) =>
        (await storage.journal.readDocumentUpdates(id)).map(({ update, personId, at }) => ({ update, personId, at }));
      expect(await entries(here)).toEqual(await entries(there));
    }
    const file = await jonas.send('GET', `/api/documents/${library.report}/attachments/${(await here.storage.rows.way.attachments(library.report))[0]?.id}`);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(pdf());
    const [lock] = [await here.storage.rows.way.lock(library.motion)];
    expect(lock?.sha256).toBe((await there.storage.rows.way.lock(library.motion))?.sha256);
    expect(lock?.seq).toBe(await here.storage.journal.lastSeq(library.motion));
    expect((await here.storage.rows.versions.named(library.report)).map(({ name, seq }) => [name, seq])).toEqual([
      ['Före mötet', await here.storage.journal.lastSeq(library.report)],
    ]);
  });

  it('goes out again as it came in, but for what must differ', async () => {
    await taken(whole);
    const again = await takenOut(jonas, library.matter);
    // Sequences are the journal's own; the log and the place that it came from are new; the manifest says all of it.
    const differ = /^(?:manifest\.json|SHA256SUMS|handelselogg\.jsonl|ursprung\/.*|personer\.json)$/u;
    const comparable = (files: BundleFiles) =>
      Object.fromEntries(
        Object.entries(files)
          .filter(([path]) => !differ.test(path))
          .map(([path, bytes]) => [
            path,
            /\.(?:json|jsonl)$/u.test(path) ? withoutSequences(new TextDecoder().decode(bytes)) : hashOf(withoutVersion(path, bytes)),
          ]),
      );
    expect(comparable(filesIn(again))).toEqual(comparable(filesIn(whole)));
    const [then, now] = [filesIn(whole), filesIn(again)];
    expect(Object.keys(now).filter((path) => !(path in then))).toEqual(['ursprung/1.json', 'ursprung/1-handelselogg.jsonl']);
    expect(textIn(now, 'ursprung/1-handelselogg.jsonl')).toBe(textIn(then, 'handelselogg.jsonl'));
    expect(jsonIn(now, 'ursprung/1.json')).toMatchObject({ sha256: hashOf(whole), municipality: 'Björkviks kommun', by: 'jonas-alm', form: 'yrka-bundle/2' });
  });

  it('is in the log, with the hash of its file, and its log from there is kept as it came', async () => {
    await taken(whole);
    const { events } = await jonas.get<MatterDetails>(`/api/matters/${library.matter}`);
    expect(events.map(({ act, who }) => [act, who])).toEqual([['importMatter', 'Jonas Alm']]);
    const [entry] = await here.storage.rows.audit.read('municipality', { limit: 1, newestFirst: true, ids: [library.matter] });
    expect(entry?.details).toMatchObject({ sha256: hashOf(whole), documents: 3, log: hashOf(filesIn(whole)['handelselogg.jsonl'] ?? new Uint8Array()) });
    expect(await here.storage.rows.audit.verify('municipality')).toBeNull();
    const log = await jonas.send('GET', `/api/matters/${library.matter}/origins/1/log`);
    expect(await log.text()).toBe(textIn(filesIn(whole), 'handelselogg.jsonl'));
    expect(await refusalOf(await (await here.browser('rakel-dal')).send('GET', `/api/matters/${library.matter}/origins/1/log`))).toBe('403 noRight');
    expect(await refusalOf(await jonas.send('GET', `/api/matters/${library.matter}/origins/2/log`))).toBe('404 notFound');
  });

  it('begins with what its texts say where their history did not come along, and says so', async () => {
    const { remarks } = await taken(plain);
    expect(remarks.map(({ code }) => code)).toEqual(['withoutHistory', 'withoutHistory', 'withoutHistory']);
    for (const id of [library.motion, library.report, library.minutes]) {
      const [then, now] = await Promise.all(
        [there, here].map(async (server) => (await server.browser('jonas-alm')).get<DocumentContent>(`/api/documents/${id}/content`)),
      );
      expect(now?.content).toEqual(then?.content);
      expect(await here.storage.journal.times(id, 0, 9)).toHaveLength(1);
    }
    expect((await here.storage.rows.way.lock(library.motion))?.sha256).toBe((await there.storage.rows.way.lock(library.motion))?.sha256);
    expect(await here.storage.rows.comments.threads(library.report)).toEqual([]);
  });

  it('has its versions found by what texts from there call them', async () => {
    // Here the journal has other numbers.
    await here.storage.journal.appendBatch(
      Array.from({ length: 40 }, () => ({ documentId: 'nobodys', update: Uint8Array.of(0, 0), personId: null, at: new Date(0) })),
    );
    await taken(whole);
    const filed = await there.storage.journal.lastSeq(library.motion);
    const now = await jonas.get<Clauses>(`/api/documents/${library.motion}/clauses`);
    expect(now.version).toBeGreaterThan(filed);
    expect(now.knownAs).toEqual([filed]);
    expect((await jonas.get<Clauses>(`/api/documents/${library.motion}/clauses?version=${filed}`)).clauses).toEqual(now.clauses);
    expect(await refusalOf(await jonas.send('GET', `/api/documents/${library.motion}/clauses?version=${filed + 1_000}`))).toBe('404 notFound');
  });

  it('is taken in by the registrar alone', async () => {
    for (const id of ['rakel-dal', 'anna-lind']) {
      const other = await here.browser(id);
      expect([id, await refusalOf(await look(plain, other)), await refusalOf(await take(plain, '', other))]).toEqual([id, '403 noRight', '403 noRight']);
    }
    expect(await here.storage.rows.matters()).toEqual([]);
  });

  it('is the file that was looked at, and no other', async () => {
    expect(await refusalOf(await jonas.send('POST', `/api/bundles?sha256=${'a'.repeat(64)}`, plain))).toBe('409 conflict');
  });
});

describe('who somebody in a bundle is here', () => {
  const named = (change: (people: { id: string; name: string; party: string | null }[]) => void) => edited(whole, 'personer.json', change);

  it('is known by id and name, offered by name and party, and otherwise becomes a name without an account', async () => {
    const bundle = forged(whole, (files) => {
      for (const [path, bytes] of Object.entries(files))
        if (/\.jsonl?$/u.test(path) && path !== 'manifest.json')
          files[path] = bytesOf(
            new TextDecoder()
              .decode(bytes)
              .replaceAll('"rakel-dal"', '"r4k3l"')
              .replaceAll('"ingrid-naslund"', '"1ngr1d"')
              .replaceAll('"Ingrid Näslund"', '"Inga Näs"'),
          );
      // What is locked has the words that it had.
      for (const [path, bytes] of Object.entries(filesIn(whole)))
        if (/\/(?:las\/|motion\.json|tjansteskrivelse\.json|protokollsparagraf\.json)/u.test(path)) files[path] = bytes;
    });
    const seen = (await (await look(bundle)).json()) as BundlePreview;
    expect(seen.offered).toEqual([{ id: 'r4k3l', name: 'Rakel Dal', party: null, title: expect.any(String) }]);
    expect(seen.added).toEqual([{ name: 'Inga Näs', party: 'C' }]);
    await taken(bundle, '&same=r4k3l');
    expect((await here.storage.rows.matter(library.matter))?.responsibleOfficer).toBe('rakel-dal');
    expect(await here.storage.rows.person('r4k3l')).toBeNull();
    expect(await here.storage.rows.person('1ngr1d')).toMatchObject({ name: 'Inga Näs', isActive: false, email: null });
    expect((await here.storage.rows.way.signatures(library.motion)).map(({ personId }) => personId)).toEqual(['1ngr1d']);
  });

  it('is nobody else who has the same id', async () => {
    await taken(named((people) => people.splice(0, people.length, ...people.map((one) => (one.id === 'rakel-dal' ? { ...one, name: 'Ragnar Dahl' } : one)))));
    const responsible = (await here.storage.rows.matter(library.matter))?.responsibleOfficer ?? '';
    expect(responsible).not.toBe('rakel-dal');
    expect(await here.storage.rows.person(responsible)).toMatchObject({ name: 'Ragnar Dahl', isActive: false });
  });

  it('stays nameless where the bundle names nobody, and gets nobody’s name here', async () => {
    await taken(named((people) => people.splice(0, people.length, ...people.filter(({ id }) => id !== 'rakel-dal'))));
    const responsible = (await here.storage.rows.matter(library.matter))?.responsibleOfficer ?? '';
    expect(responsible).not.toBe('rakel-dal');
    expect(await here.storage.rows.person(responsible)).toBeNull();
  });

  it('is not told of, or offered, when their personal data are protected here', async () => {
    const rakel = await here.storage.rows.person('rakel-dal');
    if (rakel === null) throw new Error('Rakel is in the demonstration');
    await here.storage.rows.putPeople([{ ...rakel, email: null, isProtected: true }]);
    const seen = (await (await look(whole)).json()) as BundlePreview;
    expect(seen.offered).toEqual([]);
    expect(seen.added).toContainEqual({ name: 'Rakel Dal', party: null });
    await taken(whole);
    expect(await here.storage.rows.person('rakel-dal')).toMatchObject({ isProtected: true });
  });
});

describe('a matter of another municipality', () => {
  const elsewhere = () => edited<{ name: string }>(whole, 'kommun.json', (facts) => Object.assign(facts, { name: 'Sandviks kommun' }));
  const bodiesOf = async () => (await here.storage.rows.way.handlings(library.matter)).map(({ bodyId }) => bodyId);
  const renamed = (bundle: Uint8Array) =>
    edited<{ bodies: { id: string; name: string }[] }>(bundle, 'kommun.json', ({ bodies }) => {
      for (const body of bodies) body.name = `${body.name} i Sandvik`;
    });

  it('has bodies of its own, unless it is said which one here each is', async () => {
    const bundle = renamed(elsewhere());
    const seen = (await (await look(bundle)).json()) as BundlePreview;
    expect(seen.isOurs).toBe(false);
    expect(seen.newBodies.length).toBeGreaterThan(0);
    expect(seen.bodiesHere.map(({ id }) => id)).toContain('ks');
    await taken(bundle);
    const added = (await here.storage.rows.organisation.bodies()).filter(({ name }) => name.endsWith(' i Sandvik'));
    expect(added.map(({ name, isActive }) => [name, isActive])).toEqual(expect.arrayContaining(seen.newBodies.map(({ name }) => [name, false])));
    expect((await bodiesOf()).every((id) => added.some((body) => body.id === id))).toBe(true);

    await clearMatters(here);
    const board = seen.newBodies.find(({ name }) => name === 'Kommunstyrelsen i Sandvik');
    await taken(bundle, `&bodies=${board?.id}:kf`);
    expect(await bodiesOf()).toContain('kf');
    await clearMatters(here);
    expect(await refusalOf(await take(bundle, `&bodies=${board?.id}:none`))).toBe('422 noSuchBody');
    expect(await here.storage.rows.matters()).toEqual([]);
  });

  it('takes nobody’s role here from them by a seat that they had there', async () => {
    const { rows } = here.storage;
    const kim = { ...((await rows.person('anna-lind')) ?? fail()), id: 'kim-ny', name: 'Kim Ny', email: null };
    // Known as elected, and nobody has said yet where.
    await rows.putPeople([kim]);
    type Municipality = { bodies: object[]; seats: object[] };
    const bundle = forged(whole, (files) => {
      const [municipality, people] = [jsonIn<Municipality>(files, 'kommun.json'), jsonIn<object[]>(files, 'personer.json')];
      const seat = { bodyId: 'nyn', role: 'member', from: '2023-01-01', to: '2026-01-01' };
      municipality.bodies.push({ id: 'nyn', name: 'Ny nämnd', shortName: 'NYN', kind: 'committee', parentId: null, isActive: true });
      municipality.seats.push({ id: 'seat-of-kim', personId: 'kim-ny', ...seat }, { id: 'seat-of-anna', personId: 'anna-lind', ...seat });
      people.push({ id: 'kim-ny', name: 'Kim Ny', party: 'L' });
      Object.assign(files, { 'kommun.json': bytesOf(municipality), 'personer.json': bytesOf(people) });
    });
    await taken(bundle);
    expect((await rows.organisation.assignments()).filter(({ bodyId }) => bodyId === 'nyn').map(({ personId }) => personId)).toEqual(['anna-lind']);
    expect(await keepRolesCurrent(rows, new Date('2026-11-25T08:00:00Z'))).toEqual([]);
    expect((await rows.person('kim-ny'))?.roles).toEqual(kim.roles);
  });

  it('may have another number though nobody has its own, and says that nobody here answers for it', async () => {
    const bundle = edited<{ id: string; name: string }[]>(elsewhere(), 'personer.json', (people) => {
      for (const person of people) person.name = `${person.name} av Sandvik`;
    });
    const { remarks } = await taken(bundle, '&diarienummer=KS%202027-00001');
    expect(remarks).toContainEqual({ code: 'officerAway' });
    expect((await here.storage.rows.matter(library.matter))?.diarienummer).toBe('KS 2027-00001');
  });
});

describe('what is in its way', () => {
  it('is the matter itself, and a number that another has until another is given', async () => {
    await taken(whole);
    const before = await everythingHere();
    expect(await refusalOf(await take(whole))).toBe('409 matterIsHere');
    expect(((await (await look(whole)).json()) as BundlePreview).obstacle).toBe('matterIsHere');
    expect(await everythingHere()).toEqual(before);
    await clearMatters(here);
    await here.storage.rows.insertMatter({ ...((await there.storage.rows.matter(library.matter)) ?? fail()), id: 'another' });
    expect(((await (await look(whole)).json()) as BundlePreview).obstacle).toBe('diarienummerInUse');
    expect(await refusalOf(await take(whole))).toBe('409 diarienummerInUse');
    await taken(whole, `&diarienummer=${encodeURIComponent('KS 2027-00001')}`);
    expect((await here.storage.rows.matter(library.matter))?.diarienummer).toBe('KS 2027-00001');
    const [origin] = await here.storage.rows.origins.of(library.matter);
    expect(origin?.diarienummer).toBe('KS 2026-00187');
  });

  it('is a document’s id, and then nothing is left', async () => {
    const row = (await there.storage.rows.document(library.report)) ?? fail();
    await here.storage.rows.insertMatter({ ...((await there.storage.rows.matter(library.matter)) ?? fail()), id: 'another', diarienummer: null }, [
      { ...row, matterId: 'another' },
    ]);
    const before = await everythingHere();
    expect(await refusalOf(await take(whole))).toBe('409 bundleIdsTaken');
    expect(await everythingHere()).toEqual(before);
  });
});

describe('a bundle that would lead into another matter', () => {
  type Facts = { row: Record<string, unknown>; attachments: { id: string }[]; statement: object | null };
  const another = async () => {
    await here.storage.rows.insertMatter({ ...((await there.storage.rows.matter(library.matter)) ?? fail()), id: 'another', diarienummer: null });
  };

  it.each([
    ['by a report that revises one that is not in it', { revision: 2, revisionOf: 'another' }],
    ['by a report that revises itself', { revision: 2, revisionOf: library.report }],
    ['by a report that revises a later one', { revision: 1, revisionOf: library.motion }],
  ])('is refused: %s', async (_, change) => {
    const bundle = edited<Facts>(plain, `${report}/uppgifter.json`, ({ row }) => Object.assign(row, change));
    expect((await refusalOf(await take(bundle))).split(' ')[1]).toBe('bundleMalformed');
  });

  it('is refused by a statement that is about one', async () => {
    await another();
    const statement = { documentId: library.report, kind: 'reservation', aboutMatterId: 'another', meetingId: null, receivedAt: '2026-11-20T08:00:00.000Z' };
    const bundle = edited<Facts>(plain, `${report}/uppgifter.json`, (facts) => Object.assign(facts, { statement }));
    expect((await refusalOf(await take(bundle))).split(' ')[1]).toBe('bundleMalformed');
  });

  it('takes no attachment and no handling from one by having its id', async () => {
    await another();
    const [attachment] = await there.storage.rows.way.attachments(library.report);
    const [handling] = await there.storage.rows.way.handlings(library.matter);
    if (attachment === undefined || handling === undefined) throw new Error('The matter has both');
    const { way } = here.storage.rows;
    await way.insertFormer({ attachments: [{ ...attachment, documentId: 'of another' }] });
    expect(await refusalOf(await take(whole))).toBe('409 bundleIdsTaken');
    expect(await way.attachments('of another')).toHaveLength(1);
    await way.deleteAttachment(attachment.id);
    await way.insertFormer({ handlings: [{ ...handling, matterId: 'another' }] });
    expect(await refusalOf(await take(whole))).toBe('409 bundleIdsTaken');
    expect(await way.handlings('another')).toHaveLength(1);
  });
});

describe('a hostile or broken bundle', () => {
  type Facts = { row: Record<string, unknown>; locks: { sha256: string; path: string }[]; attachments: { path: string; sha256: string }[] };
  const text = `${report}/tjansteskrivelse.json`;
  const cases: readonly (readonly [what: string, code: string, make: () => Uint8Array])[] = [
    ['nothing', 'emptyFile', () => new Uint8Array()],
    ['no zip', 'fileDamaged', () => pdf()],
    ['a zip that is cut short', 'fileDamaged', () => plain.slice(0, plain.length - 200)],
    ['a zip of something else', 'notABundle', () => zipSync({ 'a.txt': bytesOf('hej') })],
    ['a manifest that is none', 'notABundle', () => zipSync({ 'manifest.json': bytesOf('hej') })],
    ['a newer form', 'bundleTooNew', () => zipSync({ 'manifest.json': bytesOf({ form: 'yrka-bundle/3' }) })],
    ['the first form', 'bundleTooOld', () => zipSync({ 'manifest.json': bytesOf({ form: 'yrka-bundle/1' }) })],
    ['a name that leads out', 'bundleUnsafe', () => zipSync({ ...filesIn(plain), '../../etc/passwd': bytesOf('root') })],
    ['an absolute name', 'bundleUnsafe', () => zipSync({ ...filesIn(plain), '/etc/passwd': bytesOf('root') })],
    ['a name of another system', 'bundleUnsafe', () => zipSync({ ...filesIn(plain), 'C:\\a.txt': bytesOf('root') })],
    [
      'a name that comes twice',
      'bundleUnsafe',
      () =>
        renamed(zipSync({ ...filesIn(plain), 'dokument/aaaa.txt': bytesOf('a'), 'dokument/aaab.txt': bytesOf('b') }), 'dokument/aaab.txt', 'dokument/aaaa.txt'),
    ],
    ['a bomb', 'bundleUnsafe', () => zipSync({ ...filesIn(plain), 'bomb.txt': new Uint8Array(4 * 1024 * 1024) })],
    ['a file that says that it is smaller', 'fileDamaged', () => lying(plain)],
    ['a file that was changed', 'bundleChanged', () => zipSync({ ...filesIn(plain), [text]: bytesOf('{}') })],
    ['a file that is missing', 'bundleIncomplete', () => zipSync(without(filesIn(plain), 'personer.json'))],
    ['a file that was added', 'bundleIncomplete', () => zipSync({ ...filesIn(plain), 'mer.txt': bytesOf('mer') })],
    [
      'a party’s draft',
      'bundleMalformed',
      () => edited<Facts>(plain, `${report}/uppgifter.json`, ({ row }) => Object.assign(row, { space: 'party', party: 'L', stage: 'draft' })),
    ],
    [
      'a group’s matter',
      'bundleMalformed',
      () => edited<Record<string, unknown>>(plain, 'arende.json', (matter) => Object.assign(matter, { stage: 'drafting' })),
    ],
    [
      'a document of another matter',
      'bundleMalformed',
      () => edited<Facts>(plain, `${report}/uppgifter.json`, ({ row }) => Object.assign(row, { matterId: 'another' })),
    ],
    [
      'an unknown kind of block',
      'bundleContradicts',
      () => forged(plain, (files) => Object.assign(files, { [text]: bytesOf('{"content":{"type":"script"},"schema":"yrka/1"}') })),
    ],
    ['bytes that are not canonical', 'bundleContradicts', () => forged(plain, (files) => Object.assign(files, { [text]: bytesOf(` ${textIn(files, text)}`) }))],
    [
      'a journal that says something else',
      'bundleContradicts',
      () => forged(whole, (files) => Object.assign(files, { [`${report}/journal.jsonl`]: files['dokument/03-protokollsparagraf/journal.jsonl'] })),
    ],
    ['a journal that is none', 'bundleMalformed', () => forged(whole, (files) => Object.assign(files, { [`${report}/journal.jsonl`]: bytesOf('hej\n') }))],
    [
      'updates that Yjs never wrote',
      'bundleContradicts',
      () => forged(whole, (files) => Object.assign(files, { [`${report}/journal.jsonl`]: journalOf('rakel-dal', Uint8Array.of(1, 2, 3)) })),
    ],
    [
      'the same from the server',
      'bundleContradicts',
      () => forged(whole, (files) => Object.assign(files, { [`${report}/journal.jsonl`]: journalOf(null, Uint8Array.of(1, 2, 3)) })),
    ],
    [
      'a locked text with another word',
      'lockBroken',
      () =>
        forged(plain, (files) =>
          Object.assign(files, { 'dokument/01-motion/las/1.json': bytesOf(textIn(files, 'dokument/01-motion/las/1.json').replace('Sandvik', 'Landvik')) }),
        ),
    ],
    [
      'a locked text with another word, and its hash',
      'lockBroken',
      () => {
        const other = bytesOf(textIn(filesIn(plain), 'dokument/01-motion/las/1.json').replace('Sandvik', 'Landvik'));
        return edited<Facts>(
          forged(plain, (files) => Object.assign(files, { 'dokument/01-motion/las/1.json': other })),
          'dokument/01-motion/uppgifter.json',
          ({ locks }) => Object.assign(locks[0] ?? {}, { sha256: hashOf(other) }),
        );
      },
    ],
    ...['../../../../etc/cron.d/karta.pdf', 'karta\\..\\..\\start.pdf', 'karta.html', 'karta\u202efdp.exe', 'karta\n.pdf', '.pdf'].map(
      (fileName) =>
        [
          `an attachment that is called ${JSON.stringify(fileName)}`,
          'bundleMalformed',
          () => edited<Facts>(plain, `${report}/uppgifter.json`, ({ attachments }) => Object.assign(attachments[0] ?? {}, { fileName })),
        ] as const,
    ),
    [
      'an attachment of no bytes that is called something that a browser would run',
      'bundleMalformed',
      () => edited<Facts>(plain, `${report}/uppgifter.json`, ({ attachments }) => Object.assign(attachments[0] ?? {}, { path: null, mediaType: 'text/html' })),
    ],
    [
      'a stage that its kind does not have',
      'bundleMalformed',
      () => edited<Facts>(plain, `${report}/uppgifter.json`, ({ row }) => Object.assign(row, { stage: 'verified' })),
    ],
    [
      'a report that is finalised, and was never locked',
      'bundleMalformed',
      () => edited<Facts>(plain, `${report}/uppgifter.json`, ({ row }) => Object.assign(row, { stage: 'finalised' })),
    ],
    [
      'a report that is written in, and is locked',
      'bundleMalformed',
      () =>
        forged(plain, (files) => {
          const facts = jsonIn<Facts>(files, `${report}/uppgifter.json`);
          const lock = { id: 'lock-of-report', documentId: library.report, seq: 1, sha256: hashOf(files[text] ?? fail()), at: '2026-11-20T08:00:00.000Z' };
          Object.assign(facts, { locks: [{ ...lock, by: null, liftedAt: null, path: text }] });
          files[`${report}/uppgifter.json`] = bytesOf(facts);
        }),
    ],
    [
      'an attachment that is a program',
      'bundleContradicts',
      () => forged(plain, (files) => Object.assign(files, { [`${report}/bilagor/1-karta.pdf`]: bytesOf('MZ') })),
    ],
  ];
  it.each(cases)('is refused in one sentence and leaves nothing: %s', async (_, code, make) => {
    const before = await everythingHere();
    const bytes = make();
    expect((await refusalOf(await take(bytes))).split(' ')[1]).toBe(code);
    expect(await everythingHere()).toEqual(before);
  });
});

it('is refused where everybody would wait for one of its files, and not where nobody does', async () => {
  // They say nothing, and are parsed as anything is; not all alike, or they would be a bomb.
  const blanks = Buffer.alloc(8 * 1024 * 1024, '  \n \n\n   \n'.repeat(9).concat('\t'));
  const bytes = forged(plain, (files) => Object.assign(files, { 'kommun.json': Buffer.concat([files['kommun.json'] ?? blanks, blanks]) }));
  expect(await refusalOf(await jonas.send('POST', '/api/bundles/previews', new Uint8Array(bytes)))).toBe('422 bundleTooHeavy');
  const source = { size: bytes.length, read: async (position: number, length: number) => bytes.subarray(position, position + length) };
  expect((await openBundle(source, { maxFactsBytes: mostFactsBytes })).municipality.name).toBe('Björkviks kommun');
});

it('is refused where its facts are more together than memory should have, however small each of them', async () => {
  const source = { size: whole.length, read: async (position: number, length: number) => whole.subarray(position, position + length) };
  const facts = filesIn(whole);
  const bytes = ['manifest.json', 'arende.json', 'kommun.json', 'personer.json'].reduce((sum, path) => sum + (facts[path]?.length ?? 0), 0);
  await expect(openBundle(source, { maxKeptBytes: bytes })).rejects.toMatchObject({ code: 'bundleUnsafe' });
  expect((await openBundle(source)).documents).toHaveLength(3);
});

it('takes in what a client wrote in another order than Yjs does, in the order of Yjs', async () => {
  const elsewhere = await startTestServer();
  const [rakel, registrar] = [await elsewhere.browser('rakel-dal'), await elsewhere.browser('jonas-alm')];
  const ydoc = new Y.Doc();
  for (const { update } of await elsewhere.storage.journal.readDocumentUpdates(library.report)) Y.applyUpdate(ydoc, update);
  const before = Y.encodeStateVector(ydoc);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Tillagt.')]);
  rootOf(ydoc).push([paragraph]);
  const sent = await rakel.send('POST', `/api/documents/${library.report}/updates`, new Uint8Array(Y.encodeStateAsUpdate(ydoc, before)));
  expect(sent.status).toBe(204);
  const bundle = await takenOut(registrar, library.matter);
  const path = `${report}/journal.jsonl`;
  const lines = textIn(filesIn(bundle), path)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly seq: number; readonly update: string });
  const all = new Uint8Array(Y.mergeUpdates(lines.map(({ update }) => new Uint8Array(Buffer.from(update, 'base64')))));
  const otherwise = lowestFirst(all);
  expect([inspectUpdate(all).ok, inspectUpdate(otherwise).ok]).toEqual([true, false]);
  await taken(forged(bundle, (files) => Object.assign(files, { [path]: journalOf('rakel-dal', otherwise, lines.at(-1)?.seq) })));
  const [entry, ...more] = await here.storage.journal.readDocumentUpdates(library.report);
  expect([more, entry?.personId, entry !== undefined && inspectUpdate(entry.update).ok]).toEqual([[], 'rakel-dal', true]);
  const content = async (server: TestServer) => (await readVersion(server.storage, library.report)).contentJson;
  expect(await content(here)).toBe(await content(elsewhere));
});

describe('what goes wrong on the way', () => {
  it('leaves nothing when the disk is full', async () => {
    const before = await everythingHere();
    here.storage.failAppends(new StorageError('full', 'no room'));
    expect(await refusalOf(await take(whole))).toBe('507 storageFull');
    here.storage.failAppends(null);
    expect(await everythingHere()).toEqual(before);
    await taken(whole);
  });

  it('leaves nothing when its rows cannot be written, and it can be tried again', async () => {
    const before = await everythingHere();
    // A comment's id that is taken is found only when the rows are written.
    await here.storage.rows.comments.insertThread(...(await threadThere()));
    expect(await refusalOf(await take(whole))).toBe('409 bundleIdsTaken');
    expect({ ...(await everythingHere()), log: before.log }).toEqual(before);
  });

  it('takes nothing back that is there, whatever goes wrong after it', async () => {
    const { rows } = here.storage;
    const transaction = rows.transaction.bind(rows);
    rows.transaction = async (work) => {
      const result = await transaction(work);
      // With the next that the taking in asks.
      rows.person = () => Promise.reject(new StorageError('failed', 'no answer'));
      return result;
    };
    expect(await refusalOf(await take(whole))).toBe('500 storageFailed');
    Reflect.deleteProperty(rows, 'transaction');
    Reflect.deleteProperty(rows, 'person');
    const count = async ({ storage }: TestServer) => (await storage.journal.readDocumentUpdates(library.report)).length;
    expect([(await rows.matters()).map(({ id }) => id), await count(here)]).toEqual([[library.matter], await count(there)]);
  });

  it('leaves nothing where whoever takes it in left the register meanwhile', async () => {
    const before = await everythingHere();
    const { rows } = here.storage;
    const person = (await rows.person('jonas-alm')) ?? fail();
    const begin = rows.beginDocument.bind(rows);
    rows.beginDocument = async (id) => {
      await rows.putPeople([{ ...person, isActive: false }]);
      return begin(id);
    };
    expect(await refusalOf(await take(whole))).toBe('401 notSignedIn');
    expect(await everythingHere()).toEqual(before);
  });

  it('clears what an attempt left that was killed on the way', async () => {
    await here.storage.journal.appendBatch([{ documentId: library.report, update: Uint8Array.of(0, 0), personId: null, at: new Date(0) }]);
    await taken(whole);
    const count = async ({ storage }: TestServer) => (await storage.journal.readDocumentUpdates(library.report)).length;
    expect(await count(here)).toBe(await count(there));
  });

  it('is taken in once by two who do it at the same time', async () => {
    const answers = await Promise.all([take(whole), take(whole)]);
    expect((await Promise.all(answers.map(async (answer) => (answer.ok ? 'done' : refusalOf(answer))))).sort()).toEqual(['409 matterIsHere', 'done']);
    expect((await here.storage.rows.matters()).map(({ id }) => id)).toEqual([library.matter]);
    expect(await jonas.get<DocumentContent>(`/api/documents/${library.report}/content`)).toMatchObject({ content: expect.anything() });
  });
});

async function threadThere() {
  const [known] = await there.storage.rows.comments.threads(library.report);
  const [first] = known?.comments ?? [];
  if (known === undefined || first === undefined) throw new Error('There is a comment');
  return [{ ...known.thread, documentId: 'another' }, first] as const;
}

function fail(): never {
  throw new Error('It is in the demonstration');
}

const without = (files: BundleFiles, name: string): BundleFiles => Object.fromEntries(Object.entries(files).filter(([path]) => path !== name));
const journalOf = (personId: string | null, update: Uint8Array, seq = 1) =>
  bytesOf(`${JSON.stringify({ seq, at: '2026-11-23T08:00:00.000Z', personId, update: Buffer.from(update).toString('base64') })}\n`);

/** A name in a zip as another of the same length, wherever it stands. */
function renamed(zip: Uint8Array, from: string, to: string): Uint8Array {
  return new Uint8Array(Buffer.from(Buffer.from(zip).toString('latin1').replaceAll(from, to), 'latin1'));
}

/** The list says of one packed file that it is a byte shorter than it is. */
function lying(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  const at = bytes.lastIndexOf(Buffer.from('arende.json')) - 46;
  bytes.writeUInt32LE(bytes.readUInt32LE(at + 24) - 1, at + 24);
  return new Uint8Array(bytes);
}

/** Sequences of the journal are each installation's own. */
const withoutSequences = (text: string) => text.replaceAll(/"(?:seq|version|before|from|doneSeq)": ?\d+/gu, '"seq": 0');

/** What copies carry says of which version they are: in a zip of its own, and so in its bytes. */
function withoutVersion(path: string, bytes: Uint8Array): Uint8Array {
  return /\.(?:docx|odt|html|xml|pdf)$/u.test(path) ? new TextEncoder().encode(path) : bytes;
}
