import { type JournalEntry, readHistory, type Seq, type Storage, updatesOf } from '@yrka/storage';
import type { Rooms } from '../rooms/index.ts';
import type { OpenDocument } from './access.ts';
import type { Place } from './places.ts';

/** `seq`: of the newest update that was looked at. */
export type Changes = { readonly seq: number; readonly places: readonly Place[] };

/** `versions`: those that the person may read, oldest first; null for one who reads them all. */
type Reader = { readonly documentId: string; readonly personId: string; readonly versions: readonly Seq[] | null };

/** Somebody who has a document open: what was shared with them, or the text as it stands, or also how it came to be. */
export async function readerOf(
  { journal, rows }: Pick<Storage, 'journal' | 'rows'>,
  { row: { id: documentId }, shared, readsVersions }: Pick<OpenDocument, 'row' | 'shared' | 'readsVersions'>,
  personId: string,
): Promise<Reader> {
  if (shared !== null) return { documentId, personId, versions: (await rows.reviews.shares(documentId)).map(({ seq }) => seq) };
  return { documentId, personId, versions: readsVersions ? null : [await journal.lastSeq(documentId)] };
}

/**
 * Where a document is another than this person last saw it. What they wrote themselves since, without
 * a network or in another window, is no change to them: it is taken for seen. Nothing is told to one
 * who has never been here, or whose last reading was cleared with the working material.
 *
 * What was removed is told in its words, and how far somebody has read is what their client says: so a version is
 * compared with only where it was theirs to read.
 */
export async function changesFor(storage: Pick<Storage, 'journal' | 'snapshots' | 'rows'>, rooms: Pick<Rooms, 'changes'>, reader: Reader): Promise<Changes> {
  const { documentId, personId } = reader;
  const [said, seq] = await Promise.all([storage.rows.way.seen(documentId, personId), newestFor(storage, reader)]);
  const seen = said === null || reader.versions === null ? said : (reader.versions.findLast((version) => version <= said) ?? null);
  if (seen === null || seen >= seq) return { seq, places: [] };
  const later = await storage.journal.readDocumentUpdates(documentId, { after: seen, upTo: seq });
  const isOwn = ({ personId: writer }: JournalEntry) => writer === personId;
  // Written anew, it says the same.
  if (later.every((entry) => isOwn(entry) || entry.epoch !== undefined)) return { seq, places: [] };
  const history = await readHistory(storage, documentId, seen);
  if (history.seq === 0) return { seq, places: [] };
  const before = updatesOf(history).map((update) => ({ update, personId: null }));
  const [first, last] = [later.findIndex(({ epoch }) => epoch !== undefined), later.findLastIndex(({ epoch }) => epoch !== undefined)];
  const isAnew = first >= 0;
  // What somebody wrote in a later epoch without ever having seen it, in no page of ours, is told them as well.
  const own = (isAnew ? later.slice(0, first) : later).filter(isOwn);
  const since = isAnew ? later.slice(last) : later.filter((entry) => !isOwn(entry));
  return { seq, places: (await rooms.changes({ documentId, seen: [...before, ...own], since, isAnew })) ?? [] };
}

/** Remembers how far somebody has read; not further than the document goes, whatever a client says. */
export async function noteSeen(storage: Pick<Storage, 'journal' | 'rows'>, reader: Reader, seq: number): Promise<void> {
  const { documentId, personId } = reader;
  const last = await newestFor(storage, reader);
  if (last > 0) await storage.rows.way.putSeen(documentId, personId, Math.min(seq, last));
}

/** The newest update that the person may know of. */
const newestFor = async ({ journal }: Pick<Storage, 'journal'>, { documentId, versions }: Reader): Promise<Seq> =>
  versions === null ? journal.lastSeq(documentId) : (versions.at(-1) ?? 0);
