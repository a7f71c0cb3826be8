import type { EditorState } from '@tiptap/pm/state';
import { type Anchor, anchorBlock, anchorWords, findAnchors } from '@yrka/ydoc';
import { bindingOf } from './binding/index.ts';
import { commentsShown, type Passage } from './pointing.ts';
import { textblockAt } from './structure.ts';

/** What a comment is about. */
export type Commented = { readonly id: string; readonly anchor: Anchor };

/** Anchors the selected words, or else the block in which they or the caret stand; null where that has none, or before there is a document. */
export function anchorSelection(state: EditorState): Anchor | null {
  const reader = bindingOf(state)?.reader;
  if (reader === undefined) return null;
  const { from, to, $from } = state.selection;
  const words = anchorWords(reader, state.doc, from, to);
  if (words !== null) return words;
  const block = textblockAt($from)?.node;
  const id: unknown = block?.attrs.id;
  return typeof id === 'string' && block?.content.size !== 0 ? anchorBlock(reader, state.doc, id) : null;
}

/**
 * Anchors once more what was anchored in a document that the editor has left for another (docs/adr/0016-epochs.md): its
 * words are the same, their letters are not. Null where it is not shown any more.
 */
export function anchorShown(state: EditorState, { id, anchor }: Commented): Anchor | null {
  const reader = bindingOf(state)?.reader;
  if (reader === undefined) return null;
  if (anchor.isBlock) return anchorBlock(reader, state.doc, anchor.blockId);
  const places = commentsShown.now(state).filter((place) => place.id === id);
  const [first, last] = [places[0], places.at(-1)];
  return first === undefined || last === undefined ? null : anchorWords(reader, state.doc, first.from, last.to);
}

/** Where comments stand in the text now; of one whose words are gone, nothing. */
export function passagesOf(
  state: EditorState,
  comments: readonly Commented[],
): { readonly passages: readonly Passage[]; readonly detached: ReadonlySet<string> } {
  const reader = bindingOf(state)?.reader;
  if (reader === undefined) return { passages: [], detached: new Set() };
  const found = findAnchors(
    reader,
    state.doc,
    comments.map(({ anchor }) => anchor),
  );
  return {
    passages: comments.flatMap(({ id }, index) => found[index]?.map((passage) => ({ id, ...passage })) ?? []),
    detached: new Set(comments.filter((_, index) => found[index] === null).map(({ id }) => id)),
  };
}
