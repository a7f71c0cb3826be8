import type { Clock } from './clock.ts';

/** Timers that fire when the test says so. */
export class NoClock implements Clock {
  #timers = new Set<() => void>();

  now(): Date {
    return new Date(0);
  }

  after(_ms: number, run: () => void): () => void {
    const timer = () => run();
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  runAll(): void {
    const timers = [...this.#timers];
    this.#timers.clear();
    for (const run of timers) run();
  }
}
