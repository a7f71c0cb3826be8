import { expect, expectAccessibleEverywhere, test } from '../harness.ts';

test('the registrar takes out all matters of a year, sees how far that is and fetches the file', async ({ visit }) => {
  const jonas = await visit('Jonas Alm');
  await jonas.getByRole('link', { name: 'Ett års ärenden som filer' }).click();
  await expect(jonas.getByRole('heading', { level: 1, name: 'Ett års ärenden som filer' })).toBeVisible();
  await jonas.getByRole('combobox', { name: 'År' }).selectOption('2026');
  await expectAccessibleEverywhere(jonas);
  // What the server answers while it is at it, held until it has been looked at.
  await jonas.route('**/api/batches', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    if (route.request().method() === 'GET' && body.batch !== null) body.batch.state = 'running';
    await route.fulfill({ response: answer, json: body });
  });
  await jonas.getByRole('button', { name: 'Börja' }).click();
  await expect(jonas.getByRole('progressbar', { name: /av \d+ ärenden$/ })).toBeVisible();
  await expect(jonas.getByRole('button', { name: 'Avbryt' })).toBeVisible();
  await expect(jonas.getByRole('heading', { level: 2, name: 'Paket till arkivet 2026' })).toBeFocused();
  await expectAccessibleEverywhere(jonas);
  // One that is being answered is let come to its end.
  await jonas.unrouteAll({ behavior: 'wait' });
  const file = jonas.getByRole('link', { name: 'Ladda ner filen' });
  await expect(file).toBeVisible();
  const downloaded = jonas.waitForEvent('download');
  await file.click();
  expect((await downloaded).suggestedFilename()).toMatch(/^Ärenden 2026\.zip$/);
});
