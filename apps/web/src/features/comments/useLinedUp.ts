import type { Editor, EditorEvents } from '@tiptap/core';
import { afterPaint, commentsShown } from '@yrka/editor';
import { type RefObject, useEffect, useLayoutEffect } from 'react';
import { placeCards } from './placeCards.ts';

/** How long nothing is to be written before it is measured anew which words went to another line. Where a line comes or goes, it is at once. */
const pauseMs = 150;

/** Keeps the cards of a list beside the words that they are about, by `--top` and `--height`; the style sheet uses these where there is room. */
export function useLinedUp(editor: Editor, list: RefObject<HTMLOListElement | null>, openId: string | null): void {
  // After every rendering: a card that opens is higher.
  useLayoutEffect(() => lineUp(editor, list.current, openId));

  useEffect(() => {
    let forget = () => {};
    const again = () => {
      forget();
      forget = afterPaint(() => lineUp(editor, list.current, openId));
    };
    let pause: ReturnType<typeof setTimeout> | undefined;
    // To measure 200 places cost 5 ms, at every key press and every move of the caret.
    const inPause = ({ transaction }: EditorEvents['transaction']) => {
      if (!transaction.docChanged && !commentsShown.isAsked(transaction)) return;
      clearTimeout(pause);
      pause = setTimeout(again, pauseMs);
    };
    const sizes = new ResizeObserver(again);
    for (const element of [editor.view.dom, list.current, ...(list.current?.children ?? [])]) if (element !== null) sizes.observe(element);
    const arrivals = new MutationObserver(() => {
      for (const element of list.current?.children ?? []) sizes.observe(element);
    });
    if (list.current !== null) arrivals.observe(list.current, { childList: true });
    editor.on('transaction', inPause);
    addEventListener('resize', again);
    return () => {
      forget();
      clearTimeout(pause);
      sizes.disconnect();
      arrivals.disconnect();
      editor.off('transaction', inPause);
      removeEventListener('resize', again);
    };
  }, [editor, list, openId]);
}

/** Where a card was put last: what stands as it stood is not written again. */
const placed = new WeakMap<HTMLElement, number>();

function lineUp(editor: Editor, list: HTMLOListElement | null, openId: string | null): void {
  // Nothing to stand beside while the text is not on the screen.
  if (list === null || editor.isDestroyed || editor.view.dom.offsetParent === null) return;
  // First all is measured, then all is written: in turns each would lay the page out anew.
  const origin = list.getBoundingClientRect().top;
  const places = new Map(
    commentsShown
      .now(editor.state)
      .toReversed()
      .map(({ id, from }) => [id, from]),
  );
  const items = [...list.children].filter((item): item is HTMLElement => item instanceof HTMLElement);
  const cards = items.map((item) => {
    const id = item.dataset.thread ?? '';
    const from = places.get(id);
    return { id, wish: from === undefined ? null : editor.view.coordsAtPos(from).top - origin, height: item.offsetHeight };
  });
  const tops = placeCards(cards, openId);
  let height = 0;
  for (const [index, item] of items.entries()) {
    const top = Math.round(tops.get(cards[index]?.id ?? '') ?? 0);
    if (placed.get(item) !== top) item.style.setProperty('--top', `${top}px`);
    placed.set(item, top);
    height = top + (cards[index]?.height ?? 0);
  }
  const whole = `${height}px`;
  if (list.style.getPropertyValue('--height') !== whole) list.style.setProperty('--height', whole);
}
