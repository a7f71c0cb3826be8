import { caretAfter, expect, expectAccessible, expectSaved, long, openDocument, type Page, paperOf, test } from '../harness.ts';

const library = 'meröppet';
const place = 'Motionen anmäldes i kommunfullmäktige';
const offered = 'Det sista du gjorde gick inte att spara som ett förslag.';

/** The names of the copies on this device, without whose they are. */
const copies = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('yrka/') ? [name.slice(name.lastIndexOf('/') + 1)] : [])));

/** Has Rakel ask Maria to review, and opens it for both. */
async function review(rakel: Page, maria: Page): Promise<void> {
  await openDocument(rakel, library, 'Tjänsteskrivelse');
  const id = new URL(rakel.url()).pathname.split('/').at(-1) ?? '';
  await rakel.getByRole('button', { name: 'Dela för granskning…' }).click();
  const dialog = rakel.getByRole('dialog', { name: 'Dela för granskning' });
  await expect(dialog.getByRole('textbox', { name: 'Vem ska granska?' })).toBeFocused();
  await rakel.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await rakel.getByRole('button', { name: 'Dela för granskning…' }).click();
  await dialog.getByRole('textbox', { name: 'Vem ska granska?' }).fill('maria');
  await rakel.keyboard.press('Enter');
  await dialog.getByRole('button', { name: /^Dela/ }).click();
  await expect(dialog).toHaveCount(0);
  await maria.goto(`/dokument/${id}`);
  await paperOf(maria);
  await expectSaved(maria);
}

/** Changes the document beneath the editor, as no page of ours would: the first text that has the words. */
async function forge(page: Page, words: string, change: { readonly insert?: string; readonly remove?: number }): Promise<void> {
  await page.locator('.ProseMirror').evaluate(
    (paper, { words, change }) => {
      type Text = { toString(): string; insert(at: number, words: string, attributes: object): void; delete(at: number, length: number): void };
      type Held = {
        readonly editor: { readonly state: Record<string, { readonly held: { readonly binding: { readonly reader: { readonly root: Tree } } } }> };
      };
      type Tree = Text & { readonly length?: number; toArray?(): readonly Tree[] };
      const root = (paper as unknown as Held).editor.state.yrkaBinding$?.held.binding.reader.root;
      const find = (tree: Tree | undefined): Tree | undefined =>
        tree?.toArray === undefined ? (tree?.toString().includes(words) ? tree : undefined) : tree.toArray().map(find).find(Boolean);
      const text = find(root);
      if (text === undefined) throw new Error('No text has these words');
      if (change.insert !== undefined) text.insert(0, change.insert, {});
      if (change.remove !== undefined) text.delete(0, change.remove);
    },
    { words, change },
  );
}

test('[WIRE32] what could not be taken as a suggestion is offered, the text is shown as it is, and what is suggested then is taken', async ({ visit }) => {
  const [rakel, maria] = [await visit('Rakel Dal'), await visit('Maria Holm')];
  await review(rakel, maria);
  await caretAfter(maria, place);
  await maria.keyboard.type(' Kungsfiskaren');
  await forge(maria, place, { insert: 'Nattskärran ' });

  await expect(maria.getByRole('main').getByText(offered)).toBeVisible({ timeout: 15_000 });
  await expect(maria.getByRole('main').getByText(/Det här kom inte med: ”.*Nattskärran.*”/)).toBeVisible();
  // What was sent before is there, once, and is not offered as well.
  const paper = maria.locator('.ProseMirror');
  await expect(paper).not.toContainText('Nattskärran');
  await expect(paper.getByText('Kungsfiskaren')).toHaveCount(1);
  await expect(rakel.locator('.ProseMirror')).not.toContainText('Nattskärran');
  await expectAccessible(maria);

  // Also to who comes back later.
  await maria.reload();
  await expect(maria.getByRole('main').getByText(/Det här kom inte med: ”.*Nattskärran.*”/)).toBeVisible();
  await maria.getByRole('button', { name: 'Lägg in i texten' }).press('Enter');
  await expectSaved(maria);
  await expect(rakel.locator('.ProseMirror').getByRole('insertion').filter({ hasText: 'Nattskärran' })).toBeVisible();
  await caretAfter(maria, 'Kungsfiskaren');
  await maria.keyboard.type(' och sparven');
  await expectSaved(maria);
  await expect(rakel.locator('.ProseMirror')).toContainText('och sparven');
  await expect.poll(() => copies(maria)).toEqual(['1']);
});

test('[WIRE32] where nothing was written in what was not taken, that is said, and nothing is left behind', long, async ({ visit }) => {
  const [rakel, maria] = [await visit('Rakel Dal'), await visit('Maria Holm')];
  await review(rakel, maria);
  await forge(maria, place, { remove: 8 });
  await expect(maria.getByRole('main').getByText(offered)).toBeVisible({ timeout: 15_000 });
  await expect(maria.locator('.ProseMirror')).toContainText(place);
  await expect(maria.getByRole('button', { name: 'Lägg in i texten' })).toHaveCount(0);
  await maria.getByRole('button', { name: 'Jag förstår' }).press('Enter');
  await expect(maria.getByRole('main').getByText(offered)).toHaveCount(0);
  await caretAfter(maria, place);
  await maria.keyboard.type(' Kungsfiskaren');
  await expectSaved(maria);
  await expect(rakel.locator('.ProseMirror')).toContainText('Kungsfiskaren');
  await expect.poll(() => copies(maria)).toEqual(['1']);
});

test('who becomes another in a second window is told that in the first, and not that the network is gone', async ({ enter }) => {
  const page = await enter('Anna Lind');
  await openDocument(page, 'cykelvägar', 'Motion');
  await expectSaved(page);
  const second = await page.context().newPage();
  await second.goto('/');
  await second.getByRole('button', { name: /Omar Said/ }).click();
  await expect(page.getByText('Du är inte inloggad längre')).toBeVisible();
  await expect(page.locator('main header')).not.toContainText('Ingen uppkoppling');
});
