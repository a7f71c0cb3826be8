import { expect, it } from 'vitest';
import { jumpTo } from './jumpTo.ts';

it('letters lead to the next whose first or last name begins so', () => {
  const people = ['Anna Lind', 'Kim Ståhl', 'Sofia Eklund', 'Lars Lind'].map((name) => ({ name }));
  expect(jumpTo(people, 's', 0)).toBe(1);
  expect(jumpTo(people, 's', 1)).toBe(2);
  expect(jumpTo(people, 'st', 2)).toBe(1);
  expect(jumpTo(people, 'lind', 1)).toBe(3);
  expect(jumpTo(people, 'ö', 0)).toBe(-1);
});
