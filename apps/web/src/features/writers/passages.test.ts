import { schema } from '@yrka/schema';
import { expect, test } from 'vitest';
import { passagesBetween } from './passages.ts';

const { doc, paragraph, footnote, section } = schema.nodes;
const p = (id: string | null, words: string) => paragraph.create({ id }, words === '' ? null : schema.text(words));
const document = doc.create(null, [
  p('a', 'Första'), // 0–8
  p('b', ''), // 8–10
  section.create({ part: 'summary' }, [paragraph.create({ id: 'c' }, [schema.text('Andra'), footnote.create({ id: 'n' }, schema.text('not'))])]), // 11, 5 letters, a note of 5
]);

test('a selection is the words of each block in it', () => {
  expect(passagesBetween(document, 3, 14)).toEqual([
    { blockId: 'a', from: 2, to: 6 },
    { blockId: 'c', from: 0, to: 2 },
  ]);
  expect(passagesBetween(document, 12, 22)).toEqual([{ blockId: 'c', from: 0, to: 10 }]);
});

test('a caret is the whole block, and nothing where there are no words', () => {
  expect(passagesBetween(document, 3, 3)).toEqual([{ blockId: 'a', from: 0, to: 6 }]);
  expect(passagesBetween(document, 9, 9)).toEqual([]);
});

test('what nobody would ask about at once is cut off', () => {
  const long = doc.create(
    null,
    Array.from({ length: 30 }, (_, index) => p(`p${index}`, 'ord')),
  );
  expect(passagesBetween(long, 1, long.content.size)).toHaveLength(20);
});
