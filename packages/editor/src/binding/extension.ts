import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Node } from '@tiptap/pm/model';
import { undoStep } from '../remoteChange.ts';
import { Binding, type TakenAway } from './binding.ts';
import { Carets } from './carets.ts';

export type YrkaBindingOptions = {
  /** A document that is synced and not empty: the binding shows what is there and never seeds. */
  readonly ydoc: Y.Doc | null;
  /** Who is here and where; null for a document read alone. */
  readonly awareness: Awareness | null;
  /** Called when another removed a block that one was writing in. */
  readonly onTakenAway: ((block: TakenAway) => void) | null;
  /** Who writes here, while they may do no more than suggest; null for one who may write. */
  readonly suggestsOnly?: () => string | null;
  /** Called when something cannot be taken back, or done again, as a suggestion. */
  readonly onUndoLeft?: () => void;
};

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    yrkaBinding: {
      /** Takes back the last thing that one did oneself. */
      undo: () => ReturnType;
      redo: () => ReturnType;
    };
  }
}

type BindingState = {
  readonly held: { binding: Binding | null };
  /** The document before a change that is an undo step of its own; null when the last change had none. */
  readonly beforeStep: Node | null;
};

const key = new PluginKey<BindingState>('yrkaBinding');

/** The TipTap extension that makes an editor show and write a Y document, with undo and others' carets. */
export const yrkaBinding = Extension.create<YrkaBindingOptions>({
  name: 'yrkaBinding',
  priority: 1_000,

  addOptions: () => ({ ydoc: null, awareness: null, onTakenAway: null }),

  addCommands: () => ({
    undo:
      () =>
      ({ state, dispatch, tr }) => {
        const binding = bindingOf(state);
        if (binding === null || binding.undoManager.undoStack.length === 0) return false;
        // The binding dispatches what came back from Yjs; TipTap's own transaction would be stale by then.
        tr.setMeta('preventDispatch', true);
        return dispatch === undefined || binding.undo();
      },
    redo:
      () =>
      ({ state, dispatch, tr }) => {
        const binding = bindingOf(state);
        if (binding === null || binding.undoManager.redoStack.length === 0) return false;
        // The binding dispatches what came back from Yjs; TipTap's own transaction would be stale by then.
        tr.setMeta('preventDispatch', true);
        return dispatch === undefined || binding.redo();
      },
  }),

  addKeyboardShortcuts() {
    // An undo key with nothing to undo must not reach the browser's own history.
    const take = (command: 'undo' | 'redo') => () => {
      this.editor.commands[command]();
      return true;
    };
    return { 'Mod-z': take('undo'), 'Mod-y': take('redo'), 'Shift-Mod-z': take('redo') };
  },

  addProseMirrorPlugins() {
    const { ydoc } = this.options;
    if (ydoc === null) return [];
    return [bindingPlugin({ ...this.options, ydoc })];
  },
});

/** The ProseMirror plugin behind the extension; for editors without TipTap. */
export function bindingPlugin({ ydoc, awareness, onTakenAway, suggestsOnly, onUndoLeft }: YrkaBindingOptions & { readonly ydoc: Y.Doc }): Plugin {
  const held: { binding: Binding | null } = { binding: null };
  return new Plugin({
    key,
    state: {
      init: (): BindingState => ({ held, beforeStep: null }),
      apply: (transaction, value: BindingState, before): BindingState => {
        if (transaction.getMeta(undoStep)) return { held, beforeStep: before.doc };
        const follows = transaction.getMeta('appendedTransaction') !== undefined;
        return value.beforeStep === null || follows ? value : { held, beforeStep: null };
      },
    },
    view: (view: EditorView) => {
      let removed: readonly string[] = [];
      const binding = new Binding(view, {
        ydoc,
        ...(onTakenAway === null ? {} : { onTakenAway }),
        ...(suggestsOnly !== undefined && { suggestsOnly }),
        ...(onUndoLeft !== undefined && { onUndoLeft }),
        onRemoved: (blockIds) => {
          removed = [...removed, ...blockIds].slice(-8);
          awareness?.setLocalStateField('removed', removed);
        },
      });
      held.binding = binding;
      binding.show();
      const carets = awareness === null ? null : new Carets(view, binding, awareness);
      return {
        update: (_view, before) => {
          const step = key.getState(view.state)?.beforeStep ?? null;
          binding.editorChanged(before, step === key.getState(before)?.beforeStep ? null : step);
          carets?.update();
        },
        destroy: () => {
          carets?.destroy();
          binding.destroy();
          held.binding = null;
        },
      };
    },
  });
}

/**
 * Has an editor show and write another Y document, which says the same, or nearly. What is the same stays on the screen as it
 * is, with the caret in it; what was done before can be undone no more.
 */
export function rebind(view: EditorView, options: YrkaBindingOptions & { readonly ydoc: Y.Doc }): void {
  const { state } = view;
  const other = bindingPlugin(options);
  // Put in the former one's place at once it would be given its state.
  const without = state.reconfigure({ plugins: state.plugins.filter(({ spec }) => spec.key !== key) });
  view.updateState(without.reconfigure({ plugins: state.plugins.map((plugin) => (plugin.spec.key === key ? other : plugin)) }));
}

/** The binding of an editor state; null where there is none, or before its view exists. */
export function bindingOf(state: EditorState): Binding | null {
  return key.getState(state)?.held.binding ?? null;
}

/** The name of whoever said that they removed a block; null when nobody here did. */
export function whoRemoved(awareness: Awareness, blockId: string): string | null {
  for (const [client, state] of awareness.getStates()) {
    const removed: unknown = state.removed;
    const user: unknown = state.user;
    if (client === awareness.clientID || !Array.isArray(removed) || !removed.includes(blockId)) continue;
    if (typeof user === 'object' && user !== null && 'name' in user && typeof user.name === 'string') return user.name;
  }
  return null;
}
