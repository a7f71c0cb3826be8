import type { DocumentRow } from '@yrka/storage';
import { chainOf } from '../audit/record.ts';
import { type Acting, orConflict, recordAct } from './acting.ts';
import { eraseWritten } from './erasing.ts';

/**
 * Throws a draft away (*radera*): its journal is erased and its rows go, with the matter that it was
 * alone in. What is left is that there was one, in the party's own chain of the audit log.
 */
export async function discardDraft(acting: Acting, draft: DocumentRow): Promise<void> {
  const { storage, rooms, attachments } = acting.server;
  await rooms.frozen(draft.id, async () => {
    const attached = await attachments.list(draft.id);
    await storage.rows.transaction(async (rows) => {
      // Still a draft, or somebody has just sent it on.
      orConflict(await rows.changeStage(draft.id, 'draft', 'draft'));
      await rows.deleteDocument(draft.id);
      await attachments.unsettle(rows, draft, attached);
      if ((await rows.documents(draft.matterId)).length === 0) await rows.deleteMatter(draft.matterId);
      await recordAct(rows, acting, { chain: chainOf(draft), act: 'discardDraft', subject: { kind: 'document', id: draft.id } });
    });
    await rooms.forget(draft.id);
    await eraseWritten(acting.server, draft.id);
    await attachments.dropFiles(draft, attached);
  });
}
