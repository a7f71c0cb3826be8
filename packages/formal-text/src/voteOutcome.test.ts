import { schema, type YrkandeKind } from '@yrka/schema';
import { by, doc, p, vote, yrkande, yrkanden } from '@yrka/test-builders';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksForOneThird, contextOf, isOneThird, outcomeOf } from './index.ts';

const counts = (yes: number | null, no: number | null, abstain: number | null = null) => ({ yes, no, abstain, absent: null });

test('[OUT1] the greater number wins, a tie is the chair’s, and without a count nobody has won', () => {
  expect(outcomeOf(counts(8, 6, 1))).toEqual({ winner: 'yes', settledBy: null });
  expect(outcomeOf(counts(40, 41))).toEqual({ winner: 'no', settledBy: null });
  expect(outcomeOf(counts(22, 22))).toEqual({ winner: null, settledBy: null });
  expect(outcomeOf(counts(22, 22), { minority: null, chair: 'no' })).toEqual({ winner: 'no', settledBy: 'castingVote' });
  expect(outcomeOf(counts(8, null))).toBeNull();
});

test.each([
  [4, 11, true],
  [5, 15, true],
  [4, 13, false],
  [27, 81, true],
  [26, 81, false],
  [0, 0, false],
])('[OUT2] that %i of %i are a third is %s', (votes, present, expected) => {
  expect(isOneThird(votes, present)).toBe(expected);
});

test('[OUT3] one third that asks for a referral back gets it, those who abstain being present', () => {
  expect(outcomeOf(counts(6, 4, 1), { minority: 'no' })).toEqual({ winner: 'no', settledBy: 'oneThird' });
  expect(outcomeOf(counts(6, 3, 1), { minority: 'no' })).toEqual({ winner: 'yes', settledBy: null });
  expect(outcomeOf(counts(6, 4, 1), { minority: 'no', present: 13 })).toEqual({ winner: 'yes', settledBy: null });
  expect(outcomeOf(counts(7, 6), { minority: 'yes' })).toEqual({ winner: 'yes', settledBy: null });
  expect(outcomeOf(counts(7, 7), { minority: 'no', chair: 'yes' })).toEqual({ winner: 'no', settledBy: 'oneThird' });
});

test('[OUT4] a third that lost is asked about in the assembly, until somebody has said what it means', () => {
  const asks = (attributes: Readonly<Record<string, unknown>>, level = 'assembly', kind: YrkandeKind = 'referralBack') => {
    const asked = yrkande(kind, 'matter', by('Tomas (BD)'), p(''));
    const moved = yrkanden(asked.type.create({ ...asked.attrs, id: 'back' }, asked.content));
    const taken = vote({ yesFor: 'decideToday', noFor: 'yrkande back', ...attributes }, p(''));
    return asksForOneThird(taken, contextOf(doc(schema.node('fieldList', { kind: 'head', level }), moved, taken)));
  };
  expect(asks({ yes: 6, no: 4, abstain: 1 })).toBe(true);
  expect(asks({ yes: 7, no: 3, abstain: 1 })).toBe(false);
  expect(asks({ yes: 4, no: 6, abstain: 1 })).toBe(false);
  expect(asks({ yes: 6, no: null })).toBe(false);
  expect(asks({ yes: 6, no: 4, settledBy: 'oneThird' })).toBe(false);
  // Asked for as such, it is enough as it is.
  expect(asks({ yes: 6, no: 4 }, 'assembly', 'minorityReferralBack')).toBe(false);
  expect(asks({ yes: 6, no: 4 }, 'executiveBoard')).toBe(false);
  expect(asks({ yes: 6, no: 4 }, 'assembly', 'approval')).toBe(false);
});

test('[OUT1, OUT3] whoever wins has the greater number, or the chair, or a third', () => {
  const side = fc.constantFrom('yes' as const, 'no' as const, null);
  fc.assert(
    fc.property(fc.nat(101), fc.nat(101), fc.nat(30), side, side, (yes, no, abstain, minority, chair) => {
      const outcome = outcomeOf(counts(yes, no, abstain), { minority, chair });
      const votes = outcome?.winner === 'yes' ? yes : no;
      const others = yes + no - votes;
      if (outcome?.winner == null) expect(yes).toBe(no);
      else if (outcome.settledBy === 'oneThird') expect(votes * 3).toBeGreaterThanOrEqual(yes + no + abstain);
      else if (outcome.settledBy === 'castingVote') expect([votes, outcome.winner]).toEqual([others, chair]);
      else expect(votes).toBeGreaterThan(others);
    }),
  );
});
