import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import type { StorageErrorCode } from '../contract.ts';
import { journalMigrations } from './migrations.ts';
import { openDatabase, storageError } from './open.ts';

/** What the journal asks of its writer. */
export type Request =
  | { readonly type: 'append'; readonly id: number; readonly entries: readonly WireEntry[] }
  /** The journal may grow to this many pages; beyond it an append fails as on a full disk. */
  | { readonly type: 'limit'; readonly pages: number }
  /** What was written in a document, up to and with an entry, goes, and the bytes are overwritten. */
  | { readonly type: 'erase'; readonly id: number; readonly documentId: string; readonly upTo: number }
  | { readonly type: 'close' };

/** A journal entry as it goes between the threads: times as milliseconds. */
export type WireEntry = { readonly documentId: string; readonly update: Uint8Array; readonly personId: string | null; readonly at: number };

export type Failure = { readonly code: StorageErrorCode; readonly message: string };

/** What the writer answers. */
export type Reply =
  | { readonly type: 'ready' }
  | { readonly type: 'unusable'; readonly failure: Failure }
  | { readonly type: 'appended'; readonly id: number; readonly seqs: readonly number[] }
  | { readonly type: 'failed'; readonly ids: readonly number[]; readonly failure: Failure }
  | { readonly type: 'closed' };

type Append = Extract<Request, { type: 'append' }>;

/**
 * The journal's writer: a thread of its own, so that nobody else waits on the disk. All batches
 * that arrived while the last commit was under way share the next one (group commit).
 */
function runWriter(port: MessagePort, path: string): void {
  const reply = (message: Reply) => port.postMessage(message);
  let database: Database.Database;
  try {
    database = openDatabase(path, journalMigrations);
  } catch (error) {
    reply({ type: 'unusable', failure: failureOf(error) });
    port.close();
    return;
  }
  const insert = database.prepare<[string, string | null, number, Uint8Array]>('INSERT INTO entry (document, person, at, bytes) VALUES (?, ?, ?, ?)');
  const commit = database.transaction((batches: readonly Append[]) =>
    batches.map(
      ({ id, entries }): Reply => ({
        type: 'appended',
        id,
        seqs: entries.map(({ documentId, personId, at, update }) => Number(insert.run(documentId, personId, at, update).lastInsertRowid)),
      }),
    ),
  );
  const append = (batches: readonly Append[]) => {
    if (batches.length === 0) return;
    try {
      commit.immediate(batches).forEach(reply);
    } catch (error) {
      reply({ type: 'failed', ids: batches.map(({ id }) => id), failure: failureOf(storageError(error, `appending to ${path}`)) });
    }
  };
  const erase = ({ id, documentId, upTo }: Extract<Request, { type: 'erase' }>) => {
    try {
      database.pragma('secure_delete = ON');
      database.prepare('DELETE FROM entry WHERE document = ? AND seq <= ?').run(documentId, upTo);
      // Until then the words stand in the -wal.
      database.pragma('wal_checkpoint(TRUNCATE)');
      reply({ type: 'appended', id, seqs: [] });
    } catch (error) {
      reply({ type: 'failed', ids: [id], failure: failureOf(storageError(error, `erasing from ${path}`)) });
    }
  };
  const handle = (first: Request) => {
    const batches: Append[] = [];
    for (let request: Request | undefined = first; request !== undefined; request = (receiveMessageOnPort(port) as { message: Request } | undefined)?.message) {
      if (request.type === 'append') {
        batches.push(request);
        continue;
      }
      append(batches.splice(0));
      if (request.type === 'erase') {
        erase(request);
        continue;
      }
      if (request.type === 'limit') {
        database.pragma(`max_page_count = ${request.pages}`);
        continue;
      }
      database.close();
      reply({ type: 'closed' });
      port.close();
      return;
    }
    append(batches);
  };
  port.on('message', handle);
  reply({ type: 'ready' });
}

function failureOf(error: unknown): Failure {
  const { code, message } = storageError(error, 'writing the journal');
  return { code, message };
}

if (parentPort !== null) runWriter(parentPort, (workerData as { path: string }).path);
