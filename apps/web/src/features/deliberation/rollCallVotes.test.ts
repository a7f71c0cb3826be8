import { castVotes, castVote, p, vote } from '@yrka/test-builders';
import { expect, it } from 'vitest';
import { answerOf, votesByName, withCastingVote, withVote } from './rollCallVotes.ts';

const person = (name: string) => ({ name, party: null, personId: name.toLowerCase() });
const serving = ['Anna', 'Bo', 'Kim'].map(person);

it('reads who has voted, and leaves out who has not', () => {
  const node = vote({}, castVotes(castVote('Anna (L)', 'yes'), castVote('Bo', null)), p(''));
  expect(votesByName(node)).toEqual([{ name: 'Anna', party: 'L', personId: null, answer: 'yes' }]);
  expect(answerOf(votesByName(node), { name: 'Anna', party: 'L', personId: 'anna' })).toBe('yes');
});

it('keeps votes in the order of those who serve, one for each', () => {
  const one = withVote([], serving, person('Kim'), 'no');
  const two = withVote(one, serving, person('Anna'), 'yes');
  const three = withVote(two, serving, person('Kim'), 'abstain');
  expect(three.map(({ name, answer }) => `${name} ${answer}`)).toEqual(['Anna yes', 'Kim abstain']);
  expect(withVote(three, serving, person('Anna'), null)).toHaveLength(1);
});

it('keeps the vote of one who serves no longer, last', () => {
  const votes = withVote([{ ...person('Per'), answer: 'yes' }], serving, person('Bo'), 'no');
  expect(votes.map(({ name }) => name)).toEqual(['Bo', 'Per']);
});

it('settles a tie by the vote of the chair, once and first, and takes it back where it was no roll call', () => {
  const chair = person('Anna');
  const roll = withVote([{ ...person('Bo'), answer: 'no' }], serving, chair, 'no');
  const settled = withCastingVote(roll, chair, 'yes');
  expect(settled.map(({ name, answer }) => `${name} ${answer}`)).toEqual(['Anna yes', 'Bo no']);
  // The lot: how each voted stands.
  expect(withCastingVote(settled, chair, null)).toEqual(settled);
  expect(withCastingVote(withCastingVote([], chair, 'yes'), chair, null)).toEqual([]);
  expect(withCastingVote(roll, null, 'yes')).toEqual(roll);
});
