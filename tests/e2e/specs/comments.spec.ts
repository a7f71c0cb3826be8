import { caretAfter, expect, expectAccessible, expectAccessibleByDayAndNight, expectAccessibleEverywhere, openDocument, type Page, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';
const paragraph = 'Bilarna som lämnar barn';

const panelOf = (page: Page) => page.getByRole('region', { name: 'Kommentarer', exact: true });
const marked = (page: Page) => page.locator('.ProseMirror .yrka-commented');
const documentOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';
const commentsOf = async (page: Page, document: string) => {
  const answer = await page.request.get(`/api/documents/${document}/comments`);
  return answer.ok() ? ((await answer.json()) as { threads: { comments: { text: string }[] }[] }).threads : answer.status();
};

/** Selects the last two words on the last line of a paragraph, as one does without a mouse. */
async function selectWords(page: Page, words = paragraph): Promise<void> {
  await caretAfter(page, words);
  for (let count = 0; count < 2; count++) await page.keyboard.press('Control+Shift+ArrowLeft');
}

async function comment(page: Page, text: string, words = paragraph): Promise<string> {
  await selectWords(page, words);
  await page.keyboard.press('Control+Alt+m');
  await expect(page.getByLabel('Ny kommentar')).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Ny kommentar')).toHaveCount(0);
  await expect(panelOf(page)).toContainText(text);
  return (await marked(page).last().innerText()).trim();
}

test('everything is done from the keyboard: from the words to the comment and back with one key each', async ({ enter }) => {
  const anna = await enter('Anna Lind');
  const paper = await openDocument(anna, matter, 'Motion');
  const first = await comment(anna, 'Hur många?', 'I Björkvik har tre av fyra');
  const second = await comment(anna, 'Vilken nämnd?');
  const card = (number: number, words: string) => panelOf(anna).getByRole('button', { name: `Kommentar ${number} av 2 till: ”${words}”` });
  // Who has sent it is at its card; Escape leads back to the words.
  await expect(card(2, second)).toBeFocused();
  await expectAccessibleByDayAndNight(anna);
  await anna.keyboard.press('Escape');
  await expect(paper).toBeFocused();
  await anna.keyboard.press('Alt+F9');
  await expect(card(2, second)).toBeFocused();
  await expect(card(2, second)).toHaveAttribute('aria-expanded', 'true');
  // From card to card, round to the first one.
  await anna.keyboard.press('F9');
  await expect(card(1, first)).toBeFocused();
  await anna.keyboard.press('Escape');
  await expect(paper).toBeFocused();
  // From words to words: what is said of them is heard.
  await anna.keyboard.press('F9');
  await expect(anna.getByRole('status').filter({ hasText: `Kommentar 2 av 2 till: ”${second}”. Vilken nämnd? – Anna Lind` })).toHaveCount(1);
  await anna.keyboard.press('Shift+F9');
  await expect(anna.getByRole('status').filter({ hasText: `Kommentar 1 av 2 till: ”${first}”. Hur många? – Anna Lind` })).toHaveCount(1);
  // The caret is in the words: what is typed stands there.
  await anna.keyboard.press('ArrowRight');
  await anna.keyboard.type('x');
  await expect(marked(anna).first()).toContainText('x');
  // Cards stand beside their words, and never over one another, as soon as they have come to rest.
  const cards = panelOf(anna).locator('[data-thread]');
  await expect(cards).toHaveCount(2);
  const isApart = () => cards.evaluateAll(([upper, lower]) => (lower?.getBoundingClientRect().top ?? 0) >= (upper?.getBoundingClientRect().bottom ?? 0));
  await expect.poll(isApart).toBe(true);
});

test('what is not sent stays in the field over a reload and a lost network, and is sent once', async ({ enter }) => {
  const anna = await enter('Anna Lind', { isFirst: true });
  await openDocument(anna, matter, 'Motion');
  await selectWords(anna);
  await anna.keyboard.press('Control+Alt+m');
  await expect(anna.getByLabel('Ny kommentar')).toBeFocused();
  await anna.keyboard.type('Vilken nämnd?');
  await anna.reload();
  await expect(anna.getByLabel('Ny kommentar')).toHaveValue('Vilken nämnd?');
  await expect(panelOf(anna)).toContainText(/Till: ”\p{L}+ \p{L}+/u);
  await anna.context().setOffline(true);
  await panelOf(anna).getByRole('button', { name: 'Kommentera', exact: true }).click();
  await expect(panelOf(anna)).toContainText(/uppkoppling|nås inte|svarar inte/);
  await expect(anna.getByLabel('Ny kommentar')).toHaveValue('Vilken nämnd?');
  await expectAccessible(anna);
  await anna.context().setOffline(false);
  await panelOf(anna).getByRole('button', { name: 'Kommentera', exact: true }).click();
  await expect(anna.getByLabel('Ny kommentar')).toHaveCount(0);
  expect(await commentsOf(anna, documentOf(anna))).toHaveLength(1);
  // One that is too long says so, and nothing is sent.
  await panelOf(anna).getByLabel('Ditt svar').fill('å'.repeat(4_001));
  await expect(panelOf(anna)).toContainText('Kommentaren har 4001 tecken och får ha 4000.');
  await panelOf(anna).getByRole('button', { name: 'Svara', exact: true }).click();
  await expect(panelOf(anna).getByLabel('Ditt svar')).toHaveValue('å'.repeat(4_001));
});

test('a comment whose words are gone is listed with what it was about, and finds them again', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  await openDocument(anna, matter, 'Motion');
  const omars = await openDocument(omar, matter, 'Motion');
  const words = await comment(anna, 'Vilken nämnd? <script>alert(1)</script>');
  await expect(marked(omar)).toHaveText(words);
  await omars.getByText(paragraph).click({ clickCount: 3 });
  await omar.keyboard.press('Backspace');
  const gone = panelOf(anna).getByRole('region', { name: 'Orden är borta' });
  await expect(gone).toContainText(words);
  await expect(marked(anna)).toHaveCount(0);
  await expect(gone).toContainText('<script>alert(1)</script>');
  await expectAccessibleByDayAndNight(anna);
  await omar.keyboard.press('Control+z');
  await expect(marked(anna)).toHaveText(words);
  await expect(gone).toHaveCount(0);
});

test('on a phone the comments are a list of their own, which leads to the words', async ({ enter }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  const words = await comment(anna, 'Vilken nämnd?');
  const phone = await enter('Omar Said', { viewport: { width: 390, height: 844 } });
  await openDocument(phone, matter, 'Motion');
  await phone.getByRole('button', { name: 'Kommentarer 1' }).click();
  await panelOf(phone)
    .getByRole('button', { name: `Kommentar 1 av 1 till: ”${words}”` })
    .click();
  await expectAccessibleEverywhere(phone);
  await panelOf(phone).getByLabel('Ditt svar').fill('Tekniska.');
  await panelOf(phone).getByRole('button', { name: 'Svara', exact: true }).click();
  await expect(panelOf(anna)).toContainText('Tekniska.');
  await panelOf(phone).getByRole('button', { name: 'Visa orden i texten' }).click();
  await expect(marked(phone)).toBeInViewport();
});

test('who is mentioned finds it in the bell, and a link leads to the comment', async ({ enter, visit }) => {
  const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said')];
  await openDocument(anna, matter, 'Motion');
  await selectWords(anna);
  await anna.keyboard.press('Control+Alt+m');
  await expect(anna.getByLabel('Ny kommentar')).toBeFocused();
  await anna.keyboard.type('Vad tror du, @om');
  await panelOf(anna).getByRole('button', { name: 'Nämn Omar Said' }).click();
  await expect(anna.getByLabel('Ny kommentar')).toHaveValue('Vad tror du, @Omar Said ');
  await expect(anna.getByLabel('Ny kommentar')).toBeFocused();
  await anna.keyboard.type('?');
  await anna.keyboard.press('Control+Enter');
  await expect(panelOf(anna).getByText('@Omar Said', { exact: true })).toBeVisible();
  await omar.getByRole('button', { name: 'Aviseringar, 1 oläst' }).click();
  await expect(omar.getByText('Anna Lind har nämnt dig i en kommentar')).toBeVisible();
  await anna.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await panelOf(anna).getByRole('button', { name: 'Kopiera länk' }).click();
  await expect(anna.getByRole('status').filter({ hasText: 'Länken till kommentaren är kopierad.' })).toHaveCount(1);
  await omar.goto(await anna.evaluate(() => navigator.clipboard.readText()));
  await expect(panelOf(omar).getByRole('button', { name: /^Kommentar 1 av 1/ })).toBeFocused();
  await expect(panelOf(omar).getByLabel('Ditt svar')).toBeVisible();
});

test('one changes and removes one’s own; with answers it says that it was removed', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  await openDocument(anna, matter, 'Motion');
  await comment(anna, 'Vilken nämd?');
  await openDocument(omar, matter, 'Motion');
  const theirs = panelOf(omar);
  await theirs.getByRole('button', { name: /^Kommentar 1 av 1/ }).click();
  await expect(theirs.getByRole('button', { name: /^Ändra/ })).toHaveCount(0);
  await theirs.getByLabel('Ditt svar').fill('Tekniska.');
  await theirs.getByRole('button', { name: 'Svara', exact: true }).click();
  const own = panelOf(anna);
  await own.getByRole('button', { name: 'Ändra: ”Vilken nämd?”' }).click();
  await own.getByLabel('Ändra').fill('Vilken nämnd?');
  await own.getByRole('button', { name: 'Spara' }).click();
  await expect(theirs).toContainText('Vilken nämnd? (ändrad)');
  await own.getByRole('button', { name: 'Ta bort: ”Vilken nämnd?”' }).click();
  await expectAccessible(anna);
  await anna.getByRole('alertdialog').getByRole('button', { name: 'Ta bort' }).click();
  await expect(theirs).toContainText('Kommentaren är borttagen');
  await expect(theirs).toContainText('Tekniska.');
});

test('what a group says of its draft stays with it when the motion is filed; the municipality has nothing of it', async ({ enter, visit }) => {
  const [anna, rakel] = [await enter('Anna Lind'), await visit('Rakel Dal')];
  await openDocument(anna, matter, 'Motion');
  await comment(anna, 'Vilken nämnd?');
  const draft = documentOf(anna);
  expect(await commentsOf(rakel, draft)).toBe(404);
  const { origin } = new URL(anna.url());
  const filed = await anna.request.post(`/api/documents/${draft}/acts/file`, { data: {}, headers: { origin } });
  const { documentId } = (await filed.json()) as { documentId: string };
  await anna.reload();
  await expect(panelOf(anna)).toContainText('Vilken nämnd?');
  for (const page of [anna, rakel]) {
    expect(await commentsOf(page, documentId)).toBe(403);
    await page.goto(`/dokument/${documentId}`);
    await expect(page.locator('.ProseMirror')).toContainText(paragraph);
    await expect(page.getByRole('button', { name: /^Kommentarer/ })).toHaveCount(0);
    await expect(marked(page)).toHaveCount(0);
  }
  expect(await commentsOf(rakel, draft)).toBe(404);
});
