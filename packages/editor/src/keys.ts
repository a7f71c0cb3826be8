import { chainCommands } from '@tiptap/pm/commands';
import { keymap } from '@tiptap/pm/keymap';
import type { Command, Plugin } from '@tiptap/pm/state';
import { enter, insertHardBreak, leaveBlock } from './enter.ts';
import { setPlainText, toggleEmphasis, toggleHeading, toggleList, toggleQuotation, toggleStrong } from './formatting.ts';
import { arrowThroughFootnote } from './footnotes.ts';
import { backspace, deleteForward } from './joining.ts';
import { moveItem } from './moving.ts';
import { escape, leaveAll, selectFieldOrAll, toEnd, walk } from './walking.ts';

/** Every key of the editor, as ProseMirror writes them (Mod is Ctrl, on a Mac Cmd). The app's list of keys reads it too. */
export const keys: Readonly<Record<string, Command>> = {
  Enter: enter,
  'Shift-Enter': insertHardBreak,
  'Mod-Enter': leaveBlock,
  Backspace: backspace,
  'Shift-Backspace': backspace,
  'Mod-Backspace': backspace,
  'Alt-Backspace': backspace,
  Delete: deleteForward,
  'Shift-Delete': onlyAtCaret(deleteForward),
  'Mod-Delete': deleteForward,
  'Alt-Delete': deleteForward,
  'Alt-ArrowUp': moveItem(-1),
  'Alt-ArrowDown': moveItem(1),
  ArrowUp: leaveAll(-1),
  ArrowDown: leaveAll(1),
  ArrowLeft: chainCommands(leaveAll(-1), arrowThroughFootnote(-1)),
  ArrowRight: chainCommands(leaveAll(1), arrowThroughFootnote(1)),
  Tab: walk(1),
  'Shift-Tab': walk(-1),
  Escape: escape,
  'Mod-a': selectFieldOrAll,
  'Mod-End': toEnd(false),
  'Mod-Shift-End': toEnd(true),
  'Mod-b': toggleStrong,
  'Mod-i': toggleEmphasis,
  'Mod-Alt-0': setPlainText,
  'Mod-Alt-1': toggleHeading(1),
  'Mod-Alt-2': toggleHeading(2),
  'Mod-Alt-3': toggleHeading(3),
  'Mod-Shift-7': toggleList('ordered'),
  'Mod-Shift-8': toggleList('bullet'),
  'Mod-Shift-9': toggleQuotation,
};

export const keyPlugin = (): Plugin => keymap({ ...keys });

/** Shift-Delete on a selection is cut, on Windows. */
function onlyAtCaret(command: Command): Command {
  return (state, dispatch) => state.selection.empty && command(state, dispatch);
}
