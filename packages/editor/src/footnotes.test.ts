// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, type Plugin, TextSelection } from '@tiptap/pm/state';
import { DecorationSet, EditorView } from '@tiptap/pm/view';
import { att, clauses, doc, footnote, p, title } from '@yrka/test-builders';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { enter } from './enter.ts';
import { footnotes, footnotesOf } from './footnotes.ts';
import { insertBlock } from './inserting.ts';
import { backspace } from './joining.ts';
import { moveItem } from './moving.ts';
import type { EditorStrings } from './options.ts';
import { findNext, search, searching } from './searching.ts';
import { after, stateOf } from './stateForTests.ts';
import { escape } from './walking.ts';

const strings: EditorStrings = {
  titlePlaceholder: '',
  paragraphPlaceholder: '',
  costsPlaceholder: () => '',
  clausePlaceholder: '',
  decisionPointPlaceholder: '',
  fieldPlaceholder: () => '',
  personPlaceholder: () => '',
  recipientPlaceholder: '',
  attachmentPlaceholder: '',
  decisionBasisPlaceholder: '',
  footnotePlaceholder: 'Skriv noten',
  footnote: (number) => `Fotnot ${number}`,
  footnotes: 'Fotnoter',
  sum: '',
};

let view: EditorView | null = null;
afterEach(() => {
  view?.destroy();
  view = null;
  document.body.replaceChildren();
});

/** A paper with these blocks; "|" is the caret. */
function paper(blocks: readonly Node[], isEditable = true): EditorView {
  const state = stateOf(doc(...blocks), searching(), footnotes(strings));
  view = new EditorView(document.body.appendChild(document.createElement('div')), { state, editable: () => isEditable });
  return view;
}
const run = (on: EditorView, ...commands: readonly Command[]) => {
  for (const command of commands) expect(command(on.state, on.dispatch.bind(on), on)).toBe(true);
};
const numbers = (on: EditorView) => [...on.dom.querySelectorAll('.yrka-footnote-number')].map((one) => `${one.textContent} ${one.getAttribute('aria-label')}`);
const listed = (on: EditorView) => [...on.dom.querySelectorAll('[role="doc-endnotes"] li')].map((one) => one.textContent);
const opened = (on: EditorView) => [...on.dom.querySelectorAll('[data-node="footnote"].yrka-open')].map((one) => one.textContent?.replaceAll('\u2060', ''));

test('[NOT1] notes are numbers in the text and words at the foot', () => {
  const on = paper([title('|Rubrik'), p('Ett', footnote('första'), ' två'), p('tre', footnote('andra'))]);
  expect(numbers(on)).toEqual(['1 Fotnot 1', '2 Fotnot 2']);
  expect(listed(on)).toEqual(['första', 'andra']);
  expect(on.dom.querySelector('[role="doc-endnotes"]')?.getAttribute('aria-label')).toBe('Fotnoter');
  expect(opened(on)).toEqual([]);
});
test('[NOT1] a document without notes has no list', () => {
  expect(paper([p('Ett|')]).dom.querySelector('[role="doc-endnotes"]')).toBeNull();
});
test('[NOT1] a note before others is the first, and the words at the foot follow what is written', () => {
  const on = paper([p('Ny| plats'), p('Ett', footnote('gammal'))]);
  run(on, insertBlock('footnote'));
  expect(numbers(on)).toEqual(['1 Fotnot 1', '2 Fotnot 2']);
  expect(listed(on)).toEqual(['Skriv noten', 'gammal']);
  on.dispatch(on.state.tr.insertText('färsk'));
  expect(listed(on)).toEqual(['färsk', 'gammal']);
});
test('[NOT1] what stands in the list is kept while others write, so that the focus is', () => {
  const on = paper([p('|Ett', footnote('noten'))]);
  const words = on.dom.querySelector('[role="doc-endnotes"] button');
  on.dispatch(on.state.tr.insert(0, p('Före', footnote('en till'))));
  on.dispatch(on.state.tr.insertText('!', 1));
  expect(on.dom.querySelector('[role="doc-endnotes"] button')).toBe(words);
  expect(listed(on)).toEqual(['en till', 'noten']);
});
test('[NOT4] a closed note is not read in the sentence: its number and its place in the list are', () => {
  const on = paper([p('ett', footnote('sidan tre'), 'två|')]);
  expect(numbers(on)).toEqual(['1 Fotnot 1']);
  expect(listed(on)).toHaveLength(1);
  expect(opened(on)).toEqual([]);
  // What has no visibility no reader hears; the style sheet gives it to an open one alone.
  const rules = /\[data-node="footnote"\](\.yrka-open)? \{[^}]*visibility: (\w+)/g;
  const css = readFileSync(`${import.meta.dirname}/structure.css`, 'utf8');
  expect([...css.matchAll(rules)].map(([, open = 'closed', visibility]) => `${open} ${visibility}`)).toEqual(['closed hidden', '.yrka-open visible']);
});

test('[NOT2] a new note is open and invites, until something is written in it', () => {
  const on = paper([p('Ett| två')]);
  run(on, insertBlock('footnote'));
  expect(opened(on)).toEqual(['']);
  const field = on.dom.querySelector('.yrka-open');
  expect(field?.getAttribute('data-placeholder')).toBe('Skriv noten');
  expect(field?.getAttribute('aria-label')).toBe('Fotnot 1');
  on.dispatch(on.state.tr.insertText('x'));
  expect(on.dom.querySelector('.yrka-open')).toBe(field);
  expect(field?.hasAttribute('data-placeholder')).toBe(false);
});
test('[NOT2] [NOT3] a note is open while the caret is in it, and Escape closes it', () => {
  const on = paper([p('Ett', footnote('no|ten'), ' två')]);
  expect(opened(on)).toEqual(['noten']);
  run(on, escape);
  expect(opened(on)).toEqual([]);
});
test('[NOT2] a selection opens the note that its moving end is in', () => {
  const on = paper([p('|Ett', footnote('no|ten'), ' två')]);
  expect(opened(on)).toEqual(['noten']);
});
test('[NOT2] [FIN1] the note with the present match is open', () => {
  const on = paper([p('|Ett', footnote('noten'), ' två'), p('noten')]);
  run(on, search('noten'));
  expect(opened(on)).toEqual(['noten']);
  run(on, findNext, findNext);
  expect(opened(on)).toEqual([]);
});
test('[NOT3] the number and the words at the foot put the caret in the note', () => {
  for (const target of ['.yrka-footnote-number', '[role="doc-endnotes"] button']) {
    const on = paper([p('|Ett', footnote('noten'), ' två')]);
    on.dom.querySelector<HTMLElement>(target)?.click();
    expect(on.state.selection.$head.parent.type.name).toBe('footnote');
    expect(opened(on)).toEqual(['noten']);
    on.destroy();
  }
});
test('[NOT3] where nobody may write the number and the words lead to each other', () => {
  const on = paper([p('Ett', footnote('noten'), ' två')], false);
  const number = on.dom.querySelector<HTMLElement>('.yrka-footnote-number');
  expect(number?.tabIndex).toBe(0);
  number?.click();
  expect(document.activeElement?.textContent).toBe('noten');
  on.dom.querySelector<HTMLElement>('[role="doc-endnotes"] button')?.click();
  expect(document.activeElement).toBe(number);
  expect(opened(on)).toEqual([]);
});

test('what is shown after any edits is what would be shown afresh', () => {
  const shownBy = (plugin: Plugin, state: EditorState) =>
    ((plugin.props.decorations?.call(plugin, state) ?? DecorationSet.empty) as DecorationSet)
      .find()
      .map(({ from, to, spec }) => `${from}–${to} ${String(spec.key ?? '')}`)
      .toSorted();
  const kinds = ['type', 'note', 'enter', 'backspace', 'up', 'delete', 'remote', 'replace'] as const;
  fc.assert(
    fc.property(fc.array(fc.record({ at: fc.nat(), kind: fc.constantFrom(...kinds), length: fc.nat(60) }), { maxLength: 25 }), (steps) => {
      const plugin = footnotes(strings);
      let state = stateOf(
        doc(title('Rubrik'), p('Ett', footnote('a'), ' två', footnote('b')), p(), p('Tre', footnote('c')), clauses(att('ett'), att('två')), p(footnote(''))),
        plugin,
      );
      for (const { at, kind, length } of steps) {
        state = state.apply(state.tr.setSelection(TextSelection.near(state.doc.resolve(at % (state.doc.content.size + 1)))));
        const { from } = state.selection;
        if (kind === 'type') state = state.apply(state.tr.insertText('x'));
        else if (kind === 'delete') state = state.apply(state.tr.delete(from, Math.min(state.doc.content.size - 1, from + length)));
        else if (kind === 'remote') state = state.apply(state.tr.insert(0, p('Före', footnote('d'))));
        else if (kind === 'replace') state = state.apply(state.tr.replaceWith(0, state.doc.firstChild?.nodeSize ?? 0, p('Nytt', footnote('e'))));
        else {
          const command = { enter, backspace, up: moveItem(-1), note: insertBlock('footnote') }[kind];
          if (command(state)) state = after(state, command);
        }
      }
      const fresh = EditorState.create({ doc: state.doc, selection: state.selection, plugins: [plugin] });
      expect(footnotesOf(state)).toEqual(footnotesOf(fresh));
      expect(shownBy(plugin, state)).toEqual(shownBy(plugin, fresh));
    }),
    { numRuns: 150, seed: 20261123 },
  );
});
