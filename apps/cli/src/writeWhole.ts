import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { CommandError } from './terminal.ts';

/** Beside the file first, so that a name never has half of it. @throws CommandError when the file cannot be written */
export async function writeWhole<Result>(path: string, fill: (file: FileHandle) => Promise<Result>): Promise<Result> {
  const beside = `${path}.part`;
  let file: FileHandle | null = null;
  try {
    file = await open(beside, 'w');
    const result = await fill(file);
    await file.sync();
    await file.close();
    await rename(beside, path);
    return result;
  } catch (error) {
    await file?.close().catch(() => undefined); // closed already, or as good as
    if (file !== null) await rm(beside, { force: true });
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code) ? error.code : null;
    if (code !== null) throw new CommandError(`${path} cannot be written (${code}).`, { cause: error });
    throw error;
  }
}
