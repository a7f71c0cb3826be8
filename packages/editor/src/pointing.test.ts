import { att, clauses, doc, p } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { commentsShown, findingsShown } from './pointing.ts';
import { after, stateOf } from './stateForTests.ts';

const state = () => stateOf(doc(p('Det skall ske.'), clauses(att('bygga samt att måla'))), ...findingsShown.plugins(), ...commentsShown.plugins());

test('[POI1] a passage goes along with its words, and goes when they go', () => {
  const before = state();
  const [paragraph, clause] = [before.doc.child(0).attrs.id as string, before.doc.child(1).child(0).attrs.id as string];
  const passages = [
    { id: 'later', blockId: clause, from: 6, to: 14 },
    { id: 'word', blockId: paragraph, from: 4, to: 9 },
    { id: 'gone', blockId: 'nowhere', from: 0, to: 1 },
    { id: 'empty', blockId: paragraph, from: 0, to: 0 },
  ];
  const shown = after(before, findingsShown.out(passages), findingsShown.at('word'));
  const words = (of: typeof shown) => findingsShown.now(of).map(({ id, from, to }) => `${id}: ${of.doc.textBetween(from, to)}`);
  expect(words(shown)).toEqual(['word: skall', 'later: samt att']);
  const written = shown.apply(shown.tr.insertText('Ja. ', 1));
  expect(words(written)).toEqual(['word: skall', 'later: samt att']);
  expect(words(written.apply(written.tr.delete(1, 1 + written.doc.child(0).content.size)))).toEqual(['later: samt att']);
  expect(words(after(written, findingsShown.out([])))).toEqual([]);
});

test('[POI1] a whole block is a passage, with what is written in it, until its words are gone', () => {
  const before = state();
  const paragraph = before.doc.child(0);
  const shown = after(before, findingsShown.out([{ id: 'all', blockId: paragraph.attrs.id as string, from: 0, to: paragraph.content.size }]));
  const words = (of: typeof shown) => findingsShown.now(of).map(({ from, to }) => of.doc.textBetween(from, to));
  expect(words(shown)).toEqual(['Det skall ske.']);
  const written = shown.apply(shown.tr.insertText(' Ja.', 1 + paragraph.content.size).insertText('Att ', 1));
  expect(words(written)).toEqual(['Att Det skall ske. Ja.']);
  expect(words(written.apply(written.tr.delete(1, 1 + written.doc.child(0).content.size)))).toEqual([]);
});

test('[POI1] what stands around a position is what of all stands there, its ends included', () => {
  const before = state();
  const [paragraph, clause] = [before.doc.child(0), before.doc.child(1).child(0)];
  const [first, second] = [paragraph.attrs.id as string, clause.attrs.id as string];
  const passages = [
    { id: 'word', blockId: first, from: 4, to: 9 },
    { id: 'sentence', blockId: first, from: 0, to: 13 },
    { id: 'paragraph', blockId: first, from: 0, to: paragraph.content.size },
    { id: 'clause', blockId: second, from: 0, to: clause.content.size },
  ];
  const shown = after(before, findingsShown.out(passages));
  const written = shown.apply(shown.tr.insertText('Att ', 1));
  for (const now of [shown, written])
    for (let position = 0; position <= now.doc.content.size; position++)
      expect(findingsShown.around(now, position)).toEqual(findingsShown.now(now).filter(({ from, to }) => from <= position && position <= to));
});

test('[POI1] the document is the same', () => {
  const before = state();
  expect(after(before, findingsShown.out([{ id: 'a', blockId: before.doc.child(0).attrs.id as string, from: 0, to: 3 }])).doc).toBe(before.doc);
});

test('[POI1] what is commented on is pointed out beside what is found', () => {
  const before = state();
  const blockId = before.doc.child(0).attrs.id as string;
  const shown = after(before, findingsShown.out([{ id: 'finding', blockId, from: 0, to: 3 }]), commentsShown.out([{ id: 'comment', blockId, from: 0, to: 9 }]));
  expect(findingsShown.now(shown).map(({ id }) => id)).toEqual(['finding']);
  expect(commentsShown.now(shown).map(({ id }) => id)).toEqual(['comment']);
  expect(commentsShown.now(after(shown, findingsShown.out([])))).toHaveLength(1);
});
