import { newBlockId } from '@yrka/schema';
import { type DocumentRow, type LockRow, type Rows, type SignatureRow, withRowToCome } from '@yrka/storage';
import { updateFromDocument } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import { chainOf, municipalityChain } from '../audit/record.ts';
import { contentClientId, inMunicipality, newDocumentRow, newMatter } from '../documents/creating.ts';
import { tell } from '../notices/tell.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, everyoneWith, orConflict, recordAct } from './acting.ts';
import { lock } from './locking.ts';
import { lockedContent } from '../documents/lockedText.ts';
import { putSignature } from './signing.ts';

/** What a filed motion became in the municipality's space. */
export type Filed = { readonly matterId: string; readonly documentId: string; readonly receivedAt: Date; readonly sha256: string };

/**
 * Files a motion: from the locked text, in one transaction, come a matter and a document in the
 * municipality's space, with the signatures and attachments. Filing is a wall: the draft, its
 * history, who wrote what and all that was said about it stay with the party, and nothing in the
 * municipality points back. A draft that is filed without having been sent for signing is locked
 * and signed by the one who files it.
 *
 * Only an empty text or a missing sender stops it (kommunallagen 4:19: the right to move a motion is the member's).
 *
 * @throws Refusal `emptyText`, `noSender`; `textHasChanged` when the text is another than the person saw; `conflict` when somebody filed it first.
 */
export async function file(acting: Acting, document: DocumentRow, seen: string | null): Promise<Filed> {
  const { server } = acting;
  if (document.stage === 'signing') {
    const inForce = await server.storage.rows.way.lock(document.id);
    if (inForce === null) throw new Refusal('conflict');
    if (seen !== null && inForce.sha256 !== seen) throw new Refusal('textHasChanged');
    return pass(acting, document, inForce, lockedContent(inForce), (rows) => rows.changeStage(document.id, 'signing', 'filed'));
  }
  // Locked first, so that what is filed is what nobody could change any more. Should the rest fail, it stands locked and signed, to be filed again.
  const locked = await lock(acting, document, 'signing', async (rows, row, content) => {
    if (seen !== null && row.sha256 !== seen) throw new Refusal('textHasChanged');
    if (isEmpty(content)) throw new Refusal('emptyText');
    await putSignature(rows, row, acting, 'signs');
    return { row, content };
  });
  return pass(acting, { ...document, stage: 'signing' }, locked.row, locked.content, (rows) => rows.changeStage(document.id, 'signing', 'filed'));
}

async function pass(acting: Acting, draft: DocumentRow, locked: LockRow, content: Node, move: (rows: Rows) => Promise<boolean>): Promise<Filed> {
  const { server, person, at } = acting;
  const { storage } = server;
  if (isEmpty(content)) throw new Refusal('emptyText');
  await signedBy(storage.rows, draft);

  const matter = newMatter({ id: newBlockId(), title: draft.title, stage: 'received', receivedAt: at, createdAt: at });
  const received = newDocumentRow('motion', content, {
    matterId: matter.id,
    createdBy: null,
    place: inMunicipality('motion'),
    templateId: draft.templateId,
    at,
  });
  const update = updateFromDocument(content, contentClientId);
  await withRowToCome(storage, received.id, async () => {
    const [seq = 0] = await storage.journal.appendBatch([{ documentId: received.id, update, personId: null, at }]);
    await server.attachments.withCopies(draft, received, person.id, (attached) =>
      storage.rows.transaction(async (rows) => {
        orConflict(await move(rows));
        // Attachments take their time: meanwhile it may have been opened and locked anew, or a signature taken back.
        orConflict((await rows.way.lock(draft.id))?.id === locked.id);
        const signatures = await signedBy(rows, draft);
        await rows.changeStage(draft.id, 'filed', 'filed', received.id);
        // What stays behind the wall is the text and what was said of it: who wrote which words is no more.
        await rows.runs.end(draft.id);
        await rows.insertMatter(matter, [received]);
        const copy: LockRow = { ...locked, id: newBlockId(), documentId: received.id, seq, at, by: null };
        await rows.way.insertLock(copy);
        await server.attachments.putCopied(rows, received, attached);
        await rows.way.insertHandover(received.id, at);
        for (const signature of signatures) await rows.way.insertSignature(copiedTo(copy, signature));
        await recordAct(
          rows,
          acting,
          { chain: chainOf(draft), act: 'file', subject: { kind: 'document', id: draft.id } },
          { sha256: locked.sha256, filedAs: received.id },
        );
        await recordAct(
          rows,
          acting,
          { chain: municipalityChain, act: 'receive', subject: { kind: 'matter', id: matter.id } },
          { document: received.id, sha256: locked.sha256 },
        );
        const about = { matterId: matter.id, documentId: received.id, actorId: person.id, at };
        await tell(rows, { kind: 'received', to: await everyoneWith(rows, 'registrar'), ...about });
        await tell(rows, { kind: 'filed', to: signatures.map(({ personId }) => personId), ...about });
      }),
    );
  });
  server.diary.wake();
  return { matterId: matter.id, documentId: received.id, receivedAt: at, sha256: locked.sha256 };
}

/** Those under the lock in force. @throws Refusal `noSender` when none of them moves the motion */
async function signedBy({ way }: Pick<Rows, 'way'>, { id }: DocumentRow): Promise<readonly SignatureRow[]> {
  const signatures = await way.signatures(id);
  if (!signatures.some(({ kind }) => kind === 'signs')) throw new Refusal('noSender');
  return signatures;
}

const copiedTo = ({ id, documentId }: LockRow, signature: SignatureRow): SignatureRow => ({ ...signature, id: newBlockId(), lockId: id, documentId });

/** Whether a motion says nothing: no title and no words, whatever its template put there. */
function isEmpty(content: Node): boolean {
  const wordsOf = (names: readonly string[]) => content.children.filter(({ type }) => names.includes(type.name)).some((node) => node.textContent.trim() !== '');
  return !wordsOf(['title']) && !wordsOf(['yrkandeList']);
}
