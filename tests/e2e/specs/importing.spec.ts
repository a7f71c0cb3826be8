import { writeFile } from 'node:fs/promises';
import { caretAfter, expect, expectAccessible, expectAccessibleByDayAndNight, openDocument, type Page, tabTo, test } from '../harness.ts';

const decision = `Björkviks kommun
Kommunstyrelsen

§ 12 Svar på motion om bänkar i Ängsparken

Beslut
Kommunstyrelsen föreslår kommunfullmäktige besluta
att motionen avslås.

Sammanfattning
Anna Lind (L) har väckt en motion om bänkar i Ängsparken. Tekniska nämnden har yttrat sig och
avstyrker motionen, eftersom parken byggs om nästa år.

2 (4)
Justerandes sign

Yrkanden
Åsa Öberg (S) yrkar avslag på motionen.
Ärla Åkesson (L) yrkar bifall till motionen.

Omröstning begärs
Ja-röst för avslag på motionen. Nej-röst för bifall till motionen.
Omröstningen utfaller med 9 ja-röster mot 4 nej-röster.

Reservation
Ärla Åkesson (L) reserverar sig mot beslutet till förmån för eget yrkande.

Beslutet ska skickas till
Tekniska nämnden
Motionären
`;
const matter = 'meröppet';
const text = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });

async function openMatter(page: Page): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('link', { name: new RegExp(matter) })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(matter) })).toBeVisible();
}
const pick = (page: Page, file: ReturnType<typeof text>) => page.locator('input[type="file"]').setInputFiles(file);

test('[D] a file that is read into a matter is shown beside the original, corrected, and becomes one of its documents', async ({ visit }) => {
  const page = await visit('Jonas Alm');
  await openMatter(page);
  await page.getByRole('link', { name: 'Läs in dokument' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Läs in dokument' })).toBeVisible();
  await expectAccessibleByDayAndNight(page);
  await pick(page, text('beslut.txt', decision));

  await expect(page.getByRole('heading', { level: 1, name: 'beslut.txt' })).toBeVisible();
  await expect(page.getByText('1 beslutspunkt, 2 yrkanden, 1 omröstning, 1 reservation, 2 mottagare')).toBeVisible();
  const paper = page.getByRole('document', { name: 'Så här blir det' });
  await expect(paper).toContainText('Åsa Öberg (S) yrkar avslag på motionen.');
  await expect(paper).not.toContainText('Justerandes sign');
  const lines = page.getByRole('listbox');
  await expect(lines.getByRole('option', { name: /Justerandes sign/ })).toContainText('Tas bort');
  await expectAccessibleByDayAndNight(page);

  // What it is and whose headings it has can be said otherwise, and it is read again.
  await page.getByLabel('Läst som').selectOption('Tjänsteskrivelse');
  await expect(page.getByText(/yrkanden/)).toHaveCount(0);
  await page.getByLabel('Läst som').selectOption('Protokollsparagraf');
  await expect(page.getByText(/2 yrkanden/)).toBeVisible();

  await page.getByRole('button', { name: 'Lägg i ärendet' }).click();
  await expect(page.locator('.ProseMirror')).toContainText('Ärla Åkesson (L) yrkar bifall till motionen.');
  await expect(page).toHaveURL(/\/dokument\//);
});

test('the original and what it becomes are held together by pointer and by keyboard alone', async ({ visit }) => {
  const page = await visit('Jonas Alm');
  await page.goto('/las-in');
  await pick(page, text('beslut.txt', decision));
  const lines = page.getByRole('listbox');
  const selected = lines.getByRole('option', { selected: true });
  await tabTo(page, lines);
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveCount(1);
  await page.keyboard.press('End');
  await expect(selected).toContainText('Motionären');
  const paper = page.getByRole('document', { name: 'Så här blir det' });
  await expect(paper.locator('.yrka-held')).toContainText('Motionären');

  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  await expect(paper.locator('.yrka-held')).toContainText('Tekniska nämnden');
  await expect(selected).toContainText('Tekniska nämnden');
  await expect(page.getByRole('status').filter({ hasText: 'Mottagare: Tekniska nämnden. Rad ' })).toHaveCount(1);

  await paper.getByText('Ärla Åkesson (L) yrkar bifall till motionen.').filter({ visible: true }).hover();
  await expect(selected).toContainText('Ärla Åkesson (L) yrkar bifall');
  await lines.getByText('Åsa Öberg (S) yrkar avslag').hover();
  await expect(paper.locator('.yrka-held')).toContainText('Åsa Öberg');

  // Accepted by keyboard as well.
  await tabTo(page, page.getByRole('button', { name: 'Skapa ärendet' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('.ProseMirror')).toContainText('Tekniska nämnden');
});

test('a file that is dropped on a matter is read; one that cannot be is told of in one sentence, and nothing is kept of it', async ({ visit }, testInfo) => {
  const page = await visit('Jonas Alm');
  await openMatter(page);
  const drop = async (...files: readonly string[]) => {
    // A drag of the browser's own: one that a script makes up carries no file that a page may read.
    const browser = await page.context().newCDPSession(page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await browser.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data: { items: [], files: [...files], dragOperationsMask: 1 } });
  };
  const [good, picture] = [testInfo.outputPath('beslut.txt'), testInfo.outputPath('bild.png')];
  await writeFile(good, decision);
  await writeFile(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]));
  await drop(good, picture);
  await expect(page.getByText('Släpp en fil i taget.')).toBeVisible();
  await drop(picture);
  await expect(page.getByRole('alert')).toHaveText('bild.png: Filen är en bild. Det som står i en bild kan inte läsas in.');
  await expectAccessible(page);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(matter) })).toBeVisible();
  const documents = page.getByRole('link', { name: /bänkar/ });
  await expect(documents).toHaveCount(0);
  await drop(good);
  await expect(page.getByRole('heading', { level: 1, name: 'beslut.txt' })).toBeVisible();
  await page.getByRole('button', { name: 'Lägg i ärendet' }).click();
  await expect(page.locator('.ProseMirror')).toContainText('bänkar');
});

test('what is known as nothing is asked about, and becomes what one says that it is', async ({ visit }) => {
  const page = await visit('Rakel Dal');
  await page.goto('/las-in');
  await pick(page, text('anteckning.txt', 'Bänkar i parken\n\nDet behövs fler bänkar.\n'));
  await expect(page.getByText(/anteckning.txt: Texten kändes inte igen/)).toBeVisible();
  await page.getByRole('button', { name: 'Tjänsteskrivelse' }).click();
  await expect(page.getByRole('document', { name: 'Så här blir det' })).toContainText('Det behövs fler bänkar.');
});

test('who may begin nothing in a matter is offered nothing', async ({ visit }) => {
  const page = await visit('Maria Holm');
  await openMatter(page);
  await expect(page.getByRole('link', { name: 'Läs in dokument' })).toHaveCount(0);
});

test('[EAR1, LAW3] an earlier decision is put into the basis and the text by keyboard alone, and a statute that is typed becomes a link', async ({ enter }) => {
  const page = await enter('Rakel Dal');
  const paper = await openDocument(page, matter, 'Tjänsteskrivelse');
  await caretAfter(page, 'Motion om meröppet på biblioteket i Sandvik, inkommen');
  await page.keyboard.press('Alt+F10');
  await tabToInBar(page, 'Infoga');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Tidigare beslut…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Infoga tidigare beslut' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Infoga' }).press('Enter');
  await expect(dialog.getByText('Välj dag.')).toBeVisible();
  await dialog.getByLabel('Dag').fill('2024-06-10');
  await dialog.getByLabel('§', { exact: true }).fill('88');
  await expect(dialog.getByText('Kommunfullmäktige 2024-06-10 § 88')).toBeVisible();
  await dialog.getByLabel('§', { exact: true }).press('Enter');
  await expect(paper.locator('[data-node="decisionBasis"]').filter({ hasText: 'KF 2024-06-10 § 88' })).toHaveCount(1);

  // At the end of a heading Enter begins a text.
  await caretAfter(page, 'Kultur- och fritidsnämndens yttrande');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/tidigare');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Dag').fill('2025-03-03');
  await dialog.getByLabel('§', { exact: true }).fill('§ 12');
  await dialog.getByLabel('§', { exact: true }).press('Enter');
  await expect(paper).toBeFocused();
  await page.keyboard.type(' enligt kommunallagen 5 kap. 35 §.');
  await expect(paper.getByText('Kommunfullmäktige 2025-03-03 § 12 enligt')).toBeVisible();
  await expect(paper.getByRole('link', { name: 'kommunallagen 5 kap. 35 §' })).toHaveAttribute('href', 'https://lagen.nu/2017:725#K5P35');
});

async function tabToInBar(page: Page, name: string): Promise<void> {
  const button = page.getByRole('toolbar').getByRole('button', { name, exact: true });
  for (let steps = 0; steps < 20 && !(await button.evaluate((element) => element === document.activeElement)); steps++) await page.keyboard.press('ArrowRight');
  await expect(button).toBeFocused();
}
