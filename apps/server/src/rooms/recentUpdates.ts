import type { Seq } from '@yrka/storage';
import { mergeUpdates } from './updateLog.ts';

/**
 * A room's newest updates by their journal sequence: what somebody lacks who has everything before. To
 * find that out from a state vector takes a pass over the whole document, and sends all its deletions
 * once more: 20 ms and 11 kB for one that was written for weeks (PERF.md, the trace).
 */
export class RecentUpdates {
  /** All that came after this is here. */
  #after: Seq;
  #newest: Seq;
  #updates: { readonly seq: Seq; readonly update: Uint8Array }[] = [];
  #bytes = 0;

  /** @param seq the newest of what the room begins with */
  constructor(seq: Seq) {
    this.#after = seq;
    this.#newest = seq;
  }

  add(seq: Seq, update: Uint8Array): void {
    this.#updates.push({ seq, update });
    this.#newest = seq;
    this.#bytes += update.length;
    while (this.#updates.length > mostUpdates || this.#bytes > mostBytes) {
      const first = this.#updates.shift();
      if (first === undefined) return;
      this.#bytes -= first.update.length;
      this.#after = first.seq;
    }
  }

  /** What came after a sequence; null when that is not remembered, or has not been. */
  since(seq: Seq): Uint8Array | null {
    if (seq < this.#after || seq > this.#newest) return null;
    return mergeUpdates(this.#updates.filter((recent) => recent.seq > seq).map(({ update }) => update));
  }
}

/** What is written in the seconds between two requests of one page. */
const mostUpdates = 100;
const mostBytes = 32 * 1024;
