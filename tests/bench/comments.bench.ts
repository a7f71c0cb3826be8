// `pnpm bench comments`: what 200 comments cost on forty pages. The same text twice on one server, once with the
// comments in the margin and once without any: from key press to painted frame while typing, and from frame to frame
// while scrolling, turn and turn about. Nothing is asserted: the machine does other things too.
import { type Browser, expect, type Page } from '@playwright/test';
import { newBlockId, schema } from '@yrka/schema';
import { anchorWords, Reader, rootOf } from '@yrka/ydoc';
import * as Y from 'yjs';
import buildAll from '../e2e/build.ts';
import { ownProcess, YrkaServer } from '../e2e/server.ts';
import { expectWhole, importLongMotion, launchAsAtHome, newPage, quantile, typeAt } from './typing/page.ts';
import { places } from './typing/text.ts';

const rounds = Number(process.env.YRKA_ROUNDS ?? 10);
const commentCount = Number(process.env.YRKA_COMMENTS ?? 200);
const keysPerRound = 30;

await buildAll();
const server = await YrkaServer.start(ownProcess());
const browser = await launchAsAtHome();
try {
  const pages = { without: await open(browser, 0), with: await open(browser, commentCount) };
  const names = ['without', 'with'] as const;
  const typing = { without: [] as number[], with: [] as number[] };
  const scrolling = { without: [] as number[], with: [] as number[] };
  for (const name of names) await typeAt(pages[name], places.paragraph, 20); // warm
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      typing[name].push(...(await typeAt(pages[name], round % 2 === 0 ? places.paragraph : places.clause, keysPerRound)));
      scrolling[name].push(...(await scroll(pages[name], round % 2 === 0 ? 1 : -1)));
    }
  }
  console.log(`${commentCount} comments, ${rounds} rounds, on forty pages`);
  report('typing, key to frame', typing);
  report('scrolling, frame to frame', scrolling);
  console.log(await margin(pages.with));
} finally {
  await browser.close();
  await server.stop();
}

/** The long text in a page of its own, with as many comments, spread evenly. */
async function open(from: Browser, comments: number): Promise<Page> {
  const page = await newPage(from);
  const documentId = await importLongMotion(page, server.address);
  if (comments > 0) await comment(page, documentId, comments);
  await page.goto(`${server.address}/dokument/${documentId}`);
  await expectWhole(page);
  if (comments > 0) {
    await expect(page.locator('[data-thread]')).toHaveCount(comments);
    await expect(page.locator('.ProseMirror .yrka-commented').first()).toBeAttached();
  }
  return page;
}

/** Sends comments on three words each, anchored in the text as a browser would. Every third has an answer. */
async function comment(page: Page, documentId: string, count: number): Promise<void> {
  const of = `${server.address}/api/documents/${documentId}`;
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, await (await page.request.get(`${of}/state`)).body());
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  const texts: number[] = [];
  document.descendants((node, position) => {
    if (node.type.name === 'paragraph' && node.content.size > 200) texts.push(position + 1);
  });
  const post = async (path: string, data: object) =>
    expect((await page.request.post(of + path, { data, headers: { origin: server.address } })).ok()).toBe(true);
  for (let index = 0; index < count; index++) {
    const start = (texts[Math.floor((index * texts.length) / count)] ?? 1) + 40 + (index % 7) * 13;
    const [id, anchor] = [newBlockId(), anchorWords(reader, document, start, start + 24)];
    await post('/comments', { id, anchor, text: `Kommentar nummer ${index + 1}. Kan nämnden svara på det här innan budgeten beslutas?` });
    if (index % 3 === 0) await post(`/comments/${id}/replies`, { id: newBlockId(), text: 'Ja, det kan den.' });
  }
}

/** Turns the wheel over the text for a second and a half; the milliseconds between one frame and the next. */
async function scroll(page: Page, direction: 1 | -1): Promise<number[]> {
  await page.bringToFront();
  await page.mouse.move(600, 500);
  const frames = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const begun = performance.now();
        let last = begun;
        const next = () => {
          const now = performance.now();
          times.push(now - last);
          last = now;
          if (now - begun < 1_500) requestAnimationFrame(next);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(next);
      }),
  );
  for (let turn = 0; turn < 60; turn++) {
    await page.mouse.wheel(0, direction * 160);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return frames;
}

/** Whether any card lies over the one before it, and how many stand within a line of their words. */
function margin(page: Page): Promise<string> {
  return page.evaluate(() => {
    const cards = [...document.querySelectorAll('[data-thread]')].map((card) => card.getBoundingClientRect());
    const over = cards.filter(({ top }, index) => index > 0 && top < (cards[index - 1]?.bottom ?? 0) - 0.5).length;
    const words = [...document.querySelectorAll('.ProseMirror .yrka-commented')].map((one) => one.getBoundingClientRect().top);
    const beside = cards.filter(({ top }) => words.some((word) => Math.abs(word - top) < 30)).length;
    return `${cards.length} cards, ${over} over another, ${beside} beside their words`;
  });
}

function report(what: string, times: Readonly<Record<'without' | 'with', readonly number[]>>): void {
  const columns = (of: (share: number) => string) => `p50 ${of(0.5).padStart(8)}   p95 ${of(0.95).padStart(8)}   max ${of(1).padStart(8)}`;
  console.log(`\n${what}`);
  for (const name of ['without', 'with'] as const)
    console.log(`  ${`${name} comments`.padEnd(20)}${columns((share) => `${quantile(times[name], share).toFixed(1)} ms`)}   of ${times[name].length}`);
  console.log(`  ${'ratio'.padEnd(20)}${columns((share) => (quantile(times.with, share) / quantile(times.without, share)).toFixed(2))}`);
}
