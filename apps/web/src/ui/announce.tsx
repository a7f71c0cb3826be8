import { useEffect, useSyncExternalStore } from 'react';
import css from './VisuallyHidden.module.css';

/** What was said last, and how often: two equal sentences in a row are both read out. */
let said = { text: '', times: 0 };
/** Whether it is not on the page yet: what is said by then goes with it, or the first of two would be heard by nobody. */
let isOnItsWay = false;
const listeners = new Set<() => void>();

/** Says a sentence to who listens rather than looks, once what is being read is finished. */
export function announce(text: string): void {
  said = { text: isOnItsWay ? `${said.text} ${text}` : text, times: said.times + 1 };
  isOnItsWay = true;
  for (const listener of listeners) listener();
}

/** The one polite live region of the page; it must be there before anything is said. */
export function LiveRegion() {
  const current = useSyncExternalStore(subscribe, () => said);
  useEffect(() => {
    if (current === said) isOnItsWay = false;
  }, [current]);
  // Two regions by turns: a region whose text does not change is not read again.
  return (
    // By this attribute react-aria leaves it open to listeners while a dialog shuts out the rest of the page.
    <div className={css.hidden} data-live-announcer>
      <div role="status">{current.times % 2 === 0 ? current.text : ''}</div>
      <div role="status">{current.times % 2 === 1 ? current.text : ''}</div>
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
