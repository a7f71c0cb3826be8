import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError } from '@yrka/storage';

/**
 * The key that signs session cookies, made at the first start. Whoever reads the file can sign in
 * as anyone: it is its owner's alone. A key that was cut short (a full disk) is made anew, and
 * everybody signs in again; an empty one would let anyone sign in as anyone.
 *
 * @throws StorageError `full` or `failed`
 */
export async function readSessionKey(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, 'session.key');
  try {
    const kept = await readFile(path, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    });
    if (kept.length >= keyCharacters) return kept;
    const key = randomBytes(32).toString('base64url');
    await writeFile(path, key, { mode: 0o600 });
    return key;
  } catch (cause) {
    throw new StorageError(isFull(cause) ? 'full' : 'failed', 'The key of the sessions cannot be read or written', { cause });
  }
}

const isFull = (error: unknown) => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** 32 bytes in base64url. */
const keyCharacters = 43;
