import { newBlockId, schema } from '@yrka/schema';
import { type CivilDate, type DocumentRow, type LockRow, type ReportStepRow, type Rows, withRowToCome } from '@yrka/storage';
import { updateFromDocument } from '@yrka/ydoc';
import { Fragment, type Node } from 'prosemirror-model';
import type { AuditAct } from '../audit/acts.ts';
import { municipalityChain } from '../audit/record.ts';
import { contentClientId, newDocumentRow } from '../documents/creating.ts';
import { tell } from '../notices/tell.ts';
import { civilMoment } from '../organisation/civil.ts';
import { meetingsToCome } from '../organisation/meetings.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, everyoneWith, orConflict, recordAct } from './acting.ts';
import { planHandling } from './handling.ts';
import { lock } from './locking.ts';
import { lockedContent } from '../documents/lockedText.ts';
import { revisedDay } from './revisedDay.ts';

/** Locks a report as it stands, for an approver to read. */
export async function sendForApproval(acting: Acting, report: DocumentRow): Promise<void> {
  await lock(acting, report, 'approval', async (rows, row) => {
    await recordAct(rows, acting, subjectOf(report, 'sendForApproval'), { sha256: row.sha256 });
    await tell(rows, { kind: 'approvalAsked', to: await everyoneWith(rows, 'approver'), ...about(acting, report) });
  });
}

/** Approves exactly the text that was read. @throws Refusal `textHasChanged`, `conflict` */
export async function approve(acting: Acting, report: DocumentRow, sha256: string): Promise<void> {
  await acting.server.storage.rows.transaction(async (rows) => {
    const inForce = await rows.way.lock(report.id);
    if (inForce === null || inForce.sha256 !== sha256) throw new Refusal('textHasChanged');
    orConflict(await rows.changeStage(report.id, 'approval', 'approved'));
    await keepStep(rows, acting, inForce, { kind: 'approved' });
    await recordAct(rows, acting, subjectOf(report, 'approve'), { sha256 });
    await tell(rows, { kind: 'approved', to: writersOf(report), ...about(acting, report) });
  });
}

/**
 * Opens a report that awaits approval, or has it, for changes: what was approved is no longer what
 * stands. Why is kept beside the report for those who work with it; no log and no notice has it.
 */
export async function returnForChanges(acting: Acting, report: DocumentRow, reason: string): Promise<void> {
  await acting.server.storage.rows.transaction(async (rows) => {
    const inForce = await rows.way.lock(report.id);
    orConflict(inForce !== null && (await rows.changeStage(report.id, report.stage, 'working')));
    if (inForce !== null) await keepStep(rows, acting, inForce, { kind: 'returned', reason });
    await rows.way.liftLock(report.id, acting.at);
    await recordAct(rows, acting, subjectOf(report, 'returnForChanges'));
    await tell(rows, { kind: 'returned', to: writersOf(report), ...about(acting, report) });
  });
}

/**
 * Finalises a report, for a meeting where one is given: it is drawn up with this (TF 2:10, read
 * 2026-11-23), and never opened again.
 *
 * @throws Refusal `conflict`, `badRequest` for a meeting that is not to come.
 */
export async function finalise(acting: Acting, report: DocumentRow, meetingId: string | null): Promise<void> {
  const meeting = meetingId === null ? null : ((await meetingsToCome(acting.server.storage.rows, acting.at)).find(({ id }) => id === meetingId) ?? null);
  if (meetingId !== null && meeting === null) throw new Refusal('badRequest');
  const done = async (rows: Rows, locked: LockRow) => {
    if (meeting !== null) await planHandling(rows, { matterId: report.matterId, bodyId: meeting.bodyId, meetingId: meeting.id, purpose: 'preparation' });
    await keepStep(rows, acting, locked, { kind: 'finalised', meetingId });
    await rows.runs.end(report.id);
    const reviewers = (await rows.reviews.reviews({ documentId: report.id })).map(({ personId }) => personId);
    await recordAct(rows, acting, subjectOf(report, 'finalise'), { sha256: locked.sha256, revision: report.revision, meeting: meetingId });
    await tell(rows, { kind: 'finalised', to: [...writersOf(report), ...(await everyoneWith(rows, 'secretary')), ...reviewers], ...about(acting, report) });
  };
  if (report.stage === 'working') {
    await lock(acting, report, 'finalised', done);
    return;
  }
  await acting.server.storage.rows.transaction(async (rows) => {
    const inForce = await rows.way.lock(report.id);
    orConflict(inForce !== null && (await rows.changeStage(report.id, 'approved', 'finalised')));
    if (inForce !== null) await done(rows, inForce);
  });
}

/**
 * A late change to a finalised report is a new, dated one, which is returned; the old one remains as it is.
 *
 * @throws Refusal `conflict` when it has been revised already.
 */
export async function revise(acting: Acting, report: DocumentRow): Promise<{ readonly documentId: string; readonly matterId: string }> {
  const { server, person, at } = acting;
  const { storage } = server;
  const inForce = await storage.rows.way.lock(report.id);
  if (inForce === null) throw new Refusal('conflict');
  const content = datedRevision(lockedContent(inForce), civilMoment(at).date);
  const place = { space: report.space, party: report.party, stage: 'working' } as const;
  const origin = { matterId: report.matterId, createdBy: person.id, place, templateId: report.templateId, at };
  const revised = { ...newDocumentRow(report.kind, content, origin), revision: report.revision + 1, revisionOf: report.id };
  const update = updateFromDocument(content, contentClientId);
  await withRowToCome(storage, revised.id, async () => {
    await storage.journal.appendBatch([{ documentId: revised.id, update, personId: null, at }]);
    await server.attachments.withCopies(report, revised, person.id, (attached) =>
      storage.rows.transaction(async (rows) => {
        const isRevised = (await rows.documents(report.matterId)).some(({ revisionOf }) => revisionOf === report.id);
        orConflict(!isRevised);
        await rows.insertDocument(revised);
        await server.attachments.putCopied(rows, revised, attached);
        await recordAct(rows, acting, subjectOf(report, 'revise'), { revision: revised.revision, document: revised.id });
      }),
    );
  });
  return { documentId: revised.id, matterId: revised.matterId };
}

/** The report with the day of its revision after its own, in place of an earlier revision's: "2027-02-20, reviderad 2027-03-02". */
function datedRevision(content: Node, day: CivilDate): Node {
  const blocks = content.children.map((block) => {
    if (block.type.name !== 'fieldList') return block;
    return block.copy(Fragment.from(block.children.map((field) => (field.attrs.name === 'date' ? datedField(field, day) : field))));
  });
  return content.copy(Fragment.from(blocks));
}

function datedField(field: Node, day: CivilDate): Node {
  return field.copy(Fragment.from(schema.text(revisedDay(field.textContent, day))));
}

function keepStep(
  rows: Rows,
  { person, at }: Acting,
  { documentId, sha256 }: LockRow,
  step: Pick<ReportStepRow, 'kind'> & Partial<ReportStepRow>,
): Promise<void> {
  return rows.way.insertReportStep({ id: newBlockId(), documentId, sha256, by: person.id, at, reason: '', meetingId: null, ...step });
}

const writersOf = ({ createdBy }: DocumentRow) => (createdBy === null ? [] : [createdBy]);

const subjectOf = ({ id }: DocumentRow, act: AuditAct) => ({ chain: municipalityChain, act, subject: { kind: 'document', id } }) as const;

function about({ person, at }: Acting, { id, matterId }: DocumentRow) {
  return { matterId, documentId: id, actorId: person.id, at };
}
