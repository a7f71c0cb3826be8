import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Keeps the focus in a panel when the card that has it goes, whoever took it away: it goes to the card that takes its
 * place, else to the one before, else to the heading. A browser would leave it nowhere.
 *
 * @param ids of the cards, as they stand
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>, ids: readonly string[]): void {
  /** The card that was last focused in the panel; '' for what is in none, null while the focus is elsewhere. */
  const focused = useRef<string | null>(null);
  const now = useRef(ids);
  now.current = ids;
  const before = useRef(ids);
  const order = ids.join();

  useEffect(() => {
    const cardOf = (target: EventTarget | null) =>
      target instanceof Element && panel.current?.contains(target) === true
        ? (target.closest<HTMLElement>('[data-thread]')?.dataset.thread ?? '')
        : // A question that stands over the page is asked from where one was.
          target instanceof Element && target.closest('[role="alertdialog"], [role="dialog"]') !== null
          ? focused.current
          : null;
    const follow = ({ target }: Event) => {
      focused.current = cardOf(target);
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('pointerdown', follow);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('pointerdown', follow);
    };
  }, [panel]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: when other cards stand there, or in another order
  useLayoutEffect(() => {
    const [was, are] = [before.current, now.current];
    before.current = are;
    const id = focused.current;
    if (id === null || id === '' || are.includes(id)) return;
    const at = was.indexOf(id);
    const next = [...was.slice(at + 1), ...was.slice(0, Math.max(at, 0)).reverse()].find((one) => are.includes(one));
    // When a question that was answered is off the screen, and has given the focus back to what is gone.
    return afterTwoFrames(() => {
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      const card = next === undefined ? null : panel.current?.querySelector<HTMLElement>(`[data-thread="${next}"] [data-sentence]`);
      (card ?? panel.current?.querySelector('h2'))?.focus();
    });
  }, [panel, order]);
}

function afterTwoFrames(act: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(act);
  });
  return () => cancelAnimationFrame(frame);
}
