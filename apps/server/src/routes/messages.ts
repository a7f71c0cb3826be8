import { z } from '@hono/zod-openapi';
import { bodyKinds } from '@yrka/storage';
import { documentActNames, documentStages, matterActNames, matterStages, registerRoles, documentRoles } from '@yrka/policies';
import { documentKinds, type MunicipalityTemplate, outcomes } from '@yrka/schema';
import { isCivilDate } from '../organisation/civil.ts';

/** What travels over /api, said once: the routes check by these, OpenAPI shows them, api.ts gives their types to the web app. */

/** In what capacity somebody is known to the register. */
export const personRoleSchema = z.enum(registerRoles);

export const personSchema = z
  .object({
    id: z.string(),
    name: z.string().openapi({ example: 'Anna Lind' }),
    party: z.string().nullable().openapi({ example: 'L' }),
    role: personRoleSchema.openapi({ description: 'How they are presented: the first of their roles' }),
    roles: z.array(personRoleSchema),
    title: z.string().nullable().openapi({ description: 'Assignment or post, in Swedish', example: 'Ledamot i kommunfullmäktige' }),
  })
  .openapi('Person');

export const sessionSchema = z
  .object({
    person: personSchema.nullable(),
    shutOut: z
      .string()
      .nullable()
      .openapi({ description: 'The id of whoever the session is of, when they may not come in any more: what they wrote may still be on this device' }),
    demonstration: z.boolean(),
    people: z.array(personSchema).openapi({ description: 'Those one may be with one click; empty outside the demonstration' }),
    municipality: z.object({ name: z.string(), templateId: z.string(), documentLabels: z.record(z.enum(documentKinds), z.string()) }),
    signIn: z
      .object({
        link: z.boolean().openapi({ description: 'Whether a link can be sent by mail' }),
        directory: z.string().nullable().openapi({ description: "The words on the directory's button; null when there is none" }),
        needsSetUp: z.boolean().openapi({ description: 'Whether the register is still empty' }),
      })
      .nullable()
      .openapi({ description: 'The ways in; null in the demonstration, and where nobody can sign in' }),
  })
  .openapi('Session');

export const signInSchema = z.object({ personId: z.string().min(1).max(100) }).openapi('SignIn');

/** An instant, as the server's clock had it: ISO 8601 in UTC. */
const instantSchema = z.iso.datetime().openapi({ example: '2026-11-23T08:00:00.000Z' });

export const documentKindSchema = z.enum(documentKinds);

export const spaceSchema = z.enum(['party', 'municipality', 'published']).openapi({ description: 'In whose keeping' });
export const documentStageSchema = z.enum(documentStages);
export const matterStageSchema = z.enum(matterStages);
const documentActsSchema = z.array(z.enum(documentActNames)).openapi({ description: 'What the person may do with it now' });

export const documentSummarySchema = z
  .object({
    id: z.string(),
    matterId: z.string(),
    kind: documentKindSchema,
    title: z.string().openapi({ description: "'' when the document has none" }),
    templateId: z.string(),
    space: spaceSchema,
    stage: documentStageSchema,
    revision: z.number().int().openapi({ description: '1 for the first' }),
    filedAs: z.string().nullable().openapi({ description: "The municipality's document that a filed draft became" }),
    mayWrite: z.boolean(),
    acts: documentActsSchema,
    updatedAt: instantSchema,
  })
  .openapi('DocumentSummary');

/** A day in Sweden. */
const civilDateSchema = z.string().openapi({ example: '2027-03-11' });

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
      .array(z.enum(['sign', 'register', 'announce', 'answer', 'approve', 'finalise', 'takeOver', 'close']))
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
        paragraph: z.string().nullable(),
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
            paragraph: z.string().nullable(),
            answer: z.string().nullable(),
          }),
        ),
        delayReport: z
          .object({ on: civilDateSchema, paragraph: z.string().nullable(), reported: z.string() })
          .nullable()
          .openapi({ description: 'When the assembly was last told that the year would not do, and what of' }),
        proposed: z.enum(['goOn', 'strikeOff']).nullable().openapi({ description: 'null while the year is not over' }),
      }),
    ),
  })
  .openapi('UnansweredList');

/** Long enough for every title met (the longest of 140 had 212 characters), short enough for a list. */
export const maxTitleLength = 300;

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

export const newDocumentSchema = z.object({ kind: documentKindSchema }).openapi('NewDocument');

export const documentDetailsSchema = z
  .object({
    id: z.string(),
    kind: documentKindSchema,
    matterId: z.string(),
    matterTitle: z.string().nullable(),
    diarienummer: z.string().nullable(),
    title: z.string(),
    label: z.string().nullable(),
    templateId: z.string(),
    template: z
      .custom<MunicipalityTemplate>((value) => typeof value === 'object' && value !== null)
      .openapi({ type: 'object', description: "The municipality's names, order and wording" }),
    space: spaceSchema,
    stage: documentStageSchema,
    revision: z.number().int(),
    filedAs: z.string().nullable(),
    sharedWithMunicipality: z.boolean().openapi({ description: "Whether somebody who works for the municipality was given a party's draft" }),
    mayWrite: z.boolean(),
    acts: documentActsSchema,
    updatedAt: instantSchema,
    seq: z.number().int().openapi({ description: 'The journal sequence of its newest update' }),
    source: z.object({ document: z.string() }).nullable().openapi({ description: 'The motion that this document answers' }),
  })
  .openapi('DocumentDetails');

export const contentSchema = z
  .object({ version: z.number().int(), content: z.unknown().openapi({ type: 'object', description: 'ProseMirror JSON in the schema of @yrka/schema' }) })
  .openapi('DocumentContent');

export const clausesSchema = z
  .object({
    document: z.string(),
    version: z.number().int(),
    clauses: z.array(z.object({ id: z.string(), att: z.boolean().openapi({ description: 'Whether the word att stands before the text' }), text: z.string() })),
  })
  .openapi('Clauses');

export const rescueSchema = z
  .object({
    id: z.string(),
    documentId: z.string(),
    text: z.string(),
    letters: z
      .array(z.object({ client: z.number().int(), clock: z.number().int(), length: z.number().int() }))
      .openapi({ description: 'Which letters of the Yjs document they are: `length` neighbouring clocks of a client, from `clock` on' }),
    blockId: z.string().nullable(),
    by: z.string().nullable().openapi({ description: 'The name of the person who removed the block; null when it is not known' }),
    createdAt: instantSchema,
  })
  .openapi('Rescue');

export const rescueListSchema = z.object({ rescues: z.array(rescueSchema) }).openapi('RescueList');

export const importedSchema = matterSummarySchema
  .extend({
    understood: z.array(z.string()).openapi({ description: 'The parts that were recognised, by their names in the schema' }),
    unplaced: z.array(z.string()).openapi({ description: 'Lines that are kept, but in no part of their own' }),
  })
  .openapi('ImportedMatter');

export const attachmentSchema = z
  .object({
    id: z.string(),
    order: z.number().int().openapi({ description: '1, 2, … as in "Bilaga 1"' }),
    title: z.string(),
    fileName: z.string(),
    mediaType: z.string().openapi({ example: 'application/pdf', description: 'By its content' }),
    size: z.number().int().openapi({ description: 'Bytes' }),
    kind: z.enum(['attachment', 'scan']).openapi({ description: "A paper motion's scan stands for the paper itself" }),
    at: instantSchema,
  })
  .openapi('Attachment');

export const attachmentListSchema = z
  .object({
    attachments: z.array(attachmentSchema),
    mayAttach: z.boolean().openapi({ description: 'Whether the person may add, order, name and remove them now' }),
    mayAttachScan: z.boolean().openapi({ description: 'Whether the person may add the scanned original of a motion that came on paper, now' }),
    mayRemoveScan: z.boolean(),
    allowed: z.boolean().openapi({ description: 'Whether the municipality lets such a document have attachments' }),
    maxBytes: z.number().int().openapi({ description: 'Of one file' }),
    maxCount: z.number().int(),
  })
  .openapi('AttachmentList');

export const attachmentTitleSchema = z.object({ title: z.string().trim().min(1).max(maxTitleLength) }).openapi('AttachmentTitle');
export const attachmentOrderSchema = z.object({ ids: z.array(z.string()).max(1_000) }).openapi('AttachmentOrder');

export const documentRoleSchema = z.enum(documentRoles).openapi({ description: 'What somebody was given to one document' });

export const invitationSchema = z
  .object({
    id: z.string(),
    name: z.string().openapi({ description: 'Of the invited, as the inviter wrote it' }),
    email: z.string().nullable(),
    role: documentRoleSchema,
    at: instantSchema,
    expiresAt: instantSchema,
    isExpired: z.boolean(),
  })
  .openapi('Invitation');

export const sharingSchema = z
  .object({
    mayInvite: z.boolean(),
    mailIsOn: z.boolean(),
    group: z.array(personSchema).openapi({ description: 'Those whose group the draft is of' }),
    given: z.array(z.object({ person: personSchema, role: documentRoleSchema, at: instantSchema })),
    open: z.array(invitationSchema).openapi({ description: 'Links that nobody has come in by' }),
  })
  .openapi('Sharing');

const acknowledgedSchema = z
  .boolean()
  .default(false)
  .openapi({ description: 'That the draft may become a public record (tryckfrihetsförordningen 2:9) has been said and is accepted' });

export const newGrantSchema = z
  .object({ personId: z.string().min(1).max(100), role: z.enum(['author', 'reader']), acknowledged: acknowledgedSchema })
  .openapi('NewGrant');

export const newInvitationSchema = z
  .object({
    // One line: it stands in lists, and under what the guest writes.
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^[^\p{Cc}\p{Cf}]*$/u),
    email: z.email().max(200).toLowerCase().nullable().default(null),
    role: z.enum(['invitedWriter', 'reader']),
    acknowledged: acknowledgedSchema,
  })
  .openapi('NewInvitation');

export const sentInvitationSchema = z.object({ invitation: invitationSchema, token: z.string(), isMailed: z.boolean() }).openapi('SentInvitation');
export const invitationCodeSchema = z.object({ code: z.string().openapi({ example: '042917' }), expiresAt: instantSchema }).openapi('InvitationCode');

export const tokenSchema = z.object({ token: z.string().min(1).max(200) }).openapi('InvitationToken');
export const enterSchema = tokenSchema.extend({ code: z.string().regex(/^\d{6}$/) }).openapi('EnterByInvitation');
export const openedInvitationSchema = z
  .object({
    inviter: z.string().openapi({ description: 'The name of who invites' }),
    isMailed: z.boolean().openapi({ description: 'Whether the code is mailed; else the inviter hands it over' }),
    isUsed: z.boolean().openapi({ description: 'Whether somebody has come in by it before' }),
  })
  .openapi('OpenedInvitation');
export const enteredSchema = z.object({ documentId: z.string() }).openapi('Entered');

export const peopleSchema = z.object({ people: z.array(personSchema) }).openapi('People');

export const actedSchema = z.object({ documentId: z.string().nullable(), matterId: z.string().nullable() }).openapi('Acted');

const signerSchema = z.object({
  personId: z.string(),
  name: z.string(),
  party: z.string().nullable(),
  kind: z.enum(['signs', 'supports']).openapi({ description: 'A member signs, a substitute supports (instämmer)' }),
});

export const lockSchema = z
  .object({
    lock: z
      .object({
        sha256: z.string().openapi({ description: 'Of the canonical text: what a signature is bound to' }),
        version: z.number().int(),
        at: instantSchema,
        code: z.string().openapi({ example: 'YR-7K2M-4QXA' }),
      })
      .nullable(),
    signatures: z.array(signerSchema.extend({ at: instantSchema })),
    asked: z.array(signerSchema).openapi({ description: 'Those whom the motion names, signed or not' }),
  })
  .openapi('Lock');

export const filingSchema = z
  .object({
    meeting: z
      .object({
        body: z.string().openapi({ example: 'KF' }),
        date: civilDateSchema,
        deadlineDate: civilDateSchema.nullable().openapi({ description: 'The last day that something can come to it' }),
        deadlineTime: z.string().nullable().openapi({ example: '12.00' }),
      })
      .nullable(),
    facts: z
      .object({
        parties: z.array(z.string()).nullable().openapi({ description: 'Null where the municipality has named none' }),
        seats: z.array(z.object({ personId: z.string(), role: z.enum(['member', 'substitute']) })).nullable(),
        rules: z.object({ attachmentsOnMotions: z.boolean(), servingSubstitutesSign: z.boolean() }),
      })
      .openapi({ description: 'What @yrka/checks asks of the municipality' }),
  })
  .openapi('Filing');

export const receiptSchema = z
  .object({
    documentId: z.string(),
    matterId: z.string(),
    title: z.string(),
    receivedAt: instantSchema,
    diarienummer: z.string().nullable().openapi({ description: 'Null while it waits for one' }),
    senders: z.array(z.object({ name: z.string(), party: z.string().nullable() })),
    attachments: z.array(z.string()),
    sha256: z.string(),
    code: z.string().openapi({ example: 'YR-7K2M-4QXA' }),
  })
  .openapi('Receipt');

const namedSchema = z.string().openapi({ description: 'A name', example: 'Ylva Norin' });
const meetingSchema = z.object({
  id: z.string(),
  body: z.string().openapi({ example: 'KSAU' }),
  date: civilDateSchema,
});

export const reportSchema = z
  .object({
    needsApproval: z.boolean().openapi({ description: 'Whether somebody else approves it before it is finalised' }),
    approvers: z.array(namedSchema).openapi({ description: 'Those who may approve it; none where nobody needs to' }),
    approved: z.object({ by: namedSchema, at: instantSchema }).nullable().openapi({ description: 'Of the text that stands' }),
    returned: z
      .object({ by: namedSchema, at: instantSchema, reason: z.string() })
      .nullable()
      .openapi({ description: 'Why it came back, while it is worked on: only for those who work with it' }),
    finalised: z
      .object({ at: instantSchema, meeting: meetingSchema.nullable(), sha256: z.string(), code: z.string().openapi({ example: 'YR-7K2M-4QXA' }) })
      .nullable(),
    revised: civilDateSchema.nullable().openapi({ description: 'When a later version was begun, or finalised; null for the first' }),
    earlier: z.string().nullable().openapi({ description: 'The document that it revises' }),
    later: z.object({ documentId: z.string(), stage: documentStageSchema }).nullable().openapi({ description: 'What revises it, if the person may read that' }),
    meetings: z
      .array(
        meetingSchema.extend({
          deadlineDate: civilDateSchema.nullable(),
          deadlineTime: z.string().nullable(),
          isPastDeadline: z.boolean(),
          isPlanned: z.boolean().openapi({ description: 'Whether the matter comes to it already' }),
        }),
      )
      .openapi({ description: 'Those that it may be finalised for, where the person may: the bodies that prepare first, each with its next few' }),
  })
  .openapi('Report');

export const lateSchema = z.object({ late: z.object({ at: instantSchema, text: z.string() }).nullable() }).openapi('Late');

/** Why a request was refused. The web app words each in Swedish; the English title is for logs and developers. */
export const problemCodes = [
  'notSignedIn',
  'noRight',
  'notFound',
  'badRequest',
  'foreignOrigin',
  'demonstrationOnly',
  'wrongPassword',
  'weakPassword',
  'linkSpent',
  'mailIsOff',
  'wrongCode',
  'secondFactorOver',
  'secondFactorIsOn',
  'secondFactorIsOff',
  'unknownPasskey',
  'passkeyNotMade',
  'notInRegister',
  'directoryAway',
  'tooManyAttempts',
  'signInAgain',
  'wrongSetUpCode',
  'alreadySetUp',
  'bodyTooLarge',
  'mayBecomePublic',
  'invitationUnknown',
  'invitationEnded',
  'invitationExpired',
  'codeWrong',
  'codeExpired',
  'codeSpent',
  'codesSpent',
  'emptyFile',
  'fileTooLarge',
  'fileNotAllowed',
  'scanNotPdf',
  'pictureTooLarge',
  'pictureNotAllowed',
  'pictureBroken',
  'pictureDimensions',
  'tooManyFiles',
  'attachmentsForbidden',
  'unreadableText',
  'notUnderstood',
  'conflict',
  'textHasChanged',
  'emptyText',
  'noSender',
  'diarienummerInUse',
  'noSuchBody',
  'noSuchMeeting',
  'notOfAssembly',
  'outcomeOfAssembly',
  'notYet',
  'dateHasPassed',
  'referredAlready',
  'moversDisagree',
  'malformedUpdate',
  'alreadyThere',
  'inUse',
  'lastAdministrator',
  'bothSides',
  'storageFull',
  'storageFailed',
  'notStoring',
  'stopping',
  'unexpected',
] as const;

export const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.number().int(), code: z.enum(problemCodes) }).openapi('Problem');
