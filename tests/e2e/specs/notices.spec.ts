import { expect, expectAccessible, long, openDocument, type Page, tabTo, test } from '../harness.ts';

const motion = 'Trygga cykelvägar till skolan';
const bell = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Aviseringar/ });

async function sendForSigning(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lämna in' }).click();
  await page.getByRole('menuitem', { name: /Skicka för underskrift/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Skicka för underskrift' }).click();
  await expect(page.getByText('0 av 2 har undertecknat')).toBeVisible();
}

/** Opens the text again and sends it anew, without the screen: Omar is asked once more. */
async function sendAgain(page: Page): Promise<void> {
  const statuses = await page.evaluate(async (documentId) => {
    const act = async (name: string) =>
      (await fetch(`/api/documents/${documentId}/acts/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).status;
    return [await act('unlock'), await act('sendForSigning')];
  }, new URL(page.url()).pathname.split('/').at(-1));
  expect(statuses).toEqual([200, 200]);
}

test('who is asked to sign sees it at once, in a page that nobody reloads', async ({ enter, visit }) => {
  const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said')];
  await expect(bell(omar)).toHaveAccessibleName('Aviseringar');
  await openDocument(anna, motion, 'Motion');
  await sendForSigning(anna);

  await expect(bell(omar)).toHaveAccessibleName('Aviseringar, 1 oläst');
  await expect(omar.getByRole('status').filter({ hasText: 'Ny avisering' })).toHaveCount(1);
  await expect(bell(anna)).toHaveAccessibleName('Aviseringar');
  // By keyboard: the bell, the panel, and what it is about.
  await tabTo(omar, bell(omar));
  await omar.keyboard.press('Enter');
  const panel = omar.getByRole('dialog', { name: 'Aviseringar' });
  await expect(panel).toContainText('Oläst: Anna Lind har skickat motionen för underskrift. Den väntar på dig.');
  await expectAccessible(omar);
  await tabTo(omar, panel.getByRole('link', { name: motion }));
  await omar.keyboard.press('Enter');
  await expect(omar.getByText('0 av 2 har undertecknat')).toBeVisible();
  await expect(bell(omar)).toHaveAccessibleName('Aviseringar');
});

test.describe('a server that is killed', () => {
  test.use({ isOwnProcess: true });

  test('what one missed while the page was away is there when it comes back', long, async ({ enter, visit, yrka }) => {
    const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said', { isFirst: true })];
    await openDocument(anna, motion, 'Motion');
    await omar.context().setOffline(true);
    await sendForSigning(anna);
    await omar.context().setOffline(false);
    await expect(bell(omar)).toHaveAccessibleName('Aviseringar, 1 oläst');
    await yrka.kill();
    await yrka.restart();
    await sendAgain(anna);
    await expect(bell(omar)).toHaveAccessibleName('Aviseringar, 2 olästa');
  });
});

test('nothing more is heard of a matter that one has muted, until one wants to again', long, async ({ enter, visit }) => {
  const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said', { viewport: { width: 390, height: 844 } })];
  await openDocument(anna, motion, 'Motion');
  await sendForSigning(anna);
  await bell(omar).click();
  await omar.getByRole('link', { name: 'Visa alla' }).click();
  await expect(omar.getByRole('heading', { level: 1, name: 'Aviseringar' })).toBeVisible();
  await expectAccessible(omar);
  const main = omar.getByRole('main');
  await main.getByRole('button', { name: 'Markera alla som lästa' }).click();
  await expect(bell(omar)).toHaveAccessibleName('Aviseringar');
  await main.getByRole('button', { name: `Mer om ”${motion}”` }).click();
  await omar.getByRole('menuitem', { name: 'Avisera inte om ärendet' }).click();
  await expect(main.getByText('Aviseras inte')).toBeVisible();
  await sendAgain(anna);

  await main.getByRole('link', { name: 'Inställningar' }).click();
  await expectAccessible(omar);
  await omar.getByRole('button', { name: `Avisera igen om ”${motion}”` }).click();
  await expect(omar.getByText('Inga. Du väljer bort ett ärende')).toBeVisible();
  await sendAgain(anna);
  // One for what came after, and none for what came between.
  await expect(bell(omar)).toHaveAccessibleName('Aviseringar, 1 oläst');
  await omar.reload();
  await expect(bell(omar)).toHaveAccessibleName('Aviseringar, 1 oläst');
});

test('one chooses how often one wants mail, and the choice stays', async ({ visit }) => {
  const omar = await visit('Omar Said');
  await omar.goto('/aviseringar/installningar');
  await expect(omar.getByRole('radio', { name: /^En gång om dagen/ })).toBeChecked();
  await expect(omar.getByText('Den här servern skickar inga mejl.')).toBeVisible();
  await omar.getByRole('radio', { name: /^En gång om dagen/ }).focus();
  const stored = omar.waitForResponse((answer) => answer.url().endsWith('/api/notices/settings') && answer.request().method() === 'POST');
  await omar.keyboard.press('ArrowUp');
  expect((await stored).ok()).toBe(true);
  await omar.reload();
  await expect(omar.getByRole('radio', { name: /^Löpande/ })).toBeChecked();
});
