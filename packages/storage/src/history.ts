import type { JournalEntry, Seq, Snapshot, Storage } from './contract.ts';

/** What a document is made of: the snapshot, if there is one, and the journal's entries after it. */
export type History = {
  readonly snapshot: Snapshot | null;
  readonly entries: readonly JournalEntry[];
  /** The sequence of the newest entry; 0 for a document that nobody wrote in. */
  readonly seq: Seq;
};

/** Reads a document as it was at `upTo`, or as it is now. Apply `updatesOf(history)` to an empty Y.Doc. */
export async function readHistory({ journal, snapshots }: Pick<Storage, 'journal' | 'snapshots'>, documentId: string, upTo?: Seq): Promise<History> {
  const snapshot = await snapshots.read(documentId, upTo);
  const entries = await journal.readDocumentUpdates(documentId, { after: snapshot?.upTo ?? 0, ...(upTo === undefined ? {} : { upTo }) });
  return { snapshot, entries, seq: entries.at(-1)?.seq ?? snapshot?.upTo ?? 0 };
}

export function updatesOf({ snapshot, entries }: History): readonly Uint8Array[] {
  const updates = entries.map(({ update }) => update);
  return snapshot === null ? updates : [snapshot.update, ...updates];
}
