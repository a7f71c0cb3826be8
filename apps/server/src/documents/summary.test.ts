import { bjorkvik } from '@yrka/schema';
import { expect, it } from 'vitest';
import { filledDocument } from './compose.ts';
import { listedTitle, moversOf } from './summary.ts';

const person = (name: string) => ({ id: 'anna-lind', name, party: 'L', role: 'member' as const });
const motion = (title: string, names: readonly string[]) => filledDocument('motion', bjorkvik, 'm', { title, people: { movers: names.map(person) } });

it('lists the title and the movers of a motion', () => {
  const document = motion('Trygga cykelvägar', ['Anna Lind', ' ', 'Omar Said']);
  expect(listedTitle(document)).toBe('Trygga cykelvägar');
  expect(moversOf(document)).toEqual([
    { name: 'Anna Lind', party: 'L' },
    { name: 'Omar Said', party: 'L' },
  ]);
});

it('lists no more of a document than a list can bear', () => {
  const document = motion('T'.repeat(1_000_000), ['N'.repeat(1_000_000), ...Array.from({ length: 30_000 }, (_, index) => `Person ${index}`)]);
  expect(JSON.stringify([listedTitle(document), moversOf(document)]).length).toBeLessThan(10_000);
});
