// `pnpm bench typing`: from key press to painted frame in a document of forty pages. Yrka is the whole
// product, page and server, with its words on their way to the server and to the device; beside it stands
// TipTap's StarterKit over Yjs with the same text in the same run, as its manual begins, in an empty page
// with neither a server nor a copy on the device. That is the harder of the two things that "bare" may mean.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import buildAll from '../e2e/build.ts';
import { ownProcess, YrkaServer } from '../e2e/server.ts';
import { expectWhole, importLongMotion, launchAsAtHome, newPage, quantile, typeAt } from './typing/page.ts';
import { clauses, paragraphs, places } from './typing/text.ts';

const rounds = Number(process.env.YRKA_ROUNDS ?? 20);
const keysPerRound = 30;
/** What we allow ourselves over bare TipTap. */
const limit = 1.2;

await buildAll();
const folder = await mkdtemp(join(tmpdir(), 'yrka-bench-'));
const root = join(import.meta.dirname, 'typing');
await build({ root, base: './', logLevel: 'warn', configFile: false, build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 2_000 } });
const bareServer = await preview({ root, logLevel: 'warn', configFile: false, build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0 } });
const yrkaServer = await YrkaServer.start(ownProcess());
const browser = await launchAsAtHome();
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
  const documentId = await importLongMotion(page, yrkaServer.address);
  await page.goto(`${yrkaServer.address}/dokument/${documentId}`);
  await expect(page.locator('.ProseMirror [data-node="attClause"]')).toHaveCount(clauses.length);
  await expectWhole(page);
  return page;
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
