import { expect, it } from 'vitest';
import { kindNamedIn } from './kindNamedIn.ts';

it.each([
  ['Tilläggsyrkande om lånekort', 'addition'],
  ['Vi yrkar som tillägg', 'addition'],
  ['Vi yrkar följande tillägg:', 'addition'],
  ['Ändringsyrkande', 'amendment'],
  ['Vi yrkar att ärendet återremitteras', 'referralBack'],
  ['Vi yrkar att ärendet ska bordläggas', 'deferral'],
  ['Vi yrkar', 'proposal'],
  ['', 'proposal'],
] as const)('[YRK18] takes a yrkande for what its own words call it: %s', (text, kind) => {
  expect(kindNamedIn(text)).toBe(kind);
});
