import { type ClientRow, type NewJournalEntry, type Seq, type Storage, StorageError, type StorageErrorCode } from '@yrka/storage';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { RoomsWatch } from './watch.ts';

/** One update on its way to the journal. */
export type QueuedUpdate = {
  readonly entry: NewJournalEntry;
  /** Client ids that are used for the first time: recorded before the words written under them. */
  readonly claims: readonly ClientRow[];
  /** Told when storing begins to fail, and not again before it has succeeded; and when the update is given up. */
  readonly failing: (code: StorageErrorCode) => void;
};

/**
 * Collects the updates of one event-loop turn over all documents and stores them as one batch.
 * One batch is under way at a time, so a document's updates are stored in the order they came;
 * what arrives meanwhile makes the next one. A batch that fails is kept and tried again; only what the
 * store refuses of one document while it takes another's is given up, or nobody's words would be stored any more.
 */
export class JournalQueue<Update extends QueuedUpdate> {
  readonly #storage: Pick<Storage, 'journal' | 'rows'>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #listener: JournalQueueListener<Update>;
  readonly #watch: RoomsWatch;
  #waiting: Update[] = [];
  /** Those that are being stored, or were tried and are kept. */
  #storing: readonly Update[] = [];
  /** Whether they were tried, and wait to be tried again. */
  #isKept = false;
  /** When the first of those that wait came, by `performance.now()`. */
  #since = 0;
  #bytes = 0;
  #failures = 0;
  #failure: StorageErrorCode | null = null;
  /** The only document that anything waits for, and the store refuses; null where it is not known to be the only one. */
  #stuckOn: string | null = null;
  #isClosing = false;
  #run: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  /** Resolves when the next batch has been tried. */
  #tried = Promise.withResolvers<void>();

  constructor(storage: Pick<Storage, 'journal' | 'rows'>, clock: Clock, logger: Logger, watch: RoomsWatch, listener: JournalQueueListener<Update>) {
    this.#storage = storage;
    this.#watch = watch;
    this.#clock = clock;
    this.#logger = logger;
    this.#listener = listener;
  }

  /** Bytes of updates that are not stored yet. */
  get bytes(): number {
    return this.#bytes;
  }

  /** When the oldest of them came, by the clock of the rooms; null where there are none. */
  get oldestAt(): Date | null {
    return (this.#storing[0] ?? this.#waiting[0])?.entry.at ?? null;
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
    // Whether the store refuses everything, or that document alone, is known when another is tried.
    if (this.#stuckOn !== null && this.#stuckOn !== update.entry.documentId) this.#wake?.();
    this.#run ??= this.#storeAll();
  }

  /** Gives up what waits, and what was tried and is kept; what is being stored at this moment is stored. */
  drop(isDropped: (update: Update) => boolean): void {
    const dropped = [...(this.#isKept ? this.#storing : []), ...this.#waiting].filter(isDropped);
    if (dropped.length === 0) return;
    const stays = (update: Update) => !isDropped(update);
    this.#waiting = this.#waiting.filter(stays);
    if (this.#isKept) this.#storing = this.#storing.filter(stays);
    if (this.#isKept && this.#storing.length === 0) this.#wake?.();
    this.#bytes -= bytesOf(dropped);
    for (const { failing } of dropped) failing('failed');
  }

  /** Resolves when nothing waits: all is stored, or given up after `close`. */
  async settled(): Promise<void> {
    while (this.#run !== null) await this.#run;
  }

  /** Resolves when all that was added so far is stored, or given up, or cannot be stored for now; whatever is added meanwhile. */
  async soFar(): Promise<void> {
    const last = this.#waiting.at(-1) ?? this.#storing.at(-1);
    while (last !== undefined && this.#failure === null && (this.#waiting.includes(last) || this.#storing.includes(last))) await this.#tried.promise;
  }

  #tellTried(): void {
    this.#tried.resolve();
    this.#tried = Promise.withResolvers();
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
      const since = this.#since;
      const waiting = this.#waiting;
      this.#waiting = [];
      if (await this.#store(waiting)) this.#watch.shown((performance.now() - since) / 1_000);
      this.#storing = [];
      this.#tellTried();
    }
    this.#run = null;
  }

  /** Resolves when all is stored or given up; with false when the server stops before, or all of it is dropped. */
  async #store(updates: readonly Update[]): Promise<boolean> {
    for (let left: Left<Update> = { unstored: updates, failure: null }; ; ) {
      const isLast = this.#isClosing;
      this.#storing = left.unstored;
      left = await this.#attempt(left.unstored);
      if (left.failure?.code === 'failed') left = await this.#storeApart(left);
      const { unstored, failure } = left;
      this.#storing = unstored;
      if (failure === null) return true;
      this.#failures++;
      this.#failure = failure.code;
      this.#logger.error(
        { err: failure.cause, code: failure.code, updates: unstored.length, failures: this.#failures },
        'Updates could not be stored; nobody was shown them, and they are kept and tried again',
      );
      if (this.#failures === 1) for (const { failing } of [...unstored, ...this.#waiting]) failing(failure.code);
      if (isLast) {
        for (const [documentId, ofDocument] of byDocument(unstored)) this.#giveUp(documentId, ofDocument, failure);
        return false;
      }
      this.#tellTried();
      const [one, ...others] = byDocument([...unstored, ...this.#waiting]).keys();
      this.#stuckOn = failure.code === 'failed' && one !== undefined && others.length === 0 ? one : null;
      this.#isKept = true;
      await this.#pause();
      this.#isKept = false;
      this.#stuckOn = null;
      if (this.#storing.length === 0) {
        // Whether the next can be stored is known when it is tried.
        this.#failures = 0;
        this.#failure = null;
        return false;
      }
      left = { unstored: this.#storing, failure };
    }
  }

  /** Stores all or none. */
  async #attempt(updates: readonly Update[]): Promise<Left<Update>> {
    const begun = performance.now();
    let seqs: readonly Seq[];
    try {
      const claims = updates.flatMap((update) => update.claims);
      if (claims.length > 0) await this.#storage.rows.claimClients(claims);
      seqs = await this.#storage.journal.appendBatch(updates.map(({ entry }) => entry));
    } catch (cause) {
      this.#watch.notCommitted();
      return { unstored: updates, failure: { code: storageErrorCode(cause), cause } };
    }
    if (this.#failures > 0) this.#logger.info({ failures: this.#failures }, 'Storing works again');
    this.#failures = 0;
    this.#failure = null;
    const bytes = bytesOf(updates);
    this.#bytes -= bytes;
    this.#watch.committed(updates.length, bytes, (performance.now() - begun) / 1_000);
    this.#listener.stored(updates, seqs);
    return { unstored: [], failure: null };
  }

  /**
   * Tries each document's updates by themselves, with what has come meanwhile. Where the store takes some and refuses
   * others twice, with an error that is none of the disk's, those are given up.
   */
  async #storeApart(left: Left<Update>): Promise<Left<Update>> {
    const all = [...left.unstored, ...this.#waiting];
    const documents = byDocument(all);
    if (documents.size === 1) return left;
    this.#waiting = [];
    const refused = await this.#refusedOf(documents.values());
    if (refused.length === documents.size) return { ...left, unstored: all };
    // It may have healed between the first that it refused and the first that it took.
    const again = await this.#refusedOf(refused.map(({ unstored }) => unstored));
    const kept: Left<Update>[] = [];
    for (const one of again) {
      const documentId = one.unstored[0]?.entry.documentId;
      if (one.failure?.code === 'failed' && documentId !== undefined) this.#giveUp(documentId, one.unstored, one.failure);
      else kept.push(one);
    }
    return { unstored: kept.flatMap(({ unstored }) => unstored), failure: kept[0]?.failure ?? null };
  }

  async #refusedOf(groups: Iterable<readonly Update[]>): Promise<readonly Left<Update>[]> {
    const refused: Left<Update>[] = [];
    for (const group of groups) {
      const left = await this.#attempt(group);
      if (left.failure !== null) refused.push(left);
    }
    return refused;
  }

  /** What has come since in the same document may go on from it, and goes with it. */
  #giveUp(documentId: string, updates: readonly Update[], { code, cause }: Failure): void {
    const isOfIt = ({ entry }: Update) => entry.documentId === documentId;
    const givenUp = [...updates, ...this.#waiting.filter(isOfIt)];
    this.#logger.error(
      { err: cause, code, documentId, personIds: [...new Set(givenUp.map(({ entry }) => entry.personId))], updates: givenUp.length },
      'Updates are given up: nobody was shown them, and their writers still have them',
    );
    this.#bytes -= bytesOf(updates);
    for (const { failing } of updates) failing(code);
    this.drop(isOfIt);
    this.#listener.givenUp(documentId, givenUp);
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

type Failure = { readonly code: StorageErrorCode; readonly cause: unknown };

/** What is still to be stored, and why it is not; no failure where that is nothing. */
type Left<Update> = { readonly unstored: readonly Update[]; readonly failure: Failure | null };

export type JournalQueueListener<Update> = {
  /** Called after every batch, in order, before the next one is begun. */
  readonly stored: (updates: readonly Update[], seqs: readonly Seq[]) => void;
  /** All of a document that was added so far and is not stored; it will not be. */
  readonly givenUp: (documentId: string, updates: readonly Update[]) => void;
};

const byDocument = <Update extends QueuedUpdate>(updates: readonly Update[]) => Map.groupBy(updates, ({ entry }) => entry.documentId);

const bytesOf = (updates: readonly QueuedUpdate[]): number => updates.reduce((sum, { entry }) => sum + entry.update.length, 0);

const firstPauseMs = 100;
const longestPauseMs = 5_000;

export function storageErrorCode(error: unknown): StorageErrorCode {
  return error instanceof StorageError ? error.code : 'failed';
}
