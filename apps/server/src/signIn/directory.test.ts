import type { PersonRow } from '@yrka/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../api.ts';
import { type Browser, municipal, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import type { Config } from '../config.ts';
import { directoryClient, startDirectory, type TestDirectory } from './directoryForTests.ts';

const anna: PersonRow = {
  id: 'p1',
  name: 'Anna Lind',
  email: 'anna.lind@bjorkvik.example',
  party: 'L',
  roles: ['member'],
  title: null,
  isProtected: false,
  isActive: true,
};
const omar: PersonRow = { ...anna, id: 'p2', name: 'Omar Said', email: 'omar.said@bjorkvik.example' };

let directory: TestDirectory;
let server: TestServer;
let browser: Browser;

const start = async (config: Partial<Config> = {}) => {
  const settings = {
    ...municipal,
    oidcIssuer: directory.issuer,
    oidcClientId: directoryClient.id,
    oidcClientSecret: directoryClient.secret,
    oidcLabel: 'Björkviks inloggning',
  };
  server = await startTestServer({ config: { ...settings, ...config }, demonstration: false, people: [anna, omar] });
  browser = await server.browser();
};
beforeEach(async () => {
  directory = await startDirectory(municipal.publicUrl);
  await start();
});
afterEach(() => directory.close());

const who = async (from = browser) => (await from.get<Session>('/api/session')).person?.name ?? null;

const begin = async (from = browser, returnTo = '/arenden/x'): Promise<string> => {
  const answer = await from.send('POST', '/api/sign-in/directory', { returnTo });
  return answer.ok ? ((await answer.json()) as { url: string }).url : refusalOf(answer);
};

/** Follows the directory's own pages, as a browser does, until it leads back: the address there. */
const through = async (url: string): Promise<URL> => {
  const cookies = new Map<string, string>();
  for (let next = new URL(url), steps = 0; steps < 10; steps++) {
    if (next.origin === municipal.publicUrl) return next;
    const answer = await fetch(next, { redirect: 'manual', headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    next = new URL(answer.headers.get('Location') ?? 'about:blank', next);
  }
  throw new Error('the directory leads nowhere');
};

/** Where the browser is sent at the end, without the host when it is ours. */
const back = async (callback: URL, from = browser): Promise<string> => {
  const answer = await from.send('GET', `${callback.pathname}${callback.search}`);
  return (answer.headers.get('Location') ?? `${answer.status}`).replace(municipal.publicUrl, '');
};
const signIn = async (claims: Readonly<Record<string, unknown>>, from = browser) => {
  directory.is(claims);
  return back(await through(await begin(from)), from);
};

describe("the municipality's directory", () => {
  it('signs in whom its verified address stands for in the register, and leads back to where one was', async () => {
    expect((await browser.get<Session>('/api/session')).signIn?.directory).toBe('Björkviks inloggning');
    expect(await signIn({ sub: 'a1', email: 'Anna.Lind@bjorkvik.example', email_verified: true })).toBe('/arenden/x');
    expect(await who()).toBe('Anna Lind');
    const log = await server.storage.rows.audit.read('municipality', { limit: 10 });
    expect(log.map(({ act, actorId }) => `${actorId} ${act}`)).toEqual([`${anna.id} signIn`]);
  });

  it('opens for its second sign-in the account of whoever the register names then', async () => {
    await signIn({ sub: 'a1', email: 'anna.lind@bjorkvik.example', email_verified: true });
    const second = await server.browser();
    await signIn({ sub: 'a1', email: 'anna.lind@bjorkvik.example', email_verified: true }, second);
    expect(await who(second)).toBe('Anna Lind');
    // The address is Omar's now: the directory's own number of a person gives no right to Anna's account.
    await server.storage.rows.putPeople([
      { ...anna, email: null },
      { ...omar, email: 'anna.lind@bjorkvik.example' },
    ]);
    const third = await server.browser();
    await signIn({ sub: 'a1', email: 'anna.lind@bjorkvik.example', email_verified: true }, third);
    expect(await who(third)).toBe('Omar Said');
  });

  it.each([
    ['somebody who is not in the register', { email: 'okand@bjorkvik.example', email_verified: true }, 'notInRegister'],
    ['an address that it has not verified', { email: 'anna.lind@bjorkvik.example', email_verified: false }, 'directoryUnverified'],
    ['an address of which it does not say that it is verified', { email: 'anna.lind@bjorkvik.example' }, 'directoryUnverified'],
    ['nobody in particular', { name: 'Anna Lind' }, 'directoryNoAddress'],
  ])('signs nobody in for %s, and says why', async (_, claims, reason) => {
    expect(await signIn({ sub: 'b1', ...claims })).toBe(`/logga-in?fel=${reason}`);
    expect(await who()).toBeNull();
  });

  it('names people by another claim where the municipality has chosen one', async () => {
    await start({ oidcEmailClaim: 'upn' });
    expect(await signIn({ sub: 'c1', upn: 'omar.said@bjorkvik.example', email: 'anna.lind@bjorkvik.example', email_verified: true })).toBe('/arenden/x');
    expect(await who()).toBe('Omar Said');
    expect(await signIn({ sub: 'c1', email: 'anna.lind@bjorkvik.example', email_verified: true })).toBe('/logga-in?fel=directoryNoAddress');
  });

  it('is called off there', async () => {
    directory.cancelNext();
    expect(await signIn({ sub: 'a1' })).toBe('/logga-in?fel=directoryCancelled');
  });

  it('signs nobody in where the sign-in was not begun, twice by one answer, or with a made-up one', async () => {
    directory.is({ sub: 'a1', email: 'anna.lind@bjorkvik.example', email_verified: true });
    const callback = await through(await begin());
    const other = await server.browser();
    expect(await back(callback, other)).toBe('/logga-in?fel=directoryFailed');
    expect(await who(other)).toBeNull();
    expect(await back(callback)).toBe('/arenden/x');
    await browser.send('DELETE', '/api/session');
    expect(await back(callback)).toBe('/logga-in?fel=directoryFailed');
    expect(await back(new URL('/api/auth/callback/directory?code=x&state=y', municipal.publicUrl))).toBe('/logga-in?fel=directoryFailed');
    expect(await back(new URL('/api/auth/callback/directory', municipal.publicUrl))).toBe('/logga-in?fel=directoryFailed');
    expect(await who()).toBeNull();
  });

  it.each(['//evil.example/', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)'])('leads to no other site afterwards: %s', async (returnTo) => {
    directory.is({ sub: 'a1', email: 'anna.lind@bjorkvik.example', email_verified: true });
    expect(await back(await through(await begin(browser, returnTo)))).toBe('/');
  });

  it('is told of as away when it is, and is there again when it is', async () => {
    await start({ oidcIssuer: 'http://127.0.0.1:1' });
    expect(await begin()).toBe('503 directoryAway');
    expect(server.logged.join('')).toContain('Discovery fetch failed');
  });

  it("keeps none of the directory's tokens", async () => {
    await signIn({ sub: 'a1', email: 'anna.lind@bjorkvik.example', email_verified: true });
    const context = await server.accounts?.signIn.auth.$context;
    const accounts = await context?.adapter.findMany<Record<string, unknown>>({ model: 'account' });
    expect(accounts).toMatchObject([{ providerId: 'directory', accountId: 'p1', accessToken: null, refreshToken: null, idToken: null }]);
  });
});

it('has no directory where none is set', async () => {
  const none = await (await startTestServer({ config: municipal, demonstration: false, people: [anna] })).browser();
  expect(await refusalOf(await none.send('POST', '/api/sign-in/directory', { returnTo: '/' }))).toBe('404 notFound');
});
