import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from '@playwright/test';

type Seat = {
  readonly context: BrowserContext;
  readonly origin: string;
  /** A page that stays, of the same site: while it is there Chromium keeps the process, and with it the scripts that it has read. */
  readonly ground: Page;
  readonly devtools: CDPSession;
};

/**
 * Browsers that a worker's tests are lent, one after the other. Half of what a visit costs is to start a process and to read the app's
 * scripts; who comes to a seat finds both there, as somebody who was here yesterday does, and nothing else of whoever sat there.
 */
export class Seats {
  readonly #free = new Map<string, Seat[]>();
  readonly #taken = new Map<BrowserContext, () => Promise<void>>();

  /** A browser that is signed in nowhere and has stored nothing. `options` name the address of a server that is up. */
  async take(browser: Browser, options: BrowserContextOptions & { readonly baseURL: string }): Promise<BrowserContext> {
    const kind = JSON.stringify(options);
    const free = this.#free.get(kind) ?? [];
    this.#free.set(kind, free);
    const seat = free.pop() ?? (await openSeat(browser, options));
    this.#taken.set(seat.context, async () => {
      if (await isDoneWithin(patienceMs, clear(seat))) free.push(seat);
      else void seat.context.close().catch(() => {}); // it goes with the browser at last
    });
    return seat.context;
  }

  /** Closes the pages of all that are taken and clears what they have stored. A browser that its test has closed is let go, and one that does not come to an end with it. */
  async giveBack(): Promise<void> {
    for (const [context, giveBack] of this.#taken) {
      this.#taken.delete(context);
      if (context.pages().length > 0) await giveBack();
    }
  }
}

/** Seen once: Chromium never told which databases were left of a page that was closed while it stored something. */
const patienceMs = 20_000;

async function isDoneWithin(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const isDone = await Promise.race([work.then(() => true as const), late]).finally(() => clearTimeout(timer));
  if (!isDone) work.catch(() => {}); // its end is nobody's any more
  return isDone;
}

async function openSeat(browser: Browser, options: BrowserContextOptions & { readonly baseURL: string }): Promise<Seat> {
  const context = await browser.newContext(options);
  const ground = await context.newPage();
  await ground.goto('/favicon.svg');
  return { context, origin: new URL(options.baseURL).origin, ground, devtools: await context.newCDPSession(ground) };
}

async function clear({ context, origin, ground, devtools }: Seat): Promise<void> {
  for (const page of context.pages()) if (page !== ground) await page.close();
  await context.setOffline(false);
  await context.clearPermissions();
  await context.clearCookies();
  // What a page was storing when it was closed may come after it.
  for (let left = Number.POSITIVE_INFINITY; left > 0; ) {
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    left = await ground.evaluate(async () => localStorage.length + (await indexedDB.databases()).length);
  }
}
