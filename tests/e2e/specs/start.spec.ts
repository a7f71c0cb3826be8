import { expect, expectAccessibleByDayAndNight, openDocument, type Page, test } from '../harness.ts';

test('the names in the bar stand still when their typeface arrives', async ({ visit }) => {
  const page = await visit('Anna Lind');
  let letCome = () => {};
  const comes = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route('**/*.woff2', async (route) => {
    await comes;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  const names = page.getByRole('list', { name: 'Vem du är i demonstrationen' }).getByRole('button');
  await expect(names).toHaveCount(6);
  const places = () => names.evaluateAll((buttons) => buttons.map((button) => Math.round(button.getBoundingClientRect().left)));
  const before = await places();
  letCome();
  await page.evaluate(() => document.fonts.ready);
  const after = await places();
  // A press is between two of these; a few pixels do no harm, another person does.
  expect(Math.max(...before.map((place, index) => Math.abs(place - (after[index] ?? 0))))).toBeLessThanOrEqual(8);
});

/** What stands over the page only while it is used. */
const opened: readonly { readonly name: string; readonly open: (page: Page) => Promise<void> }[] = [
  {
    name: 'what there is to insert',
    open: async (page) => {
      await page.getByRole('button', { name: 'Infoga' }).click();
      await expect(page.getByRole('menuitem', { name: 'Kostnader' })).toBeVisible();
    },
  },
  {
    name: 'find and replace',
    open: async (page) => {
      await page.locator('.ProseMirror').focus();
      await page.keyboard.press('Control+h');
      await expect(page.getByRole('textbox', { name: 'Sök', exact: true }).or(page.getByRole('searchbox', { name: 'Sök', exact: true }))).toBeVisible();
    },
  },
  {
    name: 'the menu of a clause',
    open: async (page) => {
      await page.locator('[data-node="attClause"]').last().click();
      await page.getByRole('button', { name: 'Flytta eller ta bort att-satsen' }).click();
      await expect(page.getByRole('menuitem', { name: 'Flytta upp' })).toBeVisible();
    },
  },
];

test('axe finds nothing serious where one writes, whatever is open, by day and night', async ({ enter }) => {
  const page = await enter('Anna Lind');
  for (const { name, open } of opened) {
    await test.step(name, async () => {
      await openDocument(page, 'Trygga cykelvägar till skolan', 'Motion');
      await open(page);
      await expectAccessibleByDayAndNight(page);
    });
  }
});

test('axe finds nothing serious while a motion is begun and a person is picked, by day and night', async ({ visit }) => {
  const page = await visit('Anna Lind');
  await page.getByRole('button', { name: 'Ny motion' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessibleByDayAndNight(page);
  await page.getByRole('textbox', { name: 'Rubrik' }).fill('Fler bänkar i parken');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Lägg till: Den som instämmer' }).click();
  await page.keyboard.type('eva');
  await expect(page.getByRole('option', { name: /Eva Ek/ })).toBeVisible();
  await expectAccessibleByDayAndNight(page);
});
