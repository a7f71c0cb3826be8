import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Marked } from '@yrka/comparison';

/** What stands before a block that came, went or moved. */
export type Labels = { readonly [K in 'added' | 'removed' | 'movedHere' | 'movedAway' | 'changed']: string };

/** Draws on a paper what a comparison has marked: words as insertions and deletions, blocks with a bar and what became of them. */
export const markedUp = (marked: readonly Marked[], labels: Labels) =>
  Extension.create({
    name: 'yrkaCompared',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        state: { init: (_, { doc }) => drawn(doc, marked, labels), apply: (tr, shown) => shown.map(tr.mapping, tr.doc) },
        props: {
          decorations(state) {
            return this.getState(state);
          },
        },
      }),
    ],
  });

function drawn(doc: Node, marked: readonly Marked[], labels: Labels): DecorationSet {
  return DecorationSet.create(
    doc,
    marked.flatMap(({ from, to, kind, isBlock }) => {
      if (kind === 'formatted') return [Decoration.inline(from, to, { class: 'yrka-compared-formatted' })];
      if (!isBlock) {
        const nodeName = kind === 'removed' || kind === 'movedAway' ? 'del' : 'ins';
        return [Decoration.inline(from, to, { nodeName, class: `yrka-compared-${nodeName}` })];
      }
      const node = doc.nodeAt(from);
      const block = Decoration.node(from, to, { class: `yrka-compared yrka-compared--${kind}` });
      // In a block that is nothing but blocks a label would be a block of its own.
      return node?.isTextblock ? [block, Decoration.widget(from + 1, () => labelOf(labels[kind], kind), { side: -1, ignoreSelection: true })] : [block];
    }),
  );
}

function labelOf(words: string, kind: string): HTMLElement {
  const label = document.createElement('span');
  label.className = `yrka-compared-label yrka-compared-label--${kind}`;
  label.textContent = `${words} `;
  return label;
}
