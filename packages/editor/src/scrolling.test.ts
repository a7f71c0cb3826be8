// @vitest-environment happy-dom
import { doc, p } from '@yrka/test-builders';
import { EditorView } from '@tiptap/pm/view';
import { expect, test, vi } from 'vitest';
import { scrolling } from './scrolling.ts';
import { stateOf } from './stateForTests.ts';

// Where the caret stands on a screen of 800 by 600, of which bars cover 100 above.
test.each([
  ['in the middle', { top: 300, bottom: 320 }, true],
  ['under the bars', { top: 90, bottom: 110 }, false],
  ['at the lower edge', { top: 570, bottom: 590 }, false],
  ['below the screen', { top: 900, bottom: 920 }, false],
])('[SCR1] a caret %s is left where it is: only when it is in sight', (_, place, isLeft) => {
  vi.stubGlobal('visualViewport', { width: 800, height: 600 });
  const plugin = scrolling();
  const view = new EditorView(document.createElement('div'), {
    state: stateOf(doc(p('Ett| ord.')), plugin),
    scrollThreshold: { top: 100, right: 0, bottom: 40, left: 0 },
  });
  vi.spyOn(view, 'coordsAtPos').mockReturnValue({ left: 200, right: 200, ...place });
  expect(plugin.props.handleScrollToSelection?.call(plugin, view)).toBe(isLeft);
  view.destroy();
  vi.unstubAllGlobals();
});
