import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { type Journal, type JournalEntry, type NewJournalEntry, type Seq, type SeqRange, StorageError } from '../contract.ts';
import type { Failure, Reply, Request } from './journalWorker.ts';
import { storageError } from './open.ts';

type Waiting = { resolve(seqs: readonly Seq[]): void; reject(error: StorageError): void };

type EntryRow = { readonly seq: number; readonly person: string | null; readonly at: number; readonly bytes: Buffer };

/** The journal in a file of its own: appended to by its writer thread, read here. */
export class SqliteJournal implements Journal {
  readonly #worker: Worker;
  readonly #reader: Database.Database;
  readonly #waiting = new Map<number, Waiting>();
  readonly #range: Database.Statement<[string, number, number], EntryRow>;
  readonly #last: Database.Statement<[string], { readonly seq: number | null }>;
  /** Why nothing can be appended any more; null while it can. */
  #gone: StorageError | null = null;
  #closed: (() => void) | null = null;
  #nextId = 1;

  /** Starts the writer and waits until it has the file open. Rejects with what stopped it. */
  static async open(path: string): Promise<SqliteJournal> {
    const worker = new Worker(new URL('./journalWorker.ts', import.meta.url), { workerData: { path } });
    await new Promise<void>((resolve, reject) => {
      worker.once('error', (error) => reject(storageError(error, 'starting the writer of the journal')));
      worker.once('message', (reply: Reply) => (reply.type === 'unusable' ? reject(errorOf(reply.failure)) : resolve()));
    });
    worker.removeAllListeners('error');
    return new SqliteJournal(worker, path);
  }

  private constructor(worker: Worker, path: string) {
    this.#worker = worker;
    this.#reader = new Database(path, { readonly: true, timeout: 100 });
    this.#range = this.#reader.prepare('SELECT seq, person, at, bytes FROM entry WHERE document = ? AND seq > ? AND seq <= ? ORDER BY seq');
    this.#last = this.#reader.prepare('SELECT max(seq) AS seq FROM entry WHERE document = ?');
    worker.on('message', (reply: Reply) => this.#take(reply));
    worker.on('error', (error) => this.#lose(storageError(error, 'writing the journal')));
    worker.on('exit', () => this.#lose(new StorageError('closed', 'The writer of the journal has ended')));
  }

  appendBatch(entries: readonly NewJournalEntry[]): Promise<readonly Seq[]> {
    if (this.#gone !== null) return Promise.reject(this.#gone);
    if (entries.length === 0) return Promise.resolve([]);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#ask({ type: 'append', id, entries: entries.map(({ documentId, update, personId, at }) => ({ documentId, update, personId, at: at.getTime() })) });
    });
  }

  async readDocumentUpdates(documentId: string, { after = 0, upTo = Number.MAX_SAFE_INTEGER }: SeqRange = {}): Promise<readonly JournalEntry[]> {
    return this.#read(() => this.#range.all(documentId, after, upTo)).map(({ seq, person, at, bytes }) => ({
      seq,
      update: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      personId: person,
      at: new Date(at),
    }));
  }

  async lastSeq(documentId: string): Promise<Seq> {
    return this.#read(() => this.#last.get(documentId))?.seq ?? 0;
  }

  /** Whether nothing was ever written. */
  isEmpty(): boolean {
    return this.#read(() => this.#reader.prepare('SELECT 1 FROM entry LIMIT 1').get()) === undefined;
  }

  async erase(documentId: string, upTo = Number.MAX_SAFE_INTEGER): Promise<void> {
    if (this.#gone !== null) throw this.#gone;
    const id = this.#nextId++;
    await new Promise<readonly Seq[]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#ask({ type: 'erase', id, documentId, upTo });
    });
  }

  /**
   * Lets the file grow to this many bytes at most: an append beyond it rejects as `full`, as on a
   * disk that has no room. Infinity takes the limit away. Takes effect before the next append.
   */
  limitSize(bytes: number): void {
    const pageSize: unknown = this.#reader.pragma('page_size', { simple: true });
    const largest = 4_294_967_294;
    this.#ask({ type: 'limit', pages: Math.max(1, Math.min(largest, Math.ceil(bytes / (typeof pageSize === 'number' ? pageSize : 4096)))) });
  }

  /** Waits for the appends before it. */
  async close(): Promise<void> {
    if (this.#gone !== null) return;
    this.#gone = new StorageError('closed', 'The storage is closed');
    // The writer must be the last to close: only then does SQLite put the -wal into the file, which is what people copy.
    this.#reader.close();
    await new Promise<void>((resolve) => {
      this.#closed = resolve;
      this.#ask({ type: 'close' });
    });
    await this.#worker.terminate();
  }

  #ask(request: Request): void {
    this.#worker.postMessage(request);
  }

  #take(reply: Reply): void {
    switch (reply.type) {
      case 'appended':
        this.#settle(reply.id)?.resolve(reply.seqs);
        break;
      case 'failed':
        for (const id of reply.ids) this.#settle(id)?.reject(errorOf(reply.failure));
        break;
      case 'closed':
        this.#closed?.();
        break;
      case 'ready':
      case 'unusable':
        break;
      default:
        reply satisfies never;
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #lose(error: StorageError): void {
    this.#gone ??= error;
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(error);
    this.#closed?.();
  }

  #read<Result>(query: () => Result): Result {
    if (!this.#reader.open) throw new StorageError('closed', 'The storage is closed');
    try {
      return query();
    } catch (cause) {
      throw storageError(cause, 'reading the journal');
    }
  }
}

function errorOf({ code, message }: Failure): StorageError {
  return new StorageError(code, message);
}
