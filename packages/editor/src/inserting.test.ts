import { att, by, clauses, decisions, doc, fields, p, point, section, title, yrkande } from '@yrka/test-builders';
import type { DocumentKind } from '@yrka/schema';
import { expect, test } from 'vitest';
import { addClause, inserting, type InsertableId, insertables, insertableIds, insertBlock } from './inserting.ts';
import { after, applies, shown, stateOf } from './stateForTests.ts';

const settings = (kind: DocumentKind) => inserting({ kind, clausesBeginWithAtt: true, decisionsBeginWithAtt: false });
const inserted = (id: InsertableId, ...blocks: Parameters<typeof stateOf>[0][]) =>
  shown(after(stateOf(doc(...blocks), settings('minutesItem')), insertBlock(id)));

test('offers what the kind of document may contain, and no more', () => {
  const ids = (kind: DocumentKind) => insertables(stateOf(doc(p('|')), settings(kind))).map(({ id }) => id);
  expect(ids('motion')).toContain('attClause');
  expect(ids('motion')).not.toContain('vote');
  expect(ids('officerReport')).toContain('decisionPoint');
  expect(ids('minutesItem')).toEqual(expect.arrayContaining(['vote', 'reservation', 'yrkande']));
});
test.each(insertableIds)('puts in %s from an empty paragraph, and the document stays valid', (id) => {
  const state = after(stateOf(doc(title('R'), p('|'), p('Efter')), settings('minutesItem')), insertBlock(id));
  state.doc.check();
  expect(state.selection.$from.parent.inlineContent).toBe(true);
});
test('replaces an empty paragraph and follows one with words', () => {
  expect(inserted('minutesNote', p('|'))).toBe('minutesNote(people(person(|)) p())');
  expect(inserted('minutesNote', p('ord|'))).toBe('p(ord) minutesNote(people(person(|)) p())');
});
test('a clause comes after the one with the caret, with the same att', () => {
  expect(inserted('attClause', clauses(att('e|tt'), att('två')))).toBe('list(att(ett) att(|) att(två))');
});
test('a clause goes to the end of the document’s list, and not twice', () => {
  expect(shown(after(stateOf(doc(p('x|'), clauses(att('ett')))), addClause))).toBe('p(x) list(att(ett) att(|))');
  expect(shown(after(stateOf(doc(p('x|'), clauses(att('')))), addClause))).toBe('p(x) list(att(|))');
});
test('a yrkande does not go among the clauses of a motion', () => {
  expect(inserted('yrkande', p('|'), clauses(att('ett')))).toBe('list(yrkande(people(person(|)) p())) list(att(ett))');
  expect(inserted('yrkande', p('x'), clauses(yrkande('approval', 'motion', by('A|'))))).toBe(
    'p(x) list(yrkande(people(person(A))) yrkande(people(person(|)) p()))',
  );
});
test('a decision point goes to the list of its own part', () => {
  expect(inserted('decisionPoint', section('decision', null, decisions(point('a'))), section('proposalToAssembly', null, decisions(point('b|'))))).toBe(
    'section(list(point(a))) section(list(point(b) point(|)))',
  );
});
test('from a clause a block goes after the list', () => {
  expect(inserted('table', clauses(att('e|tt')), fields('closing', { place: 'x' }))).toMatch(/^list\(att\(ett\)\) table\(/);
});
test('a footnote goes where the caret is, not into a title or another footnote', () => {
  expect(inserted('footnote', p('Ord|.'))).toBe('p(Ord[|].)');
  expect(applies(stateOf(doc(title('R|'))), insertBlock('footnote'))).toBe(false);
  expect(applies(after(stateOf(doc(p('Ord|.'))), insertBlock('footnote')), insertBlock('footnote'))).toBe(false);
});
