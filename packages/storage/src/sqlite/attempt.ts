import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { readDirectly } from './kysely.ts';
import { storageError } from './open.ts';

/** Runs a query, turning what the engine throws into a StorageError that says what was being done. */
export async function attempt<Result>(doing: string, query: () => Promise<Result>): Promise<Result> {
  try {
    return await query();
  } catch (cause) {
    throw storageError(cause, doing);
  }
}

/** All or nothing; inside a transaction, part of that one. */
export function atomically<Tables, Result>(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result> {
  return db.isTransaction ? work(db) : db.transaction().execute((transaction: Transaction<Tables>) => work(transaction));
}

/**
 * The rows of a query that is asked each time somebody opens a document, written as SQL: to build it takes Kysely ten
 * times as long as SQLite to answer, and after a restart everybody opens one. Inside a transaction, part of that one.
 * Those of an opening have no ORDER BY: with one they take four times as long here, for one or two rows.
 */
export async function asked<Row>(db: Pick<Kysely<unknown>, 'executeQuery'>, query: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
  // Whoever writes a query says what its rows are, here as with Kysely.
  return (readDirectly(db, query, values) as Row[] | null) ?? (await db.executeQuery<Row>(CompiledQuery.raw(query, [...values]))).rows;
}
