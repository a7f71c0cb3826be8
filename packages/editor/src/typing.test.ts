import type { Node } from '@tiptap/pm/model';
import { closeHistory, history, undo } from '@tiptap/pm/history';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { att, clauses, doc, p, title } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { remoteChange, undoStep } from './remoteChange.ts';
import { nonBreakingSpaces } from './spaces.ts';
import { shown, stateOf } from './stateForTests.ts';
import { correct, linkWritten, typing } from './typing.ts';

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

const links = (state: EditorState) => {
  const found: string[] = [];
  state.doc.descendants((node) => {
    for (const { type, attrs } of node.marks)
      if (type.name === 'link') found.push(`${node.text?.replaceAll('\u00a0', ' ')} → ${String(attrs.href).replace('https://lagen.nu/', '')}`);
  });
  return found;
};
const typedLinks = (block: Node, text: string) => links(type(stateOf(doc(block), typing(), history()), text));
const back = (state: EditorState) => {
  let next = state;
  undo(state, (tr) => {
    next = state.apply(tr);
  });
  return next;
};

test('[LAW3] a statute that one names becomes a link when one types on after it, and not before', () => {
  expect(typedLinks(p('|'), 'Enligt kommunallagen 5 kap. 35 §')).toEqual([]);
  for (const next of [' ', '.', ',', ')', '; och mer'])
    expect(typedLinks(p('|'), `Enligt kommunallagen 5 kap. 35 §${next}`)).toEqual(['kommunallagen 5 kap. 35 § → 2017:725#K5P35']);
  expect(typedLinks(p('|'), 'Se KL 5:3')).toEqual([]);
  expect(typedLinks(p('|'), 'Se KL 5:35 i dag')).toEqual(['KL 5:35 → 2017:725#K5P35']);
});
test('[LAW3] what one types on behind it belongs to the link: its number, its paragraph', () => {
  expect(typedLinks(p('|'), '5 kap. 35 § kommunallagen (2017:725).')).toEqual(['5 kap. 35 § kommunallagen (2017:725) → 2017:725#K5P35']);
  expect(typedLinks(p('|'), '2 kap. 1 § socialtjänstlagen (2001:453).')).toEqual(['2 kap. 1 § socialtjänstlagen (2001:453) → 2001:453#K2P1']);
  expect(typedLinks(p('|'), 'KL 5 kap. 35 § andra stycket ')).toEqual(['KL 5 kap. 35 § andra stycket → 2017:725#K5P35S2']);
});
test('[LAW3] words typed behind the link are no part of it', () => {
  const state = type(stateOf(doc(p('|')), typing(), history()), 'KL 5 kap. 35 § gäller');
  expect(links(state)).toEqual(['KL 5 kap. 35 § → 2017:725#K5P35']);
  expect(state.storedMarks ?? state.selection.$from.marks()).toEqual([]);
});
test('[LAW3] it is a link in a clause, and in a title nothing but words', () => {
  expect(typedLinks(clauses(att('|')), 'pröva frågan enligt KL 5 kap. 35 §.')).toEqual(['KL 5 kap. 35 § → 2017:725#K5P35']);
  expect(typedLinks(title('|'), 'Frågan om KL 5 kap. 35 § igen')).toEqual([]);
});
test('[LAW3, ED2] one undo takes the link back and nothing else, and it does not come again', () => {
  let state = back(type(stateOf(doc(p('|')), typing(), history()), 'Se 5 kap. 35 § kommunallagen '));
  expect(links(state)).toEqual([]);
  expect(state.doc.textContent.replaceAll('\u00a0', ' ')).toBe('Se 5 kap. 35 § kommunallagen ');
  state = type(state, '(2017:725) och mer.');
  expect(links(state)).toEqual([]);
});
test('[LAW3] Enter ends it too', () => {
  const state = type(stateOf(doc(p('|')), typing(), history()), 'Se KL 5 kap. 35 §');
  let next = state;
  expect(
    linkWritten(state, (tr) => {
      expect(tr.getMeta(undoStep)).toBe(true);
      next = state.apply(tr);
    }),
  ).toBe(true);
  expect(links(next)).toEqual(['KL 5 kap. 35 § → 2017:725#K5P35']);
  expect(linkWritten(next, () => undefined)).toBe(false);
});
test('[ED1, LAW3] what another typed, and what stood there before, is not linked', () => {
  expect(links(type(stateOf(doc(p('|')), typing(), history()), 'KL 5 kap. 35 § ', { [remoteChange]: true }))).toEqual([]);
  expect(typedLinks(p('KL 5 kap. 35|'), ' § ')).toEqual([]);
});
