import type { DocumentRow, Storage } from '@yrka/storage';
import { titleOf } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';
import type { Projection } from '../rooms/index.ts';
import { listedTitle, moversOf } from './creating.ts';
import { readVersion } from './reading.ts';

/** Brings what is derived from a document's text up to date: lists, search, and who last wrote in it. */
export async function projectDocument(storage: Pick<Storage, 'rows'>, { documentId, document, updatedAt, writers }: Projection): Promise<void> {
  const row = await storage.rows.document(documentId);
  if (row === null) return;
  await storage.rows.transaction(async (rows) => {
    // Whose motion a decision is about was read from its title when it came in; the decision has no list of them.
    await rows.project(documentId, { title: listedTitle(document), movers: row.kind === 'motion' ? moversOf(document) : row.movers, updatedAt });
    await rows.way.index(documentId, wordsOf(row, document));
    for (const [personId, at] of writers) await rows.way.putWriter(documentId, personId, at);
  });
}

/** Makes the given documents findable that are not yet: those in which nobody has written since they came. */
export async function indexUnindexed(storage: Storage, documents: readonly DocumentRow[]): Promise<void> {
  const missing = new Set(await storage.rows.way.unindexed(documents.map(({ id }) => id)));
  for (const row of documents) {
    if (!missing.has(row.id)) continue;
    const { content } = await readVersion(storage, row.id);
    await storage.rows.way.index(row.id, wordsOf(row, content));
  }
}

function wordsOf({ space }: DocumentRow, document: Node): { readonly title: string; readonly text: string; readonly space: DocumentRow['space'] } {
  return { title: titleOf(document), text: document.textBetween(0, document.content.size, ' ', ' '), space };
}
