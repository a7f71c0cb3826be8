import { z } from '@hono/zod-openapi';
import { documentRoles } from '@yrka/policies';
import { instantSchema, personSchema } from './messages.ts';

/** What travels of who was let in to a draft, and of invitations. */

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
    isShared: z.boolean().openapi({ description: 'Whether a version is shared for review, which a guest can be let in to' }),
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
    role: z.enum(['invitedWriter', 'reviewer', 'reader']),
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
