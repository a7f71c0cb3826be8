import type { PersonRow } from '@yrka/storage';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Account, Entry, SecondFactor, Session } from '../api.ts';
import { type Browser, municipal, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { totpCode } from './totpForTests.ts';

/** An officer of the register, with protected personal data where there is no address. */
export const person = (id: string, name: string, email: string | null): PersonRow => ({
  id,
  name,
  email,
  party: null,
  roles: ['officer'],
  title: null,
  isProtected: email === null,
  isActive: true,
});
export const people = [
  person('p1', 'Anna Lind', 'anna.lind@bjorkvik.example'),
  person('p2', 'Omar Said', 'omar.said@bjorkvik.example'),
  person('p3', 'Skyddad Person', null),
];
/** Her address. */
export const anna = 'anna.lind@bjorkvik.example';
export const password = 'fyra små gröna ord';

/** What a test has, each its own. */
export let server: TestServer;
/** What was sent since the test began. */
export let mails: Mail[];
/** In which nobody is signed in to begin with. */
export let browser: Browser;

/** Opens a municipality's server for each test of a file, at a time that stands still. */
export function openForEach(): void {
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
}

/** Lets so many minutes pass. */
export const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);
export const post = (path: string, body: object = {}, from = browser, headers: Record<string, string> = {}) => from.send('POST', path, body, headers);
/** The name of who is signed in; null when nobody is. */
export const who = async (from = browser) => (await from.get<Session>('/api/session')).person?.name ?? null;
export const account = (from = browser) => from.get<Account>('/api/account');
/** How far the way in has led, or the refusal. */
export const entryOf = async (answer: Response) => (answer.ok ? ((await answer.json()) as Entry).entry : refusalOf(answer));
/** Resolves once something was. */
export const mailed = () => vi.waitFor(() => expect(mails.length).toBeGreaterThan(0));

/** The token of the newest link that was mailed. */
export const linkTo = async (email: string, from = browser): Promise<string> => {
  mails.length = 0;
  expect((await post('/api/sign-in/link', { email }, from)).status).toBe(204);
  await mailed();
  return /#(\w+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
};
export const byLink = async (email: string, from = browser) => entryOf(await post('/api/sign-in/link/opened', { token: await linkTo(email, from) }, from));
export const byPassword = async (email: string, word: string, from = browser, headers: Record<string, string> = {}) =>
  entryOf(await post('/api/sign-in/password', { email, password: word }, from, headers));

/** Sets it, in a browser of its own, which is signed in. */
export const withPassword = async (email: string): Promise<Browser> => {
  const own = await server.browser();
  expect(await byLink(email, own)).toBe('signedIn');
  expect((await post('/api/account/password', { password }, own)).status).toBe(204);
  return own;
};

export const withSecondFactor = async (from: Browser): Promise<SecondFactor> => {
  const answer = await post('/api/account/second-factor', { password }, from);
  expect(answer.status).toBe(200);
  const factor = (await answer.json()) as SecondFactor;
  expect((await post('/api/account/second-factor/confirmed', { code: totpCode(factor.uri) }, from)).status).toBe(204);
  return factor;
};
