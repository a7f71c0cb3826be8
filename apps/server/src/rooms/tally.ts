/** How many there are of each. */
export class Tally<Key> {
  readonly #counts = new Map<Key, number>();

  /** Returns how many there are now. */
  add(key: Key): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }

  /** Returns how many are left. */
  remove(key: Key): number {
    const count = (this.#counts.get(key) ?? 0) - 1;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
    return Math.max(0, count);
  }
}
