import { z } from '@hono/zod-openapi';
import { archiveFindingCodes } from '../archives/findingCodes.ts';
import { matterActNames } from '@yrka/policies';
import { bodyKinds } from '@yrka/storage';
import { outcomes } from '@yrka/schema';
import { isCivilDate } from '../organisation/civil.ts';
import { civilDateSchema, documentKindSchema, documentSummarySchema, instantSchema, matterStageSchema, maxTitleLength } from './messages.ts';

/** What travels of matters: lists, one of them, plans, and motions not answered. */

const bodyNamesSchema = z.object({ bodyId: z.string(), body: z.string().openapi({ example: 'KSAU' }), bodyName: z.string() });

export const meetingSummarySchema = bodyNamesSchema
  .extend({
    id: z.string(),
    date: civilDateSchema,
    time: z.string().nullable().openapi({ example: '09.00' }),
    deadlineDate: civilDateSchema.nullable().openapi({ description: 'Manusstopp' }),
    deadlineTime: z.string().nullable(),
  })
  .openapi('MeetingSummary');

const yearSchema = z.object({
  startsAt: z.enum(['received', 'moved', 'announced']),
  from: civilDateSchema,
  until: civilDateSchema,
  daysUsed: z.number().int(),
  daysLeft: z.number().int().openapi({ description: 'Negative when it is over' }),
});

export const matterSummarySchema = z
  .object({
    id: z.string(),
    title: z.string().openapi({ description: "The motion's title, else the matter's; '' when neither has one" }),
    matterTitle: z.string().nullable().openapi({ description: "The registrar's longer title (ärendemening)" }),
    diarienummer: z.string().nullable().openapi({ example: 'KS 2026-00187' }),
    label: z.string().nullable().openapi({ example: 'Verkligt protokoll, Huddinge 2023' }),
    movers: z.array(z.object({ name: z.string(), party: z.string().nullable() })),
    updatedAt: instantSchema,
    documents: z.array(documentSummarySchema).openapi({ description: 'Only those that the person may read' }),
    mayCreate: z.array(documentKindSchema).openapi({ description: 'The kinds of document that the person may begin in this matter' }),
    stage: matterStageSchema,
    acts: z.array(z.enum(matterActNames)).openapi({ description: 'What the person may do with it now' }),
    log: z
      .enum(['group', 'municipality'])
      .nullable()
      .openapi({ description: "Whose audit log of it the person may read: that of the draft's group, or the municipality's" }),
    isFiledDraft: z.boolean().openapi({ description: 'The draft of a motion that has been filed, which goes on as another matter' }),
    isMine: z.boolean().openapi({ description: 'Something in it waits for the person, or they write it, moved it or answer for it' }),
    waiting: z
      .array(z.enum(['sign', 'register', 'announce', 'answer', 'approve', 'finalise', 'verify', 'review', 'takeOver', 'close']))
      .openapi({ description: 'What in it waits for the person' }),
    responsible: z.object({ id: z.string(), name: z.string() }).nullable().openapi({ description: 'The officer who answers for it' }),
    receivedAt: instantSchema.nullable(),
    year: yearSchema.nullable().openapi({ description: 'null before it began, and when the motion has been decided' }),
    openReferrals: z.number().int(),
    bodies: z.array(z.string()).openapi({ description: 'Ids of the bodies that have had it, have it or will' }),
    next: meetingSummarySchema.nullable().openapi({ description: 'The next meeting that it is planned for' }),
    outcome: z.enum(outcomes).nullable().openapi({ description: "The assembly's" }),
  })
  .openapi('MatterSummary');

export const matterListSchema = z
  .object({
    matters: z.array(matterSummarySchema),
    mayCreateMatter: z.boolean(),
    mayReceivePaper: z.boolean(),
    mayTakeIn: z.boolean().openapi({ description: 'Whether the person may take in a whole matter from another installation' }),
    coming: z.array(meetingSummarySchema).openapi({ description: 'The next meeting of assembly, board and subcommittee that something can still come to' }),
  })
  .openapi('MatterList');

export const matterDetailsSchema = matterSummarySchema
  .extend({
    movedOn: civilDateSchema.nullable(),
    announcedOn: civilDateSchema.nullable(),
    decidedOn: civilDateSchema.nullable(),
    closedAt: instantSchema.nullable(),
    referrals: z.array(
      bodyNamesSchema.extend({ id: z.string(), sentAt: instantSchema, dueDate: civilDateSchema, answeredAt: instantSchema.nullable(), answer: z.string() }),
    ),
    handlings: z.array(
      bodyNamesSchema.extend({
        id: z.string(),
        meeting: meetingSummarySchema.nullable(),
        purpose: z.enum(['announcement', 'preparation', 'decision', 'delayReport']),
        outcome: z.enum(outcomes).nullable(),
        paragraphNumber: z.string().nullable(),
        handledOn: civilDateSchema.nullable().openapi({ description: 'null while it is planned' }),
        reported: z.string().openapi({ description: "Of a delay report: what had come out; '' of others" }),
      }),
    ),
    forecast: z
      .object({ date: civilDateSchema, meetingId: z.string(), body: z.string(), basis: z.enum(['planned', 'estimated']) })
      .nullable()
      .openapi({ description: 'When the assembly can decide, as meetings are planned' }),
    writers: z.array(z.object({ documentId: z.string(), personId: z.string(), name: z.string(), at: instantSchema })),
    unansweredClauses: z
      .array(z.number().int())
      .nullable()
      .openapi({ description: "Numbers of the motion's clauses that the report under work does not answer" }),
    mayTakeOut: z.boolean().openapi({ description: 'Whether one may have the whole of it as one archive' }),
    draft: z.object({ documentId: z.string(), matterId: z.string() }).nullable().openapi({ description: "The group's own draft, for the group" }),
    events: z.array(
      z.object({
        id: z.string(),
        at: instantSchema,
        act: z.string(),
        who: z.string().nullable(),
        documentId: z.string().nullable(),
        bodies: z.array(z.string()),
        on: civilDateSchema.nullable(),
        outcome: z.string().nullable(),
        diarienummer: z.string().nullable(),
      }),
    ),
  })
  .openapi('MatterDetails');

export const planningSchema = z
  .object({
    bodies: z.array(z.object({ id: z.string(), shortName: z.string(), name: z.string(), kind: z.enum(bodyKinds) })),
    meetings: z.array(meetingSummarySchema).openapi({ description: 'From a year back, by date; no cancelled ones' }),
    today: civilDateSchema,
  })
  .openapi('Planning');

export const unansweredSchema = z
  .object({
    municipality: z.string(),
    date: civilDateSchema,
    startsAt: z.enum(['received', 'moved', 'announced']).openapi({ description: 'Which date starts the year' }),
    motions: z.array(
      z.object({
        matterId: z.string(),
        title: z.string(),
        diarienummer: z.string().nullable(),
        movers: z.array(z.object({ name: z.string(), party: z.string().nullable() })),
        stage: matterStageSchema,
        from: civilDateSchema.nullable(),
        until: civilDateSchema.nullable(),
        daysUsed: z.number().int().nullable(),
        isOver: z.boolean().openapi({ description: 'The year is over' }),
        with: z.array(z.string()).openapi({ description: 'The bodies that have it' }),
        referrals: z.array(z.object({ body: z.string(), dueDate: civilDateSchema, answeredOn: civilDateSchema.nullable(), isLate: z.boolean() })),
        forecast: civilDateSchema.nullable(),
        isAfterYear: z.boolean(),
        results: z.array(
          z.object({
            body: z.string(),
            on: civilDateSchema,
            outcome: z.enum(outcomes).nullable(),
            paragraphNumber: z.string().nullable(),
            answer: z.string().nullable(),
          }),
        ),
        delayReport: z
          .object({ on: civilDateSchema, paragraphNumber: z.string().nullable(), reported: z.string() })
          .nullable()
          .openapi({ description: 'When the assembly was last told that the year would not do, and what of' }),
        proposed: z.enum(['goOn', 'strikeOff']).nullable().openapi({ description: 'null while the year is not over' }),
      }),
    ),
  })
  .openapi('UnansweredList');

export const newMatterSchema = z.object({ title: z.string().trim().max(maxTitleLength) }).openapi('NewMatter');

/** What a registrar types of a motion that came on paper. */
export const paperSchema = z
  .object({
    title: z
      .string()
      .trim()
      .min(1)
      .max(maxTitleLength)
      .regex(/^[^\p{Cc}\u2028\u2029]*$/u),
    text: z.string().trim().min(1).max(200_000),
    senders: z
      .array(z.object({ name: z.string().trim().min(1).max(100), party: z.string().trim().min(1).max(20).nullable() }))
      .min(1)
      .max(50),
    receivedOn: z.string().refine(isCivilDate).openapi({ example: '2027-01-12' }),
  })
  .openapi('PaperMotion');

export const archiveReportSchema = z
  .object({
    records: z.number().int().openapi({ description: 'How many documents would go along' }),
    findings: z.array(
      z.object({
        code: z.enum(archiveFindingCodes),
        what: z.string().openapi({ description: "A document's title or a file's name; '' where there is nothing to name" }),
      }),
    ),
  })
  .openapi('ArchiveReport');
