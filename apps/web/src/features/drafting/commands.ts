import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';

/** Runs a ProseMirror command and gives the text the focus back. False when the command does not apply. */
export function run(editor: Editor, command: Command): boolean {
  const done = command(editor.state, editor.view.dispatch, editor.view);
  editor.view.focus();
  return done;
}

/** The same from a menu. */
export function runFromMenu(editor: Editor, command: Command): boolean {
  const done = run(editor, command);
  focusText(editor);
  return done;
}

/** A menu or a form that closes gives the focus back to its button, a frame after it is gone; the text gets it last. */
export function focusText(editor: Editor): void {
  let frames = 3;
  const next = () => {
    if (editor.isDestroyed) return;
    frames -= 1;
    if (frames > 0) requestAnimationFrame(next);
    else editor.view.focus();
  };
  requestAnimationFrame(next);
}
