import type { PersonRow } from '@yrka/storage';
import type { Context } from 'hono';
import { deleteCookie, setSignedCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isLoopback, mayDemonstrate } from './config.ts';
import type { RequestEnv, ServerContext } from './context.ts';
import { Refusal } from './refusal.ts';
import type { SessionRequest } from './sessionRequest.ts';
import type { SignedIn } from './signIn/signIn.ts';

/** Where sessions are kept and people looked up. */
type Sessions = Pick<ServerContext, 'storage' | 'sessionKey' | 'now' | 'accounts'>;

/**
 * Who is signed in; null when nobody is, the session is over or was forged, or the person has left
 * the register. The same for the demonstration, whose cookie names the person and the hour it ends,
 * and for a municipality's people (signIn/).
 */
export async function signedIn(c: SessionRequest, { storage, sessionKey, now, accounts }: Sessions): Promise<SignedIn | null> {
  if (accounts !== null) return accounts.signIn.signedIn(c);
  const cookie = readCookie(c, sessionKey, now);
  const person = cookie === null ? null : await storage.rows.person(cookie.personId);
  return cookie === null || person === null || !person.isActive ? null : { person, session: { id: cookie.value, endsAt: cookie.endsAt } };
}

/**
 * The id of whoever this browser's session is of, when they may not come in any more: a guest whose one document
 * was taken away, somebody who has left the register. Null for all others.
 */
export async function shutOutPerson(c: SessionRequest, { storage, sessionKey, now, accounts }: Sessions): Promise<string | null> {
  const personId = accounts !== null ? await accounts.signIn.personOfSession(c) : (readCookie(c, sessionKey, now)?.personId ?? null);
  const person = personId === null ? null : await storage.rows.person(personId);
  return person !== null && !person.isActive ? person.id : null;
}

/** The demonstration's cookie; null when there is none, it was forged or its time is over. */
function readCookie(c: SessionRequest, sessionKey: string, now: () => Date) {
  const name = cookieName(c);
  const value = signedValue(parse(c.req.header('Cookie') ?? '', name)[name] ?? '', sessionKey);
  const parts = value === null ? null : /^(\d+)\.(.+)$/.exec(value);
  if (parts === null || Number(parts[1]) <= now().getTime()) return null;
  return { value: parts[0], personId: parts[2] ?? '', endsAt: new Date(Number(parts[1])) };
}

/** What `setSignedCookie` has signed; null when it was another, or nobody. Hono's own reading waits for WebCrypto twice. */
function signedValue(cookie: string, key: string): string | null {
  const end = cookie.lastIndexOf('.');
  const value = cookie.slice(0, Math.max(0, end));
  const [given, right] = [Buffer.from(cookie.slice(end + 1)), Buffer.from(createHmac('sha256', key).update(value).digest('base64'))];
  return given.length === right.length && timingSafeEqual(given, right) ? value : null;
}

/** Makes somebody one of the demonstration's people. */
export async function demonstrateAs(c: Context, { sessionKey, config, now }: ServerContext, person: PersonRow): Promise<void> {
  const maxAge = config.sessionHours * 3600;
  await setSignedCookie(c, cookieName(c), `${now().getTime() + maxAge * 1000}.${person.id}`, sessionKey, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: requestUrl(c).protocol === 'https:',
    maxAge,
  });
}

/** Signs in somebody of whom something else has made sure: an invitation with its code. The sockets of who was here before are the caller's to end. */
export async function beginSession(c: Context, server: ServerContext, person: PersonRow): Promise<void> {
  if (server.accounts !== null) await server.accounts.signIn.beginSessionFor(c, person);
  else await demonstrateAs(c, server, person);
}

/** Ends the session of this browser; its sockets are the caller's to end. */
export async function signOut(c: Context, { accounts }: ServerContext): Promise<void> {
  if (accounts !== null) await accounts.signIn.signOut(c);
  else deleteCookie(c, cookieName(c), { path: '/' });
}

/** The person who asks, for routes that need one. */
export function requirePerson(c: Context<RequestEnv>): PersonRow {
  const person = c.get('person');
  if (person === null) throw new Refusal('notSignedIn');
  return person;
}

/**
 * Whether one may be whom one chooses: the server is for no municipality, listens on this machine
 * only, and the browser called it by a name of this machine. The last keeps a proxy, or a name that
 * an attacker points at 127.0.0.1, from opening the demonstration to the world.
 */
export function isDemonstration(c: Context, { config }: ServerContext): boolean {
  return mayDemonstrate(config) && isLoopback(requestUrl(c).hostname);
}

/** Whether the request was made by a page of this server, or by something that is no browser. */
export function isOwnOrigin(c: SessionRequest, { config }: Pick<ServerContext, 'config'>): boolean {
  const origin = c.req.header('Origin');
  if (origin === undefined) return true; // browsers send it with every websocket and every request that is not GET or HEAD
  // What the address is, only the setting knows: the Host header is whatever the request says.
  if (config.publicUrl !== null) return origin === config.publicUrl;
  return URL.parse(origin)?.host === requestUrl(c).host;
}

// Cookies know no ports: two instances side by side would sign each other's people out.
const cookieName = (c: SessionRequest) => `yrka-session-${requestUrl(c).port || 'default'}`;

const requestUrl = (c: SessionRequest) => new URL(c.req.url);
