import { pngOf } from '../../../apps/server/src/files/filesForTests.ts';
import { expect, expectAccessible, expectAccessibleByDayAndNight, expectAccessibleEverywhere, long, type Page, test } from '../harness.ts';

const addresses = [
  '/organisation',
  '/organisation/dokumentmall',
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
  const page = await visit('Jonas Alm');
  await page.getByRole('button', { name: 'Inställningar' }).click();
  await page.getByRole('menuitem', { name: 'Organisation' }).click();
  await page.getByRole('link', { name: 'Register' }).click();
  await page.getByRole('link', { name: 'Läs in från fil' }).click();
  await read(page, 'valda.xlsx', 'PK\u0003\u0004\u0000\u0000');
  await expect(page.getByRole('alert')).toHaveText('Filen är ingen tabell i textform. Spara den som CSV i kalkylprogrammet och välj den igen.');
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

  await page.getByRole('button', { name: 'Läs in 2 rader' }).press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: '2 rader är inlästa.' })).toBeFocused();
  await page.getByRole('link', { name: 'Till registret' }).click();
  await page.getByRole('searchbox', { name: 'Sök namn eller parti' }).fill('åsa');
  await expect(page.getByRole('listitem').filter({ hasText: 'Åsa Öberg' })).toContainText('ersättare, KF');

  await page.getByRole('link', { name: 'Läs in från fil' }).click();
  await read(page, 'valda.csv', text);
  await expect(page.getByText('2 rader går att läsa in: 0 nya, 0 ändrade, 2 som redan finns. 4 rader lämnas utanför.')).toBeVisible();
  await expect(page.getByText('Allt i filen finns redan.')).toBeVisible();
  expect((await people()).filter((name) => name === 'Åsa Öberg')).toHaveLength(1);
});

/** Asks the server as the page does; with a body, for a change. */
const ask = (page: Page, path: string, body: object | null = null): Promise<unknown> =>
  page.evaluate(
    async ({ to, sent }) => {
      const answer = await fetch(to, sent === null ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(sent) });
      if (!answer.ok) throw new Error(`${to} answered ${answer.status}`);
      return answer.status === 204 ? null : answer.json();
    },
    { to: path, sent: body },
  );

test('the office changes the template on its sheet: arms, headings and order, looks, undone and previewed; a second one loses nothing', async ({ visit }) => {
  const jonas = await visit('Jonas Alm');
  await jonas.goto('/organisation/dokumentmall');
  const choose = async (button: string, buffer: Uint8Array) => {
    const chooser = jonas.waitForEvent('filechooser');
    await jonas.getByRole('button', { name: button }).click();
    await (await chooser).setFiles({ name: 'vapen.png', mimeType: 'image/png', buffer: Buffer.from(buffer) });
  };
  const arms = jonas.getByRole('region', { name: 'Vapen' });
  const sheet = jonas.getByRole('region', { name: /^Arket/ });
  await choose('Välj bild', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await expect(arms.getByRole('alert')).toHaveText('Filen är ingen bild i PNG eller JPEG. Spara vapnet som PNG och välj den filen.');
  await choose('Välj bild', pngOf(50, 60));
  await expect(arms.getByRole('alert')).toContainText('minst 100 och högst 3 000 bildpunkter');
  // What is begun on the sheet and not saved stays when the arms are changed.
  const assessment = sheet.getByRole('textbox', { name: 'Rubrik: Bedömning' });
  await assessment.fill('Kontorets bedömning');
  await choose('Välj bild', pngOf(100, 120));
  await expect(sheet.getByRole('img', { name: 'Vapnet som det är nu' })).toBeVisible();
  await expect(arms.getByRole('alert')).toBeHidden();
  await expect(assessment).toHaveValue('Kontorets bedömning');

  // By keyboard: in the heading itself, and by buttons whose focus goes along.
  await assessment.press('Alt+ArrowUp');
  await expect(assessment).toBeFocused();
  const parts = sheet.getByRole('group', { name: 'Delar i ordning' });
  await expect(parts.getByRole('textbox').nth(2)).toHaveValue('Kontorets bedömning');
  const head = sheet.getByRole('group', { name: 'Uppgifter överst' });
  await head.getByRole('button', { name: 'Ta bort: Förvaltning' }).press('Enter');
  await expect(head.getByRole('button', { name: 'Förvaltning', exact: true })).toBeFocused();
  await head.getByRole('button', { name: 'Ärendemening', exact: true }).press('Enter');
  await expect(head.getByRole('button', { name: 'Flytta upp: Ärendemening' })).toBeFocused();
  await head.getByRole('button', { name: 'Flytta upp: Datum' }).press('Enter');
  await expect(head.getByRole('button', { name: 'Flytta ner: Datum' })).toBeFocused();
  await jonas.keyboard.press('Control+z');
  await expect(head.getByRole('listitem').first()).toContainText('Handläggare');
  await jonas.keyboard.press('Control+y');
  await expect(head.getByRole('listitem').first()).toContainText('Datum');

  // A colour that nobody reads is not saved, and mended in one press.
  await jonas.getByText('Egen färg').click();
  await jonas.getByRole('textbox', { name: 'Färgens kod' }).fill('#ffdd00');
  await expect(jonas.getByText(/Kontrasten mot vitt papper är 1,3:1/)).toBeVisible();
  await jonas.getByRole('button', { name: 'Spara mallen' }).click();
  await expect(jonas.getByRole('alert')).toHaveText('Färgen går inte att läsa på vitt papper. Välj en mörkare.');
  await jonas.getByRole('button', { name: 'Gör den lagom mörk' }).click();
  await expect(jonas.getByText(/Kontrasten mot vitt papper är 4,\d:1 och räcker/)).toBeVisible();
  const telephone = sheet.getByRole('group', { name: 'Sidfot' });
  await telephone.getByRole('button', { name: 'Telefon' }).press('Enter');
  await expect(sheet.getByRole('textbox', { name: 'Telefon' })).toBeFocused();
  await jonas.keyboard.type('0123-45 60 00');
  await expectAccessible(jonas);

  await jonas.getByRole('tab', { name: 'Förhandsgranska' }).click();
  await expect(jonas.getByRole('img', { name: 'Sida 1 av 2' })).toBeVisible();
  await expectAccessible(jonas);
  await jonas.getByRole('tab', { name: 'Redigera' }).click();
  await jonas.getByRole('radio', { name: 'Motion' }).click();
  await jonas.getByRole('textbox', { name: 'Ort', exact: true }).fill('Sandvik');
  await jonas.getByRole('radio', { name: 'Protokollsparagraf' }).click();
  await expect(sheet.getByRole('button', { name: 'Ta bort: Paragrafnummer' })).toBeDisabled();

  // Somebody else is there first, at other words and at the same.
  const { template } = (await ask(jonas, '/api/organisation')) as { template: { version: string; words: object } };
  const words = { ...template.words, leadIn: 'Vi yrkar att fullmäktige beslutar', place: 'Björknäs' };
  await ask(jonas, '/api/organisation/template', { words, version: template.version });
  await jonas.getByRole('button', { name: 'Spara mallen' }).click();
  await expect(jonas.getByRole('alert')).toContainText('Någon annan ändrade mallen under tiden. Det du har ändrat står kvar');
  await jonas.getByRole('radio', { name: 'Motion' }).click();
  await expect(jonas.getByRole('textbox', { name: 'Ort', exact: true })).toHaveValue('Sandvik');
  await expect(jonas.getByRole('textbox', { name: 'Inledning till att-satserna' })).toHaveValue('Vi yrkar att fullmäktige beslutar');
  // Who leaves is asked first.
  await jonas.getByRole('link', { name: 'Partier' }).click();
  await jonas.getByRole('alertdialog').getByRole('button', { name: 'Stanna kvar' }).click();
  await jonas.getByRole('button', { name: 'Spara mallen' }).click();
  await expect(jonas.getByRole('alert')).toBeHidden();
  await expect(jonas.getByText('Mallen är sparad', { exact: true }).first()).toBeAttached();

  const rakel = await visit('Rakel Dal');
  const { matters } = (await ask(rakel, '/api/matters')) as { matters: { id: string; title: string }[] };
  const matter = matters.find(({ title }) => title.startsWith('Motion om meröppet'))?.id ?? '';
  const { id } = (await ask(rakel, `/api/matters/${matter}/documents`, { kind: 'officerReport' })) as { id: string };
  await rakel.goto(`/dokument/${id}`);
  await expect(rakel.locator('.ProseMirror')).toBeVisible();
  await expect(rakel.getByRole('img', { name: 'Björkviks kommuns vapen' })).toBeVisible();
  await expect(rakel.locator('.ProseMirror [data-node="fieldList"] [data-node="field"]').first()).toContainText('Datum');
  await expect(rakel.locator('.ProseMirror .yrka-section__heading').nth(2)).toContainText('Kontorets bedömning');
  await expectAccessible(rakel);

  await arms.getByRole('button', { name: 'Ta bort vapnet' }).click();
  await jonas.getByRole('alertdialog').getByRole('button', { name: 'Ta bort vapnet' }).click();
  await expect(arms.getByText('Inget vapen än.')).toBeVisible();
  await rakel.reload();
  await expect(rakel.getByRole('img', { name: 'Björkviks kommuns vapen' })).toBeVisible();
});

test('what is taken away is asked about, what is not saved too, and the focus stays in its place', async ({ visit }) => {
  const jonas = await visit('Jonas Alm');
  const dialog = jonas.getByRole('alertdialog');
  await jonas.goto('/organisation/sammantraden');
  const meeting = jonas.getByRole('button', { name: /^Ändra KS \d/ }).last();
  const name = (await meeting.getAttribute('aria-label'))?.replace('Ändra ', '') ?? '';
  await meeting.press('Enter');
  const remove = jonas.getByRole('button', { name: 'Ta bort', exact: true });
  await remove.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Avbryt' })).toBeFocused();
  await expectAccessibleByDayAndNight(jonas);
  await jonas.keyboard.press('Enter');
  await expect(remove).toBeFocused();
  await remove.press('Enter');
  await dialog.getByRole('button', { name: 'Ta bort' }).press('Enter');
  await expect(jonas.getByRole('status').filter({ hasText: `${name} är borttaget` })).toBeAttached();
  await expect(jonas.getByRole('button', { name: `Ändra ${name}`, exact: true })).toHaveCount(0);
  await expect(jonas.getByRole('region', { name: 'Sammanträden' })).toBeFocused();

  await jonas.goto('/organisation/register');
  await jonas.getByRole('button', { name: 'Uppdrag för Anna Lind' }).press('Enter');
  const seats = jonas.getByRole('dialog', { name: 'Uppdrag för Anna Lind' });
  const count = await seats.getByRole('listitem').count();
  await seats
    .getByRole('button', { name: /^Ändra / })
    .first()
    .press('Enter');
  await expect(seats.getByRole('group', { name: 'Ändra uppdraget' })).toBeFocused();
  await seats
    .getByRole('button', { name: /^Ta bort / })
    .first()
    .press('Enter');
  await dialog.getByRole('button', { name: 'Ta bort' }).press('Enter');
  await expect(seats.getByRole('listitem')).toHaveCount(count - 1);
  await expect(seats.getByRole('list', { name: 'Uppdrag' })).toBeFocused();
  await expect(seats.getByRole('group', { name: 'Nytt uppdrag' })).toBeVisible();
  await jonas.keyboard.press('Escape');
  await jonas.getByRole('button', { name: 'Ändra Ali Haddad' }).press('Enter');
  await jonas.getByRole('checkbox', { name: 'Är kvar i registret' }).press('Space');
  await jonas.getByRole('button', { name: 'Spara' }).press('Enter');
  await expect(jonas.getByRole('main').getByText('Ali Haddad')).toHaveCount(0);
  await expect(jonas.locator('ul:focus')).toContainText('Anna Lind');

  await jonas.goto('/organisation');
  await jonas.getByRole('textbox', { name: 'Namn' }).fill('Björkviks stad');
  await jonas.getByRole('link', { name: 'Partier' }).press('Enter');
  await dialog.getByRole('button', { name: 'Stanna kvar' }).press('Enter');
  await expect(jonas.getByRole('textbox', { name: 'Namn' })).toHaveValue('Björkviks stad');
  await jonas.getByRole('button', { name: 'Spara kommunens uppgifter' }).press('Enter');
  await expect(jonas.getByRole('status').filter({ hasText: 'Sparat' })).toBeAttached();
  await jonas.getByRole('link', { name: 'Partier' }).press('Enter');
  await expect(jonas.getByRole('heading', { level: 1, name: 'Partier' })).toBeVisible();
});

test('of two administrators who change the same, the second is told, and sees what the first did', long, async ({ visit }) => {
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

test('nothing in the organisation reaches past the edge at 320 px', long, async ({ visit }) => {
  const page = await visit('Jonas Alm', { viewport: { width: 320, height: 568 } });
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[role="status"][aria-label]')).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
});
