import { expect, expectAccessibleEverywhere, type Page, test } from '../harness.ts';

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('a page of what is not there, or not open to who asks, has its name and leads home', async ({ visit }) => {
  const rakel = await visit('Rakel Dal');
  for (const [address, name] of [
    ['/arenden/finns-inte/las-in', 'Läs in dokument'],
    ['/dokument/finns-inte/jamfor/1/nu', 'Jämför versioner'],
    ['/dokument/finns-inte/citat', 'Jämför citat med motionen'],
    ['/dokument/finns-inte/versioner/1', 'Äldre version'],
    ['/dokument/finns-inte/lamna-in', 'Lämna in motionen'],
    ['/dokument/finns-inte/justering', 'Skicka för justering'],
    ['/dokument/finns-inte/publicering', 'Publiceringsversion'],
    ['/arenden/finns-inte/handelser', 'Händelser i utkastet'],
  ] as const) {
    await rakel.goto(address);
    await expect(title(rakel, name)).toBeVisible();
    await expect(rakel.getByText('Det finns inte, eller så får du inte läsa det.')).toBeVisible();
    await expect(rakel.getByRole('main').getByRole('button')).toHaveCount(0);
    await expect(rakel.getByRole('link', { name: 'Till ärendena', exact: true })).toBeVisible();
  }
  await expectAccessibleEverywhere(rakel);
});

test('a page that could not be fetched has its name, and is fetched again when one asks for it', async ({ visit }) => {
  const rakel = await visit('Rakel Dal');
  const problem = { type: 'urn:yrka:problem:storageFailed', title: 'It could not be stored or read', status: 500, code: 'storageFailed' };
  for (const [address, asked, name] of [
    ['/aviseringar', '**/api/notices', 'Aviseringar'],
    ['/aviseringar/installningar', '**/api/notices/settings', 'Inställningar för aviseringar'],
  ] as const) {
    await rakel.route(asked, (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
    await rakel.goto(address);
    await expect(title(rakel, name)).toBeVisible();
    await expectAccessibleEverywhere(rakel);
    await rakel.unroute(asked);
    await rakel.getByRole('main').getByRole('button', { name: 'Försök igen' }).press('Enter');
    await expect(rakel.getByRole('button', { name: 'Försök igen' })).toHaveCount(0);
    await expect(title(rakel, name)).toBeVisible();
  }
});
