import { att, clauses, doc, footnote, inline, p, sentence } from '@yrka/test-builders';
import { schema } from '@yrka/schema';
import type { EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { removeEmpty, replaceInBlock, splitItem } from './mending.ts';
import { undoStep } from './remoteChange.ts';
import { after, applies, idsOf, shown, stateOf } from './stateForTests.ts';

const id = (state: EditorState, ...path: number[]) => path.reduce((node, index) => node.child(index), state.doc).attrs.id as string;

test('[MEN1, MEN4] a clause is cut where it is said, in one undo step, and the caret is in the second', () => {
  const state = stateOf(doc(clauses(att('måla, samt att bygga och att riva'), att('nu'))));
  const cuts = [
    { from: 4, to: 15, lead: '' },
    { from: 20, to: 29, lead: 'ge nämnden i uppdrag att ' },
  ];
  expect(shown(after(state, splitItem(id(state, 0, 0), cuts)))).toBe('list(att(måla) att(|bygga) att(ge nämnden i uppdrag att riva) att(nu))');
  let steps = 0;
  splitItem(id(state, 0, 0), cuts)(state, (tr) => {
    steps += 1;
    expect(tr.getMeta(undoStep)).toBe(true);
  });
  expect(steps).toBe(1);
});

test('[MEN1] the first keeps its id, footnotes and marks go with their words, and a whole sentence stays one', () => {
  const state = stateOf(doc(clauses(sentence(''), att('x'))));
  const rich = stateOf(
    doc(clauses(att('måla samt att bygga').type.create({ att: false }, [inline('måla samt att '), inline('bygga', schema.mark('strong')), footnote('not')]))),
  );
  const cut = after(rich, splitItem(id(rich, 0, 0), [{ from: 4, to: 14, lead: '' }]));
  expect(shown(cut)).toBe('list(att(måla) att(|bygga[not]))');
  expect(cut.doc.child(0).child(1)).toMatchObject({ attrs: { att: false } });
  expect(cut.doc.child(0).child(1).firstChild?.marks).toHaveLength(1);
  expect(idsOf(cut.doc).slice(0, 2)).toEqual(idsOf(rich.doc).slice(0, 2));
  expect(new Set(idsOf(cut.doc)).size).toBe(idsOf(cut.doc).length);
  expect(applies(state, splitItem('gone', [{ from: 0, to: 1, lead: '' }]))).toBe(false);
  expect(applies(state, splitItem(id(state, 0, 1), [{ from: 0, to: 2, lead: '' }]))).toBe(false);
});

test('[MEN2] words are put in another’s place, as they looked', () => {
  const state = stateOf(doc(p(inline('Det '), inline('skall', schema.mark('strong')), inline(' ske.'))));
  const next = after(state, replaceInBlock(id(state, 0), { from: 4, to: 9 }, 'ska'));
  expect(shown(next)).toBe('p(Det ska| ske.)');
  expect(next.doc.child(0).child(1).marks).toHaveLength(1);
  expect(applies(state, replaceInBlock(id(state, 0), { from: 4, to: 99 }, 'ska'))).toBe(false);
  expect(shown(after(stateOf(doc(p('att att bygga'))), (before, dispatch) => replaceInBlock(id(before, 0), { from: 0, to: 4 }, '')(before, dispatch)))).toBe(
    'p(|att bygga)',
  );
});

test('[MEN3] an empty clause goes, one that somebody wrote in does not, nor the only one', () => {
  const state = stateOf(doc(clauses(att('ett|'), att(''))));
  expect(shown(after(state, removeEmpty(id(state, 0, 1))))).toBe('list(att(ett|))');
  expect(applies(state, removeEmpty(id(state, 0, 0)))).toBe(false);
  const only = stateOf(doc(clauses(att(''))));
  expect(applies(only, removeEmpty(id(only, 0, 0)))).toBe(false);
});
