import { expect, it } from 'vitest';
import { isNamedBy } from './isNamedBy.ts';

it.each([
  ['Ny att-sats', 'att', true],
  ['Ny att-sats', 'SATS', true],
  ['Ny att-sats', 'ny att', true],
  ['1 att ge tekniska nämnden i uppdrag', 'nämnden i', true],
  ['Överläggning', 'över', true],
  ['Överläggning', 'lägg', false],
  ['Överläggning', 'o', false],
  ['Tabell', ' ', true],
])('takes %j, asked for with %j: %j', (name, query, isMeant) => expect(isNamedBy(name, query)).toBe(isMeant));
