import { newBlockId } from '@yrka/schema';
import { type History, readHistory, type Storage } from '@yrka/storage';
import type { LateWork } from '../rooms/index.ts';

/** Keeps an update that came after its document was locked, for its writer alone. */
export async function keepLate(storage: Pick<Storage, 'rows'>, late: LateWork): Promise<void> {
  await storage.rows.way.insertSideVersion({ id: newBlockId(), ...late });
}

/** The document that late work was sent for: as it is now, or as it was at the end of the epoch that it was in then. */
export async function historyFor(storage: Pick<Storage, 'journal' | 'snapshots'>, documentId: string, late: Pick<LateWork, 'at'>): Promise<History> {
  for (const { seq } of await storage.journal.bases(documentId)) {
    const [base] = await storage.journal.readDocumentUpdates(documentId, { after: seq - 1, upTo: seq });
    if (base === undefined || base.at <= late.at) continue;
    return readHistory(storage, documentId, seq - 1);
  }
  return readHistory(storage, documentId);
}
