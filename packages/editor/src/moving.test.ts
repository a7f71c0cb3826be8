import type { EditorState } from '@tiptap/pm/state';
import { att, by, clauses, doc, event, p, section, table, title, yrkande } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { draggableAt, mayMove, type Moved, movedIn, moveBlockTo, moveItem, moveItemTo } from './moving.ts';
import { after, applies, idsOf, shown, stateOf } from './stateForTests.ts';

const three = () => stateOf(doc(clauses(att('ett'), att('tv|å'), att('tre'))));
const idOf = (state: EditorState, ...path: number[]) => path.reduce((node, index) => node.child(index), state.doc).attrs.id as string;

test('[REO1] a clause moves up and down, and the caret stays in it', () => {
  expect(shown(after(three(), moveItem(-1)))).toBe('list(att(tv|å) att(ett) att(tre))');
  expect(shown(after(three(), moveItem(1)))).toBe('list(att(ett) att(tre) att(tv|å))');
});
test('[REO2] a move is one transaction and keeps the node and its id', () => {
  const state = three();
  let count = 0;
  moveItem(1)(state, (tr) => {
    count++;
    expect(tr.doc.firstChild?.child(2)).toBe(state.doc.firstChild?.child(1));
  });
  expect(count).toBe(1);
  expect(idsOf(after(state, moveItem(1)).doc).toSorted()).toEqual(idsOf(state.doc).toSorted());
});
test('[REO4] a move tells where the block is now, and at the end that it is there', () => {
  const told = (state: EditorState, direction: -1 | 1) => {
    let moved: Moved | null = null;
    moveItem(direction)(state, (tr) => {
      moved = movedIn(tr);
    });
    return moved;
  };
  expect(told(three(), 1)).toEqual({ name: 'attClause', direction: 1, place: { number: 3, count: 3 } });
  expect(told(stateOf(doc(clauses(att('ett'), att('tv|å')))), 1)).toEqual({ name: 'attClause', direction: 0, place: { number: 2, count: 2 } });
  expect(told(stateOf(doc(p('ett'), p('tv|å'))), -1)).toEqual({ name: 'paragraph', direction: -1, place: null });
});
test('[REO1] at the end of its list a clause stays, and its list too', () => {
  const state = stateOf(doc(clauses(att('ett'), att('tv|å')), p('Efter')));
  expect(shown(after(state, moveItem(1)))).toBe(shown(state));
  expect(mayMove(state, 1)).toBe(false);
  expect(mayMove(state, -1)).toBe(true);
});
test('[REO1] paragraphs change places with what is free, never with the title', () => {
  expect(shown(after(stateOf(doc(p('e|tt'), p('två'))), moveItem(1)))).toBe('p(två) p(e|tt)');
  expect(shown(after(stateOf(doc(title('R'), p('e|tt'))), moveItem(-1)))).toBe('title(R) p(e|tt)');
});
test('[REO1] from the words of a yrkande the yrkande moves', () => {
  const state = stateOf(doc(clauses(yrkande('approval', 'motion', by('A'), p('o|rd')), yrkande('rejection', 'motion', by('B')))));
  expect(shown(after(state, moveItem(1)))).toBe('list(yrkande(people(person(B))) yrkande(people(person(A)) p(o|rd)))');
});
test('a table row moves', () => {
  expect(shown(after(stateOf(doc(table(['a'], ['b|']))), moveItem(-1)))).toBe('table(tr(td(b|)) tr(td(a)))');
});
test('[REO3] moveItemTo puts an item anywhere among its siblings', () => {
  expect(shown(after(three(), moveItemTo(0)))).toBe('list(att(tv|å) att(ett) att(tre))');
  const state = three();
  expect(shown(after(state, moveItemTo(2, idOf(state, 0, 0))))).toBe('list(att(tv|å) att(tre) att(ett))');
  expect(applies(state, moveItemTo(3))).toBe(false);
});
test('[REO3] moveBlockTo drops a block beside another, also in another part', () => {
  const state = stateOf(doc(section('summary', null, p('a'), p('b')), section('matter', null, p('c|'))));
  expect(shown(after(state, moveBlockTo(idOf(state, 0, 0), { after: idOf(state, 1, 0) })))).toBe('section(p(b)) section(p(c|) p(a))');
  expect(shown(after(state, moveBlockTo(idOf(state, 0, 1), { before: idOf(state, 0, 0) })))).toBe('section(p(b) p(a)) section(p(c|))');
});
test('[REO3] a block is not dropped where it may not stand, or when it is gone', () => {
  const state = stateOf(doc(title('R'), p('x|'), clauses(att('ett')), event('minutesNote', p('n'))));
  expect(applies(state, moveBlockTo(idOf(state, 1), { before: idOf(state, 0) }))).toBe(false);
  expect(applies(state, moveBlockTo(idOf(state, 1), { before: idOf(state, 2, 0) }))).toBe(false);
  expect(applies(state, moveBlockTo('abcdefghijkm', { before: idOf(state, 0) }))).toBe(false);
  expect(applies(state, moveBlockTo(idOf(state, 0), { after: idOf(state, 1) }))).toBe(false);
});
test('a handle beside a clause drags the clause, beside the title nothing', () => {
  const state = stateOf(doc(title('R'), clauses(att('e|tt'))));
  expect(draggableAt(state.selection.$from)).toBe(idOf(state, 1, 0));
  expect(draggableAt(state.doc.resolve(1))).toBeNull();
});
