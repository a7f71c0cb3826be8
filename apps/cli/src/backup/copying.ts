import { createHash } from 'node:crypto';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackedUpFile } from './manifest.ts';

/** As much of a file as is in memory at a time. */
const pieceBytes = 1024 * 1024;

/** Copies a file, into a folder that is made if there is none, and says what was copied. It is on the disk when this resolves. */
export async function copyFile(from: string, to: string): Promise<Omit<BackedUpFile, 'path'>> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const target = await open(to, 'wx', 0o600);
  try {
    const copied = await readThrough(from, async (piece) => {
      await target.writeFile(piece);
    });
    await target.sync();
    return copied;
  } finally {
    await target.close();
  }
}

/** What a file is, read from its beginning to its end. */
export const readFileThrough = (path: string): Promise<Omit<BackedUpFile, 'path'>> => readThrough(path, async () => undefined);

async function readThrough(path: string, use: (piece: Uint8Array) => Promise<void>): Promise<Omit<BackedUpFile, 'path'>> {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = new Uint8Array(pieceBytes);
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, pieceBytes, null);
      if (bytesRead === 0) return { size, sha256: hash.digest('hex') };
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      await use(piece);
      size += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** The names in a folder are to outlive a loss of power, as the bytes do. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/**
 * The stored files of a data folder, as "files/municipality/0f/0f3c…", sorted; none where there is no such folder. What is still on
 * its way in is nobody's yet, and left out.
 */
export async function storedFilesIn(directory: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const keeper of await namesIn(join(directory, 'files'))) {
    for (const first of await namesIn(join(directory, 'files', keeper))) {
      if (!/^[0-9a-f]{2}$/u.test(first)) continue;
      for (const name of await namesIn(join(directory, 'files', keeper, first)))
        if (/^[0-9a-f]{64}$/u.test(name)) found.push(`files/${keeper}/${first}/${name}`);
    }
  }
  return found.sort();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
