import { type RefObject, useEffect, useRef } from 'react';
import type { Suggestions } from './useSuggestions.ts';

type Places = {
  readonly panel: RefObject<HTMLElement | null>;
  readonly card: RefObject<HTMLElement | null>;
  readonly onOpenPanel: () => void;
};

/** F7 and Shift-F7 go to the next suggestion and the one before; Alt-F7 from its words to what may become of it. Escape leads back. */
export function useSuggestionKeys(suggestions: Suggestions, places: Places): void {
  const now = useRef({ suggestions, places });
  now.current = { suggestions, places };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F7' || event.ctrlKey || event.metaKey) return;
      // Browsers would begin to walk the page by caret.
      event.preventDefault();
      const { suggestions: all, places: at } = now.current;
      if (!event.altKey) return all.step(event.shiftKey ? -1 : 1);
      const card = at.card.current?.querySelector('button');
      if (card !== null && card !== undefined && at.panel.current === null) return card.focus();
      at.onOpenPanel();
      requestAnimationFrame(() => {
        const panel = at.panel.current;
        (
          panel?.querySelector<HTMLElement>('[aria-current] [data-sentence]') ??
          panel?.querySelector<HTMLElement>('[data-sentence]') ??
          panel?.querySelector('h2')
        )?.focus();
      });
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
