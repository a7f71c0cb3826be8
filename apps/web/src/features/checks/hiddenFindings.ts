/**
 * What somebody has hidden for themselves in a document. It stays on the device, and holds no
 * words: a finding's id, which quotes the text, is kept as a number made from it.
 */
export type HiddenFindings = {
  readonly has: (findingId: string) => boolean;
  readonly with: (findingId: string) => HiddenFindings;
};

const prefix = 'yrka.checks.hidden';
/** The oldest give way: a document seldom has more than a few. */
const maxHidden = 500;

/** Reads what is kept; none where the browser keeps nothing. */
export function readHidden(personId: string, documentId: string): HiddenFindings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`${prefix}.${personId}.${documentId}`) ?? '[]');
    return hiddenFrom(Array.isArray(kept) ? kept.filter((one) => typeof one === 'number') : []);
  } catch {
    return hiddenFrom([]); // storage turned off, or not ours: nothing is hidden
  }
}

/** Keeps it; a browser that keeps nothing forgets it with the page. */
export function keepHidden(personId: string, documentId: string, ids: readonly string[]): void {
  try {
    const key = `${prefix}.${personId}.${documentId}`;
    if (ids.length === 0) return localStorage.removeItem(key);
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    const numbers = new Set([...(Array.isArray(kept) ? kept : []), ...ids.map(numberOf)]);
    localStorage.setItem(key, JSON.stringify([...numbers].slice(-maxHidden)));
  } catch {
    // storage turned off or full: it is hidden until the page is left
  }
}

function hiddenFrom(numbers: readonly number[]): HiddenFindings {
  const kept = new Set(numbers);
  return { has: (id) => kept.has(numberOf(id)), with: (id) => hiddenFrom([...kept, numberOf(id)]) };
}

/** FNV-1a, 32 bits: enough to tell a document's findings apart, too little to read one back. */
function numberOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
