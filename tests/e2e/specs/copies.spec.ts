import { expect, expectAccessible, openDocument, test } from '../harness.ts';

const matter = 'Trygga cykelvägar till skolan';

test('beside the Word copy one has the document in other formats, by keyboard', async ({ visit }) => {
  const anna = await visit('Anna Lind');
  await openDocument(anna, matter, 'Motion');
  const others = anna.getByRole('button', { name: 'Ladda ner i ett annat format' });
  const beginnings = [
    ['Word med ändringar och kommentarer', '.docx', /^PK/u],
    ['OpenDocument (.odt)', '.odt', /^PK.{28}mimetype/su],
    ['Webbsida (.html)', '.html', /^<!doctype html>/u],
    ['Markdown (.md)', '.md', /^\*\*Björkviks kommun\*\*/u],
    ['Akoma Ntoso (.xml)', '.akn.xml', /^<\?xml [^>]*>\n<akomaNtoso /u],
  ] as const;
  for (const [name, ending, beginning] of beginnings) {
    await others.press('Enter');
    if (ending === '.docx') {
      await expect(anna.getByRole('menuitem')).toHaveCount(beginnings.length);
      await expectAccessible(anna);
    }
    const downloaded = anna.waitForEvent('download');
    await anna.getByRole('menuitem', { name }).press('Enter');
    const file = await downloaded;
    expect(file.suggestedFilename()).toBe(`${matter}${ending}`);
    const stream = await file.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString(ending === '.md' || ending === '.html' ? 'utf8' : 'latin1')).toMatch(beginning);
  }
  await expect(others).toBeFocused();
});
