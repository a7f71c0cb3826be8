import { expect, expectAccessibleByDayAndNight, expectAccessibleEverywhere, tabTo, test } from '../harness.ts';
import { inHall, YrkaServer } from '../server.ts';

test('the registrar reads in a matter from another installation, by keyboard, having seen what is in it', async ({ visit, hall, yrka }) => {
  const jonas = await visit('Jonas Alm');
  const elsewhere = await YrkaServer.start(inHall(hall), {});
  try {
    // Another installation: a motion came in on paper there.
    const there = await jonas.context().browser()?.newContext({ baseURL: elsewhere.address });
    if (there === undefined) throw new Error('There is a browser');
    const headers = { origin: elsewhere.address };
    expect((await there.request.post('/api/session', { data: { personId: 'jonas-alm' }, headers })).ok()).toBe(true);
    const paper = {
      title: 'Motion om belysning i Ekparken',
      text: 'att sätta upp lyktor i Ekparken.',
      senders: [{ name: 'Karin Okänd', party: 'C' }],
      receivedOn: '2026-11-02',
    };
    const { id } = (await (await there.request.post('/api/matters/paper', { data: paper, headers })).json()) as { readonly id: string };
    const bundle = await (await there.request.get(`/api/matters/${id}/bundle?journal=1&log=1`)).body();
    await there.close();

    await tabTo(jonas, jonas.getByRole('link', { name: 'Läs in ärende' }));
    await jonas.keyboard.press('Enter');
    await expect(jonas.getByRole('heading', { level: 1, name: 'Läs in ärende' })).toBeVisible();
    const file = jonas.locator('input[type="file"]');
    // By the button: what is chosen takes its place, and with a long name nothing reaches past the edge.
    const choose = jonas.getByRole('button', { name: 'Välj fil…' });
    const chooser = jonas.waitForEvent('filechooser');
    await choose.press('Enter');
    const name = `${'Kommunstyrelsens_arbetsutskotts_protokollsbilaga_'.repeat(2)}.zip`;
    await (await chooser).setFiles({ name, mimeType: 'application/zip', buffer: Buffer.from('hej') });
    await expect(jonas.getByRole('alert')).toContainText(`${name}: Filen är skadad`);
    await expect(choose).toBeFocused();
    await expectAccessibleEverywhere(jonas);
    await file.setInputFiles({ name: 'arende.zip', mimeType: 'application/zip', buffer: bundle });
    await expect(jonas.getByRole('heading', { level: 2, name: 'Motion om belysning i Ekparken' })).toBeFocused();
    await expect(jonas.getByRole('listitem').filter({ hasText: 'Motion om belysning i Ekparken' })).toContainText('låst text · med allt som har skrivits');
    await expectAccessibleByDayAndNight(jonas);
    await jonas.getByRole('button', { name: 'Välj en annan fil' }).press('Enter');
    await expect(choose).toBeFocused();
    await file.setInputFiles({ name: 'arende.zip', mimeType: 'application/zip', buffer: bundle });
    // What comes of the press is told where it is made, however much the file holds.
    await jonas.setViewportSize({ width: 390, height: 400 });
    await jonas.route('**/api/bundles?**', (route) => route.abort());
    await tabTo(jonas, jonas.getByRole('button', { name: 'Läs in ärendet' }));
    await jonas.keyboard.press('Enter');
    await expect(jonas.getByRole('alert')).toHaveText('arende.zip: Ingen uppkoppling till servern. Kontrollera nätet och försök igen.');
    await expect(jonas.getByRole('alert')).toBeInViewport();
    await jonas.unroute('**/api/bundles?**');
    await tabTo(jonas, jonas.getByRole('button', { name: 'Läs in ärendet' }));
    await jonas.keyboard.press('Enter');
    await expect(jonas.getByRole('heading', { level: 2, name: 'Ärendet är inläst: Motion om belysning i Ekparken' })).toBeFocused();
    await expect(jonas.getByRole('listitem').filter({ hasText: 'Händelseloggen därifrån, som fil' })).toBeVisible();
    await expect(jonas.getByText('Allt i filen kom med.')).toBeVisible();
    await expectAccessibleByDayAndNight(jonas);
    await tabTo(jonas, jonas.getByRole('link', { name: 'Öppna ärendet' }));
    await jonas.keyboard.press('Enter');
    await expect(jonas.getByRole('heading', { level: 1, name: 'Motion om belysning i Ekparken' })).toBeVisible();
    await expect(jonas.getByText('Jonas Alm läste in ärendet från en annan installation')).toBeVisible();

    await jonas.goto(`${yrka.address}/las-in-arende`);
    await file.setInputFiles({ name: 'arende.zip', mimeType: 'application/zip', buffer: bundle });
    await expect(jonas.getByRole('alert')).toHaveText('Ärendet finns redan här och kan inte läsas in en gång till.');
    await expect(jonas.getByRole('button', { name: 'Läs in ärendet' })).toHaveCount(0);
  } finally {
    await elsewhere.stop();
  }
});
