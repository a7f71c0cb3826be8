import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { blockById } from './structure.ts';

/** Words of a block that something is said about elsewhere. Offsets as in the block's content. */
export type Passage = { readonly id: string; readonly blockId: string; readonly from: number; readonly to: number };

/** A passage where it stands now. */
export type ShownPassage = { readonly id: string; readonly from: number; readonly to: number };

/** `words`: parts of a text; `blocks`: whole texts. */
type Pointed = { readonly current: string | null; readonly passages: readonly Passage[]; readonly words: DecorationSet; readonly blocks: DecorationSet };

const none: Pointed = { current: null, passages: [], words: DecorationSet.empty, blocks: DecorationSet.empty };

/** Points passages out with a line of one kind, which goes along with its words (SPEC.md, POI1). Nothing in the document changes. */
export class Pointing {
  readonly #key: PluginKey<Pointed>;
  readonly #className: string;

  /** @param className what the words bear; behind it stand `-current` for the present ones and `-block` for a whole text. */
  constructor(name: string, className: string) {
    this.#key = new PluginKey(name);
    this.#className = className;
  }

  plugins(): readonly Plugin[] {
    const key = this.#key;
    const ofWords = new Plugin<Pointed>({
      key,
      state: {
        init: () => none,
        apply: (tr, before) => {
          const asked = tr.getMeta(key) as Partial<Pick<Pointed, 'current' | 'passages'>> | undefined;
          if (asked !== undefined) {
            const passages = asked.passages ?? before.passages;
            const current = asked.current === undefined ? before.current : asked.current;
            return { current, passages, ...this.#decorate(tr.doc, passages, current) };
          }
          if (!tr.docChanged || before.passages.length === 0) return before;
          return { ...before, words: withinTexts(before.words.map(tr.mapping, tr.doc)), blocks: ofBlocks(before.blocks.map(tr.mapping, tr.doc)) };
        },
      },
      props: {
        decorations: (state) => key.getState(state)?.words,
      },
    });
    // A plugin shows one set.
    return [ofWords, new Plugin({ props: { decorations: (state) => key.getState(state)?.blocks } })];
  }

  /** Points out these passages and no others; a block that is gone is passed over. */
  out(passages: readonly Passage[]): Command {
    return (state, dispatch) => {
      dispatch?.(state.tr.setMeta(this.#key, { passages }));
      return true;
    };
  }

  /** Shows one of the passages as the present one; null for none. */
  at(id: string | null): Command {
    return (state, dispatch) => {
      if (this.#key.getState(state)?.current !== id) dispatch?.(state.tr.setMeta(this.#key, { current: id }));
      return true;
    };
  }

  /** Those of them around a position, its ends included; asked at every key press. */
  around(state: EditorState, position: number): ShownPassage[] {
    const { words, blocks } = this.#key.getState(state) ?? none;
    return shown(words.find(position, position), blocks.find(position, position)).filter(({ from, to }) => from <= position && position <= to);
  }

  /** Whether a transaction asks for other passages, or another present one. */
  isAsked(transaction: { readonly getMeta: (key: PluginKey) => unknown }): boolean {
    return transaction.getMeta(this.#key) !== undefined;
  }

  /** The passages pointed out, where they stand now, in the order of the document. Those whose words are gone are not among them. */
  now(state: EditorState): ShownPassage[] {
    const { words, blocks } = this.#key.getState(state) ?? none;
    return shown(words.find(), blocks.find());
  }

  #decorate(doc: Node, passages: readonly Passage[], current: string | null): Pick<Pointed, 'words' | 'blocks'> {
    const words: Decoration[] = [];
    const blocks: Decoration[] = [];
    const name = this.#className;
    for (const { id, blockId, from, to } of passages) {
      const place = blockById(doc, blockId);
      if (!place?.node.isTextblock || from >= to || to > place.node.content.size) continue;
      const start = place.from + 1;
      const names = id === current ? `${name} ${name}-current` : name;
      // Around a whole text the line is the block's: ProseMirror draws an element inside it anew at every key press, and then sets the caret anew.
      if (from === 0 && to === place.node.content.size) blocks.push(Decoration.node(place.from, place.to, { class: `${names} ${name}-block` }, { id }));
      else words.push(Decoration.inline(start + from, start + to, { class: names }, { id }));
    }
    return { words: withinTexts(DecorationSet.create(doc, words)), blocks: ofBlocks(DecorationSet.create(doc, blocks)) };
  }
}

function shown(words: readonly Decoration[], blocks: readonly Decoration[]): ShownPassage[] {
  const idOf = ({ spec }: Decoration) => (spec as { id: string }).id;
  return [
    ...words.map((one) => ({ id: idOf(one), from: one.from, to: one.to })),
    ...blocks.map((one) => ({ id: idOf(one), from: one.from + 1, to: one.to - 1 })),
  ]
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/** A set of lines within texts. A block that has none is known by its offset: ProseMirror would look through the whole set for each block, at every key press. */
function withinTexts(set: DecorationSet): DecorationSet {
  // What has none within has no such list; without it each block is looked for as ever.
  const { children } = set as unknown as { readonly children?: readonly unknown[] };
  if (set === DecorationSet.empty || children === undefined) return set;
  const offsets = new Set(children.filter((_, index) => index % 3 === 0));
  set.forChild = (offset, node) => (offsets.has(offset) ? DecorationSet.prototype.forChild.call(set, offset, node) : DecorationSet.empty);
  return set;
}

/**
 * A set of lines around whole texts, which has nothing inside a text. Asked for that, ProseMirror
 * would look through the whole set for each block of the document: of 320 lines and 360 blocks a
 * key press cost 0.7 ms.
 */
function ofBlocks(set: DecorationSet): DecorationSet {
  if (set !== DecorationSet.empty)
    set.forChild = (offset, node) => (node.isTextblock ? DecorationSet.empty : DecorationSet.prototype.forChild.call(set, offset, node));
  return set;
}

/** What Kontroll finds, and what is commented on. */
export const findingsShown = new Pointing('yrkaFindings', 'yrka-pointed');
export const commentsShown = new Pointing('yrkaComments', 'yrka-commented');
