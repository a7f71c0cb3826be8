import { eraseDeleted } from '@yrka/storage';
import type { ServerContext } from '../context.ts';

/**
 * Erases what was written in a document that an act has deleted. The act is done by then and cannot be done again: where the
 * journal cannot be erased whoever runs the server is told, and it is erased when that starts next.
 */
export async function eraseWritten({ storage, log }: ServerContext, documentId: string): Promise<void> {
  try {
    await eraseDeleted(storage, documentId);
  } catch (error) {
    log.error({ err: error, documentId }, 'What was written in a deleted document could not be erased; it will be when the server starts next');
  }
}
