import { parentPort, workerData } from 'node:worker_threads';
import { ImporterError, importFile } from '@yrka/importers';
import { rejectAll } from '@yrka/ydoc';
import type { Reply, Request } from './threadMessages.ts';

async function read({ bytes, kind, templates, maxLines }: Request): Promise<Reply> {
  try {
    const { document, ...rest } = await importFile(bytes, { templates, maxLines, ...(kind !== null && { kind }) });
    // What others suggested in a copy with marks is theirs, and was suggested of another document: the file only says so.
    const text = rejectAll(document);
    // A document does not cross between threads as it is.
    return { type: 'read', reading: { ...rest, document: text.toJSON() as unknown } };
  } catch (error) {
    if (error instanceof ImporterError) return { type: 'refused', code: error.code, message: error.message };
    throw error;
  }
}

parentPort?.postMessage(await read(workerData as Request));
