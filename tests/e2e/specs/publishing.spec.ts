import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';
import { caretAfter, expect, expectAccessibleEverywhere, openDocument, type Page, plainText, tabTo, test } from '../harness.ts';

const matter = 'Meröppet på biblioteket i Sandvik';

/** Verifies the § as it stands, in the name of its chair, who signed elsewhere. */
async function verify(page: Page, id: string): Promise<void> {
  const headers = { origin: new URL(page.url()).origin };
  const act = async (name: string, data: object) => expect((await page.request.post(`/api/documents/${id}/acts/${name}`, { data, headers })).ok()).toBe(true);
  await act('sendForVerification', { chairId: 'margareta-sjostrom' });
  const { lock } = (await (await page.request.get(`/api/documents/${id}/lock`)).json()) as { readonly lock: { readonly sha256: string } };
  await act('recordVerification', { personId: 'margareta-sjostrom', sha256: lock.sha256 });
}

test('Jonas makes a copy to publish of a verified §, by keyboard, without what is somebody’s own', async ({ enter }) => {
  const jonas = await enter('Jonas Alm');
  const id = await test.step('a § is verified in which a telephone number and a name stand', async () => {
    await openDocument(jonas, matter, 'Protokollsparagraf');
    // Printed from the browser, a part in which nothing is written is left out, as in the PDF.
    const nothing = jonas.getByRole('heading', { name: 'Jäv', exact: true });
    await expect(nothing).toBeVisible();
    await jonas.emulateMedia({ media: 'print' });
    await expect(nothing).toBeHidden();
    await jonas.emulateMedia({ media: 'screen' });
    await caretAfter(jonas, 'Ingrid Näslund');
    await jonas.keyboard.press('Enter');
    await jonas.keyboard.type('Vilma Kvist har ringt om lånekortet. Hon nås på 070-123 45 67 och kansliet på kansli@bjorkvik.se. Vilma Kvist vill ha svar.');
    // The header may still speak of the save before the last letters, and what comes after the verifying is no part of it.
    await expect.poll(() => plainText(jonas)).toContain('Vilma Kvist vill ha svar.');
    const found = new URL(jonas.url()).pathname.split('/').at(-1) ?? '';
    await verify(jonas, found);
    return found;
  });

  await test.step('what was found waits for a decision, each in its context', async () => {
    await jonas.reload();
    await tabTo(jonas, jonas.getByRole('link', { name: 'Publiceringsversion…' }));
    await jonas.keyboard.press('Enter');
    await expect(jonas.getByRole('heading', { level: 1, name: 'Publiceringsversion' })).toBeVisible();
    await expect(jonas.getByText('2 ställen återstår.')).toBeVisible();
    await expect(jonas.locator('.yrka-mask--undecided')).toHaveCount(2);
    await expect(jonas.getByText('Kopian går att se och ladda ner när allt är avgjort.')).toBeVisible();
    await expectAccessibleEverywhere(jonas);
  });

  await test.step('he masks one and leaves the other, and goes on to the next by itself', async () => {
    const list = jonas.getByRole('region', { name: 'Att ta ställning till' }).getByRole('listitem');
    await tabTo(jonas, list.first().getByRole('button', { name: 'Maskera', exact: true }));
    await jonas.keyboard.press('Enter');
    await expect(list.nth(1)).toBeFocused();
    await jonas.keyboard.press('l');
    await expect(jonas.getByText('Allt är avgjort.').first()).toBeVisible();
    await expect(jonas.locator('.yrka-mask--mask')).toHaveCount(1);
    await expect(jonas.getByRole('heading', { name: 'Att ta ställning till' })).toBeFocused();
  });

  await test.step('he writes a name, which is masked wherever it stands', async () => {
    await tabTo(jonas, jonas.getByLabel('Ord att maskera'));
    await jonas.keyboard.type('vilma qvist');
    await expect(jonas.getByLabel('Ord att maskera')).toHaveValue('vilma qvist');
    await jonas.keyboard.press('Enter');
    await expect(jonas.getByText('Orden står inte i texten.')).toBeVisible();
    for (let letters = 0; letters < 'qvist'.length; letters++) await jonas.keyboard.press('Backspace');
    await jonas.keyboard.type('kvist');
    await jonas.keyboard.press('Enter');
    await expect(jonas.locator('.yrka-mask--mask')).toHaveCount(3);
    await expectAccessibleEverywhere(jonas);
  });

  await test.step('the copy has none of it, and the § is as it was', async () => {
    await jonas.getByRole('button', { name: 'Visa kopian' }).click();
    await expect(jonas.getByRole('region', { name: 'Så ser kopian ut' }).getByRole('img', { name: /^Sida 1 av/ })).toBeVisible();
    await expectAccessibleEverywhere(jonas);
    const download = jonas.waitForEvent('download');
    await jonas.getByRole('link', { name: 'Ladda ner som PDF' }).click();
    expect((await download).suggestedFilename()).toMatch(/^Publiceringsversion .*\.pdf$/);
    const answer = await jonas.request.get(`/api/documents/${id}/publishing/copies/pdf`);
    const text = (await readPdf(await answer.body())).pages.join(' ');
    expect(text).toContain('[maskerat] har ringt om lånekortet. Hon nås på [maskerat] och kansliet på kansli@bjorkvik.se. [maskerat] vill ha svar.');
    expect(text).not.toMatch(/Kvist|070-123|Justerat av/);
    expect(await (await jonas.request.get(`/api/documents/${id}/text`)).text()).toContain('Vilma Kvist har ringt');
  });
});
