import type { Block } from './page.ts';

/** A table of so many rows or fewer stands on one page: a sum alone says nothing. */
export const maxWholeRows = 12;

const held: ReadonlySet<Block['type']> = new Set(['clauses', 'list', 'table', 'names', 'signatures', 'signatureLines', 'particulars']);

/**
 * Whether a block stays on one page with the beginning of the next: what leads over to a list or a table, and whoever signs with who
 * signs below. Nobody signs a page without words. (letter.typ has the same, at its end.)
 */
export const staysWithNext = (block: Block, next: Block | undefined): boolean =>
  next !== undefined && held.has(next.type) && (block.type === 'paragraph' || block.type === 'signatures');
