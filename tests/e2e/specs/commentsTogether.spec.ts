import { caretAfter, expect, expectAccessible, expectAccessibleByDayAndNight, long, openDocument, type Page, test } from '../harness.ts';

const motion = ['Trygga cykelvägar till skolan', 'Motion'] as const;
const paragraph = 'Bilarna som lämnar barn';
const panelOf = (page: Page) => page.getByRole('region', { name: 'Kommentarer', exact: true });
const marked = (page: Page) => page.locator('.ProseMirror .yrka-commented');
const heard = (page: Page, words: string | RegExp) => expect(page.getByRole('status').filter({ hasText: words })).toHaveCount(1);
const documentOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Begins a comment on the last words of a line, by keyboard. */
async function begin(page: Page, text: string, words = paragraph, count = 2): Promise<void> {
  await caretAfter(page, words);
  for (let word = 0; word < count; word++) await page.keyboard.press('Control+Shift+ArrowLeft');
  await page.keyboard.press('Control+Alt+m');
  await expect(page.getByLabel('Ny kommentar')).toBeFocused();
  await page.keyboard.type(text);
}
async function comment(page: Page, text: string, words = paragraph): Promise<void> {
  await begin(page, text, words);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Ny kommentar')).toHaveCount(0);
  await expect(panelOf(page)).toContainText(text);
}

test('a comment for the administration is read there and by its writer, and a reviewer sees nothing of the others', async ({ enter, visit }) => {
  const [rakel, maria] = [await enter('Rakel Dal'), await visit('Maria Holm')];
  const report = ['Motion om meröppet på biblioteket i Sandvik', 'Tjänsteskrivelse'] as const;
  await openDocument(rakel, ...report);
  const place = 'Biblioteket i Sandvik ligger i samma byggnad';
  const { origin } = new URL(rakel.url());
  const asked = await rakel.request.post(`/api/documents/${documentOf(rakel)}/acts/shareForReview`, {
    data: { personIds: ['maria-holm'] },
    headers: { origin },
  });
  expect(asked.ok()).toBe(true);
  // Said over HTTP: what she reads on the screen is another test's.
  const of = `/api/documents/${documentOf(rakel)}/comments`;
  const said = { id: '7Qm2xVbT9sKd', text: 'Stämmer beloppet?', anchor: null, audience: 'administration' };
  expect((await maria.request.post(of, { data: said, headers: { origin } })).ok()).toBe(true);
  await heard(rakel, 'Ny kommentar av Maria Holm till hela dokumentet');
  await rakel.getByRole('button', { name: /^Kommentarer 1 öppna, 1 oläst/ }).click();
  await expect(panelOf(rakel)).toContainText('Stämmer beloppet?');
  await begin(rakel, 'Bara vi', place);
  await panelOf(rakel).getByLabel('Synlig för').selectOption({ label: 'förvaltningen' });
  await panelOf(rakel).getByRole('button', { name: 'Kommentera', exact: true }).click();
  await expect(panelOf(rakel)).toContainText('Bara vi');
  await expect(panelOf(rakel).getByText('Synlig för: förvaltningen')).toHaveCount(2);
  await expectAccessible(rakel);
  const read = await (await maria.request.get(of)).text();
  expect(read).toContain('Stämmer beloppet?');
  expect(read).not.toContain('Bara vi');
});

test('what is assigned to one is in the bell, leads to the comment, is among one’s own, and is unread until it is opened', async ({ enter, visit }) => {
  const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said')];
  await openDocument(anna, ...motion);
  await comment(anna, 'Räkna om detta.');
  await comment(anna, 'Hur många?', 'I Björkvik har tre av fyra');
  await panelOf(anna)
    .getByRole('button', { name: /till: .*Räkna om|Räkna om/ })
    .click();
  await panelOf(anna).getByRole('button', { name: 'Tilldela' }).click();
  await anna.getByRole('menuitemradio', { name: 'Omar Said' }).click();
  await heard(anna, 'Kommentaren är tilldelad Omar Said.');
  await expect(panelOf(anna)).toContainText('Tilldelad Omar Said');
  await omar.getByRole('button', { name: 'Aviseringar, 1 oläst' }).click();
  await expect(omar.getByText('Anna Lind har tilldelat dig en kommentar')).toBeVisible();
  await omar.getByRole('dialog').getByRole('link', { name: motion[0] }).click();
  const card = panelOf(omar).getByRole('button', { name: /^Kommentar 2 av 2 till: ”/ });
  await expect(card).toBeFocused();
  await expect(card).toHaveAttribute('aria-expanded', 'true');
  await expect(omar.getByRole('button', { name: 'Kommentarer 2 öppna, 1 oläst' })).toBeVisible();
  await panelOf(omar).getByRole('button', { name: 'Mina 1' }).click();
  await expect(panelOf(omar).locator('[data-thread]')).toHaveCount(1);
  await expectAccessibleByDayAndNight(omar);
  await panelOf(omar).getByRole('button', { name: 'Olästa 1' }).click();
  await expect(panelOf(omar)).toContainText('Hur många?');
  await panelOf(omar).getByRole('button', { name: 'Markera alla som lästa' }).click();
  await expect(omar.getByRole('button', { name: 'Kommentarer 2 öppna', exact: true })).toBeVisible();
  // Nobody else's reading is touched, and the next page knows it.
  await omar.reload();
  await expect(omar.getByRole('button', { name: 'Kommentarer 2 öppna', exact: true })).toBeVisible();
});

test('a suggested wording is taken into the text, or becomes a suggestion there', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  const annas = await openDocument(anna, ...motion);
  await openDocument(omar, ...motion);
  await begin(omar, 'Bättre så?', paragraph, 1);
  await panelOf(omar).getByRole('button', { name: 'Föreslå lydelse' }).click();
  await expect(omar.getByLabel('Ny lydelse')).toBeFocused();
  const words = await omar.getByLabel('Ny lydelse').inputValue();
  await omar.keyboard.type('synnerligen <b>ofta</b>');
  await panelOf(omar).getByRole('button', { name: 'Kommentera', exact: true }).click();
  await anna.getByRole('button', { name: /^Kommentarer 1/ }).click();
  await panelOf(anna)
    .getByRole('button', { name: /^Kommentar 1 av 1/ })
    .click();
  const wording = panelOf(anna).getByRole('group', { name: 'Föreslagen lydelse' });
  await expect(wording.getByRole('deletion')).toHaveText(words);
  await expect(wording.getByRole('insertion')).toHaveText('synnerligen <b>ofta</b>');
  await expectAccessible(anna);
  await wording.getByRole('button', { name: 'Godta den föreslagna lydelsen' }).click();
  await expect(annas).toContainText('synnerligen <b>ofta</b>');
  await heard(anna, 'Lydelsen är införd i texten och kommentaren markerad som klar.');
  await expect(panelOf(omar).getByRole('button', { name: 'Klara 1' })).toBeVisible();
  // In one step, and back in one.
  await annas.focus();
  await anna.keyboard.press('Control+z');
  await expect(annas).not.toContainText('synnerligen');
  // As a suggestion the words stand until somebody decides.
  await begin(omar, '', 'I Björkvik har tre av fyra', 1);
  await panelOf(omar).getByRole('button', { name: 'Föreslå lydelse' }).click();
  await omar.keyboard.type('helt utan');
  await panelOf(omar).getByRole('button', { name: 'Kommentera', exact: true }).click();
  await panelOf(anna)
    .getByRole('button', { name: /^Kommentar 1 av 1/ })
    .click();
  await panelOf(anna).getByRole('button', { name: 'Gör till förslag' }).click();
  await expect(annas.getByRole('insertion').or(annas.locator('ins'))).toHaveText('helt utan');
  await expect(anna.getByRole('button', { name: /^Ändringar/ })).toBeVisible();
});

test('what came of a comment is said with its reason, and the focus is never lost', long, async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  await openDocument(anna, ...motion);
  await comment(anna, 'Hur många?', 'I Björkvik har tre av fyra');
  await comment(anna, 'Vilken nämnd?');
  await openDocument(omar, ...motion);
  const first = panelOf(omar).getByRole('button', { name: /^Kommentar 1 av/ });
  await first.focus();
  await omar.keyboard.press('Enter');
  await panelOf(omar).getByRole('button', { name: 'Klar med besked' }).click();
  await expect(panelOf(omar).getByLabel('Skäl')).toBeFocused();
  await panelOf(omar).getByText('Inte åtgärdad', { exact: true }).click();
  await expect(panelOf(omar).getByRole('radio', { name: 'Inte åtgärdad' })).toBeChecked();
  await panelOf(omar).getByLabel('Skäl').fill('Uppgiften är inte känd.');
  await expectAccessible(omar);
  await panelOf(omar).getByRole('button', { name: 'Markera som klar' }).click();
  // The next takes its place, and the focus.
  await expect(panelOf(omar).getByRole('button', { name: /^Kommentar 1 av 1/ })).toBeFocused();
  await expect(panelOf(omar)).not.toContainText('Hur många?');
  // It was open before Anna too, and stays there until she goes on.
  await panelOf(anna).getByRole('button', { name: 'Klara 1' }).click();
  await panelOf(anna)
    .getByRole('button', { name: /Hur många/ })
    .click();
  await expect(panelOf(anna)).toContainText('Inte åtgärdad – skäl: Uppgiften är inte känd.');
  // Anna removes the one on which Omar stands: nothing is left, and he stands at the heading.
  await panelOf(anna).getByRole('button', { name: 'Öppna 1' }).click();
  await panelOf(anna)
    .getByRole('button', { name: /Vilken nämnd/ })
    .click();
  await panelOf(anna)
    .getByRole('button', { name: /^Ta bort/ })
    .click();
  await anna.getByRole('alertdialog').getByRole('button', { name: 'Ta bort' }).click();
  await expect(panelOf(anna).getByRole('heading', { name: 'Kommentarer' })).toBeFocused();
  await expect(panelOf(omar).getByRole('heading', { name: 'Kommentarer' })).toBeFocused();
});

test('a link to a comment that is gone says so, and one whose words are gone leads to it', long, async ({ enter }) => {
  const anna = await enter('Anna Lind');
  const paper = await openDocument(anna, ...motion);
  await comment(anna, 'Vilken nämnd?');
  const [thread] = ((await (await anna.request.get(`/api/documents/${documentOf(anna)}/comments`)).json()) as { threads: { id: string }[] }).threads;
  const address = anna.url().split('#')[0] ?? '';
  await paper.getByText(paragraph).click({ clickCount: 3 });
  await anna.keyboard.press('Backspace');
  await expect(panelOf(anna).getByRole('region', { name: 'Orden är borta' })).toBeVisible();
  await anna.goto('/');
  await anna.goto(`${address}#kommentar-${thread?.id}`);
  await expect(
    panelOf(anna)
      .getByRole('region', { name: 'Orden är borta' })
      .getByRole('button', { name: /^Kommentar 1 av 1/ }),
  ).toBeFocused();
  await anna.goto('/');
  await anna.goto(`${address}#kommentar-7Qm2xVbT9sKd`);
  await expect(panelOf(anna).getByText('Kommentaren finns inte längre.')).toBeVisible();
  await expect(panelOf(anna).getByRole('heading', { name: 'Kommentarer' })).toBeFocused();
  await expectAccessible(anna);
  await expect(marked(anna)).toHaveCount(0);
});
