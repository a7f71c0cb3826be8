import { caretAfter, caretAtRest, expect, expectAccessible, expectSaved, long, openDocument, type Page, paperOf, plainText, tabTo, test } from '../harness.ts';

test('who opens a document stands at its name, and who begins a motion in its first paragraph', async ({ visit }) => {
  const page = await visit('Anna Lind');
  await page.getByRole('listitem').filter({ hasText: 'Trygga cykelvägar' }).getByRole('link', { name: 'Motion', exact: true }).press('Enter');
  const paper = await paperOf(page);
  await expect(page.locator('main header').getByText('Trygga cykelvägar till skolan')).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Ärenden' })).toBeFocused();
  await page.getByRole('button', { name: 'Ny motion' }).press('Enter');
  await page.keyboard.type('Fler bänkar');
  await page.keyboard.press('Enter');
  await expect(paper).toBeFocused();
  await page.keyboard.type('Det finns för få bänkar.');
  await expect(paper.getByText('Det finns för få bänkar.')).toBeVisible();
});

test('[LIN1] the arrows stay in a table’s column, keep their distance from the left, and never leave the text', async ({ enter }) => {
  const page = await enter('Rakel Dal');
  const { keyboard } = page;
  const paper = await openDocument(page, 'meröppet', 'Tjänsteskrivelse');
  await paper.getByText('Självbetjäningsautomat').click();
  await caretAtRest(page);
  await keyboard.press('Home');
  for (const next of ['Introduktion', 'Drift och tillsyn']) {
    await keyboard.press('ArrowDown');
    expect(await wordsAtCaret(page)).toContain(next);
  }
  await paper.getByText('240', { exact: true }).click();
  await caretAtRest(page);
  await keyboard.press('End');
  for (const [arrow, next] of [
    ['ArrowUp', '2027'],
    ['ArrowUp', 'Införandet'],
    ['ArrowDown', '2027'],
    ['ArrowDown', '240'],
  ] as const) {
    await keyboard.press(arrow);
    expect(await wordsAtCaret(page)).toContain(next);
  }

  await keyboard.press('Control+End');
  await keyboard.press('ArrowDown');
  await keyboard.type(' med flera');
  expect(await wordsAtCaret(page)).toContain('Motionärerna med flera');
});

/** The words of the block that the caret is in. */
function wordsAtCaret(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.getSelection()?.focusNode;
    const element = at instanceof Element ? at : at?.parentElement;
    return element?.closest('.ProseMirror [data-node]')?.textContent ?? '';
  });
}

test('a motion is written from empty to complete by keyboard alone', long, async ({ visit }) => {
  const page = await visit('Omar Said');
  const { keyboard } = page;
  await page.getByRole('button', { name: 'Ny motion' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Rubrik' })).toBeFocused();
  await keyboard.type('Ljus på gångvägarna');
  await keyboard.press('Enter');

  const paper = await paperOf(page);
  await expect(paper).toContainText('Ljus på gångvägarna');
  // One stands in its first paragraph. An arrow that comes at once would be undone: ProseMirror sets the caret again 20 ms after it had the focus.
  await expect(paper).toBeFocused();
  await keyboard.type('Många går till stationen i mörker.');
  await keyboard.press('Enter');
  await keyboard.type('/rubrik');
  await keyboard.press('Enter');
  await keyboard.type('Det här vill vi');
  await keyboard.press('Enter');
  await keyboard.type('Belysningen är från 1994.');
  await keyboard.press('Control+End');
  await stepInto(page, 'attClause', 'ArrowUp');
  await keyboard.type('att tekniska nämnden byter belysningen');
  await keyboard.press('Enter');
  await keyboard.type('arbetet är klart 2028');
  await keyboard.press('Alt+ArrowUp');

  const order = [
    'Till kommunfullmäktige',
    'Ljus på gångvägarna',
    'Många går till stationen',
    'Det här vill vi',
    'Belysningen är från 1994.',
    'att arbetet är klart 2028',
    'att tekniska nämnden byter belysningen',
    'Omar Said (L)',
  ];
  await expect
    .poll(async () => {
      const text = await plainText(page);
      const places = order.map((words) => text.indexOf(words, words.startsWith('Omar') ? text.indexOf('att tekniska') : 0));
      return places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0));
    })
    .toBe(true);
});

test('a whole motion, with a list, a second signatory, place and date, is written without the mouse and reads as it was written', async ({ visit }) => {
  const page = await visit('Omar Said');
  const { keyboard } = page;
  await tabTo(page, page.getByRole('button', { name: 'Ny motion' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Rubrik' })).toBeFocused();
  await keyboard.type('Ljus på gångvägarna');
  await keyboard.press('Enter');

  const paper = await paperOf(page);
  await expect(paper).toContainText('Ljus på gångvägarna');
  await expect(paper).toBeFocused();
  await keyboard.type('Många går till stationen i mörker.');
  await keyboard.press('Enter');
  await keyboard.type('/rubrik');
  await keyboard.press('Enter');
  await keyboard.type('Det här vill vi');
  await keyboard.press('Enter');
  await keyboard.type('Kommunen börjar med');
  await keyboard.press('Enter');
  await keyboard.type('/punkt');
  await keyboard.press('Enter');
  await keyboard.type('gångvägen till stationen');
  await keyboard.press('Enter');
  await keyboard.type('gångtunneln');

  await stepInto(page, 'attClause', 'ArrowDown');
  await keyboard.type('att tekniska nämnden byter belysningen');
  await keyboard.press('Enter');
  await keyboard.type('kostnaden redovisas');
  await keyboard.press('Enter');
  await keyboard.type('arbetet är klart 2028');
  await keyboard.press('Alt+ArrowUp');
  await stepInto(page, 'field', 'ArrowDown');
  await keyboard.press('Home');
  await keyboard.press('Shift+End');
  await keyboard.type('Sandvik');
  await keyboard.press('Tab');
  await keyboard.type('2026-12-01');
  await stepInto(page, 'person', 'ArrowDown');
  await keyboard.press('End');
  await keyboard.press('Enter');
  await keyboard.type('ann');
  await expect(page.getByRole('option', { name: /Anna Lind/ })).toBeVisible();
  await keyboard.press('Enter');
  await expectSaved(page);

  await expect.poll(() => plainText(page)).toBe(completeMotion);
});

const completeMotion = `Till kommunfullmäktige i Björkviks kommun

Ljus på gångvägarna

Många går till stationen i mörker.

Det här vill vi

Kommunen börjar med

– gångvägen till stationen
– gångtunneln

Med hänvisning till ovanstående föreslår vi att kommunfullmäktige beslutar

att tekniska nämnden byter belysningen
att arbetet är klart 2028
att kostnaden redovisas

Sandvik 2026-12-01

Omar Said (L)
Anna Lind (L)
`;

test('the list of all keys is shown above the document, which stays where it is', async ({ visit }) => {
  const page = await visit('Anna Lind');
  await openDocument(page, 'cykelvägar', 'Motion');
  const address = page.url();
  const menu = page.getByRole('button', { name: 'Inställningar' });
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Tangenter' }).press('Enter');
  const list = page.getByRole('dialog', { name: 'Tangenter' });
  await expect(list.getByRole('row').filter({ hasText: 'F9' }).first()).toContainText(/kommentar/i);
  await expect(list.getByRole('heading', { level: 3, name: 'Dokumentet' })).toBeAttached();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(menu).toBeFocused();
  expect(page.url()).toBe(address);
});

test('whatever can be done is found by its name, and done where the caret stands', async ({ enter }) => {
  const page = await enter('Anna Lind');
  const paper = await openDocument(page, 'cykelvägar', 'Motion');
  const dialog = page.getByRole('dialog', { name: 'Vad vill du göra?' });
  const field = dialog.getByRole('combobox', { name: 'Vad vill du göra?' });
  const seek = async (words: string) => {
    await page.keyboard.press('Alt+q');
    await expect(field).toBeFocused();
    await page.keyboard.type(words);
  };

  await caretAfter(page, 'Allt kan inte byggas');
  await seek('citat');
  await expect(dialog.getByRole('option')).toHaveText(['Citat']);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(paper).toBeFocused();
  await page.keyboard.type(' Så är det.');
  await expect(paper).toContainText('Så är det.');
  await expect(page.getByRole('button', { name: 'Citat', exact: true })).toHaveAttribute('aria-pressed', 'true');

  await seek('ångra');
  await page.keyboard.press('Enter');
  await expect(paper).toBeFocused();

  // A place in the document, and a panel beside it.
  await seek('att ge barn');
  await page.keyboard.press('Enter');
  await expect(paper).toBeFocused();
  await page.keyboard.type('Här: ');
  await expect(paper).toContainText('Här: ge barn- och utbildningsnämnden');
  await seek('kontroll');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').locator(':focus')).toBeVisible();

  await seek('xyz');
  await expect(dialog).toContainText('Inget här heter så.');
  await expect(page.locator('[data-live-announcer]')).toContainText('Inget här heter så.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // Above another dialog it would do things behind that one.
  await page.getByRole('button', { name: 'Inställningar' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Tangenter' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Tangenter' })).toBeVisible();
  await page.keyboard.press('Alt+q');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('whoever is used to Swedish Word has its keys', async ({ visit }) => {
  const page = await visit('Anna Lind');
  const paper = await openDocument(page, 'cykelvägar', 'Motion');
  await page.getByRole('button', { name: 'Inställningar' }).press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Som i svenska Word' }).press('Enter');
  await page.keyboard.press('Escape');
  await page.reload();
  await caretAfter(page, 'Allt kan inte byggas');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('fet');
  await page.keyboard.press('Control+k');
  await page.keyboard.type(' och kursiv');
  await expect(paper.locator('strong')).toHaveText('fet och kursiv');
  await expect(paper.locator('em')).toHaveText(' och kursiv');
  await page.keyboard.press('Control+b');
  await expect(page.getByRole('textbox', { name: 'Sök', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Inställningar' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Tangenter' }).press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'Fet' }).first()).toHaveText(/Ctrl\+F/);
});

test('Ctrl+A takes the field one is in, and everything only when pressed again', async ({ enter }) => {
  const page = await enter('Anna Lind');
  const paper = await openDocument(page, 'Trygga cykelvägar till skolan', 'Motion');
  await paper.getByText('Björkvik', { exact: true }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Sandvik');
  await expect(paper.getByText('Sandvik', { exact: true })).toBeVisible();
  await expect(paper).toContainText('Barnen vet bäst var det känns otryggt.');
});

test('[D3] the secretary records a yrkande by keyboard, and it reads as a sentence', async ({ enter }) => {
  const [jonas, rakel] = [await enter('Jonas Alm'), await enter('Rakel Dal')];
  const paper = await openDocument(jonas, 'meröppet', 'Protokollsparagraf');
  const rakels = await openDocument(rakel, 'meröppet', 'Protokollsparagraf');
  await paper.getByRole('button', { name: 'Nytt yrkande' }).focus();
  await jonas.keyboard.press('Enter');
  await jonas.keyboard.type('lin');
  await expect(jonas.getByRole('option', { name: /Anna Lind/ })).toBeVisible();
  await jonas.keyboard.press('Enter');
  await expect(jonas.getByRole('combobox', { name: 'Vad som yrkas' })).toBeFocused();
  await jonas.keyboard.type('bifall');
  await jonas.keyboard.press('Tab');
  await jonas.keyboard.type('motionen');
  await jonas.keyboard.press('Escape');
  await expectSaved(jonas);
  await expect.poll(() => plainText(jonas)).toContain('Anna Lind (L) yrkar bifall till motionen.');
  await expect(rakels).toContainText('Anna Lind (L) yrkar bifall till motionen.');
});

test('an unanswered clause is an empty seat until a point answers it', async ({ enter }) => {
  const page = await enter('Rakel Dal');
  const paper = await openDocument(page, 'meröppet', 'Tjänsteskrivelse');
  await expect(page.getByText('Att-sats 3 saknar svar')).toBeVisible();
  await paper.getByText('Ny beslutspunkt').click();
  await page.keyboard.type('avslå motionens tredje att-sats');
  const point = paper.locator('.node-decisionPoint').last();
  await point.getByRole('combobox').first().selectOption({ label: 'Avslås' });
  await point
    .getByRole('checkbox', { name: /3/ })
    .or(point.getByRole('button', { name: /3/ }))
    .first()
    .click();
  await expect(page.getByText('Att-sats 3 saknar svar')).toBeHidden();
  await expectSaved(page);
});

/** Presses an arrow until the caret stands in a block of this kind. */
async function stepInto(page: Page, node: string, arrow: 'ArrowDown' | 'ArrowUp'): Promise<void> {
  const isThere = () =>
    page.evaluate((name) => {
      const at = document.getSelection()?.anchorNode ?? null;
      const element = at instanceof Element ? at : at?.parentElement;
      return element?.closest(`[data-node="${name}"]`) != null;
    }, node);
  await expect
    .poll(async () => {
      if (await isThere()) return true;
      await page.keyboard.press(arrow);
      return isThere();
    })
    .toBe(true);
}

test('at the width of a phone no bar covers what has the focus, nor the caret (WCAG 2.4.11)', async ({ enter }) => {
  const page = await enter('Rakel Dal', { viewport: { width: 390, height: 640 } });
  const paper = await openDocument(page, 'meröppet', 'Tjänsteskrivelse');
  await expect(page.getByRole('group', { name: 'Delar av sidan' })).toBeVisible();
  const covered: string[] = [];
  const reached = new Set<string>();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press(key);
      const { name, isCovered } = await focused(page);
      reached.add(name);
      if (isCovered) covered.push(`${key} to ${name}`);
    }
  }
  expect(covered).toEqual([]);
  for (const name of ['Ny beslutspunkt', 'Lägg till: Mottagare', 'Lägg till bilagor']) expect(reached).toContain(name);

  await paper.getByText('Biblioteket i Sandvik ligger').click();
  await page.keyboard.press('End');
  for (let line = 1; line <= 14; line++) {
    await page.keyboard.press('Enter');
    await page.keyboard.type('Rad');
    await expectCaretInSight(page);
  }
  for (const key of ['ArrowDown', 'ArrowUp']) {
    for (let line = 1; line <= 30; line++) {
      await page.keyboard.press(key);
      await expectCaretInSight(page);
    }
  }
});

/** What has the focus, and whether something lies over any of it. The paper itself has a caret instead. */
function focused(page: Page): Promise<{ readonly name: string; readonly isCovered: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const name = element?.getAttribute('aria-label') ?? element?.textContent?.trim().slice(0, 40) ?? '';
    if (element === null || element === document.body || element.matches('.ProseMirror')) return { name, isCovered: false };
    // What stands for itself is measured; a zone to drop files on has the focus in something that is not seen.
    const seen = element.clientHeight > 10 ? element : (element.closest('[data-focus-visible]') ?? element);
    const { left, right, top, bottom } = seen.getBoundingClientRect();
    const middle = (left + right) / 2;
    const isCovered = [top + 2, bottom - 2].some((y) => {
      const above = document.elementFromPoint(middle, y);
      return above === null || !(seen.contains(above) || above.contains(seen));
    });
    return { name, isCovered };
  });
}

/** Nothing lies over the line that the caret stands in. */
async function expectCaretInSight(page: Page): Promise<void> {
  const isCovered = () =>
    page.evaluate(() => {
      const selection = getSelection();
      const paper = document.querySelector('.ProseMirror');
      if (selection === null || selection.rangeCount === 0 || paper === null) throw new Error('there is no caret');
      const caret = selection.getRangeAt(0).getClientRects()[0] ?? (selection.focusNode as Element).getBoundingClientRect();
      return [caret.top + 1, caret.bottom - 1].some((y) => !paper.contains(document.elementFromPoint(Math.max(caret.left - 2, 40), y)));
    });
  await expect.poll(isCovered).toBe(false);
}
