import type { Editor } from '@tiptap/core';

/** What reads the text reads between sentences: this long after the last letter, when the browser has nothing else to do. */
const settleMs = 700;
/** It is never later than this after the pause. */
const longestIdleMs = 2_000;

/** Reads the document now and after each pause in which it has changed. What is returned ends it. */
export function readInPauses(editor: Editor, read: () => void): () => void {
  const { settle, stop } = inPauses(() => {
    if (editor.isDestroyed) return;
    // A letter that is still being composed must not have its node redrawn.
    if (editor.view.composing) settle();
    else read();
  });
  const onTransaction = ({ transaction }: { readonly transaction: { readonly docChanged: boolean } }) => {
    if (transaction.docChanged) settle();
  };
  read();
  editor.on('transaction', onTransaction);
  return () => {
    editor.off('transaction', onTransaction);
    stop();
  };
}

/** Runs `work` in the browser's idle time after a pause. While one types a call costs a clock reading. */
function inPauses(work: () => void): { readonly settle: () => void; readonly stop: () => void } {
  let lastCall = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let idle: number | null = null;
  const run = () => {
    idle = null;
    work();
  };
  const look = () => {
    const left = lastCall + settleMs - performance.now();
    timer = left > 0 ? setTimeout(look, left) : null;
    if (timer !== null || idle !== null) return;
    // Safari has no idle time to ask for.
    if (typeof requestIdleCallback === 'function') idle = requestIdleCallback(run, { timeout: longestIdleMs });
    else run();
  };
  return {
    settle: () => {
      lastCall = performance.now();
      timer ??= setTimeout(look, settleMs);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      if (idle !== null) cancelIdleCallback(idle);
    },
  };
}
