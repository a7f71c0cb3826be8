import { expect, test } from 'vitest';
import { mentionable, mentionsIn, shownQuote } from './words.ts';

const people = ['Anna Lind', 'Eva Ek', 'Åsa Ek-Lind', 'Omar Said'].map((name) => ({ id: name.toLowerCase(), name }));
const offered = (text: string, caret = text.length) => mentionable(text, caret, people).people.map(({ name }) => name);

test('whoever may be meant is offered by the beginning of a name', () => {
  expect(offered('Vilken nämnd, @')).toEqual(['Anna Lind', 'Eva Ek', 'Åsa Ek-Lind', 'Omar Said']);
  expect(offered('@e')).toEqual(['Eva Ek', 'Åsa Ek-Lind']);
  expect(offered('@ÅS')).toEqual(['Åsa Ek-Lind']);
  expect(offered('@eva e')).toEqual(['Eva Ek']);
  expect(offered('@Omar tror', 5)).toEqual(['Omar Said']);
});

test('nobody is offered where no name is being written', () => {
  for (const text of ['', 'Eva', 'eva.ek@bjorkvik.example', '@Eva Ek', '@Eva Ek,', 'x@', '@kim']) expect(offered(text), text).toEqual([]);
});

test('what is chosen takes the place of what was begun', () => {
  const text = 'Fråga @om nu';
  expect(mentionable(text, 9, people)).toMatchObject({ from: 6, people: [{ name: 'Omar Said' }] });
});

test('a text mentions those whose whole name stands in it', () => {
  expect(mentionsIn('@Anna Lind och @Eva: fråga @Omar Said.', people)).toEqual(['anna lind', 'omar said']);
});

test('the words that a thread is about are shown in one line, and not too long a one', () => {
  const anchor = { blockId: 'b', isBlock: false, before: '', after: '', letters: null };
  expect(shownQuote({ anchor: null })).toBeNull();
  expect(shownQuote({ anchor: { ...anchor, quote: 'ett\ntvå\ufffcSe bilagan\ufffc' } })).toBe('ett två Se bilagan');
  expect(shownQuote({ anchor: { ...anchor, quote: 'lång '.repeat(40) } })).toMatch(/^(lång ){17}lång…$/);
});
