import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { rootOf } from './tree.ts';
import { unsentWords as unsent } from './unsent.ts';

const unsentWords = (...asked: Parameters<typeof unsent>) => unsent(...asked).map(({ words }) => words);

function paragraph(ydoc: Y.Doc, at: number, words: string): Y.XmlText {
  const [block, text] = [new Y.XmlElement('paragraph'), new Y.XmlText(words)];
  block.insert(0, [text]);
  rootOf(ydoc).insert(at, [block]);
  return text;
}

it('gives the words that the server has not got, and nobody else’s', () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  const first = paragraph(mine, 0, 'Sparat. ');
  const stored = Y.encodeStateVector(mine);
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  paragraph(theirs, 1, 'Någon annans');
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  first.insert(first.length, 'Osparat i samma stycke.');
  paragraph(mine, 2, 'Och i ett nytt.');
  const struck = paragraph(mine, 3, 'Struket');
  struck.delete(0, struck.length);
  expect(unsentWords(mine, new Set([mine.clientID]), stored)).toEqual(['Osparat i samma stycke.', 'Och i ett nytt.']);
  expect(unsentWords(mine, new Set([mine.clientID]), Y.encodeStateVector(mine))).toEqual([]);
});

it('gives the part of a run of letters that is not stored', () => {
  const ydoc = new Y.Doc();
  const text = paragraph(ydoc, 0, 'Halva ');
  const stored = Y.encodeStateVector(ydoc);
  // Merged into one item by Yjs, as what is typed in one go.
  text.insert(text.length, 'ordet');
  expect(unsentWords(ydoc, new Set([ydoc.clientID]), stored)).toEqual(['ordet']);
  expect(unsentWords(ydoc, new Set([ydoc.clientID]), new Uint8Array([0]))).toEqual(['Halva ordet']);
  expect(unsentWords(ydoc, new Set(), stored)).toEqual([]);
});

it('tells in which block they stand', () => {
  const ydoc = new Y.Doc();
  const block = paragraph(ydoc, 0, 'Ett stycke').parent as Y.XmlElement;
  paragraph(ydoc, 1, 'Utan namn');
  block.setAttribute('id', 'block');
  expect(unsent(ydoc, new Set([ydoc.clientID]), new Uint8Array([0]))).toEqual([
    { blockId: 'block', words: 'Ett stycke' },
    { blockId: null, words: 'Utan namn' },
  ]);
});
