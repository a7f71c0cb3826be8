import { useEffect, useEffectEvent } from 'react';

/** The browser's own way to say that somebody wants to leave what lies over the page. Source: HTML, section 6.9.3, read 2026-11-27. */
type CloseWatcher = { onclose: (() => void) | null; destroy(): void };

/**
 * While `isThere`, Back on a phone leaves it and not the page. Where the browser cannot tell of that, Back leads where it
 * always does. With a keyboard the browser would tell of Escape, which each has its own way with.
 */
export function useLeftByBack(isThere: boolean, leave: () => void): void {
  const onLeave = useEffectEvent(leave);
  useEffect(() => {
    const { CloseWatcher } = window as { readonly CloseWatcher?: new () => CloseWatcher };
    if (!isThere || CloseWatcher === undefined || !matchMedia('(pointer: coarse)').matches) return;
    const watcher = new CloseWatcher();
    watcher.onclose = () => onLeave();
    return () => watcher.destroy();
  }, [isThere]);
}
