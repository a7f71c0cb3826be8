import { type Command, EditorState, NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import {
  att,
  block,
  by,
  castVotes,
  clauses,
  costs,
  decisions,
  doc,
  event,
  fields,
  footnote,
  heading,
  p,
  point,
  quote,
  section,
  table,
  title,
  vote,
  yes,
  yrkande,
  yrkanden,
} from '@yrka/test-builders';
import { isBlockId } from '@yrka/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockIds } from './blockIds.ts';
import { insertableIds, insertBlock } from './inserting.ts';
import { keys } from './keys.ts';
import { after, idsOf, stateOf } from './stateForTests.ts';
import { addColumn, addRow } from './tables.ts';
import { walking } from './walking.ts';

const sample = () =>
  doc(
    fields('head', { date: '2026-01-12', place: '' }),
    title('Rubrik'),
    by('Anna Lind (L)', ''),
    heading(2, 'Bakgrund'),
    p('Ett ', footnote('not'), ' två'),
    p(),
    quote('Citat'),
    block('paragraph', { list: 'bullet' }, 'punkt'),
    block('paragraph', { list: 'bullet', depth: 1 }),
    clauses(att('ett'), att(''), att('tre')),
    p('Efter'),
    section('decision', null, decisions(point('bifall'), point(''))),
    section('summary', '', p('x'), table(['a', 'b'], ['c'])),
    yrkanden(yrkande('approval', 'motion', by('Bo'), p('ord')), yrkande('rejection', 'motion', by(''), p())),
    vote({ yes: 8 }, castVotes(yes('Anna (L)'))),
    event('minutesNote', p('n'), p()),
    costs(['Post', '2026'], ['Väg', '5']),
  );

const commands: Readonly<Record<string, Command>> = {
  ...keys,
  ...Object.fromEntries(insertableIds.map((id) => [`insert ${id}`, insertBlock(id)])),
  'add row': addRow('below'),
  'add column': addColumn('left'),
};
const actions = fc.array(fc.record({ at: fc.nat(), name: fc.constantFrom(...Object.keys(commands)) }), { minLength: 1, maxLength: 15 });
const letters = (state: EditorState) => [...state.doc.textContent.replaceAll('\n', '')].toSorted().join('');

test('no key at a caret takes a letter away, breaks the document or leaves a block without its own id', () => {
  fc.assert(
    fc.property(actions, (steps) => {
      let state = EditorState.create({ doc: sample(), plugins: [blockIds(), walking()] });
      for (const { at, name } of steps) {
        state = state.apply(state.tr.setSelection(TextSelection.near(state.doc.resolve(at % (state.doc.content.size + 1)))));
        if (!(state.selection instanceof TextSelection) || !state.selection.empty) continue;
        const before = letters(state);
        let count = 0;
        commands[name]?.(state, (tr) => {
          count++;
          state = state.apply(tr);
        });
        expect(count, name).toBeLessThanOrEqual(1);
        state.doc.check();
        expect(letters(state), name).toBe(before);
        const ids = idsOf(state.doc);
        expect(ids.every(isBlockId), name).toBe(true);
        expect(new Set(ids).size, name).toBe(ids.length);
      }
    }),
    { numRuns: 300, seed: 20261123 },
  );
});

test('a selection deleted takes what was selected and nothing else', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (a, b) => {
      let state = EditorState.create({ doc: sample(), plugins: [blockIds()] });
      const size = state.doc.content.size + 1;
      state = state.apply(state.tr.setSelection(TextSelection.between(state.doc.resolve(a % size), state.doc.resolve(b % size))));
      if (state.selection.empty || state.selection instanceof NodeSelection) return;
      const { from, to } = state.selection;
      const left = state.doc.textBetween(0, from) + state.doc.textBetween(to, state.doc.content.size);
      keys.Backspace?.(state, (tr) => {
        state = state.apply(tr);
      });
      state.doc.check();
      expect(state.doc.textContent).toBe(left);
      const titles: string[] = [];
      state.doc.descendants((node) => {
        if (['title', 'field', 'section'].includes(node.type.name)) titles.push(node.type.name);
      });
      expect(titles.filter((name) => name === 'title')).toHaveLength(1);
      expect(titles.filter((name) => name === 'section')).toHaveLength(2);
      expect(new Set(idsOf(state.doc)).size).toBe(idsOf(state.doc).length);
    }),
    { numRuns: 500, seed: 20261123 },
  );
});

test('every command can be asked without being run', () => {
  const state = EditorState.create({ doc: sample(), plugins: [walking()] });
  for (const [name, command] of Object.entries(commands)) {
    state.doc.descendants((node, pos) => {
      if (!node.isTextblock) return true;
      const at = state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos + 1)));
      const applies = command(at);
      const did = command(at, () => undefined);
      expect(did, name).toBe(applies);
      return false;
    });
  }
});

test('[TAB5] an arrow goes from the whole document to its start or its end, and is otherwise the browser’s', () => {
  const state = stateOf(doc(title('Broar'), p('En| bro.'), by('Anna Lind')));
  const all = after(state, keys['Mod-a'] as Command);
  for (const [name, place] of [
    ['ArrowUp', Selection.atStart(state.doc)],
    ['ArrowLeft', Selection.atStart(state.doc)],
    ['ArrowDown', Selection.atEnd(state.doc)],
    ['ArrowRight', Selection.atEnd(state.doc)],
  ] as const) {
    expect(after(all, keys[name] as Command).selection.eq(place), name).toBe(true);
    expect(keys[name]?.(state), name).toBe(false);
  }
});

test('[TAB6] Ctrl+End goes to the end of the document, Ctrl+Shift+End selects as far', () => {
  const state = stateOf(doc(title('Broar'), p('En| bro.'), clauses(att('bygga')), by('Anna Lind')));
  const end = Selection.atEnd(state.doc).head;
  const [went, selected] = [after(state, keys['Mod-End'] as Command), after(state, keys['Mod-Shift-End'] as Command)];
  expect([went.selection.anchor, went.selection.head]).toEqual([end, end]);
  expect([selected.selection.anchor, selected.selection.head]).toEqual([state.selection.anchor, end]);
});
