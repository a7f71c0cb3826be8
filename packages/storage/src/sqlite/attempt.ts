import type { Kysely, Transaction } from 'kysely';
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
