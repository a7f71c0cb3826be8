import { createHash } from 'node:crypto';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStorage, type SqliteStorage } from '@yrka/storage';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yrka } from '../yrka.ts';
import { exchange } from './restore.ts';

let made: string;
let place: string;
let open: SqliteStorage[] = [];
const at = (name: string) => join(place, name);

/** The same two data folders and a backup are what every test begins with: a store takes a second to make. */
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'yrka-backup-made-'));
  place = made;
  await close(await filled('data', 'Ljus'));
  await close(await filled('dark', 'Mörker'));
  await run('backup', '-o', at('backup'));
}, 60_000);
afterAll(() => rm(made, { recursive: true, force: true }));

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'yrka-backup-'));
});
afterEach(async () => {
  for (const storage of open) await storage.close();
  open = [];
  await rm(place, { recursive: true, force: true });
});

/** Puts what was made at the start into the place of this test. */
async function given(...names: readonly ('data' | 'dark' | 'backup')[]): Promise<void> {
  for (const name of names) await cp(join(made, name), at(name), { recursive: true });
}

async function openStore(name: string): Promise<SqliteStorage> {
  const storage = await openSqliteStorage({ directory: at(name) });
  open.push(storage);
  return storage;
}

async function close(storage: SqliteStorage): Promise<void> {
  open = open.filter((one) => one !== storage);
  await storage.close();
}

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const scan = 'a scan';
const scanPath = `files/municipality/${sha256(scan).slice(0, 2)}/${sha256(scan)}`;

/** A data folder with one document of two updates, which has one attached file, and a key. */
async function filled(name: string, title: string): Promise<SqliteStorage> {
  const storage = await openStore(name);
  const createdAt = new Date(0);
  const matter = { id: 'm1', title, diarienummer: null, label: null, createdAt, stage: 'received', receivedAt: createdAt } as const;
  const never = { movedAt: null, announcedAt: null, decidedAt: null, closedAt: null, responsibleOfficer: null };
  const place = { space: 'municipality', party: null, stage: 'received', revision: 1, revisionOf: null, filedAs: null } as const;
  const document = { id: 'd1', matterId: 'm1', kind: 'motion', templateId: 't', createdBy: null, createdAt, title, movers: [], updatedAt: createdAt } as const;
  await storage.rows.insertMatter({ ...matter, ...never }, [{ ...document, ...place }]);
  await storage.journal.appendBatch([1, 2].map((byte) => ({ documentId: 'd1', update: new Uint8Array([byte]), personId: null, at: createdAt })));
  const attachment = { id: 'a1', documentId: 'd1', order: 1, title: 'Karta', fileName: 'karta.pdf', mediaType: 'application/pdf', kind: 'attachment' } as const;
  await storage.rows.way.putAttachments([{ ...attachment, size: scan.length, sha256: sha256(scan), by: 'anna', at: createdAt }]);
  await mkdir(join(at(name), scanPath, '..'), { recursive: true });
  await writeFile(join(at(name), scanPath), scan);
  await writeFile(join(at(name), 'files', 'municipality', 'incoming-1'), 'on its way');
  await writeFile(join(at(name), 'session.key'), 'k'.repeat(43), { mode: 0o600 });
  return storage;
}

async function run(...args: readonly string[]): Promise<{ readonly exit: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const exit = await yrka(args, { environment: { YRKA_DATA_DIR: at('data') }, print: (line) => out.push(line), complain: (line) => err.push(line) });
  return { exit, out: out.join('\n'), err: err.join('\n') };
}

async function everythingIn(name: string) {
  const storage = await openStore(name);
  const updates = await storage.journal.readDocumentUpdates('d1');
  const read = { title: (await storage.rows.matter('m1'))?.title, updates: updates.map(({ update }) => update[0]) };
  await close(storage);
  return { ...read, scan: await readFile(join(at(name), scanPath), 'utf8'), key: await readFile(at(`${name}/session.key`), 'utf8') };
}
const whole = { title: 'Ljus', updates: [1, 2], scan, key: 'k'.repeat(43) };

describe('backup', () => {
  it('copies a data folder beside the instance that has it, each database as one file, for its owner alone, and restores it elsewhere', async () => {
    await given('data');
    await openStore('data');
    const backup = await run('backup', '-o', at('backup'));
    expect(backup).toEqual({ exit: 0, err: '', out: expect.stringMatching(/backup: 4 files, \d+ bytes, all that was stored before 20\d\d-.*Z$/u) });
    expect((await readdir(place)).sort()).toEqual(['backup', 'data']);
    expect((await readdir(at('backup'))).sort()).toEqual(['SHA256SUMS', 'files', 'journal.sqlite', 'manifest.json', 'session.key', 'yrka.sqlite']);
    for (const name of await readdir(at('backup'))) expect([name, ((await stat(at(`backup/${name}`))).mode & 0o077).toString(8)]).toEqual([name, '0']);
    expect(JSON.parse(await readFile(at('backup/manifest.json'), 'utf8'))).toMatchObject({ form: 'yrka-backup/1', lastSeq: 2 });
    expect(await readFile(at('backup/SHA256SUMS'), 'utf8')).toContain(`${sha256(scan)}  ${scanPath}\n`);

    expect(await run('backup', '--verify', at('backup'))).toMatchObject({ exit: 0, out: expect.stringContaining('backup: whole, 4 files') });
    expect(await run('audit', 'verify', '--data', at('backup'))).toMatchObject({ exit: 0 });
    expect((await readdir(at('backup'))).filter((name) => /-(wal|shm)$/u.test(name))).toEqual([]);

    expect(await run('restore', at('backup'), '--data', at('other/place'))).toMatchObject({ exit: 0, err: '' });
    expect(await everythingIn('other/place')).toEqual(whole);
  });

  it('says which attached file the rows speak of and nobody has, and backs up the rest', async () => {
    await given('data');
    await rm(join(at('data'), scanPath));
    expect(await run('backup', '-o', at('backup'))).toMatchObject({
      exit: 1,
      err: expect.stringMatching(new RegExp(`and so not in the backup: ${sha256(scan)}$`, 'u')),
    });
    expect(await run('backup', '--verify', at('backup'))).toMatchObject({ exit: 0 });
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'is cut short in the journal',
      async () => truncate(at('backup/journal.sqlite'), 4096),
      /^journal\.sqlite was cut short or added to: 4096 bytes instead of \d+\.$/u,
    ],
    ['has a changed letter', () => flip(at('backup/yrka.sqlite')), /^yrka\.sqlite was changed\.$/u],
    ['lacks an attached file', () => rm(join(at('backup'), scanPath)), new RegExp(`^${scanPath} is missing\\.$`, 'u')],
    ['lacks its last file', () => rm(at('backup/SHA256SUMS')), /was cut short: SHA256SUMS is missing\.$/u],
    ['has another manifest', () => appendFile(at('backup/manifest.json'), ' '), /was changed: manifest\.json is not what it was/u],
    ['is none', () => rm(at('backup'), { recursive: true }), /^There is no backup in .*: it has no manifest\.json\.$/u],
  ])('tells of one that %s, and restores nothing of it', async (_name, spoil, sentence) => {
    await given('backup');
    await spoil();
    const verified = await run('backup', '--verify', at('backup'));
    expect(verified).toMatchObject({ out: '', err: expect.stringMatching(sentence) });
    expect(verified.exit).toBeGreaterThan(0);
    expect(await run('restore', at('backup'), '--data', at('other'))).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(/\.$/u) });
    expect((await readdir(at('other')).catch(() => [])).filter((name) => name !== 'lock.sqlite')).toEqual([]);
  });

  it('puts nothing outside the data folder, whatever a manifest says', async () => {
    await given('backup');
    for (const path of ['../evil', '/etc/evil', 'files/../../aa/'.padEnd(80, 'a'), `files/../aa/${'a'.repeat(64)}`, 'lock.sqlite']) {
      const manifest = JSON.stringify({ form: 'yrka-backup/1', begunAt: '', lastSeq: 0, files: [{ path, size: 0, sha256: sha256('') }] });
      await writeFile(at('backup/manifest.json'), manifest);
      await writeFile(at('backup/SHA256SUMS'), `${sha256(manifest)}  manifest.json\n`);
      expect([path, (await run('restore', at('backup'), '--data', at('other'))).err]).toEqual([
        path,
        expect.stringMatching(/not of a form that this version knows/u),
      ]);
    }
  });

  it.each<[string, readonly string[], RegExp]>([
    ['without a folder', ['backup'], /^Say into which folder: yrka backup -o FOLDER\.$/u],
    ['of no data', ['backup', '-o', 'OUT', '--data', 'NONE'], /^There is no Yrka data in .*: yrka\.sqlite is missing or empty\.$/u],
    ['over what is there', ['backup', '-o', 'DATA'], /^There is something in .* already; name a folder that is not there\.$/u],
    ['that is to be read and made', ['backup', '-o', 'OUT', '--verify', 'OUT'], /^--verify reads a backup, and makes none/u],
  ])('is refused in one sentence %s', async (_name, args, sentence) => {
    await given('data');
    const places: Readonly<Record<string, string>> = { OUT: at('out'), DATA: at('data'), NONE: at('none') };
    expect(await run(...args.map((arg) => places[arg] ?? arg))).toEqual({ exit: 2, out: '', err: expect.stringMatching(sentence) });
    expect(await readdir(place)).toEqual(['data']);
  });

  it('does not copy a database that is damaged, and leaves nothing behind', async () => {
    await given('data');
    const path = at('data/yrka.sqlite');
    const bytes = await readFile(path);
    bytes.fill(0xff, bytes.length - 8_192);
    await writeFile(path, bytes);
    expect(await run('backup', '-o', at('backup'))).toMatchObject({ exit: 2, out: '' });
    expect(await readdir(place)).toEqual(['data']);
  });
});

describe('restore', () => {
  it('is refused where an instance runs, and where something is, until it is told to put that aside', async () => {
    await given('data', 'backup');
    const storage = await openStore('data');
    expect(await run('restore', at('backup'), '--replace')).toEqual({
      exit: 2,
      out: '',
      err: `A Yrka that runs uses ${at('data')}; stop it first, or name another folder with --data.`,
    });
    await storage.journal.appendBatch([{ documentId: 'd1', update: new Uint8Array([3]), personId: null, at: new Date(0) }]);
    await close(storage);
    expect(await run('restore', at('backup'))).toMatchObject({ exit: 2, err: expect.stringMatching(/^There is something in .* already; .*--replace/u) });
    expect((await everythingIn('data')).updates).toEqual([1, 2, 3]);

    const replaced = await run('restore', at('backup'), '--replace');
    expect(replaced).toMatchObject({ exit: 0, err: '' });
    expect(await everythingIn('data')).toEqual(whole);
    const [aside = ''] = (await readdir(at('data'))).filter((name) => name.startsWith('replaced-'));
    expect(replaced.out).toContain(`What was there is in ${at(`data/${aside}`)}`);
    expect((await everythingIn(`data/${aside}`)).updates).toEqual([1, 2, 3]);
  });

  it('is whole or not there, wherever it is cut short, and a server starts on nothing between', async () => {
    await given('dark', 'backup');
    const steps = exchange({ ready: '', directory: '', aside: '' }).length;
    const found: string[] = [];
    for (let done = 0; done <= steps; done++) {
      const directory = at(`cut-${done}`);
      await cp(at('dark'), directory, { recursive: true });
      await cp(at('backup'), join(directory, 'ready'), { recursive: true });
      for (const step of exchange({ ready: join(directory, 'ready'), directory, aside: join(directory, 'aside') }).slice(0, done)) await step();
      const read = await everythingIn(`cut-${done}`).catch((error: unknown) => String(error instanceof Error && 'code' in error ? error.code : error));
      found.push(typeof read === 'string' ? read : (read.title ?? ''));
    }
    expect(found).toEqual(['Mörker', ...Array<string>(steps - 2).fill('journalMissing'), 'Ljus', 'Ljus']);
  });

  it('begins anew where an earlier one was cut short', async () => {
    await given('backup');
    await mkdir(at('other/restoring-abc'), { recursive: true });
    expect(await run('restore', at('backup'), '--data', at('other'))).toMatchObject({ exit: 0, err: '' });
    expect((await readdir(at('other'))).filter((name) => /^re/u.test(name))).toEqual([]);
  });

  it('does not touch what a newer program wrote', async () => {
    await given('data');
    const database = new Database(at('data/yrka.sqlite'));
    database.pragma('user_version = 10000');
    database.close();
    expect(await run('backup', '-o', at('backup'))).toMatchObject({ exit: 2, err: expect.stringMatching(/was written by a newer Yrka/u) });
  });

  it.each<[string, readonly string[], RegExp]>([
    ['what is named by nobody', [], /^Say which backup: yrka restore FOLDER \[--data DIR\] \[--replace\]\.$/u],
    ['an option that there is not', ['x', '--force'], /^Unknown option '--force'\.$/u],
    ['a folder that is not there', ['none'], /^There is no backup in .*none: it has no manifest\.json\.$/u],
  ])('refuses %s in one sentence', async (_name, args, sentence) => {
    expect(await run('restore', ...args)).toEqual({ exit: 2, out: '', err: expect.stringMatching(sentence) });
    expect(await readdir(place)).toEqual([]);
  });
});

async function flip(path: string): Promise<void> {
  const bytes = await readFile(path);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}
