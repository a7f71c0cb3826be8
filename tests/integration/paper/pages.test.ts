import { stopPdf } from '@yrka/exporters';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { DocumentPages, ExportReport } from '../../../apps/server/src/api.ts';
import { type Browser, refusalOf, startTestServer, type TestServer } from '../../../apps/server/src/appForTests.ts';
import { demonstrationIds } from '../../../apps/server/src/demonstration/seed.ts';

const { cycling, library } = demonstrationIds;
const pages = `/api/documents/${cycling.motion}/pages`;

let server: TestServer;
let anna: Browser;

beforeEach(async () => {
  server = await startTestServer();
  anna = await server.browser('anna-lind');
});
afterEach(() => server.rooms.close());
afterAll(stopPdf);

const svgOf = async (path: string) => (await anna.get<DocumentPages>(path)).pages.map(({ svg }) => svg).join();
const letters = (svg: string) => svg.match(/<use /gu)?.length ?? 0;

test('a document is shown page by page as the PDF has it, and in no form that runs or is taken for a page of ours', async () => {
  const answer = await anna.send('GET', pages);
  expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Cache-Control')]).toEqual([200, 'application/json', 'no-store']);
  expect([answer.headers.get('X-Content-Type-Options'), answer.headers.get('Content-Disposition')]).toEqual(['nosniff', null]);
  const { total, pages: shown, report } = (await answer.json()) as DocumentPages;
  expect([total, shown.map(({ number }) => number), report]).toEqual([2, [1, 2], []]);
  for (const { svg } of shown) expect(svg).toMatch(/^<svg .*<use .*<\/svg>$/su);
  expect(await anna.get<DocumentPages>(`${pages}?from=2`)).toEqual({ total, pages: shown.slice(1), report });
  expect(await anna.get<DocumentPages>(`${pages}?from=3`)).toEqual({ total, pages: [], report });
});

test('what is asked of the paper is on its pages', async () => {
  const plain = await svgOf(pages);
  expect(letters(await svgOf(`${pages}?lineNumbers=1`))).toBeGreaterThan(letters(plain));
  // Without "Utkast" across the page and in its head.
  expect(letters(await svgOf(`${pages}?as=filed`))).toBeLessThan(letters(plain));
  expect(await svgOf(`${pages}?signing=byHand`)).not.toBe(plain);
});

test('the pages are packed for whoever can read that', async () => {
  const answer = await anna.send('GET', pages, undefined, { 'Accept-Encoding': 'gzip, br' });
  expect([answer.headers.get('Content-Encoding'), answer.headers.get('Vary')?.includes('Accept-Encoding')]).toEqual(['gzip', true]);
});

test('a request that no page answers is refused', async () => {
  for (const query of ['?from=0', '?from=x', '?count=0', '?count=9', '?lineNumbers=yes'])
    expect([query, await refusalOf(await anna.send('GET', pages + query))]).toEqual([query, '400 badRequest']);
  expect(await refusalOf(await (await server.browser('rakel-dal')).send('GET', pages))).toBe('404 notFound');
  expect(await refusalOf(await (await server.browser()).send('GET', pages))).toBe('401 notSignedIn');
});

test('every file has beside it what it does not show', async () => {
  const rakel = await server.browser('rakel-dal');
  const reportOf = async (path: string) => {
    const answer = await rakel.send('GET', `/api/documents/${library.report}/${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    await answer.arrayBuffer();
    return JSON.parse(decodeURIComponent(answer.headers.get('Yrka-Export-Report') ?? '')) as ExportReport;
  };
  for (const path of ['pdf?lineNumbers=1', 'pdf?standard=ua-1', 'docx?lineNumbers=1&marks=1', 'copies/odt?lineNumbers=1', 'copies/text'])
    expect([path, await reportOf(path)]).toEqual([path, []]);
  for (const format of ['html', 'markdown', 'akn'])
    expect(await reportOf(`copies/${format}?lineNumbers=1`)).toContainEqual({ code: 'notCarried', what: 'lineNumbers' });
});

test('a document is saved as plain text, in UTF-8', async () => {
  const answer = await anna.send('GET', `/api/documents/${cycling.motion}/copies/text`);
  expect([answer.headers.get('Content-Type'), answer.headers.get('Content-Disposition')]).toEqual([
    'text/plain; charset=utf-8',
    expect.stringMatching(/^attachment; .*\.txt$/u),
  ]);
  expect(await answer.text()).toBe(await (await anna.send('GET', `/api/documents/${cycling.motion}/text`)).text());
});
