import { schema, suggestionWord } from '@yrka/schema';
import { costs } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { columnSums, readAmount, writeAmount } from './costs.ts';

test.each([
  ['480 000', 480_000, ''],
  ['480\u00a0000', 480_000, ''],
  ['1 200 tkr', 1_200, 'tkr'],
  ['−15', -15, ''],
  ['-15', -15, ''],
  ['12,5', 12.5, ''],
  ['480 000 kronor', 480_000, 'kronor'],
  ['1.200.000', 1_200_000, ''],
  ['300:-', 300, ''],
  ['2,5 mnkr', 2.5, 'mnkr'],
  ['+ 7', 7, ''],
])('[NUM2] reads %s', (text, value, unit) => {
  expect(readAmount(text)).toEqual({ value, unit });
});
test.each(['', '–', 'ingår', '2026–2028', '12,5,3', '5 kap. 3 §', '1 2'])('[NUM2] does not take %j for an amount', (text) => {
  expect(readAmount(text)).toBeNull();
});
test('[NUM1] writes as it reads', () => {
  expect(writeAmount({ value: 1_234_567.5, unit: 'tkr' })).toBe('1\u00a0234\u00a0567,5\u00a0tkr');
  expect(writeAmount({ value: -15, unit: '' })).toBe('−15');
});
test('[SUM1] sums each column, without headers and without what is paid for', () => {
  expect(columnSums(costs(['Post', '2026', '2027'], ['Cykelväg', '480 000', '0,1'], ['12', '20 000', '0,2'], ['Drift', '–', 'ingår']))).toEqual([
    null,
    { value: 500_000, unit: '' },
    { value: 0.3, unit: '' },
  ]);
});
test('[SUM1] adds different units in kronor and refuses what cannot be added', () => {
  expect(columnSums(costs(['Post', 'A', 'B'], ['x', '1 tkr', '5 %'], ['y', '500 kr', '5 kr']))).toEqual([null, { value: 1_500, unit: 'kr' }, null]);
});
test('[SUM1, TAB1] tolerates ragged rows', () => {
  expect(columnSums(costs(['Post', 'A'], ['x', '1', '2'], ['y']))).toEqual([null, { value: 1, unit: '' }, { value: 2, unit: '' }]);
});
test('[SUM1] a sum that stands already is not made again, and words have none', () => {
  expect(columnSums(costs(['Post', 'Kronor'], ['Lyktor', '10'], ['Summa', '10']))).toEqual([]);
  expect(columnSums(costs(['Post', 'Kronor'], ['Lyktor', 'oklart']))).toEqual([]);
  expect(columnSums(costs(['Post', 'Kronor'], ['Lyktor', '10'], ['Summan av övrigt', '5']))).toEqual([null, { value: 15, unit: '' }]);
});
test('[SUM1] what is suggested is not summed: figures that are struck still stand, and those in their place do not', () => {
  const maria = { id: 'suggestion01', by: 'maria-holm' };
  const marked = (name: 'insertion' | 'deletion', words: string) => schema.text(words, [schema.mark(name, maria)]);
  const table = costs(['Post', '2027'], ['Larm', '240'], ['Tillsyn', '60'], ['Städning', '10']);
  const [head, alarm, supervision, cleaning] = table.children as [Node, Node, Node, Node];
  const figure = alarm.child(1).copy(alarm.child(1).content.replaceChild(0, marked('deletion', '240')).addToEnd(marked('insertion', '300')));
  const suggested = table.type.create(table.attrs, [
    head,
    alarm.copy(alarm.content.replaceChild(1, figure)),
    supervision.type.create({ ...supervision.attrs, deleted: suggestionWord(maria) }, supervision.content),
    cleaning.type.create({ ...cleaning.attrs, inserted: suggestionWord(maria) }, cleaning.content),
  ]);
  expect(columnSums(suggested)).toEqual([null, { value: 300, unit: '' }]);
});
