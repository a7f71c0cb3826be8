import { block, doc, p, table } from '@yrka/test-builders';
import { AllSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { addColumn, addRow, deleteColumn, deleteRow, deleteTable, goToCell, toggleHeaderRow } from './tables.ts';
import { after, applies, shown, stateOf } from './stateForTests.ts';
import { selectFieldOrAll } from './walking.ts';

const cell = (text: string) => block('tableCell', {}, text);
const row = (...cells: string[]) => block('tableRow', {}, ...cells.map(cell));
const ragged = () => stateOf(doc(block('table', {}, row('a', 'b|', 'c'), row('d'), row('e', 'f'))));

test('[TAB5] Ctrl+A selects what the cell says, then the whole document, as it does elsewhere', () => {
  const once = after(ragged(), selectFieldOrAll);
  expect(once.doc.textBetween(once.selection.from, once.selection.to)).toBe('b');
  expect(after(once, selectFieldOrAll).selection).toBeInstanceOf(AllSelection);
  expect(after(stateOf(doc(p('ett| två'))), selectFieldOrAll).selection).toBeInstanceOf(AllSelection);
});

test('adds rows as long as this one', () => {
  expect(shown(after(ragged(), addRow('below')))).toBe('table(tr(td(a) td(b) td(c)) tr(td(|) td() td()) tr(td(d)) tr(td(e) td(f)))');
  expect(shown(after(ragged(), addRow('above')))).toBe('table(tr(td(|) td() td()) tr(td(a) td(b) td(c)) tr(td(d)) tr(td(e) td(f)))');
});
test('[TAB1] adds and deletes columns in ragged rows', () => {
  expect(shown(after(ragged(), addColumn('right')))).toBe('table(tr(td(a) td(b) td(|) td(c)) tr(td(d) td()) tr(td(e) td(f) td()))');
  expect(shown(after(ragged(), addColumn('left')))).toBe('table(tr(td(a) td(|) td(b) td(c)) tr(td(d) td()) tr(td(e) td() td(f)))');
  expect(shown(after(ragged(), deleteColumn))).toMatch(/^table\(tr\(td\(\|?a\) td\(\|?c\)\) tr\(td\(d\)\) tr\(td\(e\)\)\)$/);
});
test('deletes a row and keeps the caret in the table', () => {
  expect(shown(after(ragged(), deleteRow))).toBe('table(tr(td(|d)) tr(td(e) td(f)))');
  expect(shown(after(stateOf(doc(p('x'), block('table', {}, row('a|')))), deleteRow))).toBe('p(x) p(|)');
});
test('deletes a table whole', () => {
  expect(shown(after(ragged(), deleteTable))).toBe('p(|)');
});
test('[TAB2] Tab walks the cells and adds a row after the last', () => {
  const state = after(stateOf(doc(p('x'), block('table', {}, row('a|', 'b')))), goToCell(1));
  expect(shown(state)).toBe('p(x) table(tr(td(a) td(|b|)))');
  expect(shown(after(state, goToCell(1)))).toBe('p(x) table(tr(td(a) td(b)) tr(td(|) td()))');
  expect(shown(after(state, goToCell(-1), goToCell(-1)))).toBe('p(x|) table(tr(td(a) td(b)))');
});
test('makes the first row a header and back', () => {
  const headers = (state: ReturnType<typeof ragged>) => state.doc.firstChild?.firstChild?.firstChild?.attrs.header;
  const on = after(ragged(), toggleHeaderRow);
  expect(headers(on)).toBe(true);
  expect(headers(after(on, toggleHeaderRow))).toBe(false);
});
test('a new row under the header row is no header', () => {
  const state = after(stateOf(doc(table(['a|', 'b'], ['c', 'd']))), addRow('below'));
  expect(state.doc.firstChild?.child(1).firstChild?.attrs.header).toBe(false);
});
test('outside a table they do not apply', () => {
  expect(applies(stateOf(doc(p('x|'))), addRow('below'))).toBe(false);
});
