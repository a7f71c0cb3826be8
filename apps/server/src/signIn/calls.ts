import { isAPIError } from 'better-auth/api';
import type { Context } from 'hono';
import type { ProblemCode } from '../api.ts';
import { Refusal } from '../refusal.ts';
import type { SessionRequest } from '../sessionRequest.ts';

/** What better-auth answers a call with `returnHeaders: true`. */
type Answer<T> = { readonly headers: Headers; readonly response: T };

/** What better-auth says no with, and what Yrka calls it. What is not listed is a request that has the wrong form. */
const refusals: Readonly<Record<string, ProblemCode>> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrongPassword',
  INVALID_PASSWORD: 'wrongPassword',
  PASSWORD_TOO_SHORT: 'weakPassword',
  PASSWORD_TOO_LONG: 'weakPassword',
  INVALID_TOKEN: 'linkSpent',
  new_user_signup_disabled: 'linkSpent',
  INVALID_CODE: 'wrongCode',
  INVALID_BACKUP_CODE: 'wrongCode',
  INVALID_TWO_FACTOR_COOKIE: 'secondFactorOver',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'secondFactorOver',
  ACCOUNT_TEMPORARILY_LOCKED: 'tooManyAttempts',
  TOTP_ALREADY_ENABLED: 'secondFactorIsOn',
  TOTP_NOT_ENABLED: 'secondFactorIsOff',
  TWO_FACTOR_NOT_ENABLED: 'secondFactorIsOff',
  SESSION_NOT_FRESH: 'signInAgain',
  UNAUTHORIZED: 'notSignedIn',
  PASSKEY_NOT_FOUND: 'unknownPasskey',
  AUTHENTICATION_FAILED: 'unknownPasskey',
  CHALLENGE_NOT_FOUND: 'unknownPasskey',
  FAILED_TO_VERIFY_REGISTRATION: 'passkeyNotMade',
};

/**
 * Calls better-auth for a request: it is given the cookies and nothing else that the client wrote,
 * and the cookies that it sets go back with the answer. `cookies` picks those that it may see.
 *
 * @throws Refusal
 */
export async function callAuth<T>(c: Context, run: (headers: Headers) => Promise<Answer<T>>, cookies: (name: string) => boolean = () => true): Promise<T> {
  try {
    const { headers, response } = await run(authHeaders(c, cookies));
    keepCookies(c, headers);
    return response;
  } catch (error) {
    const code = reasonOf(error);
    if (code === null) throw error;
    throw new Refusal(refusals[code] ?? 'badRequest', { cause: error });
  }
}

/** The part of a request that better-auth goes by. */
export function authHeaders(c: SessionRequest, cookies: (name: string) => boolean = () => true): Headers {
  const headers = new Headers();
  const given = (c.req.header('Cookie') ?? '').split(/;\s*/).filter((pair) => pair !== '' && cookies(pair.split('=')[0] ?? ''));
  if (given.length > 0) headers.set('Cookie', given.join('; '));
  const userAgent = c.req.header('User-Agent');
  if (userAgent !== undefined) headers.set('User-Agent', userAgent.slice(0, 300));
  return headers;
}

export function keepCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
}

/** better-auth's name for why it said no, also where it would have sent the browser on with it; null for what is no such answer. */
function reasonOf(error: unknown): string | null {
  if (!isAPIError(error)) return null;
  const location = new Headers(error.headers).get('Location');
  if (location !== null) return new URL(location, 'http://none.invalid').searchParams.get('error') ?? '';
  const code = typeof error.body?.code === 'string' ? error.body.code : '';
  // A passkey that is not one is an error of its own to better-auth.
  return error.statusCode < 500 || code in refusals ? code : null;
}
