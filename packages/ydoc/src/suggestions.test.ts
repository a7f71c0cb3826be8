import { schema, suggestionWord } from '@yrka/schema';
import { expect, test } from 'vitest';
import { suggestionsIn } from './index.ts';

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
