import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';

/** Runs a ProseMirror command and gives the text the focus back. False when the command does not apply. */
export function run(editor: Editor, command: Command): boolean {
  // First, too: the caret is brought into sight only in a text that has the focus.
  editor.view.focus();
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

/**
 * A menu or a form that closes gives the focus back to its button, a frame after it is gone, unless
 * the focus is elsewhere by then. So the text takes it at the first frame at which it may, that no
 * letter is typed at the button, and lets go once it has kept it from one frame to the next: then the
 * focus is the person's to move.
 */
export function focusText(editor: Editor): void {
  let frames = 5;
  const next = () => {
    if (editor.isDestroyed || editor.view.hasFocus()) return;
    editor.view.focus();
    frames -= 1;
    if (frames > 0) requestAnimationFrame(next);
  };
  // At the call the text may have a focus that the open menu takes back at once.
  requestAnimationFrame(next);
}
