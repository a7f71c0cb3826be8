import { expect, expectSaved, long, openDocument, type Page, test } from '../harness.ts';

const motion = 'Trygga cykelvägar till skolan';

/** Holds back what a page's sockets say to the server, while the rest of its network is as it was. */
async function gateOf(page: Page) {
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  const cuts = new Set<() => void>();
  await page.routeWebSocket(/\/ws\//, async (socket) => {
    await gate.promise;
    const server = socket.connectToServer();
    const cut = () => {
      cuts.delete(cut);
      void server.close();
      void socket.close({ code: 4503 });
    };
    cuts.add(cut);
    server.onClose(() => cut());
  });
  return {
    close: () => {
      gate = Promise.withResolvers<void>();
      for (const cut of cuts) cut();
    },
    open: () => gate.resolve(),
  };
}

/** How often the page has asked for what a document is, from now on. */
function countDetails(page: Page): { times: number } {
  const asked = { times: 0 };
  page.on('request', (request) => {
    if (/\/api\/documents\/[^/]+$/.test(new URL(request.url()).pathname) && request.method() === 'GET') asked.times++;
  });
  return asked;
}

async function sendForSigning(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lämna in' }).click();
  await page.getByRole('menuitem', { name: /Skicka för underskrift/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Skicka för underskrift' }).click();
  await expect(page.getByText('0 av 2 har undertecknat')).toBeVisible();
}

async function expectToBeAskedToSign(page: Page): Promise<void> {
  await expect(page.getByText('0 av 2 har undertecknat')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Underteckna', exact: true })).toBeVisible();
  await expect(page.locator('.ProseMirror')).toHaveAttribute('contenteditable', 'false');
}

test('an act in the moment between a page’s first answer and its socket is seen', long, async ({ enter, visit }) => {
  const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said')];
  await openDocument(anna, motion, 'Motion');
  await expectSaved(anna);
  const gate = await gateOf(omar);
  gate.close();
  await openDocument(omar, motion, 'Motion');
  await sendForSigning(anna);
  gate.open();
  await expectToBeAskedToSign(omar);
});

test('an act while a page’s socket was away is seen when it is back, and nothing is asked again where there was none', async ({ enter, visit }) => {
  const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said')];
  await openDocument(anna, motion, 'Motion');
  await expectSaved(anna);
  const gate = await gateOf(omar);
  const asked = countDetails(omar);
  await openDocument(omar, motion, 'Motion');
  await expectSaved(omar);
  gate.close();
  await expect(omar.locator('[data-save]').first()).toHaveText(/^Ingen uppkoppling/);
  gate.open();
  await expectSaved(omar);
  expect(asked.times).toBe(1);

  gate.close();
  await expect(omar.locator('[data-save]').first()).toHaveText(/^Ingen uppkoppling/);
  await sendForSigning(anna);
  gate.open();
  await expectToBeAskedToSign(omar);
});

test.describe('a server that is killed', () => {
  test.use({ isOwnProcess: true });

  test('an act after it was started again is seen by a page that came back later', long, async ({ enter, visit, yrka }) => {
    const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said')];
    await openDocument(anna, motion, 'Motion');
    await expectSaved(anna);
    const gate = await gateOf(omar);
    await openDocument(omar, motion, 'Motion');
    await expectSaved(omar);
    gate.close();
    await yrka.kill();
    await yrka.restart();
    await expectSaved(anna);
    await sendForSigning(anna);
    gate.open();
    await expectToBeAskedToSign(omar);
  });
});
