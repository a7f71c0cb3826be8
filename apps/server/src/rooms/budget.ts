/** What one client may send: so much at once, and so much a second on the whole. */
export type BudgetLimits = {
  /** What may come at once after a silence. A message costs 1, and 1 more for each 512 bytes of it. */
  readonly burst: number;
  readonly perSecond: number;
};

const bytesPerUnit = 512;

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

  /** Pays for a message. Returns the milliseconds in which no other should come; 0 while others may. */
  spend(bytes: number, now: Date): number {
    const { burst, perSecond } = this.#limits;
    // A clock that was set back gives nothing, and takes nothing.
    const passed = Math.max(0, now.getTime() - this.#countedAt.getTime()) / 1_000;
    this.#left = Math.min(burst, this.#left + passed * perSecond) - 1 - bytes / bytesPerUnit;
    this.#countedAt = now;
    return this.#left >= 0 ? 0 : Math.ceil((-this.#left / perSecond) * 1_000);
  }
}
