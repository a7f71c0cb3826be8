import { link, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkDatabases, lockDirectory } from '@yrka/storage';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';
import { copyFile, readFileThrough, syncFolder } from './copying.ts';
import { type BackupManifest, readManifest } from './manifest.ts';
import { orSentence } from './sentences.ts';
import { refuseUnlessSame } from './verify.ts';

const usage = 'yrka restore FOLDER [--data DIR] [--replace]';

/** Puts a backup into a data folder: all of it, or nothing, and never over what is there without being told to. */
export async function restore(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { folder, data, isReplacing } = wishesIn(args);
  const directory = resolve(data ?? (terminal.environment['YRKA_DATA_DIR']?.trim() || './data'));
  const from = resolve(folder);
  return orSentence(directory, async () => {
    const manifest = await readManifest(from, async (path) => (await readFileThrough(path)).sha256);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    // As long as it is held no server starts here, and where one runs it is not to be had.
    const lock = lockDirectory(directory);
    try {
      return await putBack({ folder: from, manifest, directory, isReplacing }, terminal);
    } finally {
      lock.release();
    }
  });
}

function wishesIn(args: readonly string[]): { readonly folder: string; readonly data: string | undefined; readonly isReplacing: boolean } {
  const read = () => {
    try {
      return parseArgs({ args: [...args], options: { data: { type: 'string' }, replace: { type: 'boolean' } }, strict: true, allowPositionals: true });
    } catch (cause) {
      throw new CommandError(cause instanceof Error ? (cause.message.split('. ')[0] ?? cause.message).replace(/\.?$/u, '.') : `Usage: ${usage}.`, { cause });
    }
  };
  const { values, positionals } = read();
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new CommandError(`Say which backup: ${usage}.`);
  return { folder, data: values.data, isReplacing: values.replace ?? false };
}

type PuttingBack = { readonly folder: string; readonly manifest: BackupManifest; readonly directory: string; readonly isReplacing: boolean };

async function putBack({ folder, manifest: { files, begunAt }, directory, isReplacing }: PuttingBack, { print }: Terminal): Promise<ExitCode> {
  for (const name of await readdir(directory)) if (name.startsWith(readying)) await rm(join(directory, name), { recursive: true, force: true });
  const isEmpty = (await readdir(directory)).every((name) => name.startsWith('lock.sqlite'));
  if (!isEmpty && !isReplacing)
    throw new CommandError(`There is something in ${directory} already; name an empty folder with --data, or say --replace, which puts what is there aside.`);
  const ready = await mkdtemp(join(directory, readying));
  try {
    for (const file of files) refuseUnlessSame(folder, file, await copyFile(join(folder, file.path), join(ready, file.path)));
    const { damaged } = checkDatabases(ready);
    if (damaged !== null) throw new CommandError(`The backup in ${folder} is damaged: ${damaged.file}: ${damaged.why}. Nothing was restored.`);
  } catch (error) {
    await rm(ready, { recursive: true, force: true });
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error)
      throw new CommandError(`The backup in ${folder} is not whole: ${String(error.path)} is missing. Nothing was restored.`, { cause: error });
    throw error;
  }
  const aside = join(directory, `replaced-${new Date().toISOString().replaceAll(/[:.]/gu, '-')}`);
  for (const step of exchange({ ready, directory, aside })) await step();
  print(`${directory}: ${files.length} files, all that was stored before ${begunAt}`);
  if (!isEmpty) print(`What was there is in ${aside}`);
  return 0;
}

/** What a restore is at work in, inside the data folder. One that is there when the next begins is of one that was cut short. */
const readying = 'restoring-';

/**
 * What is there goes aside, and what is ready takes its place, step by step. Cut short after any of them there are rows without
 * a journal, on which no server starts: never an old part beside a new one, and never nothing, on which one would begin anew.
 */
export function exchange({ ready, directory, aside }: Readonly<Record<'ready' | 'directory' | 'aside', string>>): readonly (() => Promise<void>)[] {
  const putAside = (name: string) => async () => {
    if (!(await isThere(join(directory, name)))) return;
    await mkdir(aside, { recursive: true, mode: 0o700 });
    // The rows stay until others stand in their place.
    if (name === 'yrka.sqlite') await link(join(directory, name), join(aside, name));
    else await rename(join(directory, name), join(aside, name));
  };
  const putIn = (name: string) => async () => {
    if (await isThere(join(ready, name))) await rename(join(ready, name), join(directory, name));
    await syncFolder(directory);
  };
  return [
    ...['journal.sqlite', 'journal.sqlite-wal', 'journal.sqlite-shm', 'yrka.sqlite-wal', 'yrka.sqlite-shm', 'yrka.sqlite'].map(putAside),
    putIn('yrka.sqlite'),
    ...['session.key', 'files'].flatMap((name) => [putAside(name), putIn(name)]),
    putIn('journal.sqlite'),
    () => rm(ready, { recursive: true, force: true }),
  ];
}

const isThere = async (path: string) => (await stat(path).catch(() => null)) !== null;
