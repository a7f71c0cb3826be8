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
  // So may rows have come, of what was under way: words that were to be offered back, for instance.
  await rows.deleteDocument(documentId);
  await rows.erased(documentId);
}

/**
 * Does what writes the first words of a document and then its row, in this order. Nothing of the words is left where the row
 * does not come: where the work fails at once, and where it ends with the process when the store is next opened. What the work throws comes out as it is.
 */
export async function withRowToCome<Result>(storage: Erasing, documentId: string, work: () => Promise<Result>): Promise<Result> {
  await storage.rows.beginDocument(documentId);
  try {
    return await work();
  } catch (error) {
    await settle(storage, documentId);
    throw error;
  }
}

/** Erases what was left of documents that were deleted, or that never had a row, for a store that is being opened. */
export async function eraseLeft(storage: Erasing): Promise<void> {
  for (const documentId of await storage.rows.unerased()) await settle(storage, documentId);
}

/** Erases what was written in a document unless it is there. */
async function settle(storage: Erasing, documentId: string): Promise<void> {
  const { rows } = storage;
  try {
    // It may have come again, in a matter that was taken in from a bundle, when its journal was erased and got new words.
    if ((await rows.document(documentId)) === null) await eraseDeleted(storage, documentId);
    else await rows.erased(documentId);
  } catch (error) {
    // What cannot be erased now, on a full disk for instance, keeps nobody from everything else. It is tried again at the next opening.
    if (!(error instanceof StorageError)) throw error;
  }
}
