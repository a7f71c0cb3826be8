import { expect, expectSaved, paperOf, plainText, test } from '../harness.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('[A1–A3] Anna writes a whole motion on her phone, with a tunnel in the middle', async ({ visit }) => {
  const page = await visit('Anna Lind', phone);
  await page.getByRole('button', { name: 'Ny motion' }).tap();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox')).toHaveCount(1);
  await dialog.getByRole('textbox', { name: 'Rubrik' }).fill('Fler bänkar i parken');
  await dialog.getByRole('button', { name: /Skapa|Börja|Ny motion/ }).tap();

  const paper = await paperOf(page);
  await expect(paper).toContainText('Till kommunfullmäktige i Björkviks kommun');
  await expect(paper).toContainText('Fler bänkar i parken');
  await expect(paper).toContainText('Anna Lind');
  await expect(page.getByText('Utkast hos partigruppen. Kommunens tjänstepersoner ser det inte.')).toBeVisible();

  const paragraphs = paper.locator('p[data-node="paragraph"]');
  await paragraphs.first().tap();
  await page.keyboard.type('Parken saknar bänkar.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Äldre behöver vila på vägen.');

  const clauses = paper.locator('[data-node="attClause"]');
  await clauses.first().tap();
  await page.keyboard.type('att tekniska nämnden ställer ut tio bänkar');
  await page.getByRole('button', { name: 'Ny att-sats' }).first().tap();
  await page.keyboard.type('bänkarna har armstöd');
  await page.getByRole('button', { name: 'Ny att-sats' }).first().tap();
  await page.keyboard.type('platserna väljs med pensionärsrådet');
  await expect(clauses).toHaveCount(3);

  await page.context().setOffline(true);
  await page.keyboard.type(' före sommaren');
  await expect(page.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
  await page.context().setOffline(false);
  await expectSaved(page);

  await clauses.last().tap();
  await page.getByRole('button', { name: 'Flytta eller ta bort att-satsen' }).tap();
  await page.getByRole('menuitem', { name: 'Flytta upp' }).tap();
  await expect(clauses.nth(1)).toContainText('platserna väljs med pensionärsrådet före sommaren');
  await expectSaved(page);

  await expect.poll(() => plainText(page)).toMatch(/att tekniska nämnden ställer ut tio bänkar[\s\S]*pensionärsrådet före sommaren[\s\S]*armstöd/);
  expect(await plainText(page)).not.toContain('att att');
  // Nothing reaches past the edge of the screen.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
