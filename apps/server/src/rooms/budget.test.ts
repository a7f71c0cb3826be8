import { beforeEach, describe, expect, it } from 'vitest';
import { type Budget, Budgets, SharedBudgets } from './budget.ts';
import { HandClock } from './handClockForTests.ts';

const limits = { burst: 40, perSecond: 1 };
let clock: HandClock;

beforeEach(() => {
  clock = new HandClock('2026-11-27T08:00:00Z');
});

/** Anna's connections, each with a budget of its own or all with one. */
function newBudgets(kind: 'own' | 'shared') {
  const [own, shared] = [new Budgets(limits, clock), new SharedBudgets(limits, 50, clock)];
  return {
    begin: () => (kind === 'own' ? own : shared).begin('anna'),
    end: (budget: Budget) => (kind === 'own' ? own.end('anna', budget) : shared.end('anna')),
  };
}

describe.each(['own', 'shared'] as const)('the %s budget of one who has left', (kind) => {
  it('[WIRE27] is what they come back to until it is whole again, and is then forgotten', () => {
    const budgets = newBudgets(kind);
    const first = budgets.begin();
    first.pay(60, clock.now());
    budgets.end(first);
    clock.advance(59_999);
    const again = budgets.begin();
    expect(again).toBe(first);
    budgets.end(again);
    clock.advance(1);
    expect(budgets.begin()).not.toBe(first);
  });

  it('[WIRE27] is not forgotten while they are here again', () => {
    const budgets = newBudgets(kind);
    const first = budgets.begin();
    first.pay(10, clock.now());
    budgets.end(first);
    const again = budgets.begin();
    again.pay(60, clock.now());
    clock.advance(20_000);
    budgets.end(again);
    expect(budgets.begin()).toBe(first);
  });
});

it('[WIRE27] has whoever leaves on several connections come back to what all had spent', () => {
  const budgets = new Budgets(limits, clock);
  const [one, two] = [budgets.begin('anna'), budgets.begin('anna')];
  for (const budget of [one, two]) budget.pay(30, clock.now());
  for (const budget of [one, two]) budgets.end('anna', budget);
  clock.advance(59_000);
  expect(budgets.begin('anna').spent(clock.now())).toBe(1);
});
