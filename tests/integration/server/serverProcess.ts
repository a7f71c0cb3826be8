import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverArguments } from '../../../scripts/runtime.mjs';

/** Yrka's server as a process of its own, with a data folder of its own, that can be killed and started again. */
export class ServerProcess {
  readonly directory = mkdtempSync(join(tmpdir(), 'yrka-server-'));
  /** As in "http://127.0.0.1:40123"; the same after a restart. */
  origin = '';
  /** Everything that it printed since it was last started. */
  said = '';
  #child: ChildProcess | null = null;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(environment: Readonly<Record<string, string>> = {}) {
    this.#environment = environment;
  }

  /** Resolves when the server has printed its address. */
  async start(): Promise<void> {
    const port = this.origin === '' ? '0' : new URL(this.origin).port;
    const child = startMain({ ...this.#environment, PORT: port, YRKA_DATA_DIR: this.directory });
    this.#child = child;
    this.said = '';
    this.origin = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        this.said += chunk.toString();
        const address = /Yrka: (http:\S+)/.exec(this.said)?.[1];
        if (address !== undefined) resolve(address);
      });
      child.stderr?.on('data', (chunk: Buffer) => {
        this.said += chunk.toString();
      });
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${this.said.slice(-2_000)}`)));
    });
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<number | null> {
    return this.end('SIGKILL');
  }

  /** SIGTERM, as a service manager does. Resolves with the exit code. */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** Ends the process, if it runs, and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Resolves with the exit code of a process that a signal ended, told once more when it says that it is stopping where `isTwice`. */
  async end(signal: NodeJS.Signals, { isTwice = false } = {}): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exited = once(child, 'exit');
    if (isTwice) child.stdout?.on('data', (chunk: Buffer) => chunk.includes('"stopping"') && child.kill(signal));
    child.kill(signal);
    await exited;
    return child.exitCode;
  }
}

/** Starts the server as `npm start` does; for tests of how it refuses to start, too. */
export function startMain(environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, serverArguments, {
    env: { ...process.env, YRKA_LOG_LEVEL: 'warn', YRKA_HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
