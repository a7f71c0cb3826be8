import { z } from '@hono/zod-openapi';
import { assignmentRoles, presences } from '@yrka/storage';

/** What travels of a meeting: who takes part in it, and which one a § is of. */

const meetingSchema = z.object({
  id: z.string(),
  bodyId: z.string(),
  bodyName: z.string(),
  bodyShortName: z.string(),
  bodyKind: z.enum(['assembly', 'executiveBoard', 'committee', 'subcommittee']),
  date: z.string(),
  time: z.string().nullable(),
});

const id = z.string().min(1).max(100);
const item = z.string().trim().min(1).max(20).nullable().openapi({ description: 'A § as it is typed; null: from the beginning, to the end' });

const part = z.object({
  personId: id,
  presence: z.enum(presences).openapi({ description: '`present` is a substitute who is there and does not serve' }),
  inPlaceOf: id.nullable().openapi({ description: 'Of a substitute who serves: the person whose place it is; null where nobody was named' }),
  fromItem: item,
  untilItem: item,
});

export const attendanceSchema = z
  .object({
    meeting: meetingSchema,
    people: z.array(
      part.extend({
        name: z.string(),
        party: z.string().nullable(),
        seat: z.enum(assignmentRoles),
      }),
    ),
    isRecorded: z.boolean().openapi({ description: 'Whether anything was recorded; else it is as the seats have it' }),
    mayRecord: z.boolean(),
  })
  .openapi('Attendance');

export const attendanceChangesSchema = z
  .object({ people: z.array(part).min(1).max(1_000) })
  .openapi('AttendanceChanges', { description: 'Those named are so from now on; the others stay as they are' });

export const meetingOfItemSchema = z
  .object({
    meeting: meetingSchema.nullable().openapi({ description: 'What was said, else the meeting that the matter is planned for; null where there is none' }),
    others: z.array(meetingSchema).openapi({ description: 'The other meetings that the matter was or is planned for' }),
  })
  .openapi('MeetingOfItem');

export const meetingChoiceSchema = z.object({ meetingId: id }).openapi('MeetingChoice');
