import { att, clauses, doc, p } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { pointAt, pointedOut, pointing, pointOut } from './pointing.ts';
import { after, stateOf } from './stateForTests.ts';

const state = () => stateOf(doc(p('Det skall ske.'), clauses(att('bygga samt att måla'))), ...pointing());

test('[POI1] a passage goes along with its words, and goes when they go', () => {
  const before = state();
  const [paragraph, clause] = [before.doc.child(0).attrs.id as string, before.doc.child(1).child(0).attrs.id as string];
  const passages = [
    { id: 'later', blockId: clause, from: 6, to: 14 },
    { id: 'word', blockId: paragraph, from: 4, to: 9 },
    { id: 'gone', blockId: 'nowhere', from: 0, to: 1 },
    { id: 'empty', blockId: paragraph, from: 0, to: 0 },
  ];
  const shown = after(before, pointOut(passages), pointAt('word'));
  const words = (of: typeof shown) => pointedOut(of).map(({ id, from, to }) => `${id}: ${of.doc.textBetween(from, to)}`);
  expect(words(shown)).toEqual(['word: skall', 'later: samt att']);
  const written = shown.apply(shown.tr.insertText('Ja. ', 1));
  expect(words(written)).toEqual(['word: skall', 'later: samt att']);
  expect(words(written.apply(written.tr.delete(1, 1 + written.doc.child(0).content.size)))).toEqual(['later: samt att']);
  expect(words(after(written, pointOut([])))).toEqual([]);
});

test('[POI1] a whole block is a passage, with what is written in it, until its words are gone', () => {
  const before = state();
  const paragraph = before.doc.child(0);
  const shown = after(before, pointOut([{ id: 'all', blockId: paragraph.attrs.id as string, from: 0, to: paragraph.content.size }]));
  const words = (of: typeof shown) => pointedOut(of).map(({ from, to }) => of.doc.textBetween(from, to));
  expect(words(shown)).toEqual(['Det skall ske.']);
  const written = shown.apply(shown.tr.insertText(' Ja.', 1 + paragraph.content.size).insertText('Att ', 1));
  expect(words(written)).toEqual(['Att Det skall ske. Ja.']);
  expect(words(written.apply(written.tr.delete(1, 1 + written.doc.child(0).content.size)))).toEqual([]);
});

test('[POI1] the document is the same', () => {
  const before = state();
  expect(after(before, pointOut([{ id: 'a', blockId: before.doc.child(0).attrs.id as string, from: 0, to: 3 }])).doc).toBe(before.doc);
});
