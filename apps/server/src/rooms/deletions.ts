import type { Deletion } from '@yrka/ydoc';

/**
 * Which parts of a document are known to be deleted. A client's sync step 2 always repeats all
 * deletions it knows of, and there is no other way to tell a repetition from news.
 */
export class Deletions {
  /** Per client, ranges that neither overlap nor touch, in order. */
  readonly #ranges = new Map<number, { from: number; to: number }[]>();

  add({ client, from, to }: Deletion): void {
    const ranges = this.#ranges.get(client) ?? [];
    if (ranges.length === 0) this.#ranges.set(client, ranges);
    const first = indexOfEndFrom(ranges, from);
    let last = first;
    let merged = { from, to };
    for (; last < ranges.length; last++) {
      const range = ranges[last] as ClockRange;
      if (range.from > to) break;
      merged = { from: Math.min(merged.from, range.from), to: Math.max(merged.to, range.to) };
    }
    ranges.splice(first, last - first, merged);
  }

  has({ client, from, to }: Deletion): boolean {
    const ranges = this.#ranges.get(client) ?? [];
    const range = ranges[indexOfEndFrom(ranges, from + 1)];
    return range !== undefined && range.from <= from && range.to >= to;
  }
}

type ClockRange = { readonly from: number; readonly to: number };

/** The first range that ends at `clock` or later. */
function indexOfEndFrom(ranges: readonly ClockRange[], clock: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle] as ClockRange).to < clock) low = middle + 1;
    else high = middle;
  }
  return low;
}
