import { expect, it } from 'vitest';
import { rememberingNewest } from './rememberingNewest.ts';

it('makes one thing for those who ask with the same one after the other, and another for whoever asks with another', () => {
  const copyOf = rememberingNewest((bytes: Uint8Array) => bytes.slice());
  const [one, other] = [Uint8Array.of(1), Uint8Array.of(1)];
  const first = copyOf(one);
  expect(copyOf(one)).toBe(first);
  expect(copyOf(other)).not.toBe(first);
  expect(copyOf(one)).not.toBe(first);
  expect(copyOf(one)).toEqual(first);
});
