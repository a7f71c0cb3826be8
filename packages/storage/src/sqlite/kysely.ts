import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';

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
