import { newBlockId } from '@yrka/schema';
import type { DocumentRow, LockRow, Rows, StatementRow } from '@yrka/storage';
import { updateFromDocument } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import { chainOf, municipalityChain } from '../audit/record.ts';
import { contentClientId, inMunicipality, newDocumentRow } from '../documents/creating.ts';
import { tell } from '../notices/tell.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, everyoneWith, orConflict, recordAct } from './acting.ts';
import { lock } from './locking.ts';
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
  // What was locked and could not be passed on is locked no longer: there is no stage between the two for a statement.
  const received = await lock(acting, draft, 'filed', async (rows, locked, content) => {
    if (isEmpty(content)) throw new Refusal('emptyStatement');
    await putSignature(rows, locked, acting, 'signs');
    return receive(acting, rows, draft, { ...statement, meetingId, receivedAt: at }, locked, content);
  });
  return { documentId: received.id, matterId: received.matterId };
}

/** Within the transaction that locks the draft; the journal has its text before the row. Text without a row is nobody's. */
async function receive(acting: Acting, rows: Rows, draft: DocumentRow, statement: StatementRow, locked: LockRow, content: Node): Promise<DocumentRow> {
  const { server, person, at } = acting;
  const origin = { matterId: statement.aboutMatterId, createdBy: null, place: inMunicipality('writtenStatement'), templateId: draft.templateId, at };
  const received = newDocumentRow('writtenStatement', content, origin);
  const update = updateFromDocument(content, contentClientId);
  const [seq = 0] = await server.storage.journal.appendBatch([{ documentId: received.id, update, personId: null, at }]);
  try {
    await rows.insertDocument(received);
    orConflict(await rows.changeStage(draft.id, 'filed', 'filed', received.id));
    await rows.minutes.insertStatement({ ...statement, documentId: received.id });
    const copy: LockRow = { ...locked, id: newBlockId(), documentId: received.id, seq, by: null };
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
  } catch (error) {
    await server.storage.journal.erase(received.id);
    throw error;
  }
  return received;
}

/** Whether it says nothing of its own: no title, clause or sentence, or in nobody's name. */
function isEmpty(content: Node): boolean {
  const has = (names: readonly string[]) => content.children.some((node) => names.includes(node.type.name) && node.textContent.trim() !== '');
  return !has(['personList']) || !has(['title', 'paragraph', 'yrkandeList']);
}
