import { type Block, maxTitleLength } from './page.ts';
import { textOf } from './words.ts';

/** Items, clauses and quotations that follow each other become one list, so that a reader's program can count them. */
export function gather(blocks: readonly Block[]): readonly Block[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group !== undefined && before !== undefined && goesOn(before, block)) group.push(block);
    else groups.push([block]);
  }
  return groups.map(joined);
}

function goesOn(before: Block, block: Block): boolean {
  if (before.type !== 'clauses' || block.type !== 'clauses')
    return before.type === block.type && (block.type === 'list' || block.type === 'lines' || block.type === 'quotation');
  // Another list begins where the numbers begin again.
  const [last, first] = [before.items.at(-1)?.number ?? null, block.items[0]?.number ?? null];
  return last !== null && first === last + 1;
}

function joined(group: readonly Block[]): Block {
  const first = group[0] as Block; // a group is never empty
  switch (first.type) {
    case 'list':
      return { ...first, items: group.flatMap((block) => (block.type === 'list' ? block.items : [])) };
    case 'lines':
      return { ...first, items: group.flatMap((block) => (block.type === 'lines' ? block.items : [])) };
    case 'clauses':
      return { ...first, items: group.flatMap((block) => (block.type === 'clauses' ? block.items : [])) };
    case 'quotation':
      return { ...first, paragraphs: group.flatMap((block) => (block.type === 'quotation' ? block.paragraphs : [])) };
    default:
      return first;
  }
}

/**
 * Levels as a reader's program wants them: the first is 1 and none is skipped on the way down. The
 * look stays. A heading of a page's length is a paragraph: its words do not fit the tag.
 */
export function withoutSkippedLevels(blocks: readonly Block[]): readonly Block[] {
  let before = 0;
  return blocks.map((block) => {
    if (block.type !== 'heading') return block;
    if (textOf(block.words).length > maxTitleLength) return { type: 'paragraph', words: block.words };
    before = Math.min(block.level, before + 1);
    return { ...block, level: before };
  });
}
