import { Tally } from './tally.ts';

/**
 * One proof of a person's at a time, over however many connections: whoever locks a document waits for those that are
 * under way, and all who write in it with them.
 */
export class Proofs {
  /** By person of whom one is under way: the connections that wait for the end of all that are, the next first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #underWay = new Tally<string>();

  isUnderWay(personId: string): boolean {
    return this.#waiting.has(personId);
  }

  begin(personId: string, proof: Promise<unknown>): void {
    this.#underWay.add(personId);
    // In a shared version also who may write has all proved, and does not wait for it in other documents.
    if (!this.#waiting.has(personId)) this.#waiting.set(personId, []);
    const end = () => this.#end(personId);
    proof.then(end, end);
  }

  /** Calls `goOn` when none is; it may begin the next. */
  wait(personId: string, goOn: () => void): void {
    this.#waiting.get(personId)?.push(goOn);
  }

  #end(personId: string): void {
    if (this.#underWay.remove(personId) > 0) return;
    const waiting = this.#waiting.get(personId) ?? [];
    this.#waiting.delete(personId);
    for (const [index, goOn] of waiting.entries()) {
      goOn();
      const next = this.#waiting.get(personId);
      if (next !== undefined) return void next.unshift(...waiting.slice(index + 1));
    }
  }
}
