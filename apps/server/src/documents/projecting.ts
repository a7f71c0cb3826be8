import type { DocumentRow, Storage } from '@yrka/storage';
import type { Projection } from '../rooms/index.ts';
import { attributed } from './attributing.ts';
import { readVersion } from './reading.ts';
import { summaryOf } from './summary.ts';

/** Brings what is derived from documents' text up to date, in one go: lists, search, who last wrote in them, and who wrote which letters. */
export async function projectDocuments(storage: Pick<Storage, 'rows'>, projections: readonly Projection[]): Promise<void> {
  await storage.rows.transaction(async (rows) => {
    for (const { documentId, lists, writers, runs } of projections) {
      const row = await rows.document(documentId);
      if (row === null) continue;
      if (lists !== null) {
        const { summary, updatedAt } = lists;
        // Whose motion a decision is about was read from its title when it came in; the decision has no list of them.
        await rows.project(documentId, { title: summary.title, movers: row.kind === 'motion' ? summary.movers : row.movers, updatedAt });
        await rows.way.index(documentId, { ...summary.search, space: row.space });
      }
      if (runs !== null) {
        const kept = runs.runs.map((run) => attributed(run, row));
        await rows.runs.put(documentId, kept, runs.upTo);
      }
      for (const [personId, at] of writers) await rows.way.putWriter(documentId, personId, at);
    }
  });
}

/** Makes the given documents findable that are not yet: those in which nobody has written since they came. */
export async function indexUnindexed(storage: Storage, documents: readonly DocumentRow[]): Promise<void> {
  const missing = new Set(await storage.rows.way.unindexed(documents.map(({ id }) => id)));
  for (const row of documents) {
    if (!missing.has(row.id)) continue;
    const { content } = await readVersion(storage, row.id);
    await storage.rows.way.index(row.id, { ...summaryOf(content).search, space: row.space });
  }
}
