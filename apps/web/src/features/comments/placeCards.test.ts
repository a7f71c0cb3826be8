import { expect, test } from 'vitest';
import { type Card, cardGap, placeCards } from './placeCards.ts';

const card = (id: string, wish: number | null, height = 40): Card => ({ id, wish, height });
const tops = (cards: readonly Card[], open: string | null = null) => [...placeCards(cards, open).values()];

test('cards stand beside their words where there is room', () => {
  expect(tops([card('a', 10), card('b', 200), card('c', 400)])).toEqual([10, 200, 400]);
});

test('cards give way downwards, and one whose words are not in sight follows the one before', () => {
  expect(tops([card('a', 100), card('b', 110), card('c', null), card('d', 300)])).toEqual([100, 148, 196, 300]);
});

test('the open card stands beside its words, and the others make room', () => {
  expect(tops([card('a', 100), card('b', 110, 200), card('c', 120)], 'b')).toEqual([62, 110, 318]);
});

test('the open card is as near to its words as the cards before it let it be', () => {
  expect(tops([card('a', 0), card('b', 0), card('c', 10)], 'c')).toEqual([0, 48, 96]);
});

test('cards never overlap, keep their order and do not begin above the list, whichever is open', () => {
  let state = 7;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  for (let turn = 0; turn < 2_000; turn++) {
    const wishes = Array.from({ length: 1 + below(8) }, () => below(600)).sort((a, b) => a - b);
    const cards = wishes.map((wish, index) => card(String(index), below(6) === 0 ? null : wish, 20 + below(150)));
    const places = tops(cards, below(3) === 0 ? null : String(below(cards.length)));
    places.forEach((top, index) => {
      expect(top).toBeGreaterThanOrEqual(index === 0 ? 0 : (places[index - 1] ?? 0) + (cards[index - 1]?.height ?? 0) + cardGap);
    });
  }
});
