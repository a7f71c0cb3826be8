import { access, chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { backUpDatabases, checkDatabases, databaseFiles } from '@yrka/storage';
import { readOptions } from '../audit/options.ts';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';
import { copyFile, readFileThrough, storedFilesIn, syncFolder } from './copying.ts';
import { type BackedUpFile, backupForm, type BackupManifest, manifestFile, sumsFile, sumsOf } from './manifest.ts';
import { orSentence } from './sentences.ts';
import { verifyBackup } from './verify.ts';

/** The key of the demonstration's sessions; a municipality's secret is in no file of the data folder. */
const keyFile = 'session.key';

/** Copies a data folder into a folder of its own, beside a server that runs, or reads such a folder through. */
export async function backUp(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { data, output, verify } = readOptions(args, { data: { type: 'string' }, output: { type: 'string', short: 'o' }, verify: { type: 'string' } });
  if (verify !== undefined) {
    if (output !== undefined || data !== undefined) throw new CommandError('--verify reads a backup, and makes none: leave -o and --data out.');
    return verifyBackup(resolve(verify), terminal);
  }
  if (output === undefined) throw new CommandError('Say into which folder: yrka backup -o FOLDER.');
  const directory = resolve(data ?? (terminal.environment['YRKA_DATA_DIR']?.trim() || './data'));
  const folder = resolve(output);
  return orSentence(directory, () => makeBackup(directory, folder, terminal));
}

async function makeBackup(directory: string, folder: string, { print, complain }: Terminal): Promise<ExitCode> {
  await refuseWhatIsThere(folder);
  await mkdir(dirname(folder), { recursive: true });
  // Under another name until it is whole: what has the name has all of it.
  const part = await mkdtemp(join(dirname(folder), `${basename(folder)}.part-`));
  try {
    const { manifest, missing } = await fill(directory, part);
    await rename(part, folder);
    await syncFolder(dirname(folder));
    for (const sha256 of missing) complain(`An attached file is not in ${directory}, and so not in the backup: ${sha256}`);
    const bytes = manifest.files.reduce((sum, { size }) => sum + size, 0);
    print(`${folder}: ${manifest.files.length} files, ${bytes} bytes, all that was stored before ${manifest.begunAt}`);
    return missing.length === 0 ? 0 : 1;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

async function refuseWhatIsThere(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0) throw new CommandError(`There is something in ${folder} already; name a folder that is not there.`);
}

async function fill(directory: string, part: string): Promise<{ readonly manifest: BackupManifest; readonly missing: readonly string[] }> {
  // Stored files are written once and never changed. Those that somebody takes away from now on are wanted by the rows as they
  // will be copied, and those that come until then are fetched afterwards.
  const files = await copyStored(directory, part, new Map());
  const { at, lastSeq } = await backUpDatabases({ directory, into: part });
  await copyStored(directory, part, files);
  const { damaged, attachments } = checkDatabases(part);
  if (damaged !== null)
    throw new CommandError(`${join(directory, damaged.file)} is damaged (${damaged.why}), and was not backed up; put back an older backup.`);
  for (const file of databaseFiles) {
    await chmod(join(part, file), 0o600);
    files.set(file, await readFileThrough(join(part, file)));
  }
  const hasKey = await access(join(directory, keyFile)).then(
    () => true,
    () => false,
  );
  if (hasKey) files.set(keyFile, await copyFile(join(directory, keyFile), join(part, keyFile)));
  const kept = new Set([...files.keys()].map((path) => basename(path)));
  const entries: readonly BackedUpFile[] = [...files].map(([path, what]) => ({ path, ...what })).sort((one, other) => (one.path < other.path ? -1 : 1));
  const manifest: BackupManifest = { form: backupForm, begunAt: at.toISOString(), lastSeq, files: entries };
  await writeFile(join(part, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  const { sha256 } = await readFileThrough(join(part, manifestFile));
  await writeFile(join(part, sumsFile), sumsOf([...entries, { path: manifestFile, sha256 }]), { mode: 0o600, flush: true });
  await syncFolder(part);
  return { manifest, missing: attachments.filter((hash) => !kept.has(hash)) };
}

/** Those that are not among `files` yet. One that goes away meanwhile is left out: no row will speak of it. */
async function copyStored(directory: string, part: string, files: Map<string, Omit<BackedUpFile, 'path'>>): Promise<typeof files> {
  for (const path of await storedFilesIn(directory)) {
    if (files.has(path)) continue;
    try {
      const copied = await copyFile(join(directory, path), join(part, path));
      if (copied.sha256 !== basename(path)) throw new CommandError(`${join(directory, path)} is damaged: it is not what it was when it was attached.`);
      files.set(path, copied);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      await rm(join(part, path), { force: true });
    }
  }
  return files;
}
