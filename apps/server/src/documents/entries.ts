import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JournalEntry, Seq, Storage } from '@yrka/storage';

/** So many entries at once hold nobody for longer than a frame. */
const atOnce = 2_000;

/** What a document's journal has after a sequence, oldest first, in parts between which others are served: a year's is long. */
export async function* entriesAfter(
  journal: Pick<Storage['journal'], 'readDocumentUpdates' | 'times'>,
  documentId: string,
  after: Seq,
): AsyncGenerator<readonly JournalEntry[], void, undefined> {
  let from = after;
  for (;;) {
    const upTo = (await journal.times(documentId, from, atOnce)).at(-1)?.seq;
    if (upTo === undefined) return;
    yield await journal.readDocumentUpdates(documentId, { after: from, upTo });
    from = upTo;
    await nextTurn();
  }
}
