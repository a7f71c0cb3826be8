import type { Clock } from './clock.ts';

/**
 * Tells once when nothing has been written in a document for so long, and not again before something has; and asks
 * again after as long a time where it was not the moment. However much is written, one timer is set at a time.
 */
export class Quiet {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #isQuiet: () => void;
  #writtenAt = 0;
  /** Stops the wait; null while there is nothing to tell of. */
  #stopWaiting: (() => void) | null = null;

  constructor(clock: Clock, ms: number, isQuiet: () => void) {
    this.#clock = clock;
    this.#ms = ms;
    this.#isQuiet = isQuiet;
  }

  /** Something was written, or it is to be asked again. */
  beginAnew(): void {
    this.#writtenAt = this.#clock.now().getTime();
    if (this.#stopWaiting === null) this.#wait(this.#ms);
  }

  stop(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  }

  #wait(ms: number): void {
    this.#stopWaiting = this.#clock.after(ms, () => {
      this.#stopWaiting = null;
      const left = this.#writtenAt + this.#ms - this.#clock.now().getTime();
      // A machine's clock may be set back.
      if (left > 0) this.#wait(Math.min(left, this.#ms));
      else this.#isQuiet();
    });
  }
}
