import { useSyncExternalStore } from 'react';

const storedAt = 'yrka.wordKeys';
const listeners = new Set<() => void>();

/** Whether Ctrl+F is bold, Ctrl+K italic and Ctrl+B finds, as in Swedish Word: what one has chosen on this device. */
export function useWordKeys(): readonly [boolean, (isChosen: boolean) => void] {
  return [useSyncExternalStore(subscribe, areChosen), choose];
}

const areChosen = (): boolean => localStorage.getItem(storedAt) !== null;

function choose(isChosen: boolean): void {
  if (isChosen) localStorage.setItem(storedAt, 'true');
  else localStorage.removeItem(storedAt);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
