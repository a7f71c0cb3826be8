import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/**
 * To bring the caret into sight ProseMirror measures every element from it up to the page, at each
 * key press. A caret that is in sight needs none of that (SPEC.md, SCR1).
 */
export function scrolling(): Plugin {
  return new Plugin({ props: { handleScrollToSelection: isInSight } });
}

function isInSight(view: EditorView): boolean {
  const sight = view.dom.ownerDocument.defaultView?.visualViewport;
  if (!sight || !(view.state.selection instanceof TextSelection)) return false;
  const threshold = view.someProp('scrollThreshold') ?? 0;
  const margin = typeof threshold === 'number' ? { top: threshold, right: threshold, bottom: threshold, left: threshold } : threshold;
  const { top, right, bottom, left } = view.coordsAtPos(view.state.selection.head, 1);
  return top >= margin.top && bottom <= sight.height - margin.bottom && left >= margin.left && right <= sight.width - margin.right;
}
