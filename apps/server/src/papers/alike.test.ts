import { describe, expect, it } from 'vitest';
import { placesIn, toSeek } from './alike.ts';

const found = (text: string, ...words: readonly string[]) =>
  [...toSeek(words)].flatMap((word) => placesIn(text)(word).map(({ from, to }) => text.slice(from, to)));

describe('words that are sought in a text', () => {
  it.each([
    ['Anna Lind', 'ANNA  LIND och anna\u00a0lind', ['ANNA  LIND', 'anna\u00a0lind']],
    ['Åsa', 'A\u030asa, Åsas; Asa, Åsan', ['A\u030asa', 'Åsa']],
    ['Asa', 'A\u030asa och Asa', ['Asa']],
    ['A\u030asa', 'Åsa', ['Åsa']],
    ['Bo-Ek', 'Bo\u2011Ek, Bo\u00ad-\u200bEk', ['Bo\u2011Ek', 'Bo\u00ad-\u200bEk']],
    ['070 123', 'nr 070\ufffc123.', ['070\ufffc123']],
    ['Lind', 'Lindar, Blind, Linds, Lind😀Lind', ['Lind', 'Lind', 'Lind']],
    ['a.b', 'axb a.b', ['a.b']],
    ['Ek', 'Ek', []],
    ['\u00ad \u200b', 'vad som helst', []],
  ])('%j in %j', (word, text, expected) => expect(found(text, word)).toEqual(expected));

  it('are each sought once', () => expect(toSeek(['Anna  Lind', 'anna lind ', 'ANNA LIND'])).toEqual(new Set(['anna lind'])));
});
