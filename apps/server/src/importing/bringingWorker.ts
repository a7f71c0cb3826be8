import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { bringEdits, type BroughtChange } from '@yrka/comparison';
import { editedCopy, ImporterError, readCopy } from '@yrka/importers';
import { schema } from '@yrka/schema';
import { anchorPassages, changingUpdate, hasSuggestions } from '@yrka/ydoc';
import { decidedInCopy } from './decidedInCopy.ts';
import type { BringingReply, BringingRequest, GivenVersion } from './bringingMessages.ts';

/** The file says which version it was made of, and which words stand in it; what that version says, the server knows. */
async function bring(port: MessagePort, { bytes, documentId, personId, clientId, maxLines }: BringingRequest): Promise<BringingReply> {
  const copy = await readCopy(bytes, maxLines);
  if (copy === null || copy.source.documentId === null || copy.source.version === null) return { type: 'noCopy' };
  const { source, lines, untracked, authors, comments, format } = copy;
  if (source.documentId !== documentId) return { type: 'otherDocument' };
  const asked = { version: copy.source.version, isMarked: hasSuggestions(source.document) };
  port.postMessage({ type: 'asks', ...asked } satisfies BringingReply);
  const [given] = (await once(port, 'message')) as [GivenVersion];

  // What was rejected in the copy is no edit of it.
  const { base, decided } = decidedInCopy(schema.nodeFromJSON(JSON.parse(given.base)), lines, untracked);
  const { document: edited, unplaced } = editedCopy({ ...source, document: base }, lines);
  let changes: readonly BroughtChange[] = [];
  const update = changingUpdate(
    given.updates,
    (now) => {
      const brought = bringEdits({ base, edited, now, by: personId, isMarked: asked.isMarked });
      changes = brought.changes;
      return brought.document;
    },
    clientId,
  );
  // What is said of words that were written in the copy stands with them.
  const anchors = anchorPassages(
    update === null ? given.updates : [...given.updates, update],
    comments.map(({ passages }) => passages),
  );
  const remarks = comments.map(({ passages, ...remark }, index) => ({
    ...remark,
    quote: passages.map(({ words }) => words.trim()).join(' '),
    anchor: anchors[index] ?? null,
  }));
  return {
    type: 'brought',
    brought: { ...asked, update: update === null ? null : new Uint8Array(update), changes, unplaced, authors, remarks, decided, format },
  };
}

if (parentPort !== null) {
  const port = parentPort;
  try {
    port.postMessage(await bring(port, workerData as BringingRequest));
  } catch (error) {
    if (!(error instanceof ImporterError)) throw error;
    port.postMessage({ type: 'refused', code: error.code, message: error.message } satisfies BringingReply);
  }
}
