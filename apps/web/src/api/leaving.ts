import { useSyncExternalStore } from 'react';

let leaving = 0;
const listeners = new Set<() => void>();

/**
 * Keeps the page as it is although its person is nobody any more: somebody who was shut out is still
 * offered what they wrote. Returns what lets it go.
 */
export function holdPage(): () => void {
  change(1);
  return () => change(-1);
}

export const useIsPageHeld = () => useSyncExternalStore(subscribe, () => leaving > 0);

function change(by: number): void {
  leaving += by;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
