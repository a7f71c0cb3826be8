/** An app's code is good in the half minute that it is of, and in the one before and after. */
const rememberedMs = 120_000;

/**
 * Codes of apps that have let somebody in: whoever saw one over a shoulder has nothing of it. In memory, a restart forgives.
 *
 * Source: RFC 6238, section 5.2: a verifier must not accept a code a second time.
 */
export class UsedCodes {
  readonly #now: () => Date;
  /** When each came, in milliseconds since 1970, oldest first. */
  readonly #used = new Map<string, number>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Returns whether it had not been used. */
  use(personId: string, code: string): boolean {
    const now = this.#now().getTime();
    for (const [key, at] of this.#used) {
      if (at + rememberedMs > now) break;
      this.#used.delete(key);
    }
    const key = `${code} ${personId}`;
    if (this.#used.has(key)) return false;
    this.#used.set(key, now);
    return true;
  }
}
