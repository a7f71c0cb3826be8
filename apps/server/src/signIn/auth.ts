import { createHash } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import type { PersonRow } from '@yrka/storage';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth, magicLink, twoFactor } from 'better-auth/plugins';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config, MunicipalConfig } from '../config.ts';
import { randomLetters } from './letters.ts';
import { maxPasswordCharacters, minPasswordCharacters } from './passwords.ts';

/** Where the accounts are kept; `accounts` of a SqliteStorage is one. */
export type AccountDatabase = NonNullable<BetterAuthOptions['database']>;

/** Who may have an account: those in the register, and nobody else. */
export type Register = {
  /** Null for somebody who is not, or no longer, in the register. */
  person(id: string): Promise<PersonRow | null>;
  personByEmail(email: string): Promise<PersonRow | null>;
};

export type AuthOptions = {
  readonly config: MunicipalConfig;
  readonly database: AccountDatabase;
  readonly register: Register;
  readonly log: Logger;
  /** Takes the token of a link to whom the account belongs to. */
  readonly sendLink: (accountEmail: string, token: string) => void;
  /** Makes the person's account, unless it is there. */
  readonly prepareAccount: (person: PersonRow) => Promise<void>;
  /** Instead of better-auth's own scrypt, which is slow on purpose: tests sign in hundreds of times. */
  readonly passwordHash?: PasswordHash | undefined;
};

export type PasswordHash = {
  hash(password: string): Promise<string>;
  verify(given: { readonly hash: string; readonly password: string }): Promise<boolean>;
};

/** How long a link in a mail can be used. */
export const linkMinutes = 15;

/** How recently one must have signed in to change how one signs in. */
export const freshMinutes = 15;

/** The directory's name in addresses and in the table of accounts. */
export const directoryId = 'directory';

/** Below this stands only what a browser is sent to by the directory. */
export const authPath = '/api/auth';

/** Why the directory's word was not enough; each has its sentence on the sign-in page. */
export const directoryRefusals = ['directoryNoAddress', 'directoryUnverified', 'notInRegister'] as const;

/**
 * better-auth as Yrka uses it. An account is no person: it has `personId`, and neither name nor
 * e-mail address of its own. Both stand in the register alone, so that an address that is taken out
 * of it opens nothing from that moment, and a protected person without one can have an account.
 */
export function createAuth({ config, database, register, log, sendLink, prepareAccount, passwordHash }: AuthOptions) {
  const { publicUrl, secret } = config;
  const { hostname, port } = new URL(publicUrl);
  const secondFactor = twoFactor({
    issuer: 'Yrka',
    schema: { twoFactor: { modelName: 'signInTwoFactor' } },
    allowPasswordless: true,
    backupCodeOptions: { customBackupCodesGenerate: () => Array.from({ length: 10 }, newBackupCode) },
  });
  return betterAuth({
    appName: 'Yrka',
    baseURL: publicUrl,
    basePath: authPath,
    secret,
    database,
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level]({ from: 'better-auth' }, message) }, // without what follows, which may have addresses in it
    user: { modelName: 'signInUser', additionalFields: { personId: { type: 'string', required: true, unique: true, input: false } } },
    session: {
      modelName: 'signInSession',
      expiresIn: config.sessionHours * 3_600,
      disableSessionRefresh: true,
      freshAge: freshMinutes * 60,
      // Every request asks the table: a session that was ended is over at once.
      cookieCache: { enabled: false },
    },
    account: { modelName: 'signInAccount', updateAccountOnSignIn: false, accountLinking: { enabled: true, trustedProviders: [directoryId] } },
    verification: { modelName: 'signInVerification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: minPasswordCharacters,
      maxPasswordLength: maxPasswordCharacters,
      ...(passwordHash && { password: passwordHash }),
    },
    // Our own limits (attempts.ts) know accounts as well as addresses.
    rateLimit: { enabled: false },
    advanced: {
      // Cookies know no ports: two instances side by side would sign each other's people out.
      cookiePrefix: `yrka-${port || 'default'}`,
      cookies: { session_token: { attributes: { sameSite: 'strict' } } },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      // Yrka asks the directory nothing more: its tokens are not kept.
      account: { create: { before: async (account) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }) } },
    },
    plugins: [
      {
        ...secondFactor,
        hooks: {
          after: secondFactor.hooks.after.map((hook) => ({
            ...hook,
            // A mailbox is one factor, as a password is. A passkey is asked for with the person's own verification, and a directory has its own rules.
            matcher: (context: Parameters<typeof hook.matcher>[0]) => hook.matcher(context) || context.path === '/magic-link/verify',
          })),
        },
      },
      magicLink({
        expiresIn: linkMinutes * 60,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token }) => sendLink(email, token),
      }),
      passkey({
        rpID: hostname,
        rpName: 'Yrka',
        origin: publicUrl,
        schema: { passkey: { modelName: 'signInPasskey' } },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: async ({ verification }) => demandVerifiedUser(verification.registrationInfo?.userVerified, 'FAILED_TO_VERIFY_REGISTRATION'),
        },
        authentication: {
          afterVerification: async ({ verification }) => demandVerifiedUser(verification.authenticationInfo.userVerified, 'AUTHENTICATION_FAILED'),
        },
      }),
      ...directory(config, register, prepareAccount),
      {
        id: 'yrka',
        endpoints: {
          /** A session for an account, without asking anything: for whoever has made sure of the person in another way. */
          beginSession: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ userId: z.string() }) }, async (ctx) => {
            const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
            if (user === null) throw new APIError('NOT_FOUND');
            const session = await ctx.context.internalAdapter.createSession(user.id);
            await setSessionCookie(ctx, { session, user });
            return ctx.json({ sessionId: session.id });
          }),
        },
      },
    ],
  });
}

/** As in "K7QM2-FXA9T": written by hand, and read back in whatever case. */
function newBackupCode(): string {
  return `${randomLetters(5)}-${randomLetters(5)}`;
}

export type Auth = ReturnType<typeof createAuth>;

/** What better-auth takes for an account's address. It is nobody's: nothing is ever sent to it. */
export function accountEmail(personId: string): string {
  return `${createHash('sha256').update(personId).digest('hex').slice(0, 40)}@person.invalid`;
}

/** A passkey counts as two factors only if the device asked who holds it. better-auth asks for that and does not insist. */
function demandVerifiedUser(isVerified: boolean | undefined, code: string): void {
  if (isVerified !== true) throw new APIError('UNAUTHORIZED', { code, message: 'The device did not verify who holds it' });
}

/** The municipality's own directory, where one is set. On every sign-in the register decides anew whose account it opens. */
function directory(config: Config, register: Register, prepareAccount: AuthOptions['prepareAccount']) {
  const { oidcIssuer, oidcClientId, oidcClientSecret, oidcEmailClaim } = config;
  if (oidcIssuer === null || oidcClientId === null) return [];
  const personOf = async (profile: Record<string, unknown>): Promise<PersonRow> => {
    const address = profile[oidcEmailClaim];
    if (typeof address !== 'string' || address === '') throw refusal('directoryNoAddress');
    // Anyone can write another's address into an account of their own in some directories; the setting says which claim is the directory's own word.
    if (oidcEmailClaim === 'email' && profile['emailVerified'] !== true) throw refusal('directoryUnverified');
    const person = await register.personByEmail(address);
    if (person === null) throw refusal('notInRegister');
    return person;
  };
  return [
    genericOAuth({
      config: [
        {
          providerId: directoryId,
          discoveryUrl: `${oidcIssuer}/.well-known/openid-configuration`,
          clientId: oidcClientId,
          ...(oidcClientSecret !== null && { clientSecret: oidcClientSecret }),
          scopes: ['openid', 'email', 'profile'],
          pkce: true,
          requireIdTokenVerification: true,
          disableSignUp: true,
          accountSubject: async ({ profile }: { readonly profile: Record<string, unknown> }) => (await personOf(profile)).id,
          mapProfileToUser: async (profile: Record<string, unknown>) => {
            const person = await personOf(profile);
            await prepareAccount(person);
            return { email: accountEmail(person.id), emailVerified: true, name: '' };
          },
        },
      ],
    }),
  ];
}

function refusal(code: (typeof directoryRefusals)[number]): APIError {
  return new APIError('FORBIDDEN', { code, message: code });
}
