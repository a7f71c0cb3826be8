import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { inlinePieces, type Piece } from './inline.ts';
import type { Reader } from './read.ts';
import { type Child, itemId, orderedChildren, type Parent } from './tree.ts';

/**
 * The place in the Y tree that a position of the shown document stands for; it stays with its
 * words while others write. At the end of a text it stays behind the last letter that was there,
 * so that what another appends does not push the caret.
 */
export function toRelativePosition(reader: Reader, document: Node, position: number): Y.RelativePosition {
  const resolved = document.resolve(position);
  let parent: Parent = reader.root;
  for (let depth = 0; depth < resolved.depth; depth++) {
    const node = resolved.node(depth);
    if (node.type.inlineContent) {
      const piece: Piece | undefined = inlinePieces(parent).filter(({ kind }) => kind !== 'text')[nonTextIndex(node, resolved.index(depth))];
      if (piece?.kind === 'element') {
        parent = piece.element;
        continue;
      }
      return endOf(parent);
    }
    const child: Child | undefined = orderedChildren(parent)[resolved.index(depth)];
    if (!(child instanceof Y.XmlElement)) return child === undefined ? endOf(parent) : before(child);
    parent = child;
  }
  if (resolved.parent.type.inlineContent) return inText(parent, resolved.parent, resolved.parentOffset);
  const child = orderedChildren(parent)[resolved.index()];
  return child === undefined ? endOf(parent) : before(child);
}

/** Where a relative position stands in the shown document; null when its words are gone. */
export function fromRelativePosition(reader: Reader, relative: Y.RelativePosition): number | null {
  const ydoc = reader.root.doc;
  if (ydoc === null) return null;
  const absolute = Y.createAbsolutePositionFromRelativePosition(relative, ydoc);
  if (absolute === null) return null;
  const { type, index } = absolute;
  if (type instanceof Y.XmlText) {
    const block = type.parent;
    if (!(block instanceof Y.XmlElement)) return null;
    const start = contentStart(reader, block);
    return start === null ? null : start + offsetInBlock(reader, block, type, index);
  }
  if (!(type instanceof Y.XmlFragment)) return null;
  const start = contentStart(reader, type);
  if (start === null) return null;
  const target: unknown = index < type.length ? type.get(index) : null;
  let position = start;
  for (const child of orderedChildren(type)) {
    if (child === target) break;
    position += reader.nodeOf(child)?.nodeSize ?? 0;
  }
  return position;
}

function inText(block: Parent, node: Node, parentOffset: number): Y.RelativePosition {
  let left = parentOffset;
  let nodes = 0;
  node.forEach((child, offset) => {
    if (offset + child.nodeSize <= parentOffset && !child.isText) nodes++;
  });
  node.forEach((child, offset) => {
    if (offset < parentOffset && !child.isText) left -= Math.min(child.nodeSize, parentOffset - offset);
  });
  // `left` letters and `nodes` inline nodes stand before the position.
  let letters = left + nodes;
  let last: Y.XmlText | null = null;
  for (const child of orderedChildren(block)) {
    if (!(child instanceof Y.XmlText)) {
      letters -= 1;
      continue;
    }
    last = child;
    if (letters <= child.length) return Y.createRelativePositionFromTypeIndex(child, Math.max(letters, 0), letters > 0 ? -1 : 0);
    letters -= child.length;
  }
  return last === null ? endOf(block) : Y.createRelativePositionFromTypeIndex(last, last.length, -1);
}

/** The position of the first content inside an element; null when it is no longer shown. */
function contentStart(reader: Reader, type: Parent): number | null {
  if (type === reader.root) return 0;
  if (!(type instanceof Y.XmlElement) || type._item === null || type._item.deleted) return null;
  const parent: unknown = type.parent;
  if (parent instanceof Y.XmlText) {
    // A footnote, embedded in its block's text.
    const block = parent.parent;
    if (!(block instanceof Y.XmlElement)) return null;
    const start = contentStart(reader, block);
    const piece = inlinePieces(block).find((candidate) => candidate.kind === 'element' && candidate.element === type);
    return start === null || piece === undefined || piece.home === null ? null : start + offsetInBlock(reader, block, piece.home, piece.offset) + 1;
  }
  if (!(parent instanceof Y.XmlFragment)) return null;
  const start = contentStart(reader, parent);
  if (start === null) return null;
  let position = start;
  for (const sibling of orderedChildren(parent)) {
    if (sibling === type) return position + 1;
    position += reader.nodeOf(sibling)?.nodeSize ?? 0;
  }
  return null;
}

function offsetInBlock(reader: Reader, block: Y.XmlElement, text: Y.XmlText, index: number): number {
  let offset = 0;
  for (const piece of inlinePieces(block)) {
    const length = piece.kind === 'text' ? piece.text.length : 1;
    if (piece.home === text && piece.offset + length > index) return offset + (piece.kind === 'text' ? Math.max(index - piece.offset, 0) : 0);
    offset += piece.kind === 'text' ? length : piece.kind === 'element' ? (reader.nodeOf(piece.element)?.nodeSize ?? 1) : 1;
  }
  return offset;
}

function nonTextIndex(node: Node, index: number): number {
  let count = 0;
  for (let before = 0; before < index; before++) if (!node.child(before).isText) count++;
  return count;
}

function before(child: Child): Y.RelativePosition {
  const { client, clock } = itemId(child);
  return new Y.RelativePosition(null, null, Y.createID(client, clock), 0);
}

function endOf(parent: Parent): Y.RelativePosition {
  return Y.createRelativePositionFromTypeIndex(parent, parent.length, 0);
}
