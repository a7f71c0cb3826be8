/** Work of which one person's is done one after the other, and several persons' beside one another. */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>();

  next<Result>(personId: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(personId) ?? Promise.resolve();
    // Whether what came before succeeded is told to those who asked for it.
    const done = before.then(work, work);
    this.#last.set(personId, done);
    const forget = () => {
      if (this.#last.get(personId) === done) this.#last.delete(personId);
    };
    done.then(forget, forget);
    return done;
  }
}
