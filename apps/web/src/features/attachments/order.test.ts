import { expect, it } from 'vitest';
import { moved } from './order.ts';

it.each([
  ['b', -1, ['b', 'a', 'c']],
  ['b', 1, ['a', 'c', 'b']],
  ['a', -1, null],
  ['c', 1, null],
  ['x', 1, null],
] as const)('moves %s by %i', (id, by, expected) => expect(moved(['a', 'b', 'c'], id, by)).toEqual(expected));
