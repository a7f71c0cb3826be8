import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { changesOf, deletionOf, insertionOf, type NodeName, schema } from '@yrka/schema';
import { att, by, clauses, decisions, doc, footnote, p, table, title } from '@yrka/test-builders';
import { rejectAll, suggestionsIn } from '@yrka/ydoc';
import { describe, expect, test } from 'vitest';
import { answerClause } from '../answering.ts';
import { blockIds } from '../blockIds.ts';
import { deleteSelected } from '../deletion.ts';
import { enter } from '../enter.ts';
import { toggleHeading, toggleStrong } from '../formatting.ts';
import { backspace, deleteForward } from '../joining.ts';
import { moveItem } from '../moving.ts';
import { sliceOfText } from '../pasting/clipboard.ts';
import { pasteSlice } from '../pasting/pasteSlice.ts';
import { after, stateOf } from '../stateForTests.ts';
import { replaceAllMatches, search, searching } from '../searching.ts';
import { addRow, deleteRow } from '../tables.ts';
import { decideSuggestions, suggestAs, suggesting } from './suggesting.ts';

/** The document as text: {+words that somebody would add+}, {-words that somebody would take away-}, the same around blocks; "|" is the caret. */
function shown({ doc: document, selection }: EditorState): string {
  const around = (node: Node, text: string) => {
    const struck = deletionOf(node) === null ? text : `{-${text}-}`;
    return insertionOf(node) === null ? struck : `{+${struck}+}`;
  };
  const inline = (node: Node, at: number): string => {
    if (node.isText) {
      const offset = selection.head - at;
      const text = node.text ?? '';
      return around(node, selection.empty && offset > 0 && offset < text.length ? `${text.slice(0, offset)}|${text.slice(offset)}` : text);
    }
    return around(node, node.type.name === 'hardBreak' ? '⏎' : `[${node.textContent}]`);
  };
  const show = (node: Node, start: number): string => {
    const parts: string[] = [];
    node.forEach((child, offset) => {
      const at = start + offset;
      if (node.isTextblock && selection.empty && selection.head === at) parts.push('|');
      parts.push(node.isTextblock ? inline(child, at) : show(child, at + 1));
    });
    if (node.isTextblock && selection.empty && selection.head === start + node.content.size) parts.push('|');
    const changes = changesOf(node).map(
      ({ name, value }) => `${name}:${Array.isArray(value) ? value.map((id) => (typeof id === 'string' ? wordsOf(id) : '-')).join('<>') : String(value)} `,
    );
    return (changes.length === 0 ? (text: string) => text : (text: string) => `{~${changes.join('')}${text}~}`)(
      around(node, `${short[node.type.name as NodeName] ?? node.type.name}(${parts.join(node.isTextblock ? '' : ' ')})`),
    );
  };
  const wordsOf = (id: string) => {
    let words = id;
    document.descendants((node) => {
      if (node.attrs.id === id) words = node.textContent;
    });
    return words;
  };
  return document.children
    .reduce<{ text: string[]; at: number }>(({ text, at }, child) => ({ text: [...text, show(child, at + 1)], at: at + child.nodeSize }), { text: [], at: 0 })
    .text.join(' ');
}
const short: Partial<Record<NodeName, string>> = { paragraph: 'p', attClause: 'att', yrkandeList: 'list' };

const evasState = (...content: readonly Node[]) => after(stateOf(doc(...content), searching(), suggesting()), suggestAs('eva'));
const type =
  (text: string): Command =>
  (state, dispatch) => {
    dispatch?.(deleteSelected(state.tr).insertText(text));
    return true;
  };
const doing =
  (make: (state: EditorState) => Transaction): Command =>
  (state, dispatch) => {
    dispatch?.(make(state));
    return true;
  };
/** What a browser does by itself: one letter back. */
const back: Command = (state, dispatch) => {
  if (backspace(state, dispatch)) return true;
  dispatch?.(state.tr.delete(state.selection.from - 1, state.selection.from));
  return true;
};
const forward: Command = (state, dispatch) => {
  if (deleteForward(state, dispatch)) return true;
  dispatch?.(state.tr.delete(state.selection.from, state.selection.from + 1));
  return true;
};
const paste =
  (text: string): Command =>
  (state, dispatch) => {
    dispatch?.(pasteSlice(state, sliceOfText(schema, text)).setMeta('paste', true).setMeta('uiEvent', 'paste'));
    return true;
  };

/** As "- " does at the start of a paragraph: letters before the caret go, and what the block is changes. */
const chosen = (attributes: Readonly<Record<string, unknown>>, letters: number): Command =>
  doing(({ tr, selection: { $from, from } }) =>
    tr.setNodeMarkup($from.before(), undefined, { ...$from.parent.attrs, ...attributes }).delete(from - letters, from),
  );

const answering = (clause: 'a' | 'b') => answerClause({ reference: { document: 'm', version: 1, clause }, outcome: 'approved', clauses: ['a', 'b'] });

describe('[SUG1] what one does while one suggests', () => {
  test.each<[string, Node[], Command[], string]>([
    ['typed letters are one suggestion', [p('Det är mörkt|.')], [type('a'), type('r'), type('e')], 'p(Det är mörkt{+are+}|.)'],
    ['Backspace strikes and goes on before it', [p('mörkt|')], [back, back], 'p(mör|{-kt-})'],
    ['Delete strikes and goes on behind it', [p('|mörkt')], [forward, forward], 'p({-mö-}|rkt)'],
    ['the right letter of three alike is struck', [p('aa|a')], [back], 'p(a|{-a-}a)'],
    ['words typed over stand beside those they replace', [p('är |mörkt|.')], [type('l'), type('j')], 'p(är {-mörkt-}{+lj+}|.)'],
    ['what one suggested oneself just goes', [p('Det|')], [type(' är'), back, back, back], 'p(Det|)'],
    [
      'a selection over paragraphs strikes words and blocks',
      [p('Ett |två'), p('tre'), p('fyra| fem')],
      [type('x')],
      'p(Ett {-två-}{+x| fem+}) {-p(tre)-} {-p(fyra fem)-}',
    ],
    ['[SUG2] Enter adds a paragraph', [p('Ett.|')], [enter, type('Två.')], 'p(Ett.) {+p(Två.|)+}'],
    ['Enter in the middle strikes the end and adds it below', [p('Ett.| Två.')], [enter], 'p(Ett.{- Två.-}) {+p(| Två.)+}'],
    ['a clause that is joined to the one before', [clauses(att('ett'), att('|två'))], [backspace], 'list(att(ett|{+två+}) {-att(två)-})'],
    ['a clause is added', [clauses(att('ett|'))], [enter, type('två')], 'list(att(ett) {+att(två|)+})'],
    ['bold words replace plain ones', [p('ett |två|')], [toggleStrong], 'p(ett {-två-}{+två+})'],
    ['a pasted page is added below', [p('Ett.|')], [paste('Två.\n\nTre.')], 'p(Ett.{+Två.+}) {+p(Tre.|)+}'],
    [
      'each place where words are replaced, and nothing between them',
      [p('En kanin, en katt och en kanin|.')],
      [search('kanin'), replaceAllMatches('hare')],
      'p(En {-kanin-}{+hare+}, en katt och en {-kanin-}{+hare+}|.)',
    ],
    ['a list begun in an empty paragraph', [p('|')], [type('-'), type(' '), chosen({ list: 'bullet' }, 2), type('ett')], '{~list:bullet p({+ett+}|)~}'],
    [
      'clauses answered, the first in a point in which nothing stands',
      [decisions('')],
      [answering('a'), answering('b')],
      'decisionList({~answers:- outcome:approved decisionPoint({+Motionens första att-sats bifalls.+})~} {+decisionPoint(Motionens andra att-sats bifalls.|)+})',
    ],
    ['a title', [title('Trygga vägar|')], [type(' nu')], 'title(Trygga vägar{+ nu+}|)'],
    ['an emoji is struck whole', [p('a😀|b')], [doing(({ tr, selection }) => tr.delete(selection.from - 2, selection.from))], 'p(a|{-😀-}b)'],
  ])('%s', (_name, content, commands, expected) => {
    expect(shown(after(evasState(...content), ...commands))).toBe(expected);
  });

  test("in another's suggestion it is a suggestion of one's own", () => {
    const eva = after(evasState(p('Det|.')), type(' är mörkt'));
    const omar = after(eva, suggestAs('omar'), back, type('a'));
    expect(shown(omar)).toBe('p(Det{+ är mörk+}{+a+}|{+{-t-}+}.)');
    expect(suggestionsIn(omar.doc).map((one) => [one.by, one.removed, one.added])).toEqual([
      ['eva', '', ' är mörkt'],
      ['omar', 't', 'a'],
    ]);
  });

  test('in a footnote: the one that stands is struck once, and what one goes on writing in is the same one', () => {
    const begun = after(evasState(p('Ord', footnote('no|t'), '.')), type('x'));
    const written = after(begun, type('y'), back, type('z'));
    expect(shown(written)).toBe('p(Ord{-[not]-}{+[noxzt]+}.)');
    const idsOfNotes = ({ doc: document }: EditorState) => document.firstChild?.children.flatMap((node) => (node.isText ? [] : [node.attrs.id as unknown]));
    expect(idsOfNotes(written)).toEqual(idsOfNotes(begun));
    expect(new Set(idsOfNotes(written)).size).toBe(2);
  });

  test.each<[string, Node[], Command[], string]>([
    ['a heading is made', [p('Ett|')], [toggleHeading(1)], '{~level:1 p(Ett|)~}'],
    ['another choice of the same thing takes its place', [p('Ett|')], [toggleHeading(1), toggleHeading(2)], '{~level:2 p(Ett|)~}'],
    ['a list is made of words', [p('- |ord')], [chosen({ list: 'bullet' }, 2)], '{~list:bullet p(|{-- -}ord)~}'],
    ['a clause is moved up', [clauses(att('ett'), att('två|'))], [moveItem(-1)], 'list(att(ett) {~place:-<>ett att(två|)~})'],
    ['and one step more', [clauses(att('a'), att('b'), att('c|'))], [moveItem(-1), moveItem(-1)], 'list(att(a) att(b) {~place:-<>a att(c|)~})'],
    ['and on, past where its list begins', [clauses(att('a'), att('b|'))], [moveItem(-1), moveItem(-1)], 'list(att(a) {~place:-<>a att(b|)~})'],
    ['a paragraph is moved past another', [p('a'), p('b|')], [moveItem(-1)], 'p(a) {~place:-<>a p(b|)~}'],
    ['a clause that one suggested oneself is just moved', [clauses(att('a|'))], [enter, type('b'), moveItem(-1)], 'list({+att(b|)+} att(a))'],
    ['letters in a name', [by('Anna Lind| (L)')], [back, type('x')], 'personList(person(Anna Lin{+x+}|{-d-}))'],
    ['a name is added', [by('Anna Lind| (L)')], [enter, type('Omar')], 'personList(person(Anna Lind) {+person(Omar|)+})'],
    ['a cell', [table(['a|', 'b'])], [type('x')], 'table(tableRow(tableCell(a{+x+}|) tableCell(b)))'],
    ['a row', [table(['a|'])], [addRow('below')], 'table(tableRow(tableCell(a)) {+tableRow(tableCell(|))+})'],
    ['a row goes', [table(['a'], ['b|'])], [deleteRow], 'table(tableRow(tableCell(|a)) {-tableRow(tableCell(b))-})'],
  ])('%s', (_name, content, commands, expected) => {
    const before = evasState(...content);
    const changed = after(before, ...commands);
    expect(shown(changed)).toBe(expected);
    expect(rejectAll(changed.doc).toJSON()).toEqual(before.doc.toJSON());
  });

  test("two persons' choices of one thing stand beside each other, and each is decided by itself", () => {
    const eva = after(evasState(p('Ett|')), toggleHeading(1));
    const both = after(eva, suggestAs('omar'), toggleHeading(2), suggestAs(null));
    const suggestions = suggestionsIn(both.doc).toSorted((a, b) => (a.by < b.by ? -1 : 1));
    expect(suggestions.map(({ by: whose, changes }) => [whose, changes])).toMatchObject([
      ['eva', [{ kind: 'choice', name: 'level', from: 0, to: 1, block: { node: 'paragraph', words: 'Ett' } }]],
      ['omar', [{ kind: 'choice', name: 'level', from: 0, to: 2 }]],
    ]);
    const [evas] = suggestions;
    expect(shown(after(both, decideSuggestions('accept', evas === undefined ? [] : [evas])))).toBe('{~level:2 p(Ett|)~}');
  });

  test('a move is told by what it is about, and done by its acceptance, also when a neighbour is gone', () => {
    const eva = after(evasState(clauses(att('a'), att('b'), att('c|'))), moveItem(-1), suggestAs(null));
    const [move] = suggestionsIn(eva.doc);
    expect(move?.changes).toMatchObject([{ kind: 'move', block: { node: 'attClause', number: 3, words: 'c' }, after: { number: 1 }, before: { number: 2 } }]);
    expect(shown(after(eva, decideSuggestions('accept', move === undefined ? [] : [move])))).toBe('list(att(a) att(c|) att(b))');
    const without = (words: string): Command =>
      doing(({ tr, doc: document }) => {
        document.descendants((node, at) => void (node.textContent === words && node.type.name === 'attClause' && tr.delete(at, at + node.nodeSize)));
        return tr;
      });
    const accept: Command = (state, dispatch) => decideSuggestions('accept', suggestionsIn(state.doc))(state, dispatch);
    expect(shown(after(eva, without('a'), accept))).toBe('list(att(c|) att(b))');
    expect(shown(after(eva, without('b'), accept))).toBe('list(att(a) att(c|))');
    expect(shown(after(eva, without('a'), without('b'), accept))).toBe('list(att(c|))');
  });

  test('[SUG1] of one who may only suggest the very first letter is a suggestion, before any mode is chosen', () => {
    const fresh = stateOf(
      doc(p('a|')),
      suggesting(undefined, undefined, () => 'eva'),
    );
    expect(shown(after(fresh, type('b')))).toBe('p(a{+b+}|)');
  });

  test('[SUG5] what this program does not know stands, and that is said', () => {
    let told = 0;
    const before = after(
      stateOf(
        doc(p('a|'), schema.node('opaque', { name: 'nytt' }), p('b')),
        suggesting(() => told++),
      ),
      suggestAs('eva'),
    );
    const changed = after(
      before,
      doing(({ tr, doc: document }) => tr.delete(2, document.content.size - 2)),
    );
    expect(shown(changed)).toBe('p(a|{+b+}) opaque() {-p(b)-}');
    expect(told).toBe(1);
  });
});

describe('[SUG4] what is written in the text itself is no part of a suggestion', () => {
  test('in the middle of one, and behind it', () => {
    const eva = after(evasState(p('Det|.')), type(' är mörkt'), suggestAs(null));
    const inside = after(
      eva,
      doing(({ tr, doc: document }) => tr.setSelection(TextSelection.create(document, 7))),
      type('X'),
    );
    expect(shown(inside)).toBe('p(Det{+ är+}X|{+ mörkt+}.)');
    expect(shown(after(eva, type('X')))).toBe('p(Det{+ är mörkt+}X|.)');
  });
});

describe('[SUG3] a decision', () => {
  const suggested = after(evasState(p('Det är |mörkt|.'), p('Kvar.')), type('ljust'), enter, suggestAs('omar'), type('ute'), suggestAs(null));
  const makers = suggestionsIn(suggested.doc);

  test('makes the change, or leaves the text as it was, and says what it is', () => {
    expect(makers.map((one) => [one.by, one.removed, one.added])).toEqual([
      ['eva', 'mörkt.', 'ljust .'],
      ['omar', '', 'ute'],
    ]);
    const accepted = after(suggested, decideSuggestions('accept', makers));
    expect(accepted.doc.textContent).toBe('Det är ljustute.Kvar.');
    expect(after(suggested, decideSuggestions('reject', makers)).doc.toJSON()).toEqual(doc(p('Det är mörkt.'), p('Kvar.')).toJSON());
  });

  test('is not applied twice', () => {
    const accepted = after(suggested, decideSuggestions('accept', makers));
    expect(decideSuggestions('accept', makers)(accepted)).toBe(false);
    expect(decideSuggestions('reject', [{ id: makers[0]?.id ?? '', by: 'omar' }])(suggested)).toBe(false);
  });
});

test('[ID6] what is suggested in one block gives no id to another, and none to its own', () => {
  const before = schema.node('doc', null, [schema.node('paragraph', null, schema.text('Ett')), schema.node('paragraph', null, schema.text('Två'))]);
  let state = EditorState.create({ doc: before, plugins: [blockIds(), suggesting()] });
  suggestAs('eva')(state, (tr) => (state = state.apply(tr)));
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 2)));
  state = state.apply(state.tr.insertText('x'));
  expect(shown(state)).toBe('p(E{+x+}|tt) p(Två)');
  expect(rejectAll(state.doc).toJSON()).toEqual(before.toJSON());
});
