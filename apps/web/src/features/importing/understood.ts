import type { Node } from '@tiptap/pm/model';

/** What is counted of a document, in the order in which it is told. */
export const countedBlocks = [
  'attClause',
  'decisionPoint',
  'yrkande',
  'vote',
  'reservation',
  'separateStatement',
  'minutesNote',
  'conflictOfInterest',
  'decisionBasis',
  'attachment',
  'recipient',
] as const;
export type CountedBlock = (typeof countedBlocks)[number];

/** How many there are of each sort of block that says something; those that there are none of are left out. */
export function countsOf(document: Node): readonly { readonly block: CountedBlock; readonly count: number }[] {
  const counts = new Map<string, number>();
  document.descendants((node) => {
    counts.set(node.type.name, (counts.get(node.type.name) ?? 0) + 1);
    return !node.isTextblock;
  });
  return countedBlocks.flatMap((block) => {
    const count = counts.get(block) ?? 0;
    return count === 0 ? [] : [{ block, count }];
  });
}
