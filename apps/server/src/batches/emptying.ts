import { rm } from 'node:fs/promises';

/** Takes away all batches of a folder: those that were being made when the server last ended, too. */
export async function emptyBatches(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}
