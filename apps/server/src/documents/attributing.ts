import type { DocumentRow, RestorationRow, Run, RunSource } from '@yrka/storage';
import { seedClientId } from '@yrka/ydoc';
import { contentClientId } from './creating.ts';

/**
 * Under these Yjs client ids come the words of a copy that somebody edited elsewhere and gave back: each has one of
 * its own, which is theirs. Of a million pages that Yjs gives an id one is given such a one, and its words said to be from a file.
 */
export const fileClientIds = { from: 128, before: 4_224 } as const;

/**
 * A run as it is kept: what came under the server's own client ids has no person in the journal, and how the
 * document came to be says what it was made from, and by whom.
 *
 * @param restorations those under whose client ids letters came back: whoever restored them did not write them.
 */
export function attributed(run: Run, document: DocumentRow, restorations: ReadonlyMap<number, RestorationRow>): Run {
  const restoration = run.did === 'wrote' ? restorations.get(run.clientId) : undefined;
  if (restoration !== undefined) return { ...run, source: { kind: 'restoration', version: restoration.version, at: restoration.versionAt.toISOString() } };
  const isFromFile = run.clientId >= fileClientIds.from && run.clientId < fileClientIds.before;
  if (run.did === 'wrote' && run.personId !== null && run.source === null && isFromFile) return { ...run, source: { kind: 'import' } };
  if (run.personId !== null || run.source !== null) return run;
  if (run.did === 'wrote' && run.clientId === seedClientId) return { ...run, personId: document.createdBy, source: { kind: 'template' } };
  if (run.did === 'wrote' && run.clientId === contentClientId) return { ...run, personId: document.createdBy, source: sourceOf(document) };
  return { ...run, source: { kind: 'server' } };
}

/** Content that was there already when the document began (`contentClientId`). */
function sourceOf({ createdBy, revisionOf, kind, space }: DocumentRow): RunSource {
  if (revisionOf !== null) return { kind: 'revision', documentId: revisionOf };
  if (createdBy !== null) return { kind: 'import' };
  return (kind === 'motion' || kind === 'writtenStatement') && space === 'municipality' ? { kind: 'filing' } : { kind: 'server' };
}
