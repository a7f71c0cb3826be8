import { type RefObject, useEffect } from 'react';

/** What is open above the page, and gives the focus back to it. */
const above = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** What one pressed may be gone when it is done, as Underteckna is: the focus then goes to the part of the page where it was, not to nothing. */
export function useFocusKept(part: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = part.current;
    if (element === null) return;
    let wasWithin = false;
    let lastWithin: Element | null = null;
    const onFocusIn = ({ target, relatedTarget }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      const over = target.closest(above);
      if (over !== null && !over.contains(element)) return;
      const isWithin = element.contains(target);
      // A dialog that finds its own place gone, and is itself above another, gives the focus to the first thing in that.
      const isGivenAway = !isWithin && wasWithin && relatedTarget === null && lastWithin?.isConnected === false;
      if (isGivenAway) return element.focus({ preventScroll: true });
      wasWithin = isWithin;
      if (isWithin) lastWithin = target;
    };
    const keep = () => {
      if (wasWithin && document.activeElement === document.body) element.focus({ preventScroll: true });
    };
    // A dialog gives the focus back after it is gone.
    const observer = new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(keep)));
    observer.observe(element, { childList: true, subtree: true });
    observer.observe(document.body, { childList: true });
    document.addEventListener('focusin', onFocusIn);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocusIn);
    };
  }, [part]);
}
