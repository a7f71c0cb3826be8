import { z } from '@hono/zod-openapi';
import { officeRoles, organisationActNames, registerRoles } from '@yrka/policies';
import { fieldNames, headFieldsOf, partsOf } from '@yrka/schema';
import { assignmentRoles, bodyKinds } from '@yrka/storage';
import { isEmail } from '../organisation/cells.ts';
import { isCivilDate } from '../organisation/civil.ts';
import { rowProblemCodes, withoutUnseen } from '../organisation/csv.ts';
import { rowNoteCodes } from '../organisation/plan.ts';
import { newTemplateWordsSchema, templateWordsSchema } from '../organisation/template.ts';

/** What travels to and from the routes of the organisation. */

const id = z.string().min(1).max(100);
const name = z.string().trim().min(1).max(100);
const date = z.string().refine(isCivilDate, 'no day of the calendar').openapi({ example: '2027-03-11' });
const time = z
  .string()
  .regex(/^([01]\d|2[0-3])\.[0-5]\d$/)
  .openapi({ example: '09.00' });
/** What was seen of it when it was opened for change; null for what is new. */
const seen = z.string().max(40).nullable().openapi({ description: 'Its version when it was shown; null for a new one. Another version now: `conflict`' });
const version = z.string();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const rulesSchema = z.object({
  attachmentsOnMotions: z.boolean(),
  yearStartsAt: z.enum(['received', 'moved', 'announced']),
  reportsAreApproved: z.boolean(),
  servingSubstitutesSign: z.boolean(),
});

const municipality = z.object({ name, kind: z.enum(['municipality', 'region']), rules: rulesSchema });
const body = z.object({ name, shortName: z.string().trim().min(1).max(20), kind: z.enum(bodyKinds), parentId: id.nullable(), isActive: z.boolean() });
const meeting = z.object({
  bodyId: id,
  date,
  time: time.nullable(),
  deadlineDate: date.nullable(),
  deadlineTime: time.nullable(),
  noticeDate: date.nullable(),
  isCancelled: z.boolean(),
});
const party = z.object({ code: z.string().trim().min(1).max(10), name, isLocal: z.boolean(), isActive: z.boolean() });
const term = z.object({ from: date, to: date });
const person = z.object({
  name,
  party: z.string().max(10).nullable(),
  title: z.string().trim().max(100).nullable(),
  email: z.string().overwrite(withoutUnseen).trim().toLowerCase().refine(isEmail, 'no e-mail address').nullable(),
  isProtected: z.boolean(),
  offices: z.array(z.enum(officeRoles)).max(officeRoles.length),
  isActive: z.boolean(),
});
const seat = z.object({ personId: id, bodyId: id, role: z.enum(assignmentRoles), from: date, to: date.nullable() });

const change = <Shape extends z.ZodRawShape>(shape: z.ZodObject<Shape>) => shape.extend({ id: id.nullable(), version: seen });
const shown = <Shape extends z.ZodRawShape>(shape: z.ZodObject<Shape>) => shape.extend({ id: z.string(), version });

export const municipalityChangeSchema = municipality.extend({ version: seen }).openapi('MunicipalityChange');
export const templateChangeSchema = z.object({ words: newTemplateWordsSchema, version: seen }).openapi('TemplateChange');
export const templatePreviewSchema = z
  .object({ kind: z.enum(['motion', 'officerReport', 'minutesItem']), words: newTemplateWordsSchema })
  .openapi('TemplatePreview');
export const bodyChangeSchema = change(body).openapi('BodyChange');
export const meetingChangeSchema = change(meeting)
  .refine(({ deadlineDate, deadlineTime }) => deadlineDate !== null || deadlineTime === null, 'an hour without a day')
  .refine(({ deadlineDate, noticeDate, date }) => (deadlineDate ?? date) <= date && (noticeDate ?? date) <= date, 'after the meeting')
  .openapi('MeetingChange');
export const partyChangeSchema = party.extend({ version: seen }).openapi('PartyChange');
export const termChangeSchema = change(term)
  .refine(({ from, to }) => from <= to, 'ends before it begins')
  .openapi('TermChange');
export const personChangeSchema = change(person).openapi('PersonChange');
export const seatChangeSchema = change(seat)
  .refine(({ from, to }) => to === null || from <= to, 'ends before it begins')
  .openapi('SeatChange');
export const handOverSchema = z
  .object({ from: id.nullable(), to: id.nullable() })
  .refine(({ from, to }) => from !== to, 'from nobody to nobody, or to the same')
  .openapi('HandOver');
export const seenSchema = z.object({ version: z.string().max(40) });

export const organisationSchema = z
  .object({
    municipality: municipality.extend({
      version,
      arms: sha256.nullable().openapi({ description: 'The hash of the picture, which is also its version; null for none' }),
    }),
    template: z
      .object({
        words: templateWordsSchema,
        base: templateWordsSchema.openapi({ description: 'What it would be if the municipality said nothing' }),
        version,
        parts: z
          .object({ officerReport: z.array(z.string()), minutesItem: z.array(z.string()) })
          .openapi({ description: 'The parts that a document can have' }),
        headFields: z
          .object({ officerReport: z.array(z.enum(fieldNames)), minutesItem: z.array(z.enum(fieldNames)) })
          .openapi({ description: 'The fields that its head can have' }),
      })
      .openapi({ description: 'What new documents begin by' }),
    bodies: z.array(shown(body)),
    parties: z.array(party.extend({ version })),
    terms: z.array(shown(term)),
    acts: z.array(z.enum(organisationActNames)).openapi({ description: 'What the person may do with it' }),
  })
  .openapi('Organisation');

export const armsSchema = z.object({ sha256 });
export const armsSeenSchema = z.object({
  version: sha256.optional().openapi({ description: 'The arms as they were shown; left out where there were none. Others now: `conflict`' }),
});

export const possibleHeadFields = { officerReport: [...headFieldsOf.officerReport], minutesItem: [...headFieldsOf.minutesItem] };
export const possibleParts = { officerReport: [...partsOf.officerReport], minutesItem: [...partsOf.minutesItem] };

export const meetingListSchema = z.object({ meetings: z.array(shown(meeting)) }).openapi('MeetingList');

export const registerSchema = z
  .object({
    people: z.array(
      shown(person).extend({
        roles: z.array(z.enum(registerRoles)),
        seats: z.array(shown(seat)),
        hasSecondFactor: z.boolean().openapi({ description: 'Whether the person shows a second factor when signing in' }),
      }),
    ),
  })
  .openapi('Register');

const rowProblem = z.object({ line: z.number().int(), code: z.enum(rowProblemCodes), column: z.string().nullable(), value: z.string().nullable() });

export const planSchema = z
  .object({
    columns: z.array(z.string()),
    missing: z.array(z.string()).openapi({ description: 'Columns that the file must have and has not: then nothing is read' }),
    ignored: z.array(z.string()),
    problems: z.array(rowProblem).openapi({ description: 'Rows that stay out, each with its reason' }),
    notes: z.array(z.object({ line: z.number().int(), code: z.enum(rowNoteCodes) })),
    rows: z.array(z.object({ line: z.number().int(), change: z.enum(['added', 'changed', 'same']), cells: z.array(z.string()) })),
    digest: z.string().openapi({ description: 'Sent back to do what was shown, and nothing else' }),
    isDone: z.boolean(),
  })
  .openapi('ImportPlan');
