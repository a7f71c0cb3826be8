import { caretAfter, expect, expectSaved, long, openDocument, plainText, tabTo, test } from '../harness.ts';

const matter = 'meröppet';

test('[D5] the secretary records a vote, and its sum is held against those who serve', async ({ enter }) => {
  const [jonas, rakel] = [await enter('Jonas Alm'), await enter('Rakel Dal')];
  const [jonass, rakels] = [await openDocument(jonas, matter, 'Protokollsparagraf'), await openDocument(rakel, matter, 'Protokollsparagraf')];
  await jonass.getByRole('button', { name: 'Lägg till: Omröstning' }).focus();
  await jonas.keyboard.press('Enter');
  const vote = jonass.getByRole('group', { name: 'Omröstning' });
  await expect(vote).toBeVisible();
  await jonas.keyboard.press('Tab');
  await jonas.keyboard.type('bifall till kommunledningskontorets förslag');
  await jonas.keyboard.press('Tab');
  await jonas.keyboard.type('bifall till Anna Linds yrkande');
  for (const [label, count] of [
    ['Ja', '8'],
    ['Nej', '6'],
  ] as const) {
    await vote.getByRole('textbox', { name: label, exact: true }).focus();
    await jonas.keyboard.type(count);
  }
  await expect(vote).toContainText('14 av 15 tjänstgörande. En röst saknas.');
  await vote.getByRole('textbox', { name: 'Avstår', exact: true }).focus();
  await jonas.keyboard.type('1');
  await expect(vote).toContainText('Summan stämmer med de 15 tjänstgörande.');
  await expectSaved(jonas);

  await expect.poll(() => plainText(jonas)).toContain('Ja-röst för bifall till kommunledningskontorets förslag. Nej-röst för bifall till Anna Linds yrkande.');
  await expect.poll(() => plainText(jonas)).toContain('Omröstningen utfaller med 8 Ja mot 6 Nej. 1 ledamot avstår från att rösta.');
  const seen = rakels.getByRole('group', { name: 'Omröstning' });
  for (const [label, count] of [
    ['Ja', '8'],
    ['Nej', '6'],
    ['Avstår', '1'],
  ] as const)
    await expect(seen.getByRole('textbox', { name: label, exact: true })).toHaveValue(count);
});

test("Tab goes from what Nej means to the vote's four counts", async ({ enter }) => {
  const page = await enter('Jonas Alm');
  const paper = await openDocument(page, matter, 'Protokollsparagraf');
  await paper.getByRole('button', { name: 'Lägg till: Omröstning' }).focus();
  await page.keyboard.press('Enter');
  const vote = paper.getByRole('group', { name: 'Omröstning' });
  await expect(vote).toBeVisible();
  for (let field = 0; field < 3; field++) await page.keyboard.press('Tab');
  for (const label of ['Ja', 'Nej', 'Avstår', 'Frånvarande']) {
    await expect(vote.getByRole('textbox', { name: label, exact: true })).toBeFocused();
    await page.keyboard.press('Tab');
  }
});

test('[D6] a reservation in favour of a yrkande is recorded by keyboard, and both secretaries read the same', async ({ enter }) => {
  const [jonas, rakel] = [await enter('Jonas Alm'), await enter('Rakel Dal')];
  const [jonass, rakels] = [await openDocument(jonas, matter, 'Protokollsparagraf'), await openDocument(rakel, matter, 'Protokollsparagraf')];
  await tabTo(jonas, jonass.getByRole('button', { name: 'Nytt yrkande' }));
  await jonas.keyboard.press('Enter');
  await jonas.keyboard.type('lin');
  await expect(jonas.getByRole('listbox', { name: 'Förslag ur registret' }).getByRole('option', { name: /Anna Lind/ })).toBeVisible();
  await jonas.keyboard.press('Enter');
  await expect(jonas.getByRole('combobox', { name: 'Vad som yrkas' })).toBeFocused();
  await jonas.keyboard.type('bifall');
  await jonas.keyboard.press('Tab');
  await expect(jonas.getByRole('combobox', { name: 'Mot vad' })).toBeFocused();
  await jonas.keyboard.type('motionen');
  await jonas.keyboard.press('Escape');

  await jonass.getByRole('button', { name: 'Lägg till: Reservation' }).focus();
  await jonas.keyboard.press('Enter');
  await jonas.keyboard.type('lin');
  await expect(jonas.getByRole('listbox', { name: 'Förslag ur registret' }).getByRole('option', { name: /Anna Lind/ })).toBeVisible();
  await jonas.keyboard.press('Enter');
  await expect(jonas.getByRole('combobox', { name: 'Form' })).toBeFocused();
  await jonas.keyboard.press('Tab');
  await expect(jonas.getByRole('combobox', { name: 'Till förmån för' })).toBeFocused();
  await jonas.keyboard.type('Anna');
  await jonas.keyboard.press('Escape');
  await expectSaved(jonas);

  const sentence = 'Anna Lind (L) reserverar sig mot beslutet till förmån för eget yrkande.';
  await expect.poll(() => plainText(jonas)).toContain(sentence);
  await expect(rakels).toContainText(sentence);
  const text = await plainText(jonas);
  expect(text.match(/Anna Lind \(L\) yrkar bifall till motionen\./g)).toHaveLength(1);
  expect(text.indexOf('yrkar bifall')).toBeLessThan(text.indexOf('reserverar sig'));
  expect(await plainText(rakel)).toBe(text);
});

for (const key of ['Backspace', 'Control+Backspace', 'Delete'])
  test(`[editor BSP9] a name whose last letter goes with ${key} is written anew in its place`, async ({ enter }) => {
    const page = await enter('Jonas Alm');
    const paper = await openDocument(page, matter, 'Protokollsparagraf');
    await paper.getByRole('button', { name: 'Lägg till: Reservation' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('x');
    if (key === 'Delete') await page.keyboard.press('Home');
    await page.keyboard.press(key);
    await page.keyboard.type('Sven Ek');
    await page.keyboard.press('Escape');
    await expect(paper.getByRole('group', { name: 'Reservation' }).locator('[data-node="person"]')).toHaveText('Sven Ek');
    await expect.poll(() => plainText(page)).toContain('Sven Ek reserverar sig');
  });

test('two who write in the same sentence of a report lose no letter and read one text', long, async ({ enter }) => {
  const [rakel, jonas] = [await enter('Rakel Dal'), await enter('Jonas Alm')];
  const [rakels, jonass] = [await openDocument(rakel, matter, 'Tjänsteskrivelse'), await openDocument(jonas, matter, 'Tjänsteskrivelse')];
  await caretAfter(rakel, 'Motionen anmäldes i kommunfullmäktige');
  await caretAfter(jonas, 'Motionen anmäldes i kommunfullmäktige');
  await Promise.all([rakel.keyboard.type('R'.repeat(20), { delay: 10 }), jonas.keyboard.type('J'.repeat(20), { delay: 10 })]);
  for (const paper of [rakels, jonass]) {
    // The sentence itself has neither letter.
    const letters = async () => (await paper.getByText('Motionen anmäldes i kommunfullmäktige').innerText()).replace(/[^RJ]/g, '');
    await expect.poll(async () => [...(await letters())].sort().join('')).toBe('J'.repeat(20) + 'R'.repeat(20));
  }
  await expectSaved(rakel);
  await expectSaved(jonas);
  expect(await plainText(rakel)).toBe(await plainText(jonas));
});

test('who comes by Tab to a choice in a line hears whose line it is', async ({ enter }) => {
  const paper = await openDocument(await enter('Jonas Alm'), matter, 'Protokollsparagraf');
  const choices = paper.getByRole('combobox', { name: 'Varför det skickas' });
  await expect(choices.first()).toHaveAccessibleDescription('Kultur- och fritidsnämnden');
  await expect(choices.last()).toHaveAccessibleDescription('Motionärerna');
});
