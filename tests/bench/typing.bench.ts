// `pnpm bench typing`: from key press to painted frame in a document of forty pages. Yrka is the whole
// product, page and server, with its words on their way to the server and to the device; beside it stands
// TipTap's StarterKit over Yjs with the same text in the same run, as its manual begins, in an empty page
// with neither a server nor a copy on the device. That is the harder of the two things that "bare" may mean.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import playwrightConfig from '../e2e/playwright.config.ts';
import buildWeb from '../e2e/buildWeb.ts';
import { ownProcess, YrkaServer } from '../e2e/server.ts';
import { clauses, paragraphs, places } from './typing/text.ts';

const rounds = Number(process.env.YRKA_ROUNDS ?? 20);
const keysPerRound = 30;
/** What we allow ourselves over bare TipTap. */
const limit = 1.2;

declare global {
  interface Window {
    painted: number[];
  }
}

await buildWeb();
const folder = await mkdtemp(join(tmpdir(), 'yrka-bench-'));
const root = join(import.meta.dirname, 'typing');
await build({ root, base: './', logLevel: 'warn', configFile: false, build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 2_000 } });
const bareServer = await preview({ root, logLevel: 'warn', configFile: false, build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0 } });
const yrkaServer = await YrkaServer.start(ownProcess());
const browser = await chromium.launch(playwrightConfig.use?.launchOptions);
try {
  const pages = { bare: await openBare(browser), yrka: await openYrka(browser) };
  const times = { bare: [] as number[][], yrka: [] as number[][] };
  for (const page of Object.values(pages)) await typeAt(page, places.paragraph, 20); // warm
  for (let round = 0; round < rounds; round++) {
    const place = round % 2 === 0 ? places.paragraph : places.clause;
    // Turn and turn about, so that what else the machine does falls on both.
    const order = round % 4 < 2 ? (['bare', 'yrka'] as const) : (['yrka', 'bare'] as const);
    for (const name of order) times[name].push(await typeAt(pages[name], place, keysPerRound));
  }
  report(times.bare, times.yrka);
} finally {
  await browser.close();
  await yrkaServer.stop();
  await bareServer.close();
  await rm(folder, { recursive: true, force: true });
}

async function openBare(from: Browser): Promise<Page> {
  const page = await newPage(from);
  await page.goto(bareServer.resolvedUrls?.local[0] ?? '');
  await expectWhole(page);
  return page;
}

async function openYrka(from: Browser): Promise<Page> {
  const page = await newPage(from);
  await page.goto(yrkaServer.address);
  await page
    .getByRole('button', { name: /^Anna Lind/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ärenden' })).toBeVisible();
  const motion = [
    'MOTION\n\nTill kommunfullmäktige i Björkviks kommun\n\nMotion om fyrtio sidor',
    ...paragraphs,
    'Med hänvisning till ovanstående föreslår vi att kommunfullmäktige beslutar',
    ...clauses.map((clause) => `att ${clause}`),
    'Björkvik den 2 mars 2026\n\nAnna Lind (L)',
  ].join('\n\n');
  const documentId = await page.evaluate(async (text) => {
    const response = await fetch('/api/imports?name=fyrtio-sidor.txt', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new TextEncoder().encode(text),
    });
    if (!response.ok) throw new Error(await response.text());
    return ((await response.json()) as { documents: { id: string }[] }).documents[0]?.id;
  }, motion);
  await page.goto(`${yrkaServer.address}/dokument/${documentId}`);
  await expect(page.locator('.ProseMirror [data-node="attClause"]')).toHaveCount(clauses.length);
  await expectWhole(page);
  return page;
}

async function newPage(from: Browser): Promise<Page> {
  const page = await (await from.newContext({ viewport: { width: 1440, height: 900 }, locale: 'sv-SE' })).newPage();
  await page.addInitScript(() => {
    window.painted = [];
    let pressed = 0;
    addEventListener(
      'keydown',
      (event) => {
        pressed = event.timeStamp;
      },
      true,
    );
    addEventListener(
      'input',
      () => {
        const { port1, port2 } = new MessageChannel();
        // A message that is sent in a frame is received when the frame has been laid out and painted.
        port1.onmessage = () => window.painted.push(performance.now() - pressed);
        requestAnimationFrame(() => port2.postMessage(null));
      },
      true,
    );
  });
  return page;
}

/** Both must hold the same text, or they are not to be compared. */
async function expectWhole(page: Page): Promise<void> {
  const paper = page.locator('.ProseMirror');
  for (const text of [paragraphs[0], paragraphs.at(-1), clauses[0], clauses.at(-1)]) await expect(paper).toContainText(text ?? '');
  await expect(paper.locator('p')).not.toHaveCount(0);
}

/** Types letters after these words at the speed of a quick writer; the milliseconds of each. */
async function typeAt(page: Page, words: string, count: number): Promise<number[]> {
  await page.bringToFront();
  await page.locator('.ProseMirror').getByText(words.slice(0, 60)).click();
  await page.keyboard.press('End');
  await page.evaluate(() => {
    window.painted = [];
  });
  for (let key = 0; key < count; key++) {
    await page.keyboard.type('abcdefghij'.charAt(key % 10));
    // Uneven, so that keys fall anywhere between two frames.
    await new Promise((resolve) => setTimeout(resolve, 40 + Math.random() * 50));
  }
  await expect.poll(() => page.evaluate(() => window.painted.length)).toBe(count);
  return page.evaluate(() => window.painted);
}

/** Each round gives a median, a p95 and their ratios; of the rounds the median is told, so that one in which the machine was busy elsewhere counts as one. */
function report(bare: readonly (readonly number[])[], yrka: readonly (readonly number[])[]): void {
  const line = (name: string, median: string, p95: string) => console.log(`${name.padEnd(24)}median ${median.padStart(7)}   p95 ${p95.padStart(7)}`);
  const ofRounds = (values: readonly number[]) => quantile(values, 0.5);
  const ms = (times: readonly (readonly number[])[], share: number) => `${ofRounds(times.map((round) => quantile(round, share))).toFixed(1)} ms`;
  const ratio = (share: number) => ofRounds(yrka.map((round, index) => quantile(round, share) / quantile(bare[index] ?? [], share)));
  console.log(`${paragraphs.length} paragraphs, ${clauses.length} clauses; ${yrka.length} rounds of ${keysPerRound} keys each, key press to painted frame`);
  line('bare TipTap over Yjs', ms(bare, 0.5), ms(bare, 0.95));
  line('Yrka', ms(yrka, 0.5), ms(yrka, 0.95));
  line('ratio', ratio(0.5).toFixed(2), ratio(0.95).toFixed(2));
  const all = (share: number) => quantile(yrka.flat(), share) / quantile(bare.flat(), share);
  line('ratio, all keys as one', all(0.5).toFixed(2), all(0.95).toFixed(2));
  console.log(Math.max(ratio(0.5), ratio(0.95)) <= limit ? `Within ${limit} of bare TipTap.` : `OVER ${limit} of bare TipTap.`);
}

function quantile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? Number.NaN;
}
