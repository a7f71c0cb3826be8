import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { blockById } from './structure.ts';

/** Words of a block that something is said about elsewhere. Offsets as in the block's content. */
export type Passage = { readonly id: string; readonly blockId: string; readonly from: number; readonly to: number };

type Pointed = { readonly current: string | null; readonly passages: readonly Passage[]; readonly set: DecorationSet };

const none: Pointed = { current: null, passages: [], set: DecorationSet.empty };
const key = new PluginKey<Pointed>('yrkaPointing');

/** Points passages out with a quiet line, which goes along with its words (SPEC.md, POI1). Nothing in the document changes. */
export function pointing(): Plugin<Pointed> {
  return new Plugin<Pointed>({
    key,
    state: {
      init: () => none,
      apply: (tr, before) => {
        const asked = tr.getMeta(key) as Partial<Omit<Pointed, 'set'>> | undefined;
        if (asked !== undefined) {
          const passages = asked.passages ?? before.passages;
          const current = asked.current === undefined ? before.current : asked.current;
          return { current, passages, set: decorate(tr.doc, passages, current) };
        }
        return tr.docChanged && before.passages.length > 0 ? { ...before, set: before.set.map(tr.mapping, tr.doc) } : before;
      },
    },
    props: {
      decorations(state) {
        return this.getState(state)?.set;
      },
    },
  });
}

/** Points out these passages and no others; a block that is gone is passed over. */
export function pointOut(passages: readonly Passage[]): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, { passages }));
    return true;
  };
}

/** Shows one of the passages as the present one; null for none. */
export function pointAt(id: string | null): Command {
  return (state, dispatch) => {
    if (key.getState(state)?.current !== id) dispatch?.(state.tr.setMeta(key, { current: id }));
    return true;
  };
}

/** The passages pointed out, where they stand now, in the order of the document. Those whose words are gone are not among them. */
export function pointedOut(state: EditorState): { readonly id: string; readonly from: number; readonly to: number }[] {
  const found = key.getState(state)?.set.find() ?? [];
  return found
    .map(({ from, to, spec }) => {
      const { id, isWhole } = spec as { id: string; isWhole: boolean };
      return isWhole ? { id, from: from + 1, to: to - 1 } : { id, from, to };
    })
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
}

function decorate(doc: Node, passages: readonly Passage[], current: string | null): DecorationSet {
  const decorations = passages.flatMap(({ id, blockId, from, to }) => {
    const place = blockById(doc, blockId);
    if (!place?.node.isTextblock || from >= to || to > place.node.content.size) return [];
    const start = place.from + 1;
    const attributes = { class: id === current ? 'yrka-pointed yrka-pointed-current' : 'yrka-pointed' };
    // Around a whole text the line is the block's: ProseMirror draws an element inside it anew at every key press, and then sets the caret anew.
    if (from === 0 && to === place.node.content.size) return [Decoration.node(place.from, place.to, attributes, { id, isWhole: true })];
    return [Decoration.inline(start + from, start + to, attributes, { id, isWhole: false })];
  });
  return DecorationSet.create(doc, decorations);
}
