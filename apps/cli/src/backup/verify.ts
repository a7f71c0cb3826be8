import { join } from 'node:path';
import { checkDatabases } from '@yrka/storage';
import { CommandError, type ExitCode, type Terminal } from '../terminal.ts';
import { readFileThrough } from './copying.ts';
import { type BackedUpFile, readManifest } from './manifest.ts';
import { orSentence } from './sentences.ts';

/** Reads a backup through, every byte and every page: 1 when it is not whole, with a line for each file that is not. */
export async function verifyBackup(folder: string, { print, complain }: Terminal): Promise<ExitCode> {
  return orSentence(folder, async () => {
    const { files, begunAt } = await readManifest(folder, async (path) => (await readFileThrough(path)).sha256);
    const wrong: string[] = [];
    for (const file of files) {
      const sentence = await wrongWith(folder, file);
      if (sentence !== null) wrong.push(sentence);
    }
    if (wrong.length === 0) {
      const { damaged } = checkDatabases(folder);
      if (damaged !== null) wrong.push(`${damaged.file} is damaged: ${damaged.why}`);
    }
    for (const sentence of wrong) complain(sentence);
    if (wrong.length === 0) print(`${folder}: whole, ${files.length} files, all that was stored before ${begunAt}`);
    return wrong.length === 0 ? 0 : 1;
  });
}

async function wrongWith(folder: string, { path, size, sha256 }: BackedUpFile): Promise<string | null> {
  const found = await readFileThrough(join(folder, path)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return `${path} is missing.`;
  if (found.size !== size) return `${path} was cut short or added to: ${found.size} bytes instead of ${size}.`;
  return found.sha256 === sha256 ? null : `${path} was changed.`;
}

/** @throws CommandError for a file that is not what the manifest says */
export function refuseUnlessSame(folder: string, expected: BackedUpFile, found: Omit<BackedUpFile, 'path'>): void {
  if (found.size !== expected.size || found.sha256 !== expected.sha256)
    throw new CommandError(`The backup in ${folder} is not whole: ${expected.path} is not what it was when it was written. Nothing was restored.`);
}
