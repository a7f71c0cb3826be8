import { afterPaint } from '@yrka/editor';
import * as Y from 'yjs';

/**
 * Hands on what is written here, as one update, when the letter is painted; and at once when the page
 * is hidden or left, or the document closed.
 *
 * @param except whose changes are not handed on: they came from there.
 * @param waits called when something new waits.
 * @returns what hands on at once.
 */
export function inBatches(ydoc: Y.Doc, except: unknown, handOn: (update: Uint8Array) => void, waits: () => void = () => {}): () => void {
  let waiting: Uint8Array[] = [];
  let cancel: (() => void) | null = null;
  const flush = () => {
    cancel?.();
    cancel = null;
    const updates = waiting;
    waiting = [];
    const [first] = updates;
    if (first !== undefined) handOn(updates.length === 1 ? first : Y.mergeUpdates(updates));
  };
  const later = (update: Uint8Array, origin: unknown) => {
    if (origin === except) return;
    waiting.push(update);
    waits();
    cancel ??= afterPaint(flush);
    if (document.hidden) flush();
  };
  ydoc.on('update', later);
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  ydoc.once('destroy', () => {
    flush();
    removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', flush);
  });
  return flush;
}
