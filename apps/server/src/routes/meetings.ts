import { createRoute, z } from '@hono/zod-openapi';
import { mayOrganise, type OrganisationActName } from '@yrka/policies';
import type { Context } from 'hono';
import type { MeetingOfItem } from '../api.ts';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { actorOf } from '../documents/access.ts';
import { attendanceAt, type BodyMeeting, meetingById, meetingOfItem, recordAttendance } from '../meetings/attendance.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { attendanceChangesSchema, attendanceSchema, meetingChoiceSchema, meetingOfItemSchema } from './meetingMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const meetingParams = z.object({ meetingId: z.string() });
const documentParams = z.object({ documentId: z.string() });

const readAttendance = createRoute({
  method: 'get',
  path: '/api/meetings/{meetingId}/attendance',
  summary: 'Who takes part in a meeting: all who sit in the body, chair first and substitutes last',
  request: { params: meetingParams },
  responses: { 200: json(attendanceSchema, 'The attendance'), ...refusals('notSignedIn', 'noRight', 'notFound') },
});
const putAttendance = createRoute({
  method: 'put',
  path: '/api/meetings/{meetingId}/attendance',
  summary: "Record some people's part in a meeting",
  request: { params: meetingParams, body: { required: true, content: { 'application/json': { schema: attendanceChangesSchema } } } },
  responses: { 200: json(attendanceSchema, 'As it is now'), ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict') },
});
const readMeeting = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/meeting',
  summary: 'The meeting that a § is of',
  request: { params: documentParams },
  responses: { 200: json(meetingOfItemSchema, 'The meeting'), ...refusals('notSignedIn', 'notFound') },
});
const putMeeting = createRoute({
  method: 'put',
  path: '/api/documents/{documentId}/meeting',
  summary: 'Say which meeting a § is of',
  request: { params: documentParams, body: { required: true, content: { 'application/json': { schema: meetingChoiceSchema } } } },
  responses: { 200: json(meetingOfItemSchema, 'As it is now'), ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound') },
});

export function meetingRoutes(server: ServerContext): Routes {
  const { access } = server;
  const { rows } = server.storage;
  const may = (c: Context<RequestEnv>, act: OrganisationActName) => mayOrganise(actorOf(requirePerson(c)), act);
  const attendance = async (c: Context<RequestEnv>, at: BodyMeeting) => {
    const { people, isRecorded } = await attendanceAt(rows, at);
    return { meeting: told(at), people: [...people], isRecorded, mayRecord: may(c, 'recordAttendance') && !at.meeting.isCancelled };
  };
  /** The § itself; a document of another kind is of no meeting. */
  const item = async (c: Context<RequestEnv>, id: string) => {
    const document = await access.document(requirePerson(c), id);
    if (document.row.kind !== 'minutesItem') throw new Refusal('notFound');
    return document;
  };

  return newRoutes()
    .openapi(readAttendance, async (c) => {
      if (!may(c, 'readAttendance')) throw new Refusal('noRight');
      return c.json(await attendance(c, await meetingById(rows, c.req.valid('param').meetingId)), 200);
    })
    .openapi(putAttendance, async (c) => {
      if (!may(c, 'recordAttendance')) throw new Refusal('noRight');
      const at = await meetingById(rows, c.req.valid('param').meetingId);
      await recordAttendance({ server, person: requirePerson(c), at: server.now() }, at, c.req.valid('json').people);
      return c.json(await attendance(c, at), 200);
    })
    .openapi(readMeeting, async (c) => {
      const { row } = await item(c, c.req.valid('param').documentId);
      return c.json(toldOfItem(await meetingOfItem(rows, row)), 200);
    })
    .openapi(putMeeting, async (c) => {
      const person = requirePerson(c);
      const { row, mayWrite } = await item(c, c.req.valid('param').documentId);
      if (!mayWrite) throw new Refusal('noRight');
      const { meeting } = await meetingById(rows, c.req.valid('json').meetingId);
      await rows.transaction(async (inOne) => {
        // Sent for verification in the same moment, it is of the meeting that its verifiers were asked to verify.
        if (!(await access.documentNow(inOne, person, row.id)).mayWrite) throw new Refusal('noRight');
        await inOne.way.putMeetingOf(row.id, meeting.id);
      });
      return c.json(toldOfItem(await meetingOfItem(rows, row)), 200);
    });
}

function toldOfItem({ meeting, others }: Awaited<ReturnType<typeof meetingOfItem>>): MeetingOfItem {
  return { meeting: meeting === null ? null : told(meeting), others: others.map(told) };
}

function told({ meeting: { id, date, time }, body }: BodyMeeting) {
  return { id, date, time, bodyId: body.id, bodyName: body.name, bodyShortName: body.shortName, bodyKind: body.kind };
}
