import { caretAfter, expect, expectAccessible, expectSaved, long, openDocument, type Page, paperOf, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';
const words = 'Barnen vet bäst';
const statePath = /\/api\/documents\/[^/]+\/state\?/;

/** What a page asks for over HTTP of a document's stored bytes, and the bytes that it is sent over sockets. */
function watch(page: Page): { readonly answers: { readonly status: number; readonly encoding: string | undefined }[]; socketBytes: number } {
  const seen: ReturnType<typeof watch> = { answers: [], socketBytes: 0 };
  page.on('response', (response) => {
    if (statePath.test(response.url())) seen.answers.push({ status: response.status(), encoding: response.headers()['content-encoding'] });
  });
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      seen.socketBytes += payload.length;
    });
  });
  return seen;
}

test('[WIRE25] a browser without a copy is given the document once, compressed, and one with a copy asks for none', async ({ visit }) => {
  const anna = await visit('Anna Lind');
  const seen = watch(anna);
  const paper = await openDocument(anna, matter, 'Motion');
  await expect(paper).toContainText(words);
  await expectSaved(anna);
  expect(seen.answers).toEqual([{ status: 200, encoding: 'br' }]);
  // Who is here, how far it was sent, and nothing of the text.
  expect(seen.socketBytes).toBeLessThan(500);
  await expectAccessible(anna);
  await caretAfter(anna, words);
  await anna.keyboard.type(' Och mer.');
  await expectSaved(anna);
  await anna.reload();
  await expect(await paperOf(anna)).toContainText('Och mer.');
  await expectSaved(anna);
  expect(seen.answers).toHaveLength(1);
});

for (const [what, answer] of [
  ['is broken off', (route) => route.abort()],
  ['is refused', (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"code":"notFound"}' })],
  ['brings something else', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Proxy</title>' })],
  ['brings what is no update', (route) => route.fulfill({ status: 200, headers: { 'Yrka-Seq': '1' }, body: 'no update' })],
  ['is never answered', () => {}],
] satisfies readonly (readonly [string, Parameters<Page['route']>[1]])[]) {
  test(
    `[WIRE25] when the request for the stored bytes ${what}, the document comes over the socket`,
    what === 'is never answered' ? {} : long,
    async ({ visit }) => {
      const anna = await visit('Anna Lind');
      await anna.route(statePath, answer);
      const paper = await openDocument(anna, matter, 'Motion');
      await expect(paper).toContainText(words);
      await caretAfter(anna, words);
      await anna.keyboard.type(' Och mer.');
      await expectSaved(anna);
    },
  );
}

test('[WIRE25] what is written before the socket has answered is saved when it does, beside what others wrote meanwhile', async ({ enter, visit }) => {
  const [anna, omar] = [await visit('Anna Lind'), await enter('Omar Said')];
  let isAway = true;
  await anna.routeWebSocket(/\/ws\//, (socket) => {
    if (isAway) void socket.close({ code: 4503 });
    else socket.connectToServer();
  });
  const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
  await caretAfter(anna, words);
  await anna.keyboard.type(' Annas ord.');
  await expect(annas).toContainText('Annas ord.');
  await caretAfter(omar, 'Allt kan inte byggas');
  await omar.keyboard.type(' Omars ord.');
  await expectSaved(omar);
  isAway = false;
  for (const paper of [annas, omars]) {
    await expect(paper).toContainText('Annas ord.');
    await expect(paper).toContainText('Omars ord.');
  }
  await expectSaved(anna);
});

test('[WIRE25] who loses the right to read between the bytes and the socket keeps nothing of the document', async ({ visit }) => {
  const anna = await visit('Anna Lind');
  await anna.routeWebSocket(/\/ws\//, (socket) => void socket.close({ code: 4403 }));
  await anna.getByRole('listitem').filter({ hasText: matter }).getByRole('link', { name: 'Motion', exact: true }).click();
  await expect(anna.getByRole('heading', { name: 'Du kan inte längre läsa dokumentet' })).toBeVisible();
  await expect(anna.getByText(words)).toHaveCount(0);
  await expect.poll(() => anna.evaluate(async () => (await indexedDB.databases()).filter(({ name }) => name?.startsWith('yrka/')))).toEqual([]);
});
