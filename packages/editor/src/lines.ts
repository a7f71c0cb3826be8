import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { caret, namedAncestor, type Place, textblockAt, textblockStarts, textOf } from './structure.ts';

/** How many text blocks on either side are looked at: more than a row has cells. */
const reach = 60;

const graphemes = new Intl.Segmenter('sv', { granularity: 'grapheme' });

/**
 * Up from a block's first line and down from its last, to the line next to it on the paper (SPEC.md,
 * LIN1). Within a block the arrows are the browser's. Between blocks the browsers disagree: Chromium
 * walks a table's cells sideways, Firefox goes back past a button that it cannot enter, and both
 * leave the text for what stands under it, where a letter is lost.
 */
export function lines(): Plugin {
  /** The distance from the left at which one walks, however short a line on the way is. */
  let goal: number | null = null;
  const forget = () => {
    goal = null;
    return false;
  };
  return new Plugin({
    key: new PluginKey('yrkaLines'),
    props: {
      handleKeyDown(view, event) {
        const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
        if (direction === null || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return forget();
        const { $head, empty } = view.state.selection;
        const block = textblockAt($head);
        if (!view.editable || !empty || !block || namedAncestor($head, 'footnote')) return false;
        const { left, top, bottom } = view.coordsAtPos($head.pos);
        // Where a line breaks by itself, the end of one and the start of the next are the same position: only the browser knows which it shows.
        if (view.coordsAtPos($head.pos, -1).bottom <= top) return false;
        // A caret at the very edge of a cell is on its neighbour's too.
        const area = areaOf(view, block.from + 1);
        goal ??= area ? Math.min(Math.max(left, area.left + 2), area.right - 2) : left;
        if (!view.endOfTextblock(direction < 0 ? 'up' : 'down')) return false;
        const next = nextBlock(view, block, direction, goal, (top + bottom) / 2);
        if (next && hasAtomBetween(view, block, next)) return false;
        view.dispatch((next ? caret(view.state.tr, nearest(view, next, direction, goal)) : view.state.tr).scrollIntoView());
        return true;
      },
      handleDOMEvents: { mousedown: forget, blur: forget },
    },
  });
}

/** The block of the next line above or below, and of those side by side there the nearest; null at the first line and the last. */
function nextBlock(view: EditorView, from: Place, direction: -1 | 1, x: number, y: number): Place | null {
  const { doc } = view.state;
  const starts = textblockStarts(doc);
  const index = starts.indexOf(from.from + 1);
  const beyond = starts
    .slice(Math.max(0, index - reach), index + reach + 1)
    .map((start) => ({ start, area: areaOf(view, start) }))
    .filter(({ area }) => area !== null && (direction > 0 ? area.top > y : area.bottom < y));
  const edge = ({ area }: (typeof beyond)[number]) => (area === null ? 0 : direction > 0 ? area.top : -area.bottom);
  const first = beyond.toSorted((a, b) => edge(a) - edge(b))[0];
  if (!first?.area) return null;
  const middle = (first.area.top + first.area.bottom) / 2;
  const distance = ({ area }: (typeof beyond)[number]) => (area === null ? 0 : Math.max(area.left - x, x - area.right, 0));
  const row = beyond.filter(({ area }) => area !== null && area.top < middle && area.bottom > middle);
  const [nearestInRow] = row.toSorted((a, b) => distance(a) - distance(b));
  return textblockAt(doc.resolve((nearestInRow ?? first).start));
}

/** Where the words of a block stand; null where it is not shown. */
function areaOf(view: EditorView, start: number): DOMRect | null {
  const { node } = view.domAtPos(start);
  const element = node instanceof Element ? node : node.parentElement;
  const area = element?.getBoundingClientRect();
  return area && area.height > 0 ? area : null;
}

function hasAtomBetween(view: EditorView, a: Place, b: Place): boolean {
  let found = false;
  view.state.doc.nodesBetween(Math.min(a.to, b.to), Math.max(a.from, b.from), (node) => {
    if (node.isBlock && node.isLeaf) found = true;
    return !found && !node.isTextblock;
  });
  return found;
}

/** The position of its first line, or going up of its last, that is nearest to a distance from the left. */
function nearest(view: EditorView, block: Place, direction: -1 | 1, x: number): number {
  const start = block.from + 1;
  const places = [...graphemes.segment(textOf(block.node))].map(({ index }) => start + index).concat(start + block.node.content.size);
  if (direction < 0) places.reverse();
  let best = places[0] ?? start;
  let least = Number.POSITIVE_INFINITY;
  let line: { readonly top: number; readonly bottom: number } | null = null;
  for (const pos of places) {
    if (view.state.doc.resolve(pos).parent !== block.node) continue; // in a footnote
    const here = view.coordsAtPos(pos, direction);
    line ??= here;
    if (direction > 0 ? here.top >= line.bottom - 2 : here.bottom <= line.top + 2) break;
    const off = Math.abs(here.left - x);
    if (off < least) [best, least] = [pos, off];
  }
  return best;
}
