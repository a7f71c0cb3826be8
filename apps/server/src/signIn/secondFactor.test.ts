import { type AuditLog, invitedGuestId, type PersonRow, StorageError } from '@yrka/storage';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notices, Register, SecondFactor } from '../api.ts';
import { type Browser, refusalOf } from '../appForTests.ts';
import {
  person,
  anna,
  password,
  server,
  mails,
  openForEach,
  later,
  post,
  who,
  account,
  entryOf,
  mailed,
  byLink,
  byPassword,
  withPassword,
  withSecondFactor,
} from './signInForTests.ts';
import { totpCode } from './totpForTests.ts';

openForEach();

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
