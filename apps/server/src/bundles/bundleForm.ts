import { z } from '@hono/zod-openapi';
import { audiences, documentRoles, documentStages, matterStages } from '@yrka/policies';
import { documentKinds, outcomes, statementKinds } from '@yrka/schema';
import { assignmentRoles, bodyKinds, presences, reviewVerdicts, verifierRoles } from '@yrka/storage';
import { isSafeFileName } from '../files/fileName.ts';
import { fileKinds, type MediaType } from '../files/mediaType.ts';
import { storedAnchorSchema } from '../routes/commentMessages.ts';
import { civilDateSchema } from '../routes/messages.ts';

/**
 * The form of a bundle (docs/bundle.md): what its JSON files hold, said once. What is written goes through `JSON.stringify`
 * of rows; what is read goes through these, and whatever they do not name is not taken in.
 */

const formName = 'yrka-bundle';
/** Of what is written now. A later version may add; one that means something else by a name is a new number. */
export const formVersion = 2;
export const bundleForm = `${formName}/${formVersion}`;

/** Which version of the form a manifest is of; null when it is no bundle's. */
export function versionOf(form: string): number | null {
  const found = new RegExp(`^${formName}/(\\d{1,6})$`, 'u').exec(form);
  return found === null ? null : Number(found[1]);
}

/** The files that are there once. */
export const bundlePaths = {
  manifest: 'manifest.json',
  sums: 'SHA256SUMS',
  matter: 'arende.json',
  municipality: 'kommun.json',
  people: 'personer.json',
  log: 'handelselogg.jsonl',
  own: 'egna.json',
  /** Where the matter came from before it was where this bundle was made, from 1; `log` beside it where that came along. */
  origin: (order: number) => `ursprung/${order}.json`,
  originLog: (order: number) => `ursprung/${order}-handelselogg.jsonl`,
} as const;

/** Those in a document's own folder. */
export const documentPaths = {
  facts: 'uppgifter.json',
  suggested: 'medforslag.json',
  comments: 'kommentarer.json',
  versions: 'versioner.json',
  history: 'historia.json',
  journal: 'journal.jsonl',
  lock: (order: number) => `las/${order}.json`,
} as const;

const id = z.string().min(1).max(100);
const words = (most: number) => z.string().max(most);
/** On its way as ISO 8601, a Date here. */
const instant = z.iso.datetime().transform((text) => new Date(text));
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const seq = z.number().int().positive();
const path = words(500);
const party = words(100).nullable();
const maybeId = id.nullable();
const maybeInstant = instant.nullable();
const civilDate = civilDateSchema.regex(/^\d{4}-\d{2}-\d{2}$/u);
const movers = z.array(z.object({ name: words(300), party })).max(1_000);

/** Only what tells whose a file is and of which form: read before anything else is believed. */
export const anyManifestSchema = z.object({ form: z.string() });

export const manifestSchema = z.object({
  form: z.string(),
  madeAt: instant,
  madeBy: z.object({ municipality: words(300) }),
  matterId: id,
  holds: z.object({ comments: z.boolean(), versions: z.boolean(), log: z.boolean(), journal: z.boolean() }),
  documents: z.array(z.object({ id, folder: path, text: path.nullable() })).max(2_000),
  missing: z.array(z.object({ path, code: words(100) })).max(100_000),
  files: z.array(z.object({ path, size: z.number().int().nonnegative(), sha256 })).max(100_000),
});

export const matterSchema = z.object({
  id,
  title: words(1_000),
  diarienummer: words(100).nullable(),
  label: words(300).nullable(),
  createdAt: instant,
  // A matter that is a party's draft is in no bundle.
  stage: z.enum(matterStages).exclude(['drafting']),
  receivedAt: maybeInstant,
  movedAt: maybeInstant,
  announcedAt: maybeInstant,
  decidedAt: maybeInstant,
  closedAt: maybeInstant,
  responsibleOfficer: maybeId,
  referrals: z
    .array(z.object({ id, matterId: id, bodyId: id, by: id, sentAt: instant, dueDate: civilDate, answeredAt: maybeInstant, answer: words(1_000_000) }))
    .max(10_000),
  handlings: z
    .array(
      z.object({
        id,
        matterId: id,
        bodyId: id,
        meetingId: maybeId,
        purpose: z.enum(['announcement', 'preparation', 'decision', 'delayReport']),
        outcome: z.enum(outcomes).nullable(),
        paragraphNumber: words(100).nullable(),
        handledOn: civilDate.nullable(),
        reported: words(1_000_000),
      }),
    )
    .max(10_000),
});

export const municipalitySchema = z.object({
  name: words(300),
  bodies: z.array(z.object({ id, name: words(300), shortName: words(100), kind: z.enum(bodyKinds), parentId: maybeId, isActive: z.boolean() })).max(10_000),
  meetings: z
    .array(
      z.object({
        id,
        bodyId: id,
        date: civilDate,
        time: words(10).nullable(),
        deadlineDate: civilDate.nullable(),
        deadlineTime: words(10).nullable(),
        noticeDate: civilDate.nullable(),
        isCancelled: z.boolean(),
      }),
    )
    .max(10_000),
  /** Who sat in the bodies on the days of those meetings, and who took part in them where that was recorded. */
  seats: z
    .array(z.object({ id, personId: id, bodyId: id, role: z.enum(assignmentRoles), from: civilDate, to: civilDate.nullable() }))
    .max(100_000)
    .default([]),
  attendance: z
    .array(
      z.object({
        meetingId: id,
        personId: id,
        presence: z.enum(presences),
        inPlaceOf: maybeId,
        fromItem: words(100).nullable(),
        untilItem: words(100).nullable(),
      }),
    )
    .max(100_000)
    .default([]),
  /** Those that documents began from and that no program brings; `arms` is the picture of each that has one. */
  templates: z.array(z.object({ id, template: z.record(z.string(), z.unknown()) })).max(1_000),
  arms: z.array(z.object({ sha256, path })).max(1_000),
});

export const peopleSchema = z.array(z.object({ id, name: words(300).min(1), party })).max(100_000);

/** An attachment as it is kept, and where in the bundle its bytes are; null where they were not to be had. */
const attachmentSchema = z
  .object({
    id,
    documentId: id,
    order: z.number().int().positive(),
    title: words(1_000),
    fileName: words(300),
    mediaType: z.enum(Object.keys(fileKinds) as [MediaType, ...MediaType[]]),
    size: z.number().int().nonnegative(),
    sha256,
    kind: z.enum(['attachment', 'scan']),
    by: id,
    at: instant,
    path: path.nullable(),
  })
  .refine(({ fileName, mediaType }) => isSafeFileName(fileName, mediaType));

const verificationSchema = z.object({
  lockId: id,
  documentId: id,
  isImmediate: z.boolean(),
  by: id,
  at: instant,
  verifiedAt: maybeInstant,
  returnedAt: maybeInstant,
  returnedBy: maybeId,
  reason: words(100_000),
  verifiers: z
    .array(
      z.object({
        lockId: id,
        personId: id,
        role: z.enum(verifierRoles),
        order: z.number().int().nonnegative(),
        name: words(300),
        party,
        verifiedAt: maybeInstant,
        recordedBy: maybeId,
        note: words(10_000),
      }),
    )
    .min(1)
    .max(100),
});

export const documentFactsSchema = z.object({
  row: z.object({
    id,
    matterId: id,
    kind: z.enum(documentKinds),
    templateId: id,
    createdBy: maybeId,
    createdAt: instant,
    // Nothing of a party's space comes out of an installation, or in to one.
    space: z.enum(['municipality', 'published']),
    party: z.null(),
    filedAs: z.null(),
    stage: z.enum(documentStages).exclude(['draft', 'signing', 'filed']),
    revision: z.number().int().positive(),
    revisionOf: maybeId,
    title: words(10_000),
    movers,
    updatedAt: instant,
  }),
  /** The journal sequence of the text where it was. */
  version: z.number().int().nonnegative(),
  locks: z.array(z.object({ id, documentId: id, seq, sha256, at: instant, by: maybeId, liftedAt: maybeInstant, path })).max(10_000),
  signatures: z
    .array(
      z.object({
        id,
        lockId: id,
        documentId: id,
        personId: id,
        name: words(300),
        party,
        kind: z.enum(['signs', 'supports']),
        at: instant,
        endedAt: maybeInstant,
      }),
    )
    .max(10_000),
  reportSteps: z
    .array(
      z.object({
        id,
        documentId: id,
        kind: z.enum(['approved', 'returned', 'finalised']),
        sha256,
        by: id,
        at: instant,
        reason: words(100_000),
        meetingId: maybeId,
      }),
    )
    .max(10_000),
  meetingId: maybeId,
  attachments: z.array(attachmentSchema).max(10_000),
  verifications: z.array(verificationSchema).max(10_000),
  publicNotice: z
    .object({ documentId: id, announcedOn: civilDate, appealUntil: civilDate, takeDownFrom: civilDate, keptAt: words(1_000).default(''), by: id, at: instant })
    .nullable(),
  corrections: z
    .array(
      z.object({
        id,
        documentId: id,
        blockId: id,
        before: words(1_000_000),
        after: words(1_000_000),
        reason: words(100_000),
        by: id,
        byName: words(300),
        at: instant,
      }),
    )
    .max(10_000),
  statement: z.object({ documentId: id, kind: z.enum(statementKinds), aboutMatterId: id, meetingId: maybeId, receivedAt: maybeInstant }).nullable(),
  /** What is masked of its locked texts when they are published, and what may stand. */
  masks: z
    .array(
      z.object({
        documentId: id,
        lockId: id,
        part: words(300),
        from: z.number().int().nonnegative(),
        to: z.number().int().nonnegative(),
        verdict: z.enum(['mask', 'leave']),
        reason: words(10_000),
        by: id,
        at: instant,
      }),
    )
    .max(100_000),
  /** Who was given access to it, beside what roles give; those whose access has ended too. */
  grants: z
    .array(z.object({ id, documentId: id, personId: id, role: z.enum(documentRoles), by: id, at: instant, endedAt: maybeInstant }))
    .max(10_000)
    .default([]),
  /** Whether those who write in it are shown who wrote which words. */
  writersAreShown: z.boolean().default(false),
  /** False where it was ended to know who wrote which words: it is not derived anew from the journal. */
  runsAreKept: z.boolean(),
});

export const commentsSchema = z
  .array(
    z.object({
      thread: z.object({
        id,
        documentId: id,
        anchor: storedAnchorSchema.nullable(),
        audience: z.enum(audiences),
        assignedTo: maybeId,
        createdAt: instant,
        resolvedAt: maybeInstant,
        resolvedBy: maybeId,
        outcome: z.enum(['done', 'notDone']).nullable(),
        outcomeReason: words(100_000),
      }),
      comments: z
        .array(
          z.object({
            id,
            threadId: id,
            personId: id,
            text: words(100_000),
            wording: words(100_000).nullable(),
            at: instant,
            editedAt: maybeInstant,
            removedAt: maybeInstant,
            mentions: z.array(id).max(1_000),
          }),
        )
        .min(1)
        .max(10_000),
    }),
  )
  .max(10_000);

/** What the journal alone does not say of how a text came to be. */
export const historySchema = z.object({
  clients: z.array(z.object({ documentId: id, clientId: z.number().int().nonnegative(), personId: id })).max(1_000_000),
  named: z.array(z.object({ documentId: id, seq, name: words(1_000), by: id, at: instant })).max(10_000),
  restorations: z
    .array(
      z.object({
        documentId: id,
        clientId: z.number().int().nonnegative(),
        version: seq,
        versionAt: instant,
        before: seq,
        seq: seq.nullable(),
        by: id,
        at: instant,
      }),
    )
    .max(100_000),
  shares: z
    .array(
      z.object({
        id,
        documentId: id,
        seq,
        epoch: seq,
        title: words(10_000),
        movers,
        at: instant,
        by: id,
        note: words(100_000),
        dueOn: civilDate.nullable(),
      }),
    )
    .max(10_000),
  reviews: z
    .array(
      z.object({
        documentId: id,
        personId: id,
        askedBy: id,
        askedAt: instant,
        dueOn: civilDate.nullable(),
        remindedAt: maybeInstant,
        verdict: z.enum(reviewVerdicts).nullable(),
        words: words(100_000),
        doneAt: maybeInstant,
        doneSeq: seq.nullable(),
      }),
    )
    .max(10_000),
  sharedEntries: z.array(seq).max(1_000_000),
  decisions: z
    .array(
      z.object({
        documentId: id,
        suggestionId: id,
        suggestedBy: id,
        verdict: z.enum(['accept', 'reject']),
        reason: words(100_000),
        by: id,
        at: instant,
        quoted: z.record(z.string(), z.unknown()),
      }),
    )
    .max(100_000),
  /** Who wrote in it, and when last. */
  writers: z
    .array(z.object({ personId: id, at: instant }))
    .max(10_000)
    .default([]),
});

/** What is each person's own to know: in the bundle of whoever runs the installation, and in no other. */
export const ownSchema = z.object({
  mutes: z.array(z.object({ personId: id })).max(100_000),
  seen: z.array(z.object({ documentId: id, personId: id, seq })).max(1_000_000),
  commentsRead: z.array(z.object({ personId: id, threadId: id, upTo: instant })).max(1_000_000),
  lateWork: z
    .array(
      z.object({
        id,
        documentId: id,
        personId: id,
        at: instant,
        update: z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
      }),
    )
    .max(100_000),
  rescues: z
    .array(
      z.object({
        id: words(300).min(1),
        documentId: id,
        personId: id,
        text: words(10_000_000),
        parts: z.array(z.object({ client: z.number().int().nonnegative(), clock: z.number().int().nonnegative(), text: words(10_000_000) })).max(1_000_000),
        blockId: maybeId,
        by: maybeId,
        createdAt: instant,
        takenAt: maybeInstant,
      }),
    )
    .max(100_000),
});

/** One line of a journal. `update` is base64. */
export const journalLineSchema = z.object({ seq, at: instant, personId: maybeId, epoch: seq.optional(), update: z.base64() });

export const originSchema = z.object({
  at: instant,
  by: maybeId,
  sha256,
  form: words(100),
  madeAt: instant,
  municipality: words(300),
  diarienummer: words(100).nullable(),
  log: sha256.nullable(),
  versions: z.record(z.string(), z.array(z.tuple([seq, seq])).max(100_000)),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type MatterFacts = z.infer<typeof matterSchema>;
export type MunicipalityFacts = z.infer<typeof municipalitySchema>;
export type BundledPerson = z.infer<typeof peopleSchema>[number];
export type DocumentFacts = z.infer<typeof documentFactsSchema>;
export type BundledHistory = z.infer<typeof historySchema>;
export type BundledThread = z.infer<typeof commentsSchema>[number];
export type BundledOrigin = z.infer<typeof originSchema>;
export type JournalLine = z.infer<typeof journalLineSchema>;
