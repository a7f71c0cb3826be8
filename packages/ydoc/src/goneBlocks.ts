/** A block that was taken away, and whose update did it. */
export type GoneBlock = {
  /** Null when the block bore no id, or the one who looked could not tell which it was. */
  readonly blockId: string | null;
  readonly by: string | null;
};

type Stretch = { readonly from: number; readonly to: number; readonly block: GoneBlock };

/**
 * Which block each item stood in, for blocks that are gone. Yjs keeps of them only that they were;
 * words that come later for such a block name the letters they were written beside, and no more.
 */
export class GoneBlocks {
  /** Per client, in order of their first clock. */
  private readonly stretches = new Map<number, Stretch[]>();

  /** Remembers the clocks [clock, clock + length) of a client; what is remembered of them already stays. */
  note(client: number, clock: number, length: number, block: GoneBlock): void {
    const stretches = this.stretches.get(client) ?? [];
    this.stretches.set(client, stretches);
    const index = firstAfter(stretches, clock);
    const before = stretches[index - 1];
    if (before !== undefined && before.to > clock) return;
    if (before !== undefined && before.to === clock && before.block === block) stretches[index - 1] = { ...before, to: clock + length };
    else stretches.splice(index, 0, { from: clock, to: clock + length, block });
  }

  addAll(other: GoneBlocks): void {
    for (const [client, stretches] of other.stretches) for (const { from, to, block } of stretches) this.note(client, from, to - from, block);
  }

  /** The block of an item; null when nothing is remembered of it. */
  find({ client, clock }: { readonly client: number; readonly clock: number }): GoneBlock | null {
    const stretches = this.stretches.get(client) ?? [];
    const stretch = stretches[firstAfter(stretches, clock) - 1];
    return stretch !== undefined && clock < stretch.to ? stretch.block : null;
  }
}

/** The index of the first stretch that begins after a clock. */
function firstAfter(stretches: readonly Stretch[], clock: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle] as Stretch).from <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}
