import { expect, it } from 'vitest';
import { waitBeforeReturning } from './returning.ts';

it('waits for any part of a time that doubles with each failure, up to two and a half seconds', () => {
  const longest = [1, 2, 3, 4, 5, 50].map((failures) => waitBeforeReturning(failures, () => 1));
  expect(longest).toEqual([200, 400, 800, 1_600, 2_500, 2_500]);
  expect(waitBeforeReturning(3, () => 0)).toBe(0);
  expect(waitBeforeReturning(3, () => 0.25)).toBe(200);
});
