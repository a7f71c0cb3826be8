type ClockRange = { readonly from: number; readonly to: number };

/** Sets of clocks, per client, kept as ranges. */
export class ClockRanges {
  /** Per client, ranges that neither overlap nor touch, in order. */
  private readonly ranges = new Map<number, ClockRange[]>();

  /** Adds the clocks [from, to) of a client; returns those that were not there. */
  add(client: number, from: number, to: number): readonly ClockRange[] {
    if (to <= from) return [];
    const ranges = this.ranges.get(client) ?? [];
    const first = firstEndingFrom(ranges, from);
    const added: ClockRange[] = [];
    let [merged, at, last] = [{ from, to }, from, first];
    for (; last < ranges.length; last++) {
      const range = ranges[last] as ClockRange;
      if (range.from > to) break;
      if (range.from > at) added.push({ from: at, to: range.from });
      at = Math.max(at, range.to);
      merged = { from: Math.min(merged.from, range.from), to: Math.max(merged.to, range.to) };
    }
    if (at < to) added.push({ from: at, to });
    ranges.splice(first, last - first, merged);
    this.ranges.set(client, ranges);
    return added;
  }
}

/** The first range that ends at `clock` or later. */
function firstEndingFrom(ranges: readonly ClockRange[], clock: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle] as ClockRange).to < clock) low = middle + 1;
    else high = middle;
  }
  return low;
}
