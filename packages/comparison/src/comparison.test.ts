import { schema } from '@yrka/schema';
import { att, clauses, costs, doc, footnote, heading, inline, p, section, title } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { compareTexts } from './compareTexts.ts';
import { applyComparison, type Compared } from './comparison.ts';
import { changesIn, layOut } from './layOut.ts';
import { wordsOf } from './words.ts';

const named = (id: string, node: Node) => node.type.create({ ...node.attrs, id }, node.content, node.marks);
const para = (...content: readonly (string | Node)[]) => named('a', p(...content));

/** A comparison as a marked-up text: [-went-], {+came+}, <moved 0 here …>, ~formatted~. */
function markedUp(content: readonly Compared[]): string {
  return content.map(one).join('');
}
function one(compared: Compared): string {
  switch (compared.kind) {
    case 'same':
      return written(compared.node);
    case 'added':
      return `{+${compared.content === null ? written(compared.node) : markedUp(compared.content)}+}`;
    case 'removed':
      return `[-${compared.content === null ? written(compared.node) : markedUp(compared.content)}-]`;
    case 'formatted':
      return `~${written(compared.after)}~`;
    case 'changed':
      return compared.after.isInline ? `(${markedUp(compared.content)})` : `${compared.after.attrs.level ? '#' : ''}${markedUp(compared.content)}|`;
    case 'movedHere':
      return `<${compared.move} here ${markedUp(compared.content)}>`;
    case 'movedAway':
      return `<${compared.move} away ${written(compared.node)}>`;
  }
}
const written = (node: Node): string =>
  node.isText ? (node.text ?? '') : node.isLeaf ? '·' : `${node.children.map(written).join('')}${node.isTextblock ? '|' : ''}`;
const told = (before: Node, after: Node) => markedUp(compareTexts(doc(before), doc(after)).content);

test('[CMP8] words are what Swedish writes as one word', () => {
  const words = (text: string) => wordsOf(text).filter((word) => word.trim() !== '');
  expect(words('EU:s att-sats 2, den 2027-03-02 kl. 14.02: 3,5 mnkr.')).toEqual([
    'EU:s',
    'att-sats',
    '2',
    ',',
    'den',
    '2027-03-02',
    'kl',
    '.',
    '14.02',
    ':',
    '3,5',
    'mnkr',
    '.',
  ]);
  expect(words('och/eller 🚲🚲 ”barn’s”')).toEqual(['och', '/', 'eller', '🚲', '🚲', '”', 'barn’s', '”']);
});

test('[CMP8] a changed word is struck and written whole', () => {
  expect(told(para('Vi vill utreda cykelvägen nu.'), para('Vi vill utreda cykelvägar nu.'))).toBe('Vi vill utreda [-cykelvägen-]{+cykelvägar+} nu.|');
  expect(told(para('Ett stycke.'), para('Ett långt stycke.'))).toBe('Ett {+långt +}stycke.|');
  expect(told(para('Möte kl. 14.02.'), para('Möte kl. 14.20.'))).toBe('Möte kl. [-14.02-]{+14.20+}.|');
});

test('[CMP8] words that were replaced one after the other are one change', () => {
  expect(told(para('Kommunen bör snart utreda frågan.'), para('Kommunen ska genast utreda frågan.'))).toBe(
    'Kommunen [-bör snart-]{+ska genast+} utreda frågan.|',
  );
});

test('[CMP8] a sentence of which next to nothing is left is another sentence', () => {
  expect(told(para('Barnen ser inte bilarna i mörkret.'), para('Föreningar söker bidrag i november varje år.'))).toBe(
    '[-Barnen ser inte bilarna i mörkret.-]{+Föreningar söker bidrag i november varje år.+}|',
  );
  expect(told(para('Förslag.'), para('Förslag. Här följer mycket mer om samma sak.'))).toBe('Förslag.{+ Här följer mycket mer om samma sak.+}|');
});

test('[CMP8] other marks on the same words, and what was written in a footnote, are told', () => {
  const strong = (words: string) => inline(words, schema.mark('strong'));
  expect(told(para('Det är mörkt.'), para('Det ', strong('är'), ' mörkt.'))).toBe('Det ~är~ mörkt.|');
  expect(told(para('Mörkt', named('f', footnote('Se bilaga 1.'))), para('Mörkt', named('f', footnote('Se bilaga 2.'))))).toBe('Mörkt(Se bilaga [-1-]{+2+}.)|');
});

test('[CMP9] a heading that became another level has changed, and its words have not', () => {
  expect(told(para('Bakgrund'), named('a', heading(1, 'Bakgrund')))).toBe('#Bakgrund|');
});

const clause = (id: string, words: string) => att(words, { id });
const list = (...items: readonly Node[]) => named('list', clauses(...items));

test('[CMP10] a clause that moved stands in both places, and what was written in it where it stands now', () => {
  const before = list(clause('a', 'utreda'), clause('b', 'redovisa'), clause('c', 'återkomma'));
  const after = list(clause('c', 'återkomma i höst'), clause('a', 'utreda'), clause('b', 'redovisa'));
  expect(told(before, after)).toBe('<0 here återkomma{+ i höst+}>utreda|redovisa|<0 away återkomma|>|');
  const comparison = compareTexts(doc(before), doc(after));
  expect(changesIn(comparison).map(({ kind }) => kind)).toEqual(['movedHere']);
  const moves = layOut(comparison, 'both').marked.filter(({ isBlock }) => isBlock);
  expect(moves.map(({ kind, change, move }) => [kind, change, move])).toEqual([
    ['movedHere', 0, 0],
    ['movedAway', 0, 0],
  ]);
});

test('[CMP10] what stood in a part that went, and stands elsewhere now, has moved', () => {
  const part = named('part', section('other', 'Ekonomi', named('x', p('Ett.')), named('y', p('Två.'))));
  const comparison = compareTexts(doc(part), doc(named('x', p('Ett.'))));
  expect(markedUp(comparison.content)).toBe('[-<0 away Ett.|>[-Två.|-]-]<0 here Ett.>');
  expect(changesIn(comparison).map(({ kind }) => kind)).toEqual(['removed', 'movedHere']);
});

test('[CMP9] in a table the cells that changed are told', () => {
  const before = costs(['År', 'Tkr'], ['2027', '100']);
  const after = costs(['År', 'Tkr'], ['2027', '200']);
  expect(told(before, after)).toBe('År|Tkr|2027|[-100-]{+200+}|||');
});

test('[CMP11] a text beside another has what is its own marked', () => {
  const [before, after] = [
    doc(named('t', title('Ljus')), para('Vi vill utreda.')),
    doc(named('t', title('Ljus')), para('Vi vill nu utreda.'), named('b', p('Mer.'))),
  ];
  const comparison = compareTexts(before, after);
  const marked = (side: 'before' | 'after' | 'both') => {
    const { document, marked: found } = layOut(comparison, side);
    return found.map(({ from, to, kind, change }) => `${kind} ${change} ${document.textBetween(from, to)}`);
  };
  expect(marked('before')).toEqual([]);
  expect(marked('after')).toEqual(['added 0 nu ', 'added 1 Mer.']);
  expect(marked('both')).toEqual(marked('after'));
});

test('[CMP12] an empty line that came says nothing, and is there all the same', () => {
  const [before, after] = [doc(para('Ett.')), doc(para('Ett.'), named('b', p('')))];
  const comparison = compareTexts(before, after);
  expect(changesIn(comparison)).toEqual([]);
  expect(applyComparison(before, comparison).eq(after)).toBe(true);
});
