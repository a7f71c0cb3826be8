import Database from 'better-sqlite3';
import { StorageError } from '../contract.ts';

/** One step up from one schema version to the next, as SQL. */
export type Migration = string;

/** Turns what better-sqlite3 throws into the package's own error. */
export function storageError(cause: unknown, doing: string): StorageError {
  if (cause instanceof StorageError) return cause;
  const code = sqliteCode(cause);
  const options = { cause };
  if (isFull(code)) return new StorageError('full', `The disk is full: ${doing}`, options);
  if (code.startsWith('SQLITE_BUSY')) return new StorageError('locked', `The data is in use by another program: ${doing}`, options);
  return new StorageError('failed', `SQLite could not do it: ${doing}${code === '' ? '' : ` (${code})`}`, options);
}

/** SQLite's word for a disk without room, its word for no room for the index of the `-wal`, and the system's own. */
function isFull(code: string): boolean {
  return code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT';
}

/** As in 'SQLITE_FULL', or the system's own, as in 'ENOSPC'; '' for an error that has none. */
export function sqliteCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

/**
 * Opens a database file, creating it when there is none, and brings it to the newest schema
 * version (`user_version`, the number of migrations done). Throws `newerDatabase` for a file that
 * a newer program wrote, before anything in it is changed. A Buffer is a file's bytes: what it holds is opened in memory.
 */
export function openDatabase(path: string | Buffer, migrations: readonly Migration[]): Database.Database {
  let database: Database.Database | null = null;
  const name = typeof path === 'string' ? path : 'a database in memory';
  try {
    database = new Database(path);
    const found = versionOf(database);
    if (found > migrations.length) {
      throw new StorageError(
        'newerDatabase',
        `${name} was written by a newer version of Yrka (schema ${found}; this program knows up to ${migrations.length})`,
      );
    }
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database, migrations, found);
    return database;
  } catch (cause) {
    database?.close();
    throw storageError(cause, `opening ${name}`);
  }
}

/** All steps or none: with a commit for each, a new database would wait for the disk once for each. */
function migrate(database: Database.Database, migrations: readonly Migration[], from: number): void {
  if (from === migrations.length) return;
  database.transaction(() => {
    for (const sql of migrations.slice(from)) database.exec(sql);
    database.pragma(`user_version = ${migrations.length}`);
  })();
}

function versionOf(database: Database.Database): number {
  const version: unknown = database.pragma('user_version', { simple: true });
  return typeof version === 'number' ? version : 0;
}
