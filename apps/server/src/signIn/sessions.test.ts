import { Hono } from 'hono';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { refusalOf, startTestServer } from '../appForTests.ts';
import { person, anna, password, server, browser, openForEach, later, post, who, account, byLink, byPassword, withPassword } from './signInForTests.ts';

openForEach();

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

  it('ends at once with every other when the password is changed, whatever of the first is being stored', async () => {
    const [second, third] = [await server.browser(), await server.browser()];
    for (const other of [second, third]) await byPassword(anna, password, other);
    const stored = Promise.withResolvers<void>();
    const ended = vi.spyOn(server.rooms, 'sessionEnded').mockReturnValue(stored.promise);
    const changed = post('/api/account/password', { password: 'fem små gröna ord' });
    // Her first browser of all is another, signed in by a link.
    await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(3));
    stored.resolve();
    expect((await changed).status).toBe(204);
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
