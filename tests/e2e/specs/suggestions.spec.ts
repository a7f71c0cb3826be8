import { rootOf } from '@yrka/ydoc';
import * as Y from 'yjs';
import { caretAfter, expect, expectAccessible, expectAccessibleEverywhere, long, openDocument, type Page, plainText, tabTo, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

/** By keyboard: Redigera, Föreslå ändringar or Läsa. */
async function choose(page: Page, mode: string): Promise<void> {
  await page.getByRole('button', { name: /^Läge:/ }).press('Enter');
  await page.getByRole('menuitemradio', { name: mode }).press('Enter');
  await expect(page.getByRole('button', { name: `Läge: ${mode}` })).toBeVisible();
}

const panelOf = (page: Page) => page.getByRole('region', { name: 'Ändringar' });
const suggestionsOf = (page: Page) => panelOf(page).getByRole('listitem');

test('what one suggests is decided by the other, and stands in the text only then', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  const annas = await openDocument(anna, matter, 'Motion');
  const omars = await openDocument(omar, matter, 'Motion');

  await test.step('words, a sentence struck and a clause of its own', async () => {
    await choose(omar, 'Föreslå ändringar');
    await expect(omar.getByText('Det du skriver blir förslag.')).toBeVisible();
    await caretAfter(omar, 'Barnen vet bäst');
    await omar.keyboard.type(' Fråga dem.');
    await expect(omars.locator('ins')).toHaveText(' Fråga dem.');
    await omars.getByText('bygga ett upphöjt övergångsställe').click();
    await omar.getByRole('toolbar').getByRole('button', { name: 'Ny att-sats' }).click();
    await omar.keyboard.type('bygga en cykelpump');
    await expect(annas.locator('.yrka-inserted')).toHaveText('bygga en cykelpump');
    // To who hears it a suggested clause is one of the list's, and described as suggested.
    await expect(annas.getByRole('listitem').filter({ hasText: 'bygga en cykelpump' })).toHaveAccessibleDescription('Föreslås:');
    await omars.locator('[data-node="title"]').click();
    await omar.keyboard.press('Home');
    await omar.keyboard.press('Control+Shift+ArrowRight');
    await omar.keyboard.press('Delete');
    await expect(annas.locator('[data-node="title"] del')).toHaveText(/^Trygga/);
    await expectAccessible(omar);
    // The text itself is as it was.
    expect(await plainText(anna)).not.toMatch(/Fråga dem|cykelpump/);
    expect(await plainText(anna)).toContain('Trygga cykelvägar');
  });

  await test.step('the others see whose they are, go to each, and decide', async () => {
    await anna.getByRole('button', { name: 'Ändringar 3 att ta ställning till' }).click();
    await expect(suggestionsOf(anna)).toHaveCount(3);
    await expect(suggestionsOf(anna).nth(0)).toContainText('Ändring av Omar Said');
    await expect(suggestionsOf(anna).nth(0)).toContainText('Stryk ”Trygga');
    await expect(suggestionsOf(anna).nth(1)).toContainText('Lägg till ”Fråga dem.”');
    await expectAccessibleEverywhere(anna);
    await suggestionsOf(anna)
      .nth(1)
      .getByRole('button', { name: /^Ändring av/ })
      .click();
    await expect(annas).toBeFocused();
    await expect(suggestionsOf(anna).nth(1)).toHaveAttribute('aria-current', 'true');
    await panelOf(anna).getByRole('button', { name: 'Godta: Lägg till ”Fråga dem.”' }).press('Enter');
    await expect(suggestionsOf(anna)).toHaveCount(2);
    await expect(omars.locator('ins', { hasText: 'Fråga dem.' })).toHaveCount(0);
    await expect(omars).toContainText('Fråga dem.');
    await panelOf(anna)
      .getByRole('button', { name: /^Avslå: Stryk/ })
      .press('Enter');
    await expect(annas.locator('del')).toHaveCount(0);
    await expect(suggestionsOf(anna).getByRole('button', { name: /^Ändring av/ })).toBeFocused();
    await expect.poll(() => plainText(anna)).toContain('Fråga dem.');
  });

  await test.step('one undo takes a decision back, and one may withdraw what one suggested oneself', async () => {
    await annas.press('Control+z');
    await expect(annas.locator('[data-node="title"] del')).toHaveText(/^Trygga/);
    await omar.getByRole('button', { name: /^Ändringar 2/ }).click();
    await expect(suggestionsOf(omar).first()).toContainText('Din ändring');
    await panelOf(omar)
      .getByRole('button', { name: /^Ta tillbaka: Stryk/ })
      .click();
    await expect(annas.locator('del')).toHaveCount(0);
  });

  await test.step('what is not decided is no part of what is signed, and that is said first', async () => {
    await anna.getByRole('button', { name: 'Lämna in' }).click();
    await anna.getByRole('menuitem', { name: /^Skicka för underskrift/ }).click();
    await expect(anna.getByRole('dialog')).toContainText('1 föreslagen ändring är inte avgjord.');
    await expectAccessible(anna);
    await anna.getByRole('dialog').getByRole('button', { name: 'Skicka för underskrift' }).click();
    await expect(anna.getByText('0 av 2 har undertecknat')).toBeVisible();
    // Both see what they sign: the text as it stands.
    for (const paper of [annas, omars]) await expect(paper.getByText('bygga en cykelpump')).toBeHidden();
    expect(await plainText(anna)).not.toContain('cykelpump');
  });
});

test('by keyboard alone: a heading, a move and a letter', async ({ enter }) => {
  const anna = await enter('Anna Lind');
  const paper = await openDocument(anna, matter, 'Motion');
  await choose(anna, 'Föreslå ändringar');
  await caretAfter(anna, 'Barnen vet bäst');
  await anna.keyboard.press('Control+Alt+1');
  await expect(paper.getByText('Förslag: Gör stycket till rubrik')).toBeVisible();
  await expect(paper.getByRole('heading', { level: 2, name: /Barnen vet bäst/ })).toHaveCount(0);
  await anna.keyboard.press('Backspace');
  await expect(paper.locator('del')).toHaveCount(1);
  await caretAfter(anna, 'förlänga gång- och cykelbanan');
  const before = await plainText(anna);
  await anna.keyboard.press('Alt+ArrowUp');
  await expect(paper.getByText('Förslag: Flytta att-sats 2 före att-sats 1')).toBeVisible();
  await expectAccessible(anna);
  expect(await plainText(anna)).toBe(before);
  await tabTo(anna, anna.getByRole('button', { name: /^Ändringar \d/ }));
  await anna.keyboard.press('Enter');
  await expect(suggestionsOf(anna)).toHaveCount(3);
  for (let left = 2; left >= 0; left--) {
    await tabTo(
      anna,
      panelOf(anna)
        .getByRole('button', { name: /^Godta:/ })
        .first(),
    );
    await anna.keyboard.press('Enter');
    await expect(suggestionsOf(anna)).toHaveCount(left);
  }
  await expect(paper.getByRole('heading', { level: 2, name: /Barnen vet bäst/ })).toHaveCount(1);
  await expect.poll(() => plainText(anna)).not.toBe(before);
  await expect(panelOf(anna).getByText('Ingen ändring är föreslagen.')).toBeVisible();
  await anna.keyboard.press('Escape');
  await expect(paper).toBeFocused();
});

test('from the words to the card and back, with a reason, and all of one person', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind'), await enter('Omar Said')];
  const annas = await openDocument(anna, matter, 'Motion');
  await openDocument(omar, matter, 'Motion');
  const decisions = async () => {
    const id = new URL(anna.url()).pathname.split('/').at(-1);
    const answer = await anna.request.get(`/api/documents/${id}/suggestions/decisions`);
    const list = (await answer.json()) as { decisions: { verdict: string; reason: string; suggestedBy: string; quoted: { what: string } }[] };
    return list.decisions.map(({ verdict, reason, suggestedBy, quoted }) => [verdict, reason, suggestedBy, quoted.what]);
  };

  await test.step('two suggest', async () => {
    await choose(omar, 'Föreslå ändringar');
    await caretAfter(omar, 'Barnen vet bäst');
    await omar.keyboard.type(' Fråga dem.');
    await caretAfter(omar, 'bygga ett upphöjt övergångsställe');
    await omar.keyboard.press('Alt+ArrowDown');
    await choose(anna, 'Föreslå ändringar');
    await annas.locator('[data-node="title"]').click();
    await anna.keyboard.press('End');
    await anna.keyboard.type(' nu');
    await choose(anna, 'Redigera');
    await expect(annas.getByText('Förslag: Flytta att-sats 1 efter att-sats 2')).toBeVisible();
  });

  await test.step('F7 goes to each and says it, Alt-F7 to its buttons, Escape back', async () => {
    await annas.focus();
    // Names come a moment after the words.
    await expect(async () => {
      await anna.keyboard.press('F7');
      await expect(anna.getByText('Ändring 2 av 3. Ändring av Omar Said: Lägg till ”Fråga dem.”')).toBeAttached({ timeout: 1_000 });
    }).toPass();
    await anna.keyboard.press('Shift+F7');
    await expect(anna.getByText('Ändring 1 av 3. Din ändring: Lägg till ”nu”')).toBeAttached();
    await anna.keyboard.press('F7');
    const card = anna.getByRole('group', { name: 'Ändring av Omar Said: Lägg till ”Fråga dem.”' });
    await expect(card).toBeVisible();
    await anna.keyboard.press('Alt+F7');
    await expect(card.getByRole('button', { name: /^Godta/ })).toBeFocused();
    await expectAccessible(anna);
    await anna.keyboard.press('Escape');
    await expect(annas).toBeFocused();
    await anna.keyboard.press('Alt+F7');
    await tabTo(anna, card.getByRole('button', { name: /^Skäl/ }));
    await anna.keyboard.press('Enter');
    await anna.keyboard.type('Sägs redan.');
    await card.getByRole('button', { name: /^Avslå/ }).press('Enter');
    await expect(annas).toBeFocused();
    await expect(annas.getByText('Fråga dem.')).toHaveCount(0);
    await expect.poll(decisions).toEqual([['reject', 'Sägs redan.', 'omar-said', 'Lägg till ”Fråga dem.”']]);
  });

  await test.step('an undo takes the decision away as well', async () => {
    await anna.keyboard.press('Control+z');
    await expect(annas.getByText('Fråga dem.')).toHaveCount(1);
    await expect.poll(decisions).toEqual([]);
  });

  await test.step('all of one person are accepted, and the others stand', async () => {
    await anna.keyboard.press('Alt+F7');
    if ((await panelOf(anna).count()) === 0) await anna.getByRole('button', { name: /^Ändringar 3/ }).press('Enter');
    await panelOf(anna).getByLabel('Visa ändringar av').selectOption('Omar Said (2)');
    await expect(suggestionsOf(anna)).toHaveCount(2);
    await panelOf(anna).getByRole('button', { name: 'Godta alla av Omar Said' }).click();
    await expect(suggestionsOf(anna)).toHaveCount(1);
    await expect(suggestionsOf(anna)).toContainText('Din ändring');
    await expect
      .poll(async () => (await decisions()).map(([verdict, , , what]) => `${verdict}: ${what}`).toSorted())
      .toEqual(['accept: Flytta att-sats 1 efter att-sats 2', 'accept: Lägg till ”Fråga dem.”']);
    await expect
      .poll(() => plainText(anna))
      .toMatch(/Kvarnvägen fram till Strandskolan senast 2028[\s\S]*upphöjt övergångsställe på Storgatan vid Ekskolan senast 2027/);
  });
});

test('what a phone composes is suggested letter by letter, in the text and in a footnote', async ({ enter }) => {
  const anna = await enter('Anna Lind');
  const paper = await openDocument(anna, matter, 'Motion');
  const keyboard = await anna.context().newCDPSession(anna);
  const compose = async (word: string) => {
    for (let length = 1; length <= word.length; length++)
      await keyboard.send('Input.imeSetComposition', { text: word.slice(0, length), selectionStart: length, selectionEnd: length });
    await keyboard.send('Input.insertText', { text: word });
  };
  // The browser may keep what is composed in an element of its own.
  const suggestedText = async () => (await paper.locator('ins').allTextContents()).join('');
  await choose(anna, 'Föreslå ändringar');
  await caretAfter(anna, 'Barnen vet bäst');
  await compose('också');
  await anna.keyboard.type(' ');
  await compose('ja');
  await expect.poll(suggestedText).toBe('också ja');
  await anna.keyboard.press('Control+Shift+ArrowLeft');
  await compose('nej');
  await expect.poll(suggestedText).toBe('också nej');
  await anna.getByRole('button', { name: 'Infoga' }).click();
  await anna.getByRole('menuitem', { name: 'Fotnot' }).click();
  await compose('Källa');
  await expect(paper.locator('ins [data-node="footnote"]')).toContainText('Källa');
  await expect(paper.locator('ins [data-node="footnote"]')).not.toContainText('KKä');
  await expect(paper.locator('del')).toHaveCount(0);
});

test('of very many the first are shown, and the others on demand', long, async ({ enter, yrka }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  await anna.request.post(`/api/documents/${new URL(anna.url()).pathname.split('/').at(-1)}/updates`, {
    data: Buffer.from(suggestedWords(120)),
    headers: { origin: yrka.address, 'content-type': 'application/octet-stream' },
  });
  await anna.getByRole('button', { name: /^Ändringar 120/ }).click();
  await expect(suggestionsOf(anna)).toHaveCount(50);
  await panelOf(anna).getByRole('button', { name: 'Visa fler (70 kvar)' }).press('Enter');
  await expect(suggestionsOf(anna)).toHaveCount(100);
  await expect(suggestionsOf(anna).nth(50).getByRole('button').first()).toBeFocused();
  await expectAccessible(anna);
  await panelOf(anna).getByRole('button', { name: 'Visa fler (20 kvar)' }).press('Enter');
  await expect(suggestionsOf(anna)).toHaveCount(120);
  await expect(panelOf(anna).getByRole('button', { name: /^Visa fler/ })).toHaveCount(0);
  await panelOf(anna).getByRole('button', { name: 'Avslå alla' }).click();
  await expect(panelOf(anna).getByText('Ingen ändring är föreslagen.')).toBeVisible();
});

/** A Yjs update with a paragraph of words, each a suggestion by itself. */
function suggestedWords(count: number): Uint8Array {
  const ydoc = new Y.Doc();
  const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()];
  rootOf(ydoc).insert(0, [paragraph]);
  paragraph.insert(0, [text]);
  for (let index = 0; index < count; index++) {
    text.insert(text.length, 'ord ', { insertion: null });
    text.insert(text.length, 'nytt ', { insertion: { id: `suggestion${index}`, by: 'omar-said' } });
  }
  return Y.encodeStateAsUpdate(ydoc);
}
