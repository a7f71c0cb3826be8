import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import type { ExitCode, Terminal } from '../terminal.ts';

/** What the server does with whole matters, as a program of its own: this command knows no server (docs/architecture.md). */
const program = fileURLToPath(new URL('../../../server/src/bundles/command.ts', import.meta.url));

/** Asks it for one thing, and passes its lines on. */
export async function askServer(asked: object, { print, complain, environment }: Terminal): Promise<ExitCode> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(asked)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment },
  });
  const ended = new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  await Promise.all([eachLine(child.stdout, print), eachLine(child.stderr, complain)]);
  return (await ended) === 0 ? 0 : 2;
}

/** The named data folder, else that of YRKA_DATA_DIR, else ./data. */
export const dataFolder = (named: string | undefined, { environment }: Terminal) => resolve(named ?? (environment['YRKA_DATA_DIR']?.trim() || './data'));

async function eachLine(stream: NodeJS.ReadableStream, tell: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream })) tell(line);
}
