/** Who is told that somebody's notices changed. */
export interface Bell {
  ring(personIds: readonly string[]): void;
  listen(listener: (personIds: readonly string[]) => void): () => void;
}

/** Tells everybody who listens, at once. What a listener throws is its own affair: the notice is stored. */
export class OpenBell implements Bell {
  readonly #listeners = new Set<(personIds: readonly string[]) => void>();

  ring(personIds: readonly string[]): void {
    for (const listener of this.#listeners) listener(personIds);
  }

  listen(listener: (personIds: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** A bell within a transaction: it rings when the transaction has been committed, and never when it was not. */
export class HeldBell implements Bell {
  readonly #outer: Bell;
  readonly #held = new Set<string>();

  constructor(outer: Bell) {
    this.#outer = outer;
  }

  ring(personIds: readonly string[]): void {
    for (const id of personIds) this.#held.add(id);
  }

  listen(listener: (personIds: readonly string[]) => void): () => void {
    return this.#outer.listen(listener);
  }

  release(): void {
    if (this.#held.size > 0) this.#outer.ring([...this.#held]);
  }
}
