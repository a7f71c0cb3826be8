import type { Changes } from '@yrka/server/api';

export type ReadingHost = {
  /** What has changed since the server last heard how far one has read. Rejects when it cannot be asked. */
  readonly ask: () => Promise<Changes>;
  /** Tells the server how far one has read. */
  readonly report: (seq: number) => Promise<unknown>;
  /** Shows what has changed; called when everything it speaks of has come here. */
  readonly tell: (places: Changes['places']) => void;
  /** Milliseconds, rising. */
  readonly now: () => number;
};

/** Who has had changes before their eyes for less than this has not read them. */
const glanceMs = 10_000;

/**
 * Knows how far somebody has read a document, and when that may be said: what has come here while
 * the page was in sight and it had been told what was new. What comes to a page that nobody looks at
 * is new when they return.
 */
export class Reading {
  readonly #host: ReadingHost;
  #isInSight = false;
  /** Up to where the document has come here. */
  #sentUpTo = 0;
  /** Up to where it was read, and up to where the server knows of that. */
  #readUpTo = 0;
  #reportedUpTo = 0;
  /** Whether one knows what is new since the page came into sight; `waiting` for what it speaks of to come here. */
  #news: 'unasked' | 'asked' | { readonly waiting: Changes } | 'told' = 'unasked';
  /** Raised each time the page goes out of sight: an answer from before then counts no more. */
  #sight = 0;
  /** Since when what was told is in sight without an answer; null where nothing waits for one. */
  #unreadSince: number | null = null;

  constructor(host: ReadingHost) {
    this.#host = host;
  }

  /** The document has come here up to this sequence. */
  sent(seq: number): void {
    this.#sentUpTo = Math.max(this.#sentUpTo, seq);
    if (this.#isInSight) this.#go();
  }

  /** The page has come into sight. */
  shown(): void {
    if (this.#isInSight) return;
    this.#isInSight = true;
    if (this.#unreadSince !== null) this.#unreadSince = this.#host.now();
    // Before anything has come there is no connection to ask by either.
    if (this.#sentUpTo > 0) this.#go();
  }

  /** It is out of sight, or is left. */
  hidden(): void {
    if (!this.#isInSight) return;
    this.tellServer();
    this.#isInSight = false;
    this.#sight++;
    this.#news = 'unasked';
  }

  /** Everything that was told has been looked at, or waved away. */
  answered(): void {
    this.#unreadSince = null;
    this.tellServer();
  }

  /** For now and then, too: a page that crashes has not said anything. */
  tellServer(): void {
    const seq = this.#readUpTo;
    if (this.#news !== 'told' || seq <= this.#reportedUpTo || this.#isGlance()) return;
    const before = this.#reportedUpTo;
    this.#reportedUpTo = seq;
    this.#host.report(seq).catch(() => {
      // Without a network: it is said the next time, or what was read is told of once more.
      this.#reportedUpTo = Math.min(this.#reportedUpTo, before);
    });
  }

  #go(): void {
    if (this.#news === 'unasked') return void this.#ask();
    if (typeof this.#news === 'object' && this.#news.waiting.seq <= this.#sentUpTo) this.#tell(this.#news.waiting);
    if (this.#news === 'told') this.#readUpTo = this.#sentUpTo;
  }

  async #ask(): Promise<void> {
    const sight = this.#sight;
    this.#news = 'asked';
    const changes = await this.#host.ask().catch(() => null);
    if (sight !== this.#sight) return;
    this.#news = changes === null ? 'unasked' : { waiting: changes };
    if (changes !== null) this.#go();
  }

  #tell({ places }: Changes): void {
    this.#news = 'told';
    if (places.length > 0) this.#unreadSince = this.#host.now();
    this.#host.tell(places);
  }

  #isGlance(): boolean {
    return this.#unreadSince !== null && this.#host.now() - this.#unreadSince < glanceMs;
  }
}
