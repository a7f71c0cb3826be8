import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage, MatterSummary } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { record } from '../audit/record.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { cycling, library } = demonstrationIds;
let server: TestServer;
let anna: Browser;
let omar: Browser;
let rakel: Browser;
let jonas: Browser;
let maria: Browser;

beforeEach(async () => {
  server = await startTestServer();
  [anna, omar, rakel, jonas, maria] = (await Promise.all(
    ['anna-lind', 'omar-said', 'rakel-dal', 'jonas-alm', 'maria-holm'].map((id) => server.browser(id)),
  )) as [Browser, Browser, Browser, Browser, Browser];
});

const noted = (act: 'register' | 'announce', actorId: string, subject: string = library.matter) =>
  record(server.storage.rows, {
    chain: 'municipality',
    at: new Date('2026-11-24T08:00:00.000Z'),
    actorId,
    act,
    subject: { kind: 'matter', id: subject },
    details: { to: 'registered' },
  });
const log = (browser: Browser, query = '') => browser.get<AuditPage>(`/api/audit${query}`);
const lines = ({ entries }: AuditPage) => entries.map(({ number, actor, act, subject }) => `${number} ${actor?.name} ${act} ${subject.name}`);
const sendForSigning = async () => {
  const answer = await anna.send('POST', `/api/documents/${cycling.motion}/acts/sendForSigning`, {});
  if (!answer.ok) throw new Error(await answer.text());
};

/** Gives somebody another place in the register. */
async function become(id: string, change: { readonly roles?: readonly ('administrator' | 'member')[]; readonly party?: string; readonly name?: string }) {
  const person = await server.storage.rows.person(id);
  if (person === null) throw new Error(`nobody is called ${id}`);
  await server.storage.rows.putPeople([{ ...person, ...change }]);
}

describe("the municipality's log", () => {
  it('is shown newest first with the names of now', async () => {
    await noted('register', 'jonas-alm');
    await noted('announce', 'rakel-dal');
    const title = 'Motion om meröppet på biblioteket i Sandvik';
    expect(lines(await log(jonas))).toEqual([`2 Rakel Dal announce ${title}`, `1 Jonas Alm register ${title}`]);
    await become('rakel-dal', { name: 'Rakel Berg' });
    expect(lines(await log(jonas))[0]).toContain('Rakel Berg');
  });

  it('has no name for one who was erased from the register', async () => {
    await become('rakel-dal', { name: '' });
    await noted('register', 'rakel-dal');
    await noted('register', 'who-left');
    expect((await log(jonas)).entries.map(({ actor }) => actor)).toEqual([
      { id: 'who-left', name: null },
      { id: 'rakel-dal', name: null },
    ]);
  });

  it('is for the registrar and the administrator, who sees no title that is not theirs to read', async () => {
    await noted('register', 'jonas-alm');
    for (const browser of [anna, rakel, maria]) {
      expect(await refusalOf(await browser.send('GET', '/api/audit'))).toBe('403 noRight');
      expect(await refusalOf(await browser.send('GET', '/api/audit/export?format=csv'))).toBe('403 noRight');
    }
    expect(await refusalOf(await (await server.browser()).send('GET', '/api/audit'))).toBe('401 notSignedIn');
    await become('rakel-dal', { roles: ['administrator'] });
    expect(lines(await log(rakel))).toEqual(['1 Jonas Alm register null']);
  });

  it('is searched by the id of a matter, a document or a person, by diarienummer and by name', async () => {
    await noted('register', 'jonas-alm');
    await noted('announce', 'jonas-alm', library.motion);
    await noted('register', 'rakel-dal', 'another-matter');
    const numbers = async (about: string) => (await log(jonas, `?about=${encodeURIComponent(about)}`)).entries.map(({ number }) => number);
    expect(await numbers(library.matter)).toEqual([2, 1]);
    expect(await numbers(' ks  2026-00187')).toEqual([2, 1]);
    expect(await numbers(library.motion)).toEqual([2]);
    expect(await numbers('rakel-dal')).toEqual([3]);
    expect(await numbers('jonas')).toEqual([2, 1]);
    expect(await numbers('nobody at all')).toEqual([]);
    expect(await numbers('')).toEqual([3, 2, 1]);
  });

  it('is read page by page to its beginning', async () => {
    for (let count = 0; count < 103; count++) await noted('register', 'jonas-alm');
    const first = await log(jonas);
    const second = await log(jonas, `?before=${first.next}`);
    const third = await log(jonas, `?before=${second.next}`);
    expect([first, second, third].map(({ entries, next }) => [entries[0]?.number, entries.length, next])).toEqual([
      [103, 50, 54],
      [53, 50, 4],
      [3, 3, null],
    ]);
    expect(await refusalOf(await jonas.send('GET', '/api/audit?before=first'))).toBe('400 badRequest');
  });

  it('comes as a file with ids and no names, in which its own taking is written', async () => {
    await noted('register', 'jonas-alm');
    const answer = await jonas.send('GET', '/api/audit/export?format=jsonl');
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="handelselogg.jsonl"');
    const text = await answer.text();
    const entries = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly act: string; readonly actorId: string });
    expect(entries.map(({ act, actorId }) => `${act} ${actorId}`)).toEqual(['register jonas-alm', 'exportAuditLog jonas-alm']);
    expect(text).not.toContain('Jonas Alm');
    const csv = await (await jonas.send('GET', '/api/audit/export?format=csv')).text();
    expect(csv.split('\r\n').map((line) => line.split(';')[3])).toEqual(['act', 'register', 'exportAuditLog', 'exportAuditLog', undefined]);
    expect(await refusalOf(await jonas.send('GET', '/api/audit/export?format=xlsx'))).toBe('400 badRequest');
  });
});

describe("a party's log", () => {
  const path = `/api/matters/${cycling.matter}/audit`;

  it('is shown to the group, from the draft, and to nobody in the municipality', async () => {
    await sendForSigning();
    for (const browser of [anna, omar]) expect(lines(await browser.get(path))).toEqual(['1 Anna Lind sendForSigning Trygga cykelvägar till skolan']);
    for (const browser of [rakel, jonas, maria]) expect(await refusalOf(await browser.send('GET', path))).toBe('404 notFound');
    await become('rakel-dal', { roles: ['administrator'] });
    expect(await refusalOf(await rakel.send('GET', path))).toBe('404 notFound');
  });

  it('leaves no trace in that of the municipality: not in the list, by no search, not in the file', async () => {
    await sendForSigning();
    expect((await log(jonas)).entries).toEqual([]);
    for (const about of [cycling.matter, cycling.motion, 'anna-lind']) expect((await log(jonas, `?about=${about}`)).entries).toEqual([]);
    expect(await (await jonas.send('GET', '/api/audit/export?format=jsonl')).text()).not.toMatch(new RegExp(`${cycling.motion}|anna-lind|sendForSigning`));
  });

  it('is told of to whoever may read it, and to nobody else', async () => {
    const logOf = async (browser: Browser, id: string) => (await browser.get<MatterSummary>(`/api/matters/${id}`)).log;
    expect(await logOf(anna, cycling.matter)).toBe('group');
    expect(await Promise.all([anna, rakel, jonas].map((browser) => logOf(browser, library.matter)))).toEqual([null, null, 'municipality']);
    await become('maria-holm', { roles: ['member'], party: 'S' });
    const at = new Date();
    await server.storage.rows.way.insertGrant({
      id: 'g1',
      documentId: cycling.motion,
      personId: 'maria-holm',
      role: 'author',
      by: 'anna-lind',
      at,
      endedAt: null,
    });
    expect(await logOf(maria, cycling.matter)).toBeNull();
  });

  it('has only what concerns this draft', async () => {
    await sendForSigning();
    const other = { chain: 'party:L', at: new Date(), actorId: 'omar-said', act: 'sign', details: {}, subject: { kind: 'document', id: 'another' } } as const;
    await record(server.storage.rows, other);
    expect((await anna.get<AuditPage>(path)).entries).toHaveLength(1);
  });

  it('is not read by one of another party whom the group let into the draft', async () => {
    await sendForSigning();
    await become('maria-holm', { roles: ['member'], party: 'S' });
    const at = new Date();
    await server.storage.rows.way.insertGrant({
      id: 'g1',
      documentId: cycling.motion,
      personId: 'maria-holm',
      role: 'author',
      by: 'anna-lind',
      at,
      endedAt: null,
    });
    expect((await maria.send('GET', `/api/matters/${cycling.matter}`)).status).toBe(200);
    expect(await refusalOf(await maria.send('GET', path))).toBe('404 notFound');
  });

  it('is none for a matter of the municipality', async () => {
    expect(await refusalOf(await jonas.send('GET', `/api/matters/${library.matter}/audit`))).toBe('404 notFound');
  });
});
