import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Locator, type Page } from '@playwright/test';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import { ServerHall } from './hall.ts';
import { Seats } from './seats.ts';
import { inHall, ownProcess, YrkaServer } from './server.ts';

export { expect, type Page } from '@playwright/test';

/** For a test of what another shows in most of its parts, or that tests of the server hold too: run by `pnpm e2e:long`, before a release. */
export const long = { tag: '@long' };

/** The people of the demonstration. */
export type Name = 'Anna Lind' | 'Omar Said' | 'Rakel Dal' | 'Ylva Norin' | 'Jonas Alm' | 'Maria Holm';

type Options = {
  /** More settings for the server, by the names of their variables. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whether the server is a process of its own, as a test needs that kills it. */
  readonly isOwnProcess: boolean;
};

type WorkerFixtures = {
  readonly hall: ServerHall;
  readonly seats: Seats;
};

type Fixtures = {
  readonly yrka: YrkaServer;
  /** A browser of somebody's own, signed in nowhere. */
  readonly browse: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** The same, signed in, and on no page yet: `openDocument` goes straight there. `isFirst` where the browser must have nothing of the app, as when the network is taken away. */
  readonly enter: (name: Name, options?: BrowserContextOptions & { readonly isFirst?: boolean }) => Promise<Page>;
  /** The same, with the list of matters before them. */
  readonly visit: (name: Name, options?: BrowserContextOptions & { readonly isFirst?: boolean }) => Promise<Page>;
};

/** Tests against a server and data of their own. A console error or an uncaught one fails a test. */
export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  settings: [{}, { option: true }],
  isOwnProcess: [false, { option: true }],
  hall: [
    async ({ browserName: _ }, use) => {
      const hall = new ServerHall();
      await use(hall);
      hall.end();
    },
    { scope: 'worker' },
  ],
  seats: [({ browserName: _ }, use) => use(new Seats()), { scope: 'worker' }],
  yrka: async ({ settings, isOwnProcess, hall }, use) => {
    const server = await YrkaServer.start(isOwnProcess ? ownProcess() : inHall(hall), settings);
    await use(server);
    await server.stop();
  },
  browse: async ({ browser, yrka, seats, contextOptions }, use) => {
    await use((options = {}) => seats.take(browser, { ...contextOptions, baseURL: yrka.address, ...options }));
    await seats.giveBack();
  },
  enter: async ({ browser, browse, yrka, contextOptions }, use) => {
    const errors: string[] = [];
    const firsts: BrowserContext[] = [];
    await use(async (name, { isFirst = false, ...options } = {}) => {
      const context = isFirst ? await browser.newContext({ ...contextOptions, baseURL: yrka.address, ...options }) : await browse(options);
      if (isFirst) firsts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(`${name}: ${error.message}`));
      page.on('console', (message) => {
        // A network that a test took away is told of in the console.
        if (message.type() === 'error' && !/ERR_|Failed to load resource|WebSocket connection/.test(message.text())) errors.push(`${name}: ${message.text()}`);
      });
      await signIn(context, yrka.address, name);
      return page;
    });
    for (const context of firsts) await context.close();
    expect(errors).toEqual([]);
  },
  visit: async ({ enter }, use) => {
    await use(async (name, options) => {
      const page = await enter(name, options);
      await page.goto('/');
      // As an expectation it would have the whole page told each time that it is not there yet.
      await page.getByRole('heading', { level: 1, name: 'Ärenden' }).waitFor();
      return page;
    });
  },
});

/** As the page where one chooses who to be does it (pages.spec.ts presses its buttons). */
async function signIn(context: BrowserContext, address: string, name: Name): Promise<void> {
  // A connection that was kept for the next request may have been the former server's.
  const session = await context.request.get('/api/session', { maxRetries: 2 });
  const { people } = (await session.json()) as { readonly people: readonly { readonly id: string; readonly name: string }[] };
  const personId = people.find((person) => person.name === name)?.id;
  const response = await context.request.post('/api/session', { data: { personId }, headers: { origin: address } });
  expect(response.ok()).toBe(true);
}

const kindNames = { Motion: 'motion', Tjänsteskrivelse: 'officerReport', Protokollsparagraf: 'minutesItem' } as const;

/** Opens a document of a matter, from the list or, where no page is open yet, by its address; what it returns is the paper, ready to be written on. */
export async function openDocument(page: Page, matter: string, document: keyof typeof kindNames): Promise<Locator> {
  if (page.url() === 'about:blank') {
    await page.goto(await addressOf(page, matter, document));
    return paperOf(page);
  }
  if (new URL(page.url()).pathname !== '/') await page.goto('/');
  const row = page.getByRole('listitem').filter({ hasText: matter });
  await row.getByRole('link', { name: document, exact: true }).click();
  return paperOf(page);
}

async function addressOf(page: Page, matter: string, document: keyof typeof kindNames): Promise<string> {
  const response = await page.request.get('/api/matters', { maxRetries: 2 });
  type Matters = { readonly matters: readonly { readonly title: string; readonly documents: readonly { readonly id: string; readonly kind: string }[] }[] };
  const { matters } = (await response.json()) as Matters;
  const found = matters.filter(({ title }) => title.toLowerCase().includes(matter.toLowerCase())).flatMap(({ documents }) => documents);
  const [id, another] = found.filter(({ kind }) => kind === kindNames[document]).map((one) => one.id);
  if (id === undefined || another !== undefined) throw new Error(`There is not one ${document} in ${matter}`);
  return `/dokument/${id}`;
}

/** The text of the document. */
export async function paperOf(page: Page): Promise<Locator> {
  const paper = page.locator('.ProseMirror');
  await paper.waitFor();
  return paper;
}

/** Puts the caret at the end of the block that holds these words. */
export async function caretAfter(page: Page, words: string): Promise<void> {
  await page.locator('.ProseMirror').getByText(words).last().click();
  await caretAtRest(page);
  await page.keyboard.press('End');
}

/** ProseMirror sets the caret again 20 ms after it had the focus, and a key that moves it before that is undone. This comes after it. */
export async function caretAtRest(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((done) => setTimeout(done, 20)));
}

/** More than the stops of any page of ours. */
const maxTabs = 200;

/** Presses Tab until this has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  // To find it by its name takes a look at every name of the page: once, and again only where it has been drawn anew.
  let element = await target.elementHandle();
  for (let tabs = 0; tabs < maxTabs; tabs++) {
    const at = await element?.evaluate((found) => (found === document.activeElement ? 'here' : found.isConnected ? 'elsewhere' : 'gone'));
    if (at === 'here') return;
    if (at !== 'elsewhere') element = await target.elementHandle();
    else await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** The document's words as its readers would have them, from the server. */
export async function plainText(page: Page): Promise<string> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  // A connection that was kept for the next request may be closed by the server at the moment when that is sent.
  const response = await page.request.get(`/api/documents/${id}/text`, { maxRetries: 2 });
  expect(response.ok()).toBe(true);
  return response.text();
}

/** The header says that all is stored. A save that began within the last 400 ms is not spoken of yet: ask the server for the words themselves. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.locator('[data-save]').first()).toHaveText(/^Sparat/);
}

/** The same, with the time of day at which it was stored. */
export async function expectSavedAt(page: Page): Promise<void> {
  await expect(page.locator('[data-save]').first()).toHaveText(/^Sparat \d{2}\.\d{2}$/);
}

/** axe finds nothing serious (WCAG 2.2 AA). */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothingSerious(page, { runOnly: levels });
}

/** The same in the light and, as far as colours are concerned, in the dark. */
export async function expectAccessibleByDayAndNight(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNothingSerious(page, { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The same in the light, in the dark and, but for the colours, on a phone, where nothing reaches past the edge. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  const size = page.viewportSize();
  await expectAccessibleByDayAndNight(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNothingSerious(page, { runOnly: levels, rules: { 'color-contrast': { enabled: false } } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  if (size !== null) await page.setViewportSize(size);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const levels: RunOptions['runOnly'] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function expectNothingSerious(page: Page, options: RunOptions): Promise<void> {
  // Once for each page: to read axe costs as much as to let it look, and less where it is written short. Only violations are worked out, a quarter of the work; and no style sheet is fetched again for rules that are not asked for, half of what is left.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (asked) => {
    // A colour on its way from one to another is neither: what has just been switched or opened is looked at when it is there.
    for (const animation of document.getAnimations()) animation.finish(); // none of ours goes on for ever
    const found = await window.axe.run({ ...asked, resultTypes: ['violations'], preload: false });
    // What has scrolled half under a bar is no smaller for that.
    const isUnderBar = (selector: string) => {
      const element = document.querySelector(selector);
      if (element === null) return false;
      const { left, width, top, bottom } = element.getBoundingClientRect();
      const shows = (y: number) => element.contains(document.elementFromPoint(left + width / 2, y));
      return bottom - top >= 24 && width >= 24 && shows(top + 1) !== shows(bottom - 1);
    };
    return found.violations
      .map(({ id, impact, nodes }) => ({
        id,
        impact,
        nodes: nodes
          .filter(({ target }) => id !== 'target-size' || !isUnderBar(target.join(' ')))
          .map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 160)}`),
      }))
      .filter(({ nodes }) => nodes.length > 0);
  }, options);
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const { colorScheme, width } = await page.evaluate(() => ({
    colorScheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    width: innerWidth,
  }));
  const told = serious.map(({ id, nodes }) => `${id}: ${nodes.join(', ')}`);
  expect(told, `${page.url()}, ${colorScheme}, ${width} px wide`).toEqual([]);
}
