import { StorageError } from '@yrka/storage';
import { describe, expect, it, vi } from 'vitest';
import type { Session } from '../api.ts';
import { municipal, refusalOf, startTestServer } from '../appForTests.ts';
import { attemptLimits } from './attempts.ts';
import {
  person,
  people,
  anna,
  password,
  server,
  mails,
  browser,
  openForEach,
  later,
  post,
  who,
  account,
  entryOf,
  mailed,
  linkTo,
  byLink,
  byPassword,
  withPassword,
  withSecondFactor,
} from './signInForTests.ts';

openForEach();

describe('a link by mail', () => {
  it('signs in whom the address stands for in the register, case aside, and is no word of their own', async () => {
    const token = await linkTo('ANNA.lind@bjorkvik.example');
    expect(mails[0]).toMatchObject({ to: 'anna.lind@bjorkvik.example', subject: 'Logga in i Yrka' });
    expect(mails[0]?.text).toContain(`https://yrka.example.se/logga-in/lank#${token}`);
    expect(await entryOf(await post('/api/sign-in/link/opened', { token }))).toBe('signedIn');
    expect(await who()).toBe('Anna Lind');
  });

  it('can be used once', async () => {
    const token = await linkTo(anna);
    expect(await entryOf(await post('/api/sign-in/link/opened', { token }))).toBe('signedIn');
    const other = await server.browser();
    expect(await entryOf(await post('/api/sign-in/link/opened', { token }, other))).toBe('401 linkSpent');
    expect(await who(other)).toBeNull();
  });

  it('lets one of two in who open it at once', async () => {
    const token = await linkTo(anna);
    const browsers = await Promise.all([server.browser(), server.browser()]);
    const entries = await Promise.all(browsers.map(async (each) => entryOf(await post('/api/sign-in/link/opened', { token }, each))));
    expect(entries.toSorted()).toEqual(['401 linkSpent', 'signedIn']);
  });

  it('is over after 15 minutes', async () => {
    const token = await linkTo(anna);
    later(15.1);
    expect(await entryOf(await post('/api/sign-in/link/opened', { token }))).toBe('401 linkSpent');
  });

  it('is not told apart from none for an address that is not in the register', async () => {
    expect((await post('/api/sign-in/link', { email: 'okand@bjorkvik.example' })).status).toBe(204);
    await byLink(anna);
    expect(mails.map(({ to }) => to)).toEqual(['anna.lind@bjorkvik.example']);
  });

  it('is answered before anything is stored of it, so that nobody measures whether there is an account', async () => {
    const made = Promise.withResolvers<string>();
    if (server.accounts === null) throw new Error('people sign in here');
    vi.spyOn(server.accounts.signIn, 'accountOf').mockReturnValueOnce(made.promise);
    expect((await post('/api/sign-in/link', { email: anna })).status).toBe(204);
    made.reject(new StorageError('full', 'no room'));
    await vi.waitFor(() => expect(server.logged.join('')).toContain('A sign-in link could not be sent'));
    expect(mails).toEqual([]);
  });

  it('is nothing once its person has left the register, nor is their session', async () => {
    const token = await linkTo(anna);
    await byLink(anna);
    await server.storage.rows.putPeople([{ ...person('p1', 'Anna Lind', anna), isActive: false }]);
    expect(await who()).toBeNull();
    expect(await refusalOf(await browser.send('GET', '/api/matters'))).toBe('401 notSignedIn');
    expect(await entryOf(await post('/api/sign-in/link/opened', { token }, await server.browser()))).toBe('403 notInRegister');
  });

  it('is not offered without a mail server', async () => {
    const off = await startTestServer({ config: municipal, demonstration: false });
    const own = await off.browser();
    expect((await own.get<Session>('/api/session')).signIn).toEqual({ link: false, directory: null, needsSetUp: true });
    expect(await refusalOf(await post('/api/sign-in/link', { email: anna }, own))).toBe('409 mailIsOff');
  });

  it('is sent to one mailbox five times in a quarter of an hour', async () => {
    for (let sent = 0; sent < attemptLimits.mailbox.failures; sent++) await linkTo(anna);
    expect(await refusalOf(await post('/api/sign-in/link', { email: anna.toUpperCase() }))).toBe('429 tooManyAttempts');
    expect((await post('/api/sign-in/link', { email: 'omar.said@bjorkvik.example' })).status).toBe(204);
    later(15.1);
    expect((await post('/api/sign-in/link', { email: anna })).status).toBe(204);
  });
});

describe('a password', () => {
  it('signs in, once it has been set', async () => {
    expect(await byPassword(anna, password)).toBe('401 wrongPassword');
    await withPassword(anna);
    expect(await byPassword('ANNA.LIND@bjorkvik.example', password)).toBe('signedIn');
    expect(await who()).toBe('Anna Lind');
  });

  it.each([
    ['another', anna, 'fyra små gula ord'],
    ['that of somebody else', 'omar.said@bjorkvik.example', password],
    ['any, for an address that is not in the register', 'okand@bjorkvik.example', password],
    ['any, for what is no address', 'anna', password],
  ])('refuses %s with the same words', async (_, email, word) => {
    await withPassword(anna);
    expect(await byPassword(email, word)).toBe('401 wrongPassword');
    expect(await who()).toBeNull();
  });

  it.each(['kort', 'aaaaaaaaaaaaaaaaaaaa', 'elva tecken'])('is not taken when it is weak: %s', async (weak) => {
    await byLink(anna);
    expect(await refusalOf(await post('/api/account/password', { password: weak }))).toBe('422 weakPassword');
    expect((await account()).hasPassword).toBe(false);
  });

  it('is tried ten times for one account, from wherever, and then not even the right one is', async () => {
    await withPassword(anna);
    for (let tries = 0; tries < attemptLimits.account.failures; tries++)
      expect(await byPassword(anna, 'fel', browser, { 'X-Forwarded-For': `192.0.2.${tries}` })).toBe('401 wrongPassword');
    expect(await byPassword(anna, password)).toBe('429 tooManyAttempts');
    expect(await byLink(anna)).toBe('signedIn'); // who has the mailbox is not shut out by who tries
    later(15.1);
    expect(await byPassword(anna, password, await server.browser())).toBe('signedIn');
  });

  it('is tried from one address fifty times in all, over however many accounts and ways in', async () => {
    const tries = attemptLimits.address.failures - people.length;
    for (let n = 0; n < tries; n++) expect(await entryOf(await post('/api/sign-in/link/opened', { token: `made-up-${n}` }))).toBe('401 linkSpent');
    const answers = await Promise.all([...people, person('p4', 'Ny', 'ny@bjorkvik.example')].map(({ email }) => byPassword(email ?? 'ingen', 'sommar2026!')));
    expect(answers.toSorted()).toEqual([...people.map(() => '401 wrongPassword'), '429 tooManyAttempts']);
    expect(await byPassword('omar.said@bjorkvik.example', 'sommar2026!')).toBe('429 tooManyAttempts');
    later(15.1);
    expect(await byPassword('omar.said@bjorkvik.example', 'sommar2026!')).toBe('401 wrongPassword');
  });

  it('ends the other sessions when it is changed, their sockets too, and tells its person by mail', async () => {
    const elsewhere = await withPassword(anna);
    const { sessions } = await account(elsewhere);
    await byPassword(anna, password);
    const ended = vi.spyOn(server.rooms, 'sessionEnded');
    mails.length = 0;
    expect((await post('/api/account/password', { password: 'fem helt andra ord nu' })).status).toBe(204);
    expect([await who(), await who(elsewhere)]).toEqual(['Anna Lind', null]);
    expect(ended).toHaveBeenCalledWith(sessions[0]?.id);
    expect(mails.map(({ text }) => text).join('')).toContain('Ditt lösenord har ändrats.');
    expect(await byPassword(anna, password, elsewhere)).toBe('401 wrongPassword');
  });
});

describe('requests from elsewhere', () => {
  it.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['the same host over plain http', { Origin: 'http://yrka.example.se' }],
    ['the same host at another port', { Origin: 'https://yrka.example.se:8443' }],
    ['a page without an origin', { Origin: 'null' }],
    ['another site that names itself in Host', { Origin: 'https://evil.example', Host: 'evil.example' }],
    [
      'another site that names itself in the headers of proxies',
      { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' },
    ],
  ])('are refused from %s, at every door of sign-in', async (_, headers) => {
    for (const path of ['/api/sign-in/password', '/api/sign-in/link', '/api/sign-in/passkey/options', '/api/set-up', '/api/account/password'])
      expect(await refusalOf(await post(path, { email: anna, password }, browser, headers))).toBe('403 foreignOrigin');
  });

  it.each(['127.0.0.1:4780', 'localhost:4780', '[::1]:4780', 'evil.example'])('find no demonstration by calling the server %s', async (host) => {
    const request = async (path: string, init: RequestInit = {}) => server.app.request(`http://${host}${path}`, init);
    expect(await (await request('/api/session')).json()).toMatchObject({ demonstration: false, people: [], person: null });
    const answer = await request('/api/session', { method: 'POST', body: '{"personId":"anna-lind"}', headers: { 'Content-Type': 'application/json' } });
    expect(await refusalOf(answer)).toBe('403 demonstrationOnly');
  });

  it('put no other host into a mail', async () => {
    await server.app.request('http://evil.example/api/sign-in/link', {
      method: 'POST',
      body: JSON.stringify({ email: anna }),
      headers: { 'Content-Type': 'application/json', Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' },
    });
    await mailed();
    expect(mails[0]?.text).not.toContain('evil.example');
  });

  it("reach none of better-auth's own doors", async () => {
    await byLink(anna);
    for (const [method, path] of [
      ['POST', 'sign-up/email'],
      ['POST', 'sign-in/email'],
      ['POST', 'update-user'],
      ['POST', 'change-email'],
      ['POST', 'delete-user'],
      ['POST', 'request-password-reset'],
      ['GET', 'magic-link/verify'],
      ['GET', 'get-session'],
      ['GET', 'list-sessions'],
      ['GET', 'error'],
    ] as const)
      expect(await refusalOf(await browser.send(method, `/api/auth/${path}`, method === 'POST' ? { email: 'x@y.se', password, name: 'x' } : undefined))).toBe(
        '404 notFound',
      );
  });
});

it('has no door of sign-in in the demonstration', async () => {
  const demonstration = await (await startTestServer()).browser('anna-lind');
  for (const path of ['/api/sign-in/passkey/options', '/api/account/passkeys/options'])
    expect(await refusalOf(await post(path, {}, demonstration))).toBe('404 notFound');
  expect(await refusalOf(await demonstration.send('GET', '/api/account'))).toBe('404 notFound');
  expect((await demonstration.get<Session>('/api/session')).signIn).toBeNull();
});

it('logs neither addresses nor names, passwords, tokens or codes', async () => {
  const own = await withPassword(anna);
  const factor = await withSecondFactor(own);
  const token = await linkTo(anna);
  await post('/api/sign-in/link/opened', { token });
  await post('/api/sign-in/second-factor', { code: factor.backupCodes[0] ?? '' });
  await byPassword(anna, 'fel lösenord');
  await post('/api/sign-in/link', { email: 'okand@bjorkvik.example' });
  const log = server.logged.join('');
  expect(log).toContain('/api/sign-in/password');
  for (const secret of ['bjorkvik', 'Anna', 'p1"', password, 'fel lösenord', token, factor.backupCodes[0] ?? '?', 'person.invalid'])
    expect(log).not.toContain(secret);
});
