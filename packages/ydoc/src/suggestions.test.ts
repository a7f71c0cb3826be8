import { schema, suggestionWord } from '@yrka/schema';
import { expect, test } from 'vitest';
import { acceptAll, suggestionsIn } from './index.ts';

test("what another suggests in a block that one would add is listed, also under the block's own id", () => {
  const [eva, omar] = [
    { id: 'a', by: 'eva' },
    { id: 'a', by: 'omar' },
  ];
  const words = [schema.text('Ett'), schema.text(' två', [schema.mark('insertion', omar)])];
  const document = schema.node('doc', null, [schema.node('paragraph', { id: 'p', inserted: suggestionWord(eva) }, words)]);
  expect(suggestionsIn(document).map(({ by, added }) => [by, added])).toEqual([
    ['eva', 'Ett'],
    ['omar', ' två'],
  ]);
});

const eva = { id: 'a', by: 'eva' };
// Each took minutes where one piece was looked for among all: only that is more time than a test is given.

test('forty thousand pieces of one suggestion in one paragraph are listed', () => {
  const pieces = Array.from({ length: 40_000 }, () => [schema.text('a'), schema.text('b', [schema.mark('insertion', eva)])]).flat();
  const document = schema.node('doc', null, [schema.node('paragraph', { id: 'p' }, pieces)]);
  expect(suggestionsIn(document)[0]?.added).toHaveLength(2 * 40_000 - 1);
});

test('a suggestion that each of three thousand blocks stand behind the next is told and accepted', () => {
  const last = 2_999;
  const blocks = Array.from({ length: last + 1 }, (_, index) => {
    const suggested = index === last ? null : [{ ...eva, name: 'place', value: [`p${index + 1}`, null] }];
    return schema.node('paragraph', { id: `p${index}`, suggested }, schema.text(`${index}`));
  });
  const document = schema.node('doc', null, blocks);
  expect(suggestionsIn(document)[0]?.changes).toHaveLength(last);
  expect(acceptAll(document).children.map(({ textContent }) => textContent)).toEqual(blocks.map((_, index) => `${last - index}`));
});

test('a block that stands twice in a document is not lost when one is moved', () => {
  const paragraph = (id: string, suggested: object[] | null = null) => schema.node('paragraph', { id, suggested }, schema.text(id));
  const twice = paragraph('a');
  const document = schema.node('doc', null, [twice, paragraph('b', [{ ...eva, name: 'place', value: [null, 'a'] }]), twice]);
  expect(acceptAll(document).children.map(({ textContent }) => textContent)).toEqual(['b', 'a', 'a']);
});
