import { Budget, type BudgetLimits } from './budget.ts';
import type { Clock } from './clock.ts';

/**
 * The pace of those who send over HTTP: one budget a person, however many requests, of the size that
 * a connection has. A request waits until what the person sent before is paid for.
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
    const sender = this.#senders.get(personId) ?? this.#begin(personId);
    const before = sender.free;
    const waitMs = sender.budget.spend(bytes, this.#clock.now());
    if (waitMs > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      sender.free = promise;
      this.#clock.after(waitMs, resolve);
    }
    sender.stopForgetting();
    // By then all is paid for and the budget is whole again.
    const wholeMs = waitMs + Math.ceil((this.#limits.burst / this.#limits.perSecond) * 1_000);
    sender.stopForgetting = this.#clock.after(wholeMs, () => this.#senders.delete(personId));
    await before;
  }

  #begin(personId: string) {
    const sender = { budget: new Budget(this.#limits, this.#clock.now()), free: Promise.resolve(), stopForgetting: noTimer };
    this.#senders.set(personId, sender);
    return sender;
  }
}

const noTimer = (): void => undefined;
