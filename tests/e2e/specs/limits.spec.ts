import { caretAfter, expect, expectAccessible, expectSaved, openDocument, plainText, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

test.describe('where a document may be open once', () => {
  test.use({ settings: { YRKA_MAX_CONNECTIONS_PER_DOCUMENT: '1' } });

  test('[WIRE26] the second is told that there are too many, and comes in when the first has left', async ({ enter, visit }) => {
    const [anna, omar] = [await enter('Anna Lind'), await visit('Omar Said')];
    await openDocument(anna, matter, 'Motion');
    await expectSaved(anna);
    await omar.getByRole('listitem').filter({ hasText: matter }).getByRole('link', { name: 'Motion', exact: true }).click();
    await expect(omar.getByText('För många flikar är öppna')).toBeVisible();
    await expectAccessible(omar);
    await anna.goto('/');
    await omar.getByRole('button', { name: 'Läs in igen' }).press('Enter');
    await expectSaved(omar);
  });
});

test.describe('where a document may be no larger', () => {
  test.use({ settings: { YRKA_MAX_DOCUMENT_BYTES: '65536' } });

  test('[WIRE9] who writes past it is told what to do in one sentence, and it helps', async ({ enter }) => {
    const anna = await enter('Anna Lind');
    const paper = await openDocument(anna, matter, 'Motion');
    await expectSaved(anna);
    await caretAfter(anna, 'Barnen vet bäst');
    await anna.keyboard.insertText('lång '.repeat(14_000));
    await expect(paper).toContainText('lång lång');
    await expect(anna.getByText('så stort som ett dokument får vara')).toBeVisible();
    await expectAccessible(anna);
    await anna.keyboard.press('Control+z');
    await expect(paper).not.toContainText('lång lång');
    await anna.reload();
    await expectSaved(anna);
    await caretAfter(anna, 'Barnen vet bäst');
    await anna.keyboard.type(' Kort.');
    await expect.poll(() => plainText(anna)).toContain('Kort.');
  });
});
