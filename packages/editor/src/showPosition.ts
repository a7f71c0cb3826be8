import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** Puts the caret at a position, where one writes, and brings the place into sight where it is not. */
export function showPosition(view: EditorView, position: number): void {
  if (view.editable) {
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(position), 1)));
    view.focus();
  }
  // In the next frame: the screen may be showing the text only now.
  requestAnimationFrame(() => {
    if (view.isDestroyed || position > view.state.doc.content.size) return;
    const { node } = view.domAtPos(position);
    const element = node instanceof HTMLElement ? node : node.parentElement;
    const { top = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {};
    if (top > 140 && bottom < innerHeight - 80) return;
    element?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  });
}
