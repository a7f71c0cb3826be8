import { Selection } from '@tiptap/pm/state';
import { useEditor, type Editor } from '@tiptap/react';
import type { DocumentDetails } from '@yrka/server/api';
import { bindingOf, coreExtensions, rebind, type TakenAway, yrkaBinding } from '@yrka/editor';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from '../../../i18n/index.ts';
import { announce } from '../../../ui/index.ts';
import { personField, type PersonKeys } from '../../deliberation/index.ts';
import { useChangeWords } from '../../suggestions/index.ts';
import type { DocumentConnection } from '../connection/connection.ts';
import type { SlashKeys } from '../SlashMenu.tsx';
import { blockEntry } from './blockEntry.ts';
import { putBack } from './putBack.ts';
import { usePaperExtensions } from './usePaperExtensions.ts';

type EditorWishes = {
  readonly connection: DocumentConnection;
  readonly details: DocumentDetails;
  readonly isWriting: boolean;
  readonly personKeys: PersonKeys;
  readonly slashKeys: SlashKeys;
  readonly proposeOrder: { current: (() => void) | null };
};

type OpenEditor = {
  readonly editor: Editor | null;
  /** The block that another removed while one wrote in it, until it is taken back or let be. */
  readonly takenAway: TakenAway | null;
  readonly takeBack: () => void;
  readonly leaveTakenAway: () => void;
};

/** The editor of a document that is there to show. It is made once, and goes over to the document's next epoch with all that is around it. */
export function useYrkaEditor({ connection, details, isWriting, personKeys, slashKeys, proposeOrder }: EditorWishes): OpenEditor {
  const t = useTranslations('drafting');
  const suggestions = useTranslations('suggestions');
  const changeWords = useChangeWords();
  const [takenAway, setTakenAway] = useState<TakenAway | null>(null);

  const mayWrite = useRef(details.mayWrite);
  mayWrite.current = details.mayWrite;
  const { personId } = connection;
  const suggestsOnly = () => (mayWrite.current ? null : personId);
  const { ydoc, awareness } = connection;
  const binding = { ydoc, awareness, onTakenAway: setTakenAway, suggestsOnly, onUndoLeft: () => announce(t('undoLeft')) };
  const { paperExtensions, plugins } = usePaperExtensions(details, proposeOrder);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language or template is another page, and what an open editor shows stays; the keys are asked for when they are pressed
  const extensions = useMemo(
    () => [
      ...paperExtensions({
        onSlashKey: (event) => slashKeys.current?.(event) ?? false,
        onPasteRefused: () => announce(t('paste.tooLarge')),
        suggestsAs: suggestsOnly,
        onSuggestionRefused: () => announce(suggestions(details.mayWrite ? 'refused' : 'refusedToReviewer')),
        suggestionWords: {
          inserted: suggestions('onPaper.inserted'),
          deleted: suggestions('onPaper.deleted'),
          changed: (changes) => {
            const what = changeWords(changes, true);
            return what === '' ? '' : suggestions('onPaper.changed', { what });
          },
        },
        onImagesDropped: (count) => announce(t('paste.images', { count })),
      }),
      yrkaBinding.configure(binding),
      personField.configure({ onKey: (event) => personKeys.current?.(event) ?? false }),
      blockEntry.configure({ plugins: [plugins] }),
    ],
    [details.id],
  );

  const editor = useEditor(
    {
      extensions,
      enableCoreExtensions: coreExtensions,
      editable: isWriting,
      injectCSS: false,
      // The document arrives in front of the caret; one begins at its beginning, unless one was quicker and has clicked somewhere.
      onCreate: ({ editor: created }) => {
        if (!created.view.hasFocus()) created.view.dispatch(created.state.tr.setSelection(Selection.atStart(created.state.doc)));
      },
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': t('paper'),
          // The paper is Swedish whatever language the interface has; the browser's own spelling check reads it so.
          lang: 'sv',
          spellcheck: 'true',
        },
        scrollThreshold: caretMargin(),
        scrollMargin: caretMargin(),
      },
    },
    [extensions],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another document to show is the one reason
  useLayoutEffect(() => {
    const shown = editor === null ? null : bindingOf(editor.state);
    if (editor !== null && shown !== null && shown.ydoc !== ydoc) rebind(editor.view, binding);
  }, [editor, ydoc]);

  useEffect(() => {
    if (editor !== null && editor.isEditable !== isWriting) editor.setEditable(isWriting, false);
  }, [editor, isWriting]);

  const takeBack = useCallback(() => {
    if (editor === null || takenAway === null) return;
    putBack(editor, takenAway);
    setTakenAway(null);
  }, [editor, takenAway]);

  return { editor, takenAway, takeBack, leaveTakenAway: useCallback(() => setTakenAway(null), []) };
}

/** What the bars above the paper and, on a narrow screen, below it cover, and some air; in pixels, as large as the letters are. */
function caretMargin() {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const areBarsAbove = matchMedia('(min-height: 21.0625rem)').matches;
  return { top: (areBarsAbove ? 7 : 1) * rem, right: 0, bottom: 5 * rem, left: 0 };
}
