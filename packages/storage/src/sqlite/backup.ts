import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Seq, StorageError } from '../contract.ts';
import { journalMigrations, rowMigrations } from './migrations.ts';
import { storageError } from './open.ts';

/** The files of a data folder that are databases, in the order in which they are copied. */
export const databaseFiles = ['yrka.sqlite', 'journal.sqlite'] as const;
type DatabaseFile = (typeof databaseFiles)[number];

export type DatabaseBackup = {
  /** Whatever was stored, or told to anybody as stored, before it is in the copies. */
  readonly at: Date;
  /** The newest sequence that the journal had given, whatever has been erased since; 0 for an empty one. */
  readonly lastSeq: Seq;
};

/**
 * Copies the databases of a data folder into another folder, which is there and has none: beside a running instance or without
 * one, while people write. Both are read as they were at one moment, the rows a moment before the journal, for rows may be behind
 * it and must not be ahead. Each copy is one file, with nothing of it in a `-wal`.
 *
 * @throws StorageError `rowsMissing`, `journalMissing`, `newerDatabase`, `full` or `failed`
 */
export async function backUpDatabases({ directory, into }: { readonly directory: string; readonly into: string }): Promise<DatabaseBackup> {
  const sources: Database.Database[] = [];
  try {
    const at = new Date();
    for (const file of databaseFiles) {
      const source = openToRead(directory, file);
      sources.push(source);
      // From its first query on a transaction reads what there was then, and so does the copying that goes on within it.
      source.exec('BEGIN');
      source.prepare('SELECT count(*) FROM sqlite_schema').get();
    }
    for (const [index, file] of databaseFiles.entries()) {
      const path = join(into, file);
      await sources[index]?.backup(path);
      makeOneFile(path);
    }
    return { at, lastSeq: lastSeqIn(join(into, 'journal.sqlite')) };
  } catch (cause) {
    throw storageError(cause, `copying the databases of ${directory}`);
  } finally {
    for (const source of sources) source.close();
  }
}

/** What copies of databases are found to be: whole, or the first thing that SQLite says is wrong with one. */
export type DatabaseCheck = { readonly damaged: { readonly file: DatabaseFile; readonly why: string } | null; readonly attachments: readonly string[] };

/**
 * Reads every page of the databases in a folder that nobody uses. `attachments` are the SHA-256 of the files that its rows speak of.
 *
 * @throws StorageError `rowsMissing`, `journalMissing`, `newerDatabase` or `failed`
 */
export function checkDatabases(directory: string): DatabaseCheck {
  for (const file of databaseFiles) {
    const database = openToRead(directory, file);
    try {
      const why: unknown = database.pragma('integrity_check(1)', { simple: true });
      if (why !== 'ok') return { damaged: { file, why: String(why) }, attachments: [] };
    } catch (cause) {
      throw storageError(cause, `reading ${join(directory, file)}`);
    } finally {
      database.close();
    }
  }
  return { damaged: null, attachments: attachmentsIn(directory) };
}

function openToRead(directory: string, file: DatabaseFile): Database.Database {
  const path = join(directory, file);
  let database: Database.Database | null = null;
  try {
    if (!((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0)) {
      throw new StorageError(file === 'yrka.sqlite' ? 'rowsMissing' : 'journalMissing', `${path} is missing or empty`);
    }
    database = new Database(path, { readonly: true, fileMustExist: true });
    const found: unknown = database.pragma('user_version', { simple: true });
    const known = (file === 'yrka.sqlite' ? rowMigrations : journalMigrations).length;
    if (typeof found !== 'number' || found > known) throw new StorageError('newerDatabase', `${path} was written by a newer version of Yrka`);
    return database;
  } catch (cause) {
    database?.close();
    throw storageError(cause, `opening ${path}`);
  }
}

/** As it was copied it would make itself a `-wal` whenever it is looked at. Whoever opens the store turns it back. */
function makeOneFile(path: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function lastSeqIn(path: string): Seq {
  const copy = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const last: unknown = copy.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'entry'").pluck().get();
    return typeof last === 'number' ? last : 0;
  } finally {
    copy.close();
  }
}

function attachmentsIn(directory: string): readonly string[] {
  const rows = openToRead(directory, 'yrka.sqlite');
  try {
    if (rows.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'attachment'").get() === undefined) return [];
    return rows
      .prepare<[], { readonly sha256: string }>('SELECT DISTINCT sha256 FROM attachment ORDER BY sha256')
      .all()
      .map(({ sha256 }) => sha256);
  } catch (cause) {
    throw storageError(cause, `reading ${join(directory, 'yrka.sqlite')}`);
  } finally {
    rows.close();
  }
}
