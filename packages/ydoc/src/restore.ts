import { insertionOf, schema } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { newDoc } from './newDoc.ts';
import { Reader } from './read.ts';
import { rejectAll } from './suggestions.ts';
import { rootOf } from './tree.ts';
import { writeAgain } from './write.ts';

/**
 * An update that makes a document say again what an older version said, by the fewest changes: what both have stays the
 * very letters that it is, with what is said of them. Null when it says so already. Changes nothing in the document itself.
 *
 * @param then the older text, without suggestions. What is suggested now stays in the blocks that it does not change.
 * @param clientId must be used for nothing else.
 */
export function restoringUpdate(ydoc: Y.Doc, then: Node, clientId: number): Uint8Array | null {
  const copy = newDoc();
  try {
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc));
    copy.clientID = clientId;
    const reader = new Reader(rootOf(copy), schema);
    const now = reader.read();
    const wanted = restored(now, then);
    if (wanted.eq(now)) return null;
    const updates: Uint8Array[] = [];
    copy.on('update', (update: Uint8Array) => updates.push(update));
    writeAgain(reader, wanted);
    return updates.length === 0 ? null : Y.mergeUpdates(updates);
  } finally {
    copy.destroy();
  }
}

/** An older text with what is suggested now, as far as it stands in blocks that are the same, or beside them. */
export function restored(now: Node, then: Node): Node {
  const standing = blocksById(now);
  const wanted = blocksById(then);
  const withSuggestions = (block: Node): Node => {
    const same = standing.get(nameOf(block) ?? '');
    if (same !== undefined && rejectAll(same).eq(block)) return same;
    return block.isTextblock || block.isLeaf ? block : inside(same ?? null, block);
  };
  const inside = (same: Node | null, block: Node): Node => {
    const added = same === null ? new Map<string | null, Node[]>() : suggestedBehind(same, block, wanted);
    return block.copy(
      Fragment.fromArray([...(added.get(null) ?? []), ...block.children.flatMap((child) => [withSuggestions(child), ...(added.get(nameOf(child)) ?? [])])]),
    );
  };
  return inside(now, then);
}

/** Blocks that somebody suggests to add, by the one in the older text behind which they stand; null for the beginning. */
function suggestedBehind(now: Node, then: Node, wanted: ReadonlyMap<string, Node>): ReadonlyMap<string | null, Node[]> {
  const there = new Set(then.children.map(nameOf));
  const found = new Map<string | null, Node[]>();
  let last: string | null = null;
  for (const child of now.children) {
    const name = nameOf(child);
    if (insertionOf(child) !== null) {
      if (name !== null && !wanted.has(name)) found.set(last, [...(found.get(last) ?? []), child]);
    } else if (name !== null && there.has(name)) last = name;
  }
  return found;
}

function blocksById(document: Node): ReadonlyMap<string, Node> {
  const blocks = new Map<string, Node>();
  document.descendants((block) => {
    const name = nameOf(block);
    if (name !== null && !blocks.has(name)) blocks.set(name, block);
    return !block.isTextblock;
  });
  return blocks;
}

function nameOf(block: Node): string | null {
  return typeof block.attrs.id === 'string' ? `${block.type.name} ${block.attrs.id}` : null;
}
