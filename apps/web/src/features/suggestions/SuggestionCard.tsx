import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { Deciding } from './Deciding.tsx';
import css from './SuggestionCard.module.css';
import { keyOf, type Suggestions } from './useSuggestions.ts';

type SuggestionCardProps = {
  readonly editor: Editor;
  readonly suggestions: Suggestions;
  readonly card: RefObject<HTMLDivElement | null>;
  /** Whoever suggests writes on in their own: nothing is in their way. */
  readonly isSuggesting: boolean;
};

/** Under the caret in a suggestion: whose it is, what it would do, and what may become of it. */
export function SuggestionCard({ editor, suggestions, card, isSuggesting }: SuggestionCardProps) {
  const t = useTranslations('suggestions');
  const [isFocused, setFocused] = useState(false);
  const { current } = suggestions;
  useEffect(() => {
    const isHere = (element: EventTarget | null) =>
      element instanceof Node && !editor.isDestroyed && (editor.view.dom.contains(element) || card.current?.contains(element) === true);
    // Between two buttons nothing has the focus: where it goes is told.
    const update = (event: FocusEvent) => setFocused(isHere(event.type === 'focusout' ? event.relatedTarget : event.target));
    setFocused(isHere(document.activeElement));
    document.addEventListener('focusin', update);
    document.addEventListener('focusout', update);
    return () => {
      document.removeEventListener('focusin', update);
      document.removeEventListener('focusout', update);
    };
  }, [editor, card]);
  // Names have a list of people under them, and what is marked its own tools.
  const isFree = useEditorState({ editor, selector: () => editor.state.selection.empty && editor.state.selection.$from.parent.type.name !== 'person' });
  if (current === null || !isFocused || !isFree || (isSuggesting && suggestions.isOwn(current))) return null;

  const leave = () => editor.view.focus();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    leave();
  };
  const what = suggestions.what(current);
  const whose = suggestions.whose(current);
  return (
    <div ref={card} className={css.card} role="group" aria-label={t('cardLabel', { whose, what })} onKeyDown={onKeyDown}>
      <Placed key={keyOf(current)} editor={editor} card={card} />
      <p className={css.whose}>{whose}</p>
      <p className={css.what}>{what}</p>
      <Deciding
        key={`deciding ${keyOf(current)}`}
        suggestion={current}
        suggestions={suggestions}
        onDecide={(verdict, reason) => {
          suggestions.decide(verdict, [current], reason);
          leave();
        }}
      />
    </div>
  );
}

/** Puts the card under the line that the caret is in. */
function Placed({ editor, card }: Pick<SuggestionCardProps, 'editor' | 'card'>) {
  const head = useEditorState({ editor, selector: () => editor.state.selection.head });
  useLayoutEffect(() => {
    const element = card.current;
    const around = element?.offsetParent;
    if (element === null || !(around instanceof HTMLElement) || editor.isDestroyed || head > editor.state.doc.content.size) return;
    const caret = editor.view.coordsAtPos(head);
    const origin = around.getBoundingClientRect();
    const left = Math.min(caret.left - origin.left, origin.width - element.offsetWidth - 8);
    element.style.insetInlineStart = `${Math.max(8, left)}px`;
    element.style.insetBlockStart = `${caret.bottom - origin.top + 8}px`;
  });
  return null;
}
