import { type AnyExtension, Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

/** Words on the paper and how they are drawn; `isCurrent`: one is just about to say what becomes of them. */
export type MarkedWords = { readonly from: number; readonly to: number; readonly look: 'mask' | 'leave' | 'undecided'; readonly isCurrent: boolean };

/** A paper that stands still, from outside: what is marked on it, and what somebody selects. */
export type HeldPaper = {
  readonly extension: AnyExtension;
  readonly mark: (words: readonly MarkedWords[]) => void;
};

const key = new PluginKey<DecorationSet>('yrkaMasks');

/** `onSelect` hears of every selection within the paper: positions, or null when nothing of it is selected any more. */
export function holdPaper(onSelect: (range: { readonly from: number; readonly to: number } | null) => void): HeldPaper {
  let view: EditorView | null = null;
  let marked: readonly MarkedWords[] = [];
  const draw = () => {
    if (view === null || view.isDestroyed) return;
    const { doc } = view.state;
    const decorations = marked
      .filter(({ to }) => to <= doc.content.size)
      .map(({ from, to, look, isCurrent }) =>
        Decoration.inline(from, to, { nodeName: 'mark', class: `yrka-mask yrka-mask--${look}${isCurrent ? ' yrka-mask--current' : ''}` }),
      );
    view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(doc, decorations)));
  };
  const extension = Extension.create({
    name: 'yrkaMasks',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: { init: () => DecorationSet.empty, apply: (tr, shown) => (tr.getMeta(key) as DecorationSet | undefined) ?? shown },
        props: { decorations: (state) => key.getState(state) },
        view: (made) => {
          view = made;
          // A view may not be changed while it is made.
          queueMicrotask(draw);
          const onSelectionChange = () => onSelect(selectedIn(made));
          document.addEventListener('selectionchange', onSelectionChange);
          return { destroy: () => document.removeEventListener('selectionchange', onSelectionChange) };
        },
      }),
    ],
  });
  return {
    extension,
    mark: (words) => {
      marked = words;
      draw();
    },
  };
}

function selectedIn(view: EditorView): { readonly from: number; readonly to: number } | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0 || view.isDestroyed) return null;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  if (!view.dom.contains(startContainer) || !view.dom.contains(endContainer)) return null;
  const [from, to] = [view.posAtDOM(startContainer, startOffset), view.posAtDOM(endContainer, endOffset)];
  return from < to ? { from, to } : null;
}
