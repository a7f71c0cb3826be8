import type { Clock } from './clock.ts';

/** What one client may send: so much at once, and so much a second on the whole. */
export type BudgetLimits = {
  /** What may come at once after a silence. A message costs 1, 1 more for each 512 bytes of it, and 1 for each millisecond in which it held everybody. */
  readonly burst: number;
  readonly perSecond: number;
};

const bytesPerUnit = 512;

/** What a message of so many bytes costs, in the units of the limits. */
export const costOf = (bytes: number): number => 1 + bytes / bytesPerUnit;

/** A token bucket that may be overdrawn: what is there already is handled, and what comes next waits until it is paid for. */
export class Budget {
  readonly #limits: BudgetLimits;
  #left: number;
  #countedAt: Date;

  constructor(limits: BudgetLimits, now: Date) {
    this.#limits = limits;
    this.#left = limits.burst;
    this.#countedAt = now;
  }

  /** Returns the milliseconds in which nothing else should come; 0 while more may. */
  pay(units: number, now: Date): number {
    const { burst, perSecond } = this.#limits;
    // A clock that was set back gives nothing, and takes nothing.
    const passed = Math.max(0, now.getTime() - this.#countedAt.getTime()) / 1_000;
    this.#left = Math.min(burst, this.#left + passed * perSecond) - units;
    this.#countedAt = now;
    return this.#left >= 0 ? 0 : Math.ceil((-this.#left / perSecond) * 1_000);
  }

  /** What of it is not regained yet. */
  spent(now: Date): number {
    this.pay(0, now);
    return this.#limits.burst - this.#left;
  }

  /** How long it is, in milliseconds, until all of it is. */
  wholeInMs(now: Date): number {
    return Math.ceil((this.spent(now) / this.#limits.perSecond) * 1_000);
  }
}

/** All that a person has open may together send what one connection may, once for each so many connections that they may have. */
const connectionsForEach = 50;

/**
 * One budget for all of a person's connections, beside that of each: a hundred tabs that each send what a page could hold
 * everybody. Who leaves and comes back has no new one, until it is whole again.
 */
export class SharedBudgets {
  readonly #limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #of = new Map<string, { readonly budget: Budget; connections: number }>();
  readonly #left: LeftBudgets;

  /** @param limits of one connection. */
  constructor({ burst, perSecond }: BudgetLimits, maxConnections: number, clock: Clock) {
    const times = Math.max(1, maxConnections / connectionsForEach);
    this.#limits = { burst: burst * times, perSecond: perSecond * times };
    this.#clock = clock;
    this.#left = new LeftBudgets(clock);
  }

  begin(personId: string): Budget {
    const shared = this.#of.get(personId) ?? { budget: this.#left.take(personId) ?? new Budget(this.#limits, this.#clock.now()), connections: 0 };
    this.#of.set(personId, shared);
    shared.connections++;
    return shared.budget;
  }

  end(personId: string): void {
    const shared = this.#of.get(personId);
    if (shared === undefined || --shared.connections > 0) return;
    this.#of.delete(personId);
    this.#left.keep(personId, shared.budget);
  }
}

/** Budgets of people's connections, each its own. Who leaves and comes back has no new one, until it is whole again. */
export class Budgets {
  readonly #limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #left: LeftBudgets;

  constructor(limits: BudgetLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#left = new LeftBudgets(clock);
  }

  /** For a connection that begins: with what all the person's that have ended had spent. */
  begin(personId: string): Budget {
    return this.#left.take(personId) ?? new Budget(this.#limits, this.#clock.now());
  }

  end(personId: string, budget: Budget): void {
    const before = this.#left.take(personId);
    before?.pay(budget.spent(this.#clock.now()), this.#clock.now());
    this.#left.keep(personId, before ?? budget);
  }
}

/** By person, what those who have left had not regained; forgotten when they have. */
class LeftBudgets {
  readonly #clock: Clock;
  readonly #budgets = new Map<string, { readonly budget: Budget; readonly stopForgetting: () => void }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  keep(personId: string, budget: Budget): void {
    const wholeInMs = budget.wholeInMs(this.#clock.now());
    if (wholeInMs === 0) return;
    this.#budgets.set(personId, { budget, stopForgetting: this.#clock.after(wholeInMs, () => this.#budgets.delete(personId)) });
  }

  /** Whose it is goes on with it. */
  take(personId: string): Budget | undefined {
    const left = this.#budgets.get(personId);
    left?.stopForgetting();
    this.#budgets.delete(personId);
    return left?.budget;
  }
}
