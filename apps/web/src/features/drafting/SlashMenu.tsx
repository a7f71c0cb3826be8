import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { closeSlash, insertables, type InsertableId, insertFromSlash, slashCoords, slashState } from '@yrka/editor';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { announce, isNamedBy } from '../../ui/index.ts';
import css from './SlashMenu.module.css';

/** Asked about keys while the menu is open; true = taken. */
export type SlashKeys = { current: ((event: KeyboardEvent) => boolean) | null };

type SlashMenuProps = {
  readonly editor: Editor;
  readonly keys: SlashKeys;
  /** Asks for an earlier decision to put in; null in a document that names none. */
  readonly onEarlierDecision: (() => void) | null;
};
type Offered = InsertableId | 'earlierDecision';

/** What "/" in an empty paragraph offers. The caret stays in the text; letters narrow the list. */
export function SlashMenu({ editor, keys, onEarlierDecision }: SlashMenuProps) {
  const t = useTranslations('drafting');
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const slash = useEditorState({ editor, selector: () => slashState(editor.state) });
  const [active, setActive] = useState(0);
  const query = slash.open ? slash.query : '';
  const ids = slash.open
    ? [
        ...insertables(editor.state)
          .filter(({ available }) => available)
          .map(({ id }): Offered => id),
        ...(onEarlierDecision === null ? [] : (['earlierDecision'] as const)),
      ].filter((id) => isNamedBy(t(`insertable.${id}`), query))
    : [];

  const chosen = slash.open ? ids[active] : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: other letters are another list, which begins at its beginning
  useEffect(() => setActive(0), [query, slash.open]);
  useEffect(() => {
    // Only what is pointed at is said, not the list anew.
    if (chosen !== undefined) announce(t(`insertable.${chosen}`));
  }, [chosen, t]);

  useLayoutEffect(() => {
    const menu = list.current;
    const around = menu?.offsetParent;
    const coords = editor.isDestroyed ? null : slashCoords(editor.view);
    if (menu === null || !(around instanceof HTMLElement) || coords === null) return;
    const origin = around.getBoundingClientRect();
    const isRoomBelow = coords.bottom + menu.offsetHeight + 16 < innerHeight;
    menu.style.insetInlineStart = `${Math.max(8, Math.min(coords.left - origin.left, origin.width - menu.offsetWidth - 8))}px`;
    menu.style.insetBlockStart = `${(isRoomBelow ? coords.bottom + 6 : coords.top - menu.offsetHeight - 6) - origin.top}px`;
    menu.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const choose = (id: Offered | undefined): boolean => {
    if (id === undefined) return false;
    if (id === 'earlierDecision') {
      // The letters of the search go, and the line stays for the words.
      insertFromSlash('text')(editor.state, editor.view.dispatch);
      onEarlierDecision?.();
      return true;
    }
    insertFromSlash(id)(editor.state, editor.view.dispatch);
    editor.view.focus();
    return true;
  };

  useEffect(() => {
    keys.current = (event) => {
      if (ids.length === 0) return false;
      if (event.key === 'ArrowDown') setActive((active + 1) % ids.length);
      else if (event.key === 'ArrowUp') setActive((active + ids.length - 1) % ids.length);
      else if (event.key === 'Enter' || event.key === 'Tab') return choose(ids[active]);
      else return false;
      return true;
    };
    return () => {
      keys.current = null;
    };
  });

  useEffect(() => {
    if (!slash.open) return;
    const close = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || list.current?.contains(event.target) !== true) closeSlash(editor.state, editor.view.dispatch);
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [editor, slash.open]);

  if (!slash.open) return null;
  return (
    <ul ref={list} id={listId} role="listbox" aria-label={t('slash.label')} className={css.menu} data-options="">
      {ids.length === 0 && (
        <li role="option" aria-selected={false} aria-disabled>
          {t('slash.none')}
        </li>
      )}
      {ids.map((id, index) => (
        <li
          key={id}
          id={`${listId}-${id}`}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(id)}
        >
          {t(`insertable.${id}`)}
        </li>
      ))}
    </ul>
  );
}
