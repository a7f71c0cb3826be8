import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StorageError } from '../contract.ts';
import { sqliteCode, storageError } from './open.ts';

/**
 * Holds a directory for one instance, until `release` or the end of the process, however it ends:
 * an open exclusive transaction in a file of its own, whose lock the operating system lets go with
 * the process. A file with a process id in it would outlive `kill -9`.
 */
export function lockDirectory(directory: string): { release(): void } {
  let database: Database.Database;
  try {
    database = new Database(join(directory, 'lock.sqlite'), { timeout: 0 });
  } catch (cause) {
    throw storageError(cause, `opening the lock in ${directory}`);
  }
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (sqliteCode(cause).startsWith('SQLITE_BUSY')) throw new StorageError('locked', `Another instance of Yrka uses ${directory}`, { cause });
    throw storageError(cause, `locking ${directory}`);
  }
  return { release: () => database.close() };
}
