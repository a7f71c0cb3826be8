import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteStorage, type SqliteStorage } from '@yrka/storage';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yrka } from './yrka.ts';

let folder: string;
let storage: SqliteStorage | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yrka-cli-'));
  storage = await openSqliteStorage({ directory: folder });
  for (const act of ['receive', 'register', 'announce', 'refer']) await append('municipality', act);
  await append('party:L', 'sign');
});

afterEach(async () => {
  await storage?.close();
  await rm(folder, { recursive: true, force: true });
});

async function append(chain: string, act: string): Promise<void> {
  const details = { to: 'registered', number: 2, note: '=1+1; "KS"', none: null, isFirst: true };
  await storage?.rows.audit.append({
    chain,
    act,
    at: new Date('2027-01-12T20:14:00.000Z'),
    actorId: 'jonas-alm',
    subject: { kind: 'matter', id: 'm1' },
    details,
  });
}

/** Ends the server's part, for what is done to its files behind its back. */
async function stopped(): Promise<void> {
  await storage?.close();
  storage = null;
}

/** Somebody with the file, a tool and time. */
async function tamper(sql: string): Promise<void> {
  await stopped();
  const database = new Database(join(folder, 'yrka.sqlite'));
  database.exec(`DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; ${sql}`);
  database.close();
}

async function run(...args: readonly string[]): Promise<{ readonly exit: number; readonly out: string; readonly err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await yrka(args, { environment: { YRKA_DATA_DIR: folder }, print: (line) => out.push(line), complain: (line) => err.push(line) });
  return { exit, out: out.join('\n'), err: err.join('\n') };
}

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('audit verify', () => {
  it('[AUD2] tells of every chain how long it is and that it holds, while the server runs', async () => {
    const { exit, out } = await run('audit', 'verify');
    expect(exit).toBe(0);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^municipality {2}4 entries {2}holds {2}[0-9a-f]{64}$/),
      expect.stringMatching(/^party:L {7}1 entry {2}holds {2}[0-9a-f]{64}$/),
    ]);
  });

  it('sees what was recorded a moment ago', async () => {
    await append('party:L', 'file');
    expect((await run('audit', 'verify')).out).toMatch(/^party:L +2 entries/m);
  });

  it.each([
    ['another act', "UPDATE audit SET act = 'decide' WHERE chain = 'municipality' AND number = 2", 'entry 2 was changed'],
    ['another person', "UPDATE audit SET actorId = 'rakel-dal' WHERE number = 3", 'entry 3 was changed'],
    ['another time', "UPDATE audit SET at = at + 1 WHERE chain = 'municipality' AND number = 4", 'entry 4 was changed'],
    ['a time that is none', "UPDATE audit SET at = 9000000000000000 WHERE chain = 'municipality' AND number = 1", 'entry 1 was changed'],
    ['other details', "UPDATE audit SET details = replace(details, 'registered', 'closed') WHERE chain = 'municipality' AND number = 2", 'entry 2 was changed'],
    ['details that nobody can read', "UPDATE audit SET details = '{' WHERE chain = 'municipality' AND number = 2", 'entry 2 was changed'],
    ['one entry fewer', "DELETE FROM audit WHERE chain = 'municipality' AND number = 2", 'entry 2 is missing'],
    ['no first entry', "DELETE FROM audit WHERE chain = 'municipality' AND number = 1", 'entry 1 is missing'],
    ['an entry moved to another chain', "UPDATE audit SET chain = 'party:S' WHERE chain = 'municipality' AND number = 3", 'entry 3 is missing'],
  ])('finds %s, and names the first entry', async (_, sql, expected) => {
    await tamper(sql);
    const { exit, out } = await run('audit', 'verify');
    expect(exit).toBe(1);
    expect(out).toMatch(/^municipality .* does not hold: /m);
    expect(out).toContain(expected);
    expect(out).toMatch(/^party:L +1 entry +holds/m);
  });

  it('finds an entry that was given a right hash of its own, by the one after it', async () => {
    const [, second] = (await storage?.rows.audit.read('municipality', { limit: 2 })) ?? [];
    if (second === undefined) throw new Error('there are four');
    const { hash: _, ...unsealed } = { ...second, act: 'close', at: second.at.toISOString() };
    const sorted = (value: object): string =>
      JSON.stringify(value, (_key, member: unknown) =>
        typeof member === 'object' && member !== null ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
      );
    await tamper(`UPDATE audit SET act = 'close', hash = '${sha256(sorted(unsealed))}' WHERE chain = 'municipality' AND number = 2`);
    expect((await run('audit', 'verify')).out).toContain('entry 3 was changed');
  });

  it('ends a real process with 1, and 0 when all is well', async () => {
    const exitOf = () =>
      new Promise((resolve) => {
        const main = fileURLToPath(new URL('./main.ts', import.meta.url));
        const child = execFile(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'audit', 'verify', '--data', folder]);
        child.on('exit', resolve);
      });
    expect(await exitOf()).toBe(0);
    await tamper("UPDATE audit SET act = 'decide' WHERE number = 2");
    expect(await exitOf()).toBe(1);
  });

  it('says that there is nothing yet', async () => {
    await tamper('DELETE FROM audit');
    expect(await run('audit', 'verify')).toEqual({ exit: 0, out: 'The audit log is empty.', err: '' });
  });

  it.each([
    ['a folder without data', ['--data', '/nowhere/at/all'], /^There is no Yrka data in \/nowhere\/at\/all; /],
    ['an option that it does not know', ['--dat', '/tmp'], /--dat/],
  ])('says in one sentence that it was given %s', async (_, args, expected) => {
    const { exit, out, err } = await run('audit', 'verify', ...args);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(expected);
    expect(err).not.toContain('\n');
  });

  it.each([
    ['newer', 'PRAGMA user_version = 1000', /was written by a newer Yrka/],
    ['older', 'DROP TABLE audit', /is from before there was an audit log/],
  ])('reads nothing of a %s program, and changes nothing', async (_, sql, expected) => {
    await tamper(sql);
    const before = sha256(await readFile(join(folder, 'yrka.sqlite')));
    const { exit, err } = await run('audit', 'verify');
    expect(exit).toBe(2);
    expect(err).toMatch(expected);
    expect(sha256(await readFile(join(folder, 'yrka.sqlite')))).toBe(before);
  });

  it('says that a file is no database', async () => {
    await stopped();
    await writeFile(join(folder, 'yrka.sqlite'), 'not a database at all, but long enough to be taken for the header of one at the first glance');
    const { exit, err } = await run('audit', 'verify');
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringMatching(/cannot be read/) });
  });

  it('leaves the database as it was', async () => {
    await stopped();
    const before = sha256(await readFile(join(folder, 'yrka.sqlite')));
    expect((await run('audit', 'verify')).exit).toBe(0);
    expect(sha256(await readFile(join(folder, 'yrka.sqlite')))).toBe(before);
    storage = await openSqliteStorage({ directory: folder });
  });
});

describe('audit export', () => {
  const exported = async (name: string, ...more: readonly string[]) => {
    const path = join(folder, name);
    const { exit, out, err } = await run('audit', 'export', '--chain', 'municipality', '-o', path, ...more);
    if (exit !== 0) throw new Error(err);
    expect(out).toBe(`4 entries of municipality in ${path}`);
    return readFile(path, 'utf8');
  };

  it('writes JSON Lines of which each, without its hash, is what the hash was made of', async () => {
    const lines = (await exported('log.jsonl')).trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    let previous = '0'.repeat(64);
    for (const line of lines) {
      const hash = /"hash":"([0-9a-f]{64})",/.exec(line)?.[1] ?? '';
      expect(sha256(line.replace(`"hash":"${hash}",`, ''))).toBe(hash);
      expect(JSON.parse(line)).toMatchObject({ previous, actorId: 'jonas-alm', at: '2027-01-12T20:14:00.000Z' });
      previous = hash;
    }
  });

  it('writes CSV that a spreadsheet opens, and in which nothing is a formula', async () => {
    const csv = await exported('log.csv');
    expect(csv.startsWith('\u{feff}number;at;actor;act;')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain('\r\n2;2027-01-12T20:14:00.000Z;jonas-alm;register;matter;m1;"{""isFirst"":true,');
    expect(csv).not.toMatch(/(^|;)[=+@-]/m);
    expect(await exported('log.txt', '--format', 'csv')).toBe(csv);
  });

  it.each([
    ['the log of a party', ['--chain', 'party:L', '-o', 'x.jsonl'], /Only the chain "municipality"/],
    ['no file', ['--chain', 'municipality'], /-o FILE/],
    ['no chain', ['-o', 'x.jsonl'], /--chain municipality/],
    ['a form that it does not have', ['--chain', 'municipality', '-o', 'x.jsonl', '--format', 'xlsx'], /jsonl or csv/],
    ['a folder that is not there', ['--chain', 'municipality', '-o', '/nowhere/at/all/x.jsonl'], /cannot be written \(ENOENT\)/],
  ])('writes nothing when asked for %s', async (_, args, expected) => {
    const { exit, err } = await run('audit', 'export', ...args);
    expect(exit).toBe(2);
    expect(err).toMatch(expected);
  });

  it('leaves no half of a file where the log cannot be read to its end', async () => {
    await tamper("UPDATE audit SET details = '{' WHERE chain = 'municipality' AND number = 3");
    const { exit } = await run('audit', 'export', '--chain', 'municipality', '-o', join(folder, 'log.jsonl'));
    expect(exit).toBe(2);
    expect((await readdir(folder)).filter((name) => name.startsWith('log.'))).toEqual([]);
  });
});

describe('yrka', () => {
  it('says how it is used', async () => {
    expect(await run('--help')).toMatchObject({ exit: 0, out: expect.stringContaining('yrka audit verify') });
    expect(await run('audit', 'frobnicate')).toMatchObject({ exit: 2, err: expect.stringContaining('There is no command "audit frobnicate".') });
  });
});
