import { newBlockId } from '@yrka/schema';
import type { DocumentRow, LockRow, PersonRow, Rows, SignatureRow } from '@yrka/storage';
import type { Node } from 'prosemirror-model';
import type { AuditAct } from '../audit/acts.ts';
import { chainOf } from '../audit/record.ts';
import { addressee, isOnlySubstitute } from '../invitations/invitations.ts';
import { tell } from '../notices/tell.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, orConflict, recordAct } from './acting.ts';
import { lock } from './locking.ts';

/** Locks a motion so that each signs what stands, and asks those whom it names as signatories. */
export async function sendForSigning(acting: Acting, document: DocumentRow): Promise<void> {
  await lock(acting, document, 'signing', async (rows, row, content) => {
    await recordAct(rows, acting, subjectOf(document, 'sendForSigning'), { lock: row.id, sha256: row.sha256 });
    const asked = await askedToSign(rows, content);
    for (const person of asked) await letRead(acting, rows, document, person);
    await tell(rows, { kind: 'signatureAsked', to: asked.map(({ id }) => id), ...about(acting, document) });
  });
}

/** Opens a motion again: its signatures fall, and those who had signed are told. */
export async function unlock(acting: Acting, document: DocumentRow): Promise<void> {
  const { server, at } = acting;
  await server.storage.rows.transaction(async (rows) => {
    const fallen = await rows.way.signatures(document.id);
    orConflict(await rows.changeStage(document.id, 'signing', 'draft'));
    await rows.way.liftLock(document.id, at);
    await recordAct(rows, acting, subjectOf(document, 'unlock'), { signatures: fallen.length });
    await tell(rows, { kind: 'unlocked', to: fallen.map(({ personId }) => personId), ...about(acting, document) });
  });
}

/**
 * Signs, or as a substitute supports, exactly the text that the person saw.
 *
 * @throws Refusal `textHasChanged` when the text is another than `sha256` says, `conflict` when they have signed it
 * already, or it has been filed, `noRight` for a guest whom the register knows as a substitute no more
 */
export async function sign(acting: Acting, document: DocumentRow, kind: SignatureRow['kind'], sha256: string): Promise<void> {
  await acting.server.storage.rows.transaction(async (rows) => {
    const inForce = await rows.way.lock(document.id);
    if (inForce === null || inForce.sha256 !== sha256) throw new Refusal('textHasChanged');
    // Filed in the same moment, it has gone without: who is told that they signed must be able to rely on it.
    orConflict(await rows.changeStage(document.id, 'signing', 'signing'));
    const signer = await signerOf(rows, document, acting.person);
    // A guest is let in as a substitute, and may be one no more.
    if (signer === null || (signer.id !== acting.person.id && !isOnlySubstitute(signer))) throw new Refusal('noRight');
    await putSignature(rows, inForce, { person: signer, at: acting.at }, kind);
    await recordAct(rows, acting, subjectOf(document, kind === 'signs' ? 'sign' : 'support'), { lock: inForce.id, sha256 });
    const others = (await rows.way.signatures(document.id)).map(({ personId }) => personId);
    await tell(rows, { kind: 'signed', to: [...others, ...(document.createdBy === null ? [] : [document.createdBy])], ...about(acting, document) });
  });
}

/** Takes back one's own signature while the motion is not filed. */
export async function withdrawSignature(acting: Acting, document: DocumentRow): Promise<void> {
  await acting.server.storage.rows.transaction(async (rows) => {
    // Filed in the same moment, it has gone with the signature: who is told that it fell must be able to rely on it.
    orConflict(await rows.changeStage(document.id, 'signing', 'signing'));
    const signer = await signerOf(rows, document, acting.person);
    orConflict(signer !== null && (await rows.way.endSignature(document.id, signer.id, acting.at)));
    await recordAct(rows, acting, subjectOf(document, 'withdrawSignature'));
  });
}

/**
 * As whom somebody signs: as themselves; a guest who was let in as a substitute, as the person at whose
 * address in the register it was. Null for any other guest.
 */
export async function signerOf(rows: Rows, { id: documentId }: Pick<DocumentRow, 'id'>, person: PersonRow): Promise<PersonRow | null> {
  if (!person.roles.includes('guest')) return person;
  const grants = await rows.way.grants({ documentId, personId: person.id });
  if (!grants.some(({ role }) => role === 'invitedSubstitute')) return null;
  const invitation = (await rows.way.invitations(documentId)).find(({ personId, endedAt }) => personId === person.id && endedAt === null);
  return invitation === undefined ? null : addressee(rows, invitation);
}

/** Inserts somebody's signature under a lock. @throws Refusal `conflict` when there is one. */
export async function putSignature(
  rows: Rows,
  { id, documentId }: LockRow,
  { person, at }: Pick<Acting, 'person' | 'at'>,
  kind: SignatureRow['kind'],
): Promise<void> {
  const { name, party } = person;
  orConflict(await rows.way.insertSignature({ id: newBlockId(), lockId: id, documentId, personId: person.id, name, party, kind, at, endedAt: null }));
}

/** The elected of the register whom a motion names as movers, signatories or supporters. */
export async function askedToSign(rows: Rows, content: Node): Promise<readonly PersonRow[]> {
  const ids = content.children
    .filter(({ type, attrs }) => type.name === 'personList' && ['movers', 'signatories', 'supporters'].includes(String(attrs.role)))
    .flatMap((list) => list.children.map(({ attrs }) => attrs.personId as unknown))
    .filter((id) => typeof id === 'string');
  const people = await Promise.all([...new Set(ids)].map((id) => rows.person(id)));
  return people
    .filter((person) => person !== null)
    .filter(({ isActive, roles }) => isActive && roles.some((role) => role === 'member' || role === 'substitute'));
}

/** One of another party is asked to sign what they could not read: they become an author of this document. */
async function letRead({ person, at }: Acting, rows: Rows, document: DocumentRow, asked: PersonRow): Promise<void> {
  if (asked.id === person.id || (document.party !== null && asked.party === document.party)) return;
  const given = await rows.way.grants({ documentId: document.id, personId: asked.id });
  if (given.some(({ role }) => role === 'author')) return;
  await rows.way.insertGrant({ id: newBlockId(), documentId: document.id, personId: asked.id, role: 'author', by: person.id, at, endedAt: null });
}

const subjectOf = (document: DocumentRow, act: AuditAct) => ({ chain: chainOf(document), act, subject: { kind: 'document', id: document.id } }) as const;

function about({ person, at }: Acting, { id, matterId }: DocumentRow) {
  return { matterId, documentId: id, actorId: person.id, at };
}
