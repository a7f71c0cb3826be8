import {
  type Base,
  type EntryTime,
  type Journal,
  type JournalEntry,
  type NewJournalEntry,
  type Seq,
  type SeqRange,
  type Snapshot,
  type Snapshots,
  type Storage,
  StorageError,
} from './contract.ts';
import { kyselyOf } from './sqlite/kysely.ts';
import { rowMigrations } from './sqlite/migrations.ts';
import { openDatabase } from './sqlite/open.ts';
import { SqliteRows } from './sqlite/rows.ts';
import type { AccountTables } from './sqlite/sqlite.ts';
import type { Tables } from './sqlite/tables.ts';

/** A store that forgets when the process ends: for tests. `failAppends` makes it a broken or full disk. */
export type MemoryStorage = Storage & {
  readonly journal: Journal;
  readonly accounts: AccountTables;
  /** From now on every append rejects with this error; null mends it. */
  failAppends(error: StorageError | null): void;
  /** A store that has what this one has now, and from then on its own. */
  copy(): MemoryStorage;
};

/** The tables without a row, made once in a process: to make them takes longer than most of what is done with them. */
let emptyTables: Buffer | null = null;

export function createMemoryStorage(): MemoryStorage {
  emptyTables ??= openDatabase(':memory:', rowMigrations).serialize();
  return storageOf(emptyTables, new MemoryJournal(), new MemorySnapshots());
}

function storageOf(tables: Buffer, journal: MemoryJournal, snapshots: MemorySnapshots): MemoryStorage {
  // Rows are tables in any store: SQLite keeps them in memory as well as in a file.
  const database = openDatabase(tables, rowMigrations);
  const db = kyselyOf<Tables>(database);
  return {
    journal,
    snapshots,
    rows: new SqliteRows(db),
    accounts: { db, type: 'sqlite' },
    failAppends: (error) => {
      journal.failure = error;
    },
    copy: () => storageOf(database.serialize(), journal.copy(), snapshots.copy()),
    close: async () => {
      journal.failure = new StorageError('closed', 'The storage is closed');
    },
  };
}

class MemoryJournal implements Journal {
  failure: StorageError | null = null;
  #lastSeq = 0;
  #entries: (JournalEntry & { readonly documentId: string })[] = [];

  async appendBatch(entries: readonly NewJournalEntry[]): Promise<readonly Seq[]> {
    if (this.failure !== null) throw this.failure;
    return entries.map((entry) => {
      const seq = ++this.#lastSeq;
      this.#entries.push({ ...entry, seq, update: entry.update.slice() });
      return seq;
    });
  }

  async readDocumentUpdates(documentId: string, { after = 0, upTo = Infinity }: SeqRange = {}): Promise<readonly JournalEntry[]> {
    return this.#entries
      .filter((entry) => entry.documentId === documentId && entry.seq > after && entry.seq <= upTo)
      .map(({ documentId: _, ...entry }) => entry);
  }

  async times(documentId: string, after: Seq, limit: number): Promise<readonly EntryTime[]> {
    const entries = await this.readDocumentUpdates(documentId, { after });
    return entries.slice(0, limit).map(({ seq, at, epoch }) => ({ seq, at, isAnew: epoch !== undefined }));
  }

  async lastSeq(documentId: string): Promise<Seq> {
    return this.#entries.findLast((entry) => entry.documentId === documentId)?.seq ?? 0;
  }

  async bases(documentId: string): Promise<readonly Base[]> {
    return this.#entries.flatMap((entry) => (entry.documentId === documentId && entry.epoch !== undefined ? [{ seq: entry.seq, epoch: entry.epoch }] : []));
  }

  async erase(documentId: string, upTo = Infinity): Promise<void> {
    this.#entries = this.#entries.filter((entry) => entry.documentId !== documentId || entry.seq > upTo);
  }

  async coolDown(): Promise<void> {
    // There is no file that would grow.
  }

  copy(): MemoryJournal {
    const copy = new MemoryJournal();
    copy.#lastSeq = this.#lastSeq;
    copy.#entries = [...this.#entries];
    return copy;
  }
}

class MemorySnapshots implements Snapshots {
  readonly #snapshots: Map<string, Snapshot>;

  constructor(snapshots: ReadonlyMap<string, Snapshot> = new Map()) {
    this.#snapshots = new Map(snapshots);
  }

  copy(): MemorySnapshots {
    return new MemorySnapshots(this.#snapshots);
  }

  async read(documentId: string, upTo: Seq = Infinity): Promise<Snapshot | null> {
    const snapshot = this.#snapshots.get(documentId);
    return snapshot !== undefined && snapshot.upTo <= upTo ? snapshot : null;
  }

  async write(snapshot: Snapshot): Promise<void> {
    const older = this.#snapshots.get(snapshot.documentId);
    if (older === undefined || older.upTo < snapshot.upTo) this.#snapshots.set(snapshot.documentId, snapshot);
  }

  async drop(documentId: string): Promise<void> {
    this.#snapshots.delete(documentId);
  }
}
