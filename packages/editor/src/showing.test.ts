import type { Node } from '@tiptap/pm/model';
import { EditorState, type Plugin, TextSelection } from '@tiptap/pm/state';
import type { DecorationSet } from '@tiptap/pm/view';
import { att, block, by, clauses, costs, doc, field, p, title } from '@yrka/test-builders';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backspace } from './joining.ts';
import { enter } from './enter.ts';
import { moveItem } from './moving.ts';
import type { EditorStrings } from './options.ts';
import { placeholders, spelling, sumRows } from './showing.ts';
import { after, stateOf } from './stateForTests.ts';

const strings: EditorStrings = {
  titlePlaceholder: 'Rubrik',
  paragraphPlaceholder: 'Skriv',
  clausePlaceholder: 'vad',
  decisionPointPlaceholder: 'beslut',
  fieldPlaceholder: (name) => `fält ${name}`,
  personPlaceholder: (role) => `namn ${role}`,
  recipientPlaceholder: 'mottagare',
  attachmentPlaceholder: 'bilaga',
  decisionBasisPlaceholder: 'underlag',
  costsPlaceholder: (isFirst) => (isFirst ? 'kostnad' : 'år'),
  footnotePlaceholder: 'not',
  footnote: (number) => `Fotnot ${number}`,
  footnotes: 'Fotnoter',
  sum: 'Summa',
};

function decorations(plugin: Plugin, state: EditorState): string[] {
  const set = plugin.props.decorations?.call(plugin, state) as DecorationSet;
  return set
    .find()
    .map(({ from, to, spec }) => `${from}–${to} ${state.doc.textBetween(from, to, ' ')}${typeof spec.key === 'string' ? ` ${spec.key}` : ''}`)
    .toSorted();
}
const of = (plugin: Plugin, ...blocks: readonly Node[]) => {
  const state = stateOf(doc(...blocks), plugin);
  return decorations(plugin, EditorState.create({ doc: state.doc, plugins: [plugin] }));
};

/** What empty blocks say; the types of ProseMirror keep a decoration's attributes to themselves. */
function invitations(plugin: Plugin, document: Node): (string | undefined)[] {
  const set = plugin.props.decorations?.call(plugin, EditorState.create({ doc: document, plugins: [plugin] })) as DecorationSet;
  return set.find().map((one) => (one as unknown as { type: { attrs: Record<string, string> } }).type.attrs['data-placeholder']);
}

test('[ED3] what is shown beside the words is what was passed in', () => {
  const plugin = placeholders(strings);
  const shownWords = invitations(plugin, doc(title(''), clauses(att('')), by('')));
  expect(shownWords).toEqual(['Rubrik', 'vad', 'namn by']);
});

test('empty blocks invite, written ones do not', () => {
  expect(of(placeholders(strings), title(''), p('x'), p(), clauses(att('')), by(''), block('fieldList', {}, field('date', '')))).toHaveLength(5);
});

test('[TAB3] the first row of a costs table says what its columns are for, until somebody else does', () => {
  const plugin = placeholders(strings);
  const shown = (...rows: string[][]) => invitations(plugin, doc(costs(...rows)));
  expect(shown(['', '', ''], ['', '', ''])).toEqual(['kostnad', 'år', 'år']);
  expect(shown(['Post', '', '2028'], ['', '5', ''])).toEqual(['år']);
});
test('a block that is written in stops inviting, and invites again when emptied', () => {
  const plugin = placeholders(strings);
  const state = stateOf(doc(title('|')), plugin);
  expect(decorations(plugin, state)).toHaveLength(1);
  const written = state.apply(state.tr.insertText('R'));
  expect(decorations(plugin, written)).toHaveLength(0);
  expect(decorations(plugin, written.apply(written.tr.delete(1, 2)))).toHaveLength(1);
});
test('names, diarienummer and law references are not spelt', () => {
  expect(
    of(spelling(), p('Enligt KS 2026-00187 och KS/2025:39 samt 5 kap. 35 § och § 47 skrivs allt.'))
      .map((one) => one.replace(/^\S+ /, ''))
      .toSorted(),
  ).toEqual(['5 kap. 35 §', 'KS 2026-00187', 'KS/2025:39', '§ 47']);
  expect(of(spelling(), by('Anna Lind'), block('fieldList', {}, field('diarienummer', 'KS 1')))).toHaveLength(2);
  expect(of(spelling(), p('Vanliga ord 2026, 47 stycken.'))).toEqual([]);
});
test('[TAB3] a costs table shows its sum, and the new one when a figure changes', () => {
  const plugin = sumRows(strings.sum);
  let state = stateOf(doc(costs(['Post', '2026'], ['Väg', '480 000|'])), plugin);
  expect(decorations(plugin, state)[0]).toMatch(/sum \|480\u00a0000$/);
  state = state.apply(state.tr.insertText('0'));
  expect(decorations(plugin, state)).toEqual([]); // 480 0000 is no number
  expect(of(plugin, costs(['Post', '2026'], ['Väg', '']))).toEqual([]);
});

test('what is shown after any edits is what would be shown afresh', () => {
  const edits = fc.array(
    fc.record({ at: fc.nat(), kind: fc.constantFrom('type', 'enter', 'backspace', 'up', 'number', 'heading', 'delete', 'remote'), length: fc.nat(30) }),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(edits, (steps) => {
      const plugins = [placeholders(strings), spelling(), sumRows(strings.sum)];
      let state = stateOf(
        doc(title(''), p('Enligt 5 kap. 35 § i KS 2026-00187'), p(), clauses(att('ett'), att('')), by('Anna', ''), costs(['Post', '2026'], ['Väg', '5'])),
        ...plugins,
      );
      for (const { at, kind, length } of steps) {
        const pos = at % (state.doc.content.size + 1);
        state = state.apply(state.tr.setSelection(TextSelection.near(state.doc.resolve(pos))));
        const { from } = state.selection;
        if (kind === 'type') state = state.apply(state.tr.insertText('x'));
        else if (kind === 'number') state = state.apply(state.tr.insertText(' § 47 '));
        else if (kind === 'delete') state = state.apply(state.tr.delete(from, Math.min(state.selection.$from.end(), from + length)));
        else if (kind === 'remote') state = state.apply(state.tr.insert(0, p('KS 2026-00001')));
        else if (kind === 'heading') {
          if (state.selection.$from.parent.type.name === 'paragraph')
            state = state.apply(state.tr.setNodeAttribute(state.selection.$from.before(), 'level', 1));
        } else {
          const command = { enter, backspace, up: moveItem(-1) }[kind];
          if (command(state)) state = after(state, command);
        }
      }
      const fresh = EditorState.create({ doc: state.doc, plugins });
      for (const plugin of plugins) expect(decorations(plugin, state)).toEqual(decorations(plugin, fresh));
    }),
    { numRuns: 150, seed: 20261123 },
  );
});
