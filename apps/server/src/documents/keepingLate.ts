import { newBlockId } from '@yrka/schema';
import type { Storage } from '@yrka/storage';
import type { LateWork } from '../rooms/index.ts';

/** Keeps an update that came after its document was locked, for its writer alone; once, however often a page that is there still brings it. */
export async function keepLate(storage: Pick<Storage, 'rows'>, late: LateWork): Promise<void> {
  await storage.rows.transaction(async (rows) => {
    // Thrown away meanwhile, it leaves nobody's words behind.
    if ((await rows.document(late.documentId)) === null) return;
    const kept = await rows.way.sideVersions(late.documentId, late.personId);
    if (kept.some(({ update }) => Buffer.compare(update, late.update) === 0)) return;
    await rows.way.insertSideVersion({ id: newBlockId(), ...late });
  });
}
