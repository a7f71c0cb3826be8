import { Extension } from '@tiptap/core';
import type { EditorState, Plugin } from '@tiptap/pm/state';
import { Plugin as ProseMirrorPlugin, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** What happened at the meeting, whose content is drawn as a sentence until the caret is in it. */
export const eventNames: ReadonlySet<string> = new Set([
  'yrkande',
  'deliberation',
  'reservation',
  'separateStatement',
  'minutesNote',
  'conflictOfInterest',
  'notParticipating',
  'attendanceChange',
  'acclamation',
]);

/**
 * The paper's own plugins, and the arrow keys into events: their content is not drawn until the
 * caret is in it, so that the browser by itself would step over them.
 */
export const blockEntry = Extension.create<{ readonly plugins: readonly Plugin[] }>({
  name: 'yrkaBlockEntry',
  addOptions: () => ({ plugins: [] }),
  addProseMirrorPlugins() {
    return [...this.options.plugins, new ProseMirrorPlugin({ props: { handleKeyDown: enterEvent } })];
  },
});

const directions: Readonly<Record<string, { readonly name: 'up' | 'down' | 'left' | 'right'; readonly sign: 1 | -1 }>> = {
  ArrowUp: { name: 'up', sign: -1 },
  ArrowDown: { name: 'down', sign: 1 },
  ArrowLeft: { name: 'left', sign: -1 },
  ArrowRight: { name: 'right', sign: 1 },
};

function enterEvent(view: EditorView, event: KeyboardEvent): boolean {
  const direction = directions[event.key];
  if (direction === undefined || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
  const { selection } = view.state;
  if (!(selection instanceof TextSelection) || !selection.empty || !view.endOfTextblock(direction.name)) return false;
  const { $head } = selection;
  const edge = view.state.doc.resolve(direction.sign > 0 ? $head.after() : $head.before());
  const next = Selection.findFrom(edge, direction.sign, true);
  if (next === null || eventAround(view.state, next.head) === null || eventAround(view.state, next.head) === eventAround(view.state, $head.pos)) return false;
  view.dispatch(view.state.tr.setSelection(next).scrollIntoView());
  return true;
}

/** The position of the event around a position, or null. */
function eventAround(state: EditorState, position: number): number | null {
  const $position = state.doc.resolve(position);
  for (let depth = $position.depth; depth > 0; depth--) if (eventNames.has($position.node(depth).type.name)) return $position.before(depth);
  return null;
}
