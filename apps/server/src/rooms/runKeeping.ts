import { joinedRuns, type Run, type Seq } from '@yrka/storage';
import { type AcceptedLetters, shapeOf, type UpdateShape } from '@yrka/ydoc';

/** Runs to be stored, and up to which journal sequence they are all then. */
export type NewRuns = { readonly runs: readonly Run[]; readonly upTo: Seq };

/** An update of the journal, as far as it matters here. */
type Entry = { readonly update: Uint8Array; readonly personId: string | null; readonly at: Date; readonly seq?: number; readonly epoch?: number };

/**
 * Gathers who did what to which letters (ADR 15) until it is stored with the lists. What is gathered can be lost:
 * it is in the journal, and derived anew from there when the document is next opened.
 */
export class RunKeeping {
  /** Up to where they are stored; null where none are kept. */
  #stored: Seq | null;
  #runs: Run[] = [];
  /** The last of each client, by kind: the next is likely to go on with it. */
  readonly #last = { wrote: new Map<number, number>(), removed: new Map<number, number>(), accepted: new Map<number, number>() };
  #isBehind = false;
  #hasNews = false;
  /** Up to where all was taken to be stored. */
  #takenUpTo: Seq = 0;

  constructor(stored: Seq | null) {
    this.#stored = stored;
  }

  /**
   * What is there already when a document is opened. Returns the sequences that a snapshot stands for and of which
   * nothing is written: until `catchUp` has been given them, `take` has nothing to tell.
   */
  begin(snapshotSeq: Seq, entries: readonly Entry[]): { readonly after: Seq; readonly upTo: Seq } | null {
    const after = this.#stored;
    if (after === null) return null;
    for (const entry of entries) if ((entry.seq ?? 0) > after) this.#addEntry(entry);
    this.#isBehind = after < snapshotSeq;
    return this.#isBehind ? { after, upTo: snapshotSeq } : null;
  }

  async catchUp(entries: readonly Entry[]): Promise<void> {
    for (const [index, entry] of entries.entries()) {
      this.#addEntry(entry);
      // A year's journal is taken apart between others' key presses.
      if (index % 200 === 199) await new Promise<void>((resolve) => setImmediate(resolve));
    }
    this.#isBehind = false;
  }

  /** What a document was written anew with, nobody wrote then: whose it is was carried over before. */
  #addEntry(entry: Entry): void {
    if (entry.epoch === undefined) this.add(shapeOf(entry.update), entry);
  }

  add({ carries, deletes }: UpdateShape, { personId, at }: Pick<Entry, 'personId' | 'at'>): void {
    if (this.#stored === null) return;
    const done = { personId, at, source: null };
    for (const [clientId, { from, to }] of carries) this.#put({ did: 'wrote', clientId, clock: from, length: to - from, ...done });
    for (const { client, from, to } of deletes) this.#put({ did: 'removed', clientId: client, clock: from, length: to - from, ...done });
  }

  accepted(letters: readonly AcceptedLetters[], { personId, at }: Pick<Entry, 'personId' | 'at'>): void {
    if (this.#stored === null) return;
    for (const { client, clock, length, suggestedBy } of letters) {
      if (suggestedBy !== personId)
        this.#put({ did: 'accepted', clientId: client, clock, length, personId, at, source: { kind: 'suggestion', by: suggestedBy } });
    }
  }

  /** Whether what came up to there is stored, or will be derived: a snapshot would hide from the next opening what is not. */
  isStoredUpTo(seq: Seq): boolean {
    return !this.#hasNews || this.#isBehind || this.#takenUpTo >= seq;
  }

  /** Whether everything that the journal has is stored. */
  get isComplete(): boolean {
    return this.#stored === null || (!this.#hasNews && !this.#isBehind);
  }

  /** What was gathered, to be stored; null for nothing. `upTo`: all up to there was added before. */
  take(upTo: Seq): NewRuns | null {
    if (this.#stored === null || this.#isBehind || !this.#hasNews) return null;
    const runs = this.#empty();
    this.#hasNews = false;
    this.#takenUpTo = upTo;
    return { runs, upTo };
  }

  /** It could not be stored. */
  giveBack({ runs }: NewRuns): void {
    const later = this.#empty();
    for (const run of [...runs, ...later]) this.#put(run);
    this.#hasNews = true;
    this.#takenUpTo = 0;
  }

  #empty(): readonly Run[] {
    const runs = this.#runs;
    this.#runs = [];
    for (const last of Object.values(this.#last)) last.clear();
    return runs;
  }

  #put(run: Run): void {
    this.#hasNews = true;
    const lastOf = this.#last[run.did];
    const index = lastOf.get(run.clientId);
    const last = index === undefined ? undefined : this.#runs[index];
    const both = last === undefined ? null : joinedRuns(last, run);
    if (both !== null && index !== undefined) this.#runs[index] = both;
    else lastOf.set(run.clientId, this.#runs.push(run) - 1);
  }
}
