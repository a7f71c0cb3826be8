import type { Editor } from '@tiptap/core';
import type { DocumentDetails } from '@yrka/server/api';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Passage } from '../../api/index.ts';
import { passagesBetween } from './passages.ts';
import { WritersDialog } from './WritersDialog.tsx';

/** Asking who wrote some words, from a menu, a button or with Ctrl+Alt+W. */
export type AskingWriters = {
  /** Asks about what lies between two positions, the block when they are one; null for one who may not know. */
  readonly ask: ((from: number, to: number) => void) | null;
  /** The answer, while it is read. */
  readonly dialog: ReactNode;
};

export function useAskingWriters(editor: Editor | null, details: DocumentDetails): AskingWriters {
  const [passages, setPassages] = useState<readonly Passage[] | null>(null);
  const mayAsk = details.acts.includes('showWriters');
  const ask = editor !== null && mayAsk ? (from: number, to: number) => setPassages(passagesBetween(editor.state.doc, from, to)) : null;

  const now = useRef({ ask, editor });
  now.current = { ask, editor };
  useEffect(() => {
    if (!mayAsk) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isAsking = event.code === 'KeyW' && (event.ctrlKey || event.metaKey) && event.altKey && !event.getModifierState('AltGraph');
      if (!isAsking || now.current.editor === null) return;
      event.preventDefault();
      const { from, to } = now.current.editor.state.selection;
      now.current.ask?.(from, to);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [mayAsk]);

  const leave = () => {
    setPassages(null);
    requestAnimationFrame(() => editor?.view.focus());
  };
  return { ask, dialog: passages !== null && mayAsk && <WritersDialog details={details} passages={passages} onClose={leave} /> };
}
