import { caretAfter, expect, expectSaved, long, openDocument, type Page, paperOf, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

test('two people write in one motion at once, and each sees where the other is', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
  await caretAfter(anna, 'Barnen vet bäst');
  await caretAfter(omar, 'Allt kan inte byggas');
  await Promise.all([anna.keyboard.type(' Annas ord.', { delay: 15 }), omar.keyboard.type(' Omars ord.', { delay: 15 })]);
  for (const paper of [annas, omars]) {
    await expect(paper).toContainText('Annas ord.');
    await expect(paper).toContainText('Omars ord.');
  }
  await expect(anna.locator('.yrka-caret__name')).toHaveText('Omar Said');
  await expect(omar.locator('.yrka-caret__name')).toHaveText('Anna Lind');
  await expect.poll(async () => (await annas.innerText()) === (await omars.innerText())).toBe(true);
  await expectSaved(anna);
});

test('work goes on without a network, and is merged when it is back', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind', { isFirst: true }), await enter('Omar Said')];
  const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
  await caretAfter(anna, 'Barnen vet bäst');
  await anna.context().setOffline(true);
  await anna.keyboard.type(' Skrivet i tunneln.');
  await expect(anna.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
  await caretAfter(omar, 'Barnen vet bäst');
  await omar.keyboard.type(' Skrivet hemma.');
  await anna.context().setOffline(false);
  for (const paper of [annas, omars]) {
    await expect(paper).toContainText('Skrivet i tunneln.');
    await expect(paper).toContainText('Skrivet hemma.');
  }
  await expectSaved(anna);
});

test('what one wrote without a network is there after the page was closed and opened again', async ({ enter }) => {
  const anna = await enter('Anna Lind', { isFirst: true });
  const annas = await openDocument(anna, matter, 'Motion');
  const address = anna.url();
  await caretAfter(anna, 'Barnen vet bäst');
  await expectSaved(anna);
  await anna.route('**/ws/**', (route) => route.abort());
  await anna.context().setOffline(true);
  await anna.keyboard.type(' Skrivet i tunneln.');
  await expect(annas).toContainText('Skrivet i tunneln.');
  await expect(anna.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
  const again = await anna.context().newPage();
  await anna.close();
  await again.context().setOffline(false);
  await again.goto(address);
  await expect(await paperOf(again)).toContainText('Skrivet i tunneln.');
  await expectSaved(again);
});

test.describe('a server that is killed', () => {
  test.use({ isOwnProcess: true });

  test('the server is killed and started again while two write, and both see one text', async ({ enter, yrka }) => {
    const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
    const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
    await caretAfter(anna, 'Barnen vet bäst');
    await caretAfter(omar, 'Allt kan inte byggas');
    const typing = [
      anna.keyboard.type(' Ett två tre fyra fem sex sju åtta nio tio.', { delay: 20 }),
      omar.keyboard.type(' Alfa beta gamma delta epsilon zeta eta theta.', { delay: 20 }),
    ];
    await expect(annas).toContainText('Alfa');
    await yrka.kill();
    await Promise.all(typing);
    await yrka.restart();
    for (const paper of [annas, omars]) {
      await expect(paper).toContainText('Ett två tre fyra fem sex sju åtta nio tio.');
      await expect(paper).toContainText('Alfa beta gamma delta epsilon zeta eta theta.');
    }
    await expect.poll(async () => (await annas.innerText()) === (await omars.innerText())).toBe(true);
    await expectSaved(omar);
  });
});

/** What the server offers back to whoever this page belongs to. */
async function rescuesOf(page: Page): Promise<{ text: string; blockId: string | null; by: string | null }[]> {
  const response = await page.request.get(`/api/documents/${new URL(page.url()).pathname.split('/').at(-1)}/rescues`);
  expect(response.ok()).toBe(true);
  return ((await response.json()) as { rescues: { text: string; blockId: string | null; by: string | null }[] }).rescues;
}

/** Opens the menu of a clause; what it returns takes the clause away at one press. */
async function readyToRemove(page: Page, words: string): Promise<() => Promise<void>> {
  await caretAfter(page, words);
  await page.getByRole('button', { name: /^Flytta eller ta bort att-satsen/ }).click();
  const remove = page.getByRole('menuitem', { name: 'Ta bort', exact: true });
  await expect(remove).toBeVisible();
  return async () => {
    await remove.click();
    await expect(page.locator('.ProseMirror')).not.toContainText(words);
  };
}

const clause = 'tillsammans med eleverna kartlägga';
const offers = (page: Page) => page.getByRole('button', { name: /Ta tillbaka/ });

for (const returning of ['with the page still open', 'to the page opened anew'] as const) {
  test(
    `[schema RES3, RES4] what one writes offline in a clause that another removes is offered back once and whole, ${returning}`,
    returning === 'with the page still open' ? {} : long,
    async ({ enter }) => {
      const [anna, omar] = [await enter('Anna Lind', { isFirst: true }), await enter('Omar Said')];
      const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
      const remove = await readyToRemove(omar, clause);
      await caretAfter(anna, clause);
      await anna.context().setOffline(true);
      await anna.keyboard.type(' skrivet utan nät');
      await expect(anna.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
      await remove();
      await anna.context().setOffline(false);
      await expect(offers(anna)).toHaveCount(1);
      await expect(annas).not.toContainText(clause);
      await expect.poll(() => rescuesOf(anna)).toMatchObject([{ text: ' skrivet utan nät', blockId: expect.any(String), by: 'Omar Said' }]);
      if (returning === 'to the page opened anew') {
        await anna.reload();
        await paperOf(anna);
      }
      await expect(offers(anna)).toHaveCount(1);
      await expect(anna.locator('strong', { hasText: 'Omar Said tog bort stycket.' })).toBeVisible();
      // Who opens the page anew is told after it of what has changed.
      if (returning === 'with the page still open')
        await expect(anna.locator('[data-live-announcer]')).toContainText(/^Omar Said tog bort stycket\. Det du skrev: .* Alt\+T tar tillbaka det\.$/);
      await offers(anna).click();
      await expect(offers(anna)).toHaveCount(0);
      for (const paper of [annas, omars]) await expect(paper).toContainText('skrivet utan nät');
      await expectNoMoreOffers(anna, 'skrivet utan nät');
    },
  );
}

test('[schema RES3, RES4] what one writes online in a clause that another removes meanwhile is offered back once and whole', long, async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
  const remove = await readyToRemove(omar, clause);
  await caretAfter(anna, clause);
  // Some letters come to the server after the clause is gone there; what is typed when she sees it go stands where her caret then is.
  const typing = anna.keyboard.type(` ${'skrivet uppkopplad '.repeat(4)}`, { delay: 20 });
  await expect(omars).toContainText('skrivet uppkopplad');
  await remove();
  await typing;
  await expect(offers(anna)).toHaveCount(1);
  await expect(anna.locator('strong', { hasText: 'Omar Said tog bort stycket.' })).toBeVisible();
  // By the region that is always there: one that comes with its words in it is not read.
  await expect(anna.locator('[data-live-announcer]')).toContainText(/^Omar Said tog bort stycket\. Det du skrev: .* Alt\+T tar tillbaka det\.$/);
  await expectSaved(anna);
  await offers(anna).click();
  await expect(offers(anna)).toHaveCount(0);
  for (const paper of [annas, omars]) await expect(paper.locator('[data-node="attClause"]', { hasText: clause })).toContainText('skrivet uppkopplad');
  await expectNoMoreOffers(anna, 'skrivet uppkopplad');
});

/** Taken in the window and at the server: nothing is left to be asked about, now or the next time. */
async function expectNoMoreOffers(page: Page, words: string): Promise<void> {
  await expectSaved(page);
  await expect.poll(() => rescuesOf(page)).toEqual([]);
  await page.reload();
  await expect(await paperOf(page)).toContainText(words);
  await expectSaved(page);
  await expect(offers(page)).toHaveCount(0);
}

test("undo takes back one's own words only", async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
  await caretAfter(anna, 'Barnen vet bäst');
  await anna.keyboard.type(' Annas ord.');
  await expect(omars).toContainText('Annas ord.');
  await caretAfter(omar, 'Annas ord.');
  await omar.keyboard.type(' Omars ord.');
  await expect(annas).toContainText('Omars ord.');
  await anna.keyboard.press('Control+z');
  await expect(annas).not.toContainText('Annas ord.');
  await expect(annas).toContainText('Omars ord.');
  await expect(omars).not.toContainText('Annas ord.');
});

test('the report and the minutes are written by two at once', long, async ({ enter }) => {
  const [rakel, jonas] = [await enter('Rakel Dal'), await enter('Jonas Alm')];
  for (const kind of ['Tjänsteskrivelse', 'Protokollsparagraf'] as const) {
    const [rakels, jonass] = [await openDocument(rakel, 'meröppet', kind), await openDocument(jonas, 'meröppet', kind)];
    await caretAfter(rakel, 'Ingrid Näslund (C) och Tomas Berg (BD) har väckt');
    await caretAfter(jonas, 'Ingrid Näslund (C) och Tomas Berg (BD) har väckt');
    await Promise.all([rakel.keyboard.type(' Rakels ord.'), jonas.keyboard.type(' Jonas ord.')]);
    for (const paper of [rakels, jonass]) {
      await expect(paper).toContainText('Rakels');
      await expect(paper).toContainText('Jonas');
    }
    await expect.poll(async () => (await rakels.innerText()) === (await jonass.innerText())).toBe(true);
  }
});
