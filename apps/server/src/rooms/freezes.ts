/** Documents in which nothing may be written for the moment, each for what is being done with it: one thing after the other. */
export class Freezes {
  /** By document: resolves when the last that was begun with it is over. */
  readonly #last = new Map<string, Promise<void>>();

  isFrozen(documentId: string): boolean {
    return this.#last.has(documentId);
  }

  /** Resolves when all that was begun with the document so far is over. */
  over(documentId: string): Promise<void> {
    return this.#last.get(documentId) ?? Promise.resolve();
  }

  /** Nothing may be written from now on, until `end` is called; `turn` resolves when what was begun before is over. */
  begin(documentId: string): { readonly turn: Promise<void>; readonly end: () => void } {
    const turn = this.over(documentId);
    const { promise, resolve } = Promise.withResolvers<void>();
    const over = turn.then(() => promise);
    this.#last.set(documentId, over);
    const end = () => {
      if (this.#last.get(documentId) === over) this.#last.delete(documentId);
      resolve();
    };
    return { turn, end };
  }
}
