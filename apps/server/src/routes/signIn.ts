import { createRoute } from '@hono/zod-openapi';
import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ProblemCode } from '../api.ts';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { Refusal } from '../refusal.ts';
import type { Accounts } from '../signIn/accounts.ts';
import type { Entry } from '../signIn/signIn.ts';
import {
  addressSchema,
  codeBodySchema,
  entrySchema,
  linkRequestSchema,
  linkSchema,
  passkeyAnswerSchema,
  passwordSignInSchema,
  returnSchema,
  setUpSchema,
  webAuthnSchema,
} from './accountMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { endSockets } from './session.ts';

const password = way('password', 'With an e-mail address of the register and a password', passwordSignInSchema, 'wrongPassword');
const linkOpened = way('link/opened', 'With the token of a link in a mail', linkSchema, 'linkSpent', 'notInRegister');
const secondFactor = way('second-factor', 'With the code of an app, or a backup code', codeBodySchema, 'wrongCode', 'secondFactorOver', 'notInRegister');
const passkey = way('passkey', 'With a passkey', passkeyAnswerSchema, 'unknownPasskey', 'notInRegister');

const link = createRoute({
  method: 'post',
  path: '/api/sign-in/link',
  summary: 'Ask for a link by mail. The answer is the same whether the address stands in the register or not',
  request: { body: body(linkRequestSchema) },
  responses: { 204: { description: 'If it does, a mail is on its way' }, ...refusals('badRequest', 'notFound', 'mailIsOff', 'tooManyAttempts') },
});

const passkeyOptions = createRoute({
  method: 'post',
  path: '/api/sign-in/passkey/options',
  summary: 'What the browser needs to ask for a passkey',
  responses: { 200: json(webAuthnSchema, 'PublicKeyCredentialRequestOptionsJSON'), ...refusals('notFound') },
});

const directory = createRoute({
  method: 'post',
  path: '/api/sign-in/directory',
  summary: "Begin a sign-in with the municipality's own directory",
  request: { body: body(returnSchema) },
  responses: { 200: json(addressSchema, 'Where the browser goes'), ...refusals('badRequest', 'notFound', 'directoryAway') },
});

const directoryReturn = createRoute({
  method: 'get',
  path: '/api/auth/callback/directory',
  summary: 'Where the directory sends the browser back to',
  responses: { 302: { description: 'Signed in, or to the sign-in page with the reason why not' }, ...refusals('notFound') },
});

const setUp = createRoute({
  method: 'post',
  path: '/api/set-up',
  summary: 'Set the municipality up and be its first person',
  request: { body: body(setUpSchema) },
  responses: {
    200: json(entrySchema, 'Signed in'),
    ...refusals('badRequest', 'notFound', 'wrongSetUpCode', 'alreadySetUp', 'weakPassword', 'tooManyAttempts'),
  },
});

/** The ways in, and the first set-up. None of them is there in the demonstration. */
export function signInRoutes(server: ServerContext): Routes {
  const enter = async (c: Context<RequestEnv>, by: (accounts: Accounts) => Promise<Entry>) => {
    const entry = await by(requireAccounts(server));
    await endSockets(c, server);
    return { entry };
  };
  return newRoutes()
    .openapi(password, async (c) => {
      const { email, password } = c.req.valid('json');
      return c.json(await enter(c, ({ signIn }) => signIn.withPassword(c, email, password)), 200);
    })
    .openapi(link, async (c) => {
      await requireAccounts(server).signIn.requestLink(c, c.req.valid('json').email);
      return c.body(null, 204);
    })
    .openapi(linkOpened, async (c) => c.json(await enter(c, ({ signIn }) => signIn.openLink(c, c.req.valid('json').token)), 200))
    .openapi(secondFactor, async (c) => c.json(await enter(c, ({ signIn }) => signIn.withSecondFactor(c, c.req.valid('json').code)), 200))
    .openapi(passkeyOptions, async (c) => c.json({ ...(await requireAccounts(server).signIn.passkeyOptions(c)) }, 200))
    .openapi(passkey, async (c) => c.json(await enter(c, ({ signIn }) => signIn.withPasskey(c, c.req.valid('json').response)), 200))
    .openapi(directory, async (c) => c.json({ url: await requireAccounts(server).signIn.directoryUrl(c, c.req.valid('json').returnTo) }, 200))
    .openapi(directoryReturn, async (c) => {
      const location = await requireAccounts(server).signIn.directoryReturn(c);
      await endSockets(c, server);
      return c.redirect(location, 302);
    })
    .openapi(setUp, async (c) => {
      const { code, password, ...municipality } = c.req.valid('json');
      await requireAccounts(server).setUp.run(c, code, municipality, password);
      return c.json({ entry: 'signedIn' as const }, 200);
    });
}

/** @throws Refusal `notFound` in the demonstration, which has no accounts */
export function requireAccounts({ accounts }: ServerContext): Accounts {
  if (accounts === null) throw new Refusal('notFound');
  return accounts;
}

export function body<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } };
}

function way<S extends z.ZodType>(name: string, summary: string, schema: S, ...codes: readonly ProblemCode[]) {
  return createRoute({
    method: 'post',
    path: `/api/sign-in/${name}`,
    summary: `Sign in: ${summary}`,
    request: { body: body(schema) },
    responses: { 200: json(entrySchema, 'Signed in, or a second factor is asked for'), ...refusals('badRequest', 'notFound', 'tooManyAttempts', ...codes) },
  });
}
