import { type Browser, chromium, expect, type Page } from '@playwright/test';
import playwrightConfig from '../../e2e/playwright.config.ts';
import { clauses, paragraphs } from './text.ts';

declare global {
  interface Window {
    /** Of each key press the milliseconds until it was painted. */
    painted: number[];
  }
}

/** The browser of the end-to-end tests, but one that compiles what runs often, as people's do. */
export function launchAsAtHome(): Promise<Browser> {
  const { args = [], ...options } = playwrightConfig.use?.launchOptions ?? {};
  return chromium.launch({ ...options, args: args.filter((arg) => !arg.startsWith('--js-flags=')) });
}

/** Signs in to a server as Anna Lind and imports the long text as a motion; returns the document's id. */
export async function importLongMotion(page: Page, address: string): Promise<string> {
  await page.goto(address);
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
  if (documentId === undefined) throw new Error('Nothing was imported');
  return documentId;
}

/** A page that measures what it paints. */
export async function newPage(from: Browser): Promise<Page> {
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
export async function expectWhole(page: Page): Promise<void> {
  const paper = page.locator('.ProseMirror');
  for (const text of [paragraphs[0], paragraphs.at(-1), clauses[0], clauses.at(-1)]) await expect(paper).toContainText(text ?? '');
  await expect(paper.locator('p')).not.toHaveCount(0);
}

/** Types letters after these words at the speed of a quick writer; the milliseconds of each. */
export async function typeAt(page: Page, words: string, count: number): Promise<number[]> {
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

export function quantile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? Number.NaN;
}
