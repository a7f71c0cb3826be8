import { type MessagePort, parentPort, receiveMessageOnPort } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import type { StorageErrorCode } from '../contract.ts';
import { ColdSegments, type SegmentLimits } from './coldSegments.ts';
import { journalMigrations } from './migrations.ts';
import { openDatabase, storageError } from './open.ts';
import { type PackedEntries, type PackedEntry, unpackEntries } from './packedEntries.ts';

/** What the journal asks of its writer. */
export type Request =
  | { readonly type: 'append'; readonly id: number; readonly entries: PackedEntries }
  /** The journal may grow to this many pages; beyond it an append fails as on a full disk. */
  | { readonly type: 'limit'; readonly pages: number }
  /** What was written in a document, up to and with an entry, goes, and the bytes are overwritten. */
  | { readonly type: 'erase'; readonly id: number; readonly documentId: string; readonly upTo: number }
  /** The oldest of a document's entries, up to and with one, become a segment. One at a time: what others append comes between. */
  | { readonly type: 'coolDown'; readonly id: number; readonly documentId: string; readonly upTo: number }
  | { readonly type: 'close' };

/** What the writer is told first. */
export type WriterData = { readonly path: string; readonly limits: SegmentLimits };

export type Failure = { readonly code: StorageErrorCode; readonly message: string };

/** What the writer answers. */
export type Reply =
  | { readonly type: 'ready' }
  | { readonly type: 'unusable'; readonly failure: Failure }
  /** With the sequences of what was appended, or of the last entry that became part of a segment. */
  | { readonly type: 'done'; readonly id: number; readonly seqs: readonly number[] }
  | { readonly type: 'failed'; readonly ids: readonly number[]; readonly failure: Failure }
  | { readonly type: 'closed' };

type Append = Extract<Request, { type: 'append' }>;
type CoolDown = Extract<Request, { type: 'coolDown' }>;

/**
 * The journal's writer: a thread of its own, so that nobody else waits on the disk. All batches
 * that arrived while the last commit was under way share the next one (group commit).
 */
function runWriter(port: MessagePort, { path, limits }: WriterData): void {
  const reply = (message: Reply) => port.postMessage(message);
  let database: Database.Database;
  let segments: ColdSegments;
  try {
    database = openDatabase(path, journalMigrations);
    segments = new ColdSegments(database, limits);
  } catch (error) {
    reply({ type: 'unusable', failure: failureOf(error) });
    port.close();
    return;
  }
  const insert = database.prepare<[string, string | null, number, Uint8Array]>('INSERT INTO entry (document, person, at, bytes) VALUES (?, ?, ?, ?)');
  const insertBase = database.prepare<[string, number, number]>('INSERT INTO base (document, seq, epoch) VALUES (?, ?, ?)');
  const store = ({ documentId, personId, at, update, epoch }: PackedEntry): number => {
    const seq = Number(insert.run(documentId, personId, at, update).lastInsertRowid);
    if (epoch > 0) insertBase.run(documentId, seq, epoch);
    return seq;
  };
  const commit = database.transaction((batches: readonly Append[]) =>
    batches.map(({ id, entries }): Reply => ({ type: 'done', id, seqs: unpackEntries(entries).map(store) })),
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
      segments.erase(documentId, upTo);
      // Until then the words stand in the -wal.
      database.pragma('wal_checkpoint(TRUNCATE)');
      reply({ type: 'done', id, seqs: [] });
    } catch (error) {
      reply({ type: 'failed', ids: [id], failure: failureOf(storageError(error, `erasing from ${path}`)) });
    }
  };
  const coolDown = ({ id, documentId, upTo }: CoolDown) => {
    try {
      const moved = segments.coolDown(documentId, upTo);
      reply({ type: 'done', id, seqs: moved === null ? [] : [moved] });
    } catch (error) {
      reply({ type: 'failed', ids: [id], failure: failureOf(storageError(error, `making a segment in ${path}`)) });
    }
  };
  const next = () => (receiveMessageOnPort(port) as { message: Request } | undefined)?.message;
  const handle = (first: Request) => {
    const batches: Append[] = [];
    const coolDowns: CoolDown[] = [];
    for (let request: Request | undefined = first; request !== undefined || coolDowns.length > 0; request = next()) {
      if (request?.type === 'append') {
        batches.push(request);
        continue;
      }
      // It waits until no append does.
      if (request?.type === 'coolDown') {
        coolDowns.push(request);
        continue;
      }
      append(batches.splice(0));
      if (request === undefined) {
        coolDowns.splice(0, 1).forEach(coolDown);
        continue;
      }
      if (request.type === 'erase') {
        erase(request);
        continue;
      }
      if (request.type === 'limit') {
        database.pragma(`max_page_count = ${request.pages}`);
        continue;
      }
      if (coolDowns.length > 0) {
        reply({ type: 'failed', ids: coolDowns.map(({ id }) => id), failure: { code: 'closed', message: 'The storage is closed' } });
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

// Begun before it is known which file is to be written.
const port = parentPort;
port?.once('message', (data: WriterData) => runWriter(port, data));
