import { expect, it } from 'vitest';
import { attemptLimits, Attempts } from './attempts.ts';

it('keeps nobody out by what was tried while the clock was ahead, once it is right again', () => {
  const [right, ahead] = [new Date('2026-11-27T08:00:00Z'), new Date('2027-11-27T08:00:00Z')];
  let now = ahead;
  const attempts = new Attempts(() => now);
  const most = attemptLimits.account.failures;
  const isFree = () => {
    try {
      attempts.take([['account', 'anna']]);
      return true;
    } catch {
      return false;
    }
  };
  const tried = () => Array.from({ length: most + 1 }, isFree);
  const asMany = [...Array.from({ length: most }, () => true), false];
  expect(tried()).toEqual(asMany);
  now = right;
  expect(tried()).toEqual(asMany);
});
