import { Budget, type BudgetLimits, costOf } from './budget.ts';
import type { Clock } from './clock.ts';

/**
 * One budget a person, however many connections and requests they have: for what they send over HTTP, where a request
 * waits until what they sent before is paid for, and for what holds others.
 */
export class Pace {
  readonly #limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #senders = new Map<string, { readonly budget: Budget; free: Promise<void>; stopForgetting: () => void }>();

  constructor(limits: BudgetLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Resolves when it is this request's turn. */
  async turn(personId: string, bytes: number): Promise<void> {
    const before = this.#senders.get(personId)?.free;
    this.pay(personId, costOf(bytes));
    await before;
  }

  /** Has the person's next request wait until so much is paid for. Returns how long that is, in milliseconds. */
  pay(personId: string, units: number): number {
    const sender = this.#senders.get(personId) ?? this.#begin(personId);
    const waitMs = sender.budget.pay(units, this.#clock.now());
    if (waitMs > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      sender.free = promise;
      this.#clock.after(waitMs, resolve);
    }
    sender.stopForgetting();
    // By then all is paid for and the budget is whole again.
    const wholeMs = waitMs + Math.ceil((this.#limits.burst / this.#limits.perSecond) * 1_000);
    sender.stopForgetting = this.#clock.after(wholeMs, () => this.#senders.delete(personId));
    return waitMs;
  }

  /** How long it is, in milliseconds, until all is paid for. */
  owed(personId: string): number {
    return this.#senders.get(personId)?.budget.pay(0, this.#clock.now()) ?? 0;
  }

  #begin(personId: string) {
    const sender = { budget: new Budget(this.#limits, this.#clock.now()), free: Promise.resolve(), stopForgetting: noTimer };
    this.#senders.set(personId, sender);
    return sender;
  }
}

const noTimer = (): void => undefined;
