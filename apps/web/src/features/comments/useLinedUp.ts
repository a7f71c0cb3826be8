import type { Editor } from '@tiptap/core';
import { afterPaint, commentsShown } from '@yrka/editor';
import { type RefObject, useEffect, useLayoutEffect } from 'react';
import { placeCards } from './placeCards.ts';

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
    const sizes = new ResizeObserver(again);
    for (const element of [editor.view.dom, list.current, ...(list.current?.children ?? [])]) if (element !== null) sizes.observe(element);
    const arrivals = new MutationObserver(() => {
      for (const element of list.current?.children ?? []) sizes.observe(element);
    });
    if (list.current !== null) arrivals.observe(list.current, { childList: true });
    editor.on('transaction', again);
    addEventListener('resize', again);
    return () => {
      forget();
      sizes.disconnect();
      arrivals.disconnect();
      editor.off('transaction', again);
      removeEventListener('resize', again);
    };
  }, [editor, list, openId]);
}

function lineUp(editor: Editor, list: HTMLOListElement | null, openId: string | null): void {
  // Nothing to stand beside while the text is not on the screen.
  if (list === null || editor.isDestroyed || editor.view.dom.offsetParent === null) return;
  const origin = list.getBoundingClientRect().top;
  const places = commentsShown.now(editor.state);
  const items = [...list.children].filter((item): item is HTMLElement => item instanceof HTMLElement);
  const cards = items.map((item) => {
    const place = places.find(({ id }) => id === item.dataset.thread);
    return { id: item.dataset.thread ?? '', wish: place === undefined ? null : editor.view.coordsAtPos(place.from).top - origin, height: item.offsetHeight };
  });
  const tops = placeCards(cards, openId);
  let height = 0;
  for (const [index, item] of items.entries()) {
    const top = Math.round(tops.get(cards[index]?.id ?? '') ?? 0);
    item.style.setProperty('--top', `${top}px`);
    height = top + item.offsetHeight;
  }
  list.style.setProperty('--height', `${height}px`);
}
