import { expect, expectAccessible, expectAccessibleByDayAndNight, expectAccessibleEverywhere, type Page, test } from '../harness.ts';

const addresses = [
  '/organisation',
  '/organisation/sammantraden',
  '/organisation/sammantraden/las-in',
  '/organisation/partier',
  '/organisation/register',
  '/organisation/register/las-in',
];

const read = async (page: Page, name: string, text: string) => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Välj (fil|en annan fil)$/ }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
};

test('an administrator reads in a file with broken rows: each is named, the good ones are kept, and nothing is doubled', async ({ visit }) => {
  test.setTimeout(180_000);
  const page = await visit('Jonas Alm');
  await page.getByRole('button', { name: 'Inställningar' }).click();
  await page.getByRole('menuitem', { name: 'Organisation' }).click();
  await page.getByRole('link', { name: 'Register' }).click();
  await page.getByRole('link', { name: 'Läs in från fil' }).click();
  // As an older spreadsheet saves it: semicolons, Windows-1252.
  const text = [
    'Namn;Parti;E-post;Organ;Uppdrag;Från;Till;Telefon',
    'Åsa Öberg;L;asa.oberg@bjorkvik.example;KF;Ersättare;2026-10-15;2030-10-14;0123',
    'Anna Lind;L;anna.lind@bjorkvik.example;Tekniska nämnden;Ledamot;2026-11-01;;',
    'Kim Okänd;XX;;KF;Ledamot;;;',
    'Per Roos;C;;Byggnadsnämnden;Ledamot;;;',
    'Eva Ek;L;;KF;Kassör;;;',
    'Rakel Dal;L;;KF;Ledamot;3/11/2027;;',
  ].join('\r\n');
  await read(page, 'valda.csv', text);
  await expect(page.getByText('2 rader går att läsa in: 2 nya, 0 ändrade, 0 som redan finns. 4 rader lämnas utanför.')).toBeVisible();
  const problems = page.getByRole('region', { name: '4 rader lämnas utanför' }).getByRole('listitem');
  await expect(problems).toHaveText([
    'Rad 4: partiet ”XX” finns inte under Partier.',
    'Rad 5: organet ”Byggnadsnämnden” finns inte.',
    'Rad 6: uppdraget ”Kassör” är okänt. Skriv Ledamot, Ersättare, Ordförande eller Vice ordförande.',
    'Rad 7: Från kan läsas på två sätt: ”3/11/2027”. Skriv som 2027-03-11.',
  ]);
  await expect(page.getByText('Läses inte: Telefon.')).toBeVisible();
  await expectAccessible(page);
  // Nothing is done by looking.
  const people = async () =>
    ((await (await page.request.get('/api/organisation/register')).json()) as { people: { name: string }[] }).people.map(({ name }) => name);
  expect(await people()).not.toContain('Åsa Öberg');

  await page.getByRole('button', { name: 'Läs in 2 rader' }).click();
  await expect(page.getByText('2 rader är inlästa.', { exact: true }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Till registret' }).click();
  await page.getByRole('searchbox', { name: 'Sök namn eller parti' }).fill('åsa');
  await expect(page.getByRole('listitem').filter({ hasText: 'Åsa Öberg' })).toContainText('ersättare, KF');

  await page.getByRole('link', { name: 'Läs in från fil' }).click();
  await read(page, 'valda.csv', text);
  await expect(page.getByText('2 rader går att läsa in: 0 nya, 0 ändrade, 2 som redan finns. 4 rader lämnas utanför.')).toBeVisible();
  await expect(page.getByText('Allt i filen finns redan.')).toBeVisible();
  expect((await people()).filter((name) => name === 'Åsa Öberg')).toHaveLength(1);
});

test('of two administrators who change the same, the second is told, and sees what the first did', async ({ visit }) => {
  test.setTimeout(180_000);
  const jonas = await visit('Jonas Alm');
  await jonas.goto('/organisation/register');
  await jonas.getByRole('button', { name: 'Ändra Ylva Norin' }).click();
  await jonas.getByText('administratör: sköter organisationen').click();
  await jonas.getByRole('button', { name: 'Spara' }).click();
  await expect(jonas.getByRole('main').getByRole('listitem').filter({ hasText: 'Ylva Norin' })).toContainText('administratör');

  const ylva = await visit('Ylva Norin');
  for (const page of [jonas, ylva]) {
    await page.goto('/organisation/sammantraden');
    await page.getByRole('button', { name: 'Ändra Tekniska nämnden' }).click();
  }
  await jonas.getByRole('textbox', { name: 'Namn', exact: true }).fill('Samhällsbyggnadsnämnden');
  await ylva.getByRole('textbox', { name: 'Namn', exact: true }).fill('Teknik- och gatunämnden');
  await jonas.getByRole('button', { name: 'Spara' }).click();
  await expect(jonas.getByRole('dialog')).toBeHidden();
  await ylva.getByRole('button', { name: 'Spara' }).click();
  await expect(ylva.getByRole('alert')).toBeVisible();
  await ylva.getByRole('button', { name: 'Avbryt' }).click();
  await expect(ylva.getByText('Samhällsbyggnadsnämnden').first()).toBeVisible();
  await expect(ylva.getByText('Teknik- och gatunämnden')).toBeHidden();
});

test('one who leaves the register stops reaching what they have open', async ({ visit }) => {
  const anna = await visit('Omar Said');
  await anna.getByRole('link', { name: 'Motion', exact: true }).first().click();
  await expect(anna.locator('.ProseMirror')).toBeVisible();
  const jonas = await visit('Jonas Alm');
  await jonas.goto('/organisation/register');
  await jonas.getByRole('button', { name: 'Ändra Omar Said' }).click();
  await jonas.getByText('Är kvar i registret').click();
  await expect(jonas.getByText('Allt som personen har öppet stängs genast.')).toBeVisible();
  await jonas.getByRole('button', { name: 'Spara' }).click();
  await expect(jonas.getByRole('dialog')).toBeHidden();
  await expect(anna.locator('.ProseMirror[contenteditable="true"]')).toHaveCount(0, { timeout: 5_000 });
});

test('nobody else is offered the organisation, nor gets it by its address', async ({ visit }) => {
  const page = await visit('Rakel Dal');
  await page.getByRole('button', { name: 'Inställningar' }).click();
  await expect(page.getByRole('menuitem', { name: 'Tangenter' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Organisation' })).toBeHidden();
  await page.keyboard.press('Escape');
  await page.goto('/organisation/register');
  await expect(page.getByText('Det gör inte du.')).toBeVisible();
  await expect(page.getByText('anna.lind@')).toBeHidden();
});

test('axe finds nothing serious in the organisation, in the light, in the dark and on a phone', async ({ visit }) => {
  test.setTimeout(180_000);
  const page = await visit('Jonas Alm');
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[role="status"][aria-label]')).toHaveCount(0);
    await expectAccessibleEverywhere(page);
  }
  await page.goto('/organisation/register');
  await page.getByRole('button', { name: 'Ändra Anna Lind' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessibleByDayAndNight(page);
});

test('nothing in the organisation reaches past the edge at 320 px', async ({ visit }) => {
  const page = await visit('Jonas Alm', { viewport: { width: 320, height: 568 } });
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[role="status"][aria-label]')).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
});
