import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { deletionOf, insertionOf, type NodeName, schema } from '@yrka/schema';
import { att, block, by, clauses, decisions, doc, footnote, hardBreak, p, table, title } from '@yrka/test-builders';
import { acceptAll, rejectAll, suggestionsIn } from '@yrka/ydoc';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerClause } from '../answering.ts';
import { blockIds } from '../blockIds.ts';
import { deleteSelected } from '../deletion.ts';
import { enter } from '../enter.ts';
import { toggleHeading, toggleStrong } from '../formatting.ts';
import { insertBlock } from '../inserting.ts';
import { backspace, deleteForward } from '../joining.ts';
import { moveItem } from '../moving.ts';
import { sliceOfText } from '../pasting/clipboard.ts';
import { pasteSlice } from '../pasting/pasteSlice.ts';
import { after, stateOf } from '../stateForTests.ts';
import { replaceAllMatches, search, searching } from '../searching.ts';
import { textblockStarts } from '../structure.ts';
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
    return around(node, `${short[node.type.name as NodeName] ?? node.type.name}(${parts.join(node.isTextblock ? '' : ' ')})`);
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
    ['a list begun in an empty paragraph', [p('|')], [type('-'), type(' '), chosen({ list: 'bullet' }, 2), type('ett')], '{-p()-} {+p(ett|)+}'],
    [
      'clauses answered, the first in a point in which nothing stands',
      [decisions('')],
      [answering('a'), answering('b')],
      'decisionList({-decisionPoint()-} {+decisionPoint(Motionens första att-sats bifalls.)+} {+decisionPoint(Motionens andra att-sats bifalls.|)+})',
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

  test.each<[string, Node[], Command]>([
    ['a heading is made', [p('Ett|')], toggleHeading(1)],
    ['a list is made of words', [p('- |ord')], chosen({ list: 'bullet' }, 2)],
    ['a clause is moved', [clauses(att('ett'), att('två|'))], moveItem(-1)],
    ['a name is written in', [by('Anna Lind| (L)')], type('x')],
  ])('[SUG5] %s: it cannot be suggested, is taken back, and said', (_name, content, command) => {
    let told = 0;
    const before = after(
      stateOf(
        doc(...content),
        suggesting(() => told++),
      ),
      suggestAs('eva'),
    );
    const changed = after(before, command);
    expect(changed.doc.toJSON()).toEqual(before.doc.toJSON());
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

const start = () =>
  doc(
    title('Rubrik'),
    by('Anna Lind (L)'),
    p('Första stycket.'),
    p('Andra', hardBreak(), ' med ', footnote('not'), ' slut.'),
    clauses(att('ett'), att('två'), att('tre')),
    table(['a', 'b'], ['c', 'd']),
    block('paragraph', { list: 'bullet' }, 'punkt'),
  );

type Turn = { readonly who: 'eva' | 'omar' | null; readonly act: string; readonly at: number; readonly to: number };
const acts: Readonly<Record<string, Command>> = {
  type: type('ord'),
  back,
  forward,
  enter,
  strong: toggleStrong,
  heading: toggleHeading(2),
  up: moveItem(-1),
  clause: insertBlock('attClause'),
  paste: paste('klistrat\n\ntvå stycken'),
  bullet: (state, dispatch) => {
    const { $from } = state.selection;
    if ($from.parent.type.name !== 'paragraph') return false;
    dispatch?.(state.tr.setNodeMarkup($from.before(), undefined, { ...$from.parent.attrs, list: $from.parent.attrs.list === null ? 'bullet' : null }));
    return true;
  },
  replace: (state, dispatch) => {
    const tr = state.tr;
    // As replacing all does: from the end, each by itself.
    for (const start of textblockStarts(state.doc).toReversed()) {
      const { parent } = state.doc.resolve(start);
      for (const match of [...parent.textBetween(0, parent.content.size, '', '\ufffc').matchAll(/t/g)].toReversed())
        if (parent.content.content.every((child) => child.isLeaf)) tr.insertText('tt', start + match.index, start + match.index + 1);
    }
    dispatch?.(tr);
    return true;
  },
};

const turns = fc.array(
  fc.record({
    who: fc.constantFrom('eva' as const, 'omar' as const, null),
    act: fc.constantFrom(...Object.keys(acts)),
    at: fc.nat(10_000),
    to: fc.oneof(fc.constant(-1), fc.nat(10_000)),
  }),
  { minLength: 1, maxLength: 25 },
);

/** Puts the caret, or a selection, somewhere and does something; does nothing where that is not possible. */
function play(state: EditorState, { act, at, to }: Turn): EditorState {
  const places = textblockStarts(state.doc).flatMap((from) =>
    Array.from({ length: state.doc.resolve(from).parent.content.size + 1 }, (_, offset) => from + offset),
  );
  const [anchor, head] = [places[at % places.length] ?? 0, to < 0 ? null : (places[to % places.length] ?? 0)];
  const placed = state.apply(state.tr.setSelection(TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head ?? anchor))));
  let next = placed;
  acts[act]?.(placed, (tr) => {
    next = placed.apply(tr);
  });
  return next;
}

const blocksOf = (document: Node) => {
  const found: string[] = [];
  document.descendants((node) => {
    if (node.isTextblock) found.push(`${node.type.name}: ${node.textContent}`);
    return !node.isTextblock;
  });
  return found;
};

test('[SUG1] at random: rejecting gives the text from before, accepting what was done', () => {
  let refusals = 0;
  let compared = 0;
  fc.assert(
    fc.property(turns, (all) => {
      let isRefused = false;
      const state = EditorState.create({ doc: start(), plugins: [blockIds(), suggesting(() => (isRefused = true))] });
      let now = state;
      for (const turn of all) {
        const { who } = turn;
        if (who === null) continue;
        suggestAs(who)(now, (tr) => (now = now.apply(tr)));
        const others = suggestionsIn(now.doc).filter((one) => one.by !== who);
        isRefused = false;
        const next = play(now, turn);
        next.doc.check();
        expect(rejectAll(next.doc).toJSON()).toEqual(rejectAll(now.doc).toJSON());
        // What others suggest stands, and is still theirs.
        const left = new Map(suggestionsIn(next.doc).map((one) => [`${one.id} ${one.by}`, one.added.replace(/\s/g, '')]));
        for (const one of others) expect(left.get(`${one.id} ${one.by}`)).toBe(one.added.replace(/\s/g, ''));
        if (isRefused) refusals++;
        now = next;
      }
      expect(acceptAll(rejectAll(now.doc)).toJSON()).toEqual(start().toJSON());
      compared++;
    }),
    { numRuns: 300 },
  );
  console.info(`suggestions: ${compared} sessions, ${refusals} acts that cannot be suggested`);
});

test('[SUG1] at random: accepting what one did is having done it', () => {
  let compared = 0;
  fc.assert(
    fc.property(turns, (all) => {
      let isRefused = false;
      let suggests = EditorState.create({ doc: start(), plugins: [blockIds(), suggesting(() => (isRefused = true))] });
      suggestAs('eva')(suggests, (tr) => (suggests = suggests.apply(tr)));
      // Each act upon the text as it would stand: suggested there, and done.
      for (const turn of all) {
        isRefused = false;
        const next = play(suggests, turn);
        const done = play(EditorState.create({ doc: suggests.doc, plugins: [blockIds()] }), turn);
        if (!isRefused) {
          expect(blocksOf(acceptAll(next.doc))).toEqual(blocksOf(acceptAll(done.doc)));
          compared++;
        }
        const settled = acceptAll(next.doc);
        suggests = EditorState.create({ doc: settled, plugins: suggests.plugins });
        suggestAs('eva')(suggests, (tr) => (suggests = suggests.apply(tr)));
      }
    }),
    { numRuns: 200 },
  );
  console.info(`suggestions: ${compared} acts suggested and done`);
});
