import { type AuditLog, invitedGuestId, type PersonRow, StorageError } from '@yrka/storage';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account, Entry, Notices, Register, SecondFactor, Session } from '../api.ts';
import { type Browser, municipal, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { attemptLimits } from './attempts.ts';
import { TestDevice } from './deviceForTests.ts';
import { totpCode } from './totpForTests.ts';

const person = (id: string, name: string, email: string | null): PersonRow => ({
  id,
  name,
  email,
  party: null,
  roles: ['officer'],
  title: null,
  isProtected: email === null,
  isActive: true,
});
const people = [
  person('p1', 'Anna Lind', 'anna.lind@bjorkvik.example'),
  person('p2', 'Omar Said', 'omar.said@bjorkvik.example'),
  person('p3', 'Skyddad Person', null),
];
const anna = 'anna.lind@bjorkvik.example';
const password = 'fyra små gröna ord';

let server: TestServer;
let mails: Mail[];
let browser: Browser;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T08:00:00.000Z') });
  mails = [];
  const mailer: Mailer = {
    isOn: true,
    sendMail: (mail) => mails.push(mail),
    deliver: async () => 'sent',
    settled: async () => undefined,
    close: async () => undefined,
  };
  server = await startTestServer({ config: municipal, demonstration: false, mailer, people });
  browser = await server.browser();
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);
const post = (path: string, body: object = {}, from = browser, headers: Record<string, string> = {}) => from.send('POST', path, body, headers);
const who = async (from = browser) => (await from.get<Session>('/api/session')).person?.name ?? null;
const account = (from = browser) => from.get<Account>('/api/account');
const entryOf = async (answer: Response) => (answer.ok ? ((await answer.json()) as Entry).entry : refusalOf(answer));
const mailed = () => vi.waitFor(() => expect(mails.length).toBeGreaterThan(0));

/** The token of the newest link that was mailed. */
const linkTo = async (email: string, from = browser): Promise<string> => {
  mails.length = 0;
  expect((await post('/api/sign-in/link', { email }, from)).status).toBe(204);
  await mailed();
  return /#(\w+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
};
const byLink = async (email: string, from = browser) => entryOf(await post('/api/sign-in/link/opened', { token: await linkTo(email, from) }, from));
const byPassword = async (email: string, word: string, from = browser, headers: Record<string, string> = {}) =>
  entryOf(await post('/api/sign-in/password', { email, password: word }, from, headers));

const withPassword = async (email: string): Promise<Browser> => {
  const own = await server.browser();
  expect(await byLink(email, own)).toBe('signedIn');
  expect((await post('/api/account/password', { password }, own)).status).toBe(204);
  return own;
};

const withSecondFactor = async (from: Browser): Promise<SecondFactor> => {
  const answer = await post('/api/account/second-factor', { password }, from);
  expect(answer.status).toBe(200);
  const factor = (await answer.json()) as SecondFactor;
  expect((await post('/api/account/second-factor/confirmed', { code: totpCode(factor.uri) }, from)).status).toBe(204);
  return factor;
};

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

describe('a session', () => {
  beforeEach(async () => {
    await withPassword(anna);
    await byPassword(anna, password);
  });

  it('is a cookie that no script reads, no other site sends, and plain http never carries', async () => {
    const answer = await post('/api/sign-in/password', { email: anna, password }, await server.browser());
    expect(answer.headers.getSetCookie().find((cookie) => cookie.includes('session_token'))).toMatch(
      /^__Secure-yrka-default\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it('ends when its time is over', async () => {
    later(7 * 24 * 60 - 1);
    expect(await who()).toBe('Anna Lind');
    later(2);
    expect(await who()).toBeNull();
  });

  it.each([
    ['changed by a letter', (cookie: string) => cookie.replace(/^./, (letter) => (letter === 'a' ? 'b' : 'a'))],
    ['without its signature', (cookie: string) => cookie.split('.')[0] ?? ''],
    ['made up', () => 'p1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D'],
    ['empty', () => ''],
  ])('is nobody when its cookie is %s', async (_, change) => {
    const name = [...browser.cookies.keys()].find((key) => key.endsWith('session_token')) ?? '';
    browser.cookies.set(name, change(browser.cookies.get(name) ?? ''));
    expect(await who()).toBeNull();
    expect(await refusalOf(await browser.send('GET', '/api/account'))).toBe('401 notSignedIn');
  });

  it("is not the demonstration's: a cookie that it would have signed is nobody", async () => {
    const own = await server.browser();
    const demonstration = await (await startTestServer()).browser('anna-lind');
    for (const [name, value] of demonstration.cookies) own.cookies.set(name.replace('4780', 'default'), value);
    expect(await who(own)).toBeNull();
  });

  it('ends with signing out, here and for the sockets', async () => {
    const ended = vi.spyOn(server.rooms, 'sessionEnded');
    const { sessions } = await account();
    const cookies = new Map(browser.cookies);
    expect((await browser.send('DELETE', '/api/session')).status).toBe(204);
    expect(await who()).toBeNull();
    expect(ended).toHaveBeenCalledWith(sessions.find(({ isThis }) => isThis)?.id);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await who()).toBeNull(); // a kept cookie opens nothing
  });

  it('is listed for its person, and ended by them from elsewhere', async () => {
    const elsewhere = await server.browser();
    await post('/api/sign-in/password', { email: anna, password }, elsewhere, { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' });
    const { sessions } = await account(elsewhere);
    expect(sessions.map(({ isThis }) => isThis).filter(Boolean)).toHaveLength(1);
    expect(sessions.find(({ isThis }) => isThis)?.userAgent).toContain('Firefox');
    const mine = (await account()).sessions.find(({ isThis }) => isThis)?.id;
    const ended = vi.spyOn(server.rooms, 'sessionEnded');
    expect((await elsewhere.send('DELETE', `/api/account/sessions/${mine}`)).status).toBe(204);
    expect([await who(), await who(elsewhere)]).toEqual([null, 'Anna Lind']);
    expect(ended).toHaveBeenCalledWith(mine);
  });

  it("cannot be ended by somebody else's hand", async () => {
    const omar = await server.browser();
    await byLink('omar.said@bjorkvik.example', omar);
    const mine = (await account()).sessions.find(({ isThis }) => isThis)?.id;
    expect(await refusalOf(await omar.send('DELETE', `/api/account/sessions/${mine}`))).toBe('404 notFound');
    expect(await who()).toBe('Anna Lind');
  });

  it('ends everywhere at once, the sockets of all of them too', async () => {
    const elsewhere = await server.browser();
    await byPassword(anna, password, elsewhere);
    const signedOut = vi.spyOn(server.rooms, 'personSignedOut');
    const streams = await Promise.all([browser, elsewhere].map((from) => from.send('GET', '/api/notices/stream')));
    expect((await browser.send('DELETE', '/api/account/sessions')).status).toBe(204);
    expect([await who(), await who(elsewhere)]).toEqual([null, null]);
    // They are read to their end.
    for (const stream of streams) expect(await stream.text()).toMatch(/^retry: /);
    expect(signedOut).toHaveBeenCalledWith('p1');
  });

  it.each([
    ['a word', '/api/notices/settings', '{"habit":"never"}'],
    ['a text', '/api/documents/none/updates', 'words'],
    ['a file', '/api/imports/readings', 'words'],
  ])('is over for %s, too, that was on its way when it ended', async (_, path, words) => {
    const last = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => controller.enqueue(new TextEncoder().encode(words.slice(0, 3))),
        pull: async (controller) => {
          begun.resolve();
          await last.promise;
          controller.enqueue(new TextEncoder().encode(words.slice(3)));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = {
      Cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'Content-Type': 'application/json',
      'Content-Length': String(words.length),
    };
    const answer = server.app.request(new Request(`https://yrka.example.se${path}`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit));
    await Promise.race([begun.promise, answer]);
    await byPassword(anna, password, await server.browser());
    expect((await browser.send('DELETE', '/api/session')).status).toBe(204);
    last.resolve();
    expect(await refusalOf(await answer)).toBe('401 notSignedIn');
  });

  it('is replaced by that of another who signs in in the same browser', async () => {
    const cookies = new Map(browser.cookies);
    await byLink('omar.said@bjorkvik.example');
    expect(await who()).toBe('Omar Said');
    const kept = await server.browser();
    for (const [name, value] of cookies) kept.cookies.set(name, value);
    expect(await who(kept)).toBeNull();
  });

  it('is begun for a person whom somebody has made sure of otherwise, with or without an address', async () => {
    const guest = await server.browser();
    const invitation = new Hono().get('/', async (c) => {
      await server.accounts?.signIn.beginSessionFor(c, person('p3', 'Skyddad Person', null));
      return c.text('ok');
    });
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec((await invitation.request('/')).headers.get('Set-Cookie') ?? '') ?? [];
    guest.cookies.set(name, value);
    expect(await who(guest)).toBe('Skyddad Person');
  });

  it('must be recent to change how one signs in, but not to end', async () => {
    later(15.1);
    expect((await account()).isFresh).toBe(false);
    for (const path of ['password', 'passkeys/options', 'second-factor', 'second-factor/ended', 'backup-codes'])
      expect(await refusalOf(await post(`/api/account/${path}`, { password }))).toBe('403 signInAgain');
    expect(await refusalOf(await browser.send('DELETE', '/api/account/passkeys/x'))).toBe('403 signInAgain');
    expect((await browser.send('DELETE', '/api/account/sessions')).status).toBe(204);
  });
});

describe('a second factor', () => {
  let factor: SecondFactor;
  beforeEach(async () => {
    factor = await withSecondFactor(await withPassword(anna));
  });

  it('has an address for an app with the name that its person knows', () => {
    expect(decodeURIComponent(new URL(factor.uri).pathname)).toBe('/Yrka:anna.lind@bjorkvik.example');
    expect(factor.backupCodes).toHaveLength(10);
  });

  it.each([
    ['a password', () => byPassword(anna, password)],
    ['a link by mail', () => byLink(anna)],
  ])('is asked for after %s, and nobody is in before', async (_, enter) => {
    expect(await enter()).toBe('secondFactor');
    expect(await who()).toBeNull();
    expect(await entryOf(await post('/api/sign-in/second-factor', { code: '000000' }))).toBe('401 wrongCode');
    expect(await who()).toBeNull();
    expect(await entryOf(await post('/api/sign-in/second-factor', { code: totpCode(factor.uri).replace(/^.{3}/, '$& ') }))).toBe('signedIn');
    expect(await who()).toBe('Anna Lind');
  });

  it('takes a code of the app once, also where two give it at the same time', async () => {
    const browsers = await Promise.all([server.browser(), server.browser(), server.browser()]);
    for (const each of browsers) await byPassword(anna, password, each);
    const code = totpCode(factor.uri);
    const withCode = async (from: Browser) => entryOf(await post('/api/sign-in/second-factor', { code }, from));
    const [first, second, late] = browsers;
    expect((await Promise.all([withCode(first), withCode(second)])).toSorted()).toEqual(['401 wrongCode', 'signedIn']);
    later(0.5);
    expect(await withCode(late)).toBe('401 wrongCode');
    expect((await Promise.all(browsers.map(who))).filter((name) => name !== null)).toEqual(['Anna Lind']);
    const own = browsers.find(({ cookies }) => [...cookies.keys()].some((name) => name.endsWith('session_token')));
    // That in which the factor was set up.
    expect((await account(own)).sessions.filter(({ isThis }) => !isThis)).toHaveLength(1);
    later(1);
    await byPassword(anna, password, late);
    expect(await entryOf(await post('/api/sign-in/second-factor', { code: totpCode(factor.uri) }, late))).toBe('signedIn');
  });

  it('takes a backup code once, however it is typed', async () => {
    const [code = ''] = factor.backupCodes;
    await byPassword(anna, password);
    expect(await entryOf(await post('/api/sign-in/second-factor', { code: ` ${code.toLowerCase().replace('-', '')}` }))).toBe('signedIn');
    await byPassword(anna, password);
    expect(await entryOf(await post('/api/sign-in/second-factor', { code }))).toBe('401 wrongCode');
  });

  it('begins anew after five wrong codes, and after ten minutes', async () => {
    await byPassword(anna, password);
    for (let tries = 0; tries < 5; tries++) expect(await entryOf(await post('/api/sign-in/second-factor', { code: '000000' }))).toBe('401 wrongCode');
    expect(await entryOf(await post('/api/sign-in/second-factor', { code: totpCode(factor.uri) }))).toBe('401 secondFactorOver');
    await byPassword(anna, password);
    later(10.1);
    expect(await entryOf(await post('/api/sign-in/second-factor', { code: totpCode(factor.uri) }))).toBe('401 secondFactorOver');
  });

  it('is of whom the sign-in is for, not of whom the browser belongs to', async () => {
    await byLink('omar.said@bjorkvik.example');
    expect(await byPassword(anna, password)).toBe('secondFactor');
    expect(await who()).toBeNull();
    expect(await entryOf(await post('/api/sign-in/second-factor', { code: totpCode(factor.uri) }))).toBe('signedIn');
    expect(await who()).toBe('Anna Lind');
  });

  it('is nothing without a sign-in before it', async () => {
    expect(await entryOf(await post('/api/sign-in/second-factor', { code: totpCode(factor.uri) }))).toBe('401 secondFactorOver');
  });

  it('is changed and ended with the password alone', async () => {
    await byPassword(anna, password);
    await post('/api/sign-in/second-factor', { code: totpCode(factor.uri) });
    expect(await refusalOf(await post('/api/account/second-factor', { password }))).toBe('409 secondFactorIsOn');
    expect(await refusalOf(await post('/api/account/backup-codes', { password: 'fel' }))).toBe('401 wrongPassword');
    expect(await refusalOf(await post('/api/account/second-factor/ended', {}))).toBe('401 wrongPassword');
    const codes = (await (await post('/api/account/backup-codes', { password })).json()) as { backupCodes: string[] };
    expect(codes.backupCodes.filter((code) => factor.backupCodes.includes(code))).toEqual([]);
    expect((await post('/api/account/second-factor/ended', { password })).status).toBe(204);
    expect((await account()).hasSecondFactor).toBe(false);
    expect(await byPassword(anna, password, await server.browser())).toBe('signedIn');
  });

  describe('that somebody has lost', () => {
    const reset = async (personId: string, from: Browser) => refusalOf(await from.send('DELETE', `/api/organisation/people/${personId}/second-factor`));
    const signedIn = async (email: string) => {
      const own = await server.browser();
      expect(await byLink(email, own)).toBe('signedIn');
      return own;
    };
    let jonas: Browser;
    beforeEach(async () => {
      const administrator: PersonRow = { ...person('p4', 'Jonas Alm', 'jonas.alm@bjorkvik.example'), roles: ['administrator'] };
      await server.storage.rows.putPeople([administrator]);
      jonas = await signedIn('jonas.alm@bjorkvik.example');
    });

    it('is taken away by an administrator: their sessions end, they are told, and the log has who did it', async () => {
      await byPassword(anna, password);
      await post('/api/sign-in/second-factor', { code: totpCode(factor.uri) });
      const signedOut = vi.spyOn(server.rooms, 'personSignedOut');
      const has = async () =>
        (await jonas.get<Register>('/api/organisation/register')).people.filter((person) => person.hasSecondFactor).map(({ name }) => name);
      expect(await has()).toEqual(['Anna Lind']);
      expect((await jonas.send('DELETE', '/api/organisation/people/p1/second-factor')).status).toBe(204);
      expect(await has()).toEqual([]);
      expect(await who()).toBeNull();
      expect(signedOut).toHaveBeenCalledWith('p1');
      await mailed();
      expect(mails.at(-1)).toMatchObject({ to: anna, subject: 'Din inloggning i Yrka har ändrats' });
      expect(mails.at(-1)?.text).toContain('återställt din tvåstegsinloggning');
      const log = await server.storage.rows.audit.read('municipality', { limit: 100 });
      const { notices } = await (await signedIn(anna)).get<Notices>('/api/notices');
      expect(notices.map(({ kind, actor }) => [kind, actor?.name])).toEqual([['secondFactorReset', 'Jonas Alm']]);
      expect(log.find(({ act }) => act === 'resetSecondFactor')).toMatchObject({ actorId: 'p4', subject: { kind: 'account', id: 'p1' } });
      expect(await byPassword(anna, password, await server.browser())).toBe('signedIn');
      // The old codes are of no use to whoever found them.
      expect(await entryOf(await post('/api/sign-in/second-factor', { code: factor.backupCodes[0] ?? '' }))).toBe('401 secondFactorOver');
    });

    it('is taken away also from somebody of the register who has neither post nor seat now', async () => {
      await server.storage.rows.putPeople([{ ...person('p1', 'Anna Lind', anna), roles: ['guest'] }]);
      expect((await jonas.send('DELETE', '/api/organisation/people/p1/second-factor')).status).toBe(204);
    });

    it('stays, with the sessions, when its reset cannot be recorded', async () => {
      await byPassword(anna, password);
      await post('/api/sign-in/second-factor', { code: totpCode(factor.uri) });
      // A transaction has a log of its own, of the same kind.
      const logs = Object.getPrototypeOf(server.storage.rows.audit) as AuditLog;
      vi.spyOn(logs, 'append').mockRejectedValueOnce(new StorageError('full', 'no room'));
      expect(await reset('p1', jonas)).toBe('507 storageFull');
      expect(await who()).toBe('Anna Lind');
      expect((await account()).hasSecondFactor).toBe(true);
    });

    it('is nobody else’s to take, nor one’s own, nor that of who has none', async () => {
      expect(await reset('p1', await signedIn('omar.said@bjorkvik.example'))).toBe('403 noRight');
      expect(await reset('p1', await server.browser())).toBe('401 notSignedIn');
      expect(await reset('p4', jonas)).toBe('403 noRight');
      expect(await reset('p2', jonas)).toBe('409 conflict');
      expect(await reset('nobody', jonas)).toBe('404 notFound');
      const guestId = invitedGuestId('eva');
      await server.storage.rows.putPeople([{ ...person(guestId, 'Eva Ek', 'eva.ek@bjorkvik.example'), party: null, roles: ['guest'] }]);
      expect(await reset(guestId, jonas)).toBe('404 notFound');
      expect(await byPassword(anna, password)).toBe('secondFactor');
    });
  });
});

describe('a passkey', () => {
  const device = () => new TestDevice(municipal.publicUrl);
  const options = async (path: string, from = browser) => (await (await post(path, {}, from)).json()) as { challenge: string };
  const add = async (made: TestDevice, how = {}) =>
    post('/api/account/passkeys', { name: 'Telefonen', response: made.register(await options('/api/account/passkeys/options'), how) });
  const enter = async (made: TestDevice, from: Browser, how = {}) =>
    entryOf(await post('/api/sign-in/passkey', { response: made.signIn(await options('/api/sign-in/passkey/options', from), how) }, from));
  let own: TestDevice;

  beforeEach(async () => {
    await byLink(anna);
    own = device();
  });

  it('is made by whoever is signed in, and signs in by itself, without asking who one is', async () => {
    expect(await options('/api/account/passkeys/options')).toMatchObject({
      rp: { id: 'yrka.example.se', name: 'Yrka' },
      user: { name: 'anna.lind@bjorkvik.example', displayName: 'Anna Lind' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    mails.length = 0;
    expect((await add(own)).status).toBe(204);
    expect(mails[0]?.text).toContain('En passkey har lagts till.');
    expect((await account()).passkeys.map(({ name }) => name)).toEqual(['Telefonen']);
    const elsewhere = await server.browser();
    expect(await options('/api/sign-in/passkey/options', elsewhere)).toMatchObject({ userVerification: 'required' });
    expect(await enter(own, elsewhere)).toBe('signedIn');
    expect(await who(elsewhere)).toBe('Anna Lind');
  });

  it('is enough where there is a second factor', async () => {
    await add(own);
    await withSecondFactor(await withPassword(anna));
    expect(await enter(own, await server.browser())).toBe('signedIn');
  });

  it.each([
    ['made for another site', { origin: 'https://yrka.example.com' }],
    ['made without asking who holds the device', { isVerified: false }],
  ])('is refused when it is %s', async (_, how) => {
    expect(await refusalOf(await add(own, how))).toBe('422 passkeyNotMade');
    expect((await account()).passkeys).toEqual([]);
    await add(own);
    const elsewhere = await server.browser();
    expect(await enter(own, elsewhere, how)).toBe('401 unknownPasskey');
    expect(await who(elsewhere)).toBeNull();
  });

  it('is refused when nobody here has it, when it answers an older question, and when it was removed', async () => {
    const elsewhere = await server.browser();
    expect(await enter(device(), elsewhere)).toBe('401 unknownPasskey');
    await add(own);
    const old = own.signIn(await options('/api/sign-in/passkey/options', elsewhere));
    expect(await entryOf(await post('/api/sign-in/passkey', { response: old }, elsewhere))).toBe('signedIn');
    expect(await entryOf(await post('/api/sign-in/passkey', { response: old }, elsewhere))).toBe('401 unknownPasskey');
    const [passkey] = (await account()).passkeys;
    expect((await browser.send('DELETE', `/api/account/passkeys/${passkey?.id}`)).status).toBe(204);
    expect(await enter(own, await server.browser())).toBe('401 unknownPasskey');
  });

  it('cannot be removed by somebody else', async () => {
    await add(own);
    const [passkey] = (await account()).passkeys;
    const omar = await server.browser();
    await byLink('omar.said@bjorkvik.example', omar);
    expect(await refusalOf(await omar.send('DELETE', `/api/account/passkeys/${passkey?.id}`))).toBe('404 notFound');
    expect((await account()).passkeys).toHaveLength(1);
  });
});

describe('the first set-up', () => {
  let empty: TestServer;
  let code: string;
  const asked = {
    municipality: { name: 'Björkviks kommun', kind: 'municipality' },
    person: { name: 'Jonas Alm', email: 'jonas.alm@bjorkvik.example' },
    password,
  };

  beforeEach(async () => {
    empty = await startTestServer({ config: municipal, demonstration: false });
    browser = await empty.browser();
    code = empty.accounts?.setUp.code ?? '';
  });

  it('makes the first person, who is signed in, with the code that the server printed', async () => {
    expect((await browser.get<Session>('/api/session')).signIn?.needsSetUp).toBe(true);
    expect(await entryOf(await post('/api/set-up', { ...asked, code: code.toLowerCase().replaceAll('-', ' ') }))).toBe('signedIn');
    expect(await who()).toBe('Jonas Alm');
    expect(await browser.get<Session>('/api/session')).toMatchObject({
      person: { roles: ['administrator'] },
      municipality: { name: 'Björkviks kommun' },
      signIn: { needsSetUp: false },
    });
    expect(await byPassword('jonas.alm@bjorkvik.example', password, await empty.browser())).toBe('signedIn');
  });

  it.each([
    ['another code', { code: 'AAAA-BBBB-CCCC-DDDD' }, '403 wrongSetUpCode'],
    ['a weak password', { password: 'kort' }, '422 weakPassword'],
    ['no municipality', { municipality: { name: ' ', kind: 'municipality' } }, '400 badRequest'],
    ['what is no address', { person: { name: 'Jonas Alm', email: 'jonas' } }, '400 badRequest'],
  ])('leaves nothing behind when it is refused for %s', async (_, wrong, expected) => {
    expect(await entryOf(await post('/api/set-up', { ...asked, code, ...wrong }))).toBe(expected);
    expect([await empty.storage.rows.people(), await empty.storage.rows.organisation.municipality()]).toEqual([[], null]);
    expect(await entryOf(await post('/api/set-up', { ...asked, code }))).toBe('signedIn');
  });

  it('is won by one of two at once; the other is told', async () => {
    const others = await Promise.all([empty.browser(), empty.browser()]);
    const entries = await Promise.all(
      others.map(async (each, n) =>
        entryOf(await post('/api/set-up', { ...asked, code, person: { name: `Person ${n}`, email: `p${n}@bjorkvik.example` } }, each)),
      ),
    );
    expect(entries.toSorted()).toEqual(['409 alreadySetUp', 'signedIn']);
    expect(await empty.storage.rows.people()).toHaveLength(1);
  });

  it('lets nobody guess', async () => {
    for (let tries = 0; tries < attemptLimits.setUp.failures; tries++)
      expect(await entryOf(await post('/api/set-up', { ...asked, code: `AAAA-${tries}` }))).toBe('403 wrongSetUpCode');
    expect(await entryOf(await post('/api/set-up', { ...asked, code }))).toBe('429 tooManyAttempts');
  });

  it('is not there for a register with people in it', async () => {
    expect(server.accounts?.setUp.code).toBeNull();
    expect(await refusalOf(await post('/api/set-up', { ...asked, code }, await server.browser()))).toBe('409 alreadySetUp');
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
