import { useSyncExternalStore } from 'react';

/** `system` follows the computer, and is stored as nothing. */
export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

const storedAt = 'yrka.theme';
const listeners = new Set<() => void>();

/** Before the first paint, so that nobody who chose dark is shown a white page. */
export function applyStoredTheme(): void {
  const theme = storedTheme();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, storedTheme), chooseTheme];
}

function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(storedAt);
  else localStorage.setItem(storedAt, theme);
  applyStoredTheme();
  for (const listener of listeners) listener();
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(storedAt);
  return themes.find((theme) => theme === stored) ?? 'system';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
