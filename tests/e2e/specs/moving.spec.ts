import { caretAfter, expect, expectSavedAt, openDocument, plainText, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

test('clauses moved without a network are merged with what another moved and wrote meanwhile, none lost and none doubled', async ({ enter }) => {
  const [anna, omar] = [await enter('Anna Lind', { isFirst: true }), await enter('Omar Said')];
  const [annas, omars] = [await openDocument(anna, matter, 'Motion'), await openDocument(omar, matter, 'Motion')];
  await caretAfter(anna, 'att tillsammans med eleverna kartlägga');
  await anna.context().setOffline(true);
  await anna.keyboard.press('Alt+ArrowUp');
  await anna.keyboard.press('Alt+ArrowUp');
  await anna.keyboard.type(' Skrivet i tunneln.');
  await expect(anna.getByText('Ingen uppkoppling – sparas på den här enheten').first()).toBeVisible();
  await caretAfter(omar, 'bygga ett upphöjt övergångsställe');
  await omar.keyboard.press('Alt+ArrowDown');
  await caretAfter(omar, 'att tillsammans med eleverna kartlägga');
  await omar.keyboard.type(' Skrivet hemma.');
  await expectSavedAt(omar);
  await anna.context().setOffline(false);
  for (const paper of [annas, omars]) {
    const clauses = paper.locator('[data-node="attClause"]');
    const moved = clauses.filter({ hasText: 'kartlägga otrygga platser' });
    await expect(moved).toContainText('Skrivet i tunneln.');
    await expect(moved).toContainText('Skrivet hemma.');
    await expect(clauses).toHaveCount(3);
    for (const words of ['kartlägga otrygga platser', 'upphöjt övergångsställe', 'förlänga gång- och cykelbanan'])
      await expect(clauses.filter({ hasText: words })).toHaveCount(1);
  }
  await expectSavedAt(anna);
  await expect.poll(async () => (await annas.innerText()) === (await omars.innerText())).toBe(true);
  expect(await plainText(anna)).toBe(await plainText(omar));
});

test('who does not see the paper hears which clause of how many it is', async ({ enter }) => {
  const paper = await openDocument(await enter('Anna Lind'), matter, 'Motion');
  await expect(paper.locator('[data-node="yrkandeList"]')).toMatchAriaSnapshot(`
    - list:
      - listitem: /ge tekniska nämnden i uppdrag att bygga/
      - listitem: /ge tekniska nämnden i uppdrag att förlänga/
      - listitem: /ge barn- och utbildningsnämnden/
    - button "Ny att-sats"
  `);
});

test('[editor REO4] who does not see the paper hears where a block goes', async ({ enter }) => {
  const anna = await enter('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  const heard = (words: string) => expect(anna.getByRole('status').filter({ hasText: words })).toHaveCount(1);
  await caretAfter(anna, 'bygga ett upphöjt övergångsställe');
  await anna.keyboard.press('Alt+ArrowDown');
  await heard('Flyttat: att-satsen är nu 2 av 3');
  await anna.keyboard.press('Alt+ArrowUp');
  await heard('Flyttat: att-satsen är nu 1 av 3');
  await anna.keyboard.press('Alt+ArrowUp');
  await heard('Står kvar: att-satsen är 1 av 3');
  await caretAfter(anna, 'Barnen vet bäst');
  await anna.keyboard.press('Alt+ArrowUp');
  await heard('Flyttat upp: stycket');
});
