import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeCodes, serverUrl } from '@yrka/protocol';
import { schema } from '@yrka/schema';
import { openSqliteStorage } from '@yrka/storage';
import { Reader, readDocument, rootOf, writeDocument } from '@yrka/ydoc';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { MatterList, Session } from './api.ts';
import { readConfig } from './config.ts';
import { demonstrationIds } from './demonstration/seed.ts';
import { fill } from './documents/compose.ts';
import { createLog } from './log.ts';
import { type RunningServer, StartError, startServer } from './start.ts';

let directory: string;
let running: RunningServer[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-start-'));
  running = [];
});
afterEach(async () => {
  for (const server of running) await server.close();
  await rm(directory, { recursive: true, force: true });
});

const start = async (environment: Readonly<Record<string, string>> = {}, log = createLog('silent')): Promise<RunningServer> => {
  const config = readConfig({ PORT: '0', YRKA_DATA_DIR: join(directory, 'data'), ...environment });
  const server = await startServer(config, { log, webFolder: null });
  running.push(server);
  return server;
};
const stop = async (server: RunningServer) => {
  running = running.filter((other) => other !== server);
  await server.close();
};

describe('startServer', () => {
  it('serves the demonstration on a real port, and the same again after a restart, to those still signed in', async () => {
    const server = await start();
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = new URL(server.address).port;
    const signedIn = await fetch(`${server.address}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.address },
      body: '{"personId":"rakel-dal"}',
    });
    const headers = { Cookie: signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
    const matters = async ({ address }: RunningServer) => ((await (await fetch(`${address}/api/matters`, { headers })).json()) as MatterList).matters;
    const before = await matters(server);
    expect(before.length).toBeGreaterThan(0);
    await stop(server);

    const again = await start({ PORT: port });
    expect(((await (await fetch(`${again.address}/api/session`, { headers })).json()) as Session).person?.name).toBe('Rakel Dal');
    expect(await matters(again)).toEqual(before);
  });

  it('takes the files away that the last one left without an attachment when it ended', async () => {
    await stop(await start());
    const sha256 = 'ab'.repeat(32);
    const storage = await openSqliteStorage({ directory: join(directory, 'data') });
    await storage.rows.way.unsettleFile({ keeper: 'party-L', sha256 });
    await storage.close();
    const folder = join(directory, 'data', 'files', 'party-L', 'ab');
    await mkdir(folder, { recursive: true });
    await Promise.all([sha256, 'of-nobody-that-is-known'].map((name) => writeFile(join(folder, name), 'words')));
    await start();
    expect(await readdir(folder)).toEqual(['of-nobody-that-is-known']);
  });

  it('answers one who offers to go over to another protocol as anybody', async () => {
    const { address } = await start();
    const asked = request(`${address}/healthz`, { headers: { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABk' } }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    answer.resume();
  });

  it('answers what is under way before it ends, and takes nothing new', async () => {
    const server = await start();
    const body = JSON.stringify({ personId: 'rakel-dal' });
    const asking = request(`${server.address}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': body.length, Expect: '100-continue', Origin: server.address },
    });
    const answered = once(asking, 'response');
    asking.flushHeaders();
    await once(asking, 'continue');
    const stopped = stop(server);
    await expect(fetch(`${server.address}/healthz`)).rejects.toThrow();
    asking.end(body);
    const [answer] = (await answered) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    answer.resume();
    await stopped;
  });

  it.each(['/api/imports/readings', '/api/bundles/previews', '/api/organisation/arms', '/api/organisation/imports/register'])(
    'takes one who goes away while they send a file to %s for no fault of its own',
    async (path) => {
      const logged: { readonly level: number; readonly status?: number; readonly path?: string }[] = [];
      const { address } = await start({}, createLog('info', { write: (line) => logged.push(JSON.parse(line) as (typeof logged)[number]) }));
      const signedIn = await fetch(`${address}/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: address },
        body: '{"personId":"jonas-alm"}',
      });
      const headers = { Cookie: signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '', Origin: address, 'Content-Length': 100_000, Expect: '100-continue' };
      const sending = request(`${address}${path}`, { method: 'POST', headers });
      sending.on('error', () => undefined); // as it was cut off here
      sending.flushHeaders();
      await once(sending, 'continue');
      await new Promise((resolve) => sending.write('%PDF-1.7 ', resolve));
      sending.destroy();
      await vi.waitFor(() => expect(logged.find((line) => line.path === path)?.status).toBe(499), 5_000);
      expect(logged.filter(({ level }) => level > 30)).toEqual([]);
    },
  );

  it('keeps the key of the sessions from others on the machine', async () => {
    await start();
    expect((await stat(join(directory, 'data', 'session.key'))).mode & 0o777).toBe(0o600);
  });

  it('says that the port is in use, and lets go of the data', async () => {
    const first = await start();
    const second = start({ PORT: new URL(first.address).port, YRKA_DATA_DIR: join(directory, 'other') });
    await expect(second).rejects.toThrow(new StartError(`Port ${new URL(first.address).port} is in use; set PORT to another.`));
    await start({ YRKA_DATA_DIR: join(directory, 'other') });
  });

  it('says that another instance uses the data', async () => {
    await start();
    await expect(start()).rejects.toThrow(
      new StartError(`Another Yrka uses the data in ${join(directory, 'data')}; stop it, or set YRKA_DATA_DIR to another folder.`),
    );
  });

  it('says that the data cannot be read, and leaves it as it is', async () => {
    const file = join(directory, 'a-file');
    await writeFile(file, 'mine');
    await expect(start({ YRKA_DATA_DIR: file })).rejects.toThrow(/^The data in .*a-file cannot be read and written \([A-Z]+\); see to the folder's rights/);
    expect(await readdir(directory)).toEqual(['a-file']);
  });

  it('says that a newer program wrote the data, and changes nothing', async () => {
    await stop(await start());
    const file = join(directory, 'data', 'yrka.sqlite');
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 9999');
    database.close();
    const before = await readFile(file);
    await expect(start()).rejects.toThrow(/was written by a newer Yrka; nothing was changed, start that version instead\.$/);
    expect(await readFile(file)).toEqual(before);
  });

  it('makes a key anew that was cut short', async () => {
    const file = join(directory, 'data', 'session.key');
    await stop(await start());
    await writeFile(file, '');
    await start();
    expect(await readFile(file, 'utf8')).toMatch(/^[\w-]{43}$/);
  });

  it('says that the host is no address of this machine', async () => {
    await expect(start({ YRKA_HOST: '192.0.2.1' })).rejects.toThrow(
      /^Port 0 is not to be had on 192\.0\.2\.1, which is no address of this machine; set YRKA_HOST to another\.$/,
    );
  });

  it('has no demonstration outside this machine', async () => {
    const server = await start({ YRKA_HOST: '0.0.0.0' });
    expect(server.demonstration).toBe(false);
    const answer = await fetch(`${server.address.replace('0.0.0.0', '127.0.0.1')}/api/session`);
    expect(await answer.json()).toMatchObject({ demonstration: false, people: [] });
  });
});

describe("a municipality's own server", () => {
  const municipal = { YRKA_PUBLIC_URL: 'https://yrka.example.se', YRKA_SECRET: 'a secret for tests that nobody can guess' };
  const post = ({ address }: RunningServer, path: string, body: object) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: municipal.YRKA_PUBLIC_URL },
      body: JSON.stringify(body),
    });
  const setUp = (server: RunningServer) =>
    post(server, '/api/set-up', {
      code: server.municipality?.setUpCode,
      municipality: { name: 'Björkviks kommun', kind: 'municipality' },
      person: { name: 'Jonas Alm', email: 'jonas.alm@bjorkvik.example' },
      password: 'fyra små gröna ord',
    });

  it('is set up once, and keeps people signed in over a restart', async () => {
    const server = await start(municipal);
    expect(server).toMatchObject({ demonstration: false, municipality: { publicUrl: 'https://yrka.example.se' } });
    const answer = await setUp(server);
    const Cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await stop(server);
    const again = await start(municipal);
    expect(again.municipality?.setUpCode).toBeNull();
    expect(((await (await fetch(`${again.address}/api/session`, { headers: { Cookie } })).json()) as Session).person?.name).toBe('Jonas Alm');
    await stop(again);
    const changed = await start({ ...municipal, YRKA_SECRET: 'another secret that nobody can guess either' });
    expect(((await (await fetch(`${changed.address}/api/session`, { headers: { Cookie } })).json()) as Session).person).toBeNull();
  });

  it('has another code at each start until it is set up', async () => {
    const server = await start(municipal);
    const first = server.municipality?.setUpCode;
    await stop(server);
    const again = await start(municipal);
    expect(first).toMatch(/^(?:[2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
    expect(again.municipality?.setUpCode).not.toBe(first);
  });

  it('does not take the data of the demonstration', async () => {
    await stop(await start());
    await expect(start(municipal)).rejects.toThrow(
      new StartError(`The data in ${join(directory, 'data')} is the demonstration's; set YRKA_DATA_DIR to another folder for the municipality.`),
    );
  });

  it('does not show its data in a demonstration', async () => {
    const server = await start(municipal);
    await setUp(server);
    await stop(server);
    await expect(start()).rejects.toThrow(
      /is a municipality's; set YRKA_PUBLIC_URL and YRKA_SECRET, or YRKA_DATA_DIR to another folder for the demonstration\.$/,
    );
  });
});

describe('the rooms behind the port', () => {
  /** What a browser does when it opens a document: the package from npm, as it is. */
  const open = async ({ address }: RunningServer, personId: string, documentId: string) => {
    const signedIn = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ personId }),
    });
    const headers = { Cookie: signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '', Origin: address };
    class SignedInSocket extends WebSocket {
      constructor(url: string | URL) {
        super(url, { headers });
      }
    }
    const ydoc = new Y.Doc();
    // ws has the browser's interface as far as a provider uses it; its types say so in their own words.
    const asBrowsers: unknown = SignedInSocket;
    const provider = new WebsocketProvider(serverUrl(address), documentId, ydoc, {
      disableBc: true,
      WebSocketPolyfill: asBrowsers as typeof globalThis.WebSocket,
    });
    return { ydoc, provider };
  };
  const textOf = (ydoc: Y.Doc) => readDocument(ydoc).textContent;

  it('lets two unmodified providers write in one motion, and shows a third what came of it', async () => {
    const server = await start();
    const { motion } = demonstrationIds.cycling;
    const [anna, omar] = await Promise.all([open(server, 'anna-lind', motion), open(server, 'omar-said', motion)]);
    // The first may be so by the time that the second is signed in.
    await Promise.all([anna, omar].map(({ provider }) => provider.synced || new Promise<void>((resolve) => provider.once('sync', () => resolve()))));
    expect(textOf(anna.ydoc)).toContain('Storgatan');

    const arrived = new Promise<void>((resolve) => omar.ydoc.on('update', () => textOf(omar.ydoc).includes('Vinterväghållning') && resolve()));
    const reader = new Reader(rootOf(anna.ydoc), schema);
    const written = fill(reader.read(), { title: 'Vinterväghållning på cykelvägar' });
    anna.ydoc.transact(() => writeDocument(reader, written));
    await arrived;
    for (const { provider } of [anna, omar]) provider.destroy();

    const rakel = await open(server, 'rakel-dal', motion);
    const closed = await new Promise<CloseEvent | null>((resolve) => rakel.provider.once('connection-close', resolve));
    expect(closed?.code).toBe(closeCodes.unknownDocument);
    rakel.provider.destroy();
  });
});

describe('main', () => {
  const run = (environment: Readonly<Record<string, string>>) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url))], {
      env: { ...process.env, PORT: '0', YRKA_DATA_DIR: join(directory, 'data'), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.err += text;
    });
    return { child, output, ended: once(child, 'close') };
  };

  it('prints its settings and one line with its address, and ends when the system asks', async () => {
    const { child, output, ended } = run({});
    while (!output.out.includes('Yrka: ')) await once(child.stdout, 'data');
    expect(output.out).toMatch(/^Yrka: http:\/\/127\.0\.0\.1:\d+ \(demonstration: /m);
    expect(output.out).toContain('"YRKA_MAX_MESSAGE_BYTES":');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(output.err).toBe('');
  });

  it('prints the code of the first set-up for whoever started it, and neither that nor a secret in its log', async () => {
    const secret = 'a secret for tests that nobody can guess';
    const { child, output, ended } = run({ YRKA_PUBLIC_URL: 'https://yrka.example.se', YRKA_SECRET: secret });
    while (!output.out.includes('enter the code')) await once(child.stdout, 'data');
    const code = /Open https:\/\/yrka\.example\.se and enter the code (\S+)/.exec(output.out)?.[1] ?? '?';
    const log = output.out.split('\n').filter((line) => line.startsWith('{'));
    expect(log.join('')).toContain('"YRKA_SECRET":"(hidden)"');
    expect(log.join('')).not.toContain(code);
    expect(output.out).not.toContain(secret);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it.each([
    ['a wrong setting', { PORT: 'high' }, 'Yrka cannot start: PORT must be a whole number from 0 to 65535, but is "high".\n'],
    [
      'a municipality without a secret',
      { YRKA_PUBLIC_URL: 'https://yrka.example.se' },
      'Yrka cannot start: YRKA_SECRET must be set when YRKA_PUBLIC_URL is: at least 32 characters that nobody can guess (openssl rand -base64 33 makes some).\n',
    ],
    ['a folder that cannot be', { YRKA_DATA_DIR: '/proc/x/y' }, /^Yrka cannot start: The data in \/proc\/x\/y cannot be read and written \([A-Z]+\); .*\n$/],
    ['a folder that is a file', { YRKA_DATA_DIR: fileURLToPath(import.meta.url) }, /^Yrka cannot start: The data in .*\n$/],
  ])('ends at %s with one sentence', async (_, environment, expected) => {
    const { output, ended } = run(environment);
    expect(await ended).toEqual([1, null]);
    expect(output.err).toMatch(expected);
    expect(output.err.trimEnd()).not.toContain('\n');
  });
});
