import { expect, test } from 'vitest';
import { offeredAt } from './acts.ts';

test('whoever has the matter is not asked to take it over', () => {
  const rakel = { id: 'rakel-dal', name: 'Rakel Dal' };
  const acts = ['takeOver', 'withdraw'] as const;
  expect(offeredAt('head', { acts: [...acts], responsible: rakel }, 'rakel-dal')).toEqual(['withdraw']);
  expect(offeredAt('head', { acts: [...acts], responsible: rakel }, 'jonas-alm')).toEqual(acts);
  expect(offeredAt('head', { acts: [...acts], responsible: null }, 'rakel-dal')).toEqual(acts);
});

test('nothing is offered that the server does not allow', () => {
  expect(offeredAt('head', { acts: [], responsible: null }, null)).toEqual([]);
});
