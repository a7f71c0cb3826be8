import type { AttachmentRow, DocumentRow, MatterRow, Rows } from '@yrka/storage';
import { publicStages } from '@yrka/policies';
import { municipalityChain } from '../audit/record.ts';
import { askDocument, epochOf } from '../documents/reading.ts';
import type { Acting } from './acting.ts';
import { orConflict, recordAct } from './acting.ts';
import { eraseWritten } from './erasing.ts';
import { concerned, onMatter } from './matterActing.ts';

/**
 * The registrar closes a matter: with this its documents are drawn up and so public records
 * (tryckfrihetsförordningen 2:10, read 2026-11-23). What becomes of its working material is another act.
 */
export async function close(acting: Acting, matter: MatterRow): Promise<void> {
  await onMatter(acting, matter, {
    act: 'close',
    change: { stage: 'closed', closedAt: acting.at },
    kind: 'closed',
    to: (rows) => concerned(rows, matter),
  });
}

/**
 * *Rensa arbetsmaterial*, or the choice to keep it. Drafts and memoranda are no public records unless they
 * are kept for the archive (tryckfrihetsförordningen 2:12, read 2026-11-23), so somebody must say which, and
 * the log keeps what they said. Cleared are:
 *
 * - reports that were never finalised: drafts that came to nothing, with all that is in them;
 * - of finalised reports, and of verified minutes, everything before their final words: earlier wordings, who wrote what and when,
 *   work that came after the lock, words that were offered back.
 *
 * The final text, its lock, its attachments and the matter itself stay, as does the motion: *gallra* and
 * *radera* are other acts. Done again, it finds nothing but what it could not clear.
 *
 * @throws Refusal `documentTooHeavy` for a document whose history stays; all else has been cleared then
 */
export async function clearWorkingMaterial(acting: Acting, matter: MatterRow, choice: 'clear' | 'keep'): Promise<void> {
  const { storage, rooms, attachments } = acting.server;
  const documents = (await storage.rows.documents(matter.id)).filter(({ space }) => space === 'municipality');
  const drafts = documents.filter(({ kind, stage }) => kind === 'officerReport' && !publicStages.has(stage));
  const finals = documents.filter(({ stage }) => publicStages.has(stage));
  const removed: { readonly draft: DocumentRow; readonly attached: readonly AttachmentRow[] }[] = [];
  await onMatter(acting, matter, {
    act: choice === 'clear' ? 'clearWorkingMaterial' : 'keepWorkingMaterial',
    details: { drafts: drafts.length, finalised: finals.length },
    also: async (rows) => {
      if (choice === 'keep') return;
      for (const { id } of finals) await rows.way.clearWorkingMaterial(id);
      for (const draft of drafts) removed.push({ draft, attached: await removeDraft(acting, rows, draft) });
    },
  });
  if (choice === 'keep') return;
  for (const { draft, attached } of removed) {
    await rooms.forget(draft.id);
    await eraseWritten(acting.server, draft.id);
    await attachments.dropFiles(draft, attached);
  }
  // One that cannot be put together anew keeps its history, and that is said; the others lose theirs all the same.
  const failures: unknown[] = [];
  for (const { id } of finals) await forgetHistory(acting, id).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Returns what was attached to it: the files are to be dropped. */
async function removeDraft(acting: Acting, rows: Rows, draft: DocumentRow): Promise<readonly AttachmentRow[]> {
  orConflict(await rows.changeStage(draft.id, draft.stage, draft.stage));
  const attached = await rows.way.attachments(draft.id);
  await rows.deleteDocument(draft.id);
  await acting.server.attachments.unsettle(rows, draft, attached);
  await recordAct(
    rows,
    acting,
    { chain: municipalityChain, act: 'clearDraft', subject: { kind: 'matter', id: draft.matterId } },
    { draft: draft.id, stage: draft.stage },
  );
  return attached;
}

/**
 * Says the text once more, as nobody's and without what was removed from it, and forgets how it came to
 * be. The same blocks and letters under the same ids: a browser that has it meets what it knows.
 */
async function forgetHistory({ server, at }: Acting, documentId: string): Promise<void> {
  const { storage, rooms } = server;
  await rooms.frozen(documentId, async () => {
    const [seq, epoch] = await Promise.all([storage.journal.lastSeq(documentId), epochOf(storage.journal, documentId)]);
    const update = await askDocument(storage, documentId, { type: 'compacted' });
    await storage.journal.appendBatch([{ documentId, update, personId: null, at, epoch }]);
    await rooms.forget(documentId);
    // Whoever opened it since the act may have had its room derive again who wrote.
    await storage.rows.way.clearWorkingMaterial(documentId);
    await storage.snapshots.drop(documentId);
    await storage.journal.erase(documentId, seq);
    await storage.rows.erased(documentId);
  });
}
