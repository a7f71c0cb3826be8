import type { BlockList } from 'node:net';
import type { PersonRow, Storage } from '@yrka/storage';
import { APIError } from 'better-auth/api';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AuditAct } from '../audit/acts.ts';
import { municipalityChain, record } from '../audit/record.ts';
import type { MunicipalConfig } from '../config.ts';
import type { Mailer } from '../mail/mailer.ts';
import { tell } from '../notices/tell.ts';
import { Refusal } from '../refusal.ts';
import type { SessionRequest } from '../sessionRequest.ts';
import { type AttemptKey, Attempts } from './attempts.ts';
import {
  type AccountDatabase,
  type Auth,
  accountEmail,
  authPath,
  createAuth,
  type PasswordHash,
  directoryId,
  directoryRefusals,
  freshMinutes,
  type Register,
} from './auth.ts';
import { authHeaders, callAuth, keepCookies } from './calls.ts';
import { clientAddress, trustedNetworks } from './clientAddress.ts';
import { type AccountChange, changeMail, linkMail } from './mails.ts';
import { UsedCodes } from './usedCodes.ts';

export type SignInOptions = {
  readonly config: MunicipalConfig;
  readonly storage: Pick<Storage, 'rows'>;
  readonly database: AccountDatabase;
  readonly mailer: Mailer;
  readonly log: Logger;
  readonly now: () => Date;
  readonly passwordHash?: PasswordHash | undefined;
};

/** A person's sign-in in one browser. */
export type SignedIn = {
  readonly person: PersonRow;
  /** The same for every tab of the browser, another for each sign-in. */
  readonly session: { readonly id: string; readonly endsAt: Date };
};

/** Whether one is in, or has a second factor to show. */
export type Entry = 'signedIn' | 'secondFactor';

/** A session together with the account that it belongs to. */
export type AccountSession = SignedIn & { readonly userId: string; readonly token: string; readonly isFresh: boolean };

type AccountAct = Extract<
  AuditAct,
  'signIn' | 'signOut' | 'changePassword' | 'changeSecondFactor' | 'resetSecondFactor' | 'changePasskeys' | 'endSessions' | 'setUp'
>;

/** What one changes of one's own account. */
type OwnChange = Exclude<AccountChange, 'secondFactorReset'>;

const changeActs: Readonly<Record<OwnChange, AccountAct>> = {
  password: 'changePassword',
  passkeyAdded: 'changePasskeys',
  passkeyRemoved: 'changePasskeys',
  secondFactorOn: 'changeSecondFactor',
  secondFactorOff: 'changeSecondFactor',
  backupCodes: 'changeSecondFactor',
};

/** Where the web app tells why the directory's sign-in came to nothing (apps/web/src/app/router.tsx). */
const failedPath = '/logga-in';
/** Where a link in a mail leads. Its token stands after #, and so in no log on the way. */
const linkPath = '/logga-in/lank';
const accountPath = '/mitt-konto';
/** More than a municipality has: better-auth gives a hundred unless it is told. */
const mostAccounts = 100_000;

/** The ways in for a municipality's people. Every answer that is no is a Refusal with a code of its own. */
export class SignIn {
  readonly attempts: Attempts;
  readonly auth: Auth;
  readonly register: Register;
  readonly #options: SignInOptions;
  readonly #proxies: BlockList;
  readonly #usedCodes: UsedCodes;

  constructor(options: SignInOptions) {
    const { config, storage, database, log, now, passwordHash } = options;
    this.#options = options;
    this.#proxies = trustedNetworks(config.trustedProxies);
    this.attempts = new Attempts(now);
    this.#usedCodes = new UsedCodes(now);
    this.register = registerOf(storage);
    this.auth = createAuth({
      config,
      database,
      log,
      passwordHash,
      register: this.register,
      sendLink: (email, token) => this.#linkMade(email, token),
      prepareAccount: async (person) => {
        await this.accountOf(person);
      },
    });
  }

  /** What the sign-in page has to offer beside passwords and passkeys. */
  get offers(): { readonly link: boolean; readonly directory: string | null } {
    const { config, mailer } = this.#options;
    return { link: mailer.isOn, directory: config.oidcIssuer === null ? null : config.oidcLabel };
  }

  /** Who is signed in; null for nobody, which is also who has a forged or expired cookie, or has left the register. */
  async signedIn(c: SessionRequest): Promise<SignedIn | null> {
    const session = await this.session(c);
    return session === null ? null : { person: session.person, session: session.session };
  }

  /** Whose session the browser has, whether or not they are in the register still. */
  async personOfSession(c: SessionRequest): Promise<string | null> {
    return (await this.auth.api.getSession({ headers: authHeaders(c) }))?.user.personId ?? null;
  }

  /** The same with the account behind it. */
  async session(c: SessionRequest): Promise<AccountSession | null> {
    const found = await this.auth.api.getSession({ headers: authHeaders(c) });
    if (found === null) return null;
    const person = await this.register.person(found.user.personId);
    if (person === null) return null;
    const { id, expiresAt, createdAt, token, userId } = found.session;
    const isFresh = this.#options.now().getTime() - createdAt.getTime() < freshMinutes * 60_000;
    return { person, session: { id, endsAt: expiresAt }, userId, token, isFresh };
  }

  async withPassword(c: Context, email: string, password: string): Promise<Entry> {
    const person = await this.register.personByEmail(email);
    const account: AttemptKey = ['account', person?.id ?? email.trim().toLowerCase()];
    const entry = await this.attempts.try([this.#address(c), account], async () =>
      this.#enter(c, (headers) =>
        // Of somebody unknown too, so that an answer takes as long whether the address stands in the register or not.
        this.auth.api.signInEmail({ body: { email: accountEmail(person?.id ?? ''), password }, headers, returnHeaders: true }),
      ),
    );
    this.attempts.forgive(account);
    return entry;
  }

  /** Sends a link if the address stands in the register; who asks is not told whether it does. @throws Refusal `mailIsOff` */
  async requestLink(c: Context, email: string): Promise<void> {
    if (!this.offers.link) throw new Refusal('mailIsOff');
    this.attempts.take([this.#address(c), ['mailbox', email.trim().toLowerCase()]]);
    const person = await this.register.personByEmail(email);
    // Not waited for: how long it takes to store would tell who stands in the register.
    if (person !== null) this.#makeLink(person).catch((error: unknown) => this.#couldNotSend(error));
  }

  /** @throws Refusal `linkSpent` for a link that was used, is too old, or never was */
  async openLink(c: Context, token: string): Promise<Entry> {
    return this.attempts.try([this.#address(c)], () =>
      this.#enter(c, (headers) => this.auth.api.magicLinkVerify({ query: { token }, headers, returnHeaders: true })),
    );
  }

  /** Six digits from the app, or a backup code; each once. @throws Refusal `wrongCode`, or `secondFactorOver` when one has to begin anew */
  async withSecondFactor(c: Context, code: string): Promise<Entry> {
    const digits = code.replaceAll(/\s/g, '');
    const backupCode = digits.toUpperCase().replace(/^(.{5})-?/, '$1-');
    return this.attempts.try([this.#address(c)], () =>
      this.#enter(
        c,
        (headers) =>
          /^\d{6}$/.test(digits)
            ? this.#verifyOnce(digits, headers)
            : this.auth.api.verifyBackupCode({ body: { code: backupCode }, headers, returnHeaders: true }),
        // A session of somebody else in the same browser would be taken for whose code this is.
        (name) => name.endsWith('.two_factor'),
      ),
    );
  }

  /** What a browser needs to ask for a passkey (PublicKeyCredentialRequestOptionsJSON). */
  async passkeyOptions(c: Context): Promise<object> {
    const options = await callAuth(
      c,
      (headers) => this.auth.api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }),
      () => false,
    );
    return { ...options, userVerification: 'required' };
  }

  /** @throws Refusal `unknownPasskey` */
  async withPasskey(c: Context, response: Record<string, unknown>): Promise<Entry> {
    return this.attempts.try([this.#address(c)], () =>
      // What a client sent, whatever it is: better-auth reads it as such, though its type says that it is well formed.
      this.#enter(c, (headers) => this.auth.api.verifyPasskeyAuthentication({ body: { response: response as never }, headers, returnHeaders: true })),
    );
  }

  /** Where the browser goes to sign in with the directory; it comes back to `returnTo`, a path here. @throws Refusal `directoryAway` */
  async directoryUrl(c: Context, returnTo: string): Promise<string> {
    const { publicUrl } = this.#options.config;
    if (this.offers.directory === null) throw new Refusal('notFound');
    const { url } = await callAuth(c, (headers) =>
      this.auth.api.signInSocial({
        body: {
          provider: directoryId,
          callbackURL: `${publicUrl}${isOwnPath(returnTo) ? returnTo : '/'}`,
          errorCallbackURL: `${publicUrl}${failedPath}`,
          disableRedirect: true,
        },
        headers,
        returnHeaders: true,
      }),
    ).catch((error: unknown) => {
      // Its settings could not be read: better-auth knows no such provider then.
      if (error instanceof Refusal) throw new Refusal('directoryAway', { cause: error });
      throw error;
    });
    if (url === undefined) throw new Refusal('directoryAway');
    return url;
  }

  /** The browser comes back from the directory: where to send it, signed in or with the reason why not. */
  async directoryReturn(c: Context): Promise<string> {
    const { publicUrl } = this.#options.config;
    const former = await this.session(c);
    const request = new Request(`${publicUrl}${authPath}/callback/${directoryId}${new URL(c.req.url).search}`, { headers: authHeaders(c) });
    const answer = await this.auth.handler(request);
    const location = answer.headers.get('Location');
    const error = location === null ? await codeIn(answer) : new URL(location, publicUrl).searchParams.get('error');
    if (location === null || error !== null) return `${failedPath}?fel=${directoryFailure(error)}`;
    keepCookies(c, answer.headers);
    if (former !== null) await this.endSession(former.token);
    // The new session's cookie is on its way to the browser, and not in this request.
    const cookie = answer.headers
      .getSetCookie()
      .map((set) => set.split(';', 1)[0])
      .join('; ');
    const entered = await this.auth.api.getSession({ headers: new Headers({ cookie }) });
    if (entered !== null) await this.record(entered.user.personId, 'signIn');
    return location;
  }

  /** Signs a person in whom somebody has made sure of in another way: an invitation with its code, the first set-up. */
  async beginSessionFor(c: Context, person: PersonRow): Promise<void> {
    const userId = await this.accountOf(person);
    await this.#enter(c, (headers) => this.auth.api.beginSession({ body: { userId }, headers, returnHeaders: true }));
  }

  /** Ends the session of this browser. Its sockets are the caller's to end. */
  async signOut(c: Context): Promise<void> {
    const session = await this.session(c);
    if (session !== null) await this.record(session.person.id, 'signOut');
    await callAuth(c, (headers) => this.auth.api.signOut({ headers, returnHeaders: true }));
  }

  async endSession(token: string): Promise<void> {
    const { internalAdapter } = await this.auth.$context;
    await internalAdapter.deleteSession(token);
  }

  /** Ends every session of a person, in every browser. Their sockets are the caller's to end (`rooms.personSignedOut`). */
  async endSessionsOf(personId: string): Promise<void> {
    const { internalAdapter } = await this.auth.$context;
    const userId = await this.#userOf(personId);
    if (userId !== null) await internalAdapter.deleteUserSessions(userId);
  }

  /** The id of the person's account, which is made if there is none. */
  async accountOf({ id: personId }: PersonRow): Promise<string> {
    const { internalAdapter } = await this.auth.$context;
    const known = await this.#userOf(personId);
    if (known !== null) return known;
    try {
      const made = await internalAdapter.createUser({ name: '', email: accountEmail(personId), emailVerified: true, personId }, { method: 'register' });
      return made.id;
    } catch (error) {
      const other = await this.#userOf(personId); // two ways in at once: the first has made it
      if (other !== null) return other;
      throw error;
    }
  }

  /** Who has a second factor: the ids of persons of the register. */
  async withSecondFactors(): Promise<ReadonlySet<string>> {
    const { adapter } = await this.auth.$context;
    const where = [{ field: 'twoFactorEnabled', value: true }];
    const users = await adapter.findMany<{ readonly personId: string }>({ model: 'user', where, limit: mostAccounts });
    return new Set(users.map(({ personId }) => personId));
  }

  /**
   * Takes a second factor away from somebody who has lost it, and ends their sessions, in one go with its record; they
   * are told. Their sockets are the caller's to end.
   *
   * @throws Refusal `conflict` for who has none
   */
  async resetSecondFactor({ id, email }: PersonRow, actorId: string): Promise<void> {
    const { storage, now } = this.#options;
    const at = now();
    await storage.rows.transaction(async (rows) => {
      if (!(await rows.endSecondFactor(id))) throw new Refusal('conflict');
      await record(rows, accountEntry(id, 'resetSecondFactor', actorId, at));
      await tell(rows, { kind: 'secondFactorReset', to: [id], actorId, matterId: null, documentId: null, at });
    });
    this.#mailOf(email, 'secondFactorReset');
  }

  /** Records that the way a person signs in has changed, and tells them, where mail can be sent. */
  async changed({ id, email }: PersonRow, change: OwnChange): Promise<void> {
    await this.record(id, changeActs[change]);
    this.#mailOf(email, change);
  }

  /** Writes into the municipality's audit log what somebody did with their own account. */
  async record(personId: string, act: AccountAct): Promise<void> {
    const { storage, now } = this.#options;
    await record(storage.rows, accountEntry(personId, act, personId, now()));
  }

  /** The key of the address that a request comes from. */
  addressKey(c: Context): AttemptKey {
    return this.#address(c);
  }

  #mailOf(email: string | null, change: AccountChange): void {
    const { config, mailer } = this.#options;
    if (email !== null) mailer.sendMail(changeMail(email, change, `${config.publicUrl}${accountPath}`));
  }

  async #userOf(personId: string): Promise<string | null> {
    const { adapter } = await this.auth.$context;
    const user = await adapter.findOne<{ readonly id: string }>({ model: 'user', where: [{ field: 'personId', value: personId }] });
    return user?.id ?? null;
  }

  /** A way in, and the end of whoever was signed in here before. @throws Refusal `notInRegister` for an account whose person has left */
  async #enter(c: Context, run: Parameters<typeof callAuth<unknown>>[1], cookies?: (name: string) => boolean): Promise<Entry> {
    const former = await this.session(c);
    const answer = entered.parse(await callAuth(c, run, cookies));
    if (former !== null) await this.endSession(former.token);
    if (answer.twoFactorRedirect === true) return 'secondFactor';
    const { user } = answer;
    if (user !== undefined && (await this.register.person(user.personId)) === null) {
      await this.endSessionsOf(user.personId);
      throw new Refusal('notInRegister');
    }
    if (user !== undefined) await this.record(user.personId, 'signIn');
    return 'signedIn';
  }

  /** better-auth takes a code for as long as it is good. The session that it made by then is nobody's. */
  async #verifyOnce(code: string, headers: Headers) {
    const answer = await this.auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
    const { token, user } = answer.response;
    if (this.#usedCodes.use(user.id, code)) return answer;
    await this.endSession(token);
    throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'The code was used already' });
  }

  async #makeLink(person: PersonRow): Promise<void> {
    await this.accountOf(person);
    await this.auth.api.signInMagicLink({ body: { email: accountEmail(person.id) }, headers: new Headers() });
  }

  #couldNotSend(error: unknown): void {
    this.#options.log.error({ err: error }, 'A sign-in link could not be sent');
  }

  #linkMade(email: string, token: string): void {
    void this.#recipientOf(email).then(
      (to) => to !== null && this.#options.mailer.sendMail(linkMail(to, `${this.#options.config.publicUrl}${linkPath}#${token}`)),
      (error: unknown) => this.#couldNotSend(error),
    );
  }

  /** The register's address of an account; null when it has none any more. */
  async #recipientOf(email: string): Promise<string | null> {
    const { internalAdapter } = await this.auth.$context;
    const found = await internalAdapter.findUserByEmail(email);
    const account = personal.safeParse(found?.user);
    const person = account.success ? await this.register.person(account.data.personId) : null;
    return person?.email ?? null;
  }

  #address(c: Context): AttemptKey {
    return ['address', clientAddress(c, this.#proxies)];
  }
}

const accountEntry = (personId: string, act: AccountAct, actorId: string, at: Date) =>
  ({ chain: municipalityChain, at, actorId, act, subject: { kind: 'account', id: personId }, details: {} }) as const;

const personal = z.object({ personId: z.string() });

/** What the ways in have in common in their answers. */
const entered = z.object({ twoFactorRedirect: z.boolean().optional(), user: personal.optional() });

function registerOf({ rows }: Pick<Storage, 'rows'>): Register {
  return {
    person: async (id) => {
      const person = await rows.person(id);
      return person?.isActive === true ? person : null;
    },
    personByEmail: (email) => rows.personByEmail(email.trim()),
  };
}

/** "//elsewhere.example" and "/\elsewhere.example" are addresses of another host to a browser. */
function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])[^\\\s]*$/.test(path);
}

async function codeIn(answer: Response): Promise<string | null> {
  const body: unknown = await answer.json().catch(() => null); // anything but JSON tells nothing
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : null;
}

/** As the sign-in page knows it. */
function directoryFailure(reason: string | null): string {
  if (reason === 'access_denied') return 'directoryCancelled';
  return directoryRefusals.find((code) => code === reason) ?? 'directoryFailed';
}
