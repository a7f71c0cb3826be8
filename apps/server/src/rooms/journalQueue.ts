import { type ClientRow, type NewJournalEntry, type Seq, type Storage, StorageError, type StorageErrorCode } from '@yrka/storage';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { RoomsWatch } from './watch.ts';

/** One update on its way to the journal. */
export type QueuedUpdate = {
  readonly entry: NewJournalEntry;
  /** Client ids that are used for the first time: recorded before the words written under them. */
  readonly claims: readonly ClientRow[];
  /** Told once when storing begins to fail, and not again before it has succeeded. */
  readonly failing: (code: StorageErrorCode) => void;
};

/**
 * Collects the updates of one event-loop turn over all documents and stores them as one batch.
 * One batch is under way at a time, so a document's updates are stored in the order they came;
 * what arrives meanwhile makes the next one. A batch that fails is kept and tried again.
 */
export class JournalQueue<Update extends QueuedUpdate> {
  readonly #storage: Pick<Storage, 'journal' | 'rows'>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #stored: (updates: readonly Update[], seqs: readonly Seq[]) => void;
  readonly #watch: RoomsWatch;
  #waiting: Update[] = [];
  /** When the first of those that wait came, by `performance.now()`. */
  #since = 0;
  #bytes = 0;
  #failures = 0;
  #failure: StorageErrorCode | null = null;
  #isClosing = false;
  #run: Promise<void> | null = null;
  #wake: (() => void) | null = null;

  /** `stored` is called after every batch, in order, before the next one is begun. */
  constructor(
    storage: Pick<Storage, 'journal' | 'rows'>,
    clock: Clock,
    logger: Logger,
    watch: RoomsWatch,
    stored: (updates: readonly Update[], seqs: readonly Seq[]) => void,
  ) {
    this.#storage = storage;
    this.#watch = watch;
    this.#clock = clock;
    this.#logger = logger;
    this.#stored = stored;
  }

  /** Bytes of updates that are not stored yet. */
  get bytes(): number {
    return this.#bytes;
  }

  get isIdle(): boolean {
    return this.#run === null;
  }

  /** Why nothing could be stored the last time it was tried; null while it can. */
  get failure(): StorageErrorCode | null {
    return this.#failure;
  }

  add(update: Update): void {
    if (this.#waiting.length === 0) this.#since = performance.now();
    this.#waiting.push(update);
    this.#bytes += update.entry.update.length;
    if (this.#failure !== null) update.failing(this.#failure);
    this.#run ??= this.#storeAll();
  }

  /** Resolves when nothing waits: all is stored, or given up after `close`. */
  async settled(): Promise<void> {
    while (this.#run !== null) await this.#run;
  }

  /** Stores what waits, trying only once more where it failed. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#wake?.();
    await this.settled();
  }

  async #storeAll(): Promise<void> {
    // The rest of this turn's messages go into the same batch.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      const since = this.#since;
      this.#waiting = [];
      const begun = performance.now();
      const seqs = await this.#store(batch);
      const bytes = batch.reduce((sum, { entry }) => sum + entry.update.length, 0);
      this.#bytes -= bytes;
      if (seqs === null) continue;
      this.#watch.committed(batch.length, bytes, (performance.now() - begun) / 1_000);
      this.#stored(batch, seqs);
      this.#watch.shown((performance.now() - since) / 1_000);
    }
    this.#run = null;
  }

  /** The sequences, or null when the server stops before it could be stored. */
  async #store(batch: readonly Update[]): Promise<readonly Seq[] | null> {
    const claims = batch.flatMap((update) => update.claims);
    for (;;) {
      const isLast = this.#isClosing;
      try {
        if (claims.length > 0) await this.#storage.rows.claimClients(claims);
        const seqs = await this.#storage.journal.appendBatch(batch.map(({ entry }) => entry));
        if (this.#failures > 0) this.#logger.info({ failures: this.#failures }, 'Storing works again');
        this.#failures = 0;
        this.#failure = null;
        return seqs;
      } catch (error) {
        this.#failures++;
        this.#watch.notCommitted();
        const code = storageErrorCode(error);
        this.#failure = code;
        this.#logger.error(
          { err: error, code, updates: batch.length, failures: this.#failures },
          'Updates could not be stored; nobody was shown them, and they are kept and tried again',
        );
        if (this.#failures === 1) for (const { failing } of [...batch, ...this.#waiting]) failing(code);
        if (isLast) return null;
        await this.#pause();
      }
    }
  }

  #pause(): Promise<void> {
    const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** (this.#failures - 1));
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
      if (this.#isClosing) this.#wake();
    });
  }
}

const firstPauseMs = 100;
const longestPauseMs = 5_000;

export function storageErrorCode(error: unknown): StorageErrorCode {
  return error instanceof StorageError ? error.code : 'failed';
}
