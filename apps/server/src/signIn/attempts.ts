import { Refusal } from '../refusal.ts';

/** At most so many failures of one key within a time. */
export type AttemptLimit = { readonly failures: number; readonly minutes: number };

/**
 * What may be tried before one has to wait. An address has far more than an account, because a
 * whole municipality may stand behind one; it is there against one who tries a few common
 * passwords on everybody.
 */
export const attemptLimits = {
  account: { failures: 10, minutes: 15 },
  address: { failures: 50, minutes: 15 },
  /** Mails to one mailbox, each of which counts. */
  mailbox: { failures: 5, minutes: 15 },
  /** The code of the first set-up, from wherever it is tried. */
  setUp: { failures: 20, minutes: 15 },
} as const satisfies Readonly<Record<string, AttemptLimit>>;

export type AttemptKind = keyof typeof attemptLimits;
export type AttemptKey = readonly [AttemptKind, string];

/** Keys beyond this are forgotten, the oldest first: a machine with a million addresses must not fill the memory. */
const maxKeys = 100_000;

/**
 * Counts failures in memory: a restart forgives, and each server of several counts for itself. An
 * attempt counts from when it begins, so that many at once are no way around the limit.
 */
export class Attempts {
  readonly #now: () => Date;
  /** When each key failed, in milliseconds, oldest first. */
  readonly #failures = new Map<string, number[]>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * Runs an attempt that counts against all the keys. A Refusal that it throws is a failure, any
   * other end is none.
   *
   * @throws Refusal `tooManyAttempts`, without running it, when one of the keys has no more.
   */
  async try<T>(keys: readonly AttemptKey[], run: () => Promise<T>): Promise<T> {
    const taken = this.take(keys);
    try {
      const result = await run();
      taken.giveBack();
      return result;
    } catch (error) {
      if (!(error instanceof Refusal)) taken.giveBack();
      throw error;
    }
  }

  /** Counts one for each key, for what counts however it ends. @throws Refusal `tooManyAttempts` */
  take(keys: readonly AttemptKey[]): { giveBack(): void } {
    const now = this.#now().getTime();
    const counted = keys.map(([kind, name]) => {
      const { failures: most, minutes } = attemptLimits[kind];
      const key = `${kind} ${name}`;
      // What a clock that was ahead for a while says is to come would keep somebody out until then.
      const failures = (this.#failures.get(key) ?? []).filter((at) => at > now - minutes * 60_000 && at <= now);
      return { key, failures, isFull: failures.length >= most };
    });
    if (counted.some(({ isFull }) => isFull)) throw new Refusal('tooManyAttempts');
    for (const { key, failures } of counted) {
      this.#failures.delete(key); // to the end of the order in which keys are forgotten
      this.#failures.set(key, [...failures, now]);
    }
    for (const key of this.#failures.keys()) {
      if (this.#failures.size <= maxKeys) break;
      this.#failures.delete(key);
    }
    return {
      giveBack: () => {
        for (const { key } of counted) {
          const failures = this.#failures.get(key);
          const at = failures?.indexOf(now) ?? -1;
          if (failures !== undefined && at >= 0) failures.splice(at, 1);
          if (failures?.length === 0) this.#failures.delete(key);
        }
      },
    };
  }

  /** Who has shown that it was them all along begins anew. */
  forgive([kind, name]: AttemptKey): void {
    this.#failures.delete(`${kind} ${name}`);
  }
}
