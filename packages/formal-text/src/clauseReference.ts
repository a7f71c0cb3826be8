import { joinWithOch } from './person.ts';
import { readOrdinal, writeOrdinal } from './number.ts';

/** [DEC2] `motionens andra att-sats`, `motionens tredje och fjärde att-satser`; null past the twentieth or for none. */
export function writeClauseReference(places: readonly number[]): string | null {
  const words = [...places].sort((one, other) => one - other).map(writeOrdinal);
  if (words.length === 0 || words.includes(null)) return null;
  return `motionens ${joinWithOch(words as string[])} ${words.length === 1 ? 'att-sats' : 'att-satser'}`;
}

/** [DEC2] The places of `motionens tredje och fjärde att-satser`; null when the text is not just that. */
export function readClauseReference(text: string): readonly number[] | null {
  const match = /^motionens\s+(.+?)\s+att-sats(?:en|er|erna)?$/iu.exec(text.trim());
  if (match === null) return null;
  const places = (match[1] ?? '').split(/\s*,\s*|\s+och\s+/u).map(readOrdinal);
  return places.includes(null) ? null : (places as number[]);
}
