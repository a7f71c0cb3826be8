import { schemaVersion } from '@yrka/schema';
import { rootOf } from '@yrka/ydoc';
import { churn, randomBelow } from '@yrka/ydoc/churnForTests';
import * as Y from 'yjs';
import { caretAfter, expect, expectAccessible, expectSaved, long, openDocument, type Page, paperOf, plainText, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';
const words = 'Barnen vet bäst';

test.use({ settings: { YRKA_UNLOAD_DELAY_MS: '1000' } });

declare global {
  interface Window {
    endSockets?: () => Promise<void>;
    /** What the server said and the page has not heard; null while it hears everything. */
    unheard?: (() => void)[] | null;
    /** What a screen reader was told. */
    heard?: string[];
  }
}

/**
 * A page whose computer can be put to sleep: its connections end, and none is made before it wakes.
 * They are the browser's own: Playwright's stand-ins send on what a socket takes no more that was closed meanwhile.
 */
async function sleeper(page: Page): Promise<{ sleep(): Promise<void>; wake(): Promise<void> }> {
  const watchSockets = () => {
    if (window.endSockets !== undefined) return;
    const sockets = new Set<WebSocket>();
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(sessionStorage.getItem('asleep') === null ? url : new URL('/asleep', url), protocols);
        sockets.add(this);
        this.addEventListener('close', () => sockets.delete(this));
      }
    };
    window.endSockets = async () => {
      const ends = [...sockets].map((socket) => new Promise((resolve) => socket.addEventListener('close', resolve)));
      for (const socket of sockets) socket.close(4503);
      await Promise.all(ends);
    };
  };
  await page.addInitScript(watchSockets);
  await page.evaluate(watchSockets);
  return {
    sleep: () =>
      page.evaluate(async () => {
        sessionStorage.setItem('asleep', '');
        await window.endSockets?.();
      }),
    wake: () => page.evaluate(() => sessionStorage.removeItem('asleep')),
  };
}

/** A page for which what the server says can be held up on its way. */
async function listener(page: Page): Promise<{ hold(): Promise<void>; letGo(): Promise<void> }> {
  await page.evaluate(() => {
    window.unheard = null;
    const hears = <Heard extends Event>(handler: ((event: Heard) => void) | null) =>
      handler && ((event: Heard) => (window.unheard ? void window.unheard.push(() => handler(event)) : handler(event)));
    window.WebSocket = class extends WebSocket {
      override set onmessage(handler: ((event: MessageEvent) => void) | null) {
        super.onmessage = hears(handler);
      }
      override set onclose(handler: ((event: CloseEvent) => void) | null) {
        super.onclose = hears(handler);
      }
    };
  });
  return {
    hold: () =>
      page.evaluate(() => {
        window.unheard = [];
      }),
    letGo: () =>
      page.evaluate(() => {
        const unheard = window.unheard ?? [];
        window.unheard = null;
        for (const hear of unheard) hear();
      }),
  };
}

/** Writes in the document for a year, and leaves it. Returns when the server has written it anew. */
async function reworkAndLeave(page: Page, documentId: string, last = 'Omarbetat'): Promise<void> {
  const path = `/api/documents/${documentId}`;
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, await (await page.request.get(`${path}/state?schema=${schemaVersion}`)).body());
  const before = Y.encodeStateVector(ydoc);
  const [paragraph, said] = [new Y.XmlElement('paragraph'), new Y.XmlElement('paragraph')];
  paragraph.insert(0, [new Y.XmlText('x')]);
  said.insert(0, [new Y.XmlText(last)]);
  rootOf(ydoc).push([paragraph, said]);
  churn(ydoc, 8_000, 2_000, randomBelow(1), [paragraph.get(0) as Y.XmlText]);
  const sent = await page.request.post(`${path}/updates?epoch=1`, {
    data: Buffer.from(Y.encodeStateAsUpdate(ydoc, before)),
    headers: { 'content-type': 'application/octet-stream', origin: new URL(page.url()).origin },
  });
  expect(sent.status()).toBe(204);
  await expect.poll(async () => ((await (await page.request.get(path)).json()) as { readonly epoch: number }).epoch, { timeout: 15_000 }).toBe(2);
}

/** What a screen reader is told of itself from now on. */
async function listening(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    window.heard = heard;
    for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]'))
      new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true, subtree: true, characterData: true });
  });
  return () => page.evaluate(() => window.heard ?? []);
}

/** To where a page is scrolled, and what is selected in it. */
const standing = (page: Page) => page.evaluate(() => ({ top: scrollY, selected: getSelection()?.toString() ?? '' }));

/** The names of the copies on this device, without whose they are. */
const copies = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('yrka/') ? [name.slice(name.lastIndexOf('/') + 1)] : [])));

const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

test('[WIRE29] a tab that slept while the document was written anew shows it once, and offers what was written in it', async ({ visit }) => {
  const [anna, omar] = [await visit('Anna Lind'), await visit('Omar Said')];
  const computer = await sleeper(anna);
  const paper = await openDocument(anna, matter, 'Motion');
  await expectSaved(anna);
  await computer.sleep();
  await caretAfter(anna, words);
  await anna.keyboard.type(' Skrivet i tunneln.');
  await reworkAndLeave(omar, idIn(anna));
  await computer.wake();
  const offer = anna.getByRole('main').getByText('Det sista du skrev hann inte sparas.');
  await expect(offer).toBeVisible({ timeout: 15_000 });
  await expect(paper).not.toContainText('Skrivet i tunneln.');
  await expect(paper.getByText(words)).toHaveCount(1);
  await expectAccessible(anna);
  await anna.getByRole('button', { name: 'Lägg in i texten' }).press('Enter');
  await expect(offer).toHaveCount(0);
  await expect(paper.getByText('Skrivet i tunneln.')).toHaveCount(1);
  await expectSaved(anna);
  await expect.poll(() => copies(anna)).toEqual(['2']);
  const omars = await openDocument(omar, matter, 'Motion');
  await expect(omars.getByText('Skrivet i tunneln.')).toHaveCount(1);
  await expect(omars.getByText(words)).toHaveCount(1);
});

test('[WIRE29] a tab in which nothing was written says nothing of it, and goes on', long, async ({ visit }) => {
  const [anna, omar] = [await visit('Anna Lind'), await visit('Omar Said')];
  const computer = await sleeper(anna);
  const paper = await openDocument(anna, matter, 'Motion');
  await caretAfter(anna, words);
  await anna.keyboard.type(' Sparat innan.');
  await expect.poll(() => plainText(anna)).toContain('Sparat innan.');
  await expectSaved(anna);
  await computer.sleep();
  await reworkAndLeave(omar, idIn(anna));
  await computer.wake();
  await expect(paper).toContainText('Omarbetat', { timeout: 15_000 });
  await expect(paper.getByText('Sparat innan.')).toHaveCount(1);
  await expect(anna.getByRole('main').getByText('Det sista du skrev hann inte sparas.')).toHaveCount(0);
  await caretAfter(anna, words);
  await anna.keyboard.type(' Och vidare.');
  await expectSaved(anna);
  await expect.poll(() => copies(anna)).toEqual(['2']);
});

test('[WIRE29] a page that was closed with unsent words offers them when the document is next opened, until it is answered', async ({ visit }) => {
  const [anna, omar] = [await visit('Anna Lind'), await visit('Omar Said')];
  const computer = await sleeper(anna);
  await openDocument(anna, matter, 'Motion');
  await expectSaved(anna);
  const address = anna.url();
  await computer.sleep();
  await caretAfter(anna, words);
  await anna.keyboard.type(' Skrivet i tunneln.');
  await expect(anna.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
  await anna.goto('/');
  await reworkAndLeave(omar, address.split('/').at(-1) ?? '');
  await computer.wake();
  for (const _time of ['once', 'and again']) {
    await anna.goto(address);
    const paper = await paperOf(anna);
    await expect(anna.getByRole('main').getByText('Det sista du skrev hann inte sparas.')).toBeVisible();
    await expect(anna.getByRole('main').getByText('”Skrivet i tunneln.”')).toBeVisible();
    await expect(paper.getByText(words)).toHaveCount(1);
  }
  await anna.getByRole('button', { name: 'Ta bort', exact: true }).press('Enter');
  await expect(anna.getByRole('main').getByText('Det sista du skrev hann inte sparas.')).toHaveCount(0);
  await expect.poll(() => copies(anna)).toEqual(['2']);
});

test.describe('a backup that is put back', () => {
  test.use({ isOwnProcess: true });

  test(
    '[WIRE29] and written anew again: a page from before goes on, and offers what it had not sent, also when it was closed',
    long,
    async ({ enter, visit, yrka }) => {
      const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said')];
      await openDocument(anna, matter, 'Motion');
      const address = anna.url();
      await anna.goto('/');
      await yrka.kill();
      const putBack = await yrka.backUp();
      await yrka.restart();
      await reworkAndLeave(omar, address.split('/').at(-1) ?? '');

      const computer = await sleeper(anna);
      await anna.goto(address);
      const paper = await paperOf(anna);
      await expectSaved(anna);
      await expect.poll(() => copies(anna)).toEqual(['2']);
      await computer.sleep();
      await caretAfter(anna, words);
      await anna.keyboard.type(' Skrivet i tunneln.');
      await expect(anna.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
      await yrka.kill();
      await putBack();
      await yrka.restart();
      await reworkAndLeave(omar, idIn(anna), 'Omarbetat på annat sätt');
      await computer.wake();

      const offer = anna.getByRole('main').getByText('Det sista du skrev hann inte sparas.');
      await expect(paper).toContainText('Omarbetat på annat sätt', { timeout: 15_000 });
      await expect(offer).toBeVisible();
      await expect(paper).not.toContainText('Skrivet i tunneln.');
      await expectSaved(anna);
      await anna.reload();
      await expect(offer).toBeVisible();
      await anna.getByRole('button', { name: 'Lägg in i texten' }).press('Enter');
      await expect(paper.getByText('Skrivet i tunneln.')).toHaveCount(1);
      await expectSaved(anna);
      await expect.poll(() => copies(anna)).toEqual(['2']);
    },
  );
});

test.describe('a document that somebody never leaves', () => {
  test.use({ settings: { YRKA_QUIET_DELAY_MS: '3000' } });

  test('[WIRE28, WIRE29] is written anew while nobody writes, and who sits there goes on where the caret stands', async ({ visit }) => {
    const [anna, omar] = [await visit('Anna Lind'), await visit('Omar Said')];
    const paper = await openDocument(anna, matter, 'Motion');
    await caretAfter(anna, words);
    await anna.keyboard.type(' Skrivet innan.');
    await expect.poll(() => plainText(anna)).toContain('Skrivet innan.');
    await anna.getByRole('button', { name: 'Versioner', exact: true }).click();
    const panel = anna.getByRole('heading', { name: 'Versioner' });
    await expect(panel).toBeVisible();
    await paper.focus();
    await paper.evaluate((element) => element.setAttribute('data-still-here', ''));
    await reworkAndLeave(omar, idIn(anna));
    await expect.poll(() => copies(anna), { timeout: 15_000 }).toEqual(['2']);

    await expect(paper).toHaveAttribute('data-still-here');
    await expect(paper).toBeFocused();
    await expect(panel).toBeVisible();
    await expect(paper).toContainText('Omarbetat');
    await expect(anna.getByRole('main').getByText('Det sista du skrev hann inte sparas.')).toHaveCount(0);
    await anna.keyboard.type(' Och vidare.');
    await expect(paper.getByText('Skrivet innan. Och vidare.')).toHaveCount(1);
    await expectSaved(anna);
    const omars = await openDocument(omar, matter, 'Motion');
    await expect(omars.getByText('Skrivet innan. Och vidare.')).toHaveCount(1);
    await expect(omars.getByText(words)).toHaveCount(1);
    await caretAfter(omar, 'Omarbetat');
    await omar.keyboard.type(' av Omar');
    await expect(paper).toContainText('Omarbetat av Omar');
    await expect(anna.locator('.yrka-caret__name')).toHaveText('Omar Said');
    await expectAccessible(anna);
  });

  test('[WIRE29, EPO5] a letter typed in that very moment stands once, where it was typed', async ({ visit }) => {
    const [anna, omar] = [await visit('Anna Lind'), await visit('Omar Said')];
    const network = await listener(anna);
    const paper = await openDocument(anna, matter, 'Motion');
    await caretAfter(anna, words);
    await expectSaved(anna);
    await network.hold();
    await reworkAndLeave(omar, idIn(anna));
    await anna.keyboard.type(' I samma stund.');
    // The page goes over somewhere in these words.
    const written = 'I samma stund. Och vidare, utan att vänta på någon eller något.';
    await Promise.all([network.letGo(), anna.keyboard.type(written.slice('I samma stund.'.length), { delay: 10 })]);
    await expect.poll(() => copies(anna), { timeout: 15_000 }).toEqual(['2']);
    await expect(anna.getByRole('main').getByText('Det sista du skrev hann inte sparas.')).toHaveCount(0);
    await expect(paper.getByText(written)).toHaveCount(1);
    await expectSaved(anna);
    await expect.poll(() => plainText(anna)).toContain(written);
    const omars = await openDocument(omar, matter, 'Motion');
    await expect(omars.getByText(written)).toHaveCount(1);
    await expect(omars).toContainText('Omarbetat');
  });

  test('[WIRE29] what stands on the page stays: a menu, what is selected, the place, the focus; and nothing is said of it', async ({ visit }) => {
    const [anna, omar] = [await visit('Anna Lind'), await visit('Omar Said')];
    const annas = await openDocument(anna, matter, 'Motion');
    await anna.setViewportSize({ width: 1_000, height: 420 });
    await caretAfter(anna, words);
    await anna.keyboard.press('Enter');
    await anna.keyboard.type('/rub');
    const menu = anna.getByRole('option', { name: /rubrik/i }).first();
    await expect(menu).toBeVisible();
    await omar.getByRole('button', { name: 'English' }).click();
    const omars = await openDocument(omar, matter, 'Motion');
    await omar.setViewportSize({ width: 1_000, height: 420 });
    await omar.getByRole('button', { name: /^Mode:/ }).press('Enter');
    await omar.getByRole('menuitemradio', { name: 'Read' }).press('Enter');
    await expect(omars).toHaveAttribute('contenteditable', 'false');
    await omars.getByText(words).click({ clickCount: 3 });
    await omar.getByRole('button', { name: 'Mode: Read' }).focus();
    const heard = [await listening(anna), await listening(omar)];
    const stand = async () => [await standing(anna), await standing(omar)];
    const before = await stand();
    expect(before[1]?.selected).toContain(words);

    await reworkAndLeave(omar, idIn(anna));
    for (const page of [anna, omar]) await expect.poll(() => copies(page), { timeout: 15_000 }).toEqual(['2']);
    expect(await stand()).toEqual(before);
    for (const told of heard) expect(await told()).toEqual([]);
    await expect(menu).toBeVisible();
    await expect(omar.getByRole('button', { name: 'Mode: Read' })).toBeFocused();
    await expect(annas).toBeFocused();
    await anna.keyboard.press('Escape');
    await anna.keyboard.type('rik');
    await expect(annas.getByText('/rubrik')).toHaveCount(1);
    await expect(omars.getByText('/rubrik')).toHaveCount(1);
  });

  test('[WIRE29, EPO3] what is under way is not broken off: a word that is composed, a comment that is written', async ({ visit }) => {
    const [anna, omar] = [await visit('Anna Lind'), await visit('Omar Said')];
    const omars = await openDocument(omar, matter, 'Motion');
    await caretAfter(omar, words);
    for (let count = 0; count < 3; count++) await omar.keyboard.press('Control+Shift+ArrowLeft');
    const quote = (await standing(omar)).selected;
    await omar.keyboard.press('Control+Alt+m');
    const field = omar.getByLabel('Ny kommentar');
    await expect(field).toBeFocused();
    await omar.keyboard.type('Halvvägs');
    const annas = await openDocument(anna, matter, 'Motion');
    const keyboard = await anna.context().newCDPSession(anna);
    const composed = (text: string) => keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await caretAfter(anna, words);
    await anna.keyboard.type(' Så');
    await annas.evaluate((paper) => paper.addEventListener('compositionend', () => paper.setAttribute('data-ended', '')));
    for (const text of ['o', 'oc']) await composed(text);

    await reworkAndLeave(omar, idIn(anna));
    for (const page of [anna, omar]) await expect.poll(() => copies(page), { timeout: 15_000 }).toEqual(['2']);
    await expect(annas).not.toHaveAttribute('data-ended');
    for (const text of ['ock', 'ocks', 'också']) await composed(text);
    await keyboard.send('Input.insertText', { text: 'också' });
    await anna.keyboard.type(' du.');
    await expect(omars.getByText(`${quote} Såockså du.`)).toHaveCount(1);

    await expect(field).toBeFocused();
    await omar.keyboard.type(' och framme');
    await expect(field).toHaveValue('Halvvägs och framme');
    await omar.keyboard.press('Control+Enter');
    await expect(field).toHaveCount(0);
    const marked = omars.locator('.yrka-commented');
    await expect(marked).toHaveText(quote);
    // In the midst of what it is about, which from then on is found by its letters alone.
    await caretAfter(anna, words);
    for (let letter = 0; letter < ` Såockså du.`.length + 2; letter++) await anna.keyboard.press('ArrowLeft');
    await anna.keyboard.type('(mer)');
    await expect(marked).toContainText('(mer)');
    await omar.reload();
    await expect(marked).toContainText('(mer)');
  });
});
