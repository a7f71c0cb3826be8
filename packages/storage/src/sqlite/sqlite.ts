import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { firstEpoch, type Storage, StorageError } from '../contract.ts';
import { eraseLeft } from '../erasing.ts';
import { SqliteJournal } from './journal.ts';
import { lockDirectory } from './lock.ts';
import { rowMigrations } from './migrations.ts';
import { kyselyOf } from './kysely.ts';
import { openDatabase, storageError } from './open.ts';
import { SqliteRows, SqliteSnapshots } from './rows.ts';
import type { Tables } from './tables.ts';
import type { WriterThread } from './writerThread.ts';

export type SqliteStorage = Storage & {
  readonly journal: SqliteJournal;
  readonly accounts: AccountTables;
};

/** The accounts' tables (`signIn…`) beside the rows, for whoever signs people in. Here they are only made, and backed up with the rest. */
export type AccountTables = { readonly db: Kysely<Tables>; readonly type: 'sqlite' };

export type SqliteStorageOptions = {
  readonly directory: string;
  /** The thread of the journal's writer, where it was begun already; it ends with the storage. */
  readonly writer?: WriterThread | undefined;
};

/**
 * Opens the store of one machine in a directory, which is made when it is missing:
 * `journal.sqlite` (what was written), `yrka.sqlite` (rows and snapshots) and `lock.sqlite`.
 * Rejects with a StorageError: `locked` when another instance has the directory, `newerDatabase`
 * when a newer program wrote it, `journalMissing` when the documents' words are not in it, `rowsMissing` when there are words of no document.
 */
export async function openSqliteStorage({ directory, writer }: SqliteStorageOptions): Promise<SqliteStorage> {
  try {
    makeDirectory(directory);
  } catch (cause) {
    throw storageError(cause, `making ${directory}`);
  }
  const lock = lockDirectory(directory);
  let journal: SqliteJournal | null = null;
  try {
    refuseWithoutJournal(directory);
    journal = await SqliteJournal.open(join(directory, 'journal.sqlite'), undefined, undefined, writer);
    refuseWithoutRows(directory, journal);
    const storage = withRows(journal, directory, lock);
    // Before snapshots are looked at: one of a journal that is erased would be put into it.
    await eraseLeft(storage);
    await keepSnapshotsBehind(storage);
    await keepRunsBehind(storage);
    return storage;
  } catch (error) {
    await journal?.close();
    lock.release();
    throw error;
  }
}

/** Node's own `recursive` never returns where the system says ENOENT of a folder whose parent is there, as in /proc. */
function makeDirectory(directory: string): void {
  if (existsSync(directory) && statSync(directory).isDirectory()) return;
  const parent = dirname(directory);
  if (parent !== directory) makeDirectory(parent);
  mkdirSync(directory);
}

/**
 * Documents whose journal is not there (a copy that left it out, a name mistyped) would all open
 * empty, and a new journal would be begun beside what may still be put back.
 */
function refuseWithoutJournal(directory: string): void {
  const [journal, rows] = ['journal.sqlite', 'yrka.sqlite'].map((name) => join(directory, name));
  if (journal === undefined || rows === undefined || sizeOf(journal) > 0 || sizeOf(rows) === 0) return;
  if (hasDocuments(rows)) throw new StorageError('journalMissing', `${rows} has documents, but ${journal} is missing or empty`);
}

/**
 * Words whose rows are not there would be in no list, and nobody would know whose they are. Rows
 * begun anew would stand in the way of those that may still be put back.
 */
function refuseWithoutRows(directory: string, journal: SqliteJournal): void {
  const rows = join(directory, 'yrka.sqlite');
  // The rows' file is made before the first word is written: a first start that was cut short has it.
  if (sizeOf(rows) === 0 && !journal.isEmpty()) throw new StorageError('rowsMissing', `The journal has words, but ${rows} is missing or empty`);
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function hasDocuments(path: string): boolean {
  let database: Database.Database | null = null;
  try {
    // Not read-only: such a connection would leave its -wal and -shm behind.
    database = new Database(path, { fileMustExist: true });
    return (
      database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'document'").get() !== undefined &&
      database.prepare('SELECT 1 FROM document LIMIT 1').get() !== undefined
    );
  } catch (cause) {
    throw storageError(cause, `opening ${path}`);
  } finally {
    database?.close();
  }
}

/**
 * A snapshot that reaches past its document's journal comes from another life of it: the journal
 * was restored from an older backup. It would hide what is written from now on. What it holds is
 * put into the journal, so that nothing is lost, and it is dropped.
 */
async function keepSnapshotsBehind({ journal, snapshots }: OpenedStorage): Promise<void> {
  for (const { documentId, upTo } of await snapshots.list()) {
    if (upTo <= (await journal.lastSeq(documentId))) continue;
    const snapshot = await snapshots.read(documentId);
    if (snapshot !== null) {
      const { update, epoch } = snapshot;
      // Of a later epoch than the journal knows it is the document whole, and of an earlier one a journal would know it.
      const isNewer = epoch > ((await journal.bases(documentId)).at(-1)?.epoch ?? firstEpoch);
      await journal.appendBatch([{ documentId, update, personId: null, at: new Date(), ...(isNewer && { epoch }) }]);
    }
    await snapshots.drop(documentId);
  }
}

/** Of a journal restored from an older backup, what is written from now on has numbers of which the runs seem to tell already. */
async function keepRunsBehind({ journal, rows }: OpenedStorage): Promise<void> {
  for (const { documentId, upTo } of await rows.runs.list()) {
    if (upTo > (await journal.lastSeq(documentId))) await rows.runs.startOver(documentId);
  }
}

/** How long a query on the rows waits for another program before it fails as `locked`. */
const longestWaitMs = 100;

type OpenedStorage = SqliteStorage & { readonly snapshots: SqliteSnapshots; readonly rows: SqliteRows };

function withRows(journal: SqliteJournal, directory: string, lock: { release(): void }): OpenedStorage {
  const database = openDatabase(join(directory, 'yrka.sqlite'), rowMigrations);
  // Waiting for another program's lock holds up everybody: this is not the journal's thread.
  database.pragma(`busy_timeout = ${longestWaitMs}`);
  // Snapshots, late work and rescues are words: of what goes nothing is left in the pages that it had.
  database.pragma('secure_delete = ON');
  const db = kyselyOf<Tables>(database);
  return {
    journal,
    snapshots: new SqliteSnapshots(db),
    rows: new SqliteRows(db),
    accounts: { db, type: 'sqlite' },
    close: async () => {
      await journal.close();
      await db.destroy();
      lock.release();
    },
  };
}
