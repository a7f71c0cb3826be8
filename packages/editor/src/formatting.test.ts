import { schema } from '@yrka/schema';
import { att, block, clauses, doc, heading, inline, p, title } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { toggleAtt } from './clauses.ts';
import { activeFormats, changeDepth, removeLink, setLink, toggleHeading, toggleList, toggleQuotation, toggleStrong } from './formatting.ts';
import { after, applies, shown, stateOf } from './stateForTests.ts';
import { escape, walk, walking } from './walking.ts';

test('headings, lists and quotations are attributes that go on and off', () => {
  const state = stateOf(doc(p('a|'), p('b|')));
  expect(shown(after(state, toggleHeading(2)))).toBe('h2(a|) h2(b|)');
  expect(shown(after(state, toggleHeading(2), toggleHeading(2)))).toBe('p(a|) p(b|)');
  expect(shown(after(state, toggleHeading(1), toggleList('bullet')))).toBe('-(a|) -(b|)');
  expect(shown(after(state, toggleList('bullet'), toggleList('ordered')))).toBe('1.(a|) 1.(b|)');
  expect(shown(after(state, toggleQuotation))).toBe('q(a|) q(b|)');
  expect(applies(stateOf(doc(clauses(att('x|')))), toggleHeading(1))).toBe(false);
});
test('a list goes at most one level below the point before it', () => {
  const point = (text: string, depth = 0) => block('paragraph', { list: 'bullet', depth }, text);
  expect(shown(after(stateOf(doc(point('a'), point('b|'))), changeDepth(1), changeDepth(1)))).toBe('-(a) -1(b|)');
  expect(shown(after(stateOf(doc(point('a|'))), changeDepth(1)))).toBe('-(a|)');
  expect(shown(after(stateOf(doc(point('a'), point('b|', 1))), changeDepth(-1)))).toBe('-(a) -(b|)');
});
test('a link is safe or not set', () => {
  const state = stateOf(doc(p('se |här|')));
  expect(applies(state, setLink('javascript:alert(1)'))).toBe(false);
  const linked = after(state, setLink('https://example.se'));
  expect(activeFormats(linked).link).toBe('https://example.se');
  expect(activeFormats(after(linked, removeLink)).link).toBeNull();
});
test('a link is changed as a whole from a caret inside it', () => {
  const state = after(stateOf(doc(p(inline('hä|r', schema.mark('link', { href: 'https://a.se' })), ' mer'))), setLink('https://b.se'));
  expect(state.doc.firstChild?.firstChild?.marks[0]?.attrs.href).toBe('https://b.se');
  expect(state.doc.firstChild?.firstChild?.text).toBe('här');
});
test('tells the toolbar what is on', () => {
  expect(activeFormats(after(stateOf(doc(p('|a|'))), toggleStrong))).toMatchObject({
    strong: true,
    emphasis: false,
    level: 0,
    block: 'paragraph',
    takesMarks: true,
    att: null,
  });
  expect(activeFormats(stateOf(doc(title('R|'))))).toMatchObject({ block: 'title', level: null, takesMarks: false });
  expect(activeFormats(stateOf(doc(heading(2, 'R|'))))).toMatchObject({ level: 2 });
  expect(activeFormats(stateOf(doc(clauses(att('x|')))))).toMatchObject({ block: 'attClause', item: 'attClause', att: true });
});
test('[CLA1] att is switched on the block and the words stay', () => {
  const state = after(stateOf(doc(clauses(att('e|tt'), att('tv|å')))), toggleAtt);
  expect(state.doc.firstChild?.child(0).attrs.att).toBe(false);
  expect(state.doc.textContent).toBe('etttvå');
});
test('[TAB4] after Escape Tab leaves the editor, until something is written', () => {
  const state = stateOf(doc(clauses(att('e|tt'), att('två'))), walking());
  expect(shown(after(state, walk(1)))).toBe('list(att(ett) att(två|))');
  const leaving = after(state, escape);
  expect(applies(leaving, walk(1))).toBe(false);
  expect(applies(leaving.apply(leaving.tr.insertText('x')), walk(1))).toBe(true);
});
test('[TAB4] Tab in running text is not ours', () => {
  expect(applies(stateOf(doc(p('x|')), walking()), walk(1))).toBe(false);
});
test('[TAB4] Shift-Tab before everything leaves the editor', () => {
  expect(applies(stateOf(doc(title('R|'), p('x')), walking()), walk(-1))).toBe(false);
});
