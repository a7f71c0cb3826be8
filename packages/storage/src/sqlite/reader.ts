import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Journal, type Storage, StorageError } from '../contract.ts';
import { JournalReader } from './journal.ts';
import { kyselyOf } from './kysely.ts';
import { rowMigrations } from './migrations.ts';
import { storageError } from './open.ts';
import { SqliteRows, SqliteSnapshots } from './rows.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the store of a directory to be read, beside a running instance or without one: it takes no lock, migrates nothing and
 * changes nothing (SQLite may leave an empty -wal and a -shm). Whatever would write is refused with `failed`. Throws a
 * StorageError: `rowsMissing` when there is no store in the directory, `newerDatabase` and `olderDatabase` when another
 * version's program wrote it, `failed` for what cannot be read.
 */
export function openSqliteReader({ directory }: { readonly directory: string }): Storage {
  const [rows, written] = [join(directory, 'yrka.sqlite'), join(directory, 'journal.sqlite')];
  let database: Database.Database | null = null;
  try {
    for (const path of [rows, written])
      if (!((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0)) throw new StorageError('rowsMissing', `${path} is missing or empty`);
    database = new Database(rows, { readonly: true, fileMustExist: true, timeout: 1_000 });
    const found: unknown = database.pragma('user_version', { simple: true });
    if (found !== rowMigrations.length) {
      const isNewer = typeof found === 'number' && found > rowMigrations.length;
      throw new StorageError(isNewer ? 'newerDatabase' : 'olderDatabase', `${rows} was written by another version of Yrka`);
    }
    const journal = new ReadJournal(written);
    const db = kyselyOf<Tables>(database);
    return {
      journal,
      snapshots: new SqliteSnapshots(db),
      rows: new SqliteRows(db),
      close: async () => {
        journal.close();
        await db.destroy();
      },
    };
  } catch (cause) {
    database?.close();
    throw storageError(cause, `opening ${directory}`);
  }
}

class ReadJournal extends JournalReader implements Journal {
  async appendBatch(): Promise<never> {
    throw onlyRead();
  }

  async erase(): Promise<never> {
    throw onlyRead();
  }

  async coolDown(): Promise<never> {
    throw onlyRead();
  }

  close(): void {
    this.database.close();
  }
}

const onlyRead = () => new StorageError('failed', 'The journal was opened to be read');
