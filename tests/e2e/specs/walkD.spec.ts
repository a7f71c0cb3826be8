import { expect, expectAccessibleByDayAndNight, expectAccessibleEverywhere, openDocument, type Page, plainText, tabTo, test } from '../harness.ts';

const matter = 'meröppet';

/** F4, a few letters of what happened, Enter: as one records while others speak. */
async function happens(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('F4');
  const menu = page.getByRole('combobox', { name: 'Händelse' });
  await expect(menu).toBeFocused();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

/** Types into a person's place and takes the first of the register. */
async function names(page: Page, typed: string, name: string): Promise<void> {
  await page.keyboard.type(typed);
  await expect(page.getByRole('listbox', { name: 'Förslag ur registret' }).getByRole('option', { name }).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

/** Chooses in the list that has the focus, by its first letters. */
async function chooses(page: Page, label: string, typed: string): Promise<void> {
  await expect(page.getByRole('combobox', { name: label, exact: true }).and(page.locator(':focus'))).toBeVisible();
  await page.keyboard.type(typed);
}

test('[D2–D6] Jonas records a meeting of the board by keyboard alone', async ({ enter }) => {
  const jonas = await enter('Jonas Alm');
  const paper = await openDocument(jonas, matter, 'Protokollsparagraf');
  await jonas.keyboard.press('Tab');
  const says = (words: string | RegExp) => expect.poll(() => plainText(jonas)).toContain(words);
  const event = (name: string) => paper.getByRole('group', { name, exact: true });

  await test.step('D2: the roll of the board', async () => {
    await happens(jonas, 'närv');
    const roll = jonas.getByRole('dialog', { name: /^Närvaro, KS/ });
    await expect(roll).toContainText('15 tjänstgörande');
    await expectAccessibleEverywhere(jonas);
    await roll.getByRole('button', { name: /^Margareta Sjöström/ }).focus();
    await jonas.keyboard.type('per');
    await expect(roll.getByRole('button', { name: /^Per Roos/ })).toBeFocused();
    await jonas.keyboard.press('Space');
    await expect(roll.getByRole('button', { name: /^Per Roos.*närvarar/ })).toBeFocused();
    await jonas.keyboard.press('Escape');
    await expect(roll).toBeHidden();
  });

  await test.step('D2: Kim Ståhl leaves for a conflict of interest, her substitute serves for this item', async () => {
    await happens(jonas, 'jäv');
    await names(jonas, 'kim', 'Kim Ståhl');
    await expect(jonas.getByRole('button', { name: 'Per Roos (C) tjänstgör' })).toBeFocused();
    await jonas.keyboard.press('Enter');
    await says('Kim Ståhl (C) deltar inte i handläggningen av ärendet på grund av jäv. Per Roos (C) tjänstgör i stället för Kim Ståhl (C).');
    await expect(jonas.getByRole('button', { name: /^Närvaro 15/ })).toBeVisible();
  });

  await test.step('D3: who speaks, and what is moved', async () => {
    await happens(jonas, 'överl');
    await names(jonas, 'lin', 'Anna Lind');
    await says('Anna Lind (L) yttrar sig i ärendet innan överläggningen förklaras avslutad.');
    await happens(jonas, 'yrk');
    await names(jonas, 'lin', 'Anna Lind');
    await chooses(jonas, 'Vad som yrkas', 'bifall');
    await jonas.keyboard.press('Tab');
    await chooses(jonas, 'Mot vad', 'motionen');
    await jonas.keyboard.press('Escape');
    await says('Anna Lind (L) yrkar bifall till motionen.');
    await happens(jonas, 'yrk');
    await names(jonas, 'siri', 'Siri Holmgren');
    await chooses(jonas, 'Vad som yrkas', 'till');
    await jonas.keyboard.press('Tab');
    await jonas.keyboard.press('Enter');
    await jonas.keyboard.type('kostnaden redovisas i delårsrapporten.');
    await says('Siri Holmgren (V) yrkar som tillägg att kostnaden redovisas i delårsrapporten.');
  });

  const sentence =
    'Ordföranden ställer först förvaltningens förslag till beslut mot Anna Linds (L) yrkande om bifall till motionen och finner att kommunstyrelsen beslutar i enlighet med förvaltningens förslag till beslut.';
  await test.step('D4: the order is proposed, main question first and addition last, and put in when one says so', async () => {
    await happens(jonas, 'förslag till');
    const proposed = jonas.getByRole('dialog', { name: 'Förslag till propositionsordning' });
    await expect(proposed.getByRole('listitem')).toHaveCount(2);
    await expect(proposed.getByRole('listitem').first()).toContainText('Huvudfråga');
    await expect(proposed.getByRole('listitem').first()).toContainText('Nej betyder att motionen bifalls, som Anna Lind (L) yrkar.');
    await expect(proposed.getByRole('listitem').last()).toContainText('Tillägg');
    await expectAccessibleEverywhere(jonas);
    await expect(proposed.getByRole('button', { name: 'Lägg in ordningen' })).toBeFocused();
    await jonas.keyboard.press('Enter');
    await chooses(jonas, 'Vad ordföranden finner', 'f');
    await says(sentence);
  });

  await test.step('D4: one word is another; the difference shows, and stays', async () => {
    await jonas.keyboard.press('Tab');
    await jonas.keyboard.press('Tab');
    await expect(jonas.getByRole('button', { name: 'Ändra orden' })).toBeFocused();
    await jonas.keyboard.press('Enter');
    for (let line = 0; line < 3; line++) await jonas.keyboard.press('ArrowUp');
    await jonas.keyboard.press('Home');
    await jonas.keyboard.press('Control+ArrowRight');
    await jonas.keyboard.press('Control+ArrowRight');
    await jonas.keyboard.type(' sedan');
    await says(sentence.replace('ställer först', 'ställer sedan först'));
    await expect(event('Proposition').first()).toContainText('Skiljer sig från uppgifterna:');
  });

  await test.step('D5: the vote', async () => {
    for (let back = 0; back < 2; back++) await jonas.keyboard.press('Shift+Tab');
    await expect(event('Proposition').first().getByRole('button', { name: 'Omröstning begärs' })).toBeFocused();
    await jonas.keyboard.press('Enter');
    const vote = event('Omröstning');
    await expect(vote.getByRole('textbox', { name: 'Ja', exact: true })).toBeFocused();
    await expect(vote).toContainText('Ja betyder att det blir som i förvaltningens förslag till beslut.');
    await jonas.keyboard.type('8');
    await jonas.keyboard.press('Tab');
    await jonas.keyboard.type('6');
    await jonas.keyboard.press('Tab');
    await expect(vote).toContainText('14 av 15 tjänstgörande. En röst saknas.');
    await jonas.keyboard.type('1');
    await expect(vote).toContainText('Summan stämmer med de 15 tjänstgörande.');
    await says('Med 8 ja-röster mot 6 nej-röster och 1 som avstår beslutar kommunstyrelsen i enlighet med förvaltningens förslag till beslut.');
  });

  await expectAccessibleByDayAndNight(jonas);

  await test.step('D6: the losing are named first, in favour of their own yrkande', async () => {
    await jonas.keyboard.press('Escape');
    await happens(jonas, 'reserv');
    const offered = jonas.getByRole('listbox', { name: 'Förslag ur registret' }).getByRole('option');
    await expect(offered.first()).toContainText('Anna Lind');
    await jonas.keyboard.press('ArrowDown');
    await jonas.keyboard.press('Enter');
    await says('Anna Lind (L) reserverar sig mot beslutet till förmån för eget yrkande.');
    await chooses(jonas, 'Form', 'skriftlig');
    await expect(event('Reservation')).toContainText('Skriftlig text senast före justeringen.');
    await jonas.keyboard.press('Escape');
    await jonas.keyboard.press('Enter');
    await jonas.keyboard.type('kim');
    await expect(jonas.getByText('”kim” finns inte i registret', { exact: false })).toBeVisible();
  });
});

test('[D3] what comes after an addition is a yrkande of its own, and names go on behind a comma', async ({ enter }) => {
  const jonas = await enter('Jonas Alm');
  const paper = await openDocument(jonas, matter, 'Protokollsparagraf');
  await jonas.keyboard.press('Tab');
  const says = (words: string) => expect.poll(() => plainText(jonas)).toContain(words);
  await happens(jonas, 'överl');
  await names(jonas, 'lin', 'Anna Lind');
  await jonas.keyboard.type(', ');
  await names(jonas, 'palm', 'Henrik Palm');
  await says('Anna Lind (L) och Henrik Palm (M) yttrar sig i ärendet');
  await happens(jonas, 'yrk');
  await names(jonas, 'siri', 'Siri Holmgren');
  await chooses(jonas, 'Vad som yrkas', 'till');
  await jonas.keyboard.press('Tab');
  await jonas.keyboard.press('Enter');
  await jonas.keyboard.type('kostnaden redovisas i delårsrapporten.');
  await expect(paper.getByRole('button', { name: 'Ny att-sats' })).toBeVisible();
  await happens(jonas, 'yrk');
  await names(jonas, 'palm', 'Henrik Palm');
  await chooses(jonas, 'Vad som yrkas', 'avslag');
  await jonas.keyboard.press('Tab');
  await chooses(jonas, 'Mot vad', 'motionen');
  // Back to the name; End stays in it, and Enter asks for one more.
  for (let back = 0; back < 3; back++) await jonas.keyboard.press('Shift+Tab');
  await jonas.keyboard.press('Home');
  await jonas.keyboard.press('End');
  await jonas.keyboard.press('Enter');
  await names(jonas, 'grip', 'Charlotta Grip');
  await says(
    'Siri Holmgren (V) yrkar som tillägg att kostnaden redovisas i delårsrapporten.\n\nHenrik Palm (M) och Charlotta Grip (M) yrkar avslag på motionen.',
  );
});

test('[D5] a vote by name, one key for each, and the decision that follows from what won', async ({ enter }) => {
  const jonas = await enter('Jonas Alm');
  const paper = await openDocument(jonas, matter, 'Protokollsparagraf');
  await jonas.keyboard.press('Tab');
  const says = (words: string) => expect.poll(() => plainText(jonas)).toContain(words);
  for (const [typed, name, kind] of [
    ['lin', 'Anna Lind', 'bifall'],
    ['pal', 'Henrik Palm', 'avslag'],
  ] as const) {
    await happens(jonas, 'yrk');
    await names(jonas, typed, name);
    await chooses(jonas, 'Vad som yrkas', kind);
    await jonas.keyboard.press('Tab');
    await chooses(jonas, 'Mot vad', 'motionen');
    await jonas.keyboard.press('Escape');
  }
  await says('Henrik Palm (M) yrkar avslag på motionen.');
  await happens(jonas, 'propositi');
  await chooses(jonas, 'Första förslaget', 'Henrik');
  await jonas.keyboard.press('Tab');
  await chooses(jonas, 'Andra förslaget', 'Anna');
  await tabTo(jonas, paper.getByRole('combobox', { name: 'Vad ordföranden finner' }));
  await chooses(jonas, 'Vad ordföranden finner', 'Henrik');
  await tabTo(jonas, paper.getByRole('button', { name: 'Omröstning begärs' }));
  await jonas.keyboard.press('Enter');
  const vote = paper.getByRole('group', { name: 'Omröstning', exact: true });
  await expect(vote).toContainText('Ja betyder att motionen avslås, som Henrik Palm (M) yrkar.');
  await tabTo(jonas, vote.getByRole('button', { name: 'Votering med namn' }));
  await jonas.keyboard.press('Enter');
  await expect(vote.getByRole('button', { name: /^Margareta Sjöström/ })).toBeFocused();
  await jonas.keyboard.type('jjjjjjnnnnnnnnn');
  await expect(vote.getByRole('textbox', { name: 'Nej', exact: true })).toHaveValue('9');
  await expect(vote).toContainText('Summan stämmer med de 15 tjänstgörande.');
  await expectAccessibleByDayAndNight(jonas);
  for (const name of ['Margareta Sjöström (S)', 'Birgitta Norén (S)', 'Tomas Berg (BD)']) await says(name);
  await says('Charlotta Grip (M), Lars Ohlsson (M), Kim Ståhl (C)');
  await says('Med 6 ja-röster mot 9 nej-röster beslutar kommunstyrelsen i enlighet med Anna Linds (L) yrkande.');
  await jonas.keyboard.press('Escape');
  await happens(jonas, 'beslut enligt');
  await expect.poll(async () => (await plainText(jonas)).split('Sammanfattning')[0]).toContain('bifalla motionen');
});

test('[D2–D5] who was there, who agrees, a tie and what settles it, and a yrkande that is withdrawn', async ({ enter }) => {
  const jonas = await enter('Jonas Alm');
  const paper = await openDocument(jonas, matter, 'Protokollsparagraf');
  await jonas.keyboard.press('Tab');
  const says = (words: string) => expect.poll(() => plainText(jonas)).toContain(words);
  const event = (name: string) => paper.getByRole('group', { name, exact: true });

  await test.step('D2: the roll is written into the paragraph', async () => {
    await happens(jonas, 'närv');
    const roll = jonas.getByRole('dialog', { name: /^Närvaro, KS/ });
    await roll.getByRole('button', { name: /^Roger Fält/ }).click();
    await expect(roll).toContainText('14 tjänstgörande');
    await roll.getByRole('button', { name: 'Skriv in i paragrafen' }).click();
    await expect(roll).toBeHidden();
    await says('Margareta Sjöström (S) ordförande, Henrik Palm (M), Ali Haddad (S)');
    await expect.poll(() => plainText(jonas)).toMatch(/Frånvarande:? Roger Fält \(SD\)/u);
  });

  await test.step('D3: Anna Lind moves, Siri Holmgren agrees, Henrik Palm moves otherwise', async () => {
    await happens(jonas, 'yrk');
    await names(jonas, 'lin', 'Anna Lind');
    await chooses(jonas, 'Vad som yrkas', 'bifall');
    await jonas.keyboard.press('Tab');
    await chooses(jonas, 'Mot vad', 'motionen');
    await event('Yrkande').first().getByRole('button', { name: 'Någon instämmer' }).click();
    await names(jonas, 'siri', 'Siri Holmgren');
    await says('Siri Holmgren (V) instämmer i Anna Linds (L) yrkande.');
    await jonas.keyboard.press('Escape');
    await happens(jonas, 'yrk');
    await names(jonas, 'pal', 'Henrik Palm');
    await chooses(jonas, 'Vad som yrkas', 'avslag');
    await jonas.keyboard.press('Tab');
    await chooses(jonas, 'Mot vad', 'motionen');
    await jonas.keyboard.press('Escape');
    await says('Henrik Palm (M) yrkar avslag på motionen.');
  });

  await test.step('D5: seven to seven, which the chair settles, or the lot', async () => {
    await happens(jonas, 'propositi');
    await chooses(jonas, 'Första förslaget', 'Henrik');
    await jonas.keyboard.press('Tab');
    await chooses(jonas, 'Andra förslaget', 'Anna');
    await event('Proposition').first().getByRole('button', { name: 'Omröstning begärs' }).click();
    const vote = event('Omröstning');
    // Where one writes first has the focus when the fields are there.
    await expect(vote.getByRole('textbox', { name: 'Ja', exact: true })).toBeFocused();
    for (const answer of ['Ja', 'Nej']) await vote.getByRole('textbox', { name: answer, exact: true }).fill('7');
    await says('Omröstningen utfaller med 7 Ja mot 7 Nej.');
    const settled = vote.getByRole('combobox', { name: 'Utslagsröst' });
    await settled.selectOption('ordförandens utslagsröst nej');
    await says(', och genom ordförandens utslagsröst, beslutar kommunstyrelsen i enlighet med Anna Linds (L) yrkande.');
    await settled.selectOption('ordförandens utslagsröst ja');
    await says(', och genom ordförandens utslagsröst, beslutar kommunstyrelsen i enlighet med Henrik Palms (M) yrkande.');
    await settled.selectOption('lotten avgör');
    await says('Omröstningen utfaller med 7 Ja mot 7 Nej.');
    // What the chair was said to have voted goes with it: that was no roll call.
    await expect.poll(() => plainText(jonas)).not.toContain('Margareta Sjöström (S) röstar');
  });

  await test.step('D3: what is withdrawn is told of in grey, and is in no paper', async () => {
    await event('Yrkande').last().getByText('Henrik Palm (M) yrkar avslag på motionen.').first().click();
    await event('Yrkande').last().getByRole('button', { name: 'Återkallat' }).click();
    await expect(event('Yrkande').last()).toContainText('Återkallat. Står inte i protokollet.');
    await expect.poll(() => plainText(jonas)).not.toContain('Henrik Palm (M) yrkar avslag på motionen.');
  });
  await expectAccessibleEverywhere(jonas);
});
