import { contextOf, wordedBlocks } from '@yrka/formal-text';
import { isElected } from '@yrka/policies';
import { newBlockId } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { DocumentRow, LockRow, PersonRow, Rows, Verification, VerifierRole } from '@yrka/storage';
import type { AuditAct } from '../audit/acts.ts';
import { municipalityChain } from '../audit/record.ts';
import { actorOf } from '../documents/access.ts';
import { lockedContent } from '../documents/lockedText.ts';
import { clausesOf, readVersion } from '../documents/reading.ts';
import { tell } from '../notices/tell.ts';
import { appealTimes } from '../organisation/appeal.ts';
import { civilMoment } from '../organisation/civil.ts';
import { templateOf } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, orConflict, recordAct } from './acting.ts';
import { lock } from './locking.ts';
import { concerned } from './matterActing.ts';

/** Who shall verify an item. How many, and who, the body decides (kommunallagen 5:69, read 2026-11-26): only the chair is always there. */
export type Sending = { readonly chairId: string; readonly verifierIds: readonly string[]; readonly isImmediate: boolean };

/**
 * Locks an item of the minutes as it stands, for its verifiers to read: they may from now on, whoever they are.
 *
 * @throws Refusal `emptyItem`; `badRequest` for one who is not elected, or is named twice; `conflict`
 */
export async function sendForVerification(acting: Acting, item: DocumentRow, { chairId, verifierIds, isImmediate }: Sending): Promise<void> {
  const ids = [chairId, ...verifierIds];
  if (new Set(ids).size < ids.length) throw new Refusal('badRequest');
  const people = await Promise.all(ids.map((id) => verifierFrom(acting.server.storage.rows, id)));
  await lock(acting, item, 'sentForVerification', async (rows, row, content) => {
    if (content.textContent.trim() === '') throw new Refusal('emptyItem');
    const { id: lockId, documentId } = row;
    const waiting = { verifiedAt: null, returnedAt: null, returnedBy: null, reason: '' } as const;
    await rows.minutes.insertVerification(
      { lockId, documentId, isImmediate, by: acting.person.id, at: acting.at, ...waiting },
      people.map(({ id: personId, name, party }, order) => {
        const role: VerifierRole = order === 0 ? 'chair' : 'verifier';
        return { lockId, personId, role, order, name, party, verifiedAt: null, recordedBy: null, note: '' };
      }),
    );
    for (const { id: personId } of people)
      await rows.way.insertGrant({ id: newBlockId(), documentId, personId, role: 'verifier', by: acting.person.id, at: acting.at, endedAt: null });
    await recordAct(rows, acting, subjectOf(item, 'sendForVerification'), { lock: lockId, sha256: row.sha256, immediate: isImmediate, verifiers: ids.length });
    await tell(rows, { kind: 'verificationAsked', to: ids, ...about(acting, item) });
  });
}

/**
 * Opens an item again before it is verified: what has been verified of it falls. Why is kept beside it for those who work
 * with it; no log and no notice has it.
 */
export async function returnItem(acting: Acting, item: DocumentRow, reason: string): Promise<void> {
  const { server, person, at } = acting;
  await server.storage.rows.transaction(async (rows) => {
    const { waiting } = await underLock(rows, item, null);
    orConflict(await rows.changeStage(item.id, 'sentForVerification', 'working'));
    orConflict(await rows.minutes.endVerification(waiting.lockId, { verifiedAt: null, returnedAt: at, returnedBy: person.id, reason }));
    await rows.way.liftLock(item.id, at);
    for (const { personId } of waiting.verifiers) await rows.way.endGrants(item.id, personId, at);
    const fallen = waiting.verifiers.filter(({ verifiedAt }) => verifiedAt !== null);
    await recordAct(rows, acting, subjectOf(item, 'returnItem'), { lock: waiting.lockId, fallen: fallen.length });
    await tell(rows, { kind: 'itemReturned', to: [waiting.by, ...fallen.map(({ personId }) => personId)], ...about(acting, item) });
  });
}

/**
 * Verifies exactly the text that was read. With the last of its verifiers the item is verified: it is a public record
 * then (tryckfrihetsförordningen 2:10, read 2026-11-26), and never changed.
 *
 * @throws Refusal `textHasChanged`; `conflict` when they have verified it already
 */
export async function verify(acting: Acting, item: DocumentRow, sha256: string): Promise<void> {
  await acting.server.storage.rows.transaction(async (rows) => {
    const { inForce, waiting } = await underLock(rows, item, sha256);
    orConflict(await rows.minutes.verify(waiting.lockId, acting.person.id, { verifiedAt: acting.at, recordedBy: null, note: '' }));
    await recordAct(rows, acting, subjectOf(item, 'verify'), { lock: inForce.id, sha256 });
    await endWithLast(rows, acting, item);
  });
}

/**
 * Records that a verifier has signed the text elsewhere: on paper, or with the municipality's signing service, which may
 * itself send this request.
 *
 * @throws Refusal `badRequest` for one who is none of its verifiers; else as `verify`
 */
export async function recordVerification(
  acting: Acting,
  item: DocumentRow,
  { personId, note, sha256 }: { readonly personId: string; readonly note: string; readonly sha256: string },
): Promise<void> {
  await acting.server.storage.rows.transaction(async (rows) => {
    const { inForce, waiting } = await underLock(rows, item, sha256);
    if (!waiting.verifiers.some((verifier) => verifier.personId === personId)) throw new Refusal('badRequest');
    orConflict(await rows.minutes.verify(waiting.lockId, personId, { verifiedAt: acting.at, recordedBy: acting.person.id, note }));
    await recordAct(rows, acting, subjectOf(item, 'recordVerification'), { lock: inForce.id, sha256, verifier: personId });
    await endWithLast(rows, acting, item);
  });
}

/**
 * Announces on the noticeboard that the item has been verified; today, for the day is what the time of appeal is counted
 * from. Where the minutes can be read stands there too: where the notice before said, unless something else is said.
 */
export async function postPublicNotice(acting: Acting, item: DocumentRow, keptAt?: string): Promise<void> {
  const { server, person, at } = acting;
  const announcedOn = civilMoment(at).date;
  const times = appealTimes(announcedOn);
  await server.storage.rows.transaction(async (rows) => {
    orConflict(await rows.changeStage(item.id, 'verified', 'announced'));
    const kept = keptAt ?? (await usuallyKeptAt(rows, item));
    await rows.minutes.insertPublicNotice({ documentId: item.id, announcedOn, ...times, keptAt: kept, by: person.id, at });
    await recordAct(rows, acting, subjectOf(item, 'postPublicNotice'), { on: announcedOn, ...times });
    await tell(rows, { kind: 'itemAnnounced', to: await concernedBy(rows, item), ...about(acting, item) });
  });
}

/** Where minutes can be read, as the last notice had it; before the first, with the municipality. */
export async function usuallyKeptAt(rows: Rows, { templateId }: DocumentRow): Promise<string> {
  return (await rows.minutes.lastKeptAt()) ?? (await templateOf(rows, templateId)).municipality;
}

/** What was wrong with the words of one block of a verified item, and how they should have been. */
export type Correction = { readonly blockId: string; readonly after: string; readonly reason: string };

/**
 * Corrects a verified item, visibly: the correction stands beside it with who, when and why, and the old words stay
 * readable. The verified text, its bytes and its hash stay as they are (JO dnr 581-2013, read
 * 2026-11-26: it must be seen in the document that it was corrected, and what was changed).
 *
 * @throws Refusal `badRequest` when the item has no such block, or nothing would be another; `conflict`
 */
export async function correct(acting: Acting, item: DocumentRow, { blockId, after, reason }: Correction): Promise<void> {
  const { server, person, at } = acting;
  const motion = await server.access.motionBeside(person, item);
  const clauses = motion === null ? null : clausesOf((await readVersion(server.storage, motion.id)).content).map(({ id }) => id);
  await server.storage.rows.transaction(async (rows) => {
    const inForce = await rows.way.lock(item.id);
    if (inForce === null || !(await rows.changeStage(item.id, item.stage, item.stage))) throw new Refusal('conflict');
    const earlier = (await rows.minutes.corrections(item.id)).findLast((correction) => correction.blockId === blockId);
    const before = earlier?.after ?? wordsOf(lockedContent(inForce), blockId, clauses);
    if (before === null || before === after) throw new Refusal('badRequest');
    const id = newBlockId();
    await rows.minutes.insertCorrection({ id, documentId: item.id, blockId, before, after, reason, by: person.id, byName: person.name, at });
    await recordAct(rows, acting, subjectOf(item, 'correct'), { correction: id, sha256: inForce.sha256 });
    await tell(rows, { kind: 'itemCorrected', to: await concernedBy(rows, item), ...about(acting, item) });
  });
}

/** Those of whom the last has verified make the item verified; until then it goes on waiting. */
async function endWithLast(rows: Rows, acting: Acting, item: DocumentRow): Promise<void> {
  const { waiting } = await underLock(rows, item, null);
  const isLast = waiting.verifiers.every(({ verifiedAt }) => verifiedAt !== null);
  orConflict(await rows.changeStage(item.id, 'sentForVerification', isLast ? 'verified' : 'sentForVerification'));
  if (!isLast) return;
  orConflict(await rows.minutes.endVerification(waiting.lockId, { verifiedAt: acting.at, returnedAt: null, returnedBy: null, reason: '' }));
  await rows.runs.end(item.id);
  await tell(rows, { kind: 'itemVerified', to: [waiting.by, ...(await concernedBy(rows, item))], ...about(acting, item) });
}

/** @throws Refusal `conflict` when nothing waits; `textHasChanged` when another text waits than the one with this hash */
async function underLock(rows: Rows, { id }: DocumentRow, sha256: string | null): Promise<{ readonly inForce: LockRow; readonly waiting: Verification }> {
  const inForce = await rows.way.lock(id);
  const waiting = (await rows.minutes.verifications(id)).find(({ lockId }) => lockId === inForce?.id);
  if (inForce === null || waiting === undefined) throw new Refusal('conflict');
  if (sha256 !== null && inForce.sha256 !== sha256) throw new Refusal('textHasChanged');
  return { inForce, waiting };
}

/** @throws Refusal `badRequest` for one who is not elected, or has left */
async function verifierFrom(rows: Rows, id: string): Promise<PersonRow> {
  const person = await rows.person(id);
  if (person === null || !isElected(actorOf(person))) throw new Refusal('badRequest');
  return person;
}

/** The words of a block as they were verified; null where there is none, or it has none of its own. */
function wordsOf(content: Node, blockId: string, clauses: readonly string[] | null): string | null {
  const blocks = wordedBlocks(content, contextOf(content, { ...(clauses && { clauses }) }));
  return blocks.find(({ id }) => id === blockId)?.words ?? null;
}

/** Those who moved the motion, and who answers for it. */
async function concernedBy(rows: Rows, { matterId }: DocumentRow): Promise<readonly string[]> {
  const matter = await rows.matter(matterId);
  return matter === null ? [] : concerned(rows, matter);
}

const subjectOf = ({ id }: DocumentRow, act: AuditAct) => ({ chain: municipalityChain, act, subject: { kind: 'document', id } }) as const;

function about({ person, at }: Acting, { id, matterId }: DocumentRow) {
  return { matterId, documentId: id, actorId: person.id, at };
}
