import { Refusal } from '../refusal.ts';

type Own = { running: number; readonly waiting: (() => void)[] };

/**
 * Who asks for many papers waits for their own: a few of each person's are made at once. The thread that sets pages takes them
 * in the order in which they come, and refuses all when its queue is full, so that one with two hundred would shut out the others.
 */
export class OwnTurns {
  readonly #atOnce: number;
  readonly #maxWaiting: number;
  readonly #own = new Map<string, Own>();

  constructor({ atOnce = 3, maxWaiting = 100 }: { readonly atOnce?: number; readonly maxWaiting?: number } = {}) {
    this.#atOnce = atOnce;
    this.#maxWaiting = maxWaiting;
  }

  /** @throws Refusal `papersBusy` to one of whom too many wait; the signal's reason, of work that is then never begun */
  async next<Result>(personId: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    const own = this.#own.get(personId) ?? { running: 0, waiting: [] };
    this.#own.set(personId, own);
    if (own.running < this.#atOnce) own.running++;
    else await this.#place(own, signal);
    try {
      return await work();
    } finally {
      const waiting = own.waiting.shift();
      if (waiting !== undefined) waiting();
      else if (--own.running === 0) this.#own.delete(personId);
    }
  }

  /** Until somebody who ends leaves their place. */
  #place({ waiting }: Own, signal: AbortSignal): Promise<void> {
    if (waiting.length >= this.#maxWaiting) throw new Refusal('papersBusy');
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      waiting.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
