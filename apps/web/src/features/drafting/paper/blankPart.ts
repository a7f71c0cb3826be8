import type { Node } from '@tiptap/pm/model';

/** What says something without a word of its own. */
const tellingNodes: ReadonlySet<string> = new Set(['vote', 'footnote', 'opaque']);

/** Whether nothing is written in a part: on paper its heading would stand over nothing. Stops at the first word. */
export function isBlankPart(part: Node): boolean {
  return part.children.every((node) => !node.isText && !tellingNodes.has(node.type.name) && isBlankPart(node));
}
