import { schemaVersion } from '@yrka/schema';
import { documentFromUpdates, titleOf, updateFromDocument } from '@yrka/ydoc';
import { StorageError } from '@yrka/storage';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clauses, DocumentContent, DocumentDetails, DocumentSummary, MatterList, MatterSummary, People, RescueList, Session } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { cyclingMotion } from '../demonstration/cyclingMotion.ts';
import { demonstrationIds } from '../demonstration/seed.ts';
import { shareForTests } from '../documents/sharedForTests.ts';

const { cycling, library } = demonstrationIds;

let server: TestServer;
let nobody: Browser;
let anna: Browser;
let rakel: Browser;
let maria: Browser;

beforeEach(async () => {
  server = await startTestServer();
  [nobody, anna, rakel, maria] = (await Promise.all([
    server.browser(),
    server.browser('anna-lind'),
    server.browser('rakel-dal'),
    server.browser('maria-holm'),
  ])) as [Browser, Browser, Browser, Browser];
});

describe('session', () => {
  it('shows whom one may be, before anyone is signed in', async () => {
    const session = await nobody.get<Session>('/api/session');
    expect(session).toMatchObject({ person: null, demonstration: true, municipality: { name: 'Björkviks kommun', templateId: 'bjorkvik' } });
    expect(session.people.map(({ name }) => name)).toEqual(['Anna Lind', 'Omar Said', 'Rakel Dal', 'Ylva Norin', 'Jonas Alm', 'Maria Holm']);
  });

  it('signs in with one request and keeps it in a cookie that no script can read', async () => {
    const answer = await nobody.send('POST', '/api/session', { personId: 'omar-said' });
    expect(((await answer.json()) as Session).person).toEqual({
      id: 'omar-said',
      name: 'Omar Said',
      party: 'L',
      role: 'member',
      roles: ['member'],
      title: 'Ledamot i kommunfullmäktige',
    });
    expect(answer.headers.get('Set-Cookie')).toMatch(/^yrka-session-4780=.*HttpOnly; SameSite=Strict$/);
    expect((await nobody.get<Session>('/api/session')).person?.name).toBe('Omar Said');
  });

  it('signs out', async () => {
    expect((await anna.send('DELETE', '/api/session')).status).toBe(204);
    expect((await anna.get<Session>('/api/session')).person).toBeNull();
  });

  it('ends when its time is over', async () => {
    server.setTime(new Date('2026-11-30T07:59:59.000Z'));
    expect((await anna.get<Session>('/api/session')).person?.name).toBe('Anna Lind');
    server.setTime(new Date('2026-11-30T08:00:00.000Z'));
    expect((await anna.get<Session>('/api/session')).person).toBeNull();
  });

  it('takes no cookie that the server did not sign', async () => {
    const forged = await nobody.send('GET', '/api/session', undefined, {
      Cookie: 'yrka-session-4780=99999999999999.anna-lind.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D',
    });
    expect(((await forged.json()) as Session).person).toBeNull();
  });

  it.each([
    ['somebody unknown', { personId: 'ingen' }, '404 notFound'],
    ['somebody of the register whom one may not be', { personId: 'eva-ek' }, '404 notFound'],
    ['nobody', {}, '400 badRequest'],
  ])('refuses to be %s', async (_, body, expected) => expect(await refusalOf(await nobody.send('POST', '/api/session', body))).toBe(expected));

  it.each([
    ['listens on all addresses', { config: { host: '0.0.0.0' } }],
    ['is called by a name that is not of this machine', { host: 'yrka.example.se' }],
    ['is for a municipality', { config: { publicUrl: 'https://yrka.example.se' } }],
    ['is for a municipality, and called by a name of this machine', { config: { publicUrl: 'http://localhost:4780' }, host: 'localhost:4780' }],
  ])('lets nobody choose who to be when the server %s', async (_, options) => {
    const open = await startTestServer(options);
    const browser = await open.browser();
    expect(await browser.get<Session>('/api/session')).toMatchObject({ demonstration: false, people: [] });
    expect(await refusalOf(await browser.send('POST', '/api/session', { personId: 'anna-lind' }))).toBe('403 demonstrationOnly');
  });
});

describe('matters', () => {
  const titlesFor = async (browser: Browser) => (await browser.get<MatterList>('/api/matters')).matters.map(({ title }) => title);

  it("shows an author the group's drafts and what has been filed", async () => {
    expect(await titlesFor(anna)).toEqual([
      'Trygga cykelvägar till skolan',
      'Motion om meröppet på biblioteket i Sandvik',
      expect.stringContaining('Gör Huddinge till vänortskommun'),
    ]);
  });

  it.each(['rakel-dal', 'jonas-alm', 'maria-holm'])('never shows %s a motion that has not been filed, by any door', async (personId) => {
    const browser = await server.browser(personId);
    expect(await titlesFor(browser)).not.toContain('Trygga cykelvägar till skolan');
    const answers = await Promise.all(
      [
        `/api/matters/${cycling.matter}`,
        ...['', '/content', '/clauses', '/text', '/state', '/rescues'].map((door) => `/api/documents/${cycling.motion}${door}`),
      ].map(async (path) => refusalOf(await browser.send('GET', path))),
    );
    expect(new Set(answers)).toEqual(new Set(['404 notFound']));
    expect(await refusalOf(await browser.send('POST', `/api/documents/${cycling.motion}/updates`, new Uint8Array([0, 0])))).toBe('404 notFound');
    expect(await refusalOf(await browser.send('POST', `/api/matters/${cycling.matter}/documents`, { kind: 'officerReport' }))).toBe('404 notFound');
  });

  describe('search', () => {
    const found = async (browser: Browser, query: string) =>
      (await browser.get<MatterList>(`/api/matters?search=${encodeURIComponent(query)}`)).matters.map(({ title }) => title);
    const draft = 'Trygga cykelvägar till skolan';
    const filed = 'Motion om meröppet på biblioteket i Sandvik';

    it('finds words of titles, texts and numbers by their beginnings, wherever in the matter each stands', async () => {
      expect(await found(anna, 'cykelväg')).toEqual([draft]);
      expect(await found(anna, 'ÖVERGÅNGSST')).toEqual([draft]);
      expect(await found(anna, 'meröppet 00187 bemannade')).toEqual([filed]);
      expect(await found(anna, 'meroppet')).toEqual([]);
      expect(await found(anna, ' – ')).toHaveLength(3);
    });

    it('finds a word that was just written', async () => {
      const { documents } = (await (await anna.send('POST', '/api/matters', { title: 'Öppna skolgårdar' })).json()) as MatterSummary;
      expect(await found(anna, 'skolgård')).toEqual(['Öppna skolgårdar']);
      expect(documents).toHaveLength(1);
    });

    it.each(['rakel-dal', 'jonas-alm', 'maria-holm'])('finds nothing of a draft for %s, whatever the group has written', async (id) => {
      await found(anna, 'cykel');
      const browser = await server.browser(id);
      for (const query of ['Trygga', 'cykelvägar', 'övergångsställe', 'cyk']) expect(await found(browser, query)).toEqual([]);
      const without = await found(browser, 'bibliotek');
      // More of the same word in a draft changes nothing of what they find, nor its order.
      for (let drafts = 0; drafts < 5; drafts++) await anna.send('POST', '/api/matters', { title: 'Bibliotek bibliotek bibliotek' });
      await found(anna, 'bibliotek');
      expect(await found(browser, 'bibliotek')).toEqual(without);
    });

    it('shows a member nothing of a report under work', async () => {
      expect(await found(rakel, 'självbetjäningsautomat')).toEqual([filed]);
      expect(await found(anna, 'självbetjäningsautomat')).toEqual([]);
    });
  });

  it('leaves a draft whose author is gone from the register with its group, and with nobody who has none', async () => {
    const [matter] = (await server.storage.rows.matters()).filter(({ id }) => id === cycling.matter);
    const motion = await server.storage.rows.document(cycling.motion);
    if (matter === undefined || motion === null) throw new Error('The demonstration has it');
    const leave = (id: string, party: string | null) =>
      server.storage.rows.insertMatter({ ...matter, id }, [{ ...motion, id: `${id}-motion`, matterId: id, party, createdBy: 'who-left' }]);
    await leave('group', 'L');
    await leave('alone', null);
    const reads = async (browser: Browser, id: string) => (await browser.send('GET', `/api/matters/${id}`)).status === 200;
    expect(await Promise.all([anna, rakel, maria].map((browser) => reads(browser, 'group')))).toEqual([true, false, false]);
    expect(await Promise.all([anna, rakel, maria].map((browser) => reads(browser, 'alone')))).toEqual([false, false, false]);
  });

  it('shows each the documents of a matter that are theirs to read', async () => {
    const kinds = async (browser: Browser) =>
      (await browser.get<MatterSummary>(`/api/matters/${library.matter}`)).documents.map(({ kind, mayWrite }) => `${kind}${mayWrite ? ' +' : ''}`);
    expect(await kinds(anna)).toEqual(['motion']);
    expect(await kinds(maria)).toEqual(['motion']);
    await shareForTests(server.storage, library.report, 'maria-holm');
    expect(await kinds(maria)).toEqual(['motion', 'officerReport']);
    expect(await kinds(rakel)).toEqual(['motion', 'officerReport +', 'minutesItem +']);
  });

  it('tells what a list shows', async () => {
    expect(await rakel.get<MatterSummary>(`/api/matters/${library.matter}`)).toMatchObject({
      title: 'Motion om meröppet på biblioteket i Sandvik',
      matterTitle: 'Motion från Ingrid Näslund (C) och Tomas Berg (BD) om meröppet på biblioteket i Sandvik',
      diarienummer: 'KS 2026-00187',
      label: null,
      movers: [
        { name: 'Ingrid Näslund', party: 'C' },
        { name: 'Tomas Berg', party: 'BD' },
      ],
      mayCreate: ['officerReport', 'minutesItem'],
    });
  });

  it('begins a motion with its title and mover, which the group can write in at once', async () => {
    const answer = await anna.send('POST', '/api/matters', { title: ' Öppna skolgårdar ' });
    expect(answer.status).toBe(201);
    const matter = (await answer.json()) as MatterSummary;
    expect(matter).toMatchObject({
      title: 'Öppna skolgårdar',
      matterTitle: null,
      diarienummer: null,
      movers: [{ name: 'Anna Lind', party: 'L' }],
      documents: [{ kind: 'motion', mayWrite: true }],
      mayCreate: [],
    });
    const omar = await server.browser('omar-said');
    expect(await titlesFor(omar)).toContain('Öppna skolgårdar');
    const documentId = matter.documents[0]?.id ?? '';
    const entries = await server.storage.journal.readDocumentUpdates(documentId);
    expect(entries.map(({ personId }) => personId)).toEqual([null, 'anna-lind']);
    expect(titleOf(documentFromUpdates(entries.map(({ update }) => update)))).toBe('Öppna skolgårdar');
    expect(await server.storage.rows.clients(documentId)).toMatchObject([{ personId: 'anna-lind' }]);
  });

  it('begins a motion without a title', async () => {
    expect((await anna.send('POST', '/api/matters', { title: '' })).status).toBe(201);
  });

  it('begins a report that knows its matter', async () => {
    const answer = await rakel.send('POST', `/api/matters/${library.matter}/documents`, { kind: 'officerReport' });
    expect(answer.status).toBe(201);
    const report = (await answer.json()) as DocumentSummary;
    expect(report).toMatchObject({
      kind: 'officerReport',
      mayWrite: true,
      title: 'Svar på motion från Ingrid Näslund (C) och Tomas Berg (BD) om meröppet på biblioteket i Sandvik',
    });
    const text = await (await rakel.send('GET', `/api/documents/${report.id}/text`)).text();
    expect(text).toContain('KS 2026-00187');
    expect(text).toContain('Rakel Dal');
  });

  it.each([
    ['an officer begins a motion', 'rakel-dal', '/api/matters', { title: 'Nej' }, '403 noRight'],
    ['a reviewer begins a report', 'maria-holm', `/api/matters/${library.matter}/documents`, { kind: 'officerReport' }, '403 noRight'],
    ['a member begins a report', 'anna-lind', `/api/matters/${cycling.matter}/documents`, { kind: 'officerReport' }, '403 noRight'],
    ['a second motion is begun in a matter', 'rakel-dal', `/api/matters/${library.matter}/documents`, { kind: 'motion' }, '403 noRight'],
    ['the kind is unknown', 'rakel-dal', `/api/matters/${library.matter}/documents`, { kind: 'poem' }, '400 badRequest'],
    ['the matter is unknown', 'rakel-dal', '/api/matters/none/documents', { kind: 'officerReport' }, '404 notFound'],
    ['the title is longer than any', 'anna-lind', '/api/matters', { title: 'o'.repeat(301) }, '400 badRequest'],
  ])('refuses when %s', async (_, personId, path, body, expected) => {
    expect(await refusalOf(await (await server.browser(personId)).send('POST', path, body))).toBe(expected);
  });

  it('stores nothing of a motion when the disk is full, and says so', async () => {
    server.storage.failAppends(new StorageError('full', 'no room'));
    expect(await refusalOf(await anna.send('POST', '/api/matters', { title: 'Öppna skolgårdar' }))).toBe('507 storageFull');
    expect(await titlesFor(anna)).not.toContain('Öppna skolgårdar');
  });
});

describe('documents', () => {
  it('tells what a document is', async () => {
    const report = await rakel.get<DocumentDetails>(`/api/documents/${library.report}`);
    expect(report).toMatchObject({
      kind: 'officerReport',
      matterId: library.matter,
      diarienummer: 'KS 2026-00187',
      label: null,
      templateId: 'bjorkvik',
      mayWrite: true,
      source: { document: library.motion },
    });
    expect(report.template.documentLabels.officerReport).toBe('Tjänsteskrivelse');
    expect(report.seq).toBe(await server.storage.journal.lastSeq(library.report));
    expect((await rakel.get<DocumentDetails>(`/api/documents/${library.motion}`)).source).toBeNull();
  });

  it('gives the content as it stood at a version', async () => {
    const before = await anna.get<DocumentContent>(`/api/documents/${cycling.motion}/content`);
    await server.storage.journal.appendBatch([
      { documentId: cycling.motion, update: updateFromDocument(cyclingMotion(), 77), personId: 'anna-lind', at: new Date() },
    ]);
    const after = await anna.get<DocumentContent>(`/api/documents/${cycling.motion}/content`);
    expect(after.version).toBeGreaterThan(before.version);
    expect(after.content).not.toEqual(before.content);
    expect(await anna.get<DocumentContent>(`/api/documents/${cycling.motion}/content?version=${before.version}`)).toEqual(before);
  });

  it('gives the clauses that a report answers, by the ids that it names', async () => {
    const { document, version, clauses } = await rakel.get<Clauses>(`/api/documents/${library.motion}/clauses`);
    expect(clauses).toHaveLength(3);
    expect(clauses[1]).toMatchObject({ att: true, text: 'behålla minst 14 bemannade timmar i veckan på biblioteket i Sandvik.' });
    const { content } = await rakel.get<DocumentContent>(`/api/documents/${library.report}/content`);
    const references = [...JSON.stringify(content).matchAll(/"answers":\[(\{[^}]*\})\]/g)].map(([, reference]) => JSON.parse(reference ?? '') as unknown);
    expect(references).toEqual([0, 1].map((index) => ({ document, version, clause: clauses[index]?.id })));
  });

  it('gives plain text with the clauses', async () => {
    const answer = await anna.send('GET', `/api/documents/${cycling.motion}/text`);
    expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toContain('att ge tekniska nämnden i uppdrag att bygga ett upphöjt övergångsställe');
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['br;q=0.5, gzip', 'br', brotliDecompressSync],
    ['deflate, gzip', 'gzip', gunzipSync],
    ['br;q=0, *', 'gzip', gunzipSync],
    ['deflate', null, (bytes: Uint8Array) => bytes],
    ['', null, (bytes: Uint8Array) => bytes],
  ])('[WIRE25] gives the stored bytes, to who reads "%s" in %s', async (accepted, encoding, unpack) => {
    const answer = await anna.send('GET', `/api/documents/${cycling.motion}/state`, undefined, { 'Accept-Encoding': accepted });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'content-length': String(bytes.length),
      'content-type': 'application/octet-stream',
      vary: 'Accept-Encoding',
      'yrka-seq': String(await server.storage.journal.lastSeq(cycling.motion)),
    });
    expect(answer.headers.get('Content-Encoding')).toBe(encoding);
    const stored = await server.storage.journal.readDocumentUpdates(cycling.motion);
    expect(documentFromUpdates([unpack(bytes)]).toJSON()).toEqual(documentFromUpdates(stored.map(({ update }) => update)).toJSON());
  });

  it('[WIRE25] gives the stored bytes to no page that would show them wrongly', async () => {
    const answerTo = (schema: string) => anna.send('GET', `/api/documents/${cycling.motion}/state?schema=${schema}`);
    expect(await refusalOf(await answerTo(String(schemaVersion - 1)))).toBe('409 olderSchema');
    expect((await answerTo(String(schemaVersion))).status).toBe(200);
    expect(await refusalOf(await answerTo('0'))).toBe('400 badRequest');
  });

  it('takes an update over HTTP, under the name of its sender', async () => {
    const update = updateFromDocument(cyclingMotion(), 4_711);
    expect((await anna.send('POST', `/api/documents/${cycling.motion}/updates`, new Uint8Array(update))).status).toBe(204);
    const [newest] = (await server.storage.journal.readDocumentUpdates(cycling.motion)).toReversed();
    expect(newest).toMatchObject({ personId: 'anna-lind', update });
  });

  it.each([
    ['the document is unknown', 'anna-lind', 'GET', '/api/documents/none', '404 notFound'],
    ['the version is no number', 'anna-lind', 'GET', `/api/documents/${cycling.motion}/content?version=first`, '400 badRequest'],
    ['the document was not there yet at the version', 'rakel-dal', 'GET', `/api/documents/${library.minutes}/content?version=1`, '404 notFound'],
  ])('refuses when %s', async (_, personId, method, path, expected) =>
    expect(await refusalOf(await (await server.browser(personId)).send(method, path))).toBe(expected),
  );

  it('refuses an update to what one may only read, one that the document cannot take, and one that cannot be stored', async () => {
    const update = new Uint8Array(updateFromDocument(cyclingMotion(), 4_711));
    const send = async (documentId: string, bytes: Uint8Array<ArrayBuffer>) =>
      refusalOf(await anna.send('POST', `/api/documents/${documentId}/updates`, bytes));
    expect(await send(library.motion, update)).toBe('403 noRight');
    expect(await send(library.report, update)).toBe('404 notFound');
    expect(await send(cycling.motion, new Uint8Array([255]))).toBe('422 malformedUpdate');
    server.storage.failAppends(new StorageError('full', 'no room'));
    expect(await send(cycling.motion, update)).toBe('507 storageFull');
    expect(await refusalOf(await anna.send('GET', '/healthz'))).toBe('503 notStoring');
  });
});

describe('rescues', () => {
  beforeEach(() =>
    server.storage.rows.insertRescue({
      id: 'r1',
      documentId: cycling.motion,
      personId: 'omar-said',
      text: 'Vinterväghållningen',
      parts: [{ client: 7, clock: 40, text: 'Vinterväghållningen' }],
      blockId: 'b1',
      by: 'anna-lind',
      createdAt: new Date('2026-11-23T08:00:00.000Z'),
      takenAt: null,
    }),
  );

  it('offers the words to their writer alone, with the name of the one who removed them', async () => {
    const omar = await server.browser('omar-said');
    const path = `/api/documents/${cycling.motion}/rescues`;
    expect(await omar.get<RescueList>(path)).toEqual({
      rescues: [
        {
          id: 'r1',
          documentId: cycling.motion,
          text: 'Vinterväghållningen',
          letters: [{ client: 7, clock: 40, length: 19 }],
          blockId: 'b1',
          by: 'Anna Lind',
          createdAt: '2026-11-23T08:00:00.000Z',
        },
      ],
    });
    expect(await anna.get<RescueList>(path)).toEqual({ rescues: [] });
  });

  it('offers them no more once taken, and says yes when asked again', async () => {
    const omar = await server.browser('omar-said');
    expect((await omar.send('POST', '/api/rescues/r1/taken')).status).toBe(204);
    expect((await omar.send('POST', '/api/rescues/r1/taken')).status).toBe(204);
    expect(await omar.get<RescueList>(`/api/documents/${cycling.motion}/rescues`)).toEqual({ rescues: [] });
  });

  it("knows nothing of another's words", async () => {
    expect(await refusalOf(await anna.send('POST', '/api/rescues/r1/taken'))).toBe('404 notFound');
    expect(await refusalOf(await anna.send('POST', '/api/rescues/none/taken'))).toBe('404 notFound');
  });
});

describe('people', () => {
  const names = async (query: string) => (await anna.get<People>(`/api/people?query=${encodeURIComponent(query)}`)).people.map(({ name }) => name);

  it('finds by a part of the name, case aside', async () => expect(await names('LIN')).toEqual(['Anna Lind']));
  it('finds by a local party', async () => expect(await names('BD')).toEqual(['Tomas Berg']));
  it('gives all without a query', async () => expect((await names('')).length).toBe((await anna.get<People>('/api/people')).people.length));
  it('never gives an address', async () => expect(JSON.stringify(await anna.get('/api/people'))).not.toContain('email'));
});

describe('without anyone signed in', () => {
  it.each([
    ['GET', '/api/matters'],
    ['POST', '/api/matters'],
    ['GET', `/api/matters/${cycling.matter}`],
    ['POST', `/api/matters/${library.matter}/documents`],
    ['GET', `/api/documents/${library.motion}`],
    ['GET', `/api/documents/${library.motion}/content`],
    ['GET', `/api/documents/${library.motion}/clauses`],
    ['GET', `/api/documents/${library.motion}/text`],
    ['GET', `/api/documents/${library.motion}/state`],
    ['GET', `/api/documents/${library.motion}/rescues`],
    ['POST', `/api/documents/${library.motion}/updates`],
    ['POST', '/api/rescues/r1/taken'],
    ['GET', '/api/people'],
  ])('refuses %s %s', async (method, path) => {
    const body = method === 'POST' ? (path.endsWith('/updates') ? new Uint8Array([0, 0]) : { title: 'x', kind: 'officerReport' }) : undefined;
    expect(await refusalOf(await nobody.send(method, path, body))).toBe('401 notSignedIn');
  });
});
