import type { Command } from '@tiptap/pm/state';
import { freshItem } from './enter.ts';
import { undoStep } from './remoteChange.ts';
import { blockById, caret, isUnwritten, lineItems, type Place } from './structure.ts';

/** Offsets in a block's content: a letter is one, a line break one, a footnote its whole size. */
type Range = { readonly from: number; readonly to: number };

/**
 * Cuts a clause, point … in several (SPEC.md, MEN1): each cut's characters go, and what follows
 * begins the next item with the words of `lead`. Not applied when a cut is not in the block, or
 * the block is gone.
 */
export function splitItem(id: string, cuts: readonly (Range & { readonly lead: string })[]): Command {
  return (state, dispatch) => {
    const place = blockById(state.doc, id);
    if (!place || !lineItems.has(place.node.type.name) || cuts.length === 0 || !cuts.every((cut) => isWithin(place, cut))) return false;
    const tr = state.tr.setMeta(undoStep, true);
    const start = place.from + 1;
    for (const { from, to, lead } of cuts.toSorted((a, b) => b.from - a.from)) {
      tr.delete(start + from, start + to);
      tr.split(start + from, 1, [{ type: place.node.type, attrs: freshItem(place.node).attrs }]);
      if (lead !== '') tr.insertText(lead, start + from + 2);
    }
    // Where the second one begins: it is what one wants to read over.
    const first = Math.min(...cuts.map(({ from }) => from));
    dispatch?.(caret(tr, start + first + 2).scrollIntoView());
    return true;
  };
}

/** Puts other words in a place of a block, as they looked (MEN2). Not applied when the place is not in the block, or the block is gone. */
export function replaceInBlock(id: string, range: Range, text: string): Command {
  return (state, dispatch) => {
    const place = blockById(state.doc, id);
    if (!place?.node.isTextblock || !isWithin(place, range)) return false;
    const start = place.from + 1;
    const tr = state.tr.setMeta(undoStep, true).insertText(text, start + range.from, start + range.to);
    dispatch?.(caret(tr, start + range.from + text.length).scrollIntoView());
    return true;
  };
}

/** Takes away a block in which nothing is written (MEN3). Not applied when something is, or it is the only one of its list. */
export function removeEmpty(id: string): Command {
  return (state, dispatch) => {
    const place = blockById(state.doc, id);
    if (!place || !isUnwritten(place.node) || place.parent.childCount === 1) return false;
    dispatch?.(state.tr.setMeta(undoStep, true).delete(place.from, place.to));
    return true;
  };
}

const isWithin = ({ node }: Place, { from, to }: Range) => from >= 0 && from <= to && to <= node.content.size;
