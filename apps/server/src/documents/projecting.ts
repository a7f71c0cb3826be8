import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentRow, RestorationRow, Run, Rows, Storage } from '@yrka/storage';
import type { Projection } from '../rooms/index.ts';
import { attributed } from './attributing.ts';
import { nullIfTooHeavy, readVersion } from './reading.ts';
import { summaryOf } from './summary.ts';

/** Brings what is derived from documents' text up to date, in one go: lists, search, who last wrote in them, and who wrote which letters. */
export async function projectDocuments(storage: Pick<Storage, 'rows'>, projections: readonly Projection[]): Promise<void> {
  for (const { documentId, runs } of projections) if (runs !== null) await putAllButTheLast(storage, documentId, runs.runs);
  await storage.rows.derivedTransaction(async (rows) => {
    for (const { documentId, lists, writers, runs } of projections) {
      const row = await rows.document(documentId);
      if (row === null) continue;
      if (lists !== null) {
        const { summary, updatedAt } = lists;
        // Whose motion a decision is about was read from its title when it came in; the decision has no list of them.
        await rows.project(documentId, { title: summary.title, movers: row.kind === 'motion' ? summary.movers : row.movers, updatedAt });
        await rows.way.index(documentId, { ...summary.search, space: row.space });
      }
      if (runs !== null) await putRuns(rows, row, runs.runs.slice(lastPart(runs.runs)), runs.upTo);
      for (const [personId, at] of writers) await rows.way.putWriter(documentId, personId, at);
    }
  });
}

/**
 * Who throws away a page on which five have worked all year removes tens of thousands of stretches: told as one, everybody
 * else would wait for seconds. Up to where it is told is said with the last part alone: after a crash it is told again, which changes nothing.
 */
async function putAllButTheLast({ rows }: Pick<Storage, 'rows'>, documentId: string, runs: readonly Run[]): Promise<void> {
  for (let from = 0; from < lastPart(runs); from += runsAtOnce) {
    await rows.derivedTransaction(async (inOne) => {
      const row = await inOne.document(documentId);
      if (row !== null) await putRuns(inOne, row, runs.slice(from, from + runsAtOnce), 0);
    });
    await nextTurn();
  }
}

async function putRuns(rows: Rows, document: DocumentRow, runs: readonly Run[], upTo: number): Promise<void> {
  const restorations = new Map<number, RestorationRow>();
  for (const clientId of new Set(runs.map((run) => run.clientId))) {
    const restoration = await rows.versions.restorationOf(document.id, clientId);
    if (restoration !== null) restorations.set(clientId, restoration);
  }
  await rows.runs.put(
    document.id,
    runs.map((run) => attributed(run, document, restorations)),
    upTo,
  );
}

/** Where the last part begins. */
const lastPart = ({ length }: readonly Run[]) => Math.max(0, Math.ceil(length / runsAtOnce) - 1) * runsAtOnce;

/** Some 8 ms, in which nobody else is served. */
const runsAtOnce = 100;

/** Makes the given documents findable that are not yet: those in which nobody has written since they came. */
export async function indexUnindexed(storage: Storage, documents: readonly DocumentRow[]): Promise<void> {
  const missing = new Set(await storage.rows.way.unindexed(documents.map(({ id }) => id)));
  for (const row of documents) {
    if (!missing.has(row.id)) continue;
    const version = await readVersion(storage, row.id).catch(nullIfTooHeavy);
    // What cannot be read is not found; everything else is.
    if (version !== null) await storage.rows.way.index(row.id, { ...summaryOf(version.content).search, space: row.space });
  }
}
