import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, openDocument, type Page, test } from '../harness.ts';

const motion = 'Trygga cykelvägar till skolan';

/** Files the motion without the screen (filing.spec.ts walks it); the matter of the draft. */
async function file(page: Page): Promise<string> {
  await openDocument(page, motion, 'Motion');
  const documentId = new URL(page.url()).pathname.split('/').at(-1);
  const { status, matterId } = await page.evaluate(async (id) => {
    const body = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
    const filed = await fetch(`/api/documents/${id}/acts/file`, body);
    const draft = (await (await fetch(`/api/documents/${id}`)).json()) as { readonly matterId: string };
    return { status: filed.status, matterId: draft.matterId };
  }, documentId);
  expect(status).toBe(200);
  return matterId;
}

test('the registrar reads what was done, searches it and takes it along', async ({ visit }) => {
  const [anna, jonas] = [await visit('Anna Lind'), await visit('Jonas Alm')];
  await file(anna);
  await jonas.getByRole('button', { name: 'Inställningar' }).click();
  await jonas.getByRole('menuitem', { name: 'Händelselogg' }).click();
  await expect(jonas.getByRole('heading', { level: 1, name: 'Händelselogg' })).toBeVisible();
  const entry = jonas.getByRole('main').getByRole('listitem').filter({ hasText: 'Anna Lind lämnade in en motion, som kom in till kommunen' });
  await expect(entry).toContainText(motion);
  await entry.getByText('Tekniska uppgifter').click();
  await expect(entry.getByText(/^[0-9a-f]{64}$/).first()).toBeVisible();
  await expect(entry.getByRole('term')).toHaveText(['Nummer', 'Av', 'Gäller', 'Dokument', 'Innehållets kontrollkod', 'Kontrollkod']);
  await expectAccessible(jonas);

  // By keyboard: the focus stays where one is.
  const sought = jonas.getByRole('textbox', { name: 'Visa bara' });
  await sought.fill('Rakel Dal');
  await jonas.keyboard.press('Enter');
  await expect(jonas.getByText('Inga händelser handlar om ”Rakel Dal”.')).toBeVisible();
  await expect(sought).toBeFocused();
  await jonas.getByRole('button', { name: 'Visa allt' }).press('Enter');
  await expect(sought).toBeFocused();
  await expect(sought).toHaveValue('');
  const only = entry.getByRole('button', { name: `Visa bara det som handlar om ”${motion}”` });
  await only.press('Enter');
  await expect(jonas).toHaveURL(/\?om=/);
  await expect(jonas.getByText(`1 händelse om ”${motion}”`)).toBeVisible();
  await expect(only).toBeFocused();
  await jonas.goBack();
  await expect(sought).toHaveValue('');

  await jonas.getByRole('button', { name: 'Ladda ner hela loggen' }).click();
  const [download] = await Promise.all([jonas.waitForEvent('download'), jonas.getByRole('menuitem', { name: /För kalkylblad/ }).click()]);
  expect(download.suggestedFilename()).toBe('handelselogg.csv');
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv).toContain(';anna-lind;receive;');
  expect(csv).not.toContain(motion);
});

test('an officer has no log, and is told so', async ({ visit }) => {
  const rakel = await visit('Rakel Dal');
  await rakel.getByRole('button', { name: 'Inställningar' }).click();
  await expect(rakel.getByRole('menuitem', { name: 'Tillgänglighet' })).toBeVisible();
  await expect(rakel.getByRole('menuitem', { name: 'Händelselogg' })).toHaveCount(0);
  // Nor the registrar's pages by their address; what leads on is the way home, and not to try again.
  for (const [address, title] of [
    ['/handelselogg', 'Händelselogg'],
    ['/arets-arenden', 'Ett års ärenden som filer'],
    ['/las-in-arende', 'Läs in ärende'],
  ] as const) {
    await rakel.goto(address);
    await expect(rakel.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(rakel.getByText('Du har inte rätt att göra det här.')).toBeVisible();
    await expect(rakel.getByRole('main').getByRole('button')).toHaveCount(0);
    await rakel.getByRole('link', { name: 'Till ärendena', exact: true }).click();
    await expect(rakel.getByRole('heading', { level: 1, name: 'Ärenden' })).toBeVisible();
  }
});

test("what a group did with its draft is the group's to read, from the draft's matter, and nobody else's", async ({ visit }) => {
  const [anna, omar, jonas] = [await visit('Anna Lind'), await visit('Omar Said', { viewport: { width: 390, height: 844 } }), await visit('Jonas Alm')];
  const matterId = await file(anna);
  await omar.goto(`/arenden/${matterId}`);
  await omar.getByRole('link', { name: 'Händelser i utkastet' }).click();
  await expect(omar.getByText('Anna Lind lämnade in motionen')).toBeVisible();
  await expectAccessible(omar);
  await jonas.goto(`/arenden/${matterId}/handelser`);
  await expect(jonas.getByText('Det finns inte, eller så får du inte läsa det.')).toBeVisible();
  await jonas.goto('/handelselogg');
  await expect(jonas.getByRole('main')).toContainText('som kom in till kommunen');
  await expect(jonas.getByText('Anna Lind lämnade in motionen')).toHaveCount(0);
});
