import type { ProblemCode } from '../api.ts';
import { Refusal } from '../refusal.ts';

type Own = { running: number; readonly waiting: (() => void)[] };

type Limits = {
  /** How many of a person's are done at once, and how many more of theirs may wait. */
  readonly atOnce: number;
  readonly maxWaiting: number;
  /** What one who asks for more than that is told. */
  readonly busy: ProblemCode;
};

/**
 * Who asks for much waits for their own: a few of each person's are done at once. The threads that set pages and read files
 * take what they are asked in the order in which it comes, and refuse all when their queue is full, so that one with two
 * hundred papers would shut out the others.
 */
export class OwnTurns {
  readonly #limits: Limits;
  readonly #own = new Map<string, Own>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** @throws Refusal `busy` to one of whom too many wait; the signal's reason, of work that is then never begun */
  async next<Result>(personId: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    const own = this.#own.get(personId) ?? { running: 0, waiting: [] };
    this.#own.set(personId, own);
    if (own.running < this.#limits.atOnce) own.running++;
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
    if (waiting.length >= this.#limits.maxWaiting) throw new Refusal(this.#limits.busy);
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
