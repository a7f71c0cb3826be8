import type Database from 'better-sqlite3';
import type { Seq } from '../contract.ts';
import { packSegment, type StoredEntry, unpackSegmentSync } from './segment.ts';

/** How many entries become a segment. */
export type SegmentLimits = {
  /** What is less stays as rows: a few entries compress badly, and would be a segment after each visit. */
  readonly fewestEntries: number;
  /** What is read to find one version, and what an append waits for while a segment is made. */
  readonly mostEntries: number;
  /** Of their updates together, unless one alone is larger. */
  readonly mostBytes: number;
};

export const segmentLimits: SegmentLimits = { fewestEntries: 1_000, mostEntries: 2_000, mostBytes: 1024 * 1024 };

/**
 * What the journal's writer does with entries that are there already. An entry is a row or in a
 * segment, never both, and the segments of a document are older than its rows.
 */
export class ColdSegments {
  /** Moves the oldest entries of a document, at most up to `upTo`, into one segment. Returns the last of them; null when they are too few. */
  readonly coolDown: (documentId: string, upTo: Seq) => Seq | null;
  readonly erase: (documentId: string, upTo: Seq) => void;

  constructor(database: Database.Database, limits: SegmentLimits) {
    // Not only for an erasure: else the words of a row that was moved would stand in a free page, where no erasure finds them.
    database.pragma('secure_delete = ON');
    const rows = database.prepare<[string, number], StoredEntry>('SELECT seq, person, at, bytes FROM entry WHERE document = ? AND seq <= ? ORDER BY seq');
    const count = database.prepare<[string, number, number], number>('SELECT count(*) FROM (SELECT 1 FROM entry WHERE document = ? AND seq <= ? LIMIT ?)');
    const removeRows = database.prepare<[string, number]>('DELETE FROM entry WHERE document = ? AND seq <= ?');
    const insert = database.prepare<[string, number, number, Uint8Array]>('INSERT INTO segment (document, fromSeq, toSeq, bytes) VALUES (?, ?, ?, ?)');
    const removeSegments = database.prepare<[string, number]>('DELETE FROM segment WHERE document = ? AND fromSeq <= ?');
    const removeBases = database.prepare<[string, number]>('DELETE FROM base WHERE document = ? AND seq <= ?');
    const cut = database.prepare<[string, number, number], Buffer>('SELECT bytes FROM segment WHERE document = ? AND fromSeq <= ? AND toSeq > ?').pluck();
    count.pluck();

    const store = (documentId: string, entries: readonly StoredEntry[]): Seq | null => {
      const [first, last] = [entries[0], entries.at(-1)];
      if (first === undefined || last === undefined) return null;
      const segment = packSegment(entries);
      if (!isSame(unpackSegmentSync(segment), entries)) throw new Error('A segment does not give back its entries');
      insert.run(documentId, first.seq, last.seq, segment);
      return last.seq;
    };

    const coolDown = database.transaction((documentId: string, upTo: Seq): Seq | null => {
      if ((count.get(documentId, upTo, limits.fewestEntries) ?? 0) < limits.fewestEntries) return null;
      const entries = firstOf(rows.iterate(documentId, upTo), limits);
      // First, so that the segment takes pages that they leave: where the file can grow no more there are no others.
      removeRows.run(documentId, entries.at(-1)?.seq ?? 0);
      return store(documentId, entries);
    });

    const erase = database.transaction((documentId: string, upTo: Seq) => {
      removeRows.run(documentId, upTo);
      removeBases.run(documentId, upTo);
      const segment = cut.get(documentId, upTo, upTo);
      removeSegments.run(documentId, upTo);
      if (segment !== undefined)
        store(
          documentId,
          unpackSegmentSync(segment).filter(({ seq }) => seq > upTo),
        );
    });

    this.coolDown = coolDown.immediate;
    this.erase = erase.immediate;
  }
}

function firstOf(rows: Iterable<StoredEntry>, { mostEntries, mostBytes }: SegmentLimits): readonly StoredEntry[] {
  const entries: StoredEntry[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += row.bytes.length;
    if (entries.length === mostEntries || (entries.length > 0 && bytes > mostBytes)) break;
    entries.push(row);
  }
  return entries;
}

function isSame(some: readonly StoredEntry[], others: readonly StoredEntry[]): boolean {
  return some.length === others.length && some.every((entry, index) => isSameEntry(entry, others[index]));
}

function isSameEntry(one: StoredEntry, other: StoredEntry | undefined): boolean {
  return one.seq === other?.seq && one.person === other.person && one.at === other.at && Buffer.compare(one.bytes, other.bytes) === 0;
}
