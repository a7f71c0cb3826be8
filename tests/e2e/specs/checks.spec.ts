import { caretAfter, expect, expectAccessible, expectSavedAt, long, openDocument, type Page, plainText, tabTo, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';
const twoInOne = 'utreda en cykelgata på Skolgatan samt att kommunstyrelsen får i uppdrag att söka statlig medfinansiering.';

/** A clause of its own after the last one, as somebody pastes it. */
async function pasteClause(page: Page, words: string): Promise<void> {
  await page.getByRole('toolbar').getByRole('button', { name: 'Ny att-sats' }).click();
  await expect(clausesOf(page)).toHaveCount(4);
  await page.evaluate((plain) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', plain);
    document.querySelector('.ProseMirror')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, words);
}

const clausesOf = (page: Page) => page.locator('.ProseMirror [data-node="attClause"]');

test('[A5] a clause that holds two proposals is told, divided with one click, and put together again with one undo', async ({ enter }) => {
  const page = await enter('Anna Lind');
  await openDocument(page, matter, 'Motion');
  await expect(clausesOf(page)).toHaveCount(3);
  await page.getByRole('button', { name: /^Kontroll \d/ }).click();
  const panel = page.getByRole('region', { name: 'Kontroll' });
  await pasteClause(page, twoInOne);

  const told = panel.getByRole('listitem').filter({ hasText: 'Att-sats 4 innehåller två förslag' });
  await expect(told).toBeVisible();
  await expect(page.locator('.yrka-pointed').filter({ hasText: 'samt att' })).toBeVisible();
  await told.getByRole('button', { name: /^Varför\?/ }).click();
  await expect(told.getByRole('link', { name: /kommunallagen \(2017:725\) 5 kap\. 53 §/ })).toHaveAttribute('href', 'https://lagen.nu/2017:725#K5P53');
  await expectAccessible(page);

  await told.getByRole('button', { name: /^Dela upp/ }).click();
  await expect(clausesOf(page)).toHaveCount(5);
  await expect(told).toHaveCount(0);
  await expectSavedAt(page);
  await expect
    .poll(() => plainText(page))
    .toContain('att utreda en cykelgata på Skolgatan\natt kommunstyrelsen får i uppdrag att söka statlig medfinansiering.\n');

  await page.locator('.ProseMirror').focus();
  await page.keyboard.press('Control+z');
  await expect(clausesOf(page)).toHaveCount(4);
  await expect(clausesOf(page).nth(3)).toContainText(twoInOne);
});

test('what is found is reached, mended and hidden by keyboard alone', async ({ enter }) => {
  const page = await enter('Anna Lind');
  const paper = await openDocument(page, matter, 'Motion');
  await caretAfter(page, 'Barnen vet bäst');
  await page.keyboard.press('End');
  await page.keyboard.type(' Det skall ej glömmas.');
  await expect(page.locator('.yrka-pointed').filter({ hasText: 'skall' })).toBeVisible();

  // From the text, place by place, and said aloud.
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 10 && (await page.locator('.yrka-pointed-current', { hasText: 'skall' }).count()) === 0; step++) await page.keyboard.press('F8');
  await expect(page.locator('.yrka-pointed-current')).toHaveText('skall');
  await expect(page.getByRole('status').filter({ hasText: '”skall” – enklare: ska' })).toHaveCount(1);

  // To its line in the list, on to its button, and back.
  await page.keyboard.press('Alt+F8');
  const panel = page.getByRole('region', { name: 'Kontroll' });
  await expect(panel.getByRole('button', { name: '”skall” – enklare: ska', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(paper).toContainText('Det ska ej glömmas.');
  await expect(panel.getByRole('button', { name: '”ej” – enklare: inte', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(paper).toBeFocused();
  await expect(page.locator('.yrka-pointed-current')).toHaveText('ej');

  await tabTo(page, panel.getByRole('button', { name: 'Dölj: ”ej” – enklare: inte' }));
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('En dold för dig');
  await expect(page.locator('.yrka-pointed').filter({ hasText: 'ej' })).toHaveCount(0);
  await expectSavedAt(page);

  // For oneself, in this document, also the next time; another sees it.
  await page.reload();
  await expect(paper).toContainText('Det ska ej glömmas.');
  await page.getByRole('button', { name: /^Kontroll \d/ }).click();
  await expect(panel).toContainText('En dold för dig');
  const omar = await enter('Omar Said');
  await openDocument(omar, matter, 'Motion');
  await expect(omar.locator('.yrka-pointed').filter({ hasText: 'ej' })).toBeVisible();
  await panel.getByRole('button', { name: 'Visa dolda' }).click();
  await expect(panel.getByRole('button', { name: '”ej” – enklare: inte', exact: true })).toBeVisible();
});

test('on a phone Kontroll is in the bar at the bottom, and a line leads to the text', async ({ enter }) => {
  const page = await enter('Anna Lind', { viewport: { width: 390, height: 780 }, hasTouch: true });
  await openDocument(page, matter, 'Motion');
  await pasteClause(page, twoInOne);
  await page.locator('.ProseMirror').blur();
  await page.getByRole('button', { name: /^Kontroll \d/ }).click();
  const told = page.getByRole('button', { name: 'Att-sats 4 innehåller två förslag', exact: true });
  await expect(told).toBeVisible();
  await expectAccessible(page);
  // What Back is on a phone, Escape is here.
  await page.keyboard.press('Escape');
  await expect(told).toBeHidden();
  await expect(page.getByRole('button', { name: 'Text', exact: true })).toBeFocused();
  await page.getByRole('button', { name: /^Kontroll \d/ }).click();
  await told.click();
  await expect(page.locator('.yrka-pointed-current')).toBeInViewport();
});

test('[C5, E5] a report’s unanswered clauses and words that point elsewhere are told', async ({ enter }) => {
  const page = await enter('Rakel Dal');
  await openDocument(page, 'bibliotek', 'Tjänsteskrivelse');
  await page.getByRole('button', { name: /^Kontroll \d/ }).click();
  const panel = page.getByRole('region', { name: 'Kontroll' });
  await expect(panel.getByRole('button', { name: /^Att-sats \d saknar svar$/ }).first()).toBeVisible();
  await caretAfter(page, 'anse motionens andra att-sats besvarad');
  await page.keyboard.type(' enligt föreliggande förslag');
  await expect(panel.getByRole('button', { name: '”enligt föreliggande förslag” – skriv ut beslutet', exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('[D7, E5] a § is held to what minutes must tell, and a finding becomes a suggestion', async ({ enter }) => {
  const page = await enter('Jonas Alm');
  const paper = await openDocument(page, 'meröppet', 'Protokollsparagraf');
  await page.getByRole('button', { name: /^Kontroll/ }).click();
  const panel = page.getByRole('region', { name: 'Kontroll' });
  await expect(panel).toContainText('Inget att påpeka.');
  await caretAfter(page, 'har väckt en motion om meröppet');
  await page.keyboard.type(' Ordföranden ställer Eva Ek (L) yrkande mot förslaget onsdagen den 26 november 2026. Omröstning begärs.');

  await expect(panel.getByRole('button', { name: '”onsdagen den 26 november 2026” är en torsdag', exact: true })).toBeVisible();
  const vote = panel.getByRole('listitem').filter({ hasText: 'Omröstning har begärts, men resultatet saknas' });
  await vote.getByRole('button', { name: /^Varför\?/ }).click();
  await expect(vote).toContainText('kommunallagen (2017:725) 5 kap. 67 §');
  await expectAccessible(page);

  // As a suggestion the text stands as it was, and somebody decides.
  const genitive = panel.getByRole('listitem').filter({ hasText: 'Saknas ett s? ”Eva Eks”' });
  await genitive.getByRole('button', { name: /^Gör till förslag/ }).click();
  await expect(paper.locator('ins')).toHaveText(/s$/);
  await expect(page.getByRole('status').filter({ hasText: /^Föreslaget\./ })).toHaveCount(1);
  expect(await plainText(page)).toContain('Eva Ek (L) yrkande');
  await expect(genitive.getByRole('button', { name: /^Gör till förslag|^Byt till/ })).toHaveCount(0);
  // What one writes after it is no suggestion.
  await caretAfter(page, 'Omröstning begärs.');
  await page.keyboard.type(' Klart.');
  await expect(paper.locator('ins', { hasText: 'Klart' })).toHaveCount(0);
  await page.getByRole('button', { name: /^Ändringar 1/ }).click();
  await page
    .getByRole('region', { name: 'Ändringar' })
    .getByRole('button', { name: /^Godta:/ })
    .click();
  await expect.poll(() => plainText(page)).toContain('Eva Eks (L) yrkande');
});

test('[E5] while one suggests, a fix is offered as a suggestion alone', async ({ enter }) => {
  const page = await enter('Anna Lind');
  await openDocument(page, matter, 'Motion');
  await caretAfter(page, 'Barnen vet bäst');
  await page.keyboard.type(' Det skall göras.');
  await page.getByRole('button', { name: /^Läge:/ }).press('Enter');
  await page.getByRole('menuitemradio', { name: 'Föreslå ändringar' }).press('Enter');
  await page.getByRole('button', { name: /^Kontroll \d/ }).click();
  const told = page.getByRole('region', { name: 'Kontroll' }).getByRole('listitem').filter({ hasText: '”skall” – enklare: ska' });
  await expect(told.getByRole('button', { name: /^Byt till/ })).toHaveCount(0);
  await told.getByRole('button', { name: /^Gör till förslag/ }).click();
  await expect(page.locator('.ProseMirror ins')).toHaveText('ska');
  // One still suggests.
  await caretAfter(page, 'Barnen vet bäst');
  await page.keyboard.type(' Ja.');
  await expect(page.locator('.ProseMirror ins', { hasText: 'Ja.' })).toBeVisible();
});

test('what the other documents of the matter say otherwise is told', long, async ({ enter }) => {
  const page = await enter('Jonas Alm');
  await openDocument(page, 'meröppet', 'Protokollsparagraf');
  await page.getByRole('button', { name: /^Kontroll/ }).click();
  const panel = page.getByRole('region', { name: 'Kontroll' });
  await expect(panel).toContainText('Inget att påpeka.');
  await caretAfter(page, 'Kommunledningskontorets tjänsteskrivelse');
  await page.keyboard.type(' av Rakel Dal, motion om meröppet inkommen den 17 mars 2026');
  await expect(
    panel.getByRole('button', { name: /^”motion om meröppet inkommen den 17 mars 2026” här, ”.*inkommen den 16 mars 2026” i tjänsteskrivelsen$/ }),
  ).toBeVisible();
  await expectAccessible(page);
});
