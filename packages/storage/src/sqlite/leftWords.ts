import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { atomically } from './attempt.ts';
import { notWaitingForDisk } from './kysely.ts';
import type { Tables } from './tables.ts';

/** In the transaction that takes words away: until they are gone from every file (`Rows.erased`), it is kept that they are to be. */
export async function toBeErased(db: Kysely<Tables>, documentId: string, isIndexed: boolean): Promise<void> {
  await db
    .insertInto('erasure')
    .values({ documentId, isIndexed: Number(isIndexed) })
    .onConflict((conflict) => (isIndexed ? conflict.column('documentId').doUpdateSet({ isIndexed: 1 }) : conflict.doNothing()))
    .execute();
}

/** Some 2 ms of a step, and 40 ms at most where we measured: the whole index of 40 MB takes half a second. */
const pagesAtOnce = 16;

/**
 * Merges the whole index of what is searched. What is deleted from it is only marked so, and its words stand in the file, with
 * their places, until what is marked is merged with what says so; that may be never. FTS5 can leave nothing behind at
 * once (`secure-delete`), and then takes ten times as long for every change of a text.
 *
 * Source: sqlite.org/fts5.html, 6.8 and 6.10, read 2026-11-27.
 */
export async function mergeWords(db: Kysely<Tables>): Promise<void> {
  // Below zero the first time: that has all of it merged into one.
  for (let pages = -pagesAtOnce; (await mergedSome(db, pages)) > 1; pages = pagesAtOnce) await nextTurn();
}

/** Returns how many rows were changed by it; 1 where there was nothing to do. */
function mergedSome(all: Kysely<Tables>, pages: number): Promise<number> {
  return notWaitingForDisk(all, (connection) =>
    atomically(connection, async (db) => {
      const before = await changesOf(db);
      await sql`INSERT INTO words (words, rank) VALUES ('merge', ${pages})`.execute(db);
      return (await changesOf(db)) - before;
    }),
  );
}

async function changesOf(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT total_changes() AS count`.execute(db);
  return rows[0]?.count ?? 0;
}
