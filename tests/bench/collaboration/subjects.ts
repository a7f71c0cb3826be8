import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serverArguments } from '../../../scripts/runtime.mjs';
import { createMotion, type Session, signIn } from '../../integration/server/realClient.ts';
import { type CpuTime, cpuSecondsBetween, cpuTime, nowMs, residentMb, seconds } from './machine.ts';
import type { Target } from './rawClient.ts';

export type SubjectName = 'floor' | 'durable' | 'yws' | 'hocuspocus' | 'yrka';

type Kind = {
  readonly label: string;
  /** What Node is given to run it: of the peers, as they are started. */
  readonly arguments: readonly string[];
  readonly listens: RegExp;
  /** Whether ours is compared with it. */
  readonly isPeer: boolean;
  readonly environment?: Readonly<Record<string, string>>;
};

const program = (path: string) => ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL(path, import.meta.url))];
const listens = /listening on (http:\S+)/;

/** The servers that are measured, in the order of the table. */
export const kinds: { readonly [Name in SubjectName]: Kind } = {
  floor: { label: 'floor', arguments: program('./relayServer.ts'), listens, isPeer: false },
  durable: { label: 'floor with an fsync', arguments: program('./relayServer.ts'), listens, isPeer: false, environment: { BENCH_FSYNC: '1' } },
  yws: { label: 'y-websocket (LevelDB)', arguments: program('./yWebsocketServer.ts'), listens, isPeer: true },
  hocuspocus: { label: 'Hocuspocus (SQLite)', arguments: program('./hocuspocusServer.ts'), listens, isPeer: true },
  yrka: { label: 'Yrka', arguments: serverArguments, listens: /Yrka: (http:\S+)/, isPeer: false },
};

type SubjectOptions = {
  /** Given to the server, over what it is given anyway. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Does not wait until it is quiet. */
  readonly hurries?: boolean | undefined;
};

/** One server as a process of its own with a folder of its own, that can be killed and started again on the same port. */
export class Subject {
  readonly name: SubjectName;
  /** When it was last spawned, on the shared clock. */
  spawnedAt = 0;
  readonly #folder: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #hurries: boolean;
  #child: ChildProcess | null = null;
  #origin = '';
  #session: Session | null = null;
  #rooms = 0;

  private constructor(name: SubjectName, { environment = {}, hurries = false }: SubjectOptions) {
    this.name = name;
    this.#environment = environment;
    this.#hurries = hurries;
    this.#folder = mkdtempSync(join(tmpdir(), `yrka-bench-${name}-`));
  }

  static async start(name: SubjectName, options: SubjectOptions = {}): Promise<Subject> {
    const subject = new Subject(name, options);
    try {
      await subject.restart();
      return subject;
    } catch (error) {
      await subject.remove();
      throw error;
    }
  }

  /** Whether a page may ask for a whole document over HTTP. */
  get answersOverHttp(): boolean {
    return this.name === 'yrka';
  }

  /** Resolves when it listens; it was stopped or killed before. */
  async restart(): Promise<void> {
    const kind = kinds[this.name];
    this.spawnedAt = nowMs();
    const child = spawn(process.execPath, kind.arguments, {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: this.#origin === '' ? '0' : new URL(this.#origin).port,
        BENCH_FOLDER: this.#folder,
        YRKA_DATA_DIR: this.#folder,
        YRKA_HOST: '127.0.0.1',
        YRKA_LOG_LEVEL: 'warn',
        // All its clients are one person.
        YRKA_MAX_CONNECTIONS_PER_PERSON: '10000',
        ...kind.environment,
        ...this.#environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let said = '';
    this.#origin = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        if (said.length < 10_000) said += chunk.toString();
        const origin = kind.listens.exec(said)?.[1];
        if (origin !== undefined) resolve(origin);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`${kind.label} ended with ${code}: ${said.slice(-1_000)}`)));
    });
  }

  /** Documents to write in, new ones. */
  async newRooms(count: number): Promise<string[]> {
    if (this.name !== 'yrka') return Array.from({ length: count }, () => `room-${this.#rooms++}`);
    const session = await this.#signedIn();
    const rooms: string[] = [];
    const next = Array.from({ length: count }).values();
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (const _ of next) rooms.push(await createMotion(session));
      }),
    );
    return rooms;
  }

  async target(): Promise<Target> {
    const url = this.#origin.replace(/^http/, 'ws');
    if (this.name !== 'yrka') return { dialect: this.name === 'hocuspocus' ? 'hocuspocus' : 'plain', url: `${url}/`, query: '', headers: {}, documents: null };
    const { cookie, origin } = await this.#signedIn();
    return { dialect: 'plain', url: `${url}/ws/`, query: '?f=ack', headers: { Cookie: cookie, Origin: origin }, documents: `${origin}/api/documents/` };
  }

  cpuTime(): CpuTime {
    return cpuTime(this.#child?.pid ?? 0);
  }

  cpuSecondsSince(before: CpuTime): number {
    return cpuSecondsBetween(before, this.cpuTime());
  }

  residentMb(): number {
    return residentMb(this.#child?.pid ?? 0);
  }

  /** Resolves when it has nothing more to do: stored, tidied, put away. */
  async quiet(mostSeconds = 60): Promise<void> {
    if (this.#hurries) return;
    for (let waited = 0, idle = 0; waited < mostSeconds && idle < 3; waited += 0.5) {
      const before = this.cpuTime();
      await seconds(0.5);
      idle = this.cpuSecondsSince(before) < 0.02 ? idle + 1 : 0;
    }
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** SIGTERM, as a service manager does. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    await ended;
    clearTimeout(late);
  }

  async #signedIn(): Promise<Session> {
    this.#session ??= await signIn(this.#origin, 'Anna Lind');
    return this.#session;
  }
}

/** What is installed of each, as in "4.7.0"; null for one that cannot be loaded on this machine. */
export async function versionOf(name: SubjectName): Promise<{ readonly version: string | null; readonly problem: string | null }> {
  try {
    const subject = await Subject.start(name);
    await subject.remove();
  } catch (error) {
    return { version: null, problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
  const packageOf = { floor: 'ws', durable: 'ws', yws: '@y/websocket-server', hocuspocus: '@hocuspocus/server', yrka: null }[name];
  return { version: packageOf === null ? 'this commit' : installed(packageOf), problem: null };
}

function installed(name: string): string {
  const { devDependencies } = createRequire(import.meta.url)('../../package.json') as { devDependencies: Record<string, string> };
  return `${name} ${devDependencies[name] ?? '?'}`;
}
