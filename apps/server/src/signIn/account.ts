import type { Context } from 'hono';
import { Refusal } from '../refusal.ts';
import { callAuth } from './calls.ts';
import { maxPasswordCharacters, minPasswordCharacters } from './passwords.ts';
import type { AccountSession, SignIn } from './signIn.ts';

export type AccountPasskey = { readonly id: string; readonly name: string; readonly createdAt: Date | null };
export type AccountSessionRow = { readonly id: string; readonly userAgent: string; readonly createdAt: Date; readonly isThis: boolean };

/** How a person signs in, as they see it themselves. */
export type AccountSecurity = {
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly passkeys: readonly AccountPasskey[];
  /** Newest first. */
  readonly sessions: readonly AccountSessionRow[];
  /** Whether the sign-in is recent enough to change anything here. */
  readonly isFresh: boolean;
};

/** How many passkeys one may have: each is read at every registration. */
const maxPasskeys = 20;

/** Changes to how a person signs in. Each is for the person alone, and asks for a recent sign-in. */
export class AccountChanges {
  readonly #signIn: SignIn;

  constructor(signIn: SignIn) {
    this.#signIn = signIn;
  }

  async read(c: Context): Promise<AccountSecurity> {
    const session = await this.#session(c);
    const { adapter, internalAdapter } = await this.#signIn.auth.$context;
    const [credential, user, passkeys, sessions] = await Promise.all([
      internalAdapter.findCredentialAccount(session.userId),
      internalAdapter.findUserById(session.userId),
      adapter.findMany<{ id: string; name: string | null; createdAt: Date | null }>({ model: 'passkey', where: [{ field: 'userId', value: session.userId }] }),
      internalAdapter.listSessions(session.userId, { onlyActiveSessions: true }),
    ]);
    return {
      hasPassword: credential?.password != null,
      hasSecondFactor: (user as { twoFactorEnabled?: boolean | null } | null)?.twoFactorEnabled === true, // a field of the plugin, which the adapter's type does not know
      passkeys: passkeys.map(({ id, name, createdAt }) => ({ id, name: name ?? '', createdAt })),
      sessions: sessions
        .map(({ id, userAgent, createdAt }) => ({ id, userAgent: userAgent ?? '', createdAt, isThis: id === session.session.id }))
        .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime()),
      isFresh: session.isFresh,
    };
  }

  /** Sets the first password or another one, and ends the person's other sessions, whose ids it returns. @throws Refusal `weakPassword` */
  async setPassword(c: Context, password: string): Promise<readonly string[]> {
    const session = await this.#fresh(c);
    await this.keepPassword(session.userId, password);
    await this.#signIn.changed(session.person, 'password');
    return this.endOthers(c);
  }

  /** Stores a password for an account. @throws Refusal `weakPassword` */
  async keepPassword(userId: string, password: string): Promise<void> {
    if (!isStrong(password)) throw new Refusal('weakPassword');
    const context = await this.#signIn.auth.$context;
    const hash = await context.password.hash(password);
    const { internalAdapter } = context;
    if ((await internalAdapter.findCredentialAccount(userId)) !== null) await internalAdapter.updatePassword(userId, hash);
    else await internalAdapter.createAccount({ userId, providerId: 'credential', accountId: userId, password: hash });
  }

  /** What a browser needs to make a passkey (PublicKeyCredentialCreationOptionsJSON). */
  async passkeyOptions(c: Context): Promise<object> {
    const { person } = await this.#fresh(c);
    if ((await this.read(c)).passkeys.length >= maxPasskeys) throw new Refusal('passkeyNotMade');
    const options = await callAuth(c, (headers) => this.#signIn.auth.api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true }));
    // The names that the device shows; the account's own address is nobody's.
    return { ...options, user: { ...options.user, name: person.email ?? person.name, displayName: person.name } };
  }

  /** @throws Refusal `passkeyNotMade` */
  async addPasskey(c: Context, name: string, response: Record<string, unknown>): Promise<void> {
    const { person } = await this.#fresh(c);
    await callAuth(c, (headers) => this.#signIn.auth.api.verifyPasskeyRegistration({ body: { name, response }, headers, returnHeaders: true }));
    await this.#signIn.changed(person, 'passkeyAdded');
  }

  /** @throws Refusal `notFound` for one that is not this person's */
  async removePasskey(c: Context, id: string): Promise<void> {
    const { person, userId } = await this.#fresh(c);
    const { adapter } = await this.#signIn.auth.$context;
    const removed = await adapter.deleteMany({
      model: 'passkey',
      where: [
        { field: 'id', value: id },
        { field: 'userId', value: userId },
      ],
    });
    if (removed === 0) throw new Refusal('notFound');
    await this.#signIn.changed(person, 'passkeyRemoved');
  }

  /** Begins a second factor, which is on when its first code has come. The address is for an app or its QR code. */
  async beginSecondFactor(c: Context, password: string | undefined): Promise<{ readonly uri: string; readonly backupCodes: readonly string[] }> {
    const { person, userId } = await this.#fresh(c);
    const answer = await this.#withPassword(c, userId, (headers) =>
      this.#signIn.auth.api.enableTwoFactor({ body: { method: 'totp', ...(password !== undefined && { password }) }, headers, returnHeaders: true }),
    );
    if (answer.method !== 'totp') throw new Refusal('secondFactorIsOff');
    return { uri: withLabel(answer.totpURI, person.email ?? person.name), backupCodes: answer.backupCodes };
  }

  /** The first code from the app. Returns the session that was replaced by a new one. @throws Refusal `wrongCode` */
  async confirmSecondFactor(c: Context, code: string): Promise<string> {
    const { person, session, userId } = await this.#fresh(c);
    await this.#signIn.attempts.try([['account', `code ${userId}`]], () =>
      callAuth(c, (headers) => this.#signIn.auth.api.verifyTOTP({ body: { code: code.replaceAll(/\s/g, '') }, headers, returnHeaders: true })),
    );
    await this.#signIn.changed(person, 'secondFactorOn');
    return session.id;
  }

  /** Returns the session that was replaced by a new one. */
  async endSecondFactor(c: Context, password: string | undefined): Promise<string> {
    const { person, session, userId } = await this.#fresh(c);
    await this.#withPassword(c, userId, (headers) =>
      this.#signIn.auth.api.disableTwoFactor({ body: password === undefined ? {} : { password }, headers, returnHeaders: true }),
    );
    await this.#signIn.changed(person, 'secondFactorOff');
    return session.id;
  }

  /** New codes in place of all the old. */
  async newBackupCodes(c: Context, password: string | undefined): Promise<readonly string[]> {
    const { person, userId } = await this.#fresh(c);
    const { backupCodes } = await this.#withPassword(c, userId, (headers) =>
      this.#signIn.auth.api.generateBackupCodes({ body: password === undefined ? {} : { password }, headers, returnHeaders: true }),
    );
    await this.#signIn.changed(person, 'backupCodes');
    return backupCodes;
  }

  /** Ends one of the person's sessions. @throws Refusal `notFound` for one that is not this person's */
  async endSession(c: Context, id: string): Promise<void> {
    const { userId } = await this.#session(c);
    const { internalAdapter } = await this.#signIn.auth.$context;
    const found = (await internalAdapter.listSessions(userId)).find((session) => session.id === id);
    if (found === undefined) throw new Refusal('notFound');
    await this.#signIn.endSession(found.token);
  }

  /** Ends the person's sessions but this one, and returns their ids. */
  async endOthers(c: Context): Promise<readonly string[]> {
    const { userId, session } = await this.#session(c);
    const { internalAdapter } = await this.#signIn.auth.$context;
    const others = (await internalAdapter.listSessions(userId)).filter(({ id }) => id !== session.id);
    for (const { token } of others) await this.#signIn.endSession(token);
    return others.map(({ id }) => id);
  }

  async #session(c: Context): Promise<AccountSession> {
    const session = await this.#signIn.session(c);
    if (session === null) throw new Refusal('notSignedIn');
    return session;
  }

  async #fresh(c: Context): Promise<AccountSession> {
    const session = await this.#session(c);
    if (!session.isFresh) throw new Refusal('signInAgain');
    return session;
  }

  /** A password that is asked for inside a session can be guessed at there as well. */
  #withPassword<T>(c: Context, userId: string, run: Parameters<typeof callAuth<T>>[1]): Promise<T> {
    return this.#signIn.attempts.try([['account', `password ${userId}`]], () => callAuth(c, run));
  }
}

/** Long enough, and not one key held down. What more would be asked only makes people write it on a note (NIST SP 800-63B 5.1.1.2). */
function isStrong(password: string): boolean {
  return password.length >= minPasswordCharacters && password.length <= maxPasswordCharacters && new Set(password).size >= 5;
}

/** "otpauth://totp/Yrka:nobody?…" with the name that the person knows themselves by. */
function withLabel(uri: string, name: string): string {
  return uri.replace(/^(otpauth:\/\/totp\/)[^?]*/, `$1${encodeURIComponent('Yrka')}:${encodeURIComponent(name)}`);
}
