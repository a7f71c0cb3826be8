import { newBlockId } from '@yrka/schema';
import type { DocumentStage } from '@yrka/policies';
import type { DocumentRow, LockRow, Rows } from '@yrka/storage';
import type { Node } from 'prosemirror-model';
import { canonicalText } from '../documents/lockedText.ts';
import { readVersion } from '../documents/reading.ts';
import { type Acting, orConflict } from './acting.ts';

/**
 * Locks a document as it stands: nobody's words reach it meanwhile, everything sent before is in it.
 * `also` is done in the same transaction.
 *
 * @throws Refusal `conflict` when it is no longer at `from`.
 */
export function lock<Result>(
  acting: Acting,
  document: DocumentRow,
  to: DocumentStage,
  also: (rows: Rows, lock: LockRow, content: Node) => Promise<Result>,
): Promise<Result> {
  return lockOnce(acting, document, to, async () => null, also);
}

/** The same, once `before` is done with what the document says: what the rows then need, and can have no part in the transaction. */
export function lockOnce<Ready, Result>(
  acting: Acting,
  document: DocumentRow,
  to: DocumentStage,
  before: (content: Node) => Promise<Ready>,
  also: (rows: Rows, lock: LockRow, content: Node, ready: Ready) => Promise<Result>,
): Promise<Result> {
  const { server, person, at } = acting;
  const { storage, rooms } = server;
  return rooms.frozen(document.id, async () => {
    const { version, content } = await readVersion(storage, document.id);
    const row: LockRow = { id: newBlockId(), documentId: document.id, seq: version, ...canonicalText(content), at, by: person.id, liftedAt: null };
    const ready = await before(content);
    return storage.rows.transaction(async (rows) => {
      orConflict(await rows.changeStage(document.id, document.stage, to));
      await rows.way.insertLock(row);
      return also(rows, row, content, ready);
    });
  });
}
