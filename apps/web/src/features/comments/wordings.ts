import type { Editor } from '@tiptap/core';
import { commentsShown, replaceInBlock, suggestWording, type WordingPlace } from '@yrka/editor';

/** Where the words of a thread stand; offsets as in the block's content. */
export type StandingWords = WordingPlace & { readonly words: string };

/** The words of a thread as they stand in one text; null where they are gone, or run over several. */
export function standingWords({ state }: Editor, threadId: string): StandingWords | null {
  const [place, another] = commentsShown.now(state).filter(({ id }) => id === threadId);
  if (place === undefined || another !== undefined) return null;
  const $from = state.doc.resolve(place.from);
  const blockId: unknown = $from.parent.attrs.id;
  if (!$from.parent.isTextblock || typeof blockId !== 'string' || place.to > $from.end()) return null;
  return { blockId, from: $from.parentOffset, to: place.to - $from.start(), words: state.doc.textBetween(place.from, place.to, '', ' ') };
}

/** Puts a wording in the place of words. `suggestedBy`: as that person's suggestion rather than in the text itself. False where they do not stand any more. */
export function putWording(editor: Editor, place: StandingWords, wording: string, suggestedBy: string | null): boolean {
  const put = suggestedBy === null ? replaceInBlock(place.blockId, place, wording) : suggestWording(place, wording, suggestedBy);
  return put(editor.state, editor.view.dispatch);
}
