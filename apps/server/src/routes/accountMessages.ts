import { z } from '@hono/zod-openapi';
import { maxPasswordCharacters } from '../signIn/passwords.ts';

/** What travels to and from the routes of sign-in, first set-up and one's own account. */

const emailSchema = z.email().max(254).openapi({ example: 'anna.lind@bjorkvik.example' });
/** Whether it is good enough is told with a code of its own. */
const passwordSchema = z.string().min(1).max(maxPasswordCharacters);
const codeSchema = z.string().trim().min(1).max(40);

export const entrySchema = z
  .object({ entry: z.enum(['signedIn', 'secondFactor']).openapi({ description: 'Whether one is in, or has a second factor to show' }) })
  .openapi('Entry');

export const passwordSignInSchema = z.object({ email: z.string().trim().min(1).max(254), password: passwordSchema }).openapi('PasswordSignIn');
export const linkRequestSchema = z.object({ email: emailSchema }).openapi('LinkRequest');
export const linkSchema = z.object({ token: z.string().min(1).max(100) }).openapi('Link');
export const codeBodySchema = z.object({ code: codeSchema }).openapi('Code');
export const returnSchema = z.object({ returnTo: z.string().max(500).openapi({ description: 'A path of the web app' }) }).openapi('ReturnTo');
export const addressSchema = z.object({ url: z.string() }).openapi('Address');

/** What the browser's WebAuthn is given and gives back, whose inside is for it and better-auth to know. */
export const webAuthnSchema = z.record(z.string(), z.unknown()).openapi('WebAuthn');
export const passkeyAnswerSchema = z.object({ response: webAuthnSchema }).openapi('PasskeyAnswer');
export const newPasskeySchema = z.object({ name: z.string().trim().min(1).max(60), response: webAuthnSchema }).openapi('NewPasskey');

export const setUpSchema = z
  .object({
    code: codeSchema.openapi({ description: 'What the server printed at its start' }),
    municipality: z.object({ name: z.string().trim().min(1).max(100), kind: z.enum(['municipality', 'region']) }),
    person: z.object({ name: z.string().trim().min(1).max(100), email: emailSchema }),
    password: passwordSchema,
  })
  .openapi('SetUp');

export const newPasswordSchema = z.object({ password: passwordSchema }).openapi('NewPassword');
export const ownPasswordSchema = z
  .object({ password: passwordSchema.optional().openapi({ description: 'Demanded of whoever has one' }) })
  .openapi('OwnPassword');

export const accountSchema = z
  .object({
    email: z.string().nullable().openapi({ description: "The register's; null when it has none" }),
    hasPassword: z.boolean(),
    hasSecondFactor: z.boolean(),
    passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.iso.datetime().nullable() })),
    sessions: z
      .array(z.object({ id: z.string(), userAgent: z.string(), createdAt: z.iso.datetime(), isThis: z.boolean() }))
      .openapi({ description: 'Newest first' }),
    isFresh: z.boolean().openapi({ description: 'Whether the sign-in is recent enough to change how one signs in' }),
  })
  .openapi('Account');

export const secondFactorSchema = z
  .object({ uri: z.string().openapi({ description: 'otpauth://, for a QR code' }), backupCodes: z.array(z.string()) })
  .openapi('SecondFactor');

export const backupCodesSchema = z.object({ backupCodes: z.array(z.string()) }).openapi('BackupCodes');
