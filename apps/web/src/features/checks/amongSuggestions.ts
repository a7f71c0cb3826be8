import type { Node } from '@tiptap/pm/model';
import type { Finding } from '@yrka/checks';
import { insertionOf } from '@yrka/schema';
import { hasSuggestions, rejectAll } from '@yrka/ydoc';

/**
 * What is found in the text as it stands, with places in the document as it is shown: what somebody
 * suggests is no part of the text, and stands between its words. A block that somebody suggests
 * something in is mended by hand: one click would not know which words are meant.
 */
export function amongSuggestions(document: Node, check: (document: Node) => readonly Finding[]): readonly Finding[] {
  const text = rejectAll(document);
  const findings = check(text);
  if (text === document) return findings;
  const blocks = new Map<string, Node>();
  document.descendants((node) => {
    const id: unknown = node.attrs.id;
    if (node.isTextblock && typeof id === 'string') blocks.set(id, node);
    return !node.isTextblock;
  });
  return findings.map((finding) => {
    const { blockId, from, to } = finding.place;
    const block = blockId === null ? undefined : blocks.get(blockId);
    if (block === undefined || !hasSuggestions(block)) return finding;
    return { ...finding, place: { blockId, from: shownOffset(block, from), to: shownOffset(block, to) }, fix: null };
  });
}

/** Where an offset in the text of a block stands among the words that are suggested there. */
function shownOffset(block: Node, offset: number): number {
  let [shown, left] = [0, offset];
  for (const child of block.children) {
    if (insertionOf(child) === null) {
      if (left <= child.nodeSize) return shown + left;
      left -= child.nodeSize;
    }
    shown += child.nodeSize;
  }
  return shown;
}
