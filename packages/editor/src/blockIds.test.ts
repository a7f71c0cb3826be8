import { Fragment, Slice } from '@tiptap/pm/model';
import { att, clauses, doc, p, title } from '@yrka/test-builders';
import { isBlockId, schema } from '@yrka/schema';
import { expect, test } from 'vitest';
import { remoteChange } from './remoteChange.ts';
import { idsOf, stateOf } from './stateForTests.ts';

const unique = (ids: readonly unknown[]) => new Set(ids).size === ids.length;

test('[ID1] a new block gets an id', () => {
  const state = stateOf(doc(title('Rubrik'), p('Text')));
  const after = state.apply(state.tr.insert(state.doc.content.size, schema.node('paragraph')));
  expect(isBlockId(after.doc.lastChild?.attrs.id)).toBe(true);
});

test('[ID2, IDS3] a split leaves the id with the first half when both have text', () => {
  const state = stateOf(doc(p('Ett två')));
  const after = state.apply(state.tr.split(4));
  expect(after.doc.firstChild?.attrs.id).toBe(state.doc.firstChild?.attrs.id);
  expect(unique(idsOf(after.doc))).toBe(true);
});

test('[ID2] a split at the start leaves the id with the half that has the text', () => {
  const state = stateOf(doc(p('Ett två')));
  const after = state.apply(state.tr.split(1));
  expect(after.doc.lastChild?.attrs.id).toBe(state.doc.firstChild?.attrs.id);
  expect(unique(idsOf(after.doc))).toBe(true);
});

test('[ID3, IDS3] a copy gets a new id and the original keeps its own, wherever the copy lands', () => {
  const state = stateOf(doc(p('Ett'), p('Två')));
  const copied = state.doc.lastChild;
  if (!copied) throw new Error();
  const after = state.apply(state.tr.insert(0, copied).setMeta('uiEvent', 'paste'));
  expect(after.doc.child(2).attrs.id).toBe(copied.attrs.id);
  expect(unique(idsOf(after.doc))).toBe(true);
});

test('[ID4, IDS3] what was cut here keeps its id when pasted, once', () => {
  const state = stateOf(doc(p('Ett'), p('Två')));
  const moved = state.doc.lastChild;
  if (!moved) throw new Error();
  const cut = state.apply(state.tr.delete(5, 10).setMeta('uiEvent', 'cut'));
  const pasted = cut.apply(cut.tr.insert(0, moved).setMeta('uiEvent', 'paste'));
  expect(pasted.doc.firstChild?.attrs.id).toBe(moved.attrs.id);
  const twice = pasted.apply(pasted.tr.insert(0, moved).setMeta('uiEvent', 'paste'));
  expect(twice.doc.child(1).attrs.id).toBe(moved.attrs.id);
  expect(unique(idsOf(twice.doc))).toBe(true);
});

test('[ID4] an id from another document is not taken in', () => {
  const state = stateOf(doc(p('Ett')));
  const strange = schema.node('paragraph', { id: 'zzzzzzzzzzzz' }, schema.text('Annat'));
  const after = state.apply(state.tr.replace(0, 0, new Slice(Fragment.from(strange), 0, 0)).setMeta('uiEvent', 'paste'));
  expect(after.doc.firstChild?.attrs.id).not.toBe('zzzzzzzzzzzz');
});

test('[ID5] a moved block is the same block', () => {
  const state = stateOf(doc(clauses(att('ett'), att('två'))));
  const second = state.doc.firstChild?.child(1);
  if (!second) throw new Error();
  const tr = state.tr.delete(6, 11).insert(1, second);
  expect(state.apply(tr).doc.firstChild?.firstChild?.attrs.id).toBe(second.attrs.id);
});

test('[ED1] a change from elsewhere is left as it came', () => {
  const state = stateOf(doc(p('Ett')));
  const after = state.apply(state.tr.insert(0, schema.node('paragraph')).setMeta(remoteChange, true));
  expect(after.doc.firstChild?.attrs.id).toBeNull();
});
