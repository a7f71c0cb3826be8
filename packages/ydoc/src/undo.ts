import * as Y from 'yjs';
import { noteRestored } from './provenance.ts';
import { rootOf } from './tree.ts';

/**
 * Undo of one's own changes only. An element that another has written in is spared, attributes
 * and all, when one undoes having made it (stock protection covers only paragraphs and strips ids).
 *
 * @param origin the origin of the transactions that this person makes.
 */
export function createUndoManager(ydoc: Y.Doc, origin: unknown): Y.UndoManager {
  const undoManager = new Y.UndoManager(rootOf(ydoc), {
    trackedOrigins: new Set([origin]),
    captureTimeout: 500,
    deleteFilter: (item) => !holdsWordsOfOthers(item, ydoc.clientID),
  });
  undoManager.on('stack-item-popped', ({ stackItem }) => noteRestored(ydoc, stackItem.deletions));
  return undoManager;
}

/** Whether an item is, holds, or is an attribute of something that holds, live text by another client. */
function holdsWordsOfOthers(item: Y.Item, client: number): boolean {
  if (item.parentSub !== null) {
    const owner: unknown = item.parent;
    return owner instanceof Y.AbstractType && hasForeignText(owner, client);
  }
  return item.content instanceof Y.ContentType && hasForeignText(item.content.type, client);
}

function hasForeignText(type: Y.AbstractType<unknown>, client: number): boolean {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentString && item.id.client !== client) return true;
    if (item.content instanceof Y.ContentType && hasForeignText(item.content.type, client)) return true;
  }
  return false;
}
