import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/server/serve.mjs', import.meta.url));

/** Reading the same two hundred modules is a quarter of a start. */
const compileCache = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));

/** The real program on a port and in a folder of its own: the demonstration, or a municipality's own server. */
export class YrkaServer {
  readonly address: string;
  readonly #port: number;
  readonly #dataDir: string;
  readonly #environment: Readonly<Record<string, string>>;
  #process: ChildProcess | null = null;
  /** The code of the first set-up, as it was printed at the last start; '' when there was none. */
  setUpCode = '';

  private constructor(port: number, dataDir: string, environment: Readonly<Record<string, string>>) {
    this.#port = port;
    this.#dataDir = dataDir;
    this.#environment = environment;
    this.address = environment['YRKA_PUBLIC_URL'] ?? `http://127.0.0.1:${port}`;
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<YrkaServer> {
    const server = new YrkaServer(await freePort(), await mkdtemp(join(tmpdir(), 'yrka-e2e-')), environment);
    await server.restart();
    return server;
  }

  /** A server where people sign in. `settings` are given its address, which a directory asks for. */
  static async startMunicipality(settings: (address: string) => Promise<Readonly<Record<string, string>>> = async () => ({})): Promise<YrkaServer> {
    const port = await freePort();
    // By name: browsers have passkeys for names, not for addresses.
    const publicUrl = `http://localhost:${port}`;
    const environment = { YRKA_PUBLIC_URL: publicUrl, YRKA_SECRET: randomBytes(32).toString('base64url'), ...(await settings(publicUrl)) };
    const server = new YrkaServer(port, await mkdtemp(join(tmpdir(), 'yrka-e2e-')), environment);
    await server.restart();
    return server;
  }

  /** Starts it on the same port and data; it has been killed or stopped before. */
  async restart(): Promise<void> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: compileCache,
        PORT: String(this.#port),
        YRKA_DATA_DIR: this.#dataDir,
        YRKA_LOG_LEVEL: 'warn',
        ...this.#environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = child;
    const printed = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (/^Yrka: http.*\n/m.test(text)) resolve(text);
      });
      child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
    });
    this.setUpCode = /enter the code (\S+)/.exec(printed)?.[1] ?? '';
  }

  /** SIGKILL: no time for anything. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
