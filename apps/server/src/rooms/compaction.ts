import type { Epoch, History, Seq, Storage } from '@yrka/storage';
import type { Clock } from './clock.ts';
import type { Integrator } from './integrator.ts';
import type { Logger } from './logger.ts';
import type { CompactionLimits } from './types.ts';
import { mergeUpdates } from './updateLog.ts';

/** What compaction asks of the open document that it keeps small. */
export type CompactingHost = {
  readonly documentId: string;
  readonly epoch: Epoch;
  readonly storage: Pick<Storage, 'journal' | 'snapshots'>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly limits: CompactionLimits;
  readonly integrator: Pick<Integrator, 'settled' | 'compacted'>;
  /** The newest sequence, whether all that was taken is stored, and whether the document is of no more use. */
  readonly now: () => { readonly seq: Seq; readonly isStored: boolean; readonly isGivenUp: boolean };
  /** It is time to rest: `rest` is to be called when nothing is being done with the document for which it stands still. */
  readonly isDue: () => void;
  /** Brings the lists up to date. */
  readonly project: () => Promise<void>;
  /** Keeps what is derived from the journal; resolves with whether it is kept as far as a sequence. */
  readonly derive: (upTo: Seq) => Promise<boolean>;
  /** Has the open document go on from its compact form, and what was stored since. */
  readonly replace: (compacted: Uint8Array, later: Uint8Array) => void;
  /** Work that nobody waits for, and that must not end unseen. */
  readonly background: (work: Promise<unknown>) => void;
};

/**
 * Writes the snapshots of an open document and has it go on from them. A document that somebody is always in
 * grows with its history otherwise, for whoever opens it.
 */
export class Compaction {
  readonly #host: CompactingHost;
  #snapshotSeq: Seq;
  /** What the newest snapshot has not. */
  #sinceSnapshot: { readonly entries: number; readonly bytes: number };
  /** What is stored while a snapshot is written; null while none is. */
  #later: Uint8Array[] | null = null;
  /** Stops the wait before it is compacted; null while nobody waits. */
  #stopWaiting: (() => void) | null = null;
  /** Updates of the server's own that are on their way to the journal. */
  #repairing = 0;
  #isAllowed = true;
  #resting: Promise<void> = Promise.resolve();

  constructor({ snapshot, entries }: History, host: CompactingHost) {
    this.#host = host;
    this.#snapshotSeq = snapshot?.upTo ?? 0;
    this.#sinceSnapshot = { entries: entries.length, bytes: entries.reduce((bytes, { update }) => bytes + update.length, 0) };
  }

  /** Whether the newest snapshot has everything. */
  get isDone(): boolean {
    const { seq, isStored } = this.#host.now();
    return this.#isAllowed && isStored && this.#snapshotSeq === seq;
  }

  /** No snapshot may stand for the journal any more: something was to be derived from it, and could not be kept. */
  forbid(): void {
    this.#isAllowed = false;
  }

  /** So many more entries are stored, which are this update. */
  stored(entries: number, merged: Uint8Array): void {
    this.#later?.push(merged);
    this.#sinceSnapshot = { entries: this.#sinceSnapshot.entries + entries, bytes: this.#sinceSnapshot.bytes + merged.length };
  }

  /** An update of the server's own is on its way; until `repairStored` no snapshot is written, which would have it already. */
  repairBegins(): void {
    this.#repairing++;
  }

  repairStored(): void {
    this.#repairing--;
  }

  /** Waits to compact it, where there is enough for that. */
  begin(): void {
    const { entries, bytes, afterMs } = this.#host.limits;
    if (this.#stopWaiting !== null || (this.#sinceSnapshot.entries < entries && this.#sinceSnapshot.bytes < bytes)) return;
    this.#stopWaiting = this.#host.clock.after(afterMs, () => {
      this.#stopWaiting = null;
      this.#host.isDue();
    });
  }

  stop(): void {
    this.#stopWaiting?.();
  }

  /** Resolves when no snapshot is being written. */
  settled(): Promise<void> {
    return this.#resting;
  }

  /** Brings lists and snapshot up to date. */
  rest(): Promise<void> {
    const resting = this.#resting.then(() => this.#rest());
    this.#resting = resting.catch(() => {}); // whoever asked is told
    return resting;
  }

  async #rest(): Promise<void> {
    await this.#host.integrator.settled();
    await this.#host.project();
    await this.#writeSnapshot();
    // Nobody waits for it; and what was written before there were segments comes to them when it is next opened.
    if (this.#snapshotSeq > 0) this.#host.background(this.#coolDown(this.#snapshotSeq));
  }

  async #writeSnapshot(): Promise<void> {
    const { documentId, epoch, storage, logger, integrator } = this.#host;
    const [{ seq: upTo }, since] = [this.#host.now(), this.#sinceSnapshot];
    if (!this.#isAllowed || this.#repairing > 0 || upTo <= this.#snapshotSeq) return;
    const later: Uint8Array[] = [];
    this.#later = later;
    try {
      const compacted = await integrator.compacted();
      // Who wrote it is derived from the journal, and what was lost of it found there, as long as no snapshot stands for that.
      const isDerived = await this.#host.derive(upTo);
      const { seq, isStored, isGivenUp } = this.#host.now();
      if (compacted === null || isGivenUp || !this.#isAllowed || !isDerived) return;
      if (!compacted.isOfThen && (!isStored || seq !== upTo)) return;
      await storage.snapshots.write({ documentId, epoch, upTo, update: compacted.update });
      this.#snapshotSeq = upTo;
      this.#sinceSnapshot = { entries: this.#sinceSnapshot.entries - since.entries, bytes: this.#sinceSnapshot.bytes - since.bytes };
      this.#host.replace(compacted.update, mergeUpdates(later));
    } catch (error) {
      logger.warn({ err: error, documentId }, 'No snapshot could be written; the journal has everything');
    } finally {
      this.#later = null;
    }
  }

  async #coolDown(upTo: Seq): Promise<void> {
    const { documentId, storage, logger } = this.#host;
    try {
      await storage.journal.coolDown(documentId, upTo);
    } catch (error) {
      logger.warn({ err: error, documentId }, 'What the snapshot covers could not be compressed; it is tried again when the document is next put away');
    }
  }
}
