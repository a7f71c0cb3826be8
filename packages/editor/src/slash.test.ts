import { att, clauses, doc, p, title } from '@yrka/test-builders';
import type { EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { remoteChange } from './remoteChange.ts';
import { closeSlash, insertFromSlash, slash, slashState } from './slash.ts';
import { after, shown, stateOf } from './stateForTests.ts';

const type = (state: EditorState, text: string) => [...text].reduce((before, letter) => before.apply(before.tr.insertText(letter)), state);

test('[SLA1] opens in an empty paragraph and follows what is typed', () => {
  const state = type(stateOf(doc(p('|')), slash()), '/tab');
  expect(slashState(state)).toEqual({ open: true, query: 'tab', range: { from: 1, to: 5 } });
});
test.each([p('KS|'), p('och|'), clauses(att('|')), title('|')])('[SLA1] never opens elsewhere', (block) => {
  expect(slashState(type(stateOf(doc(block), slash()), '/')).open).toBe(false);
});
test('[SLA1] a stroke that another typed or that was pasted opens nothing', () => {
  const state = stateOf(doc(p('|')), slash());
  expect(slashState(state.apply(state.tr.insertText('/').setMeta(remoteChange, true))).open).toBe(false);
  expect(slashState(state.apply(state.tr.insertText('/').setMeta('uiEvent', 'paste'))).open).toBe(false);
});
test('closes by itself and stays closed', () => {
  const open = type(stateOf(doc(p('|')), slash()), '/t');
  expect(slashState(after(open, closeSlash)).open).toBe(false);
  expect(slashState(type(after(open, closeSlash), 'a')).open).toBe(false);
  expect(slashState(open.apply(open.tr.delete(1, 3))).open).toBe(false);
});
test('what was typed goes when something is inserted, in one transaction', () => {
  expect(shown(after(type(stateOf(doc(p('|')), slash()), '/tab'), insertFromSlash('table')))).toMatch(/^table\(tr\(td\(\|\) td\(\)\)/);
  expect(shown(after(type(stateOf(doc(p('|')), slash()), '/rub'), insertFromSlash('heading2')))).toBe('h2(|)');
});
