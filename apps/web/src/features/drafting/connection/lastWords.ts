/**
 * What was written in the last moment before a page was left, and the server is not known to have.
 * A browser drops what is put into IndexedDB while it leaves a page (seen in Chromium, also with an
 * explicit commit); what is put into localStorage then, it keeps.
 */
export function keepLastWords(deviceName: string, update: Uint8Array): void {
  try {
    localStorage.setItem(keyOf(deviceName), toBase64(update));
  } catch {
    // Full, or refused in a private window: then these words are where all others are, in IndexedDB or nowhere.
  }
}

/** An update with the words; null when there are none. */
export function readLastWords(deviceName: string): Uint8Array | null {
  try {
    const kept = localStorage.getItem(keyOf(deviceName));
    return kept === null ? null : Uint8Array.from(atob(kept), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

export function forgetLastWords(deviceName: string): void {
  try {
    localStorage.removeItem(keyOf(deviceName));
  } catch {
    // Refused: then nothing was kept either.
  }
}

const keyOf = (deviceName: string) => `${deviceName}/lastWords`;

function toBase64(bytes: Uint8Array): string {
  let characters = '';
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters);
}
