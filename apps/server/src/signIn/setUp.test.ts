import { beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../api.ts';
import { type Browser, municipal, refusalOf, startTestServer, type TestServer } from '../appForTests.ts';
import { attemptLimits } from './attempts.ts';
import { password, server, openForEach, post, who, entryOf, byPassword } from './signInForTests.ts';

openForEach();

describe('the first set-up', () => {
  let empty: TestServer;
  let browser: Browser;
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

  const setUp = (other: object = {}) => post('/api/set-up', { ...asked, code, ...other }, browser);

  it('makes the first person, who is signed in, with the code that the server printed', async () => {
    expect((await browser.get<Session>('/api/session')).signIn?.needsSetUp).toBe(true);
    expect(await entryOf(await setUp({ code: code.toLowerCase().replaceAll('-', ' ') }))).toBe('signedIn');
    expect(await who(browser)).toBe('Jonas Alm');
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
    expect(await entryOf(await setUp(wrong))).toBe(expected);
    expect([await empty.storage.rows.people(), await empty.storage.rows.organisation.municipality()]).toEqual([[], null]);
    expect(await entryOf(await setUp())).toBe('signedIn');
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
    for (let tries = 0; tries < attemptLimits.setUp.failures; tries++) expect(await entryOf(await setUp({ code: `AAAA-${tries}` }))).toBe('403 wrongSetUpCode');
    expect(await entryOf(await setUp())).toBe('429 tooManyAttempts');
  });

  it('is not there for a register with people in it', async () => {
    expect(server.accounts?.setUp.code).toBeNull();
    expect(await refusalOf(await post('/api/set-up', { ...asked, code }, await server.browser()))).toBe('409 alreadySetUp');
  });
});
