import { expect, test } from 'vitest';
import { presentPeople } from './present-people.ts';

const anna = { user: { id: 'anna', name: 'Anna Lind', party: 'L', role: 'member' } };
const omar = { user: { id: 'omar', name: 'Omar Said', party: 'L', role: 'member' } };
const eva = { user: { id: 'eva', name: 'Eva Ek', party: 'L', role: 'substitute' } };

const awareness = (clientID: number, states: Readonly<Record<number, Record<string, unknown>>>) => ({
  clientID,
  getStates: () => new Map(Object.entries(states).map(([client, state]) => [Number(client), state])),
});
const names = (...args: Parameters<typeof awareness>) => presentPeople(awareness(...args)).map(({ name, isYou }) => (isYou ? `${name}*` : name));

test('oneself stands first and the others by name', () => {
  expect(names(2, { 1: omar, 2: anna, 3: eva })).toEqual(['Anna Lind*', 'Eva Ek', 'Omar Said']);
});

test('a person with two windows is here once, and is oneself whichever window is asked', () => {
  expect(names(2, { 1: anna, 2: anna, 3: anna })).toEqual(['Anna Lind*']);
  expect(names(1, { 1: anna, 2: anna })).toEqual(['Anna Lind*']);
});

test('the others have the colour that the server gave them, and oneself none', () => {
  const stamped = { user: { ...omar.user, colour: 6 } };
  const people = presentPeople(awareness(2, { 1: stamped, 2: anna, 3: { user: { ...anna.user, colour: 4 } } }));
  expect(people.map(({ id, colour }) => [id, colour])).toEqual([
    ['anna', null],
    ['omar', 6],
  ]);
});

test('a state that names nobody is not shown', () => {
  expect(names(1, { 1: anna, 2: {}, 3: { user: 'x' }, 4: { user: { name: 7 } } })).toEqual(['Anna Lind*']);
});
