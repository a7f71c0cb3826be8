import { createRoute, z } from '@hono/zod-openapi';
import type { BodyKind, BodyRow, MeetingRow, ReportStepRow } from '@yrka/storage';
import type { Report } from '../api.ts';
import type { Routes, ServerContext } from '../context.ts';
import type { OpenDocument } from '../documents/access.ts';
import { rulesOf } from '../documents/rules.ts';
import { civilMoment } from '../organisation/civil.ts';
import { isPastDeadline, meetingsToCome } from '../organisation/meetings.ts';
import { shortCode } from '../papers/paper.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { reportSchema } from './wayMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const read = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/report',
  summary: 'How far a report has come: who approves it, why it came back, what it was finalised for, and its other versions',
  request: { params: z.object({ documentId: z.string() }) },
  responses: { 200: json(reportSchema, 'Its way'), ...refusals('notSignedIn', 'notFound') },
});

/** How many of each body's next meetings one may choose among. */
const meetingsOfEach = 4;
/** A report goes to those who prepare before those who decide. */
const bodyOrder: readonly BodyKind[] = ['subcommittee', 'executiveBoard', 'committee', 'assembly'];

export function reportRoutes({ access, storage, now }: ServerContext): Routes {
  const { rows } = storage;
  return newRoutes().openapi(read, async (c) => {
    const person = requirePerson(c);
    const report = await access.document(person, c.req.valid('param').documentId);
    const { row, matter } = report;
    if (row.kind !== 'officerReport') throw new Refusal('notFound');
    const [steps, lock, rules, people, beside] = await Promise.all([
      rows.way.reportSteps(row.id),
      rows.way.lock(row.id),
      rulesOf(rows),
      rows.people(),
      access.matter(person, matter.id),
    ]);
    const approved = steps.findLast(({ kind, sha256 }) => kind === 'approved' && sha256 === lock?.sha256);
    const returned = row.stage === 'working' && report.mayWrite ? steps.findLast(({ kind }) => kind === 'returned') : undefined;
    const finalised = steps.findLast(({ kind }) => kind === 'finalised');
    const later = beside.documents.find((document) => document.row.revisionOf === row.id)?.row;
    const answer: Report = {
      needsApproval: rules.reportsAreApproved,
      approvers: rules.reportsAreApproved ? people.filter(({ roles }) => roles.includes('approver')).map(({ name }) => name) : [],
      approved: approved === undefined ? null : await said(approved),
      returned: returned === undefined ? null : { ...(await said(returned)), reason: returned.reason },
      finalised:
        finalised === undefined
          ? null
          : {
              at: finalised.at.toISOString(),
              meeting: await meetingOf(finalised),
              sha256: finalised.sha256,
              code: shortCode(finalised.sha256),
            },
      revised: row.revisionOf === null ? null : civilMoment(finalised?.at ?? row.createdAt).date,
      earlier: row.revisionOf,
      later: later === undefined ? null : { documentId: later.id, stage: later.stage },
      meetings: await meetingsFor(report),
    };
    return c.json(answer, 200);
  });

  async function said({ by, at }: ReportStepRow): Promise<{ readonly by: string; readonly at: string }> {
    return { by: (await rows.person(by))?.name ?? '', at: at.toISOString() };
  }

  async function meetingOf({ meetingId }: ReportStepRow) {
    const meeting = meetingId === null ? undefined : (await rows.organisation.meetings()).find(({ id }) => id === meetingId);
    return meeting === undefined ? null : named(meeting, await rows.organisation.bodies());
  }

  /** Body by body, those that are still to be held. None for one who may not finalise. */
  async function meetingsFor({ row, acts }: OpenDocument): Promise<Report['meetings']> {
    if (!acts.includes('finalise')) return [];
    const [bodies, meetings, handlings] = await Promise.all([rows.organisation.bodies(), meetingsToCome(rows, now()), rows.way.handlings(row.matterId)]);
    const planned = new Set(handlings.map(({ meetingId }) => meetingId));
    return bodies
      .filter(({ isActive }) => isActive)
      .toSorted((one, other) => bodyOrder.indexOf(one.kind) - bodyOrder.indexOf(other.kind))
      .flatMap((body) => meetings.filter(({ bodyId }) => bodyId === body.id).slice(0, meetingsOfEach))
      .map((meeting) => ({
        ...named(meeting, bodies),
        deadlineDate: meeting.deadlineDate,
        deadlineTime: meeting.deadlineTime,
        isPastDeadline: isPastDeadline(meeting, now()),
        isPlanned: planned.has(meeting.id),
      }));
  }
}

const named = ({ id, bodyId, date }: MeetingRow, bodies: readonly BodyRow[]) => ({
  id,
  body: bodies.find((body) => body.id === bodyId)?.shortName ?? '',
  date,
});
