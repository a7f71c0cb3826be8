import { insertionOf } from '@yrka/schema';
import { generateKeyBetween } from 'fractional-indexing';
import type { Node } from 'prosemirror-model';
import type { Child } from './tree.ts';

/**
 * The places in a keyed list of all that is there already, where nothing of it moved and what is new finds room between: keys that are
 * equal elsewhere in the list are nobody's concern then. Null where a key must be given anew.
 */
export function unmoved(
  now: readonly Child[],
  matches: readonly (Child | null)[],
  keys: readonly (string | null)[],
  low: string | null,
  high: string | null,
): Set<number> | null {
  const there = matches.filter((child) => child !== null);
  const stays = new Set(there);
  const order = now.filter((child) => stays.has(child));
  if (there.some((child, index) => child !== order[index])) return null;
  const kept = new Set([...matches.keys()].filter((index) => matches[index] !== null));
  let before = low;
  for (const [index, key] of keys.entries()) {
    if (key !== null) before = key;
    // The first of what is new between two that stay.
    else if (index === 0 || keys[index - 1] !== null) {
      const after = keys.slice(index).find((later) => later !== null) ?? high;
      if (!haveRoom([before, after].filter((bound) => bound !== null))) return null;
    }
  }
  return kept;
}

/**
 * Which of some blocks keep their place while the others move: as many as can. Where those that stand are in
 * their order it is all of them, and only what somebody would add moves: they may do no more (proof.ts).
 */
export function keptOf(keys: readonly (string | null)[], wanted: readonly Node[], low: string | null, high: string | null): Set<number> {
  const stands = wanted.map((node) => insertionOf(node) === null);
  const standing = keys.map((key, index) => (stands[index] === true ? key : null));
  const kept = longestRise(standing, low, high);
  if (kept.size < standing.filter((key) => key !== null).length || kept.size === 0) return longestRise(keys, low, high);
  let [from, below] = [0, low];
  for (let index = 0; index <= keys.length; index++) {
    if (index < keys.length && !(stands[index] === true && kept.has(index))) continue;
    for (const between of longestRise(keys.slice(from, index), below, index === keys.length ? high : (keys[index] ?? null))) kept.add(from + between);
    [from, below] = [index + 1, keys[index] ?? null];
  }
  return kept;
}

/** The indices of a longest strictly rising run of keys between two bounds: those need no new key. */
function longestRise(keys: readonly (string | null)[], low: string | null, high: string | null): Set<number> {
  const length: number[] = [];
  const previous: number[] = [];
  let best = -1;
  keys.forEach((key, index) => {
    length[index] = 0;
    previous[index] = -1;
    if (key === null || !haveRoom([key]) || (low !== null && key <= low) || (high !== null && key >= high)) return;
    length[index] = 1;
    for (let earlier = 0; earlier < index; earlier++) {
      const other = keys[earlier];
      const run = length[earlier] ?? 0;
      if (run > 0 && typeof other === 'string' && other < key && run + 1 > (length[index] ?? 0)) {
        length[index] = run + 1;
        previous[index] = earlier;
      }
    }
    if (best < 0 || (length[index] ?? 0) > (length[best] ?? 0)) best = index;
  });
  const kept = new Set<number>();
  for (let index = best; index >= 0; index = previous[index] ?? -1) kept.add(index);
  return kept;
}

/** A place among siblings as a well-formed order key. */
export const sortable = (place: number) => `d${String(place).padStart(4, '0')}`;

/** Whether keys are well formed and strictly rising, so that a new one fits between any two. */
export function haveRoom(keys: readonly string[]): boolean {
  return keys.every((key, index) => {
    const earlier = keys[index - 1];
    if (earlier !== undefined && earlier >= key) return false;
    try {
      generateKeyBetween(key, null);
      return true;
    } catch {
      return false; // a key that no version of ours wrote
    }
  });
}
