// @vitest-environment happy-dom
import { doc, p } from '@yrka/test-builders';
import { EditorView } from '@tiptap/pm/view';
import { expect, test } from 'vitest';
import { following } from './following.ts';
import { stateOf } from './stateForTests.ts';

/** What a browser does later, happy-dom does at once. */
const keepBack = (event: Event) => event.stopImmediatePropagation();

test('[SCR2] a key works where the key before it has moved the caret, though the browser has not told of it yet', () => {
  document.addEventListener('selectionchange', keepBack);
  const place = document.body.appendChild(document.createElement('div'));
  const carets: number[] = [];
  const view = new EditorView(place, {
    state: stateOf(doc(p('|Omar Said')), following()),
    handleKeyDown: ({ state }) => {
      carets.push(state.selection.head);
      return true;
    },
  });
  view.focus();
  const press = (key: string) => view.dom.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const words = view.dom.querySelector('p')?.firstChild ?? null;

  press('End');
  document.getSelection()?.collapse(words, 9);
  document.removeEventListener('selectionchange', keepBack);
  press('Enter');
  const start = carets[0] ?? 0;
  expect(carets).toEqual([start, start + 9]);
  view.destroy();
});
