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
}

/** All that a person has open may together send what one connection may, once for each so many connections that they may have. */
const connectionsForEach = 50;

/** One budget for all of a person's connections, beside that of each: a hundred tabs that each send what a page could hold everybody. */
export class SharedBudgets {
  readonly #limits: BudgetLimits;
  readonly #of = new Map<string, { readonly budget: Budget; connections: number }>();

  /** @param limits of one connection. */
  constructor({ burst, perSecond }: BudgetLimits, maxConnections: number) {
    const times = Math.max(1, maxConnections / connectionsForEach);
    this.#limits = { burst: burst * times, perSecond: perSecond * times };
  }

  begin(personId: string, now: Date): Budget {
    const shared = this.#of.get(personId) ?? { budget: new Budget(this.#limits, now), connections: 0 };
    this.#of.set(personId, shared);
    shared.connections++;
    return shared.budget;
  }

  /** Who leaves and comes back has no new one. */
  end(personId: string, now: Date): void {
    const shared = this.#of.get(personId);
    if (shared !== undefined && --shared.connections <= 0 && shared.budget.spent(now) === 0) this.#of.delete(personId);
  }
}

/** Budgets of people's connections, of which who leaves and comes back has no new one. */
export class Budgets {
  readonly #limits: BudgetLimits;
  /** Of those who have left, by person. */
  readonly #left = new Map<string, Budget>();

  constructor(limits: BudgetLimits) {
    this.#limits = limits;
  }

  /** For a connection that begins: with what all the person's that have ended had spent. */
  begin(personId: string, now: Date): Budget {
    const budget = this.#left.get(personId) ?? new Budget(this.#limits, now);
    this.#left.delete(personId);
    return budget;
  }

  end(personId: string, budget: Budget, now: Date): void {
    const spent = budget.spent(now);
    const before = this.#left.get(personId);
    if (before !== undefined) before.pay(spent, now);
    else if (spent > 0) this.#left.set(personId, budget);
  }
}
