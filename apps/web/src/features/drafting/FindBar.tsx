import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { findNext, findPrevious, replaceAllMatches, replaceMatch, search, searchState } from '@yrka/editor';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, IconButton } from '../../ui/index.ts';
import css from './FindBar.module.css';

/** Find and replace, above the paper. Enter goes on, Shift+Enter back, Escape closes and leaves the match selected. */
export function FindBar({ editor, mayReplace, onClose }: { readonly editor: Editor; readonly mayReplace: boolean; readonly onClose: () => void }) {
  const t = useTranslations('drafting.find');
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(() => selectedWords(editor));
  const [replacement, setReplacement] = useState('');
  const found = useEditorState({
    editor,
    selector: () => ({ total: searchState(editor.state).matches.length, current: searchState(editor.state).current + 1 }),
  });
  const words = query === '' ? '' : found.total === 0 ? t('none') : t('count', { current: String(found.current), total: String(found.total) });

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
    return () => {
      if (!editor.isDestroyed) search('')(editor.state, editor.view.dispatch);
    };
  }, [editor]);
  useEffect(() => void search(query)(editor.state, editor.view.dispatch), [editor, query]);
  useEffect(() => {
    if (words !== '') announce(words);
  }, [words]);

  // The text scrolls to its caret by itself, and to nothing else; the caret stays where it was while one looks.
  useEffect(() => {
    if (found.current === 0) return;
    const frame = requestAnimationFrame(() => {
      const match = editor.isDestroyed ? null : editor.view.dom.querySelector('.yrka-match-current');
      const top = match?.getBoundingClientRect().top ?? null;
      if (top !== null && (top < 140 || top > innerHeight - 100)) match?.scrollIntoView({ block: 'center' });
    });
    return () => cancelAnimationFrame(frame);
  }, [editor, found.current]);

  const go = (command: typeof findNext) => command(editor.state, editor.view.dispatch);
  const replace = (command: typeof findNext) => {
    command(editor.state, editor.view.dispatch);
    // With nothing left to replace the button is switched off, and the focus would be nowhere.
    if (searchState(editor.state).matches.length === 0) field.current?.focus();
  };
  const close = () => {
    onClose();
    editor.view.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault();
      go(event.shiftKey ? findPrevious : findNext);
    }
  };

  return (
    <div className={css.place}>
      <search className={css.bar} aria-label={t('label')} onKeyDown={onKeyDown}>
        <div className={css.row}>
          <input
            ref={field}
            className={css.field}
            aria-label={t('find')}
            placeholder={t('find')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <span className={css.count} aria-hidden>
            {words}
          </span>
          <IconButton label={t('previous')} keys={t('previousKeys')} isDisabled={found.total === 0} onPress={() => go(findPrevious)}>
            <ChevronUp aria-hidden />
          </IconButton>
          <IconButton label={t('next')} keys="Enter" isDisabled={found.total === 0} onPress={() => go(findNext)}>
            <ChevronDown aria-hidden />
          </IconButton>
          <IconButton label={t('close')} keys="Esc" onPress={close}>
            <X aria-hidden />
          </IconButton>
        </div>
        {mayReplace && (
          <div className={css.row}>
            <input
              className={css.field}
              aria-label={t('replace')}
              placeholder={t('replace')}
              value={replacement}
              onChange={(event) => setReplacement(event.target.value)}
            />
            <Button isDisabled={found.total === 0} onPress={() => replace(replaceMatch(replacement))}>
              {t('replaceOne')}
            </Button>
            <Button
              isDisabled={found.total === 0}
              onPress={() => {
                announce(t('replaced', { count: found.total }));
                replace(replaceAllMatches(replacement));
              }}
            >
              {t('replaceAll')}
            </Button>
          </div>
        )}
      </search>
    </div>
  );
}

/** What is selected in one block is what one most often looks for. */
function selectedWords(editor: Editor): string {
  const { from, to, $from, $to } = editor.state.selection;
  return $from.parent === $to.parent && to - from <= 80 ? editor.state.doc.textBetween(from, to) : '';
}
