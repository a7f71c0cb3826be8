import * as Y from 'yjs';
import { newDoc } from './newDoc.ts';
import { ProvingCopy } from './proof.ts';
import { createUndoManager } from './undo.ts';

/**
 * Whether an undo, or a redo, of one who may only suggest would be proved (proof.ts). It goes by Yjs' history, not
 * by the difference: where others have changed the same words meanwhile it can leave half a mark, or take away what
 * stands now. Tried on a copy, since in Yjs nothing can be taken back without a trace.
 */
export function isUndoProved(ydoc: Y.Doc, undoManager: Y.UndoManager, way: 'undo' | 'redo', personId: string): boolean {
  const state = Y.encodeStateAsUpdate(ydoc);
  const tried = newDoc({ gc: false });
  Y.applyUpdate(tried, state);
  // Afterwards: Yjs takes another id when it hears of its own from elsewhere.
  tried.clientID = ydoc.clientID;
  copyRedone(ydoc, tried);
  const origin = {};
  const manager = createUndoManager(tried, origin);
  const stack = way === 'undo' ? 'undoStack' : 'redoStack';
  manager[stack] = [...undoManager[stack]];
  const updates: Uint8Array[] = [];
  tried.on('update', (update) => updates.push(update));
  const copy = new ProvingCopy([state]);
  try {
    manager[way]();
    if (updates.length === 0) return true;
    return copy.prove(Y.mergeUpdates(updates), { personId, isTheirClient: (client) => client === ydoc.clientID }) === null;
  } finally {
    copy.destroy();
    manager.destroy();
    tried.destroy();
  }
}

/** What was taken back and done again is another item, which an update does not tell. */
function copyRedone(from: Y.Doc, to: Y.Doc): void {
  for (const [client, structs] of from.store.clients) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.redone === null) continue;
      const same = Y.getItem(to.store, Y.createID(client, struct.id.clock));
      if (same instanceof Y.Item && same.id.clock === struct.id.clock) same.redone = struct.redone;
    }
  }
}
