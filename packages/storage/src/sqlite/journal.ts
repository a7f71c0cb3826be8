import Database from 'better-sqlite3';
import {
  type Base,
  type EntryTime,
  type Epoch,
  type Journal,
  type JournalEntry,
  type NewJournalEntry,
  type Seq,
  type SeqRange,
  StorageError,
} from '../contract.ts';
import { type SegmentLimits, segmentLimits } from './coldSegments.ts';
import { JournalWriter, type Pause } from './journalWriter.ts';
import type { WriterThread } from './writerThread.ts';
import { storageError } from './open.ts';
import { packEntries } from './packedEntries.ts';
import { type StoredEntry, unpackSegment } from './segment.ts';

/** What a range of a document's entries stands in, oldest first; of the segments the first and the last may reach beyond it. */
type Range = { readonly segments: readonly Buffer[]; readonly rows: readonly StoredEntry[]; readonly bases: readonly Base[] };

/** What a journal's file has, without writing in it. */
export class JournalReader {
  protected readonly database: Database.Database;
  readonly #range: (documentId: string, after: Seq, upTo: Seq) => Range;
  readonly #times: (documentId: string, after: Seq, limit: number) => Times;
  readonly #last: Database.Statement<[string, string], number>;
  readonly #bases: Database.Statement<[string], Base>;

  constructor(path: string) {
    this.database = new Database(path, { readonly: true, timeout: 100 });
    this.#bases = this.database.prepare('SELECT seq, epoch FROM base WHERE document = ?');
    this.#range = rangeReader(this.database, this.#bases);
    this.#times = timesReader(this.database, this.#bases);
    this.#last = this.database
      .prepare<[string, string], number>(
        `SELECT coalesce(
           (SELECT max(seq) FROM entry WHERE document = ?),
           (SELECT toSeq FROM segment WHERE document = ? ORDER BY fromSeq DESC LIMIT 1),
           0)`,
      )
      .pluck();
  }

  async readDocumentUpdates(documentId: string, { after = 0, upTo = Number.MAX_SAFE_INTEGER }: SeqRange = {}): Promise<readonly JournalEntry[]> {
    const { segments, rows, bases } = this.reading(() => this.#range(documentId, after, upTo));
    const epochs = new Map(bases.map(({ seq, epoch }) => [seq, epoch]));
    const entries: JournalEntry[] = [];
    for (const segment of segments) {
      for (const entry of await unpackSegment(segment)) if (entry.seq > after && entry.seq <= upTo) entries.push(journalEntry(entry, epochs));
    }
    for (const row of rows) entries.push(journalEntry(row, epochs));
    return entries;
  }

  async times(documentId: string, after: Seq, limit: number): Promise<readonly EntryTime[]> {
    const { segment, rows, bases } = this.reading(() => this.#times(documentId, after, limit));
    const anew = new Set(bases.map(({ seq }) => seq));
    const entries = segment === null ? rows : (await unpackSegment(segment)).filter(({ seq }) => seq > after);
    return entries.slice(0, limit).map(({ seq, at }) => ({ seq, at: new Date(at), isAnew: anew.has(seq) }));
  }

  async lastSeq(documentId: string): Promise<Seq> {
    return this.reading(() => this.#last.get(documentId, documentId)) ?? 0;
  }

  async bases(documentId: string): Promise<readonly Base[]> {
    return this.reading(() => this.#bases.all(documentId)).toSorted(bySeq);
  }

  /** Whether nothing was ever written. */
  isEmpty(): boolean {
    return this.reading(() => this.database.prepare('SELECT 1 FROM entry UNION ALL SELECT 1 FROM segment LIMIT 1').get()) === undefined;
  }

  protected reading<Result>(query: () => Result): Result {
    if (!this.database.open) throw new StorageError('closed', 'The storage is closed');
    try {
      return query();
    } catch (cause) {
      throw storageError(cause, 'reading the journal');
    }
  }
}

/** The journal in a file of its own: appended to by its writer thread, read here. */
export class SqliteJournal extends JournalReader implements Journal {
  readonly #writer: JournalWriter;

  /** Waits until the writer has the file open; begins a thread for it where none is given. Rejects with what stopped it. */
  static async open(path: string, limits: SegmentLimits = segmentLimits, pause?: Pause, thread?: WriterThread): Promise<SqliteJournal> {
    return new SqliteJournal(await JournalWriter.open({ path, limits }, pause, thread), path);
  }

  private constructor(writer: JournalWriter, path: string) {
    super(path);
    this.#writer = writer;
  }

  async appendBatch(entries: readonly NewJournalEntry[]): Promise<readonly Seq[]> {
    if (entries.length === 0 && !this.#writer.isClosed) return [];
    return this.#writer.ask((id) => ({ type: 'append', id, entries: packEntries(entries) }));
  }

  async erase(documentId: string, upTo = Number.MAX_SAFE_INTEGER): Promise<void> {
    await this.#writer.ask((id) => ({ type: 'erase', id, documentId, upTo }));
  }

  async coolDown(documentId: string, upTo: Seq): Promise<void> {
    let moved: readonly Seq[];
    do {
      moved = await this.#writer.ask((id) => ({ type: 'coolDown', id, documentId, upTo }));
    } while (moved.length > 0);
  }

  /**
   * Lets the file grow to this many bytes at most: an append beyond it rejects as `full`, as on a
   * disk that has no room. Infinity takes the limit away. Takes effect before the next append.
   */
  limitSize(bytes: number): void {
    const pageSize: unknown = this.database.pragma('page_size', { simple: true });
    const largest = 4_294_967_294;
    this.#writer.limit(Math.max(1, Math.min(largest, Math.ceil(bytes / (typeof pageSize === 'number' ? pageSize : 4096)))));
  }

  /** Waits for the appends before it. */
  async close(): Promise<void> {
    // The writer must be the last to close: only then does SQLite put the -wal into the file, which is what people copy.
    this.database.close();
    await this.#writer.close();
  }
}

/**
 * In one transaction: between two queries the writer could move an entry, which would then be read twice, or not at all.
 * Put in order here: with an ORDER BY, SQLite takes several times as long for the few rows of an opening.
 */
function rangeReader(reader: Database.Database, bases: Database.Statement<[string], Base>): (documentId: string, after: Seq, upTo: Seq) => Range {
  const segments = reader.prepare<[string, number, number], { readonly fromSeq: Seq; readonly bytes: Buffer }>(
    'SELECT fromSeq, bytes FROM segment WHERE document = ? AND toSeq > ? AND fromSeq <= ?',
  );
  const rows = reader.prepare<[string, number, number], StoredEntry>('SELECT seq, person, at, bytes FROM entry WHERE document = ? AND seq > ? AND seq <= ?');
  return reader.transaction((documentId: string, after: Seq, upTo: Seq) => ({
    segments: segments
      .all(documentId, after, upTo)
      .toSorted((a, b) => a.fromSeq - b.fromSeq)
      .map(({ bytes }) => bytes),
    rows: rows.all(documentId, after, upTo).toSorted(bySeq),
    bases: bases.all(documentId).toSorted(bySeq),
  }));
}

const bySeq = (a: { readonly seq: Seq }, b: { readonly seq: Seq }) => a.seq - b.seq;

/** Where a part of a document's entries stands: in one segment, or in rows. */
type Times = { readonly segment: Buffer | null; readonly rows: readonly { readonly seq: Seq; readonly at: number }[]; readonly bases: readonly Base[] };

/** In one transaction, as a range is read. What is older stands in segments. */
function timesReader(reader: Database.Database, bases: Database.Statement<[string], Base>): (documentId: string, after: Seq, limit: number) => Times {
  const segments = reader.prepare<[string, number], Buffer>('SELECT bytes FROM segment WHERE document = ? AND toSeq > ? ORDER BY fromSeq LIMIT 1').pluck();
  const rows = reader.prepare<[string, number, number], Times['rows'][number]>('SELECT seq, at FROM entry WHERE document = ? AND seq > ? ORDER BY seq LIMIT ?');
  return reader.transaction((documentId: string, after: Seq, limit: number) => {
    const segment = segments.get(documentId, after) ?? null;
    return { segment, rows: segment === null ? rows.all(documentId, after, limit) : [], bases: bases.all(documentId) };
  });
}

/** The bytes as a plain Uint8Array, which a Buffer is not to everybody. */
function journalEntry({ seq, person, at, bytes }: StoredEntry, epochs: ReadonlyMap<Seq, Epoch>): JournalEntry {
  const epoch = epochs.get(seq);
  const update = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { seq, update, personId: person, at: new Date(at), ...(epoch !== undefined && { epoch }) };
}
