import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { nameItems } from './structure.ts';

/**
 * Takes the last letters of a name away (SPEC.md, BSP9). Names stand in a line, and an element in
 * a line is removed by the browser together with its last letter: with the name's its list's too,
 * and what was typed next stood in another block.
 */
export function emptying(): Plugin {
  return new Plugin({ props: { handleDOMEvents: { beforeinput: (view, event) => emptiesName(view, event) && emptyName(view, event) } } });
}

function emptiesName(view: EditorView, event: InputEvent): boolean {
  const { $from } = view.state.selection;
  if (!event.inputType.startsWith('delete') || view.composing || !nameItems.has($from.parent.type.name) || $from.parent.content.size === 0) return false;
  const [range, another] = event.getTargetRanges();
  if (range === undefined || another !== undefined) return false;
  const [from, to] = [view.posAtDOM(range.startContainer, range.startOffset), view.posAtDOM(range.endContainer, range.endOffset)];
  return from <= $from.start() && to === $from.end();
}

function emptyName(view: EditorView, event: InputEvent): boolean {
  event.preventDefault();
  const { $from } = view.state.selection;
  view.dispatch(view.state.tr.delete($from.start(), $from.end()).scrollIntoView());
  return true;
}
