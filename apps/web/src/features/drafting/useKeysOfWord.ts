import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';
import { useWordKeys } from '../../ui/index.ts';
import { run } from './commands.ts';
import { markCommands } from './textCommands.ts';

/** The keys of Swedish Word in the text, for whoever has chosen them. What they are otherwise, they are not then. */
export function useKeysOfWord(editor: Editor | null, find: () => void): void {
  const [areChosen] = useWordKeys();
  useEffect(() => {
    if (!areChosen || editor === null) return;
    const acts: Readonly<Record<string, () => unknown>> = { f: () => run(editor, markCommands.bold), k: () => run(editor, markCommands.italic), b: find };
    const onKeyDown = (event: KeyboardEvent) => {
      const act = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? acts[event.key.toLowerCase()] : undefined;
      if (act === undefined || !editor.isEditable || !editor.view.hasFocus()) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    // Before the text hears of it.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [areChosen, editor, find]);
}
