import { type Command, type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type InsertableId, insertBlock } from './inserting.ts';
import { remoteChange } from './remoteChange.ts';

/** The "/" menu: what was typed after the stroke, and where stroke and query stand. */
export type SlashState =
  | { readonly open: false }
  | { readonly open: true; readonly query: string; readonly range: { readonly from: number; readonly to: number } };

const closed: SlashState = { open: false };
const key = new PluginKey<SlashState>('yrkaSlash');
/** Longer than any name in the menu: the person is writing, not choosing. */
const longestQuery = 30;

/** Opens when "/" is typed in an empty paragraph, and only then (SPEC.md, SLA1). The menu itself is the app's. */
export function slash(onKey?: (event: KeyboardEvent) => boolean): Plugin<SlashState> {
  return new Plugin<SlashState>({
    key,
    state: { init: () => closed, apply: next },
    props: {
      handleKeyDown(view, event) {
        if (key.getState(view.state)?.open !== true || view.composing) return false;
        if (event.key === 'Escape') return closeSlash(view.state, view.dispatch);
        return onKey?.(event) ?? false;
      },
    },
  });
}

export function slashState(state: EditorState): SlashState {
  return key.getState(state) ?? closed;
}

/** Where the menu should stand, in viewport pixels; null when it is closed. */
export function slashCoords(view: EditorView): { left: number; right: number; top: number; bottom: number } | null {
  const state = slashState(view.state);
  return state.open ? view.coordsAtPos(state.range.from) : null;
}

/** Closes the menu and leaves what was typed. */
export const closeSlash: Command = (state, dispatch) => {
  if (!slashState(state).open) return false;
  dispatch?.(state.tr.setMeta(key, 'close'));
  return true;
};

/** Inserts in place of the stroke and the query. */
export function insertFromSlash(id: InsertableId): Command {
  return (state, dispatch) => {
    const slashed = slashState(state);
    return slashed.open && insertBlock(id, slashed.range)(state, dispatch);
  };
}

function next(tr: Transaction, previous: SlashState, before: EditorState, after: EditorState): SlashState {
  if (tr.getMeta(key) === 'close') return closed;
  const { $from, empty } = after.selection;
  if (!empty || $from.parent.type.name !== 'paragraph') return closed;
  const start = $from.start();
  if (previous.open) {
    if (tr.mapping.map(previous.range.from, -1) !== start) return closed;
    const text = $from.parent.textBetween(0, $from.parentOffset, null, '\ufffc');
    const query = text.slice(1);
    if (!text.startsWith('/') || query.length > longestQuery || query.includes('/')) return closed;
    const isSame = query === previous.query && start === previous.range.from;
    return isSame ? previous : { open: true, query, range: { from: start, to: $from.pos } };
  }
  const wasEmpty = before.selection.$from.parent.type.name === 'paragraph' && before.selection.$from.parent.content.size === 0;
  const isStroke = tr.docChanged && $from.parentOffset === 1 && $from.parent.textContent === '/';
  if (!isStroke || !wasEmpty || tr.getMeta(remoteChange) !== undefined || tr.getMeta('uiEvent') !== undefined) return closed;
  return { open: true, query: '', range: { from: start, to: $from.pos } };
}
