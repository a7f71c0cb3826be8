import { newBlockId } from '@yrka/schema';
import { type DocumentRow, type LockRow, type Rows, type StatementRow, withRowToCome } from '@yrka/storage';
import { updateFromDocument } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import { chainOf, municipalityChain } from '../audit/record.ts';
import { contentClientId, inMunicipality, newDocumentRow } from '../documents/creating.ts';
import { tell } from '../notices/tell.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, everyoneWith, orConflict, recordAct } from './acting.ts';
import { lockOnce } from './locking.ts';
import { putSignature } from './signing.ts';

/** What a statement became in the municipality's space. */
export type HandedIn = { readonly documentId: string; readonly matterId: string };

/**
 * Hands in a written statement: locked as it stands, it becomes a document of its own in the matter that it is about, with
 * the moment at which the server had it. The wall is that of filing a motion: draft, comments, versions and who wrote what
 * stay with the group, and nothing in the municipality points back.
 *
 * That it is late is told where it is listed, and stops nothing: what has come in has come in.
 *
 * @throws Refusal `emptyStatement`; `noSuchMeeting`; `notFound` when the matter is no more; `conflict` when somebody was first
 */
export async function handIn(acting: Acting, draft: DocumentRow, meetingId: string | null): Promise<HandedIn> {
  const { server, at } = acting;
  const { storage } = server;
  const statement = await storage.rows.minutes.statement(draft.id);
  const matter = statement === null ? null : await storage.rows.matter(statement.aboutMatterId);
  if (statement === null || matter === null) throw new Refusal('notFound');
  if (meetingId !== null && !(await storage.rows.organisation.meetings()).some(({ id }) => id === meetingId)) throw new Refusal('noSuchMeeting');
  const id = newBlockId();
  await withRowToCome(storage, id, () => {
    const write = async (content: Node) => {
      if (isEmpty(content)) throw new Refusal('emptyStatement');
      const [seq = 0] = await storage.journal.appendBatch([{ documentId: id, update: updateFromDocument(content, contentClientId), personId: null, at }]);
      return seq;
    };
    // What was locked and could not be passed on is locked no longer: there is no stage between the two for a statement.
    return lockOnce(acting, draft, 'filed', write, async (rows, locked, content, seq) => {
      await putSignature(rows, locked, acting, 'signs');
      const origin = { matterId: matter.id, createdBy: null, place: inMunicipality('writtenStatement'), templateId: draft.templateId, at };
      const received = { ...newDocumentRow('writtenStatement', content, origin), id };
      await receive(acting, rows, draft, received, { ...statement, meetingId, receivedAt: at }, { ...locked, seq });
    });
  });
  return { documentId: id, matterId: matter.id };
}

/** Within the transaction that locks the draft, when the journal has its text. */
async function receive(acting: Acting, rows: Rows, draft: DocumentRow, received: DocumentRow, statement: StatementRow, locked: LockRow): Promise<void> {
  const { person, at } = acting;
  await rows.insertDocument(received);
  orConflict(await rows.changeStage(draft.id, 'filed', 'filed', received.id));
  await rows.minutes.insertStatement({ ...statement, documentId: received.id });
  const copy: LockRow = { ...locked, id: newBlockId(), documentId: received.id, by: null };
  await rows.way.insertLock(copy);
  await putSignature(rows, copy, acting, 'signs');
  const { sha256 } = locked;
  await recordAct(rows, acting, { chain: chainOf(draft), act: 'handIn', subject: { kind: 'document', id: draft.id } }, { sha256, filedAs: received.id });
  await recordAct(
    rows,
    acting,
    { chain: municipalityChain, act: 'receiveStatement', subject: { kind: 'matter', id: received.matterId } },
    { document: received.id, sha256, kind: statement.kind, meeting: statement.meetingId },
  );
  const about = { matterId: received.matterId, documentId: received.id, actorId: person.id, at };
  await tell(rows, { kind: 'statementReceived', to: await everyoneWith(rows, 'secretary'), ...about });
}

/** Whether it says nothing of its own: no title, clause or sentence, or in nobody's name. */
function isEmpty(content: Node): boolean {
  const has = (names: readonly string[]) => content.children.some((node) => names.includes(node.type.name) && node.textContent.trim() !== '');
  return !has(['personList']) || !has(['title', 'paragraph', 'yrkandeList']);
}
