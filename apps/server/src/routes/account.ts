import { createRoute, z } from '@hono/zod-openapi';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import type { Context } from 'hono';
import { requirePerson } from '../session.ts';
import {
  accountSchema,
  backupCodesSchema,
  codeBodySchema,
  newPasskeySchema,
  newPasswordSchema,
  ownPasswordSchema,
  secondFactorSchema,
  webAuthnSchema,
} from './accountMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { body, requireAccounts } from './signIn.ts';

const done = { 204: { description: 'Done' } };
const anyone = ['notFound', 'notSignedIn'] as const;
const fresh = [...anyone, 'badRequest', 'signInAgain'] as const;
const idParam = { params: z.object({ id: z.string().min(1).max(100) }) };

const read = createRoute({
  method: 'get',
  path: '/api/account',
  summary: 'How one signs in, and where one is signed in',
  responses: { 200: json(accountSchema, "The person's own"), ...refusals(...anyone) },
});

const password = createRoute({
  method: 'post',
  path: '/api/account/password',
  summary: 'Set a password, and end all other sessions',
  request: { body: body(newPasswordSchema) },
  responses: { ...done, ...refusals(...fresh, 'weakPassword') },
});

const passkeyOptions = createRoute({
  method: 'post',
  path: '/api/account/passkeys/options',
  summary: 'What the browser needs to make a passkey',
  responses: { 200: json(webAuthnSchema, 'PublicKeyCredentialCreationOptionsJSON'), ...refusals(...fresh, 'passkeyNotMade') },
});

const addPasskey = createRoute({
  method: 'post',
  path: '/api/account/passkeys',
  summary: 'Add a passkey',
  request: { body: body(newPasskeySchema) },
  responses: { ...done, ...refusals(...fresh, 'passkeyNotMade') },
});

const removePasskey = createRoute({
  method: 'delete',
  path: '/api/account/passkeys/{id}',
  summary: 'Remove a passkey',
  request: idParam,
  responses: { ...done, ...refusals(...fresh) },
});

const beginSecondFactor = createRoute({
  method: 'post',
  path: '/api/account/second-factor',
  summary: 'Begin a second factor; it is on when its first code has come',
  request: { body: body(ownPasswordSchema) },
  responses: { 200: json(secondFactorSchema, 'For an app'), ...refusals(...fresh, 'wrongPassword', 'secondFactorIsOn', 'tooManyAttempts') },
});

const confirmSecondFactor = createRoute({
  method: 'post',
  path: '/api/account/second-factor/confirmed',
  summary: 'Show the first code of a second factor',
  request: { body: body(codeBodySchema) },
  responses: { ...done, ...refusals(...fresh, 'wrongCode', 'secondFactorIsOff', 'tooManyAttempts') },
});

const endSecondFactor = createRoute({
  method: 'post',
  path: '/api/account/second-factor/ended',
  summary: 'Do without a second factor',
  request: { body: body(ownPasswordSchema) },
  responses: { ...done, ...refusals(...fresh, 'wrongPassword', 'tooManyAttempts') },
});

const backupCodes = createRoute({
  method: 'post',
  path: '/api/account/backup-codes',
  summary: 'New backup codes in place of the old',
  request: { body: body(ownPasswordSchema) },
  responses: { 200: json(backupCodesSchema, 'To be kept'), ...refusals(...fresh, 'wrongPassword', 'secondFactorIsOff', 'tooManyAttempts') },
});

const endSession = createRoute({
  method: 'delete',
  path: '/api/account/sessions/{id}',
  summary: 'End one of the sessions',
  request: idParam,
  responses: { ...done, ...refusals(...anyone, 'badRequest') },
});

const endSessions = createRoute({
  method: 'delete',
  path: '/api/account/sessions',
  summary: 'Sign out everywhere, here too',
  responses: { ...done, ...refusals(...anyone) },
});

/** What each person changes about how they sign in themselves. */
export function accountRoutes(server: ServerContext): Routes {
  const { rooms } = server;
  const changes = (c: Context<RequestEnv>) => {
    const { changes } = requireAccounts(server);
    requirePerson(c);
    return changes;
  };
  return newRoutes()
    .openapi(read, async (c) => {
      const { passkeys, sessions, ...security } = await changes(c).read(c);
      return c.json(
        {
          email: requirePerson(c).email,
          ...security,
          passkeys: passkeys.map(({ createdAt, ...passkey }) => ({ ...passkey, createdAt: createdAt?.toISOString() ?? null })),
          sessions: sessions.map(({ createdAt, ...session }) => ({ ...session, createdAt: createdAt.toISOString() })),
        },
        200,
      );
    })
    .openapi(password, async (c) => {
      const ended = await changes(c).setPassword(c, c.req.valid('json').password);
      await Promise.all(ended.map((id) => rooms.sessionEnded(id)));
      return c.body(null, 204);
    })
    .openapi(passkeyOptions, async (c) => c.json({ ...(await changes(c).passkeyOptions(c)) }, 200))
    .openapi(addPasskey, async (c) => {
      const { name, response } = c.req.valid('json');
      await changes(c).addPasskey(c, name, response);
      return c.body(null, 204);
    })
    .openapi(removePasskey, async (c) => {
      await changes(c).removePasskey(c, c.req.valid('param').id);
      return c.body(null, 204);
    })
    .openapi(beginSecondFactor, async (c) => {
      const { uri, backupCodes } = await changes(c).beginSecondFactor(c, c.req.valid('json').password);
      return c.json({ uri, backupCodes: [...backupCodes] }, 200);
    })
    .openapi(confirmSecondFactor, async (c) => {
      await rooms.sessionEnded(await changes(c).confirmSecondFactor(c, c.req.valid('json').code));
      return c.body(null, 204);
    })
    .openapi(endSecondFactor, async (c) => {
      await rooms.sessionEnded(await changes(c).endSecondFactor(c, c.req.valid('json').password));
      return c.body(null, 204);
    })
    .openapi(backupCodes, async (c) => c.json({ backupCodes: [...(await changes(c).newBackupCodes(c, c.req.valid('json').password))] }, 200))
    .openapi(endSession, async (c) => {
      const { id } = c.req.valid('param');
      await changes(c).endSession(c, id);
      await rooms.sessionEnded(id);
      return c.body(null, 204);
    })
    .openapi(endSessions, async (c) => {
      const { id } = requirePerson(c);
      const { signIn } = requireAccounts(server);
      await signIn.record(id, 'endSessions');
      await signIn.endSessionsOf(id);
      await signIn.signOut(c);
      await rooms.personSignedOut(id);
      return c.body(null, 204);
    });
}
