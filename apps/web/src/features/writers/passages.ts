import type { Node } from '@tiptap/pm/model';
import type { Passage } from '../../api/index.ts';

/** More than anybody asks about at once, and few enough to be asked for one by one. */
const mostPassages = 20;

/**
 * The words between two positions, block by block; of an empty selection the block that it is in. Blocks without words
 * are left out, and so is what lies beyond the twentieth.
 */
export function passagesBetween(document: Node, from: number, to: number): readonly Passage[] {
  const passages: Passage[] = [];
  document.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true;
    const id: unknown = node.attrs.id;
    const [start, end] = from === to ? [0, node.content.size] : [Math.max(0, from - position - 1), Math.min(node.content.size, to - position - 1)];
    if (typeof id === 'string' && start < end && passages.length < mostPassages) passages.push({ blockId: id, from: start, to: end });
    return false;
  });
  return passages;
}
