import { z } from '@hono/zod-openapi';
import { documentActNames, documentStages, matterStages, registerRoles } from '@yrka/policies';
import { documentKinds } from '@yrka/schema';

/**
 * What travels over /api, said once: the routes check by these, OpenAPI shows them, api.ts gives
 * their types to the web app. Here is what several topics speak of; each topic has a file of its own.
 */

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
export const instantSchema = z.iso.datetime().openapi({ example: '2026-11-23T08:00:00.000Z' });

export const documentKindSchema = z.enum(documentKinds);

export const spaceSchema = z.enum(['party', 'municipality', 'published']).openapi({ description: 'In whose keeping' });

export const documentStageSchema = z.enum(documentStages);

export const matterStageSchema = z.enum(matterStages);

export const documentActsSchema = z.array(z.enum(documentActNames)).openapi({ description: 'What the person may do with it now' });

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
    revisionOf: z.string().nullable().openapi({ description: 'The document of which it is a later version' }),
    filedAs: z.string().nullable().openapi({ description: "The municipality's document that a filed draft became" }),
    mayWrite: z.boolean(),
    acts: documentActsSchema,
    updatedAt: instantSchema,
  })
  .openapi('DocumentSummary');

/** A day in Sweden. */
export const civilDateSchema = z.string().openapi({ example: '2027-03-11' });

/** Long enough for every title met (the longest of 140 had 212 characters), short enough for a list. */
export const maxTitleLength = 300;

export const peopleSchema = z.object({ people: z.array(personSchema) }).openapi('People');
