import { createHash } from 'node:crypto';
import type { RowProblem } from './csv.ts';

/** What reading a file in would do, row by row, before anything is done. */
export type Plan<Row> = {
  /** The headers of `cells`. */
  readonly columns: readonly string[];
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
  /** Rows that stay out, in the order of the file. */
  readonly problems: readonly RowProblem[];
  /** What was left out of rows that are read in. */
  readonly notes: readonly RowNote[];
  readonly good: readonly PlannedRow[];
  readonly write: readonly Row[];
  /** What is there already of what would be written. */
  readonly before: readonly unknown[];
};

export const rowNoteCodes = ['emailLeftOut', 'comesBack'] as const;
export type RowNote = { readonly line: number; readonly code: (typeof rowNoteCodes)[number] };

export type PlannedRow = { readonly line: number; readonly change: 'added' | 'changed' | 'same'; readonly cells: readonly string[] };

/** What was seen in a preview is what is read in, or nothing is: two plans with the same digest do the same. */
export function digestOf({ good, problems, notes, before }: Plan<unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify([good, problems, notes, before]))
    .digest('base64url')
    .slice(0, 22);
}
