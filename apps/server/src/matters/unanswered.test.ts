import { beforeEach, expect, test } from 'vitest';
import type { UnansweredList } from '../api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { demonstrationIds } from '../demonstration/seed.ts';

const { library, cycling } = demonstrationIds;

let server: TestServer;
let jonas: Browser;

beforeEach(async () => {
  server = await startTestServer();
  jonas = await server.browser('jonas-alm');
});

const listFor = (browser: Browser, query = '') => browser.get<UnansweredList>(`/api/unanswered${query}`);
/** The clock is set past the motion's year; sessions are a week long. */
async function inTheYearAfter(): Promise<void> {
  server.setTime(new Date('2027-04-01T08:00:00.000Z'));
  jonas = await server.browser('jonas-alm');
}

test('says of each what it is, how long it has taken, who has it and when it can be decided', async () => {
  const { municipality, date, startsAt, motions } = await listFor(jonas);
  expect({ municipality, date, startsAt }).toEqual({ municipality: 'Björkviks kommun', date: '2026-11-23', startsAt: 'moved' });
  expect(motions).toMatchObject([
    {
      matterId: library.matter,
      title: 'Motion om meröppet på biblioteket i Sandvik',
      diarienummer: 'KS 2026-00187',
      from: '2026-03-30',
      until: '2027-03-30',
      daysUsed: 238,
      isOver: false,
      with: ['Kommunstyrelsen'],
      referrals: [{ body: 'Kultur- och fritidsnämnden', dueDate: '2026-09-15', answeredOn: '2026-09-04', isLate: false }],
      results: [],
      proposed: null,
    },
  ]);
  expect(motions[0]?.forecast).toMatch(/^202[67]-\d\d-\d\d$/);
});

test('says when the year is over what has come out so far, and proposes to go on or to strike it off', async () => {
  await inTheYearAfter();
  const [motion] = (await listFor(jonas)).motions;
  expect(motion).toMatchObject({ isOver: true, proposed: 'goOn', results: [{ body: 'Kultur- och fritidsnämnden', on: '2026-09-04' }] });
  const [struck] = (await listFor(jonas, `?strikeOff=${library.matter}`)).motions;
  expect(struck?.proposed).toBe('strikeOff');
});

test('says whether the assembly has been told that the year would not do, and what', async () => {
  await inTheYearAfter();
  expect((await listFor(jonas)).motions[0]?.delayReport).toBeNull();
  const acts = `/api/matters/${library.matter}/acts`;
  const answer = await jonas.send('POST', `${acts}/reportDelay`, {
    bodyId: 'kf',
    date: '2027-02-22',
    paragraphNumber: '§ 31',
    reported: 'Nämnden har svarat,\nstyrelsen inte.',
  });
  expect(answer.status).toBe(200);
  const [motion] = (await listFor(jonas)).motions;
  // It is no result, and the assembly has not the matter in hand by it.
  expect(motion?.delayReport).toEqual({ on: '2027-02-22', paragraphNumber: '§ 31', reported: 'Nämnden har svarat,\nstyrelsen inte.' });
  expect(motion?.results).toHaveLength(1);
  expect(motion?.with).toEqual(['Kommunstyrelsen']);
  const [csv, text] = await Promise.all(['csv', 'txt'].map(async (end) => (await jonas.send('GET', `/api/unanswered.${end}`)).text()));
  expect(csv).toContain(';2027-02-22, § 31: Nämnden har svarat, styrelsen inte.;Beredningen fortsätter');
  expect(text).toContain('Anmält till fullmäktige att året går ut: 2027-02-22, § 31: Nämnden har svarat, styrelsen inte.');
});

test('names no officer, anywhere', async () => {
  await inTheYearAfter();
  const everything = [
    JSON.stringify(await listFor(jonas)),
    ...(await Promise.all(['csv', 'txt'].map(async (end) => (await jonas.send('GET', `/api/unanswered.${end}`)).text()))),
  ];
  for (const words of everything) expect(words).not.toMatch(/Rakel|rakel-dal|Handläggare/);
});

test('is a table that a Swedish spreadsheet opens, and calculates nothing in', async () => {
  const matter = await server.storage.rows.matter(library.matter);
  if (matter === null) throw new Error('The demonstration has it');
  await server.storage.rows.changeMatter(library.matter, matter.stage, { diarienummer: '=1+1' });
  const answer = await jonas.send('GET', '/api/unanswered.csv');
  expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="obesvarade-motioner-2026-11-23.csv"');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [head, row, ...more] = new TextDecoder().decode(bytes).split('\r\n');
  expect(head?.split(';')).toHaveLength(12);
  expect(row).toMatch(
    /^'=1\+1;Motion om meröppet på biblioteket i Sandvik;"?Ingrid Näslund \(C\), Tomas Berg \(BD\)"?;2026-03-30;2027-03-30;238;Kommunstyrelsen;/,
  );
  expect(more).toEqual(['']);
});

test('is text that says what the law asks, in its words', async () => {
  await inTheYearAfter();
  const text = await (await jonas.send('GET', `/api/unanswered.txt?strikeOff=${library.matter}`)).text();
  expect(text).toContain('En motion ska om möjligt beredas så att fullmäktige kan fatta beslut inom ett år från det att den väcktes.');
  expect(text).toContain('1. Motion om meröppet på biblioteket i Sandvik');
  expect(text).toContain('– Kultur- och fritidsnämnden 2026-09-04: Nämnden tillstyrker motionens första att-sats');
  expect(text).toContain('Förslag: Motionen avskrivs från vidare handläggning');
  expect(text).not.toContain('besvaras inom ett år');
});

test('has no drafts, is for those it concerns, and is empty when all are answered', async () => {
  const anna = await server.browser('anna-lind');
  expect(JSON.stringify(await listFor(anna))).not.toContain(cycling.matter);
  expect(await refusalOf(await (await server.browser('maria-holm')).send('GET', '/api/unanswered'))).toBe('403 noRight');
  expect(await refusalOf(await (await server.browser()).send('GET', '/api/unanswered.csv'))).toBe('401 notSignedIn');
  await server.storage.rows.changeMatter(library.matter, 'inPreparation', { stage: 'withdrawn' });
  expect((await listFor(jonas)).motions).toEqual([]);
  expect(await (await jonas.send('GET', '/api/unanswered.txt')).text()).toContain('Alla motioner är besvarade.');
});
