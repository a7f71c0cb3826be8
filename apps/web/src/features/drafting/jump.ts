import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { beginningOf, positionOf } from './outline.ts';

/** Puts the caret in a block, or shows it where one may only read. False when it is gone. */
export function jumpTo(editor: Editor, key: string): boolean {
  const { state, view } = editor;
  const position = positionOf(state.doc, key);
  if (position === null) return false;
  if (editor.isEditable) {
    const selection = TextSelection.near(state.doc.resolve(position + 1), 1);
    view.dispatch(state.tr.setSelection(selection));
    view.focus();
  }
  // In the upper part of the window: what follows a heading is what one came to read.
  scrollTo(editor, key, 'start');
  return true;
}

/** Puts the caret in the first paragraph of a text that nobody has begun. False where there is none, or one may not write. */
export function beginWriting(editor: Editor): boolean {
  const { state, view } = editor;
  const position = beginningOf(state.doc);
  if (position === null || !editor.isEditable) return false;
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, position)));
  view.focus();
  return true;
}

/** Brings a block into the window, and leaves the caret where it is; without `block` in the middle. */
export function scrollTo(editor: Editor, key: string, block: ScrollLogicalPosition = 'center'): void {
  requestAnimationFrame(() => {
    const position = positionOf(editor.state.doc, key);
    const dom = position === null ? null : editor.view.nodeDOM(position);
    if (dom instanceof HTMLElement) dom.scrollIntoView({ block, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  });
}
