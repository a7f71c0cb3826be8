import { keyedLists } from '@yrka/schema';
import * as Y from 'yjs';

/** The document's only root: an XML fragment whose children are the blocks of `doc`. */
export const rootName = 'document';

/** The hidden order key of a child of a keyed list. ProseMirror never sees it (packages/schema SPEC.md, ORD1). */
export const orderKey = '_o';

/** A Y type that holds blocks or text: the root, an element, or the text of a text block. */
export type Parent = Y.XmlFragment | Y.XmlElement;
export type Child = Y.XmlElement | Y.XmlText;

/** The root of a document. Creates nothing that others would see. */
export function rootOf(ydoc: Y.Doc): Y.XmlFragment {
  return ydoc.getXmlFragment(rootName);
}

export function isKeyed(parent: Parent): parent is Y.XmlElement {
  return parent instanceof Y.XmlElement && keyedLists.has(parent.nodeName);
}

/**
 * The children in the order in which everybody shall see them: the order of Yjs, or in a keyed
 * list that of (key, Yjs item id). Every reader uses this function, and no other.
 */
export function orderedChildren(parent: Parent): Child[] {
  const children: Child[] = [];
  for (const child of parent.toArray()) if (child instanceof Y.XmlElement || child instanceof Y.XmlText) children.push(child);
  return isKeyed(parent) ? children.sort((a, b) => compareText(keyOf(a), keyOf(b)) || compareItems(a, b)) : children;
}

/** The order key of a child; '' when a foreign tool gave it none. */
export function keyOf(child: Child): string {
  const key: unknown = child instanceof Y.XmlElement ? child.getAttribute(orderKey) : '';
  return typeof key === 'string' ? key : '';
}

/** Which of two live types was made first, by Yjs item id: the same answer on every replica. */
export function compareItems(a: Child, b: Child): number {
  const [left, right] = [itemId(a), itemId(b)];
  return left.client - right.client || left.clock - right.clock;
}

/** The Yjs id of the item that carries a type. Throws for a type that is in no document. */
export function itemId(type: Child): { client: number; clock: number } {
  if (type._item === null) throw new Error('a type without an item has no id');
  return type._item.id;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Yjs stores any JSON value as an attribute; its types speak of strings only. */
export function setAttribute(element: Y.XmlElement, name: string, value: unknown): void {
  element.setAttribute(name, value as string);
}
