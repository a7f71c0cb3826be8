import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../terminal.ts';

/** What a backup is made of. `path` is from its folder, with "/" between. */
export type BackedUpFile = { readonly path: string; readonly size: number /** Hexadecimal. */; readonly sha256: string };

export type BackupManifest = {
  readonly form: typeof backupForm;
  /** What was stored, or told to anybody as stored, before this is in it. As ISO. */
  readonly begunAt: string;
  /** The newest sequence of the journal then. */
  readonly lastSeq: number;
  readonly files: readonly BackedUpFile[];
};

export const backupForm = 'yrka-backup/1';
export const manifestFile = 'manifest.json';
/** Written last: a backup without it was cut short. As `sha256sum -c` reads it. */
export const sumsFile = 'SHA256SUMS';

/** Every file with its checksum, the manifest among them. */
export const sumsOf = (files: readonly Pick<BackedUpFile, 'path' | 'sha256'>[]): string => files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');

/**
 * The manifest of a backup, which is what it was when it was written.
 *
 * @throws CommandError with one sentence for a folder that is no backup, or only part of one
 */
export async function readManifest(folder: string, hashOf: (path: string) => Promise<string>): Promise<BackupManifest> {
  const [text, sums] = await Promise.all([textOf(join(folder, manifestFile)), textOf(join(folder, sumsFile))]);
  if (text === null && sums === null) throw new CommandError(`There is no backup in ${folder}: it has no ${manifestFile}.`);
  if (text === null || sums === null) throw new CommandError(`The backup in ${folder} was cut short: ${text === null ? manifestFile : sumsFile} is missing.`);
  if (!sums.split('\n').includes(`${await hashOf(join(folder, manifestFile))}  ${manifestFile}`)) {
    throw new CommandError(`The backup in ${folder} was changed: ${manifestFile} is not what it was when it was written.`);
  }
  const manifest = manifestIn(text);
  if (manifest === null) throw new CommandError(`The backup in ${folder} is not of a form that this version knows (${backupForm}).`);
  return manifest;
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}

function manifestIn(text: string): BackupManifest | null {
  const given = parsed(text);
  if (!isObject(given) || given['form'] !== backupForm) return null;
  const { begunAt, lastSeq, files } = given;
  if (typeof begunAt !== 'string' || typeof lastSeq !== 'number' || !Array.isArray(files)) return null;
  const read = files.flatMap((file: unknown) => (isBackedUpFile(file) ? [file] : []));
  return read.length === files.length ? { form: backupForm, begunAt, lastSeq, files: read } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // told as a manifest of no form that we know
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function isBackedUpFile(file: unknown): file is BackedUpFile {
  if (!isObject(file)) return false;
  const { path, size, sha256 } = file;
  return typeof path === 'string' && isOfBackup(path) && typeof size === 'number' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/u.test(sha256);
}

/** Nothing that a manifest names lies outside the folder, or is what a data folder does not have. */
function isOfBackup(path: string): boolean {
  if (['yrka.sqlite', 'journal.sqlite', 'session.key'].includes(path)) return true;
  const [top, keeper = '', ...rest] = path.split('/');
  return top === 'files' && /^[^/\\\0]+$/u.test(keeper) && keeper !== '.' && keeper !== '..' && /^[0-9a-f]{2}\/[0-9a-f]{64}$/u.test(rest.join('/'));
}
