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
    const before = this.#senders.get(personId)?.free;
    this.pay(personId, bytes);
    await before;
  }

  /** Has the person's next request wait until so much is paid for. Returns how long that is, in milliseconds. */
  pay(personId: string, bytes: number): number {
    const sender = this.#senders.get(personId) ?? this.#begin(personId);
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
    return waitMs;
  }

  #begin(personId: string) {
    const sender = { budget: new Budget(this.#limits, this.#clock.now()), free: Promise.resolve(), stopForgetting: noTimer };
    this.#senders.set(personId, sender);
    return sender;
  }
}

const noTimer = (): void => undefined;
