import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AuditReader } from '../audit.ts';
import { StorageError } from '../contract.ts';
import { SqliteAuditLog } from './audit.ts';
import { rowMigrations } from './migrations.ts';
import { kyselyOf } from './kysely.ts';
import { storageError } from './open.ts';
import type { Tables } from './tables.ts';

export type OpenAuditReader = AuditReader & { close(): Promise<void> };

/**
 * Opens the audit log of a data folder to be read, beside a running instance or without one: it
 * takes no lock, migrates nothing and changes nothing (SQLite may leave an empty -wal and a -shm).
 * Throws a StorageError: `newerDatabase` when a newer program wrote it, `rowsMissing` when there is
 * no store in the folder, `olderDatabase` when it is from before there was a log, `failed` for what
 * cannot be read.
 */
export function openAuditReader({ directory }: { readonly directory: string }): OpenAuditReader {
  const path = join(directory, 'yrka.sqlite');
  let database: Database.Database | null = null;
  try {
    if (!((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0)) throw new StorageError('rowsMissing', `${path} is missing or empty`);
    database = new Database(path, { readonly: true, fileMustExist: true });
    const found: unknown = database.pragma('user_version', { simple: true });
    if (typeof found !== 'number' || found > rowMigrations.length) {
      throw new StorageError('newerDatabase', `${path} was written by a newer version of Yrka`);
    }
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'audit'").get() === undefined) {
      throw new StorageError('olderDatabase', `${path} is from before there was an audit log`);
    }
    const db = kyselyOf<Tables>(database);
    const log = new SqliteAuditLog(db);
    return {
      read: (chain, range) => log.read(chain, range),
      chains: () => log.chains(),
      head: (chain) => log.head(chain),
      verify: (chain) => log.verify(chain),
      close: () => db.destroy(),
    };
  } catch (cause) {
    database?.close();
    throw storageError(cause, `opening ${path}`);
  }
}
