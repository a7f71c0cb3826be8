import { useState } from 'react';

const keyOf = (documentId: string) => `yrka.reviewed.${documentId}`;

/** Whether the version that is shared is another than the one that this browser last showed as known. */
export function useSeenVersion(documentId: string, version: number): { readonly isNewer: boolean; readonly understand: () => void } {
  const [seen, setSeen] = useState(() => {
    const stored = read(documentId);
    // The first that one sees is no news.
    if (stored === null) write(documentId, version);
    return stored ?? version;
  });
  return {
    isNewer: version > seen,
    understand: () => {
      write(documentId, version);
      setSeen(version);
    },
  };
}

function read(documentId: string): number | null {
  try {
    const stored = Number(localStorage.getItem(keyOf(documentId)));
    return Number.isInteger(stored) && stored > 0 ? stored : null;
  } catch {
    return null; // a browser that keeps nothing: then each version is told of while the page is open
  }
}

function write(documentId: string, version: number): void {
  try {
    localStorage.setItem(keyOf(documentId), String(version));
  } catch {
    // The same: it is told of once more the next time.
  }
}
