import type { Clock } from './clock.ts';

/** A clock that a test sets: what is due by then is run, in order, before `advance` returns. */
export class HandClock implements Clock {
  #now: number;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  constructor(now: string) {
    this.#now = Date.parse(now);
  }

  now(): Date {
    return new Date(this.#now);
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    while (this.#runNext(end));
    this.#now = end;
  }

  /** `settled` is waited for after everything that ran. */
  async advanceTo(time: string, settled: () => Promise<void>): Promise<void> {
    const end = Date.parse(time);
    while (this.#runNext(end)) await settled();
    this.#now = end;
  }

  /** Whether anything was due by then. */
  #runNext(end: number): boolean {
    const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    if (next === undefined) return false;
    this.#timers = this.#timers.filter((other) => other !== next);
    this.#now = Math.max(this.#now, next.at);
    next.run();
    return true;
  }
}
