import type { Node } from '@tiptap/pm/model';
import { att, block, by, clauses, doc, event, field, footnote, heading, p, section, table, title } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { backspace, deleteForward } from './joining.ts';
import { after, applies, idsOf, shown, stateOf } from './stateForTests.ts';

const backed = (...blocks: readonly Node[]) => shown(after(stateOf(doc(...blocks)), backspace));
const deleted = (...blocks: readonly Node[]) => shown(after(stateOf(doc(...blocks)), deleteForward));

test('[BSP1] inside words it is the browser’s', () => {
  expect(applies(stateOf(doc(p('Et|t'))), backspace)).toBe(false);
  expect(applies(stateOf(doc(p('Et|t'))), deleteForward)).toBe(false);
});
test('[BSP2] at the start of a heading, list or quotation it first makes text', () => {
  expect(backed(p('a'), heading(1, '|Rubrik'))).toBe('p(a) p(|Rubrik)');
  expect(backed(p('a'), block('paragraph', { list: 'ordered', depth: 1 }, '|x'))).toBe('p(a) 1.(|x)');
  expect(backed(p('a'), block('paragraph', { quote: true }, '|x'))).toBe('p(a) p(|x)');
});
test('[BSP3] paragraphs join; an empty one before goes and the other keeps its id', () => {
  expect(backed(p('Ett '), p('|två'))).toBe('p(Ett |två)');
  const before = stateOf(doc(p(), p('|två')));
  const state = after(before, backspace);
  expect(shown(state)).toBe('p(|två)');
  expect(idsOf(state.doc)).toEqual([idsOf(before.doc)[1]]);
});
test('[BSP4] a clause joins with the one before, an empty one goes', () => {
  expect(backed(clauses(att('ett '), att('|två')))).toBe('list(att(ett |två))');
  expect(backed(clauses(att('ett'), att('|')))).toBe('list(att(ett|))');
  expect(backed(clauses(att('|'), att('två')))).toBe('list(att(|två))');
  const before = stateOf(doc(clauses(att(''), att('|två'))));
  expect(idsOf(after(before, backspace).doc)[1]).toBe(idsOf(before.doc)[2]);
});
test('[BSP5] the first clause becomes a paragraph before the list', () => {
  expect(backed(p('Inledning'), clauses(att('|ett'), att('två')))).toBe('p(Inledning) p(|ett) list(att(två))');
  expect(backed(clauses(att('|ett')))).toBe('p(|ett)');
  expect(backed(clauses(att('|')))).toBe('p(|)');
});
test('[BSP6] names never run together', () => {
  expect(backed(by('Anna Lind', '|Omar Said'))).toBe('people(person(Anna Lind|) person(Omar Said))');
  expect(backed(by('Anna Lind', '|'))).toBe('people(person(Anna Lind|))');
});
test('[BSP4] a paragraph after a list goes into its last clause', () => {
  expect(backed(clauses(att('ett ')), p('|två'))).toBe('list(att(ett |två))');
  expect(backed(clauses(att('ett')), p('|'))).toBe('list(att(ett|))');
});
test('[BSP7] the frame stays: title, fields, parts', () => {
  for (const blocks of [[title('|Rubrik'), p('x')], [block('fieldList', {}, field('date', '|a'))], [section('summary', null, p('|x')), p('y')]]) {
    const state = stateOf(doc(...blocks));
    expect(shown(after(state, backspace))).toBe(shown(state));
  }
});
test('[BSP7] text after the title is not pulled into it', () => {
  expect(backed(title('Rubrik'), p('|Text'))).toBe('title(Rubrik|) p(Text)');
});
test('an event in which nothing was written goes', () => {
  expect(backed(p('a'), event('minutesNote', p('|')))).toBe('p(a) p(|)');
});
test('a table goes when nothing was written in it, and is kept otherwise', () => {
  expect(backed(table(['|', ''], ['', '']))).toBe('p(|)');
  expect(backed(table(['|', ''], ['', 'x']))).toBe('table(tr(td(|) td()) tr(td() td(x)))');
});
test('a footnote is selected before it is deleted', () => {
  const state = after(stateOf(doc(p('Ord', footnote('not'), '|.'))), backspace);
  expect(shown(state)).toBe('p(Ord|[not]|.)');
  expect(shown(after(state, backspace))).toBe('p(Ord|.)');
});
test('[BSP8] Delete at the end joins with the next', () => {
  expect(deleted(p('Ett |'), p('två'))).toBe('p(Ett |två)');
  expect(deleted(p('|'), heading(2, 'Rubrik'))).toBe('h2(|Rubrik)');
  expect(deleted(clauses(att('ett |'), att('två')))).toBe('list(att(ett |två))');
  expect(deleted(clauses(att('|'), att('två')))).toBe('list(att(|två))');
  expect(deleted(clauses(att('ett |')), p('två'))).toBe('list(att(ett |två))');
  expect(deleted(by('Anna|', 'Omar'))).toBe('people(person(Anna|) person(Omar))');
  expect(deleted(title('Rubrik|'), p('x'))).toBe('title(Rubrik|) p(x)');
});
test('[DEL1] a selection over several blocks keeps the frame and the words outside it', () => {
  expect(backed(title('Ru|brik'), by('Anna Lind'), p('Ett'), p('t|vå'))).toBe('title(Ru|) people(person()) p(vå)');
  expect(backed(p('a|b'), clauses(att('ett'), att('tv|å')))).toBe('p(a|) list(att() att(å))');
});
test('[DEL1] a whole table or event inside a selection goes', () => {
  expect(backed(p('a|b'), table(['x']), event('minutesNote', p('n')), p('c|d'))).toBe('p(a|d)');
  expect(backed(title('|Rubrik'), table(['x']), p('c|d'))).toBe('title(|) p(d)');
});
test('[DEL1] between siblings it is plain', () => {
  expect(backed(p('a|b'), p('x'), p('c|d'))).toBe('p(a|d)');
  expect(backed(p('a'), p('|x'), heading(1, 'R|ubrik'))).toBe('p(a) h1(|ubrik)');
});
