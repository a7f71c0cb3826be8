import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { openSqliteStorage, type SqliteStorage } from '@yrka/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDemonstration } from '../../../apps/server/src/demonstration/seed.ts';
import type { Terminal } from '../../../apps/cli/src/terminal.ts';
import { yrka } from '../../../apps/cli/src/yrka.ts';

let directory: string;
let running: SqliteStorage | null = null;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yrka-matters-'));
  running = await openSqliteStorage({ directory: join(directory, 'there') });
  await seedDemonstration(running, new Date('2026-11-23T08:00:00Z'));
});
afterEach(async () => {
  await running?.close();
  running = null;
  await rm(directory, { recursive: true, force: true });
});

async function command(...args: string[]): Promise<{ readonly exit: number; readonly printed: string; readonly complained: string }> {
  const [printed, complained]: [string[], string[]] = [[], []];
  const terminal: Terminal = { environment: process.env, print: (line) => printed.push(line), complain: (line) => complained.push(line) };
  return { exit: await yrka(args, terminal), printed: printed.join('\n'), complained: complained.join('\n') };
}

describe('a whole matter, by command', () => {
  it('goes out beside a server that runs and in where none does, and in one sentence not otherwise', { timeout: 120_000 }, async () => {
    const [file, there, here] = ['arende.zip', 'there', 'here'].map((name) => join(directory, name)) as [string, string, string];
    const out = await command('export', 'KS 2026-00187', '--to', 'bundle', '-o', file, '--data', there);
    expect([out.complained, out.exit]).toEqual(['', 0]);
    expect(((await stat(file)).mode & 0o077).toString(8)).toBe('0');
    expect(out.printed).toMatch(/arende\.zip: \d+ bytes, 3 documents$/u);

    const forArchive = join(directory, 'arkiv.zip');
    const archived = await command('export', 'KS 2026-00187', '--to', 'archive', '-o', forArchive, '--data', there);
    expect([archived.exit, archived.printed]).toEqual([0, expect.stringMatching(/arkiv\.zip: \d+ bytes$/u)]);
    expect(archived.complained).toContain('The matter is not closed.');
    const paths = Object.keys(unzipSync(await readFile(forArchive))).map((path) => path.slice(path.indexOf('/') + 1));
    expect(paths).toContain('METS.xml');
    // What is still being prepared is no public record.
    expect(paths.filter((path) => path.endsWith('.pdf'))).toEqual(['representations/rep1/data/01-motion/motion.pdf']);

    expect(await command('import', file, '--data', there)).toMatchObject({ exit: 2, complained: expect.stringContaining('A server uses the data') });
    expect(await command('import', file, '--data', here)).toMatchObject({ exit: 2, complained: expect.stringContaining('There is no Yrka data in') });
    const other = await openSqliteStorage({ directory: here });
    await other.close();
    const came = await command('import', file, '--data', here);
    expect([came.complained, came.exit]).toEqual(['', 0]);
    expect(await command('import', file, '--data', here)).toMatchObject({ exit: 2, complained: expect.stringContaining('(matterIsHere)') });

    const taken = await openSqliteStorage({ directory: here });
    const [matter] = await taken.rows.matters();
    expect(matter).toEqual((await running?.rows.matters())?.find(({ id }) => id === matter?.id));
    expect((await taken.rows.audit.read('municipality', { limit: 9 })).map(({ act, actorId }) => [act, actorId])).toEqual([['importMatter', null]]);
    await taken.close();

    expect(await command('export', 'KS 1', '--to', 'bundle', '-o', join(directory, 'x.zip'), '--data', there)).toMatchObject({
      exit: 2,
      complained: 'There is no matter "KS 1"; name it by its diarienummer or its id.',
    });
    expect(await stat(join(directory, 'x.zip')).catch(() => null)).toBeNull();
  });
});
