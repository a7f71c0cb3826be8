import type { Node } from '@tiptap/pm/model';
import { closeHistory, history, undo } from '@tiptap/pm/history';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { att, clauses, doc, p } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { remoteChange, undoStep } from './remoteChange.ts';
import { nonBreakingSpaces } from './spaces.ts';
import { shown, stateOf } from './stateForTests.ts';
import { correct, typing } from './typing.ts';

/** Types letter by letter; what the binding does with `undoStep`, ProseMirror's history does here. */
function type(state: EditorState, text: string, meta: Record<string, unknown> = {}): EditorState {
  return [...text].reduce((before, letter) => {
    const tr = before.tr.insertText(letter);
    for (const [name, value] of Object.entries(meta)) tr.setMeta(name, value);
    let next = before.apply(tr);
    correct(next, (correction: Transaction) => {
      expect(correction.getMeta(undoStep)).toBe(true);
      next = next.apply(closeHistory(correction));
    });
    return next;
  }, state);
}
const typedIn = (block: Node, text: string) => shown(type(stateOf(doc(block), typing(), history()), text)).replaceAll('\u00a0', '_');

test('[ATT1] att typed at the start of a clause is not doubled', () => {
  expect(typedIn(clauses(att('|')), 'att bygga')).toBe('list(att(bygga|))');
  expect(typedIn(clauses(att('|')), 'Att bygga')).toBe('list(att(bygga|))');
});
test('[ATT1] a clause without att keeps the word', () => {
  expect(typedIn(clauses(att('|', { att: false })), 'Att bygga')).toBe('list(att(Att bygga|))');
});
test('[ATT1] att elsewhere, or as part of a word, is text', () => {
  expect(typedIn(clauses(att('x |')), 'att bygga')).toBe('list(att(x att bygga|))');
  expect(typedIn(clauses(att('|')), 'attest a')).toBe('list(att(attest a|))');
});
test('"- " and "1. " at the start of a paragraph make a list', () => {
  expect(typedIn(p('|'), '- ett')).toBe('-(ett|)');
  expect(typedIn(p('|'), '1. ett')).toBe('1.(ett|)');
  expect(typedIn(p('a |'), '- ett')).toBe('p(a - ett|)');
  expect(typedIn(clauses(att('|')), '- ett')).toBe('list(att(- ett|))');
});
test('[NBS1] law references, paragraphs and figures do not break', () => {
  expect(typedIn(p('|'), 'enligt 5 kap. 35 § får 480 000 kronor, § 47 och 12 %')).toBe('p(enligt 5_kap._35_§ får 480_000_kronor, §_47 och 12_%|)');
  expect(typedIn(p('|'), '1 200 tkr')).toBe('p(1_200 tkr|)');
});
test('[NBS1] other spaces are left alone', () => {
  const text = 'KS 2026 100 den 12 mars 2025 100 personer';
  expect(typedIn(p('|'), text)).toBe(`p(${text}|)`);
  expect(nonBreakingSpaces('5 kap')).toEqual([]);
});
test('[NBS1, ED2] one undo takes the correction back and nothing else, and it does not come again', () => {
  let state = type(stateOf(doc(p('|')), typing(), history()), '5 kap.');
  expect(state.doc.textContent).toBe('5\u00a0kap.');
  undo(state, (tr) => {
    state = state.apply(tr);
  });
  expect(state.doc.textContent).toBe('5 kap.');
  expect(type(state, ' ').doc.textContent).toBe('5 kap. ');
});
test('[ED1] what another typed is not corrected', () => {
  const state = type(stateOf(doc(p('|')), typing(), history()), '5 kap.', { [remoteChange]: true });
  expect(state.doc.textContent).toBe('5 kap.');
});
test('[NBS1, ED2] only the spaces that one typed oneself are changed', () => {
  expect(typedIn(p('5 kap. 3|'), '5 §')).toBe('p(5 kap. 35_§|)');
});
