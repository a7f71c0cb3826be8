import { type History, readHistory, type Storage, updatesOf } from '@yrka/storage';
import type { Node } from 'prosemirror-model';
import type { LateWork } from '../rooms/index.ts';
import { readTogether } from './reading.ts';

/** The document with what somebody sent after it was locked, and when the last of that came; null where nothing did. */
export async function lateWorkOf(
  storage: Pick<Storage, 'rows' | 'journal' | 'snapshots'>,
  documentId: string,
  personId: string,
): Promise<{ readonly at: Date; readonly content: Node } | null> {
  const versions = await storage.rows.way.sideVersions(documentId, personId);
  const newest = versions.at(-1);
  if (newest === undefined) return null;
  const content = await readTogether(`${documentId}/${personId}`, async () => {
    const history = await historyFor(storage, documentId, newest);
    return { ...history, updates: [...updatesOf(history), ...versions.map(({ update }) => update)] };
  });
  return { at: newest.at, content };
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
