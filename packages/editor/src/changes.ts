import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { blockById } from './structure.ts';

/** A block that is another than it was, or a place where one was removed. The id is the block's. */
export type ShownChange =
  | { readonly kind: 'added' | 'changed' | 'moved' | 'movedAndChanged'; readonly blockId: string; readonly at: number }
  | { readonly kind: 'removed'; readonly blockId: string; readonly afterId: string | null; readonly parentId: string | null; readonly quote: string };

/** Where a change stands now. `caret`: where one would write to change it further. */
export type ChangePlace<Change extends ShownChange = ShownChange> = {
  readonly change: Change;
  readonly from: number;
  readonly caret: number;
  /** The block, or the one behind which one was removed; null where there is none. */
  readonly node: Node | null;
};

type Showing = {
  /** The block of the present one. */
  readonly current: string | null;
  /** Whether it can take the focus, where there is no caret to go to it. */
  readonly isFocusable: boolean;
  /** What is said before the words of one that was removed. */
  readonly removed: string;
};
type Shown = { readonly changes: readonly ShownChange[]; readonly set: DecorationSet };

const none: Shown = { changes: [], set: DecorationSet.empty };
const key = new PluginKey<Shown>('yrkaChanges');

/**
 * Marks in the margin what has changed, and shows what was removed where it stood (SPEC.md, CHA1).
 * Nothing in the document changes.
 */
export function changes(): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: {
      init: () => none,
      apply: (tr, before) => {
        const asked = tr.getMeta(key) as (Pick<Shown, 'changes'> & Showing) | undefined;
        if (asked !== undefined) return { changes: asked.changes, set: decorate(tr.doc, asked.changes, asked) };
        return tr.docChanged && before.changes.length > 0 ? { ...before, set: before.set.map(tr.mapping, tr.doc) } : before;
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.set,
    },
  });
}

/** Marks these changes and no others; the present one stands out. */
export function showChanges(shown: readonly ShownChange[], showing: Showing): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, { changes: shown, ...showing }));
    return true;
  };
}

/** Where changes stand now, in the order of the document. Those whose place is gone are not among them. */
export function changePlaces<Change extends ShownChange>(state: EditorState, shown: readonly Change[]): readonly ChangePlace<Change>[] {
  return shown.flatMap((change) => placeOf(state.doc, change) ?? []).toSorted((a, b) => a.from - b.from);
}

function placeOf<Change extends ShownChange>(doc: Node, change: Change): ChangePlace<Change> | null {
  if (change.kind !== 'removed') {
    const block = blockById(doc, change.blockId);
    return block === null ? null : { change, from: block.from, caret: block.from + 1 + Math.min(change.at, block.node.content.size), node: block.node };
  }
  // Put back meanwhile.
  if (blockById(doc, change.blockId) !== null) return null;
  const last = change.afterId === null ? null : blockById(doc, change.afterId);
  if (last !== null) return { change, from: last.to, caret: last.to - 1, node: last.node };
  const parent = change.parentId === null ? null : blockById(doc, change.parentId);
  if (change.parentId !== null && parent === null) return null;
  return { change, from: (parent?.from ?? -1) + 1, caret: (parent?.from ?? -1) + 1, node: null };
}

function decorate(doc: Node, shown: readonly ShownChange[], { current, isFocusable, removed }: Showing): DecorationSet {
  const decorations = shown.flatMap((change) => {
    const place = placeOf(doc, change);
    if (place === null) return [];
    const isCurrent = change.blockId === current;
    if (change.kind === 'removed') {
      const toDOM = () => removedBlock(removed, change.quote, { isCurrent, isFocusable });
      return [Decoration.widget(place.from, toDOM, { side: -1, key: `removed ${change.blockId} ${isCurrent} ${isFocusable}`, ignoreSelection: true })];
    }
    const attributes = {
      class: isCurrent ? 'yrka-change yrka-change-current' : 'yrka-change',
      'data-change': change.kind,
      ...(isCurrent && isFocusable && { tabindex: '-1' }),
    };
    return [Decoration.node(place.from, place.from + (place.node?.nodeSize ?? 0), attributes)];
  });
  return DecorationSet.create(doc, decorations);
}

function removedBlock(label: string, quote: string, { isCurrent, isFocusable }: { readonly isCurrent: boolean; readonly isFocusable: boolean }): HTMLElement {
  const block = document.createElement('div');
  block.className = isCurrent ? 'yrka-removed yrka-change-current' : 'yrka-removed';
  block.contentEditable = 'false';
  if (isCurrent && isFocusable) block.tabIndex = -1;
  const words = document.createElement('del');
  words.textContent = quote;
  block.append(`${label} `, words);
  return block;
}
