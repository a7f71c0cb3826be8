import type { DocumentRow, NewAuditEntry, Rows } from '@yrka/storage';
import type { AuditAct, AuditDetails } from './acts.ts';

/** The chain of what is the municipality's. */
export const municipalityChain = 'municipality';

/**
 * The chain in which acts on a document are recorded. A party's acts on its draft are its own:
 * nobody in the municipality reads them, not even that there were any.
 */
export function chainOf({ space, party, createdBy }: Pick<DocumentRow, 'space' | 'party' | 'createdBy'>): string {
  return space === 'party' ? `party:${party ?? `-${createdBy ?? ''}`}` : municipalityChain;
}

type Recorded = Omit<NewAuditEntry, 'act' | 'details'> & { readonly act: AuditAct; readonly details: AuditDetails };

/** Writes one act into the audit log, in the transaction that does it: ids, stages, dates and hashes, never names or words. */
export async function record(rows: Rows, { details, ...entry }: Recorded): Promise<void> {
  // As the store has them: none of them undefined, of which JSON would say nothing.
  await rows.audit.append({ ...entry, details: Object.fromEntries(Object.entries(details)) });
}
