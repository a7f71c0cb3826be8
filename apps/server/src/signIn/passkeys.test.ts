import { beforeEach, describe, expect, it } from 'vitest';
import { type Browser, municipal, refusalOf } from '../appForTests.ts';
import { TestDevice } from './deviceForTests.ts';
import { anna, server, mails, browser, openForEach, post, who, account, entryOf, byLink, withPassword, withSecondFactor } from './signInForTests.ts';

openForEach();

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
