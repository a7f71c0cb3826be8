import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openSqliteStorage } from '@yrka/storage';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { FailingDisk } from './failingDisk.ts';

const disk = FailingDisk.make('yrka.sqlite');
if (disk === null) console.warn('A disk that fails was NOT tried: it takes Linux and a C compiler (cc).');

const program = fileURLToPath(new URL('./writingForTests.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'yrka-derived-'));
let child: ChildProcess | null = null;

afterEach(async () => {
  disk?.heal();
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
});
afterAll(() => {
  disk?.remove();
  rmSync(directory, { recursive: true, force: true });
});

describe.skipIf(disk === null)('what can be derived again', () => {
  it('[ST12] is written without waiting for the disk, as nothing else is, and is there after SIGKILL', async () => {
    disk?.heal();
    child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, directory], {
      env: { ...process.env, ...disk?.environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdin, stdout } = child;
    if (stdin === null || stdout === null) throw new Error('The process cannot be talked to');
    const answers = createInterface({ input: stdout });
    const ask = (what: string) => {
      const answer = nextLine(answers);
      stdin.write(`${what}\n`);
      return answer;
    };
    // What begins the -wal is waited for in any case.
    expect([await ask('matter'), await ask('snapshot'), await ask('projection')]).toEqual(['done', 'done', 'done']);
    disk?.fail('sync');
    expect([await ask('snapshot'), await ask('claim'), await ask('projection'), await ask('person'), await ask('snapshot')]).toEqual([
      'done',
      'done',
      'done',
      'failed',
      'done',
    ]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    disk?.heal();
    const { snapshots, rows, close } = await openSqliteStorage({ directory });
    expect([(await snapshots.read('d1'))?.upTo, (await rows.document('d1'))?.title]).toEqual([3, 'Rubrik 2']);
    expect([(await rows.clients('d1')).map(({ personId }) => personId), await rows.people()]).toEqual([['anna'], []]);
    await close();
  });
});

const nextLine = (lines: Interface) => new Promise<string>((resolve) => lines.once('line', resolve));
