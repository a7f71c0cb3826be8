import { word } from '../../../packages/editor/src/pasting/fixturesForTests.ts';
import { caretAtRest, caretAfter, expect, expectSavedAt, openDocument, type Page, plainText, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

test('the word att is not doubled, whether typed or pasted, and spaces in a law’s place and a sum do not break', async ({ enter }) => {
  const page = await enter('Anna Lind');
  const paper = await openDocument(page, matter, 'Motion');
  await caretAfter(page, 'Barnen vet bäst');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Enligt 5 kap. 35 § får det kosta 480 000 kronor.');
  await expect(paper).toContainText('Enligt 5 kap. 35 § får det kosta 480 000 kronor.');
  expect(await paper.evaluate((element) => element.textContent)).toContain('5\u00a0kap.\u00a035\u00a0§ får det kosta 480\u00a0000\u00a0kronor.');

  await lastClause(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type('att bygga en bro');
  await page.keyboard.press('Enter');
  await paste(page, 'att måla räcket\natt sätta upp skyltar');
  await expectSavedAt(page);
  await expect.poll(() => plainText(page)).toContain('att bygga en bro\natt måla räcket\natt sätta upp skyltar\n');
  expect(await plainText(page)).not.toContain('att att');
});

test('a clause that is added from the tools before one has been in the text is brought into sight', async ({ enter }) => {
  const page = await enter('Anna Lind');
  const paper = await openDocument(page, matter, 'Motion');
  const clauses = paper.locator('[data-node="attClause"]');
  await expect(clauses.last()).not.toBeInViewport();
  await page.getByRole('toolbar').getByRole('button', { name: 'Ny att-sats' }).click();
  await expect(clauses).toHaveCount(4);
  await expect(clauses.last()).toBeInViewport();
  await page.keyboard.type('räkna cyklarna');
  await expect(clauses.last()).toHaveText('räkna cyklarna');
});

test('a page from Word keeps its headings and lists, lines from a PDF become sentences', async ({ enter }) => {
  const page = await enter('Anna Lind');
  const paper = await openDocument(page, matter, 'Motion');
  await caretAfter(page, 'Barnen vet bäst');
  await page.keyboard.press('Enter');
  await paste(page, 'Trygga cykelvägar', word);
  await expect(paper.getByRole('heading', { name: 'Bakgrund' })).toBeVisible();
  await expect.poll(() => plainText(page)).toContain('Varje morgon cyklar många barn till skolan längs väg 222.\n\n– Belysning saknas.\n');
  await expect(paper.locator('[style*="font-family"], .MsoNormal')).toHaveCount(0);

  await caretAfter(page, 'Barnen vet bäst');
  await page.keyboard.press('Enter');
  await paste(page, 'Kommunens trafik-\nplan säger att barn ska kunna cykla till sko-\nlan utan att korsa en väg\nmed mycket trafik.');
  await expect(paper).toContainText('Kommunens trafikplan säger att barn ska kunna cykla till skolan utan att korsa en väg med mycket trafik.');
});

test('words are found and replaced everywhere, and one undo takes it back', async ({ enter }) => {
  const page = await enter('Anna Lind');
  const paper = await openDocument(page, matter, 'Motion');
  await expect(paper).toContainText('Kvarnvägen');
  await caretAfter(page, 'Barnen vet bäst');
  await page.keyboard.press('Control+h');
  await page
    .getByRole('searchbox')
    .or(page.getByRole('textbox', { name: 'Sök', exact: true }))
    .first()
    .fill('Kvarnvägen');
  await page.getByRole('textbox', { name: /Ersätt med/ }).fill('Slussvägen');
  await page.getByRole('button', { name: /Ersätt alla/ }).click();
  await expect(paper).not.toContainText('Kvarnvägen');
  await expect(paper).toContainText('Slussvägen');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(paper).toContainText('Kvarnvägen');
  await expect(paper).not.toContainText('Slussvägen');
});

test('a table of costs has the same sum on the paper as in what is taken from it', async ({ enter }) => {
  const page = await enter('Anna Lind');
  const paper = await openDocument(page, matter, 'Motion');
  const sums = await paper.locator('.yrka-sum').first().locator('th, td').allInnerTexts();
  expect(sums).toEqual(['Summa', '1\u00a0190', '1\u00a0940']);
  expect(await plainText(page)).toContain(sums.join('\t'));
  await paper.getByText('650', { exact: true }).click();
  await caretAtRest(page);
  await page.keyboard.press('End');
  await page.keyboard.type('0');
  await expect(paper.locator('.yrka-sum').first()).toContainText('7\u00a0040');
});

test('[UND1, UND2] undo at opening does nothing, and undo of a move keeps what another writes meanwhile', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
  const before = await annas.innerText();
  await caretAfter(anna, 'att tillsammans med eleverna kartlägga');
  await anna.keyboard.press('Control+z');
  expect(await annas.innerText()).toBe(before);

  await caretAfter(omar, 'att tillsammans med eleverna kartlägga');
  // One move: two are one undo step only when the machine is quick enough.
  await anna.keyboard.press('Alt+ArrowUp');
  const typing = omar.keyboard.type(' Omar skriver vidare.', { delay: 20 });
  await anna.keyboard.press('Control+z');
  await typing;
  const [clauses, omarsClauses] = [annas.locator('[data-node="attClause"]'), omars.locator('[data-node="attClause"]')];
  for (const each of [clauses, omarsClauses]) await expect(each.nth(2)).toContainText('Omar skriver vidare.');
  await anna.keyboard.press('Control+y');
  for (const each of [clauses, omarsClauses]) {
    await expect(each.nth(1)).toContainText('Omar skriver vidare.');
    await expect(each).toHaveCount(3);
  }
});

test('two who cut one clause at the same place keep its words once', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind', { isFirst: true }), await enter('Omar Said')];
  const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
  for (const page of [anna, omar]) {
    await lastClause(page);
    for (let letter = 0; letter < 'skolvägarna.'.length; letter++) await page.keyboard.press('ArrowLeft');
  }
  await anna.context().setOffline(true);
  await anna.keyboard.press('Enter');
  await omar.keyboard.press('Enter');
  await expectSavedAt(omar);
  await anna.context().setOffline(false);
  await expect.poll(async () => (await annas.innerText()) === (await omars.innerText())).toBe(true);
  await expectSavedAt(anna);
  for (const page of [anna, omar]) await expect.poll(async () => (await plainText(page)).split('skolvägarna.').length - 1).toBe(1);
});

/** The caret at the very end of the last clause, however many lines it has. */
async function lastClause(page: Page): Promise<void> {
  await page.locator('.ProseMirror').getByText('att tillsammans med eleverna kartlägga').last().click();
  const end = () =>
    page.evaluate(() => {
      const selection = document.getSelection();
      const clause = selection?.anchorNode?.parentElement?.closest('[data-node="attClause"]');
      const after = document.createRange();
      if (selection == null || clause == null || selection.anchorNode === null) return null;
      after.setStart(selection.anchorNode, selection.anchorOffset);
      after.setEndAfter(clause);
      return after.toString().trim() === '';
    });
  await expect
    .poll(async () => {
      await page.keyboard.press('End');
      if (await end()) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    })
    .toBe(true);
}

/** As the browser does it: the clipboard holds a text, and a page where the program gave one. */
async function paste(page: Page, text: string, html = ''): Promise<void> {
  await page.evaluate(
    ([plain, rich]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', plain);
      if (rich !== '') clipboardData.setData('text/html', rich);
      document.querySelector('.ProseMirror')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [text, html] as const,
  );
}
