import { type Storage, StorageError } from './contract.ts';

type Erasing = Pick<Storage, 'journal' | 'snapshots' | 'rows'>;

/**
 * Erases what was written in a document whose rows have been deleted. Journal and rows have no transaction in common: what is cut
 * short here, or has no room, is done when the store is next opened. Rejects with a StorageError.
 */
export async function eraseDeleted({ journal, snapshots, rows }: Erasing, documentId: string): Promise<void> {
  // One may have been written since the rows were deleted.
  await snapshots.drop(documentId);
  await journal.erase(documentId);
  await rows.erased(documentId);
}

/** Erases what was left of deleted documents, for a store that is being opened. */
export async function eraseLeft(storage: Erasing): Promise<void> {
  const { rows } = storage;
  for (const documentId of await rows.unerased()) {
    try {
      // A matter that was taken in from a bundle may have brought it again: its journal was erased then, and has new words.
      if ((await rows.document(documentId)) === null) await eraseDeleted(storage, documentId);
      else await rows.erased(documentId);
    } catch (error) {
      // What cannot be erased now, on a full disk for instance, keeps nobody from everything else. It is tried again at the next opening.
      if (!(error instanceof StorageError)) throw error;
    }
  }
}
