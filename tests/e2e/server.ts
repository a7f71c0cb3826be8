import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverArguments } from '../../scripts/runtime.mjs';
import { compileCache, type ServerHall } from './hall.ts';

type Settings = Readonly<Record<string, string>>;

/** Where a server runs: in a process of its own, which can be killed, or among others in a hall. */
export type Host = {
  /** Gives the code of the first set-up, '' when there is none. */
  start(settings: Settings): Promise<string>;
  stop(): Promise<void>;
  /** SIGKILL: no time for anything. */
  kill(): Promise<void>;
};

/** The real program on a port and in a folder of its own: the demonstration, or a municipality's own server. */
export class YrkaServer {
  readonly address: string;
  readonly #port: number;
  readonly #host: Host;
  readonly #settings: Settings;
  readonly #dataDir: string;
  /** The code of the first set-up, as it was printed at the last start; '' when there was none. */
  setUpCode = '';

  private constructor(host: Host, port: number, dataDir: string, settings: Settings) {
    this.#port = port;
    this.#host = host;
    this.#dataDir = dataDir;
    this.#settings = { PORT: String(port), YRKA_DATA_DIR: dataDir, YRKA_LOG_LEVEL: 'warn', ...settings };
    this.address = settings['YRKA_PUBLIC_URL'] ?? `http://127.0.0.1:${port}`;
  }

  static async start(host: Host, settings: Settings = {}): Promise<YrkaServer> {
    return YrkaServer.#begin(host, await freePort(), settings);
  }

  /** A server where people sign in. `settings` are given its address, which a directory asks for. */
  static async startMunicipality(host: Host, settings: (address: string) => Promise<Settings> = async () => ({})): Promise<YrkaServer> {
    const port = await freePort();
    // By name: browsers have passkeys for names, not for addresses.
    const publicUrl = `http://localhost:${port}`;
    return YrkaServer.#begin(host, port, {
      YRKA_PUBLIC_URL: publicUrl,
      YRKA_SECRET: randomBytes(32).toString('base64url'),
      ...(await settings(publicUrl)),
    });
  }

  static async #begin(host: Host, port: number, settings: Settings): Promise<YrkaServer> {
    const server = new YrkaServer(host, port, await mkdtemp(join(tmpdir(), 'yrka-e2e-')), settings);
    await server.restart();
    return server;
  }

  /** Starts it on the same port and data; it has been killed or stopped before. */
  async restart(): Promise<void> {
    this.setUpCode = await this.#host.start(this.#settings);
  }

  async kill(): Promise<void> {
    await this.#host.kill();
  }

  /** Copies its data while it is killed; what is returned puts the copy back, when it is killed again. */
  async backUp(): Promise<() => Promise<void>> {
    const copy = `${this.#dataDir}/backup`;
    await cp(this.#dataDir, `${this.#dataDir}-copy`, { recursive: true });
    await rename(`${this.#dataDir}-copy`, copy);
    return async () => {
      for (const name of await readdir(this.#dataDir)) if (name !== 'backup') await rm(join(this.#dataDir, name), { recursive: true });
      for (const name of await readdir(copy)) await rename(join(copy, name), join(this.#dataDir, name));
    };
  }

  async stop(): Promise<void> {
    await this.#host.stop();
    await rm(this.#dataDir, { recursive: true, force: true });
    portsLeft.push(this.#port);
  }
}

/** The program as an operator starts it. */
export function ownProcess(): Host {
  let running: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    async start(settings) {
      const child = spawn(process.execPath, serverArguments, {
        env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...settings },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      running = child;
      const printed = await new Promise<string>((resolve, reject) => {
        let text = '';
        child.stdout.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (/^Yrka: http.*\n/m.test(text)) resolve(text);
        });
        child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
      });
      return /enter the code (\S+)/.exec(printed)?.[1] ?? '';
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Among the other servers of a worker's tests. One of them cannot be killed without the others. */
export function inHall(hall: ServerHall): Host {
  let number: number | null = null;
  return {
    async start(settings) {
      const opened = await hall.open(settings);
      number = opened.number;
      return opened.setUpCode;
    },
    async stop() {
      if (number !== null) await hall.close(number);
      number = null;
    },
    kill: () => Promise.reject(new Error('a server in the hall cannot be killed: test.use({ isOwnProcess: true })')),
  };
}

/** Where servers of this worker were: the next one there has browsers that know the app (seats.ts). */
const portsLeft: number[] = [];

/** Below those that a system hands to whoever asks for any, so that nobody is given one between two tests. */
const [firstPort, lastPort] = [12_000, 31_999];

async function freePort(): Promise<number> {
  const left = portsLeft.sort((a, b) => b - a).pop();
  if (left !== undefined) return left;
  const port = randomInt(firstPort, lastPort + 1);
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!isFree) return freePort();
  server.close();
  await once(server, 'close');
  return port;
}
