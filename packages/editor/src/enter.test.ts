import type { Node } from '@tiptap/pm/model';
import { att, block, by, clauses, decisions, doc, event, field, fields, heading, movers, p, point, title } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { enter, insertHardBreak, leaveBlock } from './enter.ts';
import { after, applies, idsOf, shown, stateOf } from './stateForTests.ts';

const entered = (...blocks: readonly Node[]) => shown(after(stateOf(doc(...blocks)), enter));

test('[ENT1] in the title it goes to the text, past the people', () => {
  expect(entered(title('Ru|brik'), movers('Anna Lind (L)'), p('Text'))).toBe('title(Rubrik) people(person(Anna Lind)) p(|Text)');
});
test('[ENT1] in the title it makes a paragraph when there is none', () => {
  expect(entered(title('Rubrik|'))).toBe('title(Rubrik) p(|)');
});
test('[ENT2] in a field it goes to the next one, and from the last one on', () => {
  expect(entered(block('fieldList', {}, field('date', 'a|'), field('place', 'b')))).toBe('fieldList(field(a) field(|b))');
  expect(entered(block('fieldList', {}, field('date', 'a|')), p('Text'))).toBe('fieldList(field(a)) p(|Text)');
});
test('[ENT3] at the end of a clause it makes the next one, with the same att', () => {
  const state = after(stateOf(doc(clauses(att('ett|'), att('två')))), enter);
  expect(shown(state)).toBe('list(att(ett) att(|) att(två))');
  expect(state.doc.firstChild?.child(1).attrs.att).toBe(true);
  const without = after(stateOf(doc(clauses(att('Ett.|', { att: false })))), enter);
  expect(without.doc.firstChild?.child(1).attrs.att).toBe(false);
});
test('[ENT3] in the middle of a clause it splits it; the id stays with the first half', () => {
  const before = stateOf(doc(clauses(att('ett |två'))));
  const state = after(before, enter);
  expect(shown(state)).toBe('list(att(ett ) att(|två))');
  expect(idsOf(state.doc)[1]).toBe(idsOf(before.doc)[1]);
});
test('[ENT3] at the start of a clause the id and answers stay with its words', () => {
  const before = stateOf(doc(decisions(point('|ett', { outcome: 'approved' }))));
  const state = after(before, enter);
  expect(shown(state)).toBe('list(point() point(|ett))');
  expect(state.doc.firstChild?.child(1).attrs).toEqual(before.doc.firstChild?.child(0).attrs);
  expect(state.doc.firstChild?.child(0).attrs.outcome).toBeNull();
});
test('[ENT4] an empty last clause leaves the list', () => {
  expect(entered(clauses(att('ett'), att('|')), fields('closing', { place: 'x' }))).toBe('list(att(ett)) p(|) fieldList(field(x))');
  expect(entered(clauses(att('ett'), att('|')), p('Efter'))).toBe('list(att(ett)) p(|Efter)');
});
test('[ENT4] the only clause stays when one leaves it', () => {
  expect(entered(clauses(att('|')), p('Efter'))).toBe('list(att()) p(|Efter)');
});
test('[ENT5] a name is never cut in two: the next person comes after it', () => {
  const state = after(stateOf(doc(by('Anna| Lind (L)'))), enter);
  expect(shown(state)).toBe('people(person(Anna Lind) person(|))');
  expect(state.doc.firstChild?.child(1).attrs.party).toBeNull();
});
test('[ENT6] at the end of a heading comes text', () => {
  expect(entered(heading(2, 'Bakgrund|'))).toBe('h2(Bakgrund) p(|)');
});
test('[ENT6] at the start of a heading comes text before it', () => {
  expect(entered(heading(2, '|Bakgrund'))).toBe('p() h2(|Bakgrund)');
});
test('[ENT7] in a list it makes the next point, and an empty point steps out', () => {
  expect(entered(block('paragraph', { list: 'bullet', depth: 1 }, 'ett|'))).toBe('-1(ett) -1(|)');
  expect(entered(block('paragraph', { list: 'bullet', depth: 1 }, '|'))).toBe('-(|)');
  expect(entered(block('paragraph', { list: 'bullet' }, '|'))).toBe('p(|)');
  expect(entered(block('paragraph', { quote: true }, '|'))).toBe('p(|)');
});
test('[ENT8] the empty last paragraph of an event leaves it', () => {
  expect(entered(event('minutesNote', by('Anna Lind'), p('Ord.'), p('|')))).toBe('minutesNote(people(person(Anna Lind)) p(Ord.)) p(|)');
});
test('a selection is deleted first', () => {
  expect(entered(p('Ett |två| tre'))).toBe('p(Ett ) p(| tre)');
});
test('in a costs table it goes down, in another it breaks the line', () => {
  const cell = (text: string) => block('tableCell', {}, text);
  expect(entered(block('table', { kind: 'costs' }, block('tableRow', {}, cell('1|'), cell('2')), block('tableRow', {}, cell('3'))))).toBe(
    'table(tr(td(1) td(2)) tr(td(3|)))',
  );
  expect(entered(block('table', {}, block('tableRow', {}, cell('a|'))))).toBe('table(tr(td(a⏎|)))');
});
test('Shift-Enter breaks the line in text and does nothing in a title', () => {
  expect(shown(after(stateOf(doc(p('Ett|två'))), insertHardBreak))).toBe('p(Ett⏎|två)');
  const state = stateOf(doc(title('Ett|')));
  expect(applies(state, insertHardBreak)).toBe(true);
  expect(shown(after(state, insertHardBreak))).toBe('title(Ett|)');
});
test('Mod-Enter makes a paragraph after the structured block', () => {
  expect(shown(after(stateOf(doc(clauses(att('e|tt'), att('två')))), leaveBlock))).toBe('list(att(ett) att(två)) p(|)');
});
