import { randomBelow } from '@yrka/ydoc/churnForTests';

/** The same seed gives the same session. */
export type Random = { next(): number; below(limit: number): number; pick<T>(from: readonly T[]): T };

export function seeded(seed: number): Random {
  const below = randomBelow(seed);
  return {
    next: () => below(2 ** 32) / 2 ** 32,
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
  };
}
