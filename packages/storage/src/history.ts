import { type Epoch, firstEpoch, type JournalEntry, type Seq, type Snapshot, type Storage } from './contract.ts';

/** What a document is made of: its beginning as one update, if there is one, and the journal's entries after it. */
export type History = {
  /** The snapshot, or the entry with which the epoch began where that is newer. */
  readonly snapshot: Snapshot | null;
  readonly entries: readonly JournalEntry[];
  /** The sequence of the newest entry; 0 for a document that nobody wrote in. */
  readonly seq: Seq;
  readonly epoch: Epoch;
};

/** Reads a document as it was at `upTo`, or as it is now. Apply `updatesOf(history)` to an empty Y.Doc. */
export async function readHistory({ journal, snapshots }: Pick<Storage, 'journal' | 'snapshots'>, documentId: string, upTo?: Seq): Promise<History> {
  const stored = await snapshots.read(documentId, upTo);
  const after = stored?.upTo ?? (await baseOf(journal, documentId, upTo)) - 1;
  const entries = await journal.readDocumentUpdates(documentId, { after, ...(upTo === undefined ? {} : { upTo }) });
  // A snapshot is written after the entry that begins an epoch, and this may be read in between.
  const first = entries.findLastIndex(({ epoch }) => epoch !== undefined);
  const base = entries[first];
  const snapshot = base?.epoch === undefined ? stored : { documentId, epoch: base.epoch, upTo: base.seq, update: base.update };
  return { snapshot, entries: entries.slice(first + 1), seq: entries.at(-1)?.seq ?? stored?.upTo ?? 0, epoch: snapshot?.epoch ?? firstEpoch };
}

export function updatesOf({ snapshot, entries }: History): readonly Uint8Array[] {
  const updates = entries.map(({ update }) => update);
  return snapshot === null ? updates : [snapshot.update, ...updates];
}

/** Where the epoch began that a version belongs to; 1 for the first. */
async function baseOf(journal: Storage['journal'], documentId: string, upTo: Seq = Infinity): Promise<Seq> {
  return (await journal.bases(documentId)).findLast(({ seq }) => seq <= upTo)?.seq ?? 1;
}
