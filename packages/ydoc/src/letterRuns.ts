/** What was done to neighbouring clocks of one client, whoever keeps it (`Run` of @yrka/storage). */
export type LetterRun = {
  readonly did: 'wrote' | 'removed' | 'accepted';
  readonly clientId: number;
  readonly clock: number;
  readonly length: number;
  readonly personId: string | null;
};

/** The first of some runs, sorted by clock and apart from each other, that ends after a clock. */
export function firstEndingAfter(runs: readonly LetterRun[], clock: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const run = runs[middle] as LetterRun;
    if (run.clock + run.length <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}
