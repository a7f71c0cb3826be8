import { expect, it } from 'vitest';
import { Deletions } from './deletions.ts';

it('knows exactly what was added, however the ranges overlap', () => {
  let state = 7;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  for (let round = 0; round < 200; round++) {
    const deletions = new Deletions();
    const known = new Set<number>();
    for (let step = 0; step < 12; step++) {
      const from = next(40);
      const to = from + 1 + next(8);
      deletions.add({ client: 1, from, to });
      for (let clock = from; clock < to; clock++) known.add(clock);
      const asked = { client: 1, from: next(45), to: 0 };
      asked.to = asked.from + 1 + next(6);
      const isKnown = Array.from({ length: asked.to - asked.from }, (_, offset) => asked.from + offset).every((clock) => known.has(clock));
      expect(deletions.has(asked)).toBe(isKnown);
    }
  }
  expect(new Deletions().has({ client: 1, from: 0, to: 1 })).toBe(false);
});
