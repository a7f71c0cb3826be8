import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makesPaper } from './app.ts';
import { refusalOf, startTestServer } from './appForTests.ts';
import { noDiary } from './diary/noDiary.ts';

describe('every answer', () => {
  it('lets no script or frame of another site in', async () => {
    const { app } = await startTestServer();
    const { headers } = await app.request('/healthz');
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
  });

  it('is not kept by any cache when it comes from the API', async () => {
    const browser = await (await startTestServer()).browser();
    expect((await browser.send('GET', '/api/session')).headers.get('Cache-Control')).toBe('no-store');
  });
});

it('the list of matters is sent compressed, to who takes that', async () => {
  const browser = await (await startTestServer()).browser('anna-lind');
  const whole = await browser.send('GET', '/api/matters');
  const sent = await browser.send('GET', '/api/matters', undefined, { 'Accept-Encoding': 'gzip, deflate, br' });
  expect([whole, sent].map(({ headers }) => headers.get('Content-Encoding'))).toEqual([null, 'gzip']);
  expect(JSON.parse(gunzipSync(await sent.arrayBuffer()).toString())).toEqual(await whole.json());
});

describe('requests of another origin', () => {
  it.each([
    ['POST', { Origin: 'https://example.se' }],
    ['DELETE', { Origin: 'http://127.0.0.1:4781' }],
    ['POST', { Origin: 'null' }],
  ])('are refused: %s with %o', async (method, headers) => {
    const browser = await (await startTestServer()).browser('anna-lind');
    expect(await refusalOf(await browser.send(method, '/api/session', undefined, headers))).toBe('403 foreignOrigin');
  });

  it('may read nothing but what anyone may', async () => {
    const browser = await (await startTestServer()).browser();
    expect((await browser.send('GET', '/api/session', undefined, { Origin: 'https://example.se' })).headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('are told from those of a program that is no browser', async () => {
    const { app } = await startTestServer();
    expect((await app.request('http://127.0.0.1:4780/api/session', { method: 'DELETE' })).status).toBe(204);
  });
});

describe('bad input', () => {
  it.each([
    ['JSON that is none', '{"personId":', 'application/json', '400 badRequest'],
    ['a form', 'personId=anna-lind', 'application/x-www-form-urlencoded', '400 badRequest'],
    ['more than the limit', JSON.stringify({ personId: 'a'.repeat(70_000) }), 'application/json', '413 bodyTooLarge'],
  ])('answers %s with a problem', async (_, body, type, expected) => {
    const { app } = await startTestServer();
    expect(await refusalOf(await app.request('http://127.0.0.1:4780/api/session', { method: 'POST', body, headers: { 'Content-Type': type } }))).toBe(expected);
  });

  it('is what is cut short on its way, and no fault of the server', async () => {
    const server = await startTestServer();
    const anna = await server.signedIn('anna-lind');
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) }, { highWaterMark: 0 });
    const cookie = [...anna.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { Cookie: cookie, 'Content-Type': 'application/json', 'Content-Length': '100' };
    const init: RequestInit & { readonly duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
    expect(await refusalOf(await server.app.request(new Request('http://127.0.0.1:4780/api/documents/none/grants', init)))).toBe('400 badRequest');
    expect(server.logged.join('')).not.toContain('"level":50');
  });

  it('limits an update by its own setting', async () => {
    const browser = await (await startTestServer({ config: { maxUpdateBytes: 100_000 } })).browser('anna-lind');
    const send = async (bytes: number) => refusalOf(await browser.send('POST', '/api/documents/none/updates', new Uint8Array(bytes)));
    expect(await send(70_000)).toBe('404 notFound');
    expect(await send(100_001)).toBe('413 bodyTooLarge');
  });

  it('takes no update whose length is not told', async () => {
    const browser = await (await startTestServer()).browser('anna-lind');
    const sent = await browser.send('POST', '/api/documents/none/updates', new Uint8Array(10), { 'Content-Length': '' });
    expect(await refusalOf(sent)).toBe('400 badRequest');
  });

  it('answers an unknown address of the API with a problem, whatever the method', async () => {
    const { app } = await startTestServer();
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
      expect(await refusalOf(await app.request('/api/nothing', { method, headers: { Accept: 'text/html' } }))).toBe('404 notFound');
  });

  it('takes a connection of its own that was cut off for an error, and not for one who went away', async () => {
    const server = await startTestServer();
    const anna = await server.browser('anna-lind');
    server.storage.rows.matters = () => Promise.reject(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    expect(await refusalOf(await anna.send('GET', '/api/matters'))).toBe('500 unexpected');
    expect(server.logged.filter((entry) => entry.includes('"code":"unexpected"'))).toHaveLength(1);
  });

  it('logs an error of its own by name and place, without its message', async () => {
    const server = await startTestServer();
    const anna = await server.browser('anna-lind');
    server.storage.rows.matters = () => Promise.reject(new TypeError('Trygga cykelvägar'));
    expect(await refusalOf(await anna.send('GET', '/api/matters'))).toBe('500 unexpected');
    const line = server.logged.find((entry) => entry.includes('TypeError')) ?? '';
    expect(line).toContain('documents/access.ts');
    expect(line).not.toContain('cykel');
  });
});

describe('the log', () => {
  it('holds neither names nor text nor what was searched for', async () => {
    const server = await startTestServer();
    const anna = await server.browser('anna-lind');
    await anna.send('POST', '/api/matters', { title: 'Öppna skolgårdar' });
    await anna.send('GET', '/api/people?query=Maria');
    await anna.send('POST', '/api/imports?name=hemligt.txt', new Uint8Array([65]));
    const log = server.logged.join('');
    expect(log).toContain('/api/people');
    for (const words of ['skolg', 'Anna', 'anna-lind', 'Maria', 'hemligt']) expect(log).not.toContain(words);
  });
});

describe('OpenAPI', () => {
  it('lists every route of the API with its answers', async () => {
    const { app } = await startTestServer();
    const document = (await (await app.request('/api/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { summary?: string; responses: object }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const listed = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    const routed = app.routes
      .filter(({ path, method }) => path.startsWith('/api/') && method !== 'ALL' && path !== '/api/openapi.json')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(listed.toSorted()).toEqual([...new Set(routed)].toSorted());
    expect(listed).toContain('GET /api/documents/{documentId}/clauses');
    for (const methods of Object.values(document.paths)) {
      for (const { summary, responses } of Object.values(methods)) {
        expect(summary).toBeTruthy();
        expect(Object.keys(responses).some((status) => /^[23]/.test(status))).toBe(true);
      }
    }
  });
});

it('every route that says papers may be busy has its callers wait in turn', async () => {
  const { app } = await startTestServer();
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as { paths: Record<string, Record<string, { responses: object }>> };
  const busy = Object.entries(paths).filter(([, methods]) => JSON.stringify(methods).includes('papersBusy`'));
  expect(busy.length).toBeGreaterThan(0);
  expect(busy.map(([path]) => path.replaceAll(/\{\w+\}/gu, 'x')).filter((path) => !makesPaper.test(path))).toEqual([]);
});

describe('the web app', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yrka-web-'));
    await mkdir(join(folder, 'assets'));
    await Promise.all([
      writeFile(join(folder, 'index.html'), '<!doctype html><title>Yrka</title>'),
      writeFile(join(folder, 'assets', 'index-Ab12.js'), 'export {};'),
      writeFile(join(folder, 'assets', 'index-Ab12.js.br'), 'as brotli'),
      writeFile(join(folder, 'favicon.svg'), '<svg/>'),
    ]);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const get = async (path: string, accept = '*/*') => {
    const { app } = await startTestServer({ webFolder: folder });
    const answer = await app.request(path, { headers: { Accept: accept } });
    return { status: answer.status, type: answer.headers.get('Content-Type'), cache: answer.headers.get('Cache-Control'), text: await answer.text() };
  };
  const page = { status: 200, cache: 'no-cache', text: '<!doctype html><title>Yrka</title>' };

  it.each(['/', '/dokument/abc', '/arenden?sok=x'])('shows its page to a person who goes to %s', async (path) =>
    expect(await get(path, 'text/html,*/*')).toMatchObject(page),
  );
  it('keeps files with a hash in their name for ever', async () =>
    expect(await get('/assets/index-Ab12.js')).toMatchObject({
      status: 200,
      type: 'text/javascript; charset=utf-8',
      cache: 'public, max-age=31536000, immutable',
    }));
  it('sends them as they were compressed, to who takes that', async () => {
    const { app } = await startTestServer({ webFolder: folder });
    const sent = async (taken: string) => {
      const answer = await app.request('/assets/index-Ab12.js', { headers: { 'Accept-Encoding': taken } });
      const [encoding, vary, type, cache] = ['Content-Encoding', 'Vary', 'Content-Type', 'Cache-Control'].map((name) => answer.headers.get(name));
      return { text: await answer.text(), encoding, vary, type, cache };
    };
    const kept = { type: 'text/javascript; charset=utf-8', cache: 'public, max-age=31536000, immutable' };
    expect(await sent('gzip, deflate, br')).toEqual({ ...kept, text: 'as brotli', encoding: 'br', vary: 'Accept-Encoding' });
    expect(await sent('gzip')).toMatchObject({ ...kept, text: 'export {};', encoding: null });
  });
  it('asks for other files anew', async () => expect(await get('/favicon.svg')).toMatchObject({ status: 200, cache: 'no-cache' }));
  it.each(['/assets/gone.js', '/gone.svg'])('gives no page in place of %s', async (path) => expect(await get(path)).toMatchObject({ status: 404 }));
  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/assets/../../package.json'])(
    'gives nothing from outside its folder: %s',
    async (path) => expect((await get(path)).text).not.toContain('"name"'),
  );

  it('says so on one page when it has not been built', async () => {
    const { app } = await startTestServer({ webFolder: join(folder, 'nowhere') });
    const answer = await app.request('/', { headers: { Accept: 'text/html' } });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('<h1>Webbappen är inte byggd</h1>');
  });
});

describe('/healthz', () => {
  it('says that the server and its store answer', async () => {
    const { app } = await startTestServer();
    const answer = await app.request('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  });

  it('says that the diary waits, and is well all the same', async () => {
    const { app } = await startTestServer({ diary: { ...noDiary, isWaiting: true } });
    const answer = await app.request('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, diary: 'waiting' }]);
  });
});
