import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { StorageError } from '../contract.ts';

/**
 * Kysely over an open database. When a disk is full SQLite ends the transaction by itself; the
 * rollback that Kysely then asks for would fail, and hide why. There is nothing left for it to do.
 */
export function kyselyOf<Tables>(database: Database.Database): Kysely<Tables> {
  const prepare = preparedOnce(database);
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        prepare: (sql) => prepare(sql === 'rollback' && !database.inTransaction ? 'SELECT 1 WHERE 0' : sql),
        close: () => database.close(),
      },
    }),
  });
  databases.set(db, database);
  readers.set(db, (query, values) => {
    const statement = prepare(query);
    return database.inTransaction || !statement.reader ? null : statement.all(...values);
  });
  return db;
}

type Reader = (query: string, values: readonly unknown[]) => unknown[] | null;

const readers = new WeakMap<object, Reader>();

/**
 * The rows of a query that only reads, from the database itself: on its way through Kysely, where it waits for its turn, it
 * costs several times what SQLite takes for it. Null in a transaction, of whomever, and for a query that writes: they are Kysely's.
 */
export function readDirectly(db: object, query: string, values: readonly unknown[]): unknown[] | null {
  return readers.get(db)?.(query, values) ?? null;
}

const databases = new WeakMap<object, Database.Database>();

/**
 * Work whose commits do not wait for the disk: `kill -9` loses nothing of it, a loss of power perhaps the last of it (WAL with
 * `synchronous=NORMAL`). The connection is its own until it ends, and waits for the disk again afterwards: there is but one, and what
 * somebody else commits shall be on the disk. Inside a transaction it is part of that one, and waits as that does.
 */
export function notWaitingForDisk<Tables, Result>(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result> {
  const database = databases.get(db);
  if (database === undefined) return work(db);
  return db.connection().execute(async (connection) => {
    // Not as a query of Kysely's: a prepared pragma does what it does when it is prepared, and never again.
    database.pragma('synchronous = NORMAL');
    try {
      return await work(connection);
    } finally {
      database.pragma('synchronous = FULL');
    }
  });
}

/** Puts what is in the `-wal` into the file, and cuts it off. Throws where somebody else reads from it for long. */
export function emptyWal(db: object): void {
  const [result] = (databases.get(db)?.pragma('wal_checkpoint(TRUNCATE)') ?? []) as readonly { readonly busy: number }[];
  if (result?.busy === 1) throw new StorageError('locked', 'The -wal is being read from');
}

/** Kysely asks for a statement at every query; to prepare it takes SQLite longer than most of ours run. */
function preparedOnce(database: Database.Database): (sql: string) => Database.Statement {
  const prepared = new Map<string, Database.Statement>();
  return (sql) => {
    const known = prepared.get(sql);
    const statement = known ?? database.prepare(sql);
    // Put last, so that the first is the one that was not asked for the longest.
    if (known !== undefined) prepared.delete(sql);
    prepared.set(sql, statement);
    const [oldest] = prepared.keys();
    if (prepared.size > mostPrepared && oldest !== undefined) prepared.delete(oldest);
    return statement;
  };
}

/** More than there are kinds of queries; lists of ids of every length make more of them. */
const mostPrepared = 500;
