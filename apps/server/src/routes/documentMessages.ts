import { z } from '@hono/zod-openapi';
import { type MunicipalityTemplate, statementKinds } from '@yrka/schema';
import { documentActsSchema, documentKindSchema, documentStageSchema, instantSchema, spaceSchema } from './messages.ts';

/** What travels of one document and its text. */

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
    maySuggest: z.boolean().openapi({ description: 'Whether the person, who was asked to review, may suggest changes now' }),
    readsAs: z.enum(['live', 'shared']).openapi({ description: '`shared`: what is read is the version that was last shared for review' }),
    hasReview: z
      .boolean()
      .openapi({ description: 'Whether the person may know how its review goes: for those who write there, and for whoever was asked to review it' }),
    writersAreShown: z.boolean().openapi({ description: 'Whether the authors are told who wrote which words, for those who write here' }),
    comments: z.enum(['none', 'read', 'write']).openapi({ description: 'Whether the person reads what is said of it, and says something themselves' }),
    readsVersions: z.boolean().openapi({ description: 'Whether the person sees how the text came to be, and not only what it is' }),
    acts: documentActsSchema,
    updatedAt: instantSchema,
    seq: z.number().int().openapi({ description: 'The journal sequence of its newest update' }),
    rights: z.string().openapi({ description: 'The version of rights and stage that this is of, or of a newer one (WIRE32)' }),
    epoch: z.number().int().openapi({ description: 'What a copy of it must be of to be merged with it (WIRE28)' }),
    statementKind: z.enum(statementKinds).nullable().openapi({ description: 'What a written statement is; null for any other document' }),
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
    knownAs: z.array(z.number().int()).openapi({ description: 'What the version was called where the matter was before: texts from there mean it by that' }),
    clauses: z.array(z.object({ id: z.string(), att: z.boolean().openapi({ description: 'Whether the word att stands before the text' }), text: z.string() })),
  })
  .openapi('Clauses');

const placeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['added', 'changed', 'moved', 'movedAndChanged']),
    blockId: z.string(),
    at: z.number().int().openapi({ description: "Where in the block's content it first differs" }),
  }),
  z.object({
    kind: z.literal('removed'),
    blockId: z.string(),
    afterId: z.string().nullable().openapi({ description: 'The block behind which it stood; null when it was the first in `parentId`' }),
    parentId: z.string().nullable().openapi({ description: 'Null for the document itself' }),
    quote: z.string().openapi({ description: 'Its words, or how they began' }),
  }),
]);

export const changesSchema = z
  .object({ seq: z.number().int().openapi({ description: 'The journal sequence of the newest update that was looked at' }), places: z.array(placeSchema) })
  .openapi('Changes');

const deedSchema = z
  .object({
    person: z.object({ id: z.string(), name: z.string().nullable() }).nullable().openapi({ description: 'Null for nobody in person' }),
    from: instantSchema,
    to: instantSchema,
  })
  .nullable();

export const writersSchema = z
  .object({
    areShown: z.boolean().openapi({ description: 'Whether an author has asked for it; else there are no pieces' }),
    pieces: z.array(
      z.object({
        text: z.string(),
        source: z
          .enum(['template', 'import', 'filing', 'revision', 'restoration', 'server'])
          .nullable()
          .openapi({ description: 'What the words came from, where that is no hand' }),
        wrote: deedSchema.openapi({ description: 'Null where it is not known' }),
        moved: deedSchema.openapi({ description: 'Who moved the words here, where that was another' }),
        accepted: deedSchema.openapi({ description: 'Who accepted the words, where they were a suggestion of who wrote them' }),
      }),
    ),
  })
  .openapi('Writers');

const versionSchema = z.object({
  seq: z.number().int().openapi({ description: 'What it is called by: the journal sequence of the newest update in it' }),
  from: instantSchema.openapi({ description: 'When the writing that led to it began' }),
  at: instantSchema,
  name: z.string().nullable(),
  lock: z.enum(['inForce', 'lifted']).nullable().openapi({ description: 'Whether the text was locked as it stood then, and still is' }),
  restored: z
    .object({ seq: z.number().int(), at: instantSchema })
    .nullable()
    .openapi({ description: 'The older version that was made to stand again with it' }),
  isBeforeRestoration: z.boolean().openapi({ description: 'The text as it stood when somebody restored an older version' }),
});

export const versionPageSchema = z
  .object({
    now: z.number().int().openapi({ description: 'The newest version' }),
    versions: z.array(versionSchema),
    next: z.number().int().nullable().openapi({ description: 'Before which the list goes on; null at its end' }),
  })
  .openapi('VersionPage');

const longestVersionName = 100;

/** In one line: what cannot be seen is no part of a name. */
export const versionNameSchema = z
  .object({
    name: z
      .string()
      .max(10 * longestVersionName)
      .transform((name) =>
        name
          .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
          .trim()
          .toWellFormed(),
      )
      .pipe(z.string().min(1).max(longestVersionName)),
  })
  .openapi('VersionName');

export const restoredSchema = z
  .object({
    seq: z.number().int().openapi({ description: 'The version that it became' }),
    before: z.number().int().openapi({ description: 'The version that stood before: restoring it takes this one back' }),
    isSame: z.boolean().openapi({ description: 'The text said so already, and nothing was changed' }),
  })
  .openapi('Restored');

export const seenSchema = z.object({ seq: z.number().int().positive() }).openapi('Seen');

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
